import { cx } from "@/lib/dom/cx";

interface Props {
  /** Evenly spaced, oldest first; null where nothing is known, which leaves a gap. */
  values: readonly (number | null)[];
  /** How many places the whole width has; what is not known yet stays empty on the left. */
  length: number;
  label: string;
  /** The least height of the scale, so that noise near zero stays flat. */
  least?: number;
  className?: string;
}

const WIDTH = 100;
const HEIGHT = 24;

interface Point {
  x: number;
  y: number;
}

/** Runs of known values, as points of the drawing. */
function runsOf({ values, length, least = 1 }: Props): Point[][] {
  const shown = values.slice(-length);
  const highest = shown.reduce<number>((max, value) => Math.max(max, value ?? 0), least);
  const step = WIDTH / Math.max(1, length - 1);
  const start = length - shown.length;
  const runs: Point[][] = [[]];
  shown.forEach((value, index) => {
    if (value === null) runs.push([]);
    else
      runs
        .at(-1)
        ?.push({ x: (start + index) * step, y: HEIGHT - (value / highest) * (HEIGHT - 2) });
  });
  return runs.filter((run) => run.length > 0);
}

/** A single point is drawn as a short dash. */
function lineOf(run: readonly Point[]): string {
  const points = run.map(({ x, y }) => `${x.toFixed(2)} ${y.toFixed(2)}`);
  const [only] = run.length === 1 ? run : [];
  if (only) points.push(`${(only.x - 1).toFixed(2)} ${only.y.toFixed(2)}`);
  return `M${points.join("L")}`;
}

function areaOf(run: readonly Point[]): string {
  const [first, last] = [run[0]?.x ?? 0, run.at(-1)?.x ?? 0];
  return `${lineOf(run)}L${last.toFixed(2)} ${String(HEIGHT)}L${first.toFixed(2)} ${String(HEIGHT)}Z`;
}

/** How a figure went lately, small enough to stand beside it. */
export function Sparkline(props: Props) {
  const runs = runsOf(props);
  return (
    <svg
      role="img"
      aria-label={props.label}
      viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT)}`}
      preserveAspectRatio="none"
      className={cx("block overflow-visible text-accent-text", props.className)}
    >
      <line
        x1="0"
        x2={WIDTH}
        y1={HEIGHT}
        y2={HEIGHT}
        stroke="var(--line)"
        vectorEffect="non-scaling-stroke"
      />
      {runs.map((run, index) => (
        <g key={index}>
          <path d={areaOf(run)} fill="var(--accent-soft)" />
          <path
            d={lineOf(run)}
            fill="none"
            stroke="currentColor"
            strokeWidth="1.5"
            strokeLinejoin="round"
            strokeLinecap="round"
            vectorEffect="non-scaling-stroke"
          />
        </g>
      ))}
    </svg>
  );
}

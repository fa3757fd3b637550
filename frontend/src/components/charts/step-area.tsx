"use client";

import {
  Area,
  ComposedChart,
  CartesianGrid,
  Line,
  ReferenceArea,
  ReferenceLine,
  Tooltip,
  XAxis,
  YAxis,
  ResponsiveContainer,
} from "recharts";
import { useI18n } from "@/lib/i18n/provider";
import { clipped, reachOf, type StepPoint, type StepWindow } from "./points";
import { roundTicks, timeTicks } from "./ticks";

export interface StepAreaProps {
  points: readonly StepPoint[];
  formatValue: (value: number) => string;
  fromZero?: boolean;
  /** Stretches that are shaded, such as the windows of sales; some may be still to come. */
  windows?: readonly StepWindow[];
  /** Marks the present moment, where what is to come is shown too. */
  now?: number;
}

interface TipProps {
  active?: boolean;
  payload?: readonly { payload?: StepPoint }[];
  formatValue: (value: number) => string;
}

function Tip({ active, payload, formatValue }: TipProps) {
  const { format } = useI18n();
  const point = payload?.[0]?.payload;
  if (!active || !point) return null;
  return (
    <div className="rounded-md bg-ink px-2.5 py-1.5 text-xs text-canvas shadow-pop">
      <p className="nums font-semibold">{formatValue(point.value)}</p>
      {point.against !== undefined && point.against !== point.value && (
        <p className="nums opacity-75">{formatValue(point.against)}</p>
      )}
      <p className="nums opacity-75">{format.dateTime(point.at)}</p>
    </div>
  );
}

const FIGURES = 4;
const MOMENTS = 5;
const TICK = { fill: "var(--ink-3)", fontSize: 11 };

/** Room above and below the line, so that a small change is neither flat nor a cliff. */
function figuresOf(points: readonly StepPoint[], fromZero: boolean): number[] {
  const values = points.flatMap(({ value, against }) => [value, against ?? value]);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  // What begins at zero is counted, and has no halves.
  if (fromZero) return roundTicks(Math.min(0, low), Math.max(high, FIGURES), FIGURES);
  const room = Math.max((high - low) * 0.1, high * 0.02);
  return roundTicks(Math.max(0, low - room), high + room, FIGURES);
}

/** A value holds until the next change, so the line goes in steps, never slopes. */
export function StepArea({
  points,
  formatValue,
  fromZero = false,
  windows = [],
  now,
}: StepAreaProps) {
  const { format } = useI18n();
  const reach = reachOf(points, windows);
  const span = reach[1] - reach[0];
  const figures = figuresOf(points, fromZero);
  const hasSecond = points.some(({ value, against }) => against !== undefined && against !== value);
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart data={[...points]} margin={{ top: 6, right: 4, bottom: 0, left: 0 }}>
        <CartesianGrid stroke="var(--line)" vertical={false} />
        <XAxis
          dataKey="at"
          type="number"
          scale="time"
          domain={reach}
          allowDataOverflow
          tickFormatter={(at: number) => format.tick(at, span)}
          tick={TICK}
          tickLine={false}
          axisLine={false}
          ticks={timeTicks(reach[0], reach[1], MOMENTS)}
          minTickGap={16}
        />
        <YAxis
          width={56}
          domain={[figures[0] ?? 0, figures.at(-1) ?? 0]}
          ticks={figures}
          tickFormatter={formatValue}
          tick={TICK}
          tickLine={false}
          axisLine={false}
        />
        {clipped(windows, reach).map((window) => (
          <ReferenceArea
            key={`${String(window.from)} ${String(window.to)} ${String(window.faint)}`}
            x1={window.from}
            x2={window.to}
            ifOverflow="hidden"
            fill="var(--over)"
            fillOpacity={window.faint ? 0.07 : 0.15}
            stroke="none"
          />
        ))}
        {now !== undefined && reach[1] > now && (
          <ReferenceLine x={now} stroke="var(--out-fill)" strokeDasharray="2 3" />
        )}
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: "var(--line-strong)" }}
          content={<Tip formatValue={formatValue} />}
        />
        <Area
          type="stepAfter"
          dataKey="value"
          stroke="var(--accent-text)"
          strokeWidth={1.75}
          fill="var(--accent-soft)"
          isAnimationActive={false}
          activeDot={{ r: 3.5, fill: "var(--accent-text)", stroke: "var(--raised)" }}
        />
        {hasSecond && (
          <Line
            type="stepAfter"
            dataKey="against"
            stroke="var(--ink-3)"
            strokeWidth={1}
            strokeDasharray="3 3"
            dot={false}
            activeDot={false}
            isAnimationActive={false}
          />
        )}
      </ComposedChart>
    </ResponsiveContainer>
  );
}

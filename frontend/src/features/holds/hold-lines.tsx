import { cx } from "@/lib/dom/cx";
import { useI18n } from "@/lib/i18n/provider";
import type { Hold, HoldLine } from "./types";

const FIGURE = "nums py-1.5 pl-3 text-right";
const WIDE = "max-sm:hidden";

interface Props {
  hold: Hold;
  onOpen: (sku: string) => void;
}

function Line({ line, onOpen }: { line: HoldLine } & Pick<Props, "onOpen">) {
  const { t, format } = useI18n();
  const figure = (value: number) => (value === 0 ? t.common.none : format.number(value));
  const gone = [
    line.committed > 0 && `${t.holds.committed} ${format.number(line.committed)}`,
    line.released > 0 && `${t.holds.released} ${format.number(line.released)}`,
  ].filter(Boolean);
  return (
    <tr className="border-t border-line align-top">
      <td className="max-w-0 py-1.5">
        <button
          type="button"
          onClick={() => onOpen(line.sku)}
          className="block max-w-full truncate rounded-sm text-left font-medium hover:text-accent-text"
        >
          {line.item_name}
        </button>
        <span className="block truncate text-xs text-ink-3">
          {line.sku}
          <span className="sm:hidden"> · {line.location}</span>
        </span>
        {gone.length > 0 && (
          <span className="nums block text-xs text-ink-3 sm:hidden">{gone.join(" · ")}</span>
        )}
      </td>
      <td className={cx("py-1.5 pl-3 text-ink-2", WIDE)}>{line.location}</td>
      <td className={cx(FIGURE, "text-ink-2")}>{format.number(line.quantity)}</td>
      <td className={cx(FIGURE, WIDE, "text-ink-3")}>{figure(line.committed)}</td>
      <td className={cx(FIGURE, WIDE, "text-ink-3")}>{figure(line.released)}</td>
      <td className={cx(FIGURE, line.remaining > 0 ? "font-semibold" : "text-ink-3")}>
        {figure(line.remaining)}
      </td>
    </tr>
  );
}

/** What a hold keeps, and what became of it, line by line. */
export function HoldLines({ hold, onOpen }: Props) {
  const { t } = useI18n();
  return (
    <table className="w-full table-fixed text-sm">
      <thead className="text-2xs text-ink-3 [&_th]:font-medium">
        <tr>
          <th className="pb-1 text-left">{t.holds.item}</th>
          <th className={cx("w-28 pb-1 pl-3 text-left", WIDE)}>{t.holds.location}</th>
          <th className="w-16 pb-1 pl-3 text-right">{t.holds.quantity}</th>
          <th className={cx("w-22 pb-1 pl-3 text-right", WIDE)}>{t.holds.committed}</th>
          <th className={cx("w-20 pb-1 pl-3 text-right", WIDE)}>{t.holds.released}</th>
          <th className="w-22 pb-1 pl-3 text-right">{t.holds.remaining}</th>
        </tr>
      </thead>
      <tbody>
        {hold.lines.map((line) => (
          <Line key={line.line} line={line} onOpen={onOpen} />
        ))}
      </tbody>
    </table>
  );
}

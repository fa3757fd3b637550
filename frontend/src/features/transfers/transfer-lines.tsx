import { cx } from "@/lib/dom/cx";
import { useI18n } from "@/lib/i18n/provider";
import type { Transfer, TransferLine } from "./types";

type Figure = "quantity" | "in_transit" | "received" | "missing" | "returned";

/** Only figures that say something in this transfer have a column. */
function figuresOf({ lines }: Transfer): Figure[] {
  const parts: Figure[] = ["in_transit", "received", "missing", "returned"];
  return ["quantity", ...parts.filter((part) => lines.some((line) => line[part] > 0))];
}

const TONES: Partial<Record<Figure, string>> = {
  in_transit: "text-accent-text font-semibold",
  missing: "text-out font-semibold",
};

function Cell({ line, figure }: { line: TransferLine; figure: Figure }) {
  const { t, format } = useI18n();
  const value = line[figure];
  return (
    <td
      className={cx(
        "nums py-1.5 pl-4 text-right text-sm",
        value === 0 ? "text-ink-3" : TONES[figure],
      )}
    >
      {value === 0 ? t.common.none : format.number(value)}
    </td>
  );
}

/** What became of each line: it arrived, is on its way, went back, or is missing. */
export function TransferLines({
  transfer,
  onOpen,
}: {
  transfer: Transfer;
  onOpen: (sku: string) => void;
}) {
  const { t } = useI18n();
  const figures = figuresOf(transfer);
  const names: Record<Figure, string> = {
    quantity: t.transfers.sent,
    in_transit: t.transfers.open,
    received: t.transfers.received,
    missing: t.transfers.missing,
    returned: t.transfers.returned,
  };
  return (
    <div className="overflow-x-auto px-4 pb-2">
      <table className="w-full">
        <thead>
          <tr className="border-b border-line text-left text-2xs font-medium text-ink-3">
            <th scope="col" className="py-1.5 font-medium">
              {t.transfers.item}
            </th>
            {figures.map((figure) => (
              <th
                key={figure}
                scope="col"
                className="py-1.5 pl-4 text-right font-medium whitespace-nowrap"
              >
                {names[figure]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {transfer.lines.map((line) => (
            <tr key={line.line} className="border-b border-line last:border-0">
              <th scope="row" className="py-1.5 text-left font-normal">
                <button
                  type="button"
                  onClick={() => onOpen(line.sku)}
                  className="block min-h-6 rounded-sm text-left text-sm font-medium hover:text-accent-text"
                >
                  {line.item_name}
                  <span className="nums block text-xs font-normal text-ink-3">{line.sku}</span>
                </button>
              </th>
              {figures.map((figure) => (
                <Cell key={figure} line={line} figure={figure} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

import { CircleAlert, LoaderCircle, Trash2, WifiOff } from "lucide-react";
import { memo, useId, type ReactNode } from "react";
import { cx } from "@/lib/dom/cx";
import { useI18n } from "@/lib/i18n/provider";
import type { Line } from "@/lib/sheet/lines";
import { problemWords } from "@/lib/sheet/problems";
import { Understood } from "../ui/understood";
import { Badge } from "../ui/badge";
import { IconButton } from "../ui/icon-button";
import { QuantityField } from "./quantity-field";
import { TOUCH_ICON } from "./touch";

export interface LineActions {
  quantity: (line: Line, quantity: string) => void;
  remove: (line: Line) => void;
  scan: (code: string) => void;
  done: () => void;
  send: () => void;
}

interface Props {
  line: Line;
  isFirst: boolean;
  isFrozen: boolean;
  least: number;
  label: (item: string) => string;
  actions: LineActions;
  /** What is known of the item at the location. */
  known: (line: Line) => ReactNode;
  /** Beside the number: the time of a count. */
  extra?: ((line: Line, isFrozen: boolean) => ReactNode) | undefined;
}

function State({ line, isFrozen }: Pick<Props, "line" | "isFrozen">) {
  const { t } = useI18n();
  if (isFrozen) return <Badge tone="accent">{t.sheets.sent}</Badge>;
  if (line.state === "ready") return null;
  const isAsking = line.state === "asking";
  const Icon = isAsking ? LoaderCircle : WifiOff;
  return (
    <span className="inline-flex items-center gap-1 text-xs text-ink-3">
      <Icon className={cx("size-3.5", isAsking && "animate-spin")} aria-hidden="true" />
      {isAsking ? t.sheets.asking : t.sheets.unasked}
    </span>
  );
}

/** One line: what it is, what is known of it, how many. A refusal stands right below. */
function Row({ line, isFirst, isFrozen, least, label, actions, known, extra }: Props) {
  const { t, format } = useI18n();
  const problemId = useId();
  const item = line.name ? `${line.sku} ${line.name}` : line.sku;
  return (
    <li
      data-testid={`line-${line.sku}`}
      className={cx(
        "border-b border-l-2 border-line px-4 py-2.5",
        isFirst ? "border-l-accent" : "border-l-transparent",
        line.problem && "bg-out-soft",
      )}
    >
      <div className="items-center gap-x-4 gap-y-1 max-lg:grid max-lg:grid-cols-[minmax(0,1fr)_auto] lg:flex">
        <div className="min-w-0 max-lg:contents lg:flex-1">
          <p className="col-span-2 flex min-w-0 items-center gap-2">
            <span className="text-md font-medium lg:truncate">{line.name || line.sku}</span>
            <State line={line} isFrozen={isFrozen} />
          </p>
          <p
            className={cx("nums flex flex-wrap gap-x-3 text-xs text-ink-3", extra && "col-span-2")}
          >
            <span>{line.sku}</span>
            {line.state === "ready" && known(line)}
          </p>
        </div>
        {extra && <div>{line.state === "ready" && extra(line, isFrozen)}</div>}
        <div className="flex items-center gap-1">
          <QuantityField
            value={line.quantity}
            least={least}
            label={label(item)}
            item={item}
            disabled={isFrozen}
            describedBy={line.problem ? problemId : undefined}
            isWrong={line.problem !== null}
            onChange={(quantity) => actions.quantity(line, quantity)}
            onScan={actions.scan}
            onDone={actions.done}
            onSend={actions.send}
          />
          <IconButton
            label={t.sheets.remove(item)}
            disabled={isFrozen}
            onClick={() => actions.remove(line)}
            className={cx("-mr-2 disabled:opacity-40", TOUCH_ICON)}
          >
            <Trash2 className="size-4" strokeWidth={1.75} aria-hidden="true" />
          </IconButton>
        </div>
      </div>
      {!line.problem && <Understood text={line.quantity} as="whole" />}
      {line.problem && (
        <p id={problemId} className="mt-1.5 flex items-start gap-1.5 text-sm text-out">
          <CircleAlert className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
          {problemWords(line.problem, t, format)}
        </p>
      )}
    </li>
  );
}

export const LineRow = memo(Row);

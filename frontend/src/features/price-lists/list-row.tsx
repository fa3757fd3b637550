import { CornerDownRight } from "lucide-react";
import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { useRenewal } from "@/components/ui/flash";
import { cx } from "@/lib/dom/cx";
import { useI18n } from "@/lib/i18n/provider";
import { countWords, derivedWords, whomWords } from "./list-words";
import { currencyOf } from "./tree";
import { DEFAULT_LIST, type PriceList } from "./types";

interface Props {
  list: PriceList;
  lists: readonly PriceList[];
  depth: number;
  /** Null for somebody who only reads. */
  onEdit: ((list: PriceList) => void) | null;
}

function Name({ list, depth, onEdit }: Omit<Props, "lists">) {
  const { t } = useI18n();
  const name = cx("truncate font-medium", !list.active && "text-ink-3");
  return (
    <div
      className="flex min-w-0 items-start gap-1.5"
      style={{ paddingLeft: `${String(Math.max(0, depth - 1) * 1.25)}rem` }}
    >
      {depth > 0 && (
        <CornerDownRight className="mt-0.5 size-4 shrink-0 text-ink-3" aria-hidden="true" />
      )}
      <div className="min-w-0">
        <div className="flex min-w-0 items-center gap-2">
          {onEdit ? (
            <button
              type="button"
              aria-label={t.priceLists.editOf(list.name)}
              onClick={() => onEdit(list)}
              className={cx(
                name,
                "rounded-sm text-left after:absolute after:inset-0 after:content-['']",
              )}
            >
              {list.name}
            </button>
          ) : (
            <span className={name}>{list.name}</span>
          )}
          {!list.active && <Badge>{t.priceLists.inactive}</Badge>}
        </div>
        <p className="truncate text-xs text-ink-3">{list.code}</p>
      </div>
    </div>
  );
}

function Count({ list }: { list: PriceList }) {
  const { t, format } = useI18n();
  const { all, parts } = countWords(list, t, format);
  const query = list.code === DEFAULT_LIST ? "" : `?in=${list.code}`;
  return (
    <div className="nums text-right text-sm">
      <Link
        href={`/prices${query}`}
        aria-label={`${t.priceLists.pricesOf(list.name)}: ${all}`}
        className="relative rounded-sm font-medium hover:text-accent-text hover:underline"
      >
        {all}
      </Link>
      {parts && <p className="text-xs text-ink-3">{parts}</p>}
    </div>
  );
}

/** One list: its name, whom it is for, where its prices come from, and how many there are. */
export function ListRow({ list, lists, depth, onEdit }: Props) {
  const { t, format, locale } = useI18n();
  const renewal = useRenewal(list.version);
  const parent = lists.find(({ code }) => code === list.parent);
  const place = {
    parentName: parent?.name ?? list.parent ?? "",
    currency: currencyOf(list, lists),
  };
  return (
    <div
      {...renewal}
      data-testid={`list-${list.code}`}
      className={cx(
        "relative grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4 gap-y-1 border-b border-line px-4 py-3",
        "sm:grid-cols-[minmax(0,15rem)_minmax(0,1fr)_minmax(0,1fr)_11rem]",
        onEdit && "hover:bg-hover has-[button:focus-visible]:bg-hover",
      )}
    >
      <Name list={list} depth={depth} onEdit={onEdit} />
      <p className="text-sm text-pretty text-ink-2 max-sm:order-last max-sm:col-span-2">
        {derivedWords(list, place, t, format)}
      </p>
      <div className="text-sm max-sm:order-last max-sm:col-span-2">
        <span className="text-ink-2 sm:block">{whomWords(list, t, locale)}</span>{" "}
        <span className="text-xs text-ink-3 max-sm:ml-1.5 sm:block sm:leading-4">
          {list.time_zone}
        </span>
      </div>
      <Count list={list} />
    </div>
  );
}

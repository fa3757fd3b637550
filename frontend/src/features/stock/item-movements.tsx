import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { SkeletonRows } from "@/components/ui/skeleton";
import { ErrorState } from "@/components/ui/states";
import { Ago } from "@/components/ui/time";
import { cx } from "@/lib/dom/cx";
import { useI18n } from "@/lib/i18n/provider";
import { rowsOf } from "@/lib/query/pages";
import { movementsQuery } from "./api";
import type { Movement } from "./types";

function MovementLine({ movement }: { movement: Movement }) {
  const { t, format } = useI18n();
  const rise = movement.delta_on_hand > 0;
  const note = [movement.reason, movement.reference].filter(Boolean).join(" · ");
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_4rem_5rem] items-baseline gap-3 border-b border-line py-2 last:border-0">
      <span className="min-w-0">
        <span className="font-medium">{t.stock.kinds[movement.kind] ?? movement.kind}</span>
        <span className="text-ink-3"> · {movement.location}</span>
        <span className="block truncate text-xs text-ink-3">
          <Ago at={movement.occurred_at} /> · {movement.actor}
          {note && ` · ${note}`}
        </span>
      </span>
      <span className={cx("nums text-right font-semibold", rise ? "text-up" : "text-down")}>
        {format.signed(movement.delta_on_hand)}
      </span>
      <span className="nums text-right text-xs text-ink-3">
        {t.activity.balanceAfter(format.number(movement.on_hand_after))}
      </span>
    </li>
  );
}

export function ItemMovements({ sku }: { sku: string }) {
  const { t } = useI18n();
  const query = useInfiniteQuery(movementsQuery(sku));
  const movements = rowsOf(query.data);
  if (query.isPending) return <SkeletonRows count={8} className="px-5 py-3" />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (movements.length === 0) return <p className="px-5 py-8 text-ink-3">{t.stock.noMovements}</p>;
  return (
    <>
      <ul className="px-5 py-1.5 text-sm">
        {movements.map((movement) => (
          <MovementLine key={movement.id} movement={movement} />
        ))}
      </ul>
      {query.hasNextPage && (
        <div className="px-5 pb-5">
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t.common.loadMore}
          </Button>
        </div>
      )}
    </>
  );
}

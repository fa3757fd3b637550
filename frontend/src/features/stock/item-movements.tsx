import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { HeldList } from "@/components/ui/held-list";
import { SkeletonRows } from "@/components/ui/skeleton";
import { ErrorState } from "@/components/ui/states";
import { useI18n } from "@/lib/i18n/provider";
import { rowsOf } from "@/lib/query/pages";
import { useCan } from "@/lib/session/session";
import { movementsQuery } from "./api";
import { LedgerFilter } from "./ledger/ledger-filter";
import { LedgerLine } from "./ledger/ledger-line";
import type { LedgerPlace } from "./ledger/level-explanation";
import { canTakeBack, reversalsOf } from "./ledger/links";
import { TakeBackDialog } from "./ledger/take-back-dialog";
import { useReasons } from "./reasons";
import type { Movement } from "./types";

/** A link may lead this far back, no further. */
const SEARCHED_MAX = 2_000;

interface Props {
  sku: string;
  place: LedgerPlace;
  onPlace: (place: LedgerPlace) => void;
}

/** The ledger of an item: every line says what it did, and to which other line it belongs. */
export function ItemMovements({ sku, place, onPlace }: Props) {
  const { t } = useI18n();
  const canWrite = useCan("stock:write");
  const { nameOf } = useReasons();
  const [takingBack, setTakingBack] = useState<Movement | null>(null);
  const { level_id, kind, line } = place;
  const query = useInfiniteQuery(movementsQuery(sku, { level_id, kind }));
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const movements = useMemo(() => rowsOf(data), [data]);
  const reversals = useMemo(() => reversalsOf(movements), [movements]);
  const isHere = line !== null && movements.some((movement) => movement.id === line);

  useEffect(() => {
    if (line === null) return;
    if (isHere) {
      const target = document.getElementById(`line-${String(line)}`);
      target?.scrollIntoView({ block: "center" });
      target?.focus({ preventScroll: true });
    } else if (hasNextPage && !isFetchingNextPage && movements.length < SEARCHED_MAX) {
      void fetchNextPage();
    }
  }, [line, isHere, hasNextPage, isFetchingNextPage, fetchNextPage, movements.length]);

  const body = () => {
    if (query.isPending) return <SkeletonRows count={8} className="px-5 py-3" />;
    if (query.isError)
      return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
    if (movements.length === 0) {
      const text = level_id || kind ? t.ledger.noLines : t.stock.noMovements;
      return <p className="px-5 py-8 text-ink-3">{text}</p>;
    }
    return (
      <HeldList
        rows={movements}
        className="text-sm"
        rowClassName="border-b border-line last:border-0"
      >
        {(movement) => (
          <LedgerLine
            movement={movement}
            takenBackBy={reversals.get(movement.id)}
            isTarget={movement.id === line}
            reasonName={nameOf}
            onGoTo={(from, to) => onPlace({ level_id: from.level_id, kind: null, line: to })}
            onTakeBack={
              canWrite && canTakeBack(movement, reversals)
                ? () => setTakingBack(movement)
                : undefined
            }
          />
        )}
      </HeldList>
    );
  };
  return (
    <>
      <LedgerFilter sku={sku} place={place} onChange={onPlace} />
      {line !== null && !isHere && !hasNextPage && !query.isPending && (
        <p role="status" className="px-5 pt-3 text-xs text-ink-3">
          {t.ledger.notFound(line)}
        </p>
      )}
      {body()}
      {hasNextPage && (
        <div className="px-5 py-4">
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t.common.loadMore}
          </Button>
        </div>
      )}
      {takingBack && <TakeBackDialog movement={takingBack} onClose={() => setTakingBack(null)} />}
    </>
  );
}

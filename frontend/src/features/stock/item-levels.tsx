import { useInfiniteQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { InfoLabel } from "@/components/ui/info-label";
import { SkeletonRows } from "@/components/ui/skeleton";
import { ErrorState } from "@/components/ui/states";
import { useI18n } from "@/lib/i18n/provider";
import { rowsOf } from "@/lib/query/pages";
import { useCan } from "@/lib/session/session";
import { itemLevelsQuery } from "./api";
import { ItemTrend } from "./item-trend";
import { Available, StatusBadge } from "./level-row";
import { ReorderPoint } from "./reorder-point";
import type { Level } from "./types";

const CELL = "py-2 pl-2 text-right first:pl-0 first:text-left";
const WIDE_CELL = `${CELL} max-sm:hidden`;

function Head() {
  const { t } = useI18n();
  return (
    <thead className="text-xs whitespace-nowrap text-ink-3">
      <tr className="border-b border-line [&>th]:font-medium">
        <th className={CELL}>{t.stock.location}</th>
        <th className={CELL}>
          <InfoLabel text={t.stock.available} hint={t.stock.availableHint} />
        </th>
        <th className={CELL}>
          <InfoLabel text={t.stock.onHand} hint={t.stock.onHandHint} />
        </th>
        <th className={WIDE_CELL}>
          <InfoLabel text={t.stock.reserved} hint={t.stock.reservedHint} />
        </th>
        <th className={CELL}>
          <InfoLabel text={t.stock.reorderPoint} hint={t.stock.reorderHint} />
        </th>
        <th className={CELL}>
          <span className="sr-only">{t.stock.movement.action}</span>
        </th>
      </tr>
    </thead>
  );
}

function Place({ level, onRecord }: { level: Level; onRecord: (level: Level) => void }) {
  const { t, format } = useI18n();
  const canWrite = useCan("stock:write");
  return (
    <tr className="border-b border-line last:border-0">
      <td className={CELL}>
        <span className="block font-medium">{level.location_name}</span>
        <StatusBadge status={level.status} />
      </td>
      <td className={CELL}>
        <Available level={level} className="-mr-1.5 text-md" />
      </td>
      <td className={`${CELL} nums text-ink-2`}>{format.number(level.on_hand)}</td>
      <td className={`${WIDE_CELL} nums text-ink-2`}>{format.number(level.reserved)}</td>
      <td className={CELL}>
        <ReorderPoint level={level} />
      </td>
      <td className={`${CELL} w-9`}>
        {canWrite && (
          <IconButton label={t.stock.movement.action} onClick={() => onRecord(level)}>
            <Plus className="size-4" aria-hidden="true" />
          </IconButton>
        )}
      </td>
    </tr>
  );
}

/** Where this item lies, and how it got there lately. */
export function ItemLevels({ sku, onRecord }: { sku: string; onRecord: (level: Level) => void }) {
  const { t } = useI18n();
  const query = useInfiniteQuery(itemLevelsQuery(sku));
  const levels = rowsOf(query.data);
  if (query.isPending) return <SkeletonRows count={4} className="px-5 py-3" />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (levels.length === 0) return <p className="px-5 py-8 text-ink-3">{t.stock.noLevels}</p>;
  return (
    <div className="px-5 py-3">
      <table className="w-full text-sm">
        <Head />
        <tbody>
          {levels.map((level) => (
            <Place key={level.id} level={level} onRecord={onRecord} />
          ))}
        </tbody>
      </table>
      <ItemTrend sku={sku} onHand={levels.reduce((sum, level) => sum + level.on_hand, 0)} />
    </div>
  );
}

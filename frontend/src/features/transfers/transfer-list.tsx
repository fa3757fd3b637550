"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Plus, Truck } from "lucide-react";
import { TOUCH_BUTTON } from "@/components/sheet/touch";
import { Button } from "@/components/ui/button";
import { HeldList } from "@/components/ui/held-list";
import { Segmented } from "@/components/ui/segmented";
import { SkeletonRows } from "@/components/ui/skeleton";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { changeAddress, useAddressValue } from "@/lib/dom/address";
import { cx } from "@/lib/dom/cx";
import { useI18n } from "@/lib/i18n/provider";
import { rowsOf } from "@/lib/query/pages";
import { transferQuery, transfersQuery } from "./api";
import { TransferCard } from "./transfer-card";
import { STATES, type Place, type TransferState } from "./types";

interface Props {
  locations: readonly Place[];
  canWrite: boolean;
  onNew: () => void;
  onOpen: (sku: string) => void;
}

function StateFilter({ state }: { state: TransferState }) {
  const { t } = useI18n();
  return (
    <Segmented
      label={t.transfers.filter}
      roomy
      value={state}
      options={STATES.map((value) => ({ value, label: t.transfers.states[value] }))}
      onChange={(value) => changeAddress({ state: value === "in_transit" ? null : value })}
    />
  );
}

function Transfers({ state, ...card }: Omit<Props, "onNew"> & { state: TransferState }) {
  const { t } = useI18n();
  const query = useInfiniteQuery(transfersQuery(state));
  const transfers = rowsOf(query.data);
  if (query.isPending) return <SkeletonRows count={5} className="px-4" />;
  if (query.isError && transfers.length === 0) {
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (transfers.length === 0) {
    return (
      <EmptyState
        icon={<Truck className="size-5" strokeWidth={1.75} aria-hidden="true" />}
        title={t.transfers.emptyListTitle}
        text={state === "in_transit" ? t.transfers.emptyInTransit : t.transfers.emptyOther}
      />
    );
  }
  return (
    <>
      <HeldList
        rows={transfers}
        label={t.transfers.list}
        rowClassName="border-b border-line last:border-0"
      >
        {(transfer) => <TransferCard transfer={transfer} {...card} />}
      </HeldList>
      {query.hasNextPage && (
        <div className="px-4 py-3">
          <Button
            busy={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
            className={TOUCH_BUTTON}
          >
            {t.common.loadMore}
          </Button>
        </div>
      )}
    </>
  );
}

/** The one that a link asked for, above all others. */
function AskedTransfer({ id, ...card }: Omit<Props, "onNew"> & { id: number }) {
  const { data, error, refetch } = useQuery(transferQuery(id));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows count={1} className="px-4" />;
  return (
    <ul>
      <li className="border-b border-line">
        <TransferCard transfer={data} {...card} />
      </li>
    </ul>
  );
}

/** What is on its way between the locations, and what became of the rest. */
export function TransferList({ onNew, ...rest }: Props) {
  const { t } = useI18n();
  const asked = useAddressValue("state");
  const state = STATES.find((each) => each === asked) ?? "in_transit";
  const linked = Number(useAddressValue("transfer"));
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">
      <div className="mx-auto w-full max-w-4xl sm:px-4 sm:py-6">
        <div className="flex flex-wrap items-center gap-2 px-3 py-3 sm:px-0 sm:pt-0">
          <StateFilter state={state} />
          {rest.canWrite && (
            <Button
              variant="primary"
              onClick={onNew}
              className={cx("ml-auto max-sm:flex-1", TOUCH_BUTTON)}
            >
              <Plus className="size-4" aria-hidden="true" />
              {t.transfers.sheet}
            </Button>
          )}
        </div>
        {linked > 0 && (
          <div className="border-accent bg-surface mb-4 max-sm:border-y sm:rounded-lg sm:border">
            <AskedTransfer id={linked} {...rest} />
          </div>
        )}
        <div className="border-line bg-surface max-sm:border-t sm:rounded-lg sm:border">
          <Transfers state={state} {...rest} />
        </div>
      </div>
    </div>
  );
}

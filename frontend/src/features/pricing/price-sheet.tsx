"use client";

import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { Sheet } from "@/components/ui/dialog";
import { Select } from "@/components/ui/input";
import { Skeleton, SkeletonRows } from "@/components/ui/skeleton";
import { ErrorState } from "@/components/ui/states";
import { Tabs } from "@/components/ui/tabs";
import { priceListsQuery, type PriceList } from "@/lib/choices/price-lists";
import { useI18n } from "@/lib/i18n/provider";
import { useCan } from "@/lib/session/session";
import { itemBySkuQuery, itemPriceQuery } from "./api";
import { BaseLayers } from "./base-layer";
import { EffectiveNow } from "./effective-now";
import { EvidencePanel } from "./evidence";
import { Limits } from "./limits";
import { NoPrice } from "./no-price";
import { PriceForm } from "./price-form";
import { Trail } from "./trail";
import type { ItemPrice } from "./types";

interface Slots {
  /** What the room of sales has to say; the rooms do not know each other. */
  sales: (price: ItemPrice) => ReactNode;
  history: (price: ItemPrice) => ReactNode;
}

interface Props extends Slots {
  sku: string | null;
  list: string;
  /** Null: the one that the item has in that list. */
  currency: string | null;
  onClose: () => void;
  onPlace: (list: string, currency: string | null) => void;
  /** What can be done with the item elsewhere, beside its name. */
  actions: ReactNode;
}

function Now({ price, list }: { price: ItemPrice; list: PriceList | undefined }) {
  const { t } = useI18n();
  const canWrite = useCan("price:write");
  const currency = price.effective?.currency ?? list?.currency ?? "JPY";
  return (
    <div className="grid gap-5 px-5 py-4">
      {price.effective ? <EffectiveNow price={price} /> : <NoPrice canWrite={canWrite} />}
      {canWrite && (
        <section className="rounded-lg border border-line bg-sunken p-4">
          <h3 className="mb-3 text-sm font-semibold">{t.pricing.form}</h3>
          <PriceForm
            key={`${price.price_list} ${currency}`}
            price={price}
            {...(list?.currency ? { currency: list.currency } : {})}
          />
        </section>
      )}
      {price.effective && <Trail effective={price.effective} />}
      <Limits limits={price.guard} currency={currency} />
    </div>
  );
}

function PriceTabs({ price, list, sales, history }: Slots & Parameters<typeof Now>[0]) {
  const { t } = useI18n();
  const canWrite = useCan("price:write");
  const [tab, setTab] = useState("now");
  const place = {
    itemId: price.item_id,
    list: price.price_list,
    currency: price.effective?.currency ?? null,
  };
  const tabs = [
    { value: "now", label: t.pricing.title, content: <Now price={price} list={list} /> },
    {
      value: "layers",
      label: t.prices.layers,
      content: (
        <div className="grid gap-4 px-5 py-4">
          <BaseLayers price={price} canWrite={canWrite} />
          {sales(price)}
        </div>
      ),
    },
    {
      value: "history",
      label: t.prices.history,
      content: <div className="px-5 py-4">{history(price)}</div>,
    },
    { value: "evidence", label: t.prices.evidence.title, content: <EvidencePanel place={place} /> },
  ];
  return <Tabs tabs={tabs} label={price.name} value={tab} onChange={setTab} />;
}

function ListSelect({
  value,
  lists,
  onChange,
}: {
  value: string;
  lists: readonly PriceList[];
  onChange: (list: string) => void;
}) {
  const { t } = useI18n();
  const known = lists.some(({ code }) => code === value);
  return (
    <Select
      dense
      aria-label={t.prices.list}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      className="max-w-52"
    >
      {!known && <option value={value}>{value}</option>}
      {lists.map(({ code, name }) => (
        <option key={code} value={code}>
          {name}
        </option>
      ))}
    </Select>
  );
}

function CurrencySelect({
  price,
  onChange,
}: {
  price: ItemPrice | undefined;
  onChange: (currency: string) => void;
}) {
  const { t } = useI18n();
  const here = price?.prices.filter(({ price_list }) => price_list === price.price_list) ?? [];
  if (here.length < 2) return null;
  return (
    <Select
      dense
      aria-label={t.pricing.currency}
      value={price?.effective?.currency}
      onChange={(event) => onChange(event.target.value)}
      className="w-20 shrink-0"
    >
      {here.map(({ id, currency }) => (
        <option key={id} value={currency}>
          {currency}
        </option>
      ))}
    </Select>
  );
}

/** Everything about the price of one item in one list, over the page that it was chosen from. */
export function PriceSheet(props: Props) {
  const { sku, list, currency, onClose, onPlace, actions, sales, history } = props;
  const item = useQuery(itemBySkuQuery(sku ?? ""));
  const itemId = item.data?.id ?? 0;
  const price = useQuery({ ...itemPriceQuery({ itemId, list, currency }), enabled: itemId > 0 });
  const { data: lists = [] } = useQuery({ ...priceListsQuery(), enabled: sku !== null });
  const error = item.error ?? price.error;
  const facts = [item.data?.sku, item.data?.category].filter(Boolean).join(" · ");
  return (
    <Sheet
      open={sku !== null}
      onClose={onClose}
      title={item.data?.name ?? sku ?? ""}
      actions={actions}
      description={
        !item.error && (
          <>
            <span className="block truncate">
              {item.data ? facts : <Skeleton className="my-1.5 w-40" />}
            </span>
            <span className="mt-2 flex gap-2">
              <ListSelect value={list} lists={lists} onChange={(next) => onPlace(next, null)} />
              <CurrencySelect price={price.data} onChange={(next) => onPlace(list, next)} />
            </span>
          </>
        )
      }
    >
      {error ? (
        <ErrorState
          error={error}
          onRetry={() => void (item.error ? item.refetch() : price.refetch())}
        />
      ) : price.data ? (
        <PriceTabs
          key={itemId}
          price={price.data}
          list={lists.find(({ code }) => code === list)}
          sales={sales}
          history={history}
        />
      ) : (
        <SkeletonRows count={6} className="px-5 py-3" />
      )}
    </Sheet>
  );
}

"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Sheet } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { ErrorState } from "@/components/ui/states";
import { Tabs } from "@/components/ui/tabs";
import { useI18n } from "@/lib/i18n/provider";
import { itemQuery } from "./api";
import { ItemLevels } from "./item-levels";
import { ItemMovements } from "./item-movements";
import type { Item, Level } from "./types";

interface Props {
  sku: string | null;
  onClose: () => void;
  onRecord: (level: Level) => void;
  /** What can be done with the item, beside its name. */
  actions: ReactNode;
  /** What the room of prices has to say; the rooms do not know each other. */
  price: (item: Item) => ReactNode;
}

function About({ item }: { item: Item }) {
  const facts = [item.sku, item.category, item.barcode].filter(Boolean);
  return <span>{facts.join(" · ")}</span>;
}

/** Everything about one item, over the table that it was chosen from. */
export function ItemSheet({ sku, onClose, onRecord, actions, price }: Props) {
  const { t } = useI18n();
  const { data: item, error, refetch } = useQuery({ ...itemQuery(sku ?? ""), enabled: !!sku });
  const tabs = item && [
    {
      value: "levels",
      label: t.stock.levels,
      content: <ItemLevels sku={item.sku} onRecord={onRecord} />,
    },
    { value: "movements", label: t.stock.movements, content: <ItemMovements sku={item.sku} /> },
    { value: "price", label: t.pricing.title, content: price(item) },
  ];
  return (
    <Sheet
      open={sku !== null}
      onClose={onClose}
      title={item?.name ?? sku ?? ""}
      actions={actions}
      description={item ? <About item={item} /> : <Skeleton className="mt-1 w-40" />}
    >
      {tabs && <Tabs key={item.id} tabs={tabs} label={item.name} />}
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
    </Sheet>
  );
}

"use client";

import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { Sheet } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { ErrorState } from "@/components/ui/states";
import { Tabs } from "@/components/ui/tabs";
import { useI18n } from "@/lib/i18n/provider";
import { itemQuery } from "./api";
import { ItemLevels } from "./item-levels";
import { ItemLife } from "./item-life";
import { ItemMovements } from "./item-movements";
import type { LedgerPlace } from "./ledger/level-explanation";
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

const EVERYTHING: LedgerPlace = { level_id: null, kind: null, line: null };

/** The tabs of one item; a figure on the first leads to its lines on the second. */
function ItemTabs({ item, onRecord, price }: { item: Item } & Pick<Props, "onRecord" | "price">) {
  const { t } = useI18n();
  const [tab, setTab] = useState("levels");
  const [place, setPlace] = useState(EVERYTHING);
  const showLines = (next: LedgerPlace) => {
    setPlace(next);
    setTab("movements");
  };
  const tabs = [
    {
      value: "levels",
      label: t.stock.levels,
      content: <ItemLevels sku={item.sku} onRecord={onRecord} onLines={showLines} />,
    },
    {
      value: "movements",
      label: t.stock.movements,
      content: <ItemMovements sku={item.sku} place={place} onPlace={setPlace} />,
    },
    { value: "price", label: t.pricing.title, content: price(item) },
  ];
  return <Tabs tabs={tabs} label={item.name} value={tab} onChange={setTab} />;
}

/** Everything about one item, over the table that it was chosen from. */
export function ItemSheet({ sku, onClose, onRecord, actions, price }: Props) {
  const { data: item, error, refetch } = useQuery({ ...itemQuery(sku ?? ""), enabled: !!sku });
  return (
    <Sheet
      open={sku !== null}
      onClose={onClose}
      title={item?.name ?? sku ?? ""}
      actions={actions}
      description={item ? <About item={item} /> : <Skeleton className="mt-1 w-40" />}
    >
      {item && <ItemLife key={`life-${String(item.id)}`} item={item} />}
      {item && <ItemTabs key={item.id} item={item} onRecord={onRecord} price={price} />}
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
    </Sheet>
  );
}

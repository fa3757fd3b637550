"use client";

import { useQuery } from "@tanstack/react-query";
import { memo } from "react";
import { FlashAmount } from "@/components/ui/flash";
import { Skeleton } from "@/components/ui/skeleton";
import { useI18n } from "@/lib/i18n/provider";
import { priceOfQuery } from "./api";

function Cell({ itemId }: { itemId: number }) {
  const { t, format } = useI18n();
  const { data: price, isPending } = useQuery(priceOfQuery(itemId));
  if (isPending) return <Skeleton className="ml-auto h-2.5 w-10" />;
  if (!price) return <span className="text-ink-3">{t.common.none}</span>;
  return (
    <FlashAmount
      amount={price.amount}
      text={format.money(price.amount, price.currency)}
      data-testid={`price-${String(itemId)}`}
      className="-mx-1 inline-block px-1"
    />
  );
}

/** The price of one item, for a table's column; it glows when it changes. */
export const PriceCell = memo(Cell);

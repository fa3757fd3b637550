"use client";

import { useQuery } from "@tanstack/react-query";
import { Dialog } from "@/components/ui/dialog";
import { SkeletonRows } from "@/components/ui/skeleton";
import { priceListQuery } from "@/lib/choices/price-lists";
import { browserZone } from "@/lib/format/zoned";
import { useI18n } from "@/lib/i18n/provider";
import { SaleForm } from "./sale-form";
import { newSale, valuesOf } from "./sale-schema";
import type { Sale } from "./types";

/** The price that a sale lies over. */
export interface SaleSubject {
  itemId: number;
  sku: string;
  list: string;
  currency: string;
  /** The price without any sale; null while there is none to build on. */
  base: string | null;
}

interface Props {
  subject: SaleSubject;
  /** The one that is edited; null for a new one. */
  sale: Sale | null;
  onClose: () => void;
}

/** Adds a sale, or changes one that is not over. */
export function SaleDialog({ subject, sale, onClose }: Props) {
  const { t } = useI18n();
  const { data: list, isPending } = useQuery(priceListQuery(subject.list));
  const zone = list?.time_zone ?? browserZone();
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={sale ? t.sales.editTitle(sale.name) : t.sales.newTitle}
      description={`${subject.sku} · ${subject.list}`}
    >
      {isPending && !sale ? (
        <SkeletonRows count={5} className="px-5 py-3" />
      ) : (
        <SaleForm
          subject={subject}
          sale={sale}
          initial={sale ? valuesOf(sale) : newSale(zone)}
          listZone={zone}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}

"use client";

import { Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useI18n } from "@/lib/i18n/provider";
import { useCan } from "@/lib/session/session";
import { useRecord } from "./movement-desk";

/** `sku`: the item that it is about, where that is known. */
export function RecordButton({ sku }: { sku?: string }) {
  const { t } = useI18n();
  const record = useRecord();
  if (!useCan("stock:write")) return null;
  return (
    <Button
      variant={sku ? "secondary" : "primary"}
      aria-label={t.stock.movement.action}
      onClick={() => record(sku ? { sku } : {})}
      className="max-sm:w-8 max-sm:px-0"
    >
      <Plus className="size-4" aria-hidden="true" />
      <span className="max-sm:hidden">{t.stock.movement.action}</span>
    </Button>
  );
}

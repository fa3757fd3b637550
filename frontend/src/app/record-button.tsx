"use client";

import { Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useI18n } from "@/lib/i18n/provider";
import { useCan } from "@/lib/session/session";
import { useRecord } from "./movement-desk";

export function RecordButton() {
  const { t } = useI18n();
  const record = useRecord();
  if (!useCan("stock:write")) return null;
  return (
    <Button
      variant="primary"
      aria-label={t.stock.movement.action}
      onClick={() => record()}
      className="max-sm:w-8 max-sm:px-0"
    >
      <Plus className="size-4" aria-hidden="true" />
      <span className="max-sm:hidden">{t.stock.movement.action}</span>
    </Button>
  );
}

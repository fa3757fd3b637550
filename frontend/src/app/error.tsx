"use client";

import { TriangleAlert } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/states";
import { useI18n } from "@/lib/i18n/provider";

export default function Crash() {
  const { t } = useI18n();
  return (
    <div role="alert" className="grid flex-1 place-items-center">
      <EmptyState
        icon={<TriangleAlert className="size-5 text-out" aria-hidden="true" />}
        title={t.shell.crashTitle}
        text={t.shell.crashText}
        action={<Button onClick={() => window.location.reload()}>{t.shell.reload}</Button>}
      />
    </div>
  );
}

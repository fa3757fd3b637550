"use client";

import { Compass } from "lucide-react";
import Link from "next/link";
import { EmptyState } from "@/components/ui/states";
import { useI18n } from "@/lib/i18n/provider";

export default function NotFound() {
  const { t } = useI18n();
  return (
    <div className="grid flex-1 place-items-center">
      <EmptyState
        icon={<Compass className="size-5" strokeWidth={1.75} aria-hidden="true" />}
        title={t.shell.notFoundTitle}
        text={t.shell.notFoundText}
        action={
          <Link href="/" className="text-sm font-medium text-accent-text hover:underline">
            {t.shell.notFoundAction}
          </Link>
        }
      />
    </div>
  );
}

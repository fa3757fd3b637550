import { Tag } from "lucide-react";
import { EmptyState } from "@/components/ui/states";
import { useI18n } from "@/lib/i18n/provider";

export function NoPrice({ canWrite }: { canWrite: boolean }) {
  const { t } = useI18n();
  return (
    <EmptyState
      icon={<Tag className="size-5" strokeWidth={1.75} aria-hidden="true" />}
      title={t.pricing.noPrice}
      text={canWrite ? t.pricing.noPriceText : t.pricing.noPriceViewer}
    />
  );
}

import { Badge, type Tone } from "@/components/ui/badge";
import { useI18n } from "@/lib/i18n/provider";
import type { SaleState } from "./types";

const TONES: Record<SaleState, Tone> = {
  running: "ok",
  scheduled: "accent",
  suspended: "out",
  ended: "neutral",
  removed: "neutral",
};

export function StateBadge({ state }: { state: SaleState }) {
  const { t } = useI18n();
  return <Badge tone={TONES[state]}>{t.sales.states[state]}</Badge>;
}

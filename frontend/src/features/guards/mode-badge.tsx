import { Badge, type Tone } from "@/components/ui/badge";
import { useI18n } from "@/lib/i18n/provider";
import type { GuardMode } from "./types";

const TONES: Record<GuardMode, Tone> = { block: "out", approve: "over", warn: "low" };

export function ModeBadge({ mode }: { mode: GuardMode }) {
  const { t } = useI18n();
  return <Badge tone={TONES[mode]}>{t.prices.modes[mode]}</Badge>;
}

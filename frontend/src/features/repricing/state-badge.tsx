import { Badge, type Tone } from "@/components/ui/badge";
import { useI18n } from "@/lib/i18n/provider";
import type { BulkState } from "./types";

const TONES: Record<BulkState, Tone> = {
  previewing: "accent",
  ready: "accent",
  proposed: "over",
  applying: "accent",
  applied: "ok",
  undoing: "accent",
  undone: "neutral",
  discarded: "neutral",
  failed: "out",
};

export function StateBadge({ state }: { state: BulkState }) {
  const { t } = useI18n();
  return <Badge tone={TONES[state]}>{t.repricing.states[state]}</Badge>;
}

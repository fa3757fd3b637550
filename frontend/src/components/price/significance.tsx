import { Badge, type Tone } from "@/components/ui/badge";
import { useI18n } from "@/lib/i18n/provider";

export type SignificanceName = "minor" | "significant" | "major";

const TONES: Record<SignificanceName, Tone> = {
  minor: "neutral",
  significant: "low",
  major: "out",
};

/** How large a change of price is, as the contract ranks it. */
export function Significance({ of }: { of: SignificanceName }) {
  const { t } = useI18n();
  return <Badge tone={TONES[of]}>{t.prices.significance[of]}</Badge>;
}

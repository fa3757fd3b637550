import { useI18n } from "@/lib/i18n/provider";
import {
  currentLocales,
  readNumber,
  showNumber,
  understood,
  type NumberKind,
} from "@/lib/format/read-number";

interface Reads {
  text: string;
  as: NumberKind;
}

/** What stands in the way of reading a text as one number, in words; undefined for nothing. */
export function useQuestion(reads: Reads | undefined): string | undefined {
  const { t, locale } = useI18n();
  if (!reads) return undefined;
  const reading = readNumber(reads.text, reads.as);
  if (reading.kind !== "ambiguous") return undefined;
  const [decimal, thousands] = reading.readings;
  const [low, high] = reading.readings.map((value) => showNumber(value, { currency: "" }, locale));
  return t.common.twoReadings(reads.text.trim(), low ?? "", high ?? "", [
    shortest(decimal),
    thousands,
  ]);
}

function shortest(decimal: string): string {
  return decimal.replace(/\.?0+$/, "");
}

/** "= 13.50 EUR": the number that was understood, where the field shows something else. */
export function Understood({ text, as }: Reads) {
  const { locale } = useI18n();
  const shown = understood(text, as, { ...currentLocales(), shown: locale });
  return (
    <p aria-live="polite" className="nums text-right text-xs text-ink-2 not-empty:mt-1">
      {shown && `= ${shown}`}
    </p>
  );
}

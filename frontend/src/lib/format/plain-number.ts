// Which decimal did somebody write? "−5 %", full-width digits and separators are how people write.
import { normaliseDecimal } from "./decimal";

export function plainNumber(text: string): string {
  return normaliseDecimal(
    text.replace(/[\u2212\u2012\u2013\u30fc\uff0d]/g, "-").replace(/[%％]/g, ""),
  );
}

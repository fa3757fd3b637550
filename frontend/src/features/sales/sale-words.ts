// How is a sale said in a few words?
import type { Format } from "@/lib/format/format";
import { unbroken } from "@/lib/format/unbroken";
import type { Messages } from "@/lib/i18n/messages";
import type { Sale } from "./types";

/** "−20%", or "¥1,500". */
export function worthText(
  of: Pick<Sale, "amount" | "percent_off">,
  currency: string,
  format: Format,
): string {
  if (of.percent_off !== null) return format.signedPercent(`-${of.percent_off}`);
  return of.amount === null ? "" : format.money(of.amount, currency);
}

/** The window in the reader's own time. */
export function windowText(
  sale: Pick<Sale, "starts_at" | "ends_at">,
  t: Messages,
  format: Format,
): string {
  const at = (moment: string) => unbroken(format.shortMoment(moment));
  const from = at(sale.starts_at);
  return sale.ends_at ? t.sales.window(from, at(sale.ends_at)) : t.sales.from(from);
}

/** The window as the sale's own zone shows it; null where both clocks show the same. */
export function zoneText(sale: Sale, t: Messages, format: Format): string | null {
  const here = new Date(sale.starts_at).getTimezoneOffset();
  const thereAhead = offsetOf(sale.starts_local);
  const hereEnd = sale.ends_at && new Date(sale.ends_at).getTimezoneOffset();
  const thereEnd = sale.ends_local && offsetOf(sale.ends_local);
  if (-here === thereAhead && (!hereEnd || -hereEnd === thereEnd)) return null;
  const at = (moment: string) => unbroken(format.inZone(moment, sale.time_zone));
  const from = at(sale.starts_at);
  const text = sale.ends_at ? t.sales.window(from, at(sale.ends_at)) : t.sales.from(from);
  return t.sales.inZone(text, sale.time_zone);
}

/** Minutes ahead of UTC that an RFC 3339 time says. */
function offsetOf(text: string): number {
  const found = /([+-])(\d{2}):(\d{2})$/.exec(text);
  if (!found) return 0;
  const minutes = Number(found[2]) * 60 + Number(found[3]);
  return found[1] === "-" ? -minutes : minutes;
}

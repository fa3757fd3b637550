// Which change of a price is large enough to be looked at?
import { compareDecimals } from "@/lib/format/decimal";
import type { ChangeFilters, PriceChange } from "./types";

/** Whether a change belongs into a list with these filters. */
export function fitsChange(change: PriceChange, filters: ChangeFilters): boolean {
  const { min_percent, significance, price_list } = filters;
  if (price_list && change.price_list !== price_list) return false;
  if (significance && change.significance !== significance) return false;
  if (!min_percent) return true;
  const percent = change.change_percent?.replace("-", "");
  return percent !== undefined && compareDecimals(percent, min_percent) >= 0;
}

// What can be asked of a decimal string without ever making it a float?

const PATTERN = /^-?\d{1,15}(\.\d{1,6})?$/;

export function isDecimal(text: string): boolean {
  return PATTERN.test(text);
}

/** Digits after the point that carry a value: "12.50" has 1, "12" has 0. */
export function scaleOf(text: string): number {
  const fraction = text.split(".")[1] ?? "";
  return fraction.replace(/0+$/, "").length;
}

/** How many digits a currency has after the point: JPY 0, USD 2, KWD 3. */
export function currencyDigits(currency: string): number {
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}

function scaled(text: string, scale: number): bigint {
  const [whole = "0", fraction = ""] = text.split(".");
  return BigInt(whole + fraction.slice(0, scale).padEnd(scale, "0"));
}

/** Change from one amount to another in percent, as a decimal string with two digits; null from 0. */
export function changeInPercent(before: string, after: string): string | null {
  const from = scaled(before, 6);
  if (from === 0n) return null;
  const hundredths = ((scaled(after, 6) - from) * 10_000n) / from;
  const sign = hundredths < 0n ? "-" : "";
  const size = hundredths < 0n ? -hundredths : hundredths;
  return `${sign}${size / 100n}.${String(size % 100n).padStart(2, "0")}`;
}

/** What is left of a price over its cost, in percent of the price, to two digits; null from 0. */
export function marginInPercent(price: string, cost: string): string | null {
  const whole = scaled(price, 6);
  if (whole <= 0n) return null;
  const left = whole - scaled(cost, 6);
  const size = ((left < 0n ? -left : left) * 20_000n + whole) / (whole * 2n);
  const sign = left < 0n && size > 0n ? "-" : "";
  return `${sign}${size / 100n}.${String(size % 100n).padStart(2, "0")}`;
}

/** So much percent less, to the digits of a currency, half up: what a reduction makes of a price. */
export function lessPercent(price: string, percent: string, digits: number): string {
  const kept = scaled(price, 6) * (100_000_000n - scaled(percent, 6));
  const unit = 10n ** BigInt(14 - digits);
  const rounded = (kept + unit / 2n) / unit;
  if (digits === 0) return String(rounded);
  const text = String(rounded).padStart(digits + 1, "0");
  return `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** Compares two decimal strings: negative when `a` is the smaller one. */
export function compareDecimals(a: string, b: string): number {
  const difference = scaled(a, 6) - scaled(b, 6);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

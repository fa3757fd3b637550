export const pricing = {
  title: "Price",
  current: "Price now",
  because: { base: "Base price", sale: "Sale" } as Record<string, string>,
  history: "Price history",
  noPrice: "No price yet",
  noPriceText: "Set a base price; from then on every change is kept here.",
  noPriceViewer: "Nobody has set a price for this item.",
  form: "Set base price",
  amount: "New price",
  currency: "Currency",
  reason: "Reason",
  reasonHint: "e.g. supplier price rise",
  submit: "Set price",
  saved: (sku: string, price: string) => `${sku}: price is now ${price}`,
  refused: (sku: string) => `${sku}: price not changed`,
  amountRequired: "Enter an amount.",
  amountInvalid: "Enter an amount like 1980 or 12.50.",
  amountDecimals: (currency: string, digits: number) =>
    digits === 0
      ? `${currency} has no decimals.`
      : `${currency} has at most ${String(digits)} decimals.`,
  amountSame: "This is the price already.",
  moved: "The price was changed by someone else meanwhile. Look again, then save.",
  chartLabel: "Price over time",
};

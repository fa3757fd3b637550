import type { pricing as en } from "../en/pricing";

export const pricing: typeof en = {
  title: "価格",
  current: "現在の価格",
  because: { base: "基本価格", sale: "セール" },
  history: "価格の履歴",
  noPrice: "価格未登録",
  noPriceText: "基本価格を設定すると、以後の変更がすべてここに残ります。",
  noPriceViewer: "この商品の価格はまだ設定されていません。",
  form: "基本価格を設定",
  amount: "新しい価格",
  currency: "通貨",
  reason: "理由",
  reasonHint: "例：仕入価格の上昇",
  submit: "価格を設定",
  saved: (sku, price) => `${sku}：価格を ${price} に変更しました`,
  refused: (sku) => `${sku}：価格は変更されませんでした`,
  amountRequired: "金額を入力してください。",
  amountInvalid: "1980 や 12.50 のように入力してください。",
  amountDecimals: (currency, digits) =>
    digits === 0
      ? `${currency} に小数は使えません。`
      : `${currency} の小数は ${String(digits)} 桁までです。`,
  amountSame: "現在と同じ価格です。",
  moved: "ほかの人が価格を変更しました。確認してから保存してください。",
  chartLabel: "価格の推移",
};

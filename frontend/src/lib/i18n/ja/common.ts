import type { common as en } from "../en/common";

export const common: typeof en = {
  product: "Tanamori",
  close: "閉じる",
  cancel: "キャンセル",
  retry: "再試行",
  clear: "クリア",
  all: "すべて",
  none: "—",
  comma: "、",
  optional: "任意",
  request: (id) => `リクエスト ${id}`,
  loadMore: "さらに表示",
  twoReadings: (text: string, low: string, high: string, [a, b]: readonly [string, string]) =>
    `「${text}」は ${low} とも ${high} とも読めます。${a} または ${b} と入力してください。`,
  items: "商品",
  itemHint: "SKU・商品名・バーコード",
  itemUnknown: "このSKUまたはバーコードの商品を1つに決められません。一覧から選んでください。",
  reallyCounted: (known: string, counted: string) =>
    `帳簿では ${known} です。本当に ${counted} ですか？`,
  newRows: (count: string) => `新着 ${count} 件`,
};

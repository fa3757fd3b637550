import type { overview as en } from "../en/overview";

export const overview: typeof en = {
  title: "概要",
  items: "商品数",
  itemsHint: "登録されている商品 (SKU) の数です。",
  unitsOnHand: "実在庫数",
  unitsHint: "全拠点に実際にある数の合計です。",
  low: "残りわずか",
  lowHint: "発注点以下になった在庫の数です。",
  out: "在庫切れ",
  outHint: "販売できる数がない在庫の数です。",
  openAlerts: "未確認アラート",
  openAlertsHint: "まだ誰も確認していないアラートの数です。",
  movementsToday: "本日の入出庫",
  movementsHint: "本日0時以降の入庫と出庫の件数です。",
  stockValue: "在庫金額",
  stockValueHint: "実在庫 × 現在の価格（通貨別）です。",
  unpriced: "価格未登録",
};

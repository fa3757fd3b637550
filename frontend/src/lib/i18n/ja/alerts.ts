import type { alerts as en } from "../en/alerts";

export const alerts: typeof en = {
  title: "アラート",
  open: "未解決",
  resolved: "解決済み",
  acknowledge: "確認する",
  acknowledgeOf: (sku) => `${sku} のアラートを確認する`,
  acknowledged: "確認済み",
  acknowledgeFailed: "アラートを確認済みにできませんでした",
  emptyTitle: "アラートはありません",
  emptyText: "在庫が発注点以下になると、すぐにここへ表示されます。",
  noneResolved: "解決済みのアラートはまだありません。",
  viewAll: "すべてのアラート",
  severities: { critical: "重大", warning: "警告", info: "お知らせ" },
  low: (value, threshold) => `販売可能 ${value}（発注点 ${threshold}）`,
  opened: (value, threshold) => `発生時 ${value}（発注点 ${threshold}）`,
  resolvedBecause: {
    recovered: "発注点を上回りました",
    threshold_removed: "発注点が削除されました",
    item_archived: "商品がアーカイブされました",
    location_closed: "拠点が閉鎖されました",
  },
  metric: (metric, value, threshold) => `${metric} ${value}（しきい値 ${threshold}）`,
};

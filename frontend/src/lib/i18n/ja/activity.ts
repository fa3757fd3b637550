import type { activity as en } from "../en/activity";

export const activity: typeof en = {
  title: "入出庫履歴",
  live: "最新の入出庫",
  viewAll: "すべての履歴",
  emptyTitle: "入出庫はまだありません",
  emptyText: "販売・入荷・調整があると、すぐにここへ表示されます。",
  balanceAfter: (count) => `実在庫 ${count}`,
  reason: "理由",
  filterKind: "種別で絞り込む",
};

import type { activity as en } from "../en/activity";

export const activity: typeof en = {
  title: "入出庫履歴",
  live: "最新の入出庫",
  viewAll: "すべての履歴",
  emptyTitle: "入出庫はまだありません",
  emptyText: "販売・入荷・調整があると、すぐにここへ表示されます。",
  time: "時刻",
  what: "種別",
  change: "増減",
  balance: "変更後の実在庫",
  balanceAfter: (count) => `実在庫 ${count}`,
  actor: "担当",
  reason: "理由",
  allKinds: "すべての種別",
  filterKind: "種別で絞り込む",
  occurred: (when) => `発生: ${when}`,
};

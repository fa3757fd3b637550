import type { common as en } from "../en/common";

export const common: typeof en = {
  product: "Tanamori",
  close: "閉じる",
  cancel: "キャンセル",
  save: "保存",
  saving: "保存中…",
  retry: "再試行",
  edit: "編集",
  clear: "クリア",
  all: "すべて",
  none: "—",
  loading: "読み込み中…",
  optional: "任意",
  details: "詳細",
  request: (id) => `リクエスト ${id}`,
  by: (name) => `担当: ${name}`,
  loadMore: "さらに表示",
};

import type { prices as en } from "../en/prices";

export const prices: typeof en = {
  title: "価格",
  tabs: {
    list: "価格一覧",
    calendar: "カレンダー",
    approvals: "承認",
    guards: "ガード",
    bulk: "一括変更",
  },
  emptyTitle: "価格はまだありません",
  emptyText: "商品に価格が設定されると、ここに表示され、常に最新の状態に保たれます。",

  rules: {
    max_increase: "値上げ幅の上限",
    max_decrease: "値下げ幅の上限",
    floor: "下限価格",
    ceiling: "上限価格",
    margin: "最低粗利率",
    zero: "0円の価格",
    scale: "桁の間違い",
  },
  hits: {
    max_increase: (limit, value) => `${value} の値上げ（上限 ${limit}）`,
    max_decrease: (limit, value) => `${value} の値下げ（上限 ${limit}）`,
    floor: (limit, value) => `${value} は下限価格 ${limit} を下回ります`,
    ceiling: (limit, value) => `${value} は上限価格 ${limit} を上回ります`,
    margin: (limit) => `粗利率が ${limit} を下回ります`,
    zero: () => "価格が 0 です",
    scale: () => "直前の価格と桁が違います（約10倍・100倍・1,000倍、またはその逆）",
  },
  modes: { warn: "警告のみ", approve: "承認が必要", block: "禁止" },
  hitModes: { warn: "警告", approve: "要承認", block: "禁止" },
  byGuard: (name) => `ガード「${name}」`,
  inList: (list) => `価格表 ${list}`,
  significance: { minor: "軽微", significant: "要注意", major: "大幅" },
  causes: {
    base_price: "基本価格の変更",
    sale_started: "セール開始",
    sale_ended: "セール終了",
    sale_edited: "セール内容の変更",
    list_edited: "価格表の変更",
    import: "インポート",
    bulk: "一括変更",
    bulk_undo: "一括変更の取り消し",
    revert: "過去の価格に戻す",
  },
};

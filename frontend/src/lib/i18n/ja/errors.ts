import type { errors as en } from "../en/errors";

export const errors: typeof en = {
  title: "読み込めませんでした",
  network: "サーバーに接続できません。",
  timeout: "サーバーから時間内に応答がありませんでした。",
  server:
    "サーバーで問題が発生しました。変更が反映されたかを確認してから、もう一度お試しください。",
  unknown: "問題が発生しました。",
  codes: {
    insufficient_stock: "販売可能数が足りません。",
    not_found: "見つかりませんでした。",
    item_not_found: "このSKUの商品はありません。",
    location_not_found: "この拠点はありません。",
    forbidden: "この操作を行う権限がありません。",
    unauthenticated: "もう一度ログインしてください。",
    session_ended: "もう一度ログインしてください。",
    item_archived: "この商品はアーカイブ済みです。",
    location_inactive: "この拠点は閉じています。",
    stale_version: "ほかの人が変更しました。確認してください。",
    precondition_failed: "ほかの人が変更しました。確認してください。",
    hold_not_found: "この引当はありません。",
    hold_settled: "この引当はすでに終了しています。",
    hold_expired: "この引当は期限切れです。",
    hold_exceeded: "引き当てた数を超えています。",
    already_reversed: "この記録はすでに取り消されています。",
    not_reversible: "この記録は別の方法で取り消します。",
    balance_out_of_bounds: "在庫数が大きくなりすぎます。",
    movement_not_found: "この記録はありません。",
    too_many_requests: "リクエストが多すぎます。少し待ってください。",
    unavailable: "データベースが応答しませんでした。もう一度お試しください。",
    invalid: "入力内容を確認してください。",
  },
};

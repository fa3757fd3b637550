import type { auth as en } from "../en/auth";

export const auth: typeof en = {
  title: "ログイン",
  lead: "在庫と価格を、正確に、リアルタイムに。",
  email: "メールアドレス",
  password: "パスワード",
  submit: "ログイン",
  submitting: "ログイン中…",
  emailRequired: "メールアドレスを入力してください。",
  passwordRequired: "パスワードを入力してください。",
  refused: "メールアドレスまたはパスワードが正しくありません。",
  unreachable: "サーバーに接続できません。起動しているか確認してください。",
  showPassword: "パスワードを表示",
  hidePassword: "パスワードを隠す",
};

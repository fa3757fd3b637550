"use client";

import { LoginForm } from "@/features/auth/login-form";
import { Mark } from "@/components/layout/mark";
import { LanguageMenu, ThemeMenu } from "@/components/layout/preferences";
import { usePageTitle } from "@/lib/dom/page-title";
import { useI18n } from "@/lib/i18n/provider";

export default function LoginPage() {
  const { t } = useI18n();
  usePageTitle(t.auth.title);
  return (
    <div className="grid min-h-dvh grid-rows-[auto_1fr_auto]">
      <div className="flex justify-end gap-0.5 p-3">
        <LanguageMenu />
        <ThemeMenu />
      </div>
      <main className="mx-auto w-full max-w-sm px-5 pt-[8dvh]">
        <div className="mb-7 flex items-center gap-3">
          <span className="grid size-11 place-items-center rounded-lg bg-accent text-accent-ink">
            <Mark className="size-6" />
          </span>
          <div>
            <p className="text-xl leading-6 font-semibold tracking-tight">{t.common.product}</p>
            <p className="text-sm text-ink-3">{t.auth.lead}</p>
          </div>
        </div>
        <div className="rounded-lg border border-line bg-surface p-6 shadow-flat">
          <h1 className="mb-4 text-lg font-semibold">{t.auth.title}</h1>
          <LoginForm />
        </div>
      </main>
    </div>
  );
}

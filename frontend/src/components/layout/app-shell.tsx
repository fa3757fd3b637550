import type { ReactNode } from "react";
import { useI18n } from "@/lib/i18n/provider";
import { Mark } from "./mark";
import { Nav } from "./nav";
import { LanguageMenu, ThemeMenu } from "./preferences";
import { SearchBox } from "./search-box";

interface Props {
  connection: ReactNode;
  account: ReactNode;
  alertCount: ReactNode;
  priceCount: ReactNode;
  children: ReactNode;
}

function Header({ connection, account }: Pick<Props, "connection" | "account">) {
  return (
    <header className="flex h-12 shrink-0 items-center gap-2 border-b border-line bg-surface px-3 sm:gap-3 sm:px-4">
      <Mark className="size-6 shrink-0 text-accent-text sm:hidden" />
      <SearchBox />
      <div className="ml-auto flex shrink-0 items-center gap-0.5">
        {connection}
        <span className="contents max-sm:hidden">
          <LanguageMenu />
          <ThemeMenu />
        </span>
        {account}
      </div>
    </header>
  );
}

/** The frame around every room. The page itself never scrolls, its panes do. */
export function AppShell({ connection, account, alertCount, priceCount, children }: Props) {
  const { t } = useI18n();
  return (
    <div className="flex h-dvh">
      <a
        href="#content"
        className="fixed top-2 left-2 z-60 -translate-y-16 rounded-md bg-accent px-3 py-2 text-accent-ink focus:translate-y-0"
      >
        {t.shell.skip}
      </a>
      <div className="flex w-20 shrink-0 flex-col items-center border-r border-line bg-surface max-sm:hidden">
        <Mark className="my-4 size-6 text-accent-text" />
        <Nav place="side" alertCount={alertCount} priceCount={priceCount} />
      </div>
      <div className="flex min-w-0 flex-1 flex-col">
        <Header connection={connection} account={account} />
        <main id="content" tabIndex={-1} className="flex min-h-0 flex-1 flex-col outline-none">
          {children}
        </main>
        <div className="border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] sm:hidden">
          <Nav place="bottom" alertCount={alertCount} priceCount={priceCount} />
        </div>
      </div>
    </div>
  );
}

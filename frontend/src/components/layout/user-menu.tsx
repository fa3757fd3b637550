import { LogOut } from "lucide-react";
import { useI18n } from "@/lib/i18n/provider";
import { LanguageChoice, ThemeChoice } from "./preferences";
import { Menu, MenuItem, MenuSeparator } from "../ui/menu";

interface Props {
  name: string;
  email: string;
  role: string;
  onSignOut: () => void;
}

function initials(name: string): string {
  const words = name.trim().split(/[\s@.]+/);
  return `${words[0]?.[0] ?? ""}${words[1]?.[0] ?? ""}`.toUpperCase() || "?";
}

export function UserMenu({ name, email, role, onSignOut }: Props) {
  const { t } = useI18n();
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={`${t.shell.account}: ${email}`}
          className="ml-1 grid size-7 shrink-0 place-items-center rounded-full bg-accent-soft text-2xs font-semibold text-accent-text"
        >
          {initials(name || email)}
        </button>
      }
    >
      <div className="px-2 py-1.5">
        {name && <p className="text-sm font-medium">{name}</p>}
        <p className="text-xs text-ink-3">{email}</p>
        <p className="mt-1 text-xs text-ink-3">{t.shell.roles[role] ?? role}</p>
      </div>
      <MenuSeparator />
      {/* On a phone the header has no room for these. */}
      <div className="sm:hidden">
        <LanguageChoice />
        <ThemeChoice />
        <MenuSeparator />
      </div>
      <MenuItem onSelect={onSignOut}>
        <LogOut className="size-4 text-ink-3" aria-hidden="true" />
        {t.shell.signOut}
      </MenuItem>
    </Menu>
  );
}

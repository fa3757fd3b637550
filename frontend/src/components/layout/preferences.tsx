import { Languages, Monitor, Moon, Sun } from "lucide-react";
import { LOCALE_NAMES, LOCALES } from "@/lib/i18n/locale";
import { useI18n } from "@/lib/i18n/provider";
import { THEMES, useTheme, type Theme } from "@/lib/preferences/theme";
import { IconButton } from "../ui/icon-button";
import { Menu, MenuChoice, MenuLabel } from "../ui/menu";

const ICON = { className: "size-4", strokeWidth: 1.75, "aria-hidden": true } as const;
const THEME_ICONS: Record<Theme, typeof Sun> = { system: Monitor, light: Sun, dark: Moon };

export function LanguageChoice() {
  const { t, locale, setLocale } = useI18n();
  return (
    <>
      <MenuLabel>{t.shell.language}</MenuLabel>
      <MenuChoice
        value={locale}
        onChange={setLocale}
        options={LOCALES.map((value) => ({ value, label: LOCALE_NAMES[value] }))}
      />
    </>
  );
}

export function LanguageMenu() {
  const { t } = useI18n();
  const trigger = (
    <IconButton label={t.shell.language}>
      <Languages {...ICON} />
    </IconButton>
  );
  return (
    <Menu trigger={trigger}>
      <LanguageChoice />
    </Menu>
  );
}

export function ThemeChoice() {
  const { t } = useI18n();
  const { theme, setTheme } = useTheme();
  const labels: Record<Theme, string> = {
    system: t.shell.themeSystem,
    light: t.shell.themeLight,
    dark: t.shell.themeDark,
  };
  const options = THEMES.map((value) => {
    const Icon = THEME_ICONS[value];
    return { value, label: labels[value], icon: <Icon {...ICON} /> };
  });
  return (
    <>
      <MenuLabel>{t.shell.theme}</MenuLabel>
      <MenuChoice value={theme} onChange={setTheme} options={options} />
    </>
  );
}

export function ThemeMenu() {
  const { t } = useI18n();
  const Current = THEME_ICONS[useTheme().theme];
  const trigger = (
    <IconButton label={t.shell.theme}>
      <Current {...ICON} />
    </IconButton>
  );
  return (
    <Menu trigger={trigger}>
      <ThemeChoice />
    </Menu>
  );
}

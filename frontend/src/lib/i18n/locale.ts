// Which language does this person read? The browser's, until they choose another.
import { stored } from "@/lib/preferences/stored";

export const LOCALES = ["en", "ja"] as const;
export type Locale = (typeof LOCALES)[number];

export const LOCALE_NAMES: Record<Locale, string> = { en: "English", ja: "日本語" };

export const localePreference = stored<Locale>("tanamori.locale", LOCALES);

export function browserLocale(languages: readonly string[]): Locale {
  for (const language of languages) {
    const found = LOCALES.find((locale) => language.toLowerCase().startsWith(locale));
    if (found) return found;
  }
  return "en";
}

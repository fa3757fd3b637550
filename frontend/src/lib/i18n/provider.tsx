"use client";

// What are the words and the formats on this screen? `useI18n` answers for every component.
import { createContext, use, useEffect, useMemo, type ReactNode } from "react";
import { createFormat, type Format } from "@/lib/format/format";
import { useStored } from "@/lib/preferences/stored";
import { browserLocale, localePreference, type Locale } from "./locale";
import { dictionaries, type Messages } from "./messages";

export interface I18n {
  locale: Locale;
  setLocale: (locale: Locale) => void;
  t: Messages;
  format: Format;
}

const I18nContext = createContext<I18n | null>(null);

export function I18nProvider({ children }: { children: ReactNode }) {
  const locale = useStored(localePreference) ?? browserLocale(navigator.languages);

  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);

  const value = useMemo<I18n>(
    () => ({
      locale,
      setLocale: localePreference.set,
      t: dictionaries[locale],
      format: createFormat(locale),
    }),
    [locale],
  );
  return <I18nContext value={value}>{children}</I18nContext>;
}

export function useI18n(): I18n {
  const value = use(I18nContext);
  if (!value) throw new Error("useI18n needs an I18nProvider above it");
  return value;
}

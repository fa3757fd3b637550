// Light or dark: the system decides until a person does. `public/theme.js` paints the first pixel.
import { useEffect } from "react";
import { stored, useStored } from "./stored";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const preference = stored<Theme>("tanamori.theme", THEMES);

function paint(theme: Theme, systemIsDark: boolean) {
  const dark = theme === "dark" || (theme === "system" && systemIsDark);
  document.documentElement.setAttribute("data-theme", dark ? "dark" : "light");
}

export function useTheme(): { theme: Theme; setTheme: (theme: Theme) => void } {
  const theme = useStored(preference) ?? "system";
  return { theme, setTheme: preference.set };
}

/** Keeps the page in step with the choice and with the system. Mounted once, by the app. */
export function useThemePainter(): void {
  const { theme } = useTheme();
  useEffect(() => {
    const query = window.matchMedia("(prefers-color-scheme: dark)");
    const repaint = () => paint(theme, query.matches);
    repaint();
    query.addEventListener("change", repaint);
    return () => query.removeEventListener("change", repaint);
  }, [theme]);
}

// Where does one go when the session is over? To the login, and back to the same view after it.
import { onSessionEnded } from "@/lib/api/client";

export function leaveOnSessionEnd(): void {
  onSessionEnded(() => {
    if (window.location.pathname === "/login") return;
    const here = `${window.location.pathname}${window.location.search}`;
    const next = here === "/" ? "" : `?next=${encodeURIComponent(here)}`;
    window.location.replace(`/login${next}`);
  });
}

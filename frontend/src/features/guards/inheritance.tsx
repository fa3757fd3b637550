import { ChevronDown } from "lucide-react";
import { useI18n } from "@/lib/i18n/provider";

/** Which guard decides, for whoever wants to know. */
export function Inheritance() {
  const { t } = useI18n();
  const { howTitle, howText, howWindow, howFirst, howLoosen } = t.guards;
  return (
    <details className="group rounded-lg border border-line bg-surface text-sm">
      <summary className="focus-inset flex cursor-pointer list-none items-center gap-2 rounded-lg px-4 py-2.5 font-medium [&::-webkit-details-marker]:hidden">
        {howTitle}
        <ChevronDown
          className="ml-auto size-4 text-ink-3 transition-transform group-open:rotate-180"
          aria-hidden="true"
        />
      </summary>
      <div className="grid gap-2 border-t border-line px-4 py-3 text-ink-2">
        <p>{howText}</p>
        <p>{howWindow}</p>
        <p>{howFirst}</p>
        <p>{howLoosen}</p>
      </div>
    </details>
  );
}

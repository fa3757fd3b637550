import { useI18n } from "@/lib/i18n/provider";
import type { Proposal } from "./types";

type GuardChange = NonNullable<Proposal["guard"]>;

const HIDDEN = "min_margin_percent";

/** What a guard asks before and after a change that lets it allow more. */
export function GuardDiff({ change }: { change: GuardChange }) {
  const { t } = useI18n();
  const words = t.approvals.guard;
  const labels: Partial<Record<string, string>> = { ...t.guards.fields, ...words.fields };
  if (change.removed) return null;
  const say = (field: string, value: string | null) => {
    if (field === HIDDEN) return words.hidden;
    if (value === null) return words.none;
    return field === "mode" ? t.guards.modes[value as keyof typeof t.guards.modes] : value;
  };
  return (
    <table className="w-full table-fixed text-sm">
      <thead className="text-2xs text-ink-3 [&_th]:pb-1 [&_th]:text-left [&_th]:font-medium">
        <tr>
          <th>{words.field}</th>
          <th className="pl-3">{words.before}</th>
          <th className="pl-3">{words.after}</th>
        </tr>
      </thead>
      <tbody>
        {change.fields.map(({ field, before, after }) => (
          <tr key={field} className="border-t border-line">
            <td className="py-2 text-ink-3">{labels[field] ?? field}</td>
            <td className="nums py-2 pl-3 break-words">{say(field, before)}</td>
            <td className="nums py-2 pl-3 font-medium break-words">{say(field, after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

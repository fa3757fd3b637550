// Why did stock move? The codes that the shop uses, in the reader's language where we know it.
import { queryOptions, useQuery } from "@tanstack/react-query";
import { api } from "@/lib/api/client";
import { useI18n } from "@/lib/i18n/provider";

export const reasonsQuery = () =>
  queryOptions({
    queryKey: ["stock", "reasons"],
    queryFn: async ({ signal }) => (await api.get("/api/v1/stock/reasons", { signal })).items,
    staleTime: 5 * 60_000,
  });

/** The codes to choose from, and what a reason is called: a code by its name, other words as is. */
export function useReasons() {
  const { t } = useI18n();
  const { data = [] } = useQuery(reasonsQuery());
  const nameOf = (reason: string) => {
    const known = data.find((each) => each.code === reason);
    const ours = t.ledger.reasons[reason];
    if (!known) return ours ?? reason;
    return known.built_in ? (ours ?? known.name) : known.name;
  };
  const choices = data.map(({ code }) => ({ code, name: nameOf(code) }));
  return { choices, nameOf };
}

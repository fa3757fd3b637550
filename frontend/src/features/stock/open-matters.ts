// What does a refusal to archive an item list as open?

const KINDS = ["stock", "holds", "transfers", "proposals", "sales"] as const;

export interface OpenMatter {
  kind: (typeof KINDS)[number];
  /** All of them; `names` has the first. */
  total: number;
  names: string[];
}

type Row = Record<string, unknown>;

function nameOf(kind: OpenMatter["kind"], row: Row): string {
  if (kind === "stock") return `${String(row.location)} ${String(row.on_hand)}`;
  if (kind === "transfers") return `${String(row.from_location)} → ${String(row.to_location)}`;
  return String(row.name ?? row.title ?? row.reference ?? `#${String(row.id)}`);
}

/** The kinds of a problem document of which something is open. */
export function openMatters(document: Record<string, unknown>): OpenMatter[] {
  const open = (document.open ?? {}) as Record<string, { total: number; items: Row[] }>;
  return KINDS.flatMap((kind) => {
    const matter = open[kind];
    if (!matter?.total) return [];
    return [{ kind, total: matter.total, names: matter.items.map((row) => nameOf(kind, row)) }];
  });
}

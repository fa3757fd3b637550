// Which of two accounts of the same thing is true? The one with the higher version, whatever
// brought it: a query, a mutation's answer or the socket.

export interface Versioned {
  id: number;
  version: number;
}

/** A lower version never replaces a higher one; the same version keeps the object that is there. */
export function mergeByVersion<Row extends Versioned>(current: Row, incoming: Row): Row {
  return incoming.version > current.version ? { ...current, ...incoming } : current;
}

/**
 * Remembers the newest state of rows that changed lately, so that an answer that was read before a
 * change but arrives after it cannot turn the screen back. Bounded: the oldest entries fall out,
 * long after any answer that could miss them.
 */
export class Latest<Row extends Versioned> {
  private readonly rows = new Map<number, Row>();

  constructor(private readonly limit = 5_000) {}

  /** True when `row` was news. */
  note(row: Row): boolean {
    const known = this.rows.get(row.id);
    if (known && known.version >= row.version) return false;
    this.rows.delete(row.id);
    this.rows.set(row.id, row);
    if (this.rows.size > this.limit) {
      const oldest = this.rows.keys().next();
      if (!oldest.done) this.rows.delete(oldest.value);
    }
    return true;
  }

  /** The row as it is now, as far as this page has heard. */
  newest(row: Row): Row {
    const known = this.rows.get(row.id);
    return known ? mergeByVersion(row, known) : row;
  }

  /** What was heard lately, in the order of hearing. */
  values(): Row[] {
    return [...this.rows.values()];
  }

  clear(): void {
    this.rows.clear();
  }
}

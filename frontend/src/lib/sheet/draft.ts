// How does a sheet survive a reload? It lies in the storage of its own tab: two tabs are two
// sheets, and nothing is sent twice because it was opened twice.

const BYTES_MAX = 1_000_000;

export interface DraftStore<T> {
  load: () => T | null;
  save: (draft: T | null) => void;
}

/** `version` changes with the shape; what another shape has left is dropped. */
export function draftStore<T>(name: string, version: number): DraftStore<T> {
  const key = `tanamori.sheet.${name}`;
  return {
    load: () => {
      try {
        const text = sessionStorage.getItem(key);
        const kept = text ? (JSON.parse(text) as { version: number; draft: T }) : null;
        return kept?.version === version ? kept.draft : null;
      } catch {
        return null; // Storage is forbidden here, or somebody else wrote into it.
      }
    },
    save: (draft) => {
      try {
        const text = JSON.stringify({ version, draft });
        if (draft === null) sessionStorage.removeItem(key);
        else if (text.length <= BYTES_MAX) sessionStorage.setItem(key, text);
      } catch {
        // The sheet lives on in memory for as long as the page does.
      }
    },
  };
}

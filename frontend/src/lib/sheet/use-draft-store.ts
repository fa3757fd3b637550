// Whose draft is it? On a shared device the next person finds an empty sheet, not a stranger's.
import { useMemo } from "react";
import { useMe } from "@/lib/session/session";
import { draftStore, type DraftStore } from "./draft";

export function useDraftStore<T>(name: string, version: number): DraftStore<T> {
  const { id } = useMe();
  return useMemo(() => draftStore<T>(`${name}.${String(id)}`, version), [name, version, id]);
}

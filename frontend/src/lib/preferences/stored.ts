// How is a choice of this browser (theme, language) remembered, and heard of in every tab?
import { useSyncExternalStore } from "react";

export interface Stored<T extends string> {
  get: () => T | null;
  set: (value: T) => void;
  subscribe: (listener: () => void) => () => void;
}

export function stored<T extends string>(key: string, allowed: readonly T[]): Stored<T> {
  const listeners = new Set<() => void>();
  const announce = () => listeners.forEach((listener) => listener());
  let memory: T | null = null;

  const get = (): T | null => {
    try {
      const value = localStorage.getItem(key);
      return allowed.find((each) => each === value) ?? memory;
    } catch {
      return memory; // Storage is forbidden here: remember for the life of the tab.
    }
  };
  const set = (value: T) => {
    memory = value;
    try {
      localStorage.setItem(key, value);
    } catch {
      // Kept in memory only, see above.
    }
    announce();
  };
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    window.addEventListener("storage", listener);
    return () => {
      listeners.delete(listener);
      window.removeEventListener("storage", listener);
    };
  };
  return { get, set, subscribe };
}

export function useStored<T extends string>(preference: Stored<T>): T | null {
  return useSyncExternalStore(preference.subscribe, preference.get, () => null);
}

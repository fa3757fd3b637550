// Every sentence that a person can read, in both languages. English defines the shape: a key that
// Japanese lacks does not pass the type check.
import { en } from "./en";
import { ja } from "./ja";
import type { Locale } from "./locale";

export type Messages = typeof en;

export const dictionaries: Record<Locale, Messages> = { en, ja };

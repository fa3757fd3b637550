// Ask once about counts that are far from what is known.
import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { isDoubtfulCount } from "@/lib/format/doubtful";
import { readQuantity } from "@/lib/format/quantity";
import { useI18n } from "@/lib/i18n/provider";
import { rowsOf, type Pages } from "@/lib/query/pages";
import type { Lines } from "@/lib/sheet/lines";
import { itemLevelsQuery } from "../api";
import type { Level } from "../types";

const SHOWN_MAX = 3;

/**
 * The question about the doubtful lines; null where there is none, or where each of them was asked
 * about with this very number. A blind count shows nothing of what is known.
 */
export function useDoubt(lines: Lines, location: string, blind: boolean): () => string | null {
  const { t, format } = useI18n();
  const client = useQueryClient();
  const asked = useRef(new Set<string>());
  return () => {
    if (blind) return null;
    const questions = lines.flatMap(({ id, sku, quantity }) => {
      const counted = readQuantity(quantity);
      const levels = rowsOf(client.getQueryData<Pages<Level>>(itemLevelsQuery(sku).queryKey));
      const known = levels.find((level) => level.location === location)?.on_hand;
      const key = `${id} ${quantity}`;
      if (counted === null || known === undefined || asked.current.has(key)) return [];
      if (!isDoubtfulCount(known, counted)) return [];
      asked.current.add(key);
      return `${sku}: ${t.common.reallyCounted(format.number(known), format.number(counted))}`;
    });
    if (questions.length === 0) return null;
    const more = questions.length > SHOWN_MAX ? ` (+${questions.length - SHOWN_MAX})` : "";
    return t.sheets.countsDoubted(questions.slice(0, SHOWN_MAX).join(" ") + more);
  };
}

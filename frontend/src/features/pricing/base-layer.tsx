import { useState } from "react";
import { Badge, type Tone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { useI18n } from "@/lib/i18n/provider";
import { InheritDialog } from "./inherit-dialog";
import type { ItemPrice, Layer } from "./types";

const TONES: Record<Layer["state"], Tone> = {
  in_force: "ok",
  outranked: "neutral",
  scheduled: "accent",
  ended: "neutral",
  suspended: "out",
};

/** The layers below the sales: the list's own price, or what comes from its parent by rule. */
export function BaseLayers({ price, canWrite }: { price: ItemPrice; canWrite: boolean }) {
  const { t, format } = useI18n();
  const [asking, setAsking] = useState(false);
  const shown = price.layers.filter(({ kind }) => kind !== "sale");
  const own = shown.find(({ kind }) => kind === "base");
  const inherited = own && canWrite ? price.inherited : null;
  return (
    <>
      <ul className="divide-y divide-line rounded-lg border border-line px-3">
        {shown.map((layer) => (
          <li
            key={layer.kind}
            className="grid grid-cols-[minmax(0,1fr)_auto_auto] items-center gap-3 py-2 text-sm"
          >
            <span className="min-w-0">
              <span className="font-medium">{t.prices.because[layer.kind]}</span>
              {layer.since && (
                <span className="block text-xs text-ink-3">
                  {t.prices.since(format.shortMoment(layer.since))}
                </span>
              )}
            </span>
            <span className="nums font-semibold">
              {layer.amount === null ? t.common.none : format.money(layer.amount, layer.currency)}
            </span>
            <Badge tone={TONES[layer.state]}>{t.prices.layerStates[layer.state]}</Badge>
          </li>
        ))}
      </ul>
      {own && inherited !== null && (
        <Button size="sm" variant="ghost" className="mt-1" onClick={() => setAsking(true)}>
          {t.prices.inheritThis(format.money(inherited, own.currency))}
        </Button>
      )}
      {asking && own && inherited !== null && (
        <InheritDialog
          price={price}
          inherited={inherited}
          currency={own.currency}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

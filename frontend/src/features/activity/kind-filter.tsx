import { Segmented } from "@/components/ui/segmented";
import { changeAddress, useAddressValue } from "@/lib/dom/address";
import { useI18n } from "@/lib/i18n/provider";
import { KINDS, type Kind } from "./types";

export function useKind(): Kind | null {
  const value = useAddressValue("kind");
  return KINDS.find((kind) => kind === value) ?? null;
}

export function KindFilter() {
  const { t } = useI18n();
  const options = KINDS.map((value) => ({ value, label: t.stock.kinds[value] ?? value }));
  return (
    <Segmented
      label={t.activity.filterKind}
      value={useKind() ?? "all"}
      options={[{ value: "all", label: t.common.all }, ...options]}
      onChange={(value) => changeAddress({ kind: value === "all" ? null : value })}
    />
  );
}

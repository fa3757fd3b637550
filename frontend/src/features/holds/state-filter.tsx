import { Segmented } from "@/components/ui/segmented";
import { changeAddress, useAddressValue } from "@/lib/dom/address";
import { useI18n } from "@/lib/i18n/provider";
import { FILTERS, type HoldFilter } from "./types";

export function useHoldFilter(): HoldFilter {
  const value = useAddressValue("state");
  return FILTERS.find((filter) => filter === value) ?? "held";
}

export function setHoldFilter(filter: HoldFilter): void {
  changeAddress({ state: filter === "held" ? null : filter, hold: null });
}

/** The hold that the address names, if any. */
export function useChosenHold(): number | null {
  const value = Number(useAddressValue("hold"));
  return Number.isSafeInteger(value) && value > 0 ? value : null;
}

export function StateFilter() {
  const { t } = useI18n();
  const options = FILTERS.map((value) => ({
    value,
    label: value === "all" ? t.common.all : (t.holds.states[value] ?? value),
  }));
  return (
    <Segmented
      label={t.holds.filter}
      value={useHoldFilter()}
      options={options}
      onChange={setHoldFilter}
    />
  );
}

import { Segmented } from "@/components/ui/segmented";
import { changeAddress, useAddressValue } from "@/lib/dom/address";
import { useI18n } from "@/lib/i18n/provider";

type Whose = "everybody" | "mine";

function useWhose(): Whose {
  return useAddressValue("by") === "me" ? "mine" : "everybody";
}

/** The person whose proposals are wanted, or null for everybody's. */
export function useProposer(email: string): string | null {
  return useWhose() === "mine" ? email : null;
}

/** The proposal that the address names, if any. */
export function useChosenProposal(): number | null {
  const value = Number(useAddressValue("proposal"));
  return Number.isSafeInteger(value) && value > 0 ? value : null;
}

export function showAllProposals(): void {
  changeAddress({ proposal: null });
}

export function ProposalFilter() {
  const { t } = useI18n();
  const whose: readonly Whose[] = ["everybody", "mine"];
  return (
    <Segmented
      label={t.approvals.filter}
      value={useWhose()}
      options={whose.map((value) => ({ value, label: t.approvals[value] }))}
      onChange={(value) => changeAddress({ by: value === "mine" ? "me" : null, proposal: null })}
    />
  );
}

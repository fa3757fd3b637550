import { cx } from "@/lib/dom/cx";
import type { Meaning } from "@/lib/format/zoned";
import { useI18n } from "@/lib/i18n/provider";
import { Select } from "./input";

interface Props {
  label: string;
  meanings: readonly Meaning[];
  offset: string;
  onOffset: (offset: string) => void;
  disabled?: boolean | undefined;
  className?: string;
}

/** The question which of two moments is meant, for an hour that a zone's clocks show twice. */
export function WhichTime({ label, meanings, offset, onOffset, disabled, className }: Props) {
  const { t } = useI18n();
  if (meanings.length < 2) return null;
  return (
    <Select
      dense
      aria-label={t.sales.which(label)}
      value={offset}
      disabled={disabled}
      onChange={(event) => onOffset(event.target.value)}
      className={cx("w-full", className)}
    >
      <option value="">{t.sales.whichFirst}</option>
      {meanings.map((each, place) => (
        <option key={each.offset} value={each.offset}>
          {place === 0 ? t.sales.first(each.offset) : t.sales.second(each.offset)}
        </option>
      ))}
    </Select>
  );
}

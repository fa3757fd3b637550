import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { TOUCH_FIELD, TOUCH_SELECT } from "@/components/sheet/touch";
import { Field } from "@/components/ui/field";
import { Input, Select } from "@/components/ui/input";
import { useI18n } from "@/lib/i18n/provider";
import { locationsQuery } from "../api";
import { useReasons } from "../reasons";

interface FieldProps {
  value: string;
  disabled: boolean;
  onChange: (value: string) => void;
}

/** Where; the only location of a small shop is chosen already. */
export function LocationField({ value, disabled, onChange }: FieldProps) {
  const { t } = useI18n();
  const { data: locations = [] } = useQuery(locationsQuery());
  const only = locations.length === 1 ? locations[0]?.code : undefined;
  useEffect(() => {
    if (only && value === "") onChange(only);
  }, [only, value, onChange]);
  return (
    <Field label={t.sheets.location}>
      {(ids) => (
        <Select
          {...ids}
          className={`w-full ${TOUCH_SELECT}`}
          value={value}
          disabled={disabled}
          onChange={(event) => onChange(event.target.value)}
        >
          <option value="" />
          {locations.map(({ code, name, active }) => (
            <option key={code} value={code} disabled={!active}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

export function ReferenceField({ value, disabled, onChange }: FieldProps) {
  const { t } = useI18n();
  return (
    <Field label={t.sheets.reference} optional={t.common.optional}>
      {(ids) => (
        <Input
          {...ids}
          value={value}
          disabled={disabled}
          maxLength={500}
          autoComplete="off"
          placeholder={t.sheets.referenceHint}
          className={TOUCH_FIELD}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

const OWN_WORDS = " own";

/** A code of the shop, or words of one's own. */
export function ReasonField({ value, disabled, onChange }: FieldProps) {
  const { t } = useI18n();
  const { choices } = useReasons();
  const isCode = choices.some(({ code }) => code === value);
  const [writes, setWrites] = useState(value !== "" && !isCode);
  const isOwn = writes && !isCode;
  const choose = (next: string) => {
    setWrites(next === OWN_WORDS);
    onChange(next === OWN_WORDS ? "" : next);
  };
  return (
    <div className="grid gap-2">
      <Field label={t.sheets.reason} optional={t.common.optional}>
        {(ids) => (
          <Select
            {...ids}
            className={`w-full ${TOUCH_SELECT}`}
            value={isOwn ? OWN_WORDS : value}
            disabled={disabled}
            onChange={(event) => choose(event.target.value)}
          >
            <option value="">{t.sheets.noReason}</option>
            {choices.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
            <option value={OWN_WORDS}>{t.sheets.ownReason}</option>
          </Select>
        )}
      </Field>
      {isOwn && (
        <Input
          aria-label={t.sheets.ownReasonLabel}
          value={value}
          disabled={disabled}
          maxLength={200}
          placeholder={t.stock.movement.reasonHint}
          className={TOUCH_FIELD}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </div>
  );
}

import { CheckField } from "@/components/sheet/check-field";
import { TOUCH_FIELD, TOUCH_SELECT } from "@/components/sheet/touch";
import { WhenField } from "@/components/sheet/when-field";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";
import { useI18n } from "@/lib/i18n/provider";
import { onOtherClock } from "@/lib/sheet/moment";
import { DIRECT_KINDS } from "../types";
import { LocationField, ReasonField, ReferenceField } from "./place-fields";
import type { MovementHead } from "./types";
import { useZones } from "./use-zone";

interface Props {
  head: MovementHead;
  /** While something is on its way, what was sent stays as it was. */
  disabled: boolean;
  onChange: (patch: Partial<MovementHead>) => void;
}

function KindField({ head, disabled, onChange }: Props) {
  const { t } = useI18n();
  return (
    <Field label={t.sheets.kind}>
      {(ids) => (
        <Select
          {...ids}
          className={`w-full ${TOUCH_SELECT}`}
          value={head.kind}
          disabled={disabled}
          onChange={(event) => {
            const kind = DIRECT_KINDS.find((each) => each === event.target.value);
            if (kind) onChange({ kind });
          }}
        >
          {DIRECT_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t.stock.kinds[kind]}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

function DirectionField({ head, disabled, onChange }: Props) {
  const { t } = useI18n();
  return (
    <Segmented
      label={t.sheets.direction}
      roomy
      disabled={disabled}
      value={head.direction}
      options={[
        { value: "up", label: t.sheets.more },
        { value: "down", label: t.sheets.less },
      ]}
      onChange={(direction) => onChange({ direction })}
    />
  );
}

export function MovementSettings({ head, disabled, onChange }: Props) {
  const { t } = useI18n();
  const zoneOf = useZones();
  const zone = zoneOf(head.location);
  return (
    <div className="grid gap-4">
      <KindField head={head} disabled={disabled} onChange={onChange} />
      {head.kind === "adjust" && (
        <DirectionField head={head} disabled={disabled} onChange={onChange} />
      )}
      <LocationField
        value={head.location}
        disabled={disabled}
        // The time of day that was typed stays, on the clock of the other location.
        onChange={(location) =>
          onChange({ location, at: onOtherClock(head.at, zone, zoneOf(location)) })
        }
      />
      <ReasonField
        value={head.reason}
        disabled={disabled}
        onChange={(reason) => onChange({ reason })}
      />
      <ReferenceField
        value={head.reference}
        disabled={disabled}
        onChange={(reference) => onChange({ reference })}
      />
      <Field label={t.sheets.when} optional={t.common.optional} hint={t.sheets.whenHint}>
        {({ id, "aria-describedby": describedBy }) => (
          <WhenField
            id={id}
            label={t.sheets.when}
            zone={zone}
            aria-describedby={describedBy}
            value={head.at}
            disabled={disabled}
            onChange={(at) => onChange({ at })}
            className={`h-9 w-full text-md ${TOUCH_FIELD}`}
          />
        )}
      </Field>
      <CheckField
        label={t.sheets.together}
        hint={t.sheets.togetherHint}
        checked={head.together}
        disabled={disabled}
        onChange={(together) => onChange({ together })}
      />
    </div>
  );
}

import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { WhichTime } from "@/components/ui/which-time";
import { browserZone, meaningsOf } from "@/lib/format/zoned";
import { useI18n } from "@/lib/i18n/provider";

interface Props {
  label: string;
  optional: string;
  zone: string;
  value: string;
  onChange: (local: string) => void;
  /** Which of two moments is meant, where the clocks show the hour twice. */
  offset: string;
  onOffset: (offset: string) => void;
  error?: string | undefined;
}

/** A local time of a zone, with the question that only one hour a year asks. */
export function TimeField({
  label,
  optional,
  zone,
  value,
  onChange,
  offset,
  onOffset,
  error,
}: Props) {
  const { t, format } = useI18n();
  const meanings = meaningsOf(value, zone);
  const [meaning] = meanings;
  const isElsewhere = zone !== browserZone();
  const hint =
    meanings.length === 1 && meaning && isElsewhere
      ? t.sales.here(format.shortMoment(meaning.at))
      : undefined;
  return (
    <div className="grid content-start gap-2">
      <Field label={label} optional={optional} error={error} hint={hint}>
        {(ids) => (
          <Input
            {...ids}
            type="datetime-local"
            step={value.length > 16 ? 1 : 60}
            value={value}
            onChange={(event) => {
              onChange(event.target.value);
              onOffset("");
            }}
            className="nums"
          />
        )}
      </Field>
      <WhichTime label={label} meanings={meanings} offset={offset} onOffset={onOffset} />
    </div>
  );
}

import { Select } from "./input";

interface Props {
  label: string;
  /** What stands there while nothing is chosen. */
  everything: string;
  value: string | null;
  options: readonly { value: string; label: string }[];
  onChange: (value: string | null) => void;
}

/** A filter that is one of many, or none. */
export function Choice({ label, everything, value, options, onChange }: Props) {
  return (
    <Select
      dense
      aria-label={label}
      value={value ?? ""}
      onChange={(event) => onChange(event.target.value || null)}
      className="max-w-44 shrink-0"
    >
      <option value="">{everything}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </Select>
  );
}

import { useId } from "react";

interface Props {
  label: string;
  hint: string;
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
}

/** A choice with its consequence in small words. */
export function CheckField({ label, hint, checked, disabled, onChange }: Props) {
  const id = useId();
  return (
    <label className="flex cursor-pointer items-start gap-2.5 rounded-md py-1 max-lg:min-h-11 max-lg:items-center">
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        aria-describedby={id}
        onChange={(event) => onChange(event.target.checked)}
        className="mt-0.5 size-4 shrink-0 accent-accent max-lg:size-5"
      />
      <span>
        <span className="block text-sm font-medium">{label}</span>
        <span id={id} className="block text-xs text-pretty text-ink-3">
          {hint}
        </span>
      </span>
    </label>
  );
}

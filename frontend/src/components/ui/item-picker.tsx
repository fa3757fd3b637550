import { useQuery } from "@tanstack/react-query";
import { useId, useState, type KeyboardEvent, type Ref } from "react";
import { itemsLikeQuery } from "@/lib/choices/choices";
import { cx } from "@/lib/dom/cx";
import { useDebounced } from "@/lib/dom/debounced";
import { useI18n } from "@/lib/i18n/provider";
import type { FieldIds } from "./field";
import { Input } from "./input";

const SETTLE_MS = 150;

interface Props {
  ids: FieldIds;
  name?: string;
  /** An SKU, or what is typed on the way to one. */
  value: string;
  onChange: (text: string) => void;
  onBlur?: () => void;
  inputRef?: Ref<HTMLInputElement>;
}

function useMatches(value: string, isOpen: boolean) {
  const typed = useDebounced(value.trim(), SETTLE_MS);
  const { data = [] } = useQuery(itemsLikeQuery(isOpen ? typed : ""));
  return isOpen && typed && value.trim() ? data : [];
}

/** A combobox of items, found by SKU, name or barcode (WAI-ARIA pattern with a list popup). */
export function ItemPicker({ ids, name, value, onChange, onBlur, inputRef }: Props) {
  const { t } = useI18n();
  const listId = useId();
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const items = useMatches(value, isOpen);
  const shows = items.length > 0;
  const place = Math.min(active, items.length - 1);
  const close = () => {
    setOpen(false);
    setActive(-1);
  };
  const choose = (sku: string) => {
    onChange(sku);
    close();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      setOpen(true);
      if (shows)
        setActive((Math.max(place, step > 0 ? -1 : 0) + step + items.length) % items.length);
    } else if (event.key === "Enter" && shows && items[place]) {
      event.preventDefault();
      choose(items[place].sku);
    } else if (event.key === "Escape" && shows) close();
  };
  return (
    <div className="relative">
      <Input
        {...ids}
        ref={inputRef}
        name={name}
        role="combobox"
        aria-expanded={shows}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={shows && place >= 0 ? `${listId}-${place}` : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder={t.common.itemHint}
        value={value}
        onChange={(event) => {
          onChange(event.target.value);
          setOpen(true);
          setActive(-1);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => {
          close();
          onBlur?.();
        }}
      />
      <ul
        id={listId}
        role="listbox"
        aria-label={t.common.items}
        className={cx(
          "absolute top-full left-0 z-20 mt-1 max-h-60 w-max max-w-[min(24rem,85vw)] min-w-full overflow-y-auto rounded-md border border-line bg-raised py-1 shadow-pop",
          !shows && "hidden",
        )}
      >
        {items.map((item, index) => (
          <li
            key={item.id}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === place}
            ref={(element) => {
              if (index === place) element?.scrollIntoView?.({ block: "nearest" });
            }}
            // The field keeps the focus: a press must not blur it before the click counts.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(item.sku)}
            onMouseMove={() => setActive(index)}
            className={cx(
              "cursor-pointer px-2.5 py-1.5 max-sm:py-2.5",
              index === place && "bg-hover",
            )}
          >
            <span className="block truncate text-sm text-ink">{item.name}</span>
            <span className="nums block truncate text-xs text-ink-3">{item.sku}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

"use client";

import { Search, X } from "lucide-react";
import { usePathname, useRouter } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";
import { changeAddress, useAddressValue } from "@/lib/dom/address";
import { useShortcut } from "@/lib/dom/shortcut";
import { useI18n } from "@/lib/i18n/provider";
import { Kbd } from "../ui/kbd";

const SETTLE_MS = 180;
/** The pages whose table it searches. */
const SEARCHED = ["/", "/prices"];

/** Searches the table as one types; from a page without one, Enter goes to the stock. */
export function SearchBox() {
  const { t } = useI18n();
  const input = useRef<HTMLInputElement>(null);
  const onTable = SEARCHED.includes(usePathname());
  const router = useRouter();
  const inAddress = useAddressValue("q") ?? "";
  const [text, setText] = useState(inAddress);
  const [known, setKnown] = useState(inAddress);

  if (known !== inAddress) {
    // The address was changed elsewhere (back button, "clear filters"): it is right.
    setKnown(inAddress);
    if (inAddress !== text.trim()) setText(inAddress);
  }
  useShortcut(
    "/",
    useCallback(() => input.current?.select(), []),
  );
  useEffect(() => {
    if (!onTable || text.trim() === inAddress) return undefined;
    const timer = setTimeout(() => changeAddress({ q: text.trim() }), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [text, inAddress, onTable]);

  const clear = () => {
    setText("");
    input.current?.focus();
  };
  return (
    <form
      role="search"
      className="group relative w-full max-w-md min-w-0"
      onSubmit={(event) => {
        event.preventDefault();
        if (!onTable) router.push(`/?q=${encodeURIComponent(text.trim())}`);
      }}
    >
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-ink-3"
      />
      <input
        ref={input}
        type="text"
        enterKeyHint="search"
        autoComplete="off"
        spellCheck={false}
        aria-label={t.shell.search}
        placeholder={t.shell.search}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") setText("");
        }}
        className="h-8 w-full rounded-md border border-line bg-sunken pr-8 pl-8.5 text-sm text-ellipsis placeholder:text-ink-3 hover:border-line-strong focus:bg-surface"
      />
      <span className="absolute inset-y-0 right-1.5 flex items-center">
        {text ? (
          <button
            type="button"
            aria-label={t.common.clear}
            onClick={clear}
            className="grid size-6 place-items-center rounded-sm text-ink-3 hover:text-ink"
          >
            <X className="size-3.5" aria-hidden="true" />
          </button>
        ) : (
          <span title={t.shell.searchKey} className="max-sm:hidden">
            <Kbd>/</Kbd>
          </span>
        )}
      </span>
    </form>
  );
}

"use client";

import { useCallback, useEffect, useState } from "react";
import { Palette } from "@/components/ui/palette";
import { useI18n } from "@/lib/i18n/provider";
import { useCommands } from "./use-commands";

interface Props {
  open: boolean;
  onClose: () => void;
}

function OpenPalette({ open, onClose }: Props) {
  const { t } = useI18n();
  const [text, setText] = useState("");
  return (
    <Palette
      open={open}
      onClose={onClose}
      title={t.shell.palette}
      placeholder={t.shell.paletteHint}
      empty={t.shell.paletteEmpty}
      text={text}
      onText={setText}
      commands={useCommands(text)}
    />
  );
}

/** Ctrl-K or ⌘-K, from anywhere, also while typing. */
export function CommandPalette() {
  const [open, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setOpen((isOpen) => !isOpen);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  return open ? <OpenPalette open onClose={close} /> : null;
}

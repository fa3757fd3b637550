import { Pencil } from "lucide-react";
import { useState } from "react";
import toast from "react-hot-toast";
import { wordsFor } from "@/lib/api/problem";
import { useI18n } from "@/lib/i18n/provider";
import { useCan } from "@/lib/session/session";
import { readQuantity } from "./movement-schema";
import { useSetReorderPoint } from "./thresholds";
import type { Level } from "./types";

/** undefined: not a whole number from 0. */
function readPoint(text: string): number | null | undefined {
  if (text.trim() === "") return null;
  const value = readQuantity(text);
  return value === null || value < 0 ? undefined : value;
}

function Editor({ level, onDone }: { level: Level; onDone: () => void }) {
  const { t } = useI18n();
  const [seen] = useState(level.reorder_point);
  const save = useSetReorderPoint(level, seen);
  const [text, setText] = useState(level.reorder_point?.toString() ?? "");
  const value = readPoint(text);
  const submit = () => {
    if (value === undefined) return;
    onDone();
    if (value === seen) return;
    save.mutate(value, {
      onSuccess: () => toast.success(t.stock.reorderSaved),
      onError: (error) => toast.error(wordsFor(error, t)),
    });
  };
  return (
    <input
      autoFocus
      inputMode="numeric"
      aria-label={t.stock.reorderEdit(level.location_name)}
      aria-invalid={value === undefined}
      title={value === undefined ? t.stock.reorderInvalid : undefined}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onFocus={(event) => event.target.select()}
      onBlur={submit}
      onKeyDown={(event) => {
        if (event.key === "Enter") submit();
        if (event.key !== "Escape") return;
        event.stopPropagation(); // Leaves the field, not the drawer.
        onDone();
      }}
      className="nums h-7 w-16 rounded-sm border border-line-strong bg-surface px-1.5 text-right text-sm aria-invalid:border-out"
    />
  );
}

/** The reorder point as a figure; for whoever may, a click makes it a field. */
export function ReorderPoint({ level }: { level: Level }) {
  const { t, format } = useI18n();
  const canWrite = useCan("stock:write");
  const [editing, setEditing] = useState(false);
  const text = level.reorder_point === null ? t.common.none : format.number(level.reorder_point);
  if (!canWrite) return <span className="nums">{text}</span>;
  if (editing) return <Editor level={level} onDone={() => setEditing(false)} />;
  return (
    <button
      type="button"
      aria-label={`${t.stock.reorderEdit(level.location_name)}: ${text}`}
      onClick={() => setEditing(true)}
      className="nums group inline-flex h-7 items-center gap-1.5 rounded-sm px-1.5 hover:bg-hover"
    >
      <Pencil
        className="size-3 text-ink-3 opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100"
        aria-hidden="true"
      />
      {text}
    </button>
  );
}

import { useState } from "react";
import toast from "react-hot-toast";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { useAttempt, wordsForWrite } from "@/lib/api/attempt";
import { readUnits } from "@/lib/format/quantity";
import { useI18n } from "@/lib/i18n/provider";
import { useCommitHold, useReleaseHold } from "./api";
import { choiceOf, openLines } from "./settle";
import type { Hold, HoldLine } from "./types";

export interface Settling {
  hold: Hold;
  how: "commit" | "release";
}

interface LineProps {
  line: HoldLine;
  text: string;
  focused: boolean;
  onChange: (text: string) => void;
}

function LineField({ line, text, focused, onChange }: LineProps) {
  const { t, format } = useI18n();
  const units = readUnits(text);
  const wrong = units === null || units > line.remaining;
  const all = format.number(line.remaining);
  return (
    <li className="flex items-center gap-3 border-b border-line py-2 last:border-0">
      <span className="min-w-0 flex-1">
        <span className="block truncate text-sm font-medium">{line.item_name}</span>
        <span className="block truncate text-xs text-ink-3">
          {line.sku} · {line.location}
        </span>
      </span>
      <Input
        autoFocus={focused}
        inputMode="numeric"
        autoComplete="off"
        aria-label={`${t.holds.count}: ${line.sku}, ${line.location}`}
        aria-invalid={wrong}
        value={text}
        onFocus={(event) => event.target.select()}
        onChange={(event) => onChange(event.target.value)}
        className="nums w-24! text-right"
      />
      <span className={wrong ? "nums w-16 text-xs text-out" : "nums w-16 text-xs text-ink-3"}>
        {wrong ? t.holds.beyond(all) : t.holds.ofRemaining(all)}
      </span>
    </li>
  );
}

function useSettle({ hold, how }: Settling, onDone: () => void) {
  const { t } = useI18n();
  const commit = useCommitHold();
  const release = useReleaseHold();
  const keyFor = useAttempt();
  const { mutate, isPending, error } = how === "commit" ? commit : release;
  const done = how === "commit" ? t.holds.committedDone : t.holds.releasedDone;
  const run = (choice: Pick<Parameters<typeof mutate>[0], "lines" | "releaseRest">) =>
    mutate(
      { id: hold.id, ...choice, idempotencyKey: keyFor(choice, error) },
      {
        onSuccess: () => {
          toast.success(done(hold.id));
          onDone();
        },
      },
    );
  return { run, isPending, error };
}

function Form({ settling, onClose }: { settling: Settling; onClose: () => void }) {
  const { t } = useI18n();
  const { hold, how } = settling;
  const [lines] = useState(() => openLines(hold));
  const [texts, setTexts] = useState(() => lines.map((line) => String(line.remaining)));
  const [releaseRest, setReleaseRest] = useState(false);
  const { run, isPending, error } = useSettle(settling, onClose);
  const choice = choiceOf(lines, texts);
  const ready = choice !== null && choice.units > 0;
  return (
    <form
      noValidate
      className="flex min-h-0 flex-col"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) run({ lines: choice.lines, releaseRest: releaseRest && !choice.isAll });
      }}
    >
      <div className="overflow-y-auto px-5 py-2">
        {error && (
          <p role="alert" className="my-2 rounded-md bg-out-soft px-3 py-2 text-sm text-out">
            {wordsForWrite(error, t)}
          </p>
        )}
        <ul>
          {lines.map((line, place) => (
            <LineField
              key={line.line}
              line={line}
              text={texts[place] ?? ""}
              focused={place === 0}
              onChange={(text) => setTexts(texts.map((old, at) => (at === place ? text : old)))}
            />
          ))}
        </ul>
        {how === "commit" && choice && !choice.isAll && (
          <label className="flex items-center gap-2 py-2 text-sm">
            <input
              type="checkbox"
              checked={releaseRest}
              onChange={(event) => setReleaseRest(event.target.checked)}
              className="size-4 accent-accent"
            />
            {t.holds.releaseRest}
          </label>
        )}
      </div>
      <footer className="flex items-center justify-end gap-2 border-t border-line px-5 py-3">
        {choice?.units === 0 && (
          <span className="mr-auto text-xs text-out">{t.holds.chooseSome}</span>
        )}
        <Button onClick={onClose}>{t.common.cancel}</Button>
        <Button type="submit" variant="primary" busy={isPending} disabled={!ready || isPending}>
          {how === "commit" ? t.holds.commit : t.holds.release}
        </Button>
      </footer>
    </form>
  );
}

/** All that is left stands in the fields: Enter settles it, less typed settles a part. */
export function SettleDialog({
  settling,
  onClose,
}: {
  settling: Settling | null;
  onClose: () => void;
}) {
  const { t } = useI18n();
  if (!settling) return null;
  const { hold, how } = settling;
  const commits = how === "commit";
  return (
    <Dialog
      open
      onClose={onClose}
      title={commits ? t.holds.commitTitle(hold.id) : t.holds.releaseTitle(hold.id)}
      description={commits ? t.holds.commitText : t.holds.releaseText}
    >
      <Form settling={settling} onClose={onClose} />
    </Dialog>
  );
}

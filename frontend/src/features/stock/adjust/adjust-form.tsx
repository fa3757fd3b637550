import { useId, useRef, useState, type FormEvent, type RefObject } from "react";
import { Button } from "@/components/ui/button";
import { Input, Select } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";
import { cx } from "@/lib/dom/cx";
import { isDoubtfulCount } from "@/lib/format/doubtful";
import { useI18n } from "@/lib/i18n/provider";
import { useReasons } from "../reasons";
import type { Level } from "../types";
import { AdjustPreview } from "./adjust-preview";
import { desk, type Draft } from "./desk";
import {
  isWanted,
  isWrong,
  outcomeOf,
  readAdjustment,
  signOf,
  withSign,
  withTyped,
  type Sign,
} from "./reading";
import { useAdjust } from "./use-adjust";

const SIGNS: readonly Sign[] = ["+", "-", "="];

interface Props {
  level: Level;
  draft: Draft;
  /** On a phone, whose number keys have no signs. */
  roomy?: boolean;
}

function SignSwitch({ text, onChosen }: { text: string; onChosen: () => void }) {
  const { t } = useI18n();
  const words = t.ledger.adjust;
  const labels = { "+": words.add, "-": words.remove, "=": words.set };
  return (
    <Segmented
      label={words.meaning}
      value={signOf(text)}
      options={SIGNS.map((value) => ({ value, label: labels[value] }))}
      onChange={(sign) => {
        desk.change({ text: withSign(text, sign) });
        onChosen();
      }}
    />
  );
}

function ReasonPicker({ value }: { value: string }) {
  const { t } = useI18n();
  const { choices } = useReasons();
  return (
    <Select
      dense
      aria-label={t.ledger.adjust.reason}
      value={value}
      onChange={(event) => desk.change({ reason: event.target.value })}
      className="w-full"
    >
      <option value="">{t.ledger.adjust.noReason}</option>
      {choices.map(({ code, name }) => (
        <option key={code} value={code}>
          {name}
        </option>
      ))}
    </Select>
  );
}

interface MovedProps {
  level: Level;
  draft: Draft;
  roomy: boolean;
  onApply: (seen: number) => void;
  applyRef: RefObject<HTMLButtonElement | null>;
}

/** The balance became another one while this was typed. */
function Moved({ level, draft, roomy, onApply, applyRef }: MovedProps) {
  const { t, format } = useI18n();
  const words = t.ledger.adjust;
  const reading = readAdjustment(draft.text);
  const from = format.number(level.on_hand);
  if (!isWanted(reading)) return null;
  const to = format.number(outcomeOf(reading, level.on_hand).to);
  return (
    <div className="mt-2 rounded-md bg-low-soft p-2">
      <p role="alert" className="nums text-xs font-medium text-low">
        {words.moved(format.number(draft.seen), from)}
      </p>
      <Button
        ref={applyRef}
        size="sm"
        className={cx("nums mt-1.5 w-full bg-raised", roomy && "h-10!")}
        onClick={() => onApply(level.on_hand)}
      >
        {reading.kind === "to" ? words.countAnyway(to) : words.onTop(from, to)}
      </Button>
    </div>
  );
}

/** A count far from what is known is asked about once; Enter on the button confirms it. */
function Doubted({
  known,
  counted,
  roomy,
  onApply,
}: {
  known: number;
  counted: number;
  roomy: boolean;
  onApply: () => void;
}) {
  const { t, format } = useI18n();
  const to = format.number(counted);
  return (
    <div className="mt-2 rounded-md bg-low-soft p-2">
      <p role="alert" className="nums text-xs font-medium text-low">
        {t.common.reallyCounted(format.number(known), to)}
      </p>
      <Button
        autoFocus
        size="sm"
        className={cx("nums mt-1.5 w-full bg-raised", roomy && "h-10!")}
        onClick={onApply}
      >
        {t.ledger.adjust.reallySet(to)}
      </Button>
    </div>
  );
}

/** Type, look at what it will be, Enter. */
export function AdjustForm({ level, draft, roomy = false }: Props) {
  const { t, format } = useI18n();
  const words = t.ledger.adjust;
  const noteId = useId();
  const inputRef = useRef<HTMLInputElement>(null);
  const applyRef = useRef<HTMLButtonElement>(null);
  const save = useAdjust(draft.cell);
  const reading = readAdjustment(draft.text);
  // Nothing typed yet means that nothing was meant for the old number.
  const seen = reading.kind === "empty" ? level.on_hand : draft.seen;
  const hasMoved = isWanted(reading) && seen !== level.on_hand;
  const invalid = isWrong(reading);
  const isDoubtful = reading.kind === "to" && isDoubtfulCount(seen, reading.counted);
  const [doubted, setDoubted] = useState<string | null>(null);
  const asks = isDoubtful && !hasMoved && doubted === draft.text;

  const apply = (from: number) => isWanted(reading) && save(level, reading, from, draft.reason);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reading.kind === "empty") desk.close();
    else if (hasMoved) applyRef.current?.focus();
    else if (isDoubtful) setDoubted(draft.text);
    else apply(seen);
  };
  return (
    <form noValidate onSubmit={submit}>
      {roomy && (
        <div className="mb-3 grid [&>*]:w-full [&_button]:flex-1 [&_button]:justify-center">
          <SignSwitch text={draft.text} onChosen={() => inputRef.current?.focus()} />
        </div>
      )}
      <div className="flex items-center gap-2">
        <AdjustPreview id={noteId} reading={reading} from={hasMoved ? level.on_hand : seen} />
        <Input
          ref={inputRef}
          autoFocus
          autoComplete="off"
          inputMode={roomy ? "numeric" : "text"}
          enterKeyHint="done"
          aria-label={words.input}
          aria-describedby={noteId}
          aria-invalid={invalid}
          placeholder={format.number(seen)}
          value={roomy ? withSign(draft.text, "=") : draft.text}
          onChange={({ target }) =>
            desk.change({
              text: roomy ? withTyped(draft.text, target.value) : target.value,
              ...(reading.kind === "empty" ? { seen: level.on_hand } : {}),
            })
          }
          className={cx(
            "nums ml-auto shrink-0 text-right",
            roomy ? "h-11! w-28! text-lg!" : "h-8! w-24! px-2!",
          )}
        />
      </div>
      {!roomy && <p className="mt-1.5 text-2xs text-ink-3">{words.inputHint}</p>}
      {hasMoved && (
        <Moved level={level} draft={draft} roomy={roomy} onApply={apply} applyRef={applyRef} />
      )}
      {asks && (
        <Doubted known={seen} counted={reading.counted} roomy={roomy} onApply={() => apply(seen)} />
      )}
      <div className={cx("mt-2.5 flex gap-2", roomy && "flex-col gap-3")}>
        <ReasonPicker value={draft.reason} />
        {!hasMoved && !asks && (
          <Button
            type="submit"
            variant="primary"
            disabled={!isWanted(reading)}
            className={roomy ? "h-10 w-full" : ""}
          >
            {words.save}
          </Button>
        )}
      </div>
    </form>
  );
}

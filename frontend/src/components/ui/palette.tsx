"use client";

import { Search } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import { useId, useState, type KeyboardEvent, type ReactNode } from "react";
import { cx } from "@/lib/dom/cx";

export interface Command {
  id: string;
  group: string;
  label: string;
  detail?: string;
  icon?: ReactNode;
  run: () => void;
}

interface Props {
  open: boolean;
  onClose: () => void;
  title: string;
  placeholder: string;
  empty: string;
  text: string;
  onText: (text: string) => void;
  commands: readonly Command[];
}

interface OptionProps {
  id: string;
  command: Command;
  active: boolean;
  onPoint: () => void;
  onRun: () => void;
}

function Option({ id, command, active, onPoint, onRun }: OptionProps) {
  return (
    <li
      id={id}
      role="option"
      aria-selected={active}
      onPointerMove={onPoint}
      onClick={onRun}
      className={cx(
        "mx-1.5 flex h-9 cursor-pointer items-center gap-2.5 rounded-md px-2.5 text-sm",
        active && "bg-accent-soft text-accent-text",
      )}
    >
      <span className="grid size-4 place-items-center text-ink-3">{command.icon}</span>
      <span className="truncate">{command.label}</span>
      <span className="ml-auto shrink-0 truncate pl-3 text-xs text-ink-3">{command.detail}</span>
    </li>
  );
}

/** Everything that can be done, by typing. Arrows choose, Enter runs, Escape leaves. */
export function Palette({
  open,
  onClose,
  title,
  placeholder,
  empty,
  text,
  onText,
  commands,
}: Props) {
  const listId = useId();
  const [chosen, setChosen] = useState(0);
  const active = Math.min(chosen, commands.length - 1);
  const optionId = (index: number) => `${listId}-${String(index)}`;

  const run = (command: Command | undefined) => {
    if (!command) return;
    onClose();
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      const next = (active + step + commands.length) % Math.max(commands.length, 1);
      setChosen(next);
      document.getElementById(optionId(next))?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter" && !event.nativeEvent.isComposing) {
      event.preventDefault();
      run(commands[active]);
    }
  };
  return (
    <Primitive.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 animate-enter bg-scrim" />
        <Primitive.Content
          aria-describedby={undefined}
          className="fixed top-[12dvh] left-1/2 z-50 w-[min(36rem,calc(100vw-1.5rem))] -translate-x-1/2 animate-enter overflow-hidden rounded-lg bg-raised shadow-pop outline-none"
        >
          <Primitive.Title className="sr-only">{title}</Primitive.Title>
          <div className="flex items-center gap-2.5 border-b border-line px-4">
            <Search className="size-4 shrink-0 text-ink-3" aria-hidden="true" />
            <input
              role="combobox"
              aria-expanded="true"
              aria-controls={listId}
              aria-activedescendant={commands.length > 0 ? optionId(active) : undefined}
              aria-label={placeholder}
              placeholder={placeholder}
              autoComplete="off"
              spellCheck={false}
              value={text}
              onChange={(event) => {
                onText(event.target.value);
                setChosen(0);
              }}
              onKeyDown={onKeyDown}
              className="h-12 w-full bg-transparent text-md outline-none placeholder:text-ink-3"
            />
          </div>
          <ul
            id={listId}
            role="listbox"
            aria-label={title}
            className="max-h-[50dvh] overflow-y-auto py-1.5"
          >
            {commands.map((command, index) => (
              <Group key={command.id} name={command.group} previous={commands[index - 1]?.group}>
                <Option
                  id={optionId(index)}
                  command={command}
                  active={index === active}
                  onPoint={() => setChosen(index)}
                  onRun={() => run(command)}
                />
              </Group>
            ))}
          </ul>
          {commands.length === 0 && <p className="px-5 pb-5 text-sm text-ink-3">{empty}</p>}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

interface GroupProps {
  name: string;
  previous: string | undefined;
  children: ReactNode;
}

function Group({ name, previous, children }: GroupProps) {
  if (name === previous) return children;
  return (
    <>
      <li role="presentation" className="px-4 pt-2 pb-1 text-2xs font-medium text-ink-3">
        {name}
      </li>
      {children}
    </>
  );
}

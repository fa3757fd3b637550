import { Popover } from "radix-ui";
import {
  useEffect,
  useRef,
  useState,
  type ComponentProps,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
} from "react";

/** closed · peeked at by pointer or focus · held open by a press, and then the focus is inside. */
type State = "closed" | "peek" | "held";

const OPEN_MS = 250;
const CLOSE_MS = 180;

interface Props {
  /** What is pressed; it gets these handlers and says what it is by itself. */
  trigger: (handlers: TriggerProps) => ReactElement;
  label: string;
  children: ReactNode;
}

export type TriggerProps = Pick<
  ComponentProps<"button">,
  | "aria-expanded"
  | "aria-haspopup"
  | "onBlur"
  | "onClick"
  | "onFocus"
  | "onPointerEnter"
  | "onPointerLeave"
  | "ref"
>;

/** Opens and closes a little after the pointer came and went, so that a passing one does nothing. */
function usePeek() {
  const [state, setState] = useState<State>("closed");
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const later = (from: State, to: State, ms: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setState((now) => (now === from ? to : now)), ms);
  };
  return {
    state,
    set: (next: State) => {
      clearTimeout(timer.current);
      setState(next);
    },
    onPointerEnter: ({ pointerType }: PointerEvent) => {
      if (pointerType === "mouse") later("closed", "peek", OPEN_MS);
    },
    onPointerLeave: () => later("peek", "closed", CLOSE_MS),
  };
}

/** A little more about something: for a hovering pointer, for the focus, and for a press or tap. */
export function Peek({ trigger, label, children }: Props) {
  const { state, set, onPointerEnter, onPointerLeave } = usePeek();
  const button = useRef<HTMLButtonElement>(null);
  const content = useRef<HTMLDivElement>(null);
  /** The focus that comes back when it is closed must not open it again. */
  const isReturning = useRef(false);

  useEffect(() => {
    if (state === "held") content.current?.querySelector<HTMLElement>("a, button")?.focus();
  }, [state]);
  return (
    <Popover.Root open={state !== "closed"} onOpenChange={(open) => !open && set("closed")}>
      <Popover.Anchor asChild>
        {trigger({
          ref: button,
          "aria-haspopup": "dialog",
          "aria-expanded": state !== "closed",
          onPointerEnter,
          onPointerLeave,
          onClick: () => set(state === "held" ? "closed" : "held"),
          onFocus: (event) => {
            const isByKey = event.currentTarget.matches(":focus-visible");
            if (isByKey && !isReturning.current && state === "closed") set("peek");
            isReturning.current = false;
          },
          onBlur: () => {
            if (state === "peek") set("closed");
          },
        })}
      </Popover.Anchor>
      <Popover.Portal>
        <Popover.Content
          ref={content}
          align="end"
          sideOffset={6}
          collisionPadding={8}
          aria-label={label}
          onPointerEnter={onPointerEnter}
          onPointerLeave={onPointerLeave}
          onOpenAutoFocus={(event) => event.preventDefault()}
          onEscapeKeyDown={() => {
            isReturning.current = state === "held";
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (isReturning.current) button.current?.focus();
          }}
          onClick={(event) => {
            if ((event.target as HTMLElement).closest("a")) set("closed");
          }}
          onInteractOutside={(event) => {
            if (button.current?.contains(event.target as Node)) event.preventDefault();
          }}
          className="z-60 w-72 max-w-[calc(100vw-1rem)] animate-enter rounded-lg bg-raised p-3 shadow-pop outline-none"
        >
          {children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

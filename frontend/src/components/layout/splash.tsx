import { Mark } from "./mark";

/** What is there before the first word is known: no text, so no wrong language. */
export function Splash() {
  return (
    <div className="grid min-h-dvh place-items-center">
      <Mark className="size-9 animate-pulse text-ink-3" />
    </div>
  );
}

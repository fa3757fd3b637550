// How is something done soon, but not for every one of 200 changes a second?

export type Soon = (run: () => void) => void;

/** Runs the latest `run` once the wait is over; calls meanwhile only replace it. */
export function soon(waitMs: number): Soon {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let next: () => void = () => undefined;
  return (run) => {
    next = run;
    timer ??= setTimeout(() => {
      timer = null;
      next();
    }, waitMs);
  };
}

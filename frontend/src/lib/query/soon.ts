// How is something done soon, but not for every one of 200 changes a second?

export type Soon = (run: () => void) => void;

/**
 * Runs the latest `run` once the wait is over; calls meanwhile only replace it. However often it is
 * called, two runs are at least `apartMs` apart.
 */
export function soon(waitMs: number, apartMs = waitMs): Soon {
  let ranAt = -Infinity;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let next: () => void = () => undefined;
  return (run) => {
    next = run;
    timer ??= setTimeout(
      () => {
        timer = null;
        ranAt = performance.now();
        next();
      },
      Math.max(waitMs, ranAt + apartMs - performance.now()),
    );
  };
}

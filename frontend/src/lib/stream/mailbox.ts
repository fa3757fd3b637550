// How do 200 changes a second become one repaint? They wait here until the next animation frame.

export interface Clock {
  frame: (run: () => void) => () => void;
}

/**
 * The next animation frame, or 100 ms later at most: a hidden tab gets no frames, and a tab may be
 * hidden after it has asked for one.
 */
export const browserFrame: Clock = {
  frame(run) {
    let done = false;
    const once = () => {
      if (done) return;
      done = true;
      cancelAnimationFrame(request);
      clearTimeout(timer);
      run();
    };
    const request = requestAnimationFrame(once);
    const timer = setTimeout(once, 100);
    return () => {
      done = true;
      cancelAnimationFrame(request);
      clearTimeout(timer);
    };
  },
};

export interface Mailbox<T> {
  put: (items: readonly T[]) => void;
  /** Hands over what waits without waiting for the frame. */
  flush: () => void;
  close: () => void;
}

/** Gathers items and hands them over once a frame, at once when `limit` is reached. */
export function createMailbox<T>(
  open: (items: T[]) => void,
  { limit = 5_000, clock = browserFrame }: { limit?: number; clock?: Clock } = {},
): Mailbox<T> {
  let waiting: T[] = [];
  let cancel: (() => void) | null = null;

  const flush = () => {
    cancel?.();
    cancel = null;
    const items = waiting;
    waiting = [];
    if (items.length > 0) open(items);
  };
  return {
    put(items) {
      for (const item of items) waiting.push(item);
      if (waiting.length >= limit) flush();
      else cancel ??= clock.frame(flush);
    },
    flush,
    close() {
      cancel?.();
      cancel = null;
      waiting = [];
    },
  };
}

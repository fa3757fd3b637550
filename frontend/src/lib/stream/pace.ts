// How often is a screen written that changes all the time? The first change after a pause is there
// with the next frame. In a steady flow more comes at once and less often, and where drawing takes
// long, the page keeps half of its time for the person in front of it.
import type { Clock } from "./mailbox";

/** Nobody can read a figure that changes more often than this, ms. */
export const EVERY_MS = 50;
/** However slow the page is, what came is shown after this time, ms. */
export const APART_MAX_MS = 500;

export function paced(clock: Clock, now: () => number = () => performance.now()): Clock {
  let freeAt = -Infinity;
  let apart = EVERY_MS;

  const draw = (run: () => void) => {
    const began = now();
    freeAt = began + apart;
    run();
    // With the next frame it is known how long this one took to draw.
    clock.frame(() => {
      apart = Math.min(APART_MAX_MS, Math.max(EVERY_MS, 2 * (now() - began)));
      freeAt = began + apart;
    });
  };
  return {
    frame(run) {
      let cancel: () => void;
      const whenFree = () => {
        const wait = freeAt - now();
        if (wait > 0) {
          const timer = setTimeout(whenFree, Math.ceil(wait));
          cancel = () => clearTimeout(timer);
        } else cancel = clock.frame(() => draw(run));
      };
      whenFree();
      return () => cancel();
    },
  };
}

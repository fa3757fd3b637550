import { describe, expect, it } from "vitest";
import { createMailbox, type Clock } from "./mailbox";

function handClock(): Clock & { next: () => void } {
  let waiting: (() => void) | null = null;
  return {
    frame(run) {
      waiting = run;
      return () => {
        waiting = null;
      };
    },
    next() {
      waiting?.();
      waiting = null;
    },
  };
}

describe("the mailbox", () => {
  it("hands everything of one frame over at once, in order", () => {
    const clock = handClock();
    const opened: number[][] = [];
    const mailbox = createMailbox<number>((items) => opened.push(items), { clock });
    mailbox.put([1, 2]);
    mailbox.put([3]);
    expect(opened).toEqual([]);
    clock.next();
    expect(opened).toEqual([[1, 2, 3]]);
    clock.next();
    expect(opened).toHaveLength(1);
  });

  it("never holds more than its limit", () => {
    const clock = handClock();
    const opened: number[][] = [];
    const mailbox = createMailbox<number>((items) => opened.push(items), { clock, limit: 3 });
    mailbox.put([1, 2]);
    mailbox.put([3]);
    expect(opened).toEqual([[1, 2, 3]]);
  });

  it("forgets what waits when it is closed", () => {
    const clock = handClock();
    const opened: number[][] = [];
    const mailbox = createMailbox<number>((items) => opened.push(items), { clock });
    mailbox.put([1]);
    mailbox.close();
    clock.next();
    expect(opened).toEqual([]);
  });
});

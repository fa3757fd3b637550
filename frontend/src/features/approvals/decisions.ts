// Who wants to hear that a proposal was decided? Whoever proposed it, wherever they are in the app.
import type { Proposal } from "./types";

type Listener = (proposal: Proposal) => void;

const listeners = new Set<Listener>();

export function onDecided(listener: Listener): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

export function tellDecided(proposal: Proposal): void {
  listeners.forEach((each) => each(proposal));
}

/** What to tell this person about it; null when it is not theirs, or they did it themselves. */
export function newsFor(
  person: string,
  { state, proposed_by, decided_by }: Proposal,
): "approved" | "rejected" | "expired" | null {
  if (proposed_by !== person || decided_by === person) return null;
  return state === "approved" || state === "rejected" || state === "expired" ? state : null;
}

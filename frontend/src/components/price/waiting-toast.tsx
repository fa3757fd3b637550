import { Hourglass } from "lucide-react";
import toast from "react-hot-toast";

const SHOWN_MS = 6_000;

/** Says that something was sent and is not yet in force: neither done nor refused. */
export function toastWaiting(text: string): void {
  toast(text, {
    duration: SHOWN_MS,
    icon: <Hourglass className="size-4 shrink-0 text-over" strokeWidth={2} aria-hidden="true" />,
  });
}

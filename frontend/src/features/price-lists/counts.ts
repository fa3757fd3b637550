// Does anybody see how many prices each list has? The feed tells that with the list alone, so it is
// asked for as prices come and go, and only while it is on the screen.
import { useEffect } from "react";

let watching = 0;

export function useCounts(): void {
  useEffect(() => {
    watching += 1;
    return () => {
      watching -= 1;
    };
  }, []);
}

export function areCountsShown(): boolean {
  return watching > 0;
}

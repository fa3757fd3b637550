// When does a list that is scrolled ask for its next page?
import { useEffect, useMemo, useRef } from "react";

interface Pages {
  hasNextPage: boolean;
  isFetching: boolean;
  fetchNextPage: () => Promise<unknown>;
}

/** Asks for the next page, unless there is none or something is asked for already. The same
 * function for as long as the list stands, so that only scrolling makes a list call it. */
export function useNearEnd({ hasNextPage, isFetching, fetchNextPage }: Pages): () => void {
  const more = useRef<() => void>(() => undefined);
  useEffect(() => {
    more.current = () => {
      if (hasNextPage && !isFetching) void fetchNextPage();
    };
  }, [hasNextPage, isFetching, fetchNextPage]);
  return useMemo(() => () => more.current(), []);
}

export const errors = {
  title: "This could not be loaded",
  network: "The server cannot be reached.",
  timeout: "The server did not answer in time.",
  server: "The server had a problem. Look whether the change was made before you try again.",
  unknown: "Something went wrong.",
  /** By the stable `code` of a problem document; an unknown code shows the server's own words. */
  codes: {
    insufficient_stock: "Not enough available.",
    not_found: "This does not exist.",
    item_not_found: "There is no item with this SKU.",
    location_not_found: "There is no such location.",
    forbidden: "Your role does not allow this.",
    unauthenticated: "Please sign in again.",
    session_ended: "Please sign in again.",
    item_archived: "This item is archived.",
    location_inactive: "This location is closed.",
    stale_version: "Someone else changed this meanwhile. Look again.",
    precondition_failed: "Someone else changed this meanwhile. Look again.",
    too_many_requests: "Too many requests; wait a moment.",
    unavailable: "The database did not answer. Please try again.",
    invalid: "Please check the marked fields.",
  } as Record<string, string>,
};

export const common = {
  product: "Tanamori",
  close: "Close",
  cancel: "Cancel",
  retry: "Try again",
  clear: "Clear",
  all: "All",
  none: "—",
  comma: ", ",
  optional: "optional",
  request: (id: string) => `Request ${id}`,
  loadMore: "Show more",
  newRows: (count: string) => `${count} new`,
};

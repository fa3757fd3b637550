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
  twoReadings: (text: string, low: string, high: string, [a, b]: readonly [string, string]) =>
    `“${text}” could be ${low} or ${high}. Type ${a} or ${b}.`,
  newRows: (count: string) => `${count} new`,
};

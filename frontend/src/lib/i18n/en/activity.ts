export const activity = {
  title: "Activity",
  live: "Live activity",
  viewAll: "All activity",
  emptyTitle: "Nothing has moved yet",
  emptyText: "Sales, deliveries and corrections appear here as they happen.",
  balanceAfter: (count: string) => `${count} on hand`,
  reason: "Reason",
  filterKind: "Filter by kind",
};

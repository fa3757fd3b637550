export const alerts = {
  title: "Alerts",
  open: "Open",
  resolved: "Resolved",
  acknowledge: "Acknowledge",
  acknowledgeOf: (sku: string) => `Acknowledge the alert of ${sku}`,
  acknowledged: "Acknowledged",
  acknowledgeFailed: "The alert could not be acknowledged",
  emptyTitle: "All quiet",
  emptyText: "Alerts appear the moment a level falls to its reorder point.",
  noneResolved: "No resolved alerts yet.",
  viewAll: "All alerts",
  severities: { critical: "Critical", warning: "Warning", info: "Note" } as Record<string, string>,
  low: (value: string, threshold: string) => `${value} available, reorder at ${threshold}`,
  opened: (value: string, threshold: string) => `Opened at ${value}, reorder at ${threshold}`,
  resolvedBecause: {
    recovered: "Back above the reorder point",
    threshold_removed: "Reorder point removed",
    item_archived: "Item archived",
    location_closed: "Location closed",
  },
  metric: (metric: string, value: string, threshold: string) =>
    `${metric} ${value}, threshold ${threshold}`,
};

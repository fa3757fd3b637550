// Which working sheets lie on the desk? Who may only look finds those that show something.
export const SHEETS = ["movements", "counts", "transfers"] as const;
export const READABLE_SHEETS = ["transfers"] as const;

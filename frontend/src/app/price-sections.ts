// Which pages does the price room have?
export const PRICE_SECTIONS = [
  { name: "list", href: "/prices" },
  { name: "calendar", href: "/prices/calendar" },
  { name: "approvals", href: "/prices/approvals" },
  { name: "guards", href: "/prices/guards" },
  { name: "bulk", href: "/prices/bulk" },
  { name: "lists", href: "/prices/lists" },
] as const;

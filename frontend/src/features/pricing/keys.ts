// Under which keys are prices kept?

export const pricingKeys = {
  all: ["pricing"] as const,
  of: (itemId: number) => ["pricing", "of", itemId] as const,
  item: (itemId: number) => ["pricing", "item", itemId] as const,
  history: (itemId: number) => ["pricing", "history", itemId] as const,
};

// How does an answer look that has grown old, beside what this page measures by itself?
export const DIMMED = "transition-opacity group-data-old:opacity-55";

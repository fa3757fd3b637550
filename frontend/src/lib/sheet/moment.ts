// How does a moment go into and out of the browser's own date field, which knows no time zone?

/** "2026-03-01T13:30" in the zone of this browser; empty for no moment. */
export function toField(iso: string): string {
  const at = new Date(iso);
  if (iso === "" || Number.isNaN(at.getTime())) return "";
  const two = (value: number) => String(value).padStart(2, "0");
  const day = `${String(at.getFullYear()).padStart(4, "0")}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** RFC 3339 in UTC; empty for an empty or unreadable field. */
export function fromField(text: string): string {
  const at = new Date(text);
  return text === "" || Number.isNaN(at.getTime()) ? "" : at.toISOString();
}

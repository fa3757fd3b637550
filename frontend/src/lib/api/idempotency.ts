// What does a write call itself? `randomUUID` exists only on secure origins; a shop's own network
// often is none, so the bytes are drawn by hand there.

export function newIdempotencyKey(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

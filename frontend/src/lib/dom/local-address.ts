// Where may a link in the address lead? Only to a page of this origin.

/**
 * The path, query and fragment of `text` if it is a page of `origin`, else "/". Resolved as the
 * browser resolves it, so that tabs, backslashes and other tricks are seen as it sees them.
 */
export function localAddress(text: string | null, origin: string): string {
  if (text === null || !URL.canParse(text, origin)) return "/";
  const url = new URL(text, origin);
  if (url.origin !== origin) return "/";
  const local = `${url.pathname}${url.search}${url.hash}`;
  // A path that begins with two slashes would be read as another host the next time.
  return /^\/[/\\]/.test(local) ? "/" : local;
}

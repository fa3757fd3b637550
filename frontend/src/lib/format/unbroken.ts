// How does a moment stay in one piece at the end of a line? With `break-keep` on the element, the
// line then breaks between two moments only, in Japanese too.
export function unbroken(text: string): string {
  return text.replaceAll(" ", "\u00a0");
}

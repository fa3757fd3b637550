// The rule of backend/app/core/identifiers.py: what looks equal is one SKU, location or category.
// contracts/identifiers.json holds both sides to the same examples.

/** Pairs of characters: the first looks like the second. */
function pairs(text: string): Map<string, string> {
  return new Map(
    text.split(" ").map((pair) => {
      const [from = "", to = ""] = [...pair];
      return [from, to];
    }),
  );
}

const BEFORE_NFKC = pairs(
  "`' \u00b4' \u02b9' \u02bb' \u02bc' \u02bd' \u02c8' \u02ca' \u02cb' \u2018' \u2019' \u201b' " +
    "\u2032' \u2035' \uff40' " +
    '\u02ba" \u02ee" \u201c" \u201d" \u201f" \u2033" \u2036" ϹC ϲc',
);
const SIGNS = pairs(
  "\u02d7- \u2010- \u2011- \u2012- \u2013- \u2014- \u2015- \u2043- \u2212- \u2022\u00b7 \u2027\u00b7 " +
    "\u2219\u00b7 \u22c5\u00b7 \u2044/ \u2215/ \u2236: \ua789: \u2217* \u204e* \u2223| \u01c0| " +
    "\u223c~ \u301c~ \u201a, \u01c3! \u06600 \u06611 \u06622 \u06633 \u06644 \u06655 \u06666 " +
    "\u06677 \u06688 \u06699 \u06f00 \u06f11 \u06f22 \u06f33 \u06f44 \u06f55 \u06f66 \u06f77 " +
    "\u06f88 \u06f99",
);
const LETTERS = pairs(
  "аa вb сc ԁd еe һh нh іi ӏi јj кk мm оo рp ԛq ѕs тt ԝw хx уy ѵv " +
    "\u0251a \u0261g \u1d04c \u1d0fo \u1d1cu \u1d20v \u1d21w \u1d22z \ua731s օo սu " +
    "へヘ 力カ 口ロ 二ニ 工エ 夕タ 八ハ 卜ト 一- ー- 〇○ ◯○ \u06cc\u064a \u0649\u064a \u06a9\u0643",
);
const GREEK = pairs("ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX ϺM οo ϳj ͿJ νv");

const WHITE_SPACE = /[\s\u001c-\u001f\u0085]+/gu;
const INVISIBLE =
  /[\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u{1bca0}-\u{1bca3}\u{1d159}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]/gu;
const GREEK_LETTER = /[\u0370-\u03ff]/gu;
const DOT_ON_I = /(?<=[ij])\u0307/gu;
// A space at either end, two in a row, a quotation mark: all else of ASCII has only a case.
const PLAIN = /^(?! )(?!.* $)(?!.* {2})[ -&(-_a-~]*$/;

function translate(text: string, table: Map<string, string>): string {
  return [...text].map((character) => table.get(character) ?? character).join("");
}

/** One character stays one, so that "ß" is not "ss". */
function upper(character: string): string {
  const capital = character.toUpperCase();
  return [...capital].length === 1 && character !== "ı" ? capital : character;
}

function foldCase(text: string): string {
  return [...text].map((character) => [...upper(character).toLowerCase()][0] ?? "").join("");
}

/** A word of Greek letters is compared by its capitals; a single letter is a symbol ("α7"). */
function foldGreek(text: string): string {
  const letters = text.match(GREEK_LETTER);
  if (!letters) return text;
  const isWord = letters.length > 1 && !/[A-Za-z]/.test(text);
  const smallAsLatin = letters.every((letter) => letter === "ν" || letter === "ο");
  const word = isWord && !smallAsLatin ? text.replace(GREEK_LETTER, upper) : text;
  return translate(word, GREEK);
}

/** As the server stores an identifier. */
export function cleanIdentifier(text: string): string {
  if (PLAIN.test(text)) return text;
  const composed = translate(translate(text, BEFORE_NFKC).normalize("NFKC"), BEFORE_NFKC);
  // A byte order mark is white space to a browser, and nothing to a reader.
  const visible = composed
    .replaceAll("\ufeff", "")
    .replace(WHITE_SPACE, " ")
    .replace(INVISIBLE, "");
  return visible.normalize("NFKC").replace(WHITE_SPACE, " ").trim();
}

/** The form by which two identifiers are compared. */
export function identityKey(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  const folded = foldCase(foldGreek(cleanIdentifier(text).normalize("NFD")));
  return translate(translate(folded, SIGNS), LETTERS)
    .replaceAll("''", '"')
    .replace(DOT_ON_I, "")
    .normalize("NFC");
}

export function isSame(one: string, other: string): boolean {
  return one === other || identityKey(one) === identityKey(other);
}

export function categoryKey(path: string): string {
  return cleanIdentifier(path).split("/").map(identityKey).join("/");
}

/** Whether a category is `wide` or below it. */
export function isInCategory(path: string | null | undefined, wide: string): boolean {
  return path != null && `${categoryKey(path)}/`.startsWith(`${categoryKey(wide)}/`);
}

/** The form by which identifiers are put in order, by code point: A2 before A10. */
export function sortKey(text: string): string {
  const folded = PLAIN.test(text) ? text.toLowerCase() : foldCase(cleanIdentifier(text));
  return translate(folded, SIGNS).replace(/[0-9]+/g, (digits) => {
    const significant = digits.replace(/^0+(?=.)/, "");
    return String(significant.length).padStart(3, "0") + significant;
  });
}

/** The order of the server's lists. */
export function compareIdentifiers(one: string, other: string): number {
  const [first, second] = [sortKey(one), sortKey(other)];
  return first < second ? -1 : first > second ? 1 : 0;
}

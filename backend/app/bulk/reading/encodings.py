"""Find the encoding of a text file, or ask for it.

An encoding is taken without a question only where nothing else is possible: a byte order mark,
ASCII, the escape sequences of ISO-2022, UTF-8 that cannot be anything else, or a header with
Japanese column names. Any other text can be read in several ways, and a person has to say which.
"""

import codecs
import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from app.bulk.errors import FileQuestion, FileRefused
from app.bulk.reading.columns import find_header, has_needed, meaning_of
from app.bulk.reading.plausibility import is_settled_by_a_word, strangeness
from app.bulk.reading.questions import Question, Reading

DELIMITERS = (",", ";", "\t", "|")
HEADER_ROWS_MAX = 20
BLOCK_BYTES = 1 << 20
LINE_BYTES_MAX = 100_000
SAMPLE_LINES = 200
READINGS_MAX = 6
# So many different characters of UTF-8 do not occur by chance in a file of another encoding.
UTF8_CHARACTERS_MIN = 3
# So many characters of UTF-8 for each broken one make it a damaged file of UTF-8.
UTF8_SHARE_MIN = 20

REMEDY = "Save it as CSV in UTF-8, or name its encoding: --encoding cp932 (Japanese), cp1252 ..."
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CANDIDATES = (
    "cp932", "euc_jp", "cp1252", "cp1250", "mac_roman", "gb18030", "big5", "cp949", "cp1251",
    "koi8_r", "iso8859_15", "iso8859_2", "cp1254", "cp1257", "cp1253", "cp874", "cp1255", "cp1256",
    "mac_latin2", "cp850", "cp852", "cp866",
)  # fmt: skip
ESCAPED = ("iso2022_jp", "iso2022_jp_ext", "iso2022_jp_2", "iso2022_jp_2004", "iso2022_kr")
# Codecs of Python that turn text into text of a program or of a network, not into a file.
_NOT_OF_FILES = {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined"}
# What Windows writes under the name of a smaller encoding.
_WIDER = {
    "shift_jis": "cp932", "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949",
    "iso8859-1": "cp1252",
}  # fmt: skip
_LOST = re.compile("[\x80-\x9f]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class _Scan:
    """What one pass over the bytes finds: line ends, and whether all bytes are ASCII."""

    lines: int
    is_ascii: bool
    has_escapes: bool
    has_hz: bool


def find_encoding(path: Path, wanted: str | None) -> tuple[str, int]:
    """The encoding that reads the whole file, and the number of its line ends.

    Raises `FileRefused` for an unknown encoding or one that does not read the file, and
    `FileQuestion` where several encodings read the file differently.
    """
    with path.open("rb") as file:
        first = file.read(8_192)
    marked = next((name for bom, name in BOMS if first.startswith(bom)), None)
    scan = _scan(path)
    if wanted is not None:
        return _check_wanted(path, wanted, marked), scan.lines
    if marked is None and b"\0" in first:
        marked = _unmarked_utf16(first)
        if marked is None:
            raise FileRefused(
                f"{path.name} is no spreadsheet.",
                "Give a CSV file or an Excel workbook (.xlsx) with one sale per row.",
            )
    if marked:
        if not reads_wholly(path, marked):
            raise FileRefused(f"{path.name} cannot be read as {marked}.", REMEDY)
        return marked, scan.lines
    return _find_unmarked(path, scan), scan.lines


def reads_wholly(path: Path, encoding: str, *, refuse_controls: bool = False) -> bool:
    """Whether every byte of the file means something in this encoding."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while block := file.read(BLOCK_BYTES):
                text = decoder.decode(block)
                if refuse_controls and _CONTROLS.search(text):
                    return False
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _check_wanted(path: Path, wanted: str, marked: str | None) -> str:
    unknown = FileRefused(f"There is no encoding {wanted!r}.", REMEDY)
    try:
        name = codecs.lookup(wanted).name
        "a".encode(name)
    except UnicodeError:
        raise unknown from None
    except (LookupError, ValueError) as error:
        raise unknown from error
    if name in _NOT_OF_FILES:
        raise unknown
    if marked and not name.startswith(marked[:6].rstrip("-")):
        raise FileRefused(
            f"{path.name} begins with the mark of {marked.removesuffix('-sig')}, but --encoding "
            f"says {wanted}.",
            "Leave --encoding out.",
        )
    for each in (marked or name, _WIDER.get(name)):
        if each and reads_wholly(path, each) and not _has_lost_controls(path, each):
            return each
    raise FileRefused(f"{path.name} cannot be read as {wanted}.", REMEDY)


def _has_lost_controls(path: Path, encoding: str) -> bool:
    """Whether single bytes become control characters: then the file is in another encoding."""
    if encoding.startswith("utf"):
        return False
    return any(_LOST.search(line.decode(encoding, "ignore")) for line in _special_lines(path))


def _unmarked_utf16(first: bytes) -> str | None:
    """UTF-16 without a mark, by an ASCII character at the beginning."""
    if len(first) < 4 or len(first) % 2:
        return None
    high, low = first[1::2], first[0::2]
    if first[0] and not first[1] and high.count(0) > len(high) // 4 and 0 not in low:
        return "utf-16-le"
    if first[1] and not first[0] and low.count(0) > len(low) // 4 and 0 not in high:
        return "utf-16-be"
    return None


def _scan(path: Path) -> _Scan:
    lines, is_ascii, has_escapes, has_hz = 0, True, False, False
    with path.open("rb") as file:
        while block := file.read(BLOCK_BYTES):
            lines += block.count(b"\n")
            is_ascii = is_ascii and block.isascii()
            has_escapes = has_escapes or b"\x1b" in block or b"\x0e" in block
            has_hz = has_hz or b"~{" in block
    return _Scan(lines, is_ascii, has_escapes, has_hz)


def _find_unmarked(path: Path, scan: _Scan) -> str:
    if scan.is_ascii and scan.has_escapes:
        for name in ESCAPED:
            if reads_wholly(path, name, refuse_controls=True):
                return name
        raise FileRefused(f"{path.name} has escape sequences that cannot be read.", REMEDY)
    if scan.is_ascii:
        if scan.has_hz and reads_wholly(path, "hz"):
            raise _question(path, ["utf-8", "hz"])
        return "utf-8"
    if reads_wholly(path, "utf-8"):
        if _is_surely_utf8(path):
            return "utf-8"
        rivals = _unsettled(path, _readable(path, CANDIDATES))
        if not rivals:
            return "utf-8"
        raise _question(path, ["utf-8", *rivals])
    if line := _broken_line(path):
        raise FileRefused(
            f"{path.name} is in UTF-8, but line {line} has bytes that are not.",
            "Correct that line, or export the file again; parts of it are in two encodings.",
        )
    by_header = [name for name in CANDIDATES if _names_columns(path, name)]
    for name in _readable(path, by_header):
        return name
    rivals = _readable(path, CANDIDATES)
    if not rivals:
        raise FileRefused(f"{path.name} is in no encoding that is known here.", REMEDY)
    raise _question(path, rivals)


def _readable(path: Path, names: Sequence[str]) -> list[str]:
    return [name for name in names if reads_wholly(path, name, refuse_controls=True)]


def _broken_line(path: Path) -> int | None:
    """The first line that is no UTF-8 in a file that is UTF-8 almost everywhere; else None."""
    first, good, bad = None, 0, 0
    for number, line in enumerate(_raw_lines(path), start=1):
        if line.isascii():
            continue
        text = line.decode("utf-8", "replace")
        broken = text.count("\ufffd")
        good += sum(not character.isascii() for character in text) - broken
        bad += broken
        first = first or (number if broken else None)
    return first if good > bad * UTF8_SHARE_MIN else None


def _is_surely_utf8(path: Path) -> bool:
    """Whether there is too much UTF-8 for chance, or a header that is read as UTF-8."""
    found: set[str] = set()
    for line in _special_lines(path):
        text = line.decode("utf-8", "ignore")
        found |= {character for character in text if not character.isascii()}
        # A character of three bytes is as unlikely by chance as two of two.
        if sum(1 if ord(each) < 0x800 else 2 for each in found) >= UTF8_CHARACTERS_MIN:
            return True
    return _names_columns(path, "utf-8")


def _unsettled(path: Path, rivals: Sequence[str]) -> list[str]:
    left = list(rivals)
    for line in islice(_special_lines(path), SAMPLE_LINES * 10):
        left = [name for name in left if not is_settled_by_a_word(line, name)]
        if not left:
            break
    return left


def _special_lines(path: Path) -> Iterator[bytes]:
    """The different lines with bytes outside of ASCII, as far as they are not endless."""
    seen: set[bytes] = set()
    for line in _raw_lines(path):
        if not line.isascii() and line not in seen:
            if len(seen) < SAMPLE_LINES:
                seen.add(line)
            yield line


def _raw_lines(path: Path) -> Iterator[bytes]:
    """The lines, ended by CR, LF or both; one without an end is cut."""
    with path.open("rb") as file:
        while block := file.readline(LINE_BYTES_MAX):
            yield from block.splitlines(keepends=True)


def _names_columns(path: Path, encoding: str) -> bool:
    """Whether the header has a known name outside of ASCII, and all names that are needed."""
    try:
        text = [line.decode(encoding) for line in islice(_raw_lines(path), HEADER_ROWS_MAX)]
    except UnicodeDecodeError:
        return False
    for delimiter in DELIMITERS:
        rows = list(csv.reader(text, delimiter=delimiter))
        place = find_header(rows)
        if place is not None and has_needed(rows[place]):
            return any(meaning_of(name) and not name.isascii() for name in rows[place])
    return False


def _question(path: Path, names: Sequence[str]) -> FileQuestion:
    """Show the cell in which the most natural readings differ most."""
    numbered = enumerate(_raw_lines(path), start=1)
    special = ((number, raw) for number, raw in numbered if not raw.isascii() or b"~{" in raw)
    sample = list(islice(special, SAMPLE_LINES))
    texts = {name: [raw.decode(name, "replace") for _, raw in sample] for name in names}
    ordered = sorted(names, key=lambda name: (name != "utf-8", strangeness(texts[name])))
    cells = {name: [_special_cells(text) for text in texts[name]] for name in names}
    top = ordered[: READINGS_MAX * 2]
    best = max(range(len(sample)), key=lambda place: len({cells[name][place] for name in top}))
    by_text: dict[str, list[str]] = {}
    for name in ordered:
        by_text.setdefault(cells[name][best], []).append(name)
    shown = list(by_text.items())[:READINGS_MAX]
    readings = tuple(Reading(same[0], text, tuple(same[1:])) for text, same in shown)
    row = sample[best][0]
    return FileQuestion(Question("encoding", path.name, row, None, "", readings, "--encoding"))


def _special_cells(line: str) -> str:
    """The cells of a line that hold anything outside of ASCII, as one text."""
    cells = [cell.strip(' "\r\n') for cell in re.split("[,;\t|]", line)]
    return ", ".join(cell for cell in cells if not cell.isascii() or "~{" in cell)[:60]

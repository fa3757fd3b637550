"""Encodings: text is read exactly, or the person is asked which encoding it is."""

import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.bulk.errors import FileQuestion, FileRefused
from app.bulk.reading.encodings import find_encoding
from app.bulk.reading.tables import open_tables
from tests.factories.sales_files import HEADER, sale, write_csv

ENCODINGS = (
    "utf-8", "utf-8-sig", "utf-16", "cp932", "euc_jp", "iso2022_jp", "cp1252", "mac_roman",
    "cp1250", "cp1251", "gb18030", "big5", "cp949", "iso8859_15", "koi8_r", "utf-32",
)  # fmt: skip
JAPANESE_HEADER = ("伝票番号", "商品コード", "商品名", "数量", "日時", "単価")


def named(path: Path, name: str, encoding: str) -> Path:
    return write_csv(path / "x.csv", [sale(name=name)], encoding=encoding)


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("cp932", "ハサミ"),
        ("euc_jp", "湯のみ"),
        ("euc_jp", "10足"),
        ("cp1252", "Stößel aus Holz"),
        ("cp1252", "Ração para gatos"),
        ("cp1252", "£5 off"),
        ("mac_roman", "Kleiderbügel"),
        ("cp1250", "Łyżka drewniana"),
        ("cp1251", "Чайник"),
        ("gb18030", "茶壶"),
        ("big5", "茶壺"),
        ("cp949", "주전자"),
    ],
)
def test_text_that_is_not_utf8_is_asked_for_with_its_readings(
    tmp_path: Path, encoding: str, name: str
) -> None:
    path = named(tmp_path, name, encoding)
    with pytest.raises(FileQuestion) as asked:
        find_encoding(path, None)
    question = asked.value.question
    assert (question.kind, question.row, question.option) == ("encoding", 2, "--encoding")
    right = {reading.answer: reading.text for reading in question.readings} | {
        other: reading.text for reading in question.readings for other in reading.same
    }
    assert right[encoding] == name
    assert len({reading.text for reading in question.readings}) == len(question.readings)
    assert find_encoding(path, encoding)[0] == encoding.replace("_", "-").replace(
        "euc-jp", "euc_jp"
    ).replace("mac-roman", "mac-roman")


@pytest.mark.parametrize(
    "name",
    [
        "Café",
        "CAFÉ",
        "Kleiderbügel",
        "Łyżka",
        "ハサミ",
        "Ração",
        "naïve 10 €",
        "Men’s shirt",
        "10–12 – x",
        "Tee £5", "20 °C", "10×20 cm", "Lego® set",
    ],
)  # fmt: skip
def test_utf8_with_an_ordinary_word_needs_no_question(tmp_path: Path, name: str) -> None:
    assert find_encoding(named(tmp_path, name, "utf-8"), None)[0] == "utf-8"


def test_utf8_that_could_be_anything_else_is_asked_for(tmp_path: Path) -> None:
    with pytest.raises(FileQuestion) as asked:
        find_encoding(named(tmp_path, "1½", "utf-8"), None)
    assert asked.value.question.readings[0].text == "1½"
    assert asked.value.question.readings[0].answer == "utf-8"


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp"])
def test_japanese_header_decides_the_encoding(tmp_path: Path, encoding: str) -> None:
    rows = [("1", "KB-ハサミ", "ハサミ", "1", "2024-03-01", "980")]
    path = write_csv(tmp_path / "x.csv", rows, header=JAPANESE_HEADER, encoding=encoding)
    assert find_encoding(path, None)[0] == encoding
    assert [cells for _, cells in next(open_tables(path)).rows] == [list(rows[0])]


@pytest.mark.parametrize("encoding", ["iso2022_jp", "utf-16", "utf-8-sig", "utf-32"])
def test_marks_and_escapes_leave_no_doubt(tmp_path: Path, encoding: str) -> None:
    path = named(tmp_path, "茶筒", encoding)
    assert find_encoding(path, None)[0] == encoding
    assert next(next(open_tables(path)).rows)[1][2] == "茶筒"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_known_by_its_header(tmp_path: Path, encoding: str) -> None:
    path = named(tmp_path, "茶筒", encoding)
    assert find_encoding(path, None)[0] == encoding


@pytest.mark.parametrize("wanted", ["hex", "rot13", "base64", "zlib", "idna", "klingon", "a\0b"])
def test_what_is_no_encoding_of_text_is_refused_as_unknown(tmp_path: Path, wanted: str) -> None:
    with pytest.raises(FileRefused, match="There is no encoding"):
        find_encoding(write_csv(tmp_path / "x.csv", [sale()]), wanted)


@pytest.mark.parametrize(
    ("wanted", "written", "name"),
    [("shift_jis", "cp932", "①ハサミ"), ("latin-1", "cp1252", "5 €"), ("gbk", "gb18030", "㐀茶")],
)
def test_declared_encoding_that_lacks_a_character_is_read_as_windows_writes_it(
    tmp_path: Path, wanted: str, written: str, name: str
) -> None:
    path = named(tmp_path, name, written)
    encoding, _ = find_encoding(path, wanted)
    assert path.read_text(encoding).splitlines()[1].split(",")[2] == name


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
def test_lines_of_every_kind_of_end_are_seen(tmp_path: Path, end: str) -> None:
    row = "1,A,ü,3,2024-03-01,2.50,,"
    lines = [",".join(HEADER), *[row.replace("ü", "x")] * 3, row]
    (tmp_path / "x.csv").write_bytes(end.join(lines).encode("mac_roman"))
    with pytest.raises(FileQuestion) as asked:
        find_encoding(tmp_path / "x.csv", None)
    assert asked.value.question.row == 5
    (tmp_path / "x.csv").write_bytes((end.join([*lines[:-1], row * 9_000])).encode())
    assert find_encoding(tmp_path / "x.csv", "utf-8")[0] == "utf-8"


def test_damaged_utf8_is_refused_with_its_line(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "x.csv", [sale(name="藍のマグカップ")] * 9)
    path.write_bytes(path.read_bytes() + "1,A,Stößel,1,2024-03-01,2,,\r\n".encode("cp1252"))
    with pytest.raises(FileRefused, match="is in UTF-8, but line 11 has bytes that are not"):
        find_encoding(path, None)


def test_declared_encoding_that_contradicts_the_mark_is_refused(tmp_path: Path) -> None:
    path = named(tmp_path, "茶筒", "utf-8-sig")
    assert find_encoding(path, "utf8")[0] == "utf-8-sig"
    with pytest.raises(FileRefused, match="begins with the mark of utf-8"):
        find_encoding(path, "cp1252")


def _can_write(character: str, encoding: str) -> bool:
    try:
        return character.isprintable() and character.encode(encoding).decode(encoding) == character
    except UnicodeError:
        return False


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    encoding=st.sampled_from(ENCODINGS),
    pieces=st.lists(
        st.lists(st.binary(min_size=1, max_size=6) | st.from_regex(rb"[A-Za-z0-9 ]{1,4}"),
                 min_size=1, max_size=4).map(b"".join),
        min_size=1, max_size=4,
    ),
)  # fmt: skip
def test_any_text_in_any_encoding_is_read_back_exactly_or_refused(
    tmp_path: Path, encoding: str, pieces: list[bytes]
) -> None:
    # Bytes make texts of which each character exists in the encoding.
    source = "utf-8" if encoding.startswith("utf") else encoding
    texts = [piece.decode(source, "ignore") for piece in pieces]
    texts = ["".join(each for each in text if _can_write(each, encoding)) for text in texts]
    path = write_csv(tmp_path / "x.csv", [sale(name=text) for text in texts], encoding=encoding)
    try:
        table = next(open_tables(path))
    except FileRefused:
        return
    assert [cells[2] for _, cells in table.rows] == texts
    with path.open(encoding=table.format.encoding, newline="") as file:
        assert tuple(next(csv.reader(file))) == HEADER

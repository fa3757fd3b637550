"""Read calendar days in the forms that people and their programs write.

A form such as ``03/04/2026`` or ``26/04/03`` has a reading for each order of day, month and year
that is possible; the survey of the column decides. All other forms have one reading.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from app.bulk.reading.types import DateOrder

YEAR_MIN = 1970
CENTURY_PIVOT = 70
ORDERS: tuple[DateOrder, ...] = ("dmy", "mdy", "ymd")

# The Japanese eras by their first and last day, and the letters that stand for them.
ERAS: dict[str, tuple[date, date]] = {
    "令和": (date(2019, 5, 1), date.max),
    "平成": (date(1989, 1, 8), date(2019, 4, 30)),
    "昭和": (date(1926, 12, 25), date(1989, 1, 7)),
}
_ERA_LETTERS = {"R": "令和", "H": "平成", "S": "昭和"}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH_NAMES = """january february march april may june july august september october november
    december sept""".split()

_KANJI_DIGITS = "〇一二三四五六七八九"
_KANJI = re.compile("[〇一二三四五六七八九十]+(?=[年月日時分秒])")
_WEEKDAY = re.compile(r"(?:mon|tues?|wed|wednes|thu|thurs?|fri|sat|satur|sun)(?:day)?\.?,? +", re.I)
_WEEKDAY_BEHIND = re.compile(r" ?[(](?:[月火水木金土日](?:曜日?)?|[A-Za-z]{3})[)]")
_YEAR_FIRST = re.compile(
    r"(?P<year>\d{4})(?:[-/.]|[年년]) ?(?P<month>\d{1,2})(?:[-/.]|[月월]) ?(?P<day>\d{1,2})"
    r"(?:[日일]|\.(?= |$)|(?!\d))"
)
_COMPACT = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?=$|[T ]|\d{4}$|\d{6}$)")
_ERA = re.compile(
    r"(?P<era>令和|平成|昭和|[RHSrhs]) ?(?P<year>\d{1,2}|元)[-/.年] ?(?P<month>\d{1,2})[-/.月]"
    r" ?(?P<day>\d{1,2})(?:日|(?!\d))"
)
_NUMERIC = re.compile(
    r"(?P<one>\d{1,2})(?P<mark>[-/.]) ?(?P<two>\d{1,2})(?P=mark) ?(?P<three>\d{4}|\d{1,2})"
    r"(?:\.(?= |$))?(?![\d:])"
)
_DAY_MONTH = re.compile(
    r"(?P<one>\d{1,2})(?:st|nd|rd|th)?(?: of)?[-/ .,]*(?P<month>[A-Za-z]{3,9})[-/ .,]*"
    r"(?P<three>\d{4}|\d{2})(?!\d)"
)
_MONTH_DAY = re.compile(
    r"(?P<month>[A-Za-z]{3,9})[-/ .]*(?P<day>\d{1,2})(?:st|nd|rd|th)?[-/ .,]+(?P<year>\d{4})(?!\d)"
)
_YEAR_MONTH = re.compile(
    r"(?P<year>\d{4})[-/ .]+(?P<month>[A-Za-z]{3,9})[-/ .]+(?P<day>\d{1,2})(?!\d)"
)


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """The possible days by the order of day, month and year, and the text behind the day."""

    days: Mapping[DateOrder, date]
    rest: str
    depends_on_order: bool = False
    has_short_year: bool = False

    @property
    def is_ambiguous(self) -> bool:
        """Whether two orders give different days."""
        return len(set(self.days.values())) > 1


def parse_day(written: str) -> WrittenDay | None:
    """The day at the beginning of a text of plain characters; None if there is none."""
    text = _WEEKDAY.sub("", written, count=1)
    if "年" in text:
        text = _KANJI.sub(_kanji_number, text)
    found = _certain(text) or _numeric(text) or _named(text)
    if found is None or not found.days:
        return None
    behind = _WEEKDAY_BEHIND.match(found.rest)
    if behind is None:
        return found
    rest = found.rest[behind.end() :]
    return WrittenDay(found.days, rest, found.depends_on_order, found.has_short_year)


def _kanji_number(found: re.Match[str]) -> str:
    """``二十三`` as 23; ``二〇二六`` as 2026."""
    written = found[0]
    if "十" not in written:
        return "".join(str(_KANJI_DIGITS.index(character)) for character in written)
    tens, _, ones = written.partition("十")
    if len(tens) > 1 or len(ones) > 1:
        return written
    return str((_KANJI_DIGITS.index(tens) if tens else 1) * 10 + _KANJI_DIGITS.index(ones or "〇"))


def _certain(text: str) -> WrittenDay | None:
    for form in (_YEAR_FIRST, _COMPACT, _YEAR_MONTH, _MONTH_DAY):
        if found := form.match(text):
            return _one(found, _day(found["year"], found["month"], found["day"]))
    if found := _ERA.match(text):
        first, last = ERAS[_ERA_LETTERS.get(found["era"].upper(), found["era"])]
        number = 1 if found["year"] == "元" else int(found["year"])
        day = _day(first.year + number - 1, found["month"], found["day"])
        return _one(found, day if day and first <= day <= last else None)
    return None


def _one(found: re.Match[str], day: date | None) -> WrittenDay:
    days = {} if day is None else dict.fromkeys(ORDERS, day)
    return WrittenDay(days, _rest(found))


def _numeric(text: str) -> WrittenDay | None:
    found = _NUMERIC.match(text)
    if found is None:
        return None
    one, two, three = found["one"], found["two"], found["three"]
    if found["mark"] == "." and len(three) == 4:
        # With points and a whole year, the day comes first everywhere.
        return _one(found, _day(three, two, one))
    days = dict(_by_order(one, two, three, has_points=found["mark"] == "."))
    return WrittenDay(days, _rest(found), depends_on_order=True, has_short_year=len(three) < 4)


def _by_order(
    one: str, two: str, three: str, *, has_points: bool
) -> Iterator[tuple[DateOrder, date]]:
    if len(three) in {2, 4}:
        if day := _day(three, two, one):
            yield "dmy", day
        if not has_points and (day := _day(three, one, two)):
            yield "mdy", day
    if len(one) == 2 and len(three) < 4 and (day := _day(one, two, three)):
        yield "ymd", day


def _named(text: str) -> WrittenDay | None:
    found = _DAY_MONTH.match(text)
    if found is None:
        return None
    one, three = found["one"], found["three"]
    if len(three) == 4 or len(one) == 1:
        return _one(found, _day(three, found["month"], one))
    days: dict[DateOrder, date] = {}
    if day := _day(three, found["month"], one):
        days["dmy"] = day
    if day := _day(one, found["month"], three):
        days["ymd"] = day
    return WrittenDay(days, _rest(found), depends_on_order=True, has_short_year=True)


def _rest(found: re.Match[str]) -> str:
    return found.string[found.end() :]


def _day(year: str | int, month: str, day: str) -> date | None:
    """The day; None where the calendar has none, or before the year in which we begin."""
    number = int(year)
    if isinstance(year, str) and len(year) < 4:
        number += 1900 if number >= CENTURY_PIVOT else 2000
    try:
        return date(number, _month(month), int(day)) if number >= YEAR_MIN else None
    except ValueError:
        return None


def _month(written: str) -> int:
    if written.isdigit():
        return int(written)
    name = written.lower()
    if name not in _MONTHS and name not in _MONTH_NAMES:
        raise ValueError("no month of this name")
    return _MONTHS.index(name[:3]) + 1

"""A question that only a person can answer: a cell that can be read in several ways."""

from dataclasses import dataclass
from typing import Literal

QuestionKind = Literal["encoding", "decimal_sign", "date_order"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell means if the answer is ``answer``, or one of ``same``."""

    answer: str
    text: str
    same: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One cell with its readings, and the option that says which of them is meant.

    ``row`` is the number that a spreadsheet shows; ``column`` is the name in the header, or None
    where the question is about the whole file. ``option`` is the name of a command-line option.
    """

    kind: QuestionKind
    table: str
    row: int
    column: str | None
    cell: str
    readings: tuple[Reading, ...]
    option: str

    @property
    def sentence(self) -> str:
        """The question as one line."""
        texts = " or ".join(f"`{reading.text}`" for reading in self.readings)
        column = f', column "{self.column}"' if self.column else ""
        what = f"`{self.cell}`" if self.cell else "the text"
        return f"{self.table}, row {self.row}{column}: {what} could be {texts}."

    @property
    def remedy(self) -> str:
        """How to answer, with each possible answer."""
        answers = [self._answer(each) for each in self.readings]
        return f"Say which is meant: {', or '.join(answers)}."

    def _answer(self, reading: Reading) -> str:
        same = f", or {', '.join(reading.same)}" if reading.same else ""
        return f"{self.option} {reading.answer} ({reading.text}{same})"

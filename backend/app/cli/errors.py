"""How does a command say that it cannot go on?

Every expected failure of a command is a ``Failure``: one line that says what is wrong and one
that says what to do. It ends the program with exit code 1 and no traceback.
"""


class Failure(Exception):
    """An expected end: ``reason`` in one line, ``remedy`` as what the person can do about it."""

    def __init__(self, reason: str, remedy: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.reason}\n{self.remedy}" if self.remedy else self.reason

"""What can be wrong with a file as a whole?

A single bad row is no error: it goes to the reject file with its reason (`app.bulk.types.Reason`).
"""

from app.bulk.reading.questions import Question
from app.core.errors import Conflict, Invalid


class FileRefused(Invalid):
    """The file cannot be read as sales; ``remedy`` says what the person can do about it."""

    code = "file_refused"
    title = "This file cannot be imported"

    def __init__(self, detail: str, remedy: str) -> None:
        super().__init__(detail, remedy=remedy)
        self.remedy = remedy


class ImportRunning(Conflict):
    code = "import_running"
    title = "Another import is running"


class FileQuestion(FileRefused):
    """The file can be read in more than one way; ``question`` says which, and how to answer."""

    def __init__(self, question: Question) -> None:
        super().__init__(question.sentence, question.remedy)
        self.question = question

"""Which prior price does a reduction rest on?"""

from typing import Any

from app.feed.unit_of_work import Journal


class EvidenceService:
    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    async def get_evidence(self, *given: Any, **named: Any) -> Any:
        raise NotImplementedError

    async def export_evidence(self, *given: Any, **named: Any) -> Any:
        raise NotImplementedError

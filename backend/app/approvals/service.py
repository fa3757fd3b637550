"""Who decides on a price that waits, and what happens then?"""

from typing import Any

from app.feed.unit_of_work import Journal


class ApprovalsService:
    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    async def list_proposals(self, *given: Any, **named: Any) -> Any:
        raise NotImplementedError

    async def get_proposal(self, *given: Any, **named: Any) -> Any:
        raise NotImplementedError

    async def approve(self, *given: Any, **named: Any) -> Any:
        raise NotImplementedError

    async def reject(self, *given: Any, **named: Any) -> Any:
        raise NotImplementedError

    async def withdraw(self, *given: Any, **named: Any) -> Any:
        raise NotImplementedError

"""How are many prices changed at once, and back?"""

from typing import Any

from app.feed.unit_of_work import Journal


class RepricingService:
    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    async def list_bulks(self, *given: Any, **named: Any) -> Any:
        raise NotImplementedError

    async def preview_bulk(self, *given: Any, **named: Any) -> Any:
        raise NotImplementedError

    async def get_bulk(self, *given: Any, **named: Any) -> Any:
        raise NotImplementedError

    async def list_rows(self, *given: Any, **named: Any) -> Any:
        raise NotImplementedError

    async def apply_bulk(self, *given: Any, **named: Any) -> Any:
        raise NotImplementedError

    async def undo_bulk(self, *given: Any, **named: Any) -> Any:
        raise NotImplementedError

    async def discard_bulk(self, *given: Any, **named: Any) -> Any:
        raise NotImplementedError

"""What may a price be, and what would a guard have caught?"""

from typing import Any

from app.feed.unit_of_work import Journal


class GuardsService:
    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    async def list_guards(self, *given: Any, **named: Any) -> Any:
        raise NotImplementedError

    async def preview_guard(self, *given: Any, **named: Any) -> Any:
        raise NotImplementedError

    async def create_guard(self, *given: Any, **named: Any) -> Any:
        raise NotImplementedError

    async def replace_guard(self, *given: Any, **named: Any) -> Any:
        raise NotImplementedError

    async def remove_guard(self, *given: Any, **named: Any) -> Any:
        raise NotImplementedError

"""How do price lists come and change?"""

from typing import Any

from app.feed.unit_of_work import Journal


class PriceListsService:
    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    async def list_price_lists(self, *given: Any, **named: Any) -> Any:
        raise NotImplementedError

    async def resolve(self, *given: Any, **named: Any) -> Any:
        raise NotImplementedError

    async def get_price_list(self, *given: Any, **named: Any) -> Any:
        raise NotImplementedError

    async def create_price_list(self, *given: Any, **named: Any) -> Any:
        raise NotImplementedError

    async def edit_price_list(self, *given: Any, **named: Any) -> Any:
        raise NotImplementedError

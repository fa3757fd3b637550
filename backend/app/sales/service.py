"""How does a sale come over a price, change and go?"""

from typing import Any

from app.feed.unit_of_work import Journal


class SalesService:
    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    async def list_sales(self, *given: Any, **named: Any) -> Any:
        raise NotImplementedError

    async def get_sale(self, *given: Any, **named: Any) -> Any:
        raise NotImplementedError

    async def create_sale(self, *given: Any, **named: Any) -> Any:
        raise NotImplementedError

    async def edit_sale(self, *given: Any, **named: Any) -> Any:
        raise NotImplementedError

    async def end_sale(self, *given: Any, **named: Any) -> Any:
        raise NotImplementedError

    async def remove_sale(self, *given: Any, **named: Any) -> Any:
        raise NotImplementedError

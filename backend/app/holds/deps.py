"""What may a route of holds ask for?"""

from typing import Annotated

from fastapi import Depends, Request

from app.holds.service import HoldsService


async def _service(request: Request) -> HoldsService:
    service: HoldsService = request.app.state.holds
    return service


HoldsDep = Annotated[HoldsService, Depends(_service)]

"""What may a route of transfers ask for?"""

from typing import Annotated

from fastapi import Depends, Request

from app.transfers.service import TransfersService


async def _service(request: Request) -> TransfersService:
    service: TransfersService = request.app.state.transfers
    return service


TransfersDep = Annotated[TransfersService, Depends(_service)]

"""What may a route of approvals ask for?"""

from typing import Annotated

from fastapi import Depends

from app.approvals.service import ApprovalsService
from app.http.deps import ContextDep


async def _approvals_service(context: ContextDep) -> ApprovalsService:
    return ApprovalsService(context.journal)


ApprovalsDep = Annotated[ApprovalsService, Depends(_approvals_service)]

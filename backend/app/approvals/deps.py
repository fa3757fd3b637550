"""What may a route of approvals ask for?"""

from typing import Annotated

from fastapi import Depends

from app.approvals.service import ApprovalsService
from app.http.deps import ContextDep
from app.pricing.deps import ProposerDep


async def _approvals_service(context: ContextDep, proposer: ProposerDep) -> ApprovalsService:
    return ApprovalsService(context.journal, proposer)


ApprovalsDep = Annotated[ApprovalsService, Depends(_approvals_service)]

"""What may a route of evidence ask for?"""

from typing import Annotated

from fastapi import Depends

from app.evidence.service import EvidenceService
from app.http.deps import ContextDep


async def _evidence_service(context: ContextDep) -> EvidenceService:
    return EvidenceService(context.journal)


EvidenceDep = Annotated[EvidenceService, Depends(_evidence_service)]

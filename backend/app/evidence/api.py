"""Evidence: the prior price of a reduction, with what it rests on."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from starlette.responses import Response

from app.auth.deps import CanReadPrices, bearer
from app.catalog.errors import ItemNotFound
from app.core.errors import Forbidden, Unauthenticated
from app.core.money import Currency
from app.evidence.deps import EvidenceDep
from app.evidence.schemas import EvidenceOut, Moment
from app.evidence.types import Law
from app.http.deps import Id
from app.http.errors import problems
from app.pricing.errors import NoBasePrice, PriceListNotFound
from app.pricing.schemas import ListCode

router = APIRouter(
    prefix="/prices",
    tags=["evidence"],
    dependencies=[Depends(bearer)],
    responses=problems(Unauthenticated, Forbidden),
)

LawOf = Annotated[Law, Query(description="`eu`: Directive 98/6/EC, Art. 6a; `jp`: double price.")]
At = Annotated[
    Moment | None,
    Query(description="When the reduction starts; else the running one, or now."),
]
Progressive = Annotated[
    bool, Query(description="Take reductions that follow one another as one, from its first.")
]
OWN = problems(ItemNotFound, PriceListNotFound, NoBasePrice)
FILE: dict[int | str, dict[str, Any]] = {200: {"content": {"text/csv": {}}}}


@router.get("/{item_id}/evidence", responses=OWN)
async def get_evidence(
    item_id: Id,
    principal: CanReadPrices,
    evidence: EvidenceDep,
    law: LawOf = "eu",
    price_list: ListCode = "default",
    currency: Currency | None = None,
    at: At = None,
    progressive: Progressive = False,
) -> EvidenceOut:
    """The price before the reduction, the percentage, and the stretches they rest on."""
    return await evidence.get_evidence(
        item_id, law=law, price_list=price_list, currency=currency, at=at, progressive=progressive
    )


@router.get(
    "/{item_id}/evidence.csv",
    response_class=Response,
    responses=FILE | OWN,
)
async def export_evidence(
    item_id: Id,
    principal: CanReadPrices,
    evidence: EvidenceDep,
    law: LawOf = "eu",
    price_list: ListCode = "default",
    currency: Currency | None = None,
    at: At = None,
    progressive: Progressive = False,
) -> Response:
    """The same as a file to keep: UTF-8 with a mark, one line a stretch."""
    text = await evidence.export_evidence(
        item_id, law=law, price_list=price_list, currency=currency, at=at, progressive=progressive
    )
    headers = {"Content-Disposition": f'attachment; filename="evidence-{law}-{item_id}.csv"'}
    return Response(text, headers=headers, media_type="text/csv; charset=utf-8")

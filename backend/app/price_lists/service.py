"""How do price lists come and change?"""

from collections.abc import AsyncIterator, Sequence
from decimal import Decimal
from typing import Any

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.errors import Invalid
from app.core.money import check_amount
from app.core.page import Cursor, Page, paginate
from app.core.versions import require_version
from app.db.base import Record
from app.feed import idempotency
from app.feed.idempotency import Answer, KeyedRequest
from app.feed.unit_of_work import Journal, UnitOfWork
from app.price_lists import queries
from app.price_lists.changes import list_changed
from app.price_lists.errors import (
    PriceListCodeTaken,
    PriceListCycle,
    PriceListPreconditionFailed,
    StalePriceList,
)
from app.price_lists.rehearsal import Rehearsal, not_in_parent
from app.price_lists.schemas import (
    ListRule,
    PriceListCreate,
    PriceListOut,
    PriceListResult,
    PriceListUpdate,
)
from app.pricing.engine.book import Book
from app.pricing.engine.gate import lock_lists, open_book, write_book
from app.pricing.engine.layers import ListNode
from app.pricing.engine.limits import strictest
from app.pricing.engine.rows import rounding_of, rounding_row
from app.pricing.engine.steps import Origin
from app.pricing.errors import CurrencyMismatch, PriceListNotFound
from app.pricing.proposals import Approval, Draft, Proposer, blocked
from app.pricing.schemas import PriceOut

PAGE_ITEMS = 1_000
DEPTH_MAX = 5
# What changes prices; a change of anything else is only a word.
RULE_FIELDS = frozenset({"rule", "rounding"})

log = structlog.get_logger()


class PriceListsService:
    def __init__(self, journal: Journal, proposer: Proposer) -> None:
        self._journal = journal
        self._proposer = proposer

    async def list_price_lists(self, *, cursor: Cursor | None, limit: int) -> Page[PriceListOut]:
        async with self._journal.database.session() as session:
            rows = await queries.list_price_lists(session, cursor=cursor, limit=limit)
        page = paginate(rows, limit, lambda row: Cursor(queries.ORDER, row.code, row.id))
        return Page(items=[list_out(row) for row in page.items], next_cursor=page.next_cursor)

    async def get_price_list(self, code: str) -> PriceListOut:
        """Raises `PriceListNotFound`."""
        async with self._journal.database.session() as session:
            return list_out(await _find(session, code))

    async def resolve(
        self,
        *,
        channel: str | None,
        country: str | None,
        customer_group: str | None,
        currency: str | None,
    ) -> PriceListOut:
        """The customer group speaks more closely than the channel, the channel than the country,
        and the country than the currency. Raises `PriceListNotFound` where none fits."""
        async with self._journal.database.session() as session:
            rows = await queries.list_for(
                session,
                channel=channel,
                country=country,
                customer_group=customer_group,
                currency=currency,
            )
        if not rows:
            raise PriceListNotFound("No price list in use fits; open one that names less.")

        def closeness(row: Record) -> tuple[bool, bool, bool, bool, bool]:
            named = (row.customer_group, row.channel, row.country, row.currency)
            group, shop, land, money = (value is not None for value in named)
            return group, shop, land, money, row.code == "default"

        return list_out(max(rows, key=closeness))

    async def create_price_list(
        self, body: PriceListCreate, *, request: KeyedRequest, actor: str
    ) -> Answer:
        """Raises `PriceListCodeTaken`, `PriceListNotFound` for the parent, `PriceListCycle`,
        `CurrencyMismatch`, `PriceBlocked`, `Invalid`."""

        async def act(work: UnitOfWork) -> PriceListResult:
            return await self.create_in(work, body, actor=actor)

        answer = await idempotency.once(self._journal, request, act, status=201)
        log.info("price_lists.list_created", code=body.code)
        return answer

    async def create_in(
        self, work: UnitOfWork, body: PriceListCreate, *, actor: str
    ) -> PriceListResult:
        """The same inside a unit of work that is already open."""
        await lock_lists(work.session)
        await self._check_parent(work.session, body)
        values = _columns(body.model_dump(exclude={"reason"}), body.rule, body.currency)
        if not await queries.insert_price_list(work.session, values):
            raise PriceListCodeTaken(f"There is a price list {body.code} already.")
        changed = 0
        if body.parent is not None:
            origin = Origin("list_edited", actor, body.reason)
            rehearsal = await self._rehearse(work.session, body.code, None, origin)
            if strictest(rehearsal.hits) in {"approve", "block"}:
                remedy = (
                    "Open the list without rule and rounding, then set them: that waits."
                    if body.rule or body.rounding
                    else "Ask who sets the guards to allow it, or name another parent."
                )
                raise blocked(rehearsal.hits, remedy)
            changed = await _write(work, body.code, origin)
        told = await _tell(work, body.code, "created", actor=actor, reason=body.reason)
        return PriceListResult(price_list=told, changed=changed, hits=[], proposal=None)

    async def _check_parent(self, session: AsyncSession, body: PriceListCreate) -> None:
        if body.parent is None:
            if body.rule or body.rounding:
                raise Invalid.field("parent", "name the list that the rule applies to")
            return
        if body.parent == body.code:
            raise PriceListCycle(f"{body.code} can't come from itself.")
        depth, row = 1, await _find(session, body.parent)
        if row.currency is not None and body.currency not in {None, row.currency}:
            raise CurrencyMismatch(
                f"The prices of {body.parent} are in {row.currency}, not in {body.currency}."
            )
        while row.parent is not None:
            depth, row = depth + 1, await _find(session, row.parent)
        if depth >= DEPTH_MAX:
            raise Invalid.field("parent", f"lists may come from one another {DEPTH_MAX} deep")

    async def edit_price_list(
        self,
        code: str,
        body: PriceListUpdate,
        *,
        request: KeyedRequest,
        actor: str,
        if_match: int | None,
    ) -> Answer:
        """Raises `PreconditionRequired`, what `edit_in` raises, and `KeyReused` /
        `KeyInProgress`."""
        require_version(if_match, body.expected_version)

        async def act(work: UnitOfWork) -> PriceListResult:
            return await self.edit_in(work, code, body, actor=actor, if_match=if_match)

        return await idempotency.once(
            self._journal, request, act, status=lambda result: 202 if result.proposal else 200
        )

    async def edit_in(
        self,
        work: UnitOfWork,
        code: str,
        body: PriceListUpdate,
        *,
        actor: str,
        if_match: int | None = None,
        approval: Approval | None = None,
        digest: str | None = None,
    ) -> PriceListResult:
        """Raises `PriceListNotFound`, `PriceListCycle`, `StalePriceList` /
        `PriceListPreconditionFailed`, `PriceBlocked`, `StalePrice` where ``digest`` says that an
        approved proposal was made for other prices."""
        await lock_lists(work.session)
        row = await _find(work.session, code)
        _check_version(row, body.expected_version, if_match)
        sent = body.model_dump(
            exclude_unset=True, exclude={"reason", "override_reason", "expected_version"}
        )
        await self._check_edit(work.session, row, body, sent)
        if body.rounding is not None:
            sent["rounding"] = rounding_row(body.rounding)
        values = _columns(dict(sent), body.rule, row.currency)
        values.pop("parent", None)
        if not RULE_FIELDS & set(sent):
            await queries.update_price_list(work.session, code, values)
            renamed = await _tell(work, code, "edited", actor=actor, reason=body.reason)
            return PriceListResult(price_list=renamed, changed=0, hits=[], proposal=None)
        origin = Origin(
            "list_edited",
            actor,
            body.reason,
            approved_by=approval.by if approval else None,
            override_reason=body.override_reason,
        )
        rehearsal = await self._rehearse(work.session, code, _node(row, values), origin)
        told = body.model_dump(mode="json", exclude_unset=True, exclude={"expected_version"})
        draft = Draft(
            "list",
            f"{row.name}: {rehearsal.total} prices",
            {
                "code": code,
                "version": row.version,
                "actor": actor,
                "body": told,
                "digest": rehearsal.digest,
            },
        )
        proposal = await rehearsal.decide(self._proposer, work, origin, draft, approval, digest)
        hits = rehearsal.hits[:100]
        if proposal is not None:
            return PriceListResult(
                price_list=list_out(row), changed=0, hits=hits, proposal=proposal
            )
        await queries.update_price_list(work.session, code, values)
        changed = await _write(work, code, origin)
        edited = await _tell(work, code, "edited", actor=actor, reason=body.reason)
        return PriceListResult(price_list=edited, changed=changed, hits=hits, proposal=None)

    async def _check_edit(
        self, session: AsyncSession, row: Record, body: PriceListUpdate, sent: dict[str, Any]
    ) -> None:
        if "parent" in sent and body.parent != row.parent:
            if body.parent is not None:
                ancestor: Record | None = await _find(session, body.parent)
                while ancestor is not None:
                    if ancestor.code == row.code:
                        raise PriceListCycle(f"{body.parent} comes from {row.code} already.")
                    up = ancestor.parent
                    ancestor = await _find(session, up) if up else None
            raise Invalid.field("parent", "a list keeps its parent; make another list instead")
        if row.parent is None and (body.rule or body.rounding):
            raise Invalid.field("rule", "only a list with a parent has a rule")
        if row.code == "default" and body.active is False:
            raise Invalid.field("active", "the default list can't be closed")

    async def _rehearse(
        self, session: AsyncSession, code: str, node: ListNode | None, origin: Origin
    ) -> Rehearsal:
        rehearsal = Rehearsal()
        async for book in _books(session, code, to_write=False):
            if node is not None:
                book.revise(node)
            plan = book.plan_list(code, origin)
            if node is None:
                plan.hits = not_in_parent(book, plan)
            rehearsal.add(plan, await self._proposer.lines(session, book, plan))
        return rehearsal


async def carry_out(
    work: UnitOfWork, told: dict[str, Any], journal: Journal, proposer: Proposer, approval: Approval
) -> Sequence[PriceOut]:
    """What an approved proposal of this room wanted. Raises `StalePriceList`."""
    body = PriceListUpdate.model_validate(told["body"] | {"expected_version": told["version"]})
    service = PriceListsService(journal, proposer)
    await service.edit_in(
        work,
        told["code"],
        body,
        actor=told["actor"],
        approval=approval,
        digest=told.get("digest"),
    )
    return []


async def _write(work: UnitOfWork, code: str, origin: Origin) -> int:
    """Work out the list's prices by the rule that stands, all of them; how many changed."""
    changed = 0
    async for book in _books(work.session, code, to_write=True):
        book.adopt(book.plan_list(code, origin))
        changed += len((await write_book(work, book)).prices)
        await work.flush()
    return changed


async def _tell(
    work: UnitOfWork, code: str, kind: str, *, actor: str, reason: str | None
) -> PriceListOut:
    """The list as it is now, which is said once its prices have been written."""
    price_list = list_out(await _find(work.session, code))
    work.record(list_changed(price_list, kind, actor=actor, reason=reason))
    return price_list


async def _books(session: AsyncSession, code: str, *, to_write: bool) -> AsyncIterator[Book]:
    """The items that have a price in the list's parent, page by page."""
    parent = (await _find(session, code)).parent
    after = 0
    while ids := await queries.list_item_ids(
        session, price_list=parent, after=after, limit=PAGE_ITEMS
    ):
        yield await open_book(session, ids, to_write=to_write)
        after = ids[-1]


async def _find(session: AsyncSession, code: str) -> Record:
    row = await queries.find_price_list(session, code)
    if row is None:
        raise PriceListNotFound(f"There is no price list {code}.")
    return row


def _check_version(row: Record, expected: int | None, if_match: int | None) -> None:
    current = list_out(row).model_dump(mode="json")
    if if_match not in {None, row.version}:
        raise PriceListPreconditionFailed(
            f"The list has version {row.version}, not {if_match}.", current=current
        )
    if expected not in {None, row.version}:
        raise StalePriceList(
            f"The list has version {row.version}, not {expected}.", current=current
        )


def _columns(values: dict[str, Any], rule: ListRule | None, currency: str | None) -> dict[str, Any]:
    """Fields of a body as columns of the table."""
    if "rule" in values:
        del values["rule"]
        values["rule_kind"] = rule and rule.kind
        values["rule_value"] = rule and rule.value
        if rule and rule.kind == "fixed" and currency is not None:
            try:
                check_amount(abs(rule.value), currency)
            except ValueError as error:
                raise Invalid.field("rule.value", str(error)) from error
    if values.get("rounding"):
        told = values["rounding"]
        values["rounding"] = {
            name: format(value, "f") if isinstance(value, Decimal) else value
            for name, value in told.items()
        }
    return values


def _node(row: Record, values: dict[str, Any]) -> ListNode:
    """The list as it would be."""
    told = dict(row._mapping) | values
    return ListNode(
        code=row.code,
        currency=row.currency,
        time_zone=told["time_zone"],
        parent=row.parent,
        rule_kind=told["rule_kind"],
        rule_value=told["rule_value"] or Decimal(0),
        rounding=rounding_of(told["rounding"]),
        active=told["active"],
    )


def list_out(row: Record) -> PriceListOut:
    values = dict(row._mapping)
    values["rule"] = None
    if row.rule_kind is not None:
        values["rule"] = {"kind": row.rule_kind, "value": row.rule_value.normalize()}
    return PriceListOut.model_validate(values)

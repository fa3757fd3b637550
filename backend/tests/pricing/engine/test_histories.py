"""Are prices what their layers say after any history, and does the timeline tell of all of it?"""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from app.pricing.engine.layers import Sale, Worth
from app.pricing.engine.limits import strictest
from app.pricing.engine.steps import Entry, Plan
from tests.pricing.engine import reference
from tests.pricing.engine.books import FLOOR, GUARD, LISTS, NODES, ORIGIN, START, book_of, key


class Model:
    """The same prices, kept the simplest way: what is set, and which sales there are."""

    def __init__(self) -> None:
        self.now = START
        self.own: dict[str, int] = {}
        self.sales: dict[int, tuple[str, Sale]] = {}

    def base(self, code: str) -> Fraction | None:
        if code in self.own:
            return Fraction(self.own[code])
        parent = NODES[code].parent
        above = self.base(parent) if parent else None
        return None if above is None else reference.handed_down(NODES[code], above, "JPY")

    def over(self, code: str) -> list[Sale]:
        return [one for place, one in self.sales.values() if place == code]

    def winner(self, code: str) -> Sale | None:
        base = self.base(code)
        if base is None:
            return None
        return reference.in_force(self.over(code), base, "JPY", self.now)

    def amount(self, code: str) -> Fraction | None:
        base = self.base(code)
        return base and reference.price(self.over(code), base, "JPY", self.now)

    def is_too_low(self, code: str, one: Sale) -> bool:
        base = self.base(code)
        assert base is not None
        price = reference.worth_of(one, base, "JPY", 1)
        return code == "gold" and price <= base and price < FLOOR

    def wait(self, minutes: float) -> None:
        self.now += timedelta(minutes=minutes)
        self.start()

    def start(self) -> None:
        for number, (code, one) in self.sales.items():
            if one.state == "active" and not one.started and one.starts_at <= self.now:
                # Over before anybody looked, or not: it was asked at its start.
                low = self.is_too_low(code, one)
                turned = replace(one, state="suspended") if low else replace(one, started=True)
                self.sales[number] = (code, turned)


class Play:
    """A book and its model, to which the same things happen."""

    def __init__(self) -> None:
        self.book, self.model = book_of(GUARD), Model()
        self.seen: dict[tuple[str, datetime], Fraction] = {}

    def wait(self, minutes: float) -> None:
        self.model.wait(minutes)
        self.book.moment = self.model.now

    def write(self) -> None:
        """The timer comes, or somebody opens the book to change something."""
        self.book.settle()

    def base(self, code: str, amount: int | None) -> None:
        if amount is None and (NODES[code].parent is None or code not in self.model.own):
            return
        if amount is None and self.model.base(str(NODES[code].parent)) is None:
            return
        self.write()
        before = dict(self.model.own)
        self.model.own.pop(code, None)
        if amount is not None:
            self.model.own[code] = amount
        plan = self.plan(
            lambda: self.book.plan_base(
                key(code), None if amount is None else Decimal(amount), ORIGIN
            )
        )
        if self.gold_is_too_low(before):
            assert strictest(plan.hits) == "block"
            self.model.own = before
        else:
            assert plan.hits == []
            self.book.adopt(plan)

    def gold_is_too_low(self, before: dict[str, int]) -> bool:
        model = self.model
        new = model.base("gold")
        now, model.own = model.own, before
        old = model.base("gold")
        model.own = now
        if new is None or new == old:
            return False
        running = [
            one
            for one in model.over("gold")
            if one.state == "active"
            and one.starts_at <= model.now
            and (one.ends_at is None or model.now < one.ends_at)
        ]
        return new < FLOOR or any(model.is_too_low("gold", one) for one in running)

    def sale(self, number: int, code: str, made: Sale) -> None:
        """A new sale, or an edited one."""
        if self.model.base(code) is None:
            return
        self.write()
        old = self.sale_in(code, number)
        version = old.version + 1 if old else 1
        made = replace(made, id=number, version=version, started=bool(old and old.started))
        if made.starts_at > self.model.now or (old and old.state == "suspended"):
            made = replace(made, started=False)
        if made.is_over(self.model.now):
            return
        plan = self.plan(lambda: self.book.plan_sale(key(code), made, ORIGIN))
        if self.model.is_too_low(code, made):
            assert [hit.rule for hit in plan.hits] == ["floor"]
            return
        assert plan.hits == []
        self.book.adopt(plan)
        self.model.sales[number] = (code, made)
        self.model.start()

    def sale_in(self, code: str, number: int) -> Sale | None:
        entry = self.book.find(key(code))
        sales = entry.layers.sales if entry else ()
        return next((one for one in sales if one.id == number), None)

    def take_down(self, number: int, *, remove: bool) -> None:
        if number not in self.model.sales:
            return
        self.write()
        code, _ = self.model.sales[number]
        one = self.sale_in(code, number)
        assert one is not None
        if one.state == "removed" or one.is_over(self.model.now):
            return
        if remove or not one.started or one.starts_at == self.model.now:
            gone = replace(one, state="removed", version=one.version + 1)
        else:
            gone = replace(one, ends_at=self.model.now, version=one.version + 1)
        self.book.adopt(self.plan(lambda: self.book.plan_sale(key(code), gone, ORIGIN)))
        self.model.sales[number] = (code, gone)

    def tell_past(self, code: str, amount: int) -> None:
        self.write()
        entry = self.book.find(key(code))
        if entry is None or (code == "gold" and amount < FLOOR):
            return
        before = entry.layers.settled_at - timedelta(seconds=1)
        plan = self.plan(lambda: self.book.plan_base(key(code), Decimal(amount), ORIGIN, before))
        assert plan.hits == []
        assert [step.occurred_at for step in plan.steps] == [before]
        self.book.adopt(plan)

    def plan(self, make: Any) -> Plan:
        """Working a change out changes nothing, and gives the same twice."""
        book = self.book
        before = (dict(book.entries), list(book.steps), list(book.sales))
        plan: Plan = make()
        assert (book.entries, book.steps, book.sales) == before
        again: Plan = make()
        assert (again.entries, again.steps, again.hits) == (plan.entries, plan.steps, plan.hits)
        return plan

    def look(self) -> None:
        """Every price is what its layers say now, written down already or not."""
        for code in LISTS:
            entry = self.book.find(key(code))
            amount = self.model.amount(code)
            if entry is None:
                assert amount is None
                continue
            then = entry.layers.at(self.model.now)
            assert Fraction(then.amount()) == amount, code
            assert Fraction(then.base) == self.model.base(code)
            assert entry.own == self.model.own.get(code)
            winner, expected = then.winner(), self.model.winner(code)
            assert (winner and winner.id) == (expected and expected.id)
            assert amount is not None
            self.seen[code, self.model.now] = amount
        assert key("abroad") not in self.book.entries

    def check_timelines(self) -> None:
        self.write()
        self.look()
        for code in LISTS:
            self.check_timeline(code)
        versions: dict[int, int] = {}
        for change in self.book.sales:
            assert change.sale.version == versions.get(change.sale.id, 0) + 1
            versions[change.sale.id] = change.sale.version

    def check_timeline(self, code: str) -> None:
        steps = [step for step in self.book.steps if step.entry.key == key(code)]
        assert [step.entry.version for step in steps] == list(range(1, len(steps) + 1))
        present = [step for step in steps if not step.is_past]
        last: Decimal | None = None
        since = None
        for step in present:
            assert step.before == last
            assert step.amount == step.entry.amount
            if step.touch is None and step.amount != last:
                since = step.occurred_at
            assert step.entry.since == since
            last = step.amount
        moments = [step.occurred_at for step in present]
        assert moments == sorted(moments)
        entry = self.book.find(key(code))
        if entry is not None and steps:
            assert entry == steps[-1].entry
            assert entry.because == _because(entry)
        for (place, at), amount in self.seen.items():
            if place == code:
                told = [step.amount for step in present if step.occurred_at <= at]
                assert Fraction(told[-1]) == amount, f"the timeline says another price at {at}"


def _because(entry: Entry) -> str:
    if entry.sale_id is not None:
        return "sale"
    return "inherited" if entry.own is None else "base"


codes = st.sampled_from(LISTS)
amounts = st.sampled_from([200, 350, 400, 1000, 1001, 1980])


@st.composite
def made_sales(draw: st.DrawFn, now: datetime) -> Sale:
    starts = now + timedelta(minutes=draw(st.sampled_from([0, 0, 1, 2, 5])))
    length = draw(st.sampled_from([None, 1, 2, 4]))
    off = draw(st.sampled_from([None, Decimal(10), Decimal(50), Decimal(80)]))
    return Sale(
        id=0,
        name="Sale",
        worth=Worth(None if off else Decimal(draw(amounts)), off),
        starts_at=starts,
        ends_at=None if length is None else starts + timedelta(minutes=length),
        time_zone="UTC",
        priority=draw(st.integers(0, 1)),
    )


@settings(max_examples=300)
@given(st.data())
def test_whatever_happens_a_price_is_what_its_layers_say(data: st.DataObject) -> None:
    play = Play()
    play.base("default", 1000)
    doings = ["wait", "wait", "write", "base", "drop", "sale", "sale", "edit", "end", "remove"]
    for _ in range(data.draw(st.integers(1, 14))):
        known = sorted(play.model.sales)
        match data.draw(st.sampled_from([*doings, "past"])):
            case "wait":
                play.wait(data.draw(st.sampled_from([0.5, 1, 3, 10])))
            case "write":
                play.write()
            case "base":
                play.base(data.draw(codes), data.draw(amounts))
            case "drop":
                play.base(data.draw(codes), None)
            case "sale":
                made = data.draw(made_sales(play.model.now))
                play.sale(len(known) + 1, data.draw(codes), made)
            case "edit" if known:
                number = data.draw(st.sampled_from(known))
                code, old = play.model.sales[number]
                if old.state != "removed" and not old.is_over(play.model.now):
                    play.sale(number, code, data.draw(made_sales(play.model.now)))
            case "end" if known:
                play.take_down(data.draw(st.sampled_from(known)), remove=False)
            case "remove" if known:
                play.take_down(data.draw(st.sampled_from(known)), remove=True)
            case "past":
                play.tell_past(data.draw(codes), data.draw(amounts))
        play.look()
    play.check_timelines()

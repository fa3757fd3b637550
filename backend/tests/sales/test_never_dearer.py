"""A sale never raises a price: not when it is made, and not after the base price changed."""

from decimal import Decimal
from typing import Any

import pytest

from tests.factories.price_room import PriceRoom
from tests.factories.shop import Json
from tests.fixtures.problems import assert_problem


async def refused_field(room: PriceRoom, **sale: Any) -> str:
    item = await room.priced("1000")
    problem = assert_problem(await room.try_sale(item, **sale), 422, "invalid")
    assert await room.amount(item) == "1000"
    (error,) = problem["errors"]
    return str(error["field"])


class TestCreate:
    async def test_amount_above_the_base_is_refused(self, room: PriceRoom) -> None:
        assert await refused_field(room, amount="1200") == "amount"

    async def test_amount_of_the_base_is_accepted(self, room: PriceRoom) -> None:
        item = await room.priced("1000")
        await room.sale(item, amount="1000")
        assert await room.amount(item) == "1000"

    async def test_rounding_above_the_base_is_refused(self, room: PriceRoom) -> None:
        rounding = {"to": "300", "direction": "up"}
        assert await refused_field(room, percent_off="5", rounding=rounding) == "rounding"

    async def test_tier_above_the_sale_is_refused(self, room: PriceRoom) -> None:
        tiers = [{"min_quantity": 10, "percent_off": "5"}]
        field = await refused_field(room, percent_off="20", tiers=tiers)
        assert field == "tiers.0.percent_off"

    async def test_tier_above_the_tier_before_it_is_refused(self, room: PriceRoom) -> None:
        tiers = [{"min_quantity": 5, "amount": "700"}, {"min_quantity": 9, "percent_off": "25"}]
        field = await refused_field(room, percent_off="20", tiers=tiers)
        assert field == "tiers.1.percent_off"

    async def test_amount_above_a_derived_price_is_refused(self, room: PriceRoom) -> None:
        item = await room.shop.item()
        parent = (await room.price_list())["code"]
        await room.set(item, "1000", price_list=parent)
        child = await room.price_list(parent=parent, rule={"kind": "percent", "value": "-20"})
        answer = await room.try_sale(item, amount="801", price_list=child["code"])
        assert assert_problem(answer, 422, "invalid")["errors"][0]["field"] == "amount"


class TestEdit:
    async def test_amount_above_the_base_is_refused(self, room: PriceRoom) -> None:
        item = await room.priced("1000")
        sale = await room.sale(item)
        answer = await room.try_edit_sale(sale, amount="1001")
        assert assert_problem(answer, 422, "invalid")["errors"][0]["field"] == "amount"

    async def test_name_of_a_sale_above_a_lowered_base_is_accepted(self, room: PriceRoom) -> None:
        item = await room.priced("1000")
        sale = await room.sale(item, amount="900")
        await room.set(item, "800")
        assert (await room.try_edit_sale(sale, name="June")).status_code == 200
        assert await room.amount(item) == "800"


async def priced_with(room: PriceRoom, **sale: Any) -> Json:
    item = await room.priced("1000")
    await room.sale(item, **sale)
    return item


class TestBaseLowered:
    async def test_base_below_the_sale_is_effective(self, room: PriceRoom) -> None:
        item = await priced_with(room, amount="900")
        result = await room.set(item, "800")
        assert (result["price"]["amount"], result["price"]["because"]) == ("800", "base")
        effective = (await room.look(item))["effective"]
        assert (effective["amount"], effective["because"]) == ("800", "base")

    async def test_sale_is_effective_again_after_the_base_was_raised(self, room: PriceRoom) -> None:
        item = await priced_with(room, amount="900")
        await room.set(item, "800")
        await room.set(item, "950")
        assert await room.amount(item) == "900"

    async def test_tier_below_the_base_is_effective_where_the_sale_is_not(
        self, room: PriceRoom
    ) -> None:
        item = await priced_with(room, amount="900", tiers=[{"min_quantity": 10, "amount": "700"}])
        await room.set(item, "800")
        assert [await room.amount(item, quantity=n) for n in (1, 9, 10)] == ["800", "800", "700"]

    async def test_more_units_never_cost_more_each(self, room: PriceRoom) -> None:
        """A percentage falls with the base price, an amount does not."""
        tiers = [{"min_quantity": 5, "amount": "750"}, {"min_quantity": 10, "percent_off": "30"}]
        item = await priced_with(room, percent_off="20", tiers=tiers)
        await room.set(item, "850")
        prices = [Decimal(str(await room.amount(item, quantity=n))) for n in (1, 5, 10)]
        assert prices == [680, 680, 595]

    async def test_parent_lowered_under_the_sale_of_a_derived_list(self, room: PriceRoom) -> None:
        item = await room.shop.item()
        parent = (await room.price_list())["code"]
        await room.set(item, "1000", price_list=parent)
        rule = {"kind": "fixed", "value": "-100"}
        child = (await room.price_list(parent=parent, rule=rule))["code"]
        await room.sale(item, amount="850", price_list=child)
        await room.set(item, "900", price_list=parent)
        assert await room.amount(item, price_list=child) == "800"

    @pytest.mark.parametrize("priority", [0, 5])
    async def test_cheaper_sale_wins_over_one_that_is_above_the_base(
        self, room: PriceRoom, priority: int
    ) -> None:
        item = await priced_with(room, amount="900", priority=3)
        await room.sale(item, amount="700", priority=priority)
        await room.set(item, "800")
        assert await room.amount(item) == "700"

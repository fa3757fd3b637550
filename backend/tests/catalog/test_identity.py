"""What looks equal is one item, location, category and tag: in writes, filters and searches."""

import asyncio
from typing import Any

import pytest
from httpx import AsyncClient

from tests.factories.shop import Shop, made, patch_current
from tests.fixtures.problems import assert_problem
from tests.fixtures.records import Records

ITEMS = "/api/v1/items"
LOCATIONS = "/api/v1/locations"


async def skus_of(client: AsyncClient, path: str = ITEMS, **query: Any) -> list[str]:
    rows = made(await client.get(path, params=query), 200)["items"]
    return [row["sku"] for row in rows]


class TestSkus:
    @pytest.mark.parametrize(
        "spelled",
        [
            "KL-7 Ö\u200b", "\ufeffKL-7 Ö", "KL-\u200e7 Ö", "KL\u00ad-7 Ö", "KL-7\tÖ",
            "KL-7\u00a0Ö", "KL-7\u3000Ö", "KL-7  Ö", "KL-7 O\u0308", "ＫＬ-7 Ö", "kl\u20137 ö",
            "КL-7 Ö",
        ],
    )  # fmt: skip
    async def test_create_with_a_spelling_that_looks_the_same_is_refused(
        self, shop: Shop, admin: AsyncClient, spelled: str
    ) -> None:
        if not await skus_of(admin, sku="KL-7 Ö"):
            await shop.item(sku="KL-7 Ö")
        answer = await admin.post(ITEMS, json={"sku": spelled, "name": "Shelf bracket"})
        assert_problem(answer, 409, "sku_taken", "sku")
        assert await skus_of(admin, sku=spelled) == ["KL-7 Ö"]

    async def test_create_stores_the_clean_form(self, shop: Shop) -> None:
        assert (await shop.item(sku="\ufeffＣＬ\u200b-1\u3000 x"))["sku"] == "CL-1 x"

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("sku", "\u200b"),
            ("sku", "\u2066\u2069A\u202e"),
            ("sku", "ꓮꓐ-1"),
            ("name", "\u200b\u200b"),
            ("name", "\u202e\u202c"),
            ("name", "\u3164"),
            ("name", "Mug \u202eeulb"),
            ("category", "Kitchen/\u200b"),
            ("barcode", "\u200b"),
        ],
    )
    async def test_create_with_a_text_that_cannot_be_read_is_refused(
        self, admin: AsyncClient, records: Records, field: str, value: str
    ) -> None:
        before = await records.traces()
        body = {"sku": "UNREADABLE-1", "name": "Shelf"} | {field: value}
        assert_problem(await admin.post(ITEMS, json=body), 422, "invalid", field)
        assert await records.traces() == before

    async def test_list_sorts_numbers_as_numbers_on_every_page(
        self, shop: Shop, admin: AsyncClient
    ) -> None:
        for number in ("A2", "A10", "A1", "a01"):
            item = await shop.item(sku=f"SN-{number}")
            place = await shop.location()
            await shop.move({"sku": item["sku"], "location": place["code"]}, "receive", 1)
            await shop.price(item, "100")
        ordered = ["SN-A1", "SN-a01", "SN-A2", "SN-A10"]
        for path in (ITEMS, "/api/v1/stock/levels", "/api/v1/prices"):
            assert await skus_of(admin, path, q="SN-A") == ordered
            seen: list[str] = []
            query: dict[str, Any] = {"q": "SN-A", "limit": 1}
            while query.get("cursor", "") is not None:
                page = made(await admin.get(path, params=query), 200)
                seen += [row["sku"] for row in page["items"]]
                query["cursor"] = page["next_cursor"]
            assert seen == ordered


class TestLocations:
    @pytest.mark.parametrize("code", ["KOÖ\u200b", "KO\u00adÖ", "KOO\u0308", "ＫＯÖ", "ko\u200eö"])
    async def test_create_with_a_code_that_looks_the_same_is_refused(
        self, shop: Shop, admin: AsyncClient, code: str
    ) -> None:
        if "KOÖ" not in {row["code"] for row in made(await admin.get(LOCATIONS), 200)["items"]}:
            await shop.location(code="KOÖ")
        body = {"code": code, "name": "Shop", "time_zone": "Europe/London"}
        assert_problem(await admin.post(LOCATIONS, json=body), 409, "location_code_taken", "code")

    async def test_write_by_another_spelling_reaches_the_level(self, shop: Shop) -> None:
        level = await shop.level(sku="Spelt-Ö", on_hand=5)
        spelled = {"sku": "ＳＰＥＬＴ-O\u0308", "location": level["location"].lower() + "\u200b"}
        moved = await shop.move(spelled, "sale", 2)
        assert (moved["level"]["id"], moved["level"]["on_hand"]) == (level["id"], 3)


class TestCategoriesAndTags:
    async def test_categories_that_look_the_same_are_one_tree(
        self, shop: Shop, admin: AsyncClient
    ) -> None:
        for number, category in enumerate(("Garden/Pots", "ＧＡＲＤＥＮ/pots\u200b", "garden")):
            await shop.item(sku=f"GP-{number}", category=category)
        assert await skus_of(admin, category="gardeN") == ["GP-0", "GP-1", "GP-2"]
        assert await skus_of(admin, category="Garden / POTS") == ["GP-0", "GP-1"]
        assert await skus_of(admin, category="Gard") == []
        categories = made(await admin.get("/api/v1/categories"), 200)["items"]
        garden = [row for row in categories if row["category"].lower().startswith("garden")]
        assert garden == [
            {"category": "garden", "items": 1},
            {"category": "Garden/Pots", "items": 2},
        ]

    async def test_a_tag_is_stored_once_and_found_in_any_case(
        self, shop: Shop, admin: AsyncClient
    ) -> None:
        item = await shop.item(sku="TG-1", tags=["ｎｅｗ", "new\u200b", "NEW", "old"])
        assert item["tags"] == ["new", "old"]
        assert await skus_of(admin, q="TG-", tag="NEW") == ["TG-1"]
        path = f"{ITEMS}/{item['id']}"
        changed = made(await patch_current(admin, path, {"tags": ["Fresh"]}), 200)
        assert changed["tags"] == ["Fresh"]
        assert await skus_of(admin, q="TG-", tag="fresh") == ["TG-1"]
        assert await skus_of(admin, q="TG-", tag="new") == []


class TestBarcodes:
    @pytest.mark.parametrize(
        "barcode",
        ["5012345678901", "５０１２３４５６７８９０１", "5012345678901\u200b", "5 012345 678901"],
    )
    async def test_create_with_a_wrong_check_digit_is_refused_in_any_form(
        self, admin: AsyncClient, barcode: str
    ) -> None:
        body = {"sku": "BW-1", "name": "Shelf bracket", "barcode": barcode}
        assert_problem(await admin.post(ITEMS, json=body), 422, "invalid", "barcode")

    async def test_create_with_the_gtin_of_another_item_is_refused(
        self, shop: Shop, admin: AsyncClient
    ) -> None:
        item = await shop.item(sku="BT-1", barcode="5 012345 678900")
        assert item["barcode"] == "5012345678900"
        body = {"sku": "BT-2", "name": "Shelf bracket", "barcode": "05012345678900"}
        problem = assert_problem(
            await admin.post(ITEMS, json=body), 409, "barcode_taken", "barcode"
        )
        assert "BT-1" in problem["detail"]
        other = await shop.item(sku="BT-2")
        path = f"{ITEMS}/{other['id']}"
        change = {"barcode": "5012345678900"}
        assert_problem(await patch_current(admin, path, change), 409, "barcode_taken", "barcode")
        made(await admin.post(f"{ITEMS}/{item['id']}/archive"), 200)
        assert made(await patch_current(admin, path, change), 200)["barcode"] == "5012345678900"

    async def test_two_at_once_with_one_gtin_make_one_item(self, admin: AsyncClient) -> None:
        bodies = [
            {"sku": f"RACE-{number}", "name": "Mug", "barcode": "4006381333931"}
            for number in range(5)
        ]
        answers = await asyncio.gather(*(admin.post(ITEMS, json=body) for body in bodies))
        assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409, 409]

    async def test_search_finds_a_gtin_in_each_of_its_forms(
        self, shop: Shop, admin: AsyncClient
    ) -> None:
        await shop.item(sku="GT-12", barcode="012345678905")
        for q in ("012345678905", "0012345678905", "00012345678905", "０１２３４５６７８９０５"):
            assert await skus_of(admin, q=q) == ["GT-12"], q


class TestSearch:
    @pytest.mark.parametrize(
        "q",
        ["グラス", "ｸﾞﾗｽ", "ぐらす", "LED", "ｌｅｄ", "Öl", "O\u0308L", "SW-1\u3000\u200bグラス"],
    )
    async def test_search_folds_width_kana_case_and_composition(
        self, shop: Shop, admin: AsyncClient, q: str
    ) -> None:
        if not await skus_of(admin, sku="SW-1"):
            level = await shop.level(sku="SW-1", name="グラス LED Öl")
            await shop.price(level, "100")
        for path in (ITEMS, "/api/v1/stock/levels", "/api/v1/prices"):
            assert await skus_of(admin, path, q=f"SW-1 {q}") == ["SW-1"]

    async def test_search_finds_a_sku_by_look_alike_letters(
        self, shop: Shop, admin: AsyncClient
    ) -> None:
        await shop.item(sku="КОТ-1", name="Cat")
        for q in ("кот", "KOT\u20131", "ＫOT-1 cat"):
            assert await skus_of(admin, q=q) == ["КОТ-1"]

    async def test_search_follows_a_new_name(self, shop: Shop, admin: AsyncClient) -> None:
        item = await shop.item(sku="SR-1", name="Before")
        path = f"{ITEMS}/{item['id']}"
        made(await patch_current(admin, path, {"name": "Ａfter 50%_"}), 200)
        assert await skus_of(admin, q="sr-1 before") == []
        assert await skus_of(admin, q="sr-1 after 50%_") == ["SR-1"]
        assert await skus_of(admin, q="sr-1 a%r") == []

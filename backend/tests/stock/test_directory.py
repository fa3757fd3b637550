"""Levels are found by what they are called, in any spelling, with the words of today."""

import asyncio
from typing import Any

import pytest

from app.catalog.errors import ItemArchived, ItemNotFound, LocationNotFound
from app.feed.change import Channel, Position
from app.feed.unit_of_work import Journal
from app.stock import queries
from app.stock.engine.directory import LevelDirectory, Wish
from app.stock.errors import InsufficientStock, LevelPreconditionFailed, StaleLevel
from tests.fixtures.records import Records
from tests.fixtures.stock import stocked

PLACE = "TYO-1"


async def levels_there(records: Records) -> int:
    return int(await records.value("SELECT count(*) FROM stock_levels"))


async def test_any_spelling_leads_to_the_same_level(own_journal: Journal) -> None:
    levels = await stocked(own_journal, "Mug-É")
    directory = LevelDirectory(own_journal)
    for sku, place in (("Mug-É", PLACE), ("mug-é", PLACE.lower()), ("MUG-É", PLACE)):
        assert directory.find(sku, place) is None
        words = await directory.get(sku, place)
        assert (words.id, words.sku, words.location) == (levels["Mug-É"], "Mug-É", PLACE)
        assert directory.find(sku, place) == words


async def test_many_ask_at_once(own_journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    skus = [f"S-{number}" for number in range(60)]
    levels = await stocked(own_journal, *skus)
    directory = LevelDirectory(own_journal)
    whole, questions = queries.list_level_words, []

    async def counted(session: Any, names: Any) -> Any:
        questions.append(len(names))
        return await whole(session, names)

    monkeypatch.setattr(queries, "list_level_words", counted)
    found = await asyncio.gather(*(directory.get(sku, PLACE) for sku in skus * 2))
    assert [words.id for words in found] == [levels[sku] for sku in skus * 2]
    assert len(questions) < 10, "they share their questions"
    directory = LevelDirectory(own_journal)
    await directory.learn([(sku, PLACE) for sku in skus] + [("nobody", PLACE)])
    assert all(directory.find(sku, PLACE) for sku in skus)
    assert directory.find("nobody", PLACE) is None


async def test_after_a_start_it_knows_what_moved_last(
    own_journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    await stocked(own_journal, "A", place="KYO-1")
    await stocked(own_journal, "B", "C", "D")
    monkeypatch.setattr("app.stock.engine.directory.WARM_MOVEMENTS", 3)
    monkeypatch.setattr("app.stock.engine.directory.WARM_PAGE", 2)
    directory = LevelDirectory(own_journal)
    await directory.warm()
    assert all(directory.find(sku, PLACE) for sku in ("B", "C", "D"))
    assert directory.find("A", "KYO-1") is None, "that moved longer ago"


@pytest.mark.parametrize("error", [ConnectionResetError(), asyncio.CancelledError()])
async def test_a_question_that_fails_is_asked_again_by_the_next(
    own_journal: Journal, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    """Else somebody would hear that nothing is there, because another one's question was cut."""
    levels = await stocked(own_journal, "A", "B")
    directory = LevelDirectory(own_journal)
    whole, failures = queries.list_level_words, [error]

    async def once_broken(session: Any, names: Any) -> Any:
        await asyncio.sleep(0.05)
        if failures:
            raise failures.pop()
        return await whole(session, names)

    monkeypatch.setattr(queries, "list_level_words", once_broken)
    wish = Wish(takes=1)
    first, *others = await asyncio.gather(
        *(directory.get(sku, PLACE, wish) for sku in ("A", "B", "A")), return_exceptions=True
    )
    assert isinstance(first, type(error))
    assert [getattr(words, "id", words) for words in others] == [levels["B"], levels["A"]]


async def test_a_level_is_made_only_where_the_wish_allows_it(
    own_journal: Journal, own_records: Records
) -> None:
    await stocked(own_journal, "A", on_hand=1)
    await stocked(own_journal, "B", place="OSA-1", on_hand=1)
    directory = LevelDirectory(own_journal)
    before = await levels_there(own_records)
    for wish, error in (
        (Wish(takes=1), InsufficientStock),
        (Wish(expected_on_hand=1), StaleLevel),
        (Wish(expected_version=3), LevelPreconditionFailed),
    ):
        with pytest.raises(error):
            await directory.get("A", "OSA-1", wish)
    with pytest.raises(ItemNotFound):
        await directory.get("nobody", "OSA-1")
    with pytest.raises(LocationNotFound):
        await directory.get("A", "nowhere")
    assert await levels_there(own_records) == before
    found = await asyncio.gather(*(directory.get("A", "OSA-1") for _ in range(5)))
    assert len({words.id for words in found}) == 1
    assert await levels_there(own_records) == before + 1
    await own_records.rows("UPDATE items SET status = 'archived' WHERE sku = 'B'")
    with pytest.raises(ItemArchived):
        await directory.get("B", PLACE)
    assert (await directory.get("B", "OSA-1")).sku == "B", "what is there is found for its past"


async def test_it_forgets_everything_when_it_may_have_missed_something(
    own_journal: Journal, own_records: Records
) -> None:
    await stocked(own_journal, "A")
    directory = LevelDirectory(own_journal)
    assert (await directory.get("A", PLACE)).name == "A"
    await own_records.rows("UPDATE items SET name = 'Mug' WHERE sku = 'A'")
    assert (await directory.get("A", PLACE)).name == "A"
    directory.lost(Channel.INVENTORY, Position("e", 1))
    assert (await directory.get("A", PLACE)).name == "Mug"

"""Preview, apply and undo, on real prices."""

from decimal import Decimal

from tests.repricing.bulks import Workshop, percent


async def test_there_and_back_again(workshop: Workshop) -> None:
    await workshop.fill(1_200)
    before = await workshop.bases()
    bulk = await workshop.preview(**percent("10"), filter={"tag": "odd"})
    assert (bulk.state, bulk.total, bulk.done) == ("ready", 600, 600)
    assert await workshop.bases() == before, "a preview changes nothing"
    applied = await workshop.apply(bulk)
    assert (applied.state, applied.applied, applied.skipped) == ("applied", 600, 0)
    wanted = [
        (old * 11 / 10).quantize(Decimal(1), "ROUND_HALF_UP") if n % 2 else old
        for n, old in enumerate(before, start=1)
    ]
    assert await workshop.bases() == wanted
    undone = await workshop.undo(applied)
    assert (undone.state, undone.undone, undone.kept) == ("undone", 600, 0)
    assert await workshop.bases() == before

"""The feed of these tests beats faster than that of a shop, so that nobody waits."""

import pytest

from app.feed import sequencer


@pytest.fixture(autouse=True)
def quick_beats(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sequencer, "HEARTBEAT_SECONDS", 0.2)
    monkeypatch.setattr(sequencer, "CANDIDATE_SECONDS", 0.2)

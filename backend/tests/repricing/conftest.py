"""A workshop of one's own for each test."""

from collections.abc import AsyncIterator

import pytest

from app.core.settings import Settings
from app.db.database import Database
from app.feed.unit_of_work import Journal
from tests.repricing.bulks import Workshop


@pytest.fixture
async def workshop(own_settings: Settings) -> AsyncIterator[Workshop]:
    database = Database(own_settings)
    yield Workshop(Journal(database))
    await database.close()

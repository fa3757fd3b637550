"""What all bodies have in common."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from pydantic import TypeAdapter, ValidationError

from app.core.schema import Input, Text, Timestamp, rfc3339

TEXT: TypeAdapter[str] = TypeAdapter(Text)
TIMESTAMP: TypeAdapter[datetime] = TypeAdapter(Timestamp)


def test_moments_are_written_in_utc_with_microseconds() -> None:
    moment = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
    assert rfc3339(moment) == "2026-03-01T09:30:00.000000Z"
    tokyo = datetime(2026, 3, 1, 18, 30, tzinfo=timezone(timedelta(hours=9)))
    assert rfc3339(tokyo) == "2026-03-01T09:30:00.000000Z"


def test_a_moment_needs_its_zone() -> None:
    with pytest.raises(ValidationError):
        TIMESTAMP.validate_json('"2026-03-01T09:30:00"')
    assert TIMESTAMP.validate_json('"2026-03-01T18:30:00+09:00"') == datetime(
        2026, 3, 1, 9, 30, tzinfo=UTC
    )


@pytest.mark.parametrize("text", ["\0", "a\x1b[31m", "a\rb", "a\x7f", "a\x9bb", "\ud800"])
def test_control_characters_are_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        TEXT.validate_python(text)


@pytest.mark.parametrize("text", ["棚守 ☕ 👩‍🍳", "two\nlines\tand a tab", ""])
def test_people_write_what_they_like(text: str) -> None:
    assert TEXT.validate_python(text) == text


def test_a_misspelt_field_is_refused_and_blanks_around_are_dropped() -> None:
    class Body(Input):
        name: Text

    assert Body.model_validate({"name": "  mug  "}).name == "mug"
    with pytest.raises(ValidationError):
        Body.model_validate({"name": "mug", "nmae": "mug"})


class TestTimestamp:
    @pytest.mark.parametrize(
        "value",
        [
            "20261130",
            "1790000000",
            1790000000,
            1790000000.5,
            True,
            "2026-12-01",
            "2026-12-01T09:30:00",
            "2026-12-01T09:30Z",
            "2026-12-01T09:30:00+0900",
            "２０２６-12-01T09:30:00Z",
            "2026-12-01T09:30:00Z ",
            "2026-W49-2T09:30:00Z",
            "2026-13-01T09:30:00Z",
        ],
    )
    def test_form_other_than_rfc_3339_is_rejected(self, value: object) -> None:
        with pytest.raises(ValidationError):
            TypeAdapter(Timestamp).validate_python(value)

    @pytest.mark.parametrize(
        "text",
        [
            "2026-12-01T09:30:00+09:00",
            "2026-12-01t00:30:00z",
            "2026-12-01 00:30:00Z",
            "2026-12-01T00:30:00.000Z",
        ],
    )
    def test_rfc_3339_form_is_read(self, text: str) -> None:
        moment = TypeAdapter(Timestamp).validate_python(text)
        assert rfc3339(moment) == "2026-12-01T00:30:00.000000Z"

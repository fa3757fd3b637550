"""One line per event, for people or for machines."""

import json
from collections.abc import Iterator

import pytest
import structlog

from app.core.logging import configure_logging
from app.core.settings import Settings


@pytest.fixture(autouse=True)
def put_back() -> Iterator[None]:
    yield
    structlog.reset_defaults()


def test_a_line_for_machines(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(Settings(log_format="json", log_level="info"))
    log = structlog.get_logger()
    with structlog.contextvars.bound_contextvars(request_id="r-1"):
        log.info("stock.movement_recorded", sku="棚-1")
        log.debug("never")
    (line,) = capsys.readouterr().err.splitlines()
    event = json.loads(line)
    assert (event["event"], event["sku"], event["request_id"], event["level"]) == (
        "stock.movement_recorded",
        "棚-1",
        "r-1",
        "info",
    )
    assert event["timestamp"].endswith("Z")


def test_a_mistake_is_told_with_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(Settings(log_format="json", log_level="error"))
    with pytest.raises(ZeroDivisionError) as mistake:
        _ = 1 / 0
    structlog.get_logger().error("request.crashed", exc_info=mistake.value)
    event = json.loads(capsys.readouterr().err)
    assert "ZeroDivisionError" in event["exception"]
    assert "test_logging.py" in event["exception"]


def test_a_line_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(Settings(log_format="console", log_level="warning"))
    structlog.get_logger().warning("feed.redis_lost", error="refused")
    written = capsys.readouterr().err
    assert "feed.redis_lost" in written
    assert "error" in written

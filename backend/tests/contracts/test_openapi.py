"""The OpenAPI document: complete, consistent, and the one that is committed."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from app.cli.openapi import CONTRACT, render

JsonObject = dict[str, Any]

METHODS = {"get", "put", "post", "patch", "delete"}
WITHOUT_ACCOUNT = {"/api/v1/auth/login", "/health/live", "/health/ready"}


@pytest.fixture(scope="module")
def document() -> JsonObject:
    rendered: JsonObject = json.loads(render())
    return rendered


def operations(document: JsonObject) -> Iterator[tuple[str, str, JsonObject]]:
    for path, item in document["paths"].items():
        for method, operation in item.items():
            if method in METHODS:
                yield path, method, operation


def test_the_committed_document_is_up_to_date() -> None:
    assert CONTRACT.read_text(encoding="utf-8") == render(), "write it anew: ./tanamori openapi"


def test_it_is_openapi_3_1(document: JsonObject) -> None:
    assert document["openapi"].startswith("3.1")
    assert document["info"]["title"] == "Tanamori"
    assert len(list(operations(document))) > 20


def test_every_operation_is_named_and_explained(document: JsonObject) -> None:
    ids = [operation["operationId"] for _, _, operation in operations(document)]
    assert len(ids) == len(set(ids))
    for path, method, operation in operations(document):
        assert operation.get("summary"), f"{method} {path}"
        assert operation.get("tags"), f"{method} {path}"
        assert "description" in operation, f"{method} {path} has no docstring"


def test_every_operation_says_how_it_can_fail(document: JsonObject) -> None:
    for path, method, operation in operations(document):
        if not path.startswith("/api/"):
            continue
        where = f"{method} {path}"
        responses = operation["responses"]
        assert any(status.startswith("2") for status in responses), where
        if path not in WITHOUT_ACCOUNT:
            assert "401" in responses, where
            assert operation["security"], where
        if "{" in path:
            assert {"404", "422"} & set(responses), where
        if operation.get("requestBody") and method in {"put", "patch"}:
            assert {"409", "412"} <= set(responses), where
        needs_key = any(
            parameter["name"].lower() == "idempotency-key"
            for parameter in operation.get("parameters", [])
        )
        if needs_key:
            assert "400" in responses, where
        for status, response in responses.items():
            if status[0] in "45":
                assert set(response["content"]) == {"application/problem+json"}, where


def test_every_refusal_is_a_problem(document: JsonObject) -> None:
    """422 included: what FastAPI would say by itself is not what is sent."""
    for path, method, operation in operations(document):
        for status, response in operation["responses"].items():
            if path.startswith("/api/") and status[0] in "45":
                (content,) = response["content"].values()
                assert content["schema"]["$ref"].endswith("/Problem"), f"{method} {path} {status}"


def test_every_reference_leads_somewhere(document: JsonObject) -> None:
    text = json.dumps(document)
    for name in set(re.findall(r'"#/components/schemas/([^"]+)"', text)):
        assert name in document["components"]["schemas"], name
    assert set(re.findall(r'"\$ref": "([^"]+)"', text)) == {
        f"#/components/schemas/{name}"
        for name in re.findall(r'"\$ref": "#/components/schemas/([^"]+)"', text)
    }


def test_money_is_a_string_and_bounds_are_told(document: JsonObject) -> None:
    schemas = document["components"]["schemas"]
    assert schemas["BasePriceSet"]["properties"]["amount"]["type"] == "string"
    assert schemas["PriceOut"]["properties"]["amount"]["type"] == "string"
    quantity = schemas["MovementCreate"]["properties"]["quantity"]
    assert (quantity["type"], quantity["maximum"]) == ("integer", 10**12)
    assert schemas["MovementCreate"]["additionalProperties"] is False


@pytest.mark.parametrize("name", ["ClientMessage", "ServerFrame", "ChangesFrame", "AlertOut"])
def test_the_frames_of_the_stream_are_in_it(document: JsonObject, name: str) -> None:
    assert name in document["components"]["schemas"]


def test_every_patch_declares_that_it_needs_a_version(document: JsonObject) -> None:
    patches = [found for found in operations(document) if found[1] == "patch"]
    assert patches
    for path, _, operation in patches:
        assert "`precondition_required`" in operation["responses"]["428"]["description"], path

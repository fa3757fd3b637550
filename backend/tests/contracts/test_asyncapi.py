"""The document of the stream: complete, true to the frames, and the one that is committed.

That it is what AsyncAPI 3 allows is checked with the official schema by the web app's tests
(`lib/stream/asyncapi.test.ts`), on the committed file.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from httpx import AsyncClient
from pydantic import TypeAdapter

from app.cli.openapi import STREAM_CONTRACT, render_stream
from app.realtime.asyncapi import CLOSES, build_asyncapi
from app.realtime.change_types import CHANGE_TYPES
from app.realtime.examples import render_examples
from app.realtime.protocol import CLIENT_MESSAGE, ClientMessage, CloseCode, ServerFrame
from app.routes import SOCKETS

JsonObject = dict[str, Any]

SERVER_FRAME: TypeAdapter[ServerFrame] = TypeAdapter(ServerFrame)


@pytest.fixture(scope="module")
def document() -> JsonObject:
    return build_asyncapi("0.1.0")


def names_of(union: Any) -> set[str]:
    models = get_args(get_args(union)[0])
    return {get_args(model.model_fields["type"].annotation)[0] for model in models}


def references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for inner in value.values():
            yield from references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from references(inner)


def test_the_committed_document_is_up_to_date() -> None:
    written = STREAM_CONTRACT.read_text(encoding="utf-8")
    assert written == render_stream(), "write it anew: ./tanamori openapi"


async def test_it_is_served(anonymous: AsyncClient) -> None:
    answer = await anonymous.get("/asyncapi.json")
    assert answer.status_code == 200
    assert answer.json() == json.loads(render_stream())


def test_every_reference_leads_somewhere(document: JsonObject) -> None:
    found = set(references(document))
    assert len(found) > 40
    for reference in found:
        place: Any = document
        for step in reference.removeprefix("#/").split("/"):
            assert step in place, reference
            place = place[step]


def test_nothing_of_another_dialect_is_in_it(document: JsonObject) -> None:
    """AsyncAPI's schemas are those of JSON Schema draft 7."""
    text = json.dumps(document["components"]["schemas"])
    for word in ("$defs", "prefixItems", "unevaluatedProperties", "dependentRequired"):
        assert f'"{word}"' not in text
    assert not re.search(r'"discriminator": {', text)


def test_every_message_of_both_sides_is_in_it(document: JsonObject) -> None:
    client, server = names_of(ClientMessage), names_of(ServerFrame)
    assert set(document["components"]["messages"]) == client | server
    assert len(client) + len(server) == 14
    for channel in document["channels"]:
        for action, names in (("receive", client), ("send", server)):
            operation = document["operations"][f"{action}-{channel}"]
            assert operation["action"] == action
            said = {message["$ref"].rpartition("/")[2] for message in operation["messages"]}
            assert said == names


def test_every_socket_is_in_it(document: JsonObject) -> None:
    assert {channel["address"] for channel in document["channels"].values()} == SOCKETS.keys()


def test_every_example_is_a_message(document: JsonObject) -> None:
    client = names_of(ClientMessage)
    for name, message in document["components"]["messages"].items():
        assert message["examples"]
        for example in message["examples"]:
            adapter: TypeAdapter[Any] = CLIENT_MESSAGE if name in client else SERVER_FRAME
            assert adapter.validate_python(example["payload"]).type == name


def test_every_type_of_change_has_its_schema_and_an_example(document: JsonObject) -> None:
    examples = {name.removesuffix(".json"): text for name, text in render_examples().items()}
    assert examples.keys() == CHANGE_TYPES.keys()
    shown = document["components"]["messages"]["changes"]["examples"]
    assert {example["name"] for example in shown} == examples.keys()
    for name, text in examples.items():
        for change in json.loads(text)["changes"]:
            read = CHANGE_TYPES[name].model_validate(change)
            assert read.model_dump(mode="json") == change, "nothing more and nothing less"
    chosen = document["components"]["schemas"]["ChangeFrame"]["oneOf"]
    assert len(chosen) == len(CHANGE_TYPES)


def test_an_item_in_a_frame_has_no_cost(document: JsonObject) -> None:
    schemas = document["components"]["schemas"]
    assert "cost" not in schemas["ItemFace"]["properties"]
    assert "cost" not in schemas["ItemFace"]["required"]


def test_every_close_code_is_explained(document: JsonObject) -> None:
    codes = {value for name, value in vars(CloseCode).items() if name.isupper()}
    assert codes | {1009} == CLOSES.keys()
    for channel in document["channels"].values():
        told = {close["code"]: close["come_back"] for close in channel["x-close-codes"]}
        assert told == {code: code < 4400 for code in CLOSES}

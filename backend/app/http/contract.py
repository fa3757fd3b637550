"""How do refusals get into the contract as they are really sent?

FastAPI describes them as `application/json`, and wrong input in a shape of its own; what is sent is
always the one `Problem`.
"""

from typing import Any

from fastapi import FastAPI

from app.http.errors import MEDIA_TYPE, Problem

REFERENCE = "#/components/schemas/Problem"
# FastAPI's own words for wrong input, which nobody here says.
UNUSED = ("HTTPValidationError", "ValidationError")


def add_problems(app: FastAPI, prefix: str = "/api/") -> None:
    """Let ``app.openapi()`` say of every refusal below ``prefix`` that it is a problem."""
    declared = app.openapi

    def openapi() -> dict[str, Any]:
        document = declared()
        for path, operations in document["paths"].items():
            for operation in operations.values() if path.startswith(prefix) else ():
                for status, response in operation["responses"].items():
                    if status >= "400":
                        response["content"] = {MEDIA_TYPE: {"schema": {"$ref": REFERENCE}}}
                    if status == "422":
                        response["description"] = _with_invalid(response["description"])
        schemas = document["components"]["schemas"]
        for name in UNUSED:
            schemas.pop(name, None)
        schemas.setdefault("Problem", _schema_of_problem(schemas))
        return document

    app.openapi = openapi  # type: ignore[method-assign]


def _with_invalid(description: str) -> str:
    codes = [] if description == "Validation Error" else description.split(" · ")
    return " · ".join(dict.fromkeys([*codes, "`invalid`"]))


def _schema_of_problem(schemas: dict[str, Any]) -> dict[str, Any]:
    schema = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas.update(schema.pop("$defs", {}))
    return schema

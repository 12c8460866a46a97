"""Describing the API: small pieces of OpenAPI 3.1 that every room puts its operations together from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from entraide.kernel.languages import LANGUAGES

Json = dict[str, Any]
MANY: Final = 9_000_000_000_000_000_000
STRING: Final[Json] = {"type": "string"}
WHOLE: Final[Json] = {"type": "integer"}
FLAG: Final[Json] = {"type": "boolean"}
URL: Final[Json] = {"type": "string", "format": "uri"}
DAY: Final[Json] = {"type": "string", "format": "date"}
MOMENT: Final[Json] = {"type": "string", "format": "date-time"}
ANY: Final[Json] = {"type": "object"}
TEXT: Final[Json] = {"$ref": "#/components/schemas/Text"}
SHARED: Final[Json] = {
    "Text": {
        "type": "object", "description": "A text in up to six languages, and how each version came to be.",
        "propertyNames": {"enum": [*LANGUAGES]},
        "additionalProperties": {
            "type": "object", "required": ["text", "status"], "additionalProperties": False,
            "properties": {
                "text": STRING, "status": {"type": "string", "enum": ["original", "official", "courtesy", "machine"]},
            },
        },
    },
    "Problems": {
        "type": "object", "required": ["problems"], "additionalProperties": False,
        "properties": {
            "problems": {
                "type": "array", "minItems": 1,
                "items": {
                    "type": "object", "required": ["code", "severity", "message", "paragraph"], "additionalProperties": False,
                    "properties": {
                        "code": {"type": "string", "pattern": "^[A-Z]{3}-[0-9]{3}$"},
                        "severity": {"type": "string", "enum": ["stop", "explain", "note"]}, "message": STRING,
                        "paragraph": STRING,
                    },
                },
            }
        },
    },
}  # fmt: skip


def maybe(schema: Json) -> Json:
    """Or null."""
    return {"anyOf": [schema, {"type": "null"}]}


def listed(schema: Json) -> Json:
    """An array."""
    return {"type": "array", "items": schema}


def called(name: str) -> Json:
    """A schema by its name."""
    return {"$ref": f"#/components/schemas/{name}"}


def thing(properties: Mapping[str, Json], optional: Sequence[str] = (), more: bool = False) -> Json:
    """An object whose properties are all there but for the optional ones; others only where `more`."""
    needed = [name for name in properties if name not in optional]
    return {"type": "object", "properties": dict(properties), "required": needed, "additionalProperties": more}


def query(name: str, schema: Json, description: str) -> Json:
    """A parameter of the address that may be left out."""
    return {"name": name, "in": "query", "schema": schema, "description": description, "required": False}


def place(name: str, schema: Json, description: str) -> Json:
    """A part of the address."""
    return {"name": name, "in": "path", "schema": schema, "description": description, "required": True}


def whole(most: int = MANY, least: int = 1) -> Json:
    """A number within bounds."""
    return {"type": "integer", "minimum": least, "maximum": most}


def words(most: int = 60) -> Json:
    """A short text of one line."""
    return {"type": "string", "maxLength": most, "pattern": "^[^\\u0000-\\u001f]*$"}


def one_of(values: Sequence[str]) -> Json:
    """A word of a list."""
    return {"type": "string", "enum": [*values]}


def paged(more: Sequence[Json] = ()) -> list[Json]:
    """The parameters of every list that is gone on with by `next`."""
    return [
        *more, query("size", whole(100), "Rows of one answer; 50 unless said."),
        query("cursor", whole(), "Where to go on; taken from `next` and never made up."),
    ]  # fmt: skip


def operation(name: str, summary: str, answer: Json, parameters: Sequence[Json] = (), *, absent: bool = False) -> Json:
    """Reading one address: 200, 304 for whoever has the answer, 400 for a parameter, 404 where something may be absent."""
    problems = {"application/json": {"schema": called("Problems")}}
    responses: Json = {
        "200": {
            "description": "What this reader may see.", "content": {"application/json": {"schema": answer}},
            "headers": {"ETag": {"schema": STRING, "description": "Send it back as If-None-Match."}},
        },
        "304": {"description": "Nothing has changed for this reader."},
        "400": {"description": "A parameter is not understood (DOC-411).", "content": problems},
    }  # fmt: skip
    if absent:
        responses["404"] = {"description": "Nothing is there, or nothing for this reader (DOC-410).", "content": problems}
    made: Json = {"operationId": name, "summary": summary, "responses": responses}
    return {"get": {**made, **({"parameters": [*parameters]} if parameters else {})}}


def described(title: str, paths: Mapping[str, Json], schemas: Mapping[str, Json]) -> Json:
    """The whole description."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": title, "version": "1",
            "description": "Read only. Everybody gets what is public; who has signed in gets what their audience admits.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": dict(sorted(paths.items())), "components": {"schemas": {**SHARED, **schemas}},
    }  # fmt: skip

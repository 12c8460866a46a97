"""What a report is made of: blocks in order, whose words are kept per language, and whose figures are named and never written.

    Structure ─ title, language it is written in, pins
              └ Block … (a heading opens a chapter or a part; what follows it stands under it)

The JSON has a version (`schema`), so that a report kept for years can still be read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, Final, Literal

from attrs import evolve, frozen

from entraide.kernel.languages import LANGUAGES, Language, as_language

Kind = Literal["heading", "paragraph", "states", "table", "chart", "map", "ladder", "quotation", "method"]
Made = Literal["draft", "machine", "revised", "cleared"]
Words = Mapping[Language, str]

KINDS: Final[tuple[Kind, ...]] = (
    "heading", "paragraph", "states", "table", "chart", "map", "ladder", "quotation", "method",
)  # fmt: skip
MADE: Final[tuple[Made, ...]] = ("draft", "machine", "revised", "cleared")
SCHEMA: Final = 1


@frozen
class Source:
    """What a living block is made of: an indicator with its parameters, a step of the ladder, or how it is shown.

    `view` says which of the forms of a kind is meant (`yearly` among tables, `bars` among charts, `replied` among lists of
    States). Never SQL, never a number.
    """

    indicator: str = ""
    params: Mapping[str, str] = {}
    step: str = ""
    view: str = ""


@frozen
class Version:
    """How the words of one language came to be; `of` is the fingerprint of the source words they were made from."""

    made: Made
    of: str = ""


@frozen
class Block:
    """One block. `id` never changes; `words` hold placeholders (`blocks.words`), `point` the pattern of a row.

    `level` is that of a heading, 1 or 2; `annex` says of a heading that an annex begins.
    """

    id: str
    kind: Kind
    words: Mapping[Language, str] = {}
    point: Mapping[Language, str] = {}
    level: int = 0
    annex: bool = False
    source: Source = Source()
    versions: Mapping[Language, Version] = {}

    def said(self, language: Language) -> str:
        """The words in a language, empty where there are none."""
        return self.words.get(language, "")

    def fingerprint(self, language: Language) -> str:
        """Of the words and the pattern in a language: what a translation was made from."""
        text = f"{self.words.get(language, '')}\x1f{self.point.get(language, '')}"
        return hashlib.sha256(text.encode()).hexdigest()[:16] if text != "\x1f" else ""


@frozen
class Pin:
    """A figure that stays as another set has it, and why. `set` is that set's id, `content_hash` its fingerprint."""

    key: str
    set: int
    content_hash: str
    reason: str
    by: str = ""


@frozen
class Structure:
    """A whole report. `language` is the one it is written in; the others are translated from it, block by block."""

    language: Language
    title: Words
    blocks: tuple[Block, ...]
    pins: tuple[Pin, ...] = ()

    def block(self, block_id: str) -> Block | None:
        """The block with this id."""
        return next((one for one in self.blocks if one.id == block_id), None)

    def place(self, block_id: str) -> int:
        """Where it stands; ValueError when it does not."""
        return [one.id for one in self.blocks].index(block_id)

    def with_block(self, block: Block) -> Structure:
        """A copy with the block of that id put in its place."""
        return evolve(self, blocks=tuple(block if one.id == block.id else one for one in self.blocks))

    def next_id(self) -> str:
        """An id that no block of this report bears or bore: one past the highest."""
        return f"b{max((int(one.id[1:]) for one in self.blocks if one.id[1:].isdecimal()), default=0) + 1}"


def to_json(structure: Structure) -> dict[str, Any]:
    """The shape of the database column."""
    return {
        "schema": SCHEMA,
        "language": structure.language,
        "title": dict(structure.title),
        "pins": [
            {"key": pin.key, "set": pin.set, "hash": pin.content_hash, "reason": pin.reason, "by": pin.by}
            for pin in structure.pins
        ],
        "blocks": [block_json(block) for block in structure.blocks],
    }


def block_json(block: Block) -> dict[str, Any]:
    """One block; what is empty is left out."""
    source = block.source
    shown: dict[str, Any] = {
        "id": block.id,
        "kind": block.kind,
        "words": dict(block.words),
        "point": dict(block.point),
        "level": block.level,
        "annex": block.annex,
        "source": {
            name: value
            for name, value in (
                ("indicator", source.indicator), ("params", dict(source.params)), ("step", source.step), ("view", source.view),
            )
            if value
        },
        "versions": {language: [one.made, one.of] for language, one in block.versions.items()},
    }  # fmt: skip
    return {name: value for name, value in shown.items() if value or name in ("id", "kind")}


def from_json(data: Mapping[str, Any]) -> Structure:
    """The structure of a stored report."""
    return Structure(
        as_language(data["language"]), _words(data.get("title")), tuple(to_block(one) for one in data["blocks"]),
        tuple(Pin(one["key"], one["set"], one["hash"], one["reason"], one.get("by", "")) for one in data.get("pins", ())),
    )  # fmt: skip


def to_block(data: Mapping[str, Any]) -> Block:
    """One block of the stored JSON."""
    source = data.get("source") or {}
    made: Mapping[str, Made] = {name: name for name in MADE}
    kinds: Mapping[str, Kind] = {name: name for name in KINDS}
    return Block(
        id=data["id"], kind=kinds[data["kind"]], words=_words(data.get("words")), point=_words(data.get("point")),
        level=data.get("level", 0), annex=data.get("annex", False),
        source=Source(source.get("indicator", ""), source.get("params", {}), source.get("step", ""), source.get("view", "")),
        versions={as_language(code): Version(made[row[0]], row[1]) for code, row in (data.get("versions") or {}).items()},
    )  # fmt: skip


def _words(data: Mapping[str, str] | None) -> dict[Language, str]:
    return {code: data[code] for code in LANGUAGES if (data or {}).get(code)} if data else {}

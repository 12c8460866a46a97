"""Changing a structure: every change is a patch that can be kept as a row, shown, and taken back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import evolve

from entraide.kernel.languages import LANGUAGES, Language

from .structure import Block, Made, Structure, Version, block_json, to_block
from .structure import from_json as structure_from
from .structure import to_json as structure_json

Patch = Mapping[str, Any]
"""`blocks`: id → [before, after], None where there is none; `order`: [before, after] when it changed; `head` likewise."""


def patch(before: Structure, after: Structure) -> dict[str, Any]:
    """What differs between two states of a structure."""
    old = {one.id: block_json(one) for one in before.blocks}
    new = {one.id: block_json(one) for one in after.blocks}
    changed = {key: [old.get(key), new.get(key)] for key in {**old, **new} if old.get(key) != new.get(key)}
    made: dict[str, Any] = {"blocks": changed} if changed else {}
    if list(old) != list(new):
        made["order"] = [list(old), list(new)]
    heads = [_head(before), _head(after)]
    return {**made, "head": heads} if heads[0] != heads[1] else made


def _head(structure: Structure) -> dict[str, Any]:
    whole = structure_json(structure)
    return {key: whole[key] for key in ("title", "pins", "language")}


def undone(structure: Structure, made: Patch) -> Structure:
    """The structure without the change: what other changes have done since stays."""
    rows: dict[str, Block] = {one.id: one for one in structure.blocks}
    for block_id, (before, _after) in made.get("blocks", {}).items():
        if before is None:
            rows.pop(block_id, None)
        else:
            rows[block_id] = to_block(before)
    order = made["order"][0] if "order" in made else [one.id for one in structure.blocks]
    kept = [key for key in order if key in rows]
    later = [key for key in rows if key not in kept]
    blocks = tuple(rows[key] for key in (*kept, *later))
    if "head" not in made:
        return evolve(structure, blocks=blocks)
    head = structure_from({**made["head"][0], "blocks": []})
    return evolve(head, blocks=blocks)


def said(block: Block, language: Language, words: str, point: str, made: Made, source: Language) -> Block:
    """The block with its words in one language. Changing the language it is written in leaves translations behind (stale)."""
    told = _with(block.words, language, words)
    pattern = _with(block.point, language, point)
    changed = evolve(block, words=told, point=pattern)
    versions = dict(block.versions)
    if words:
        versions[language] = Version(made, changed.fingerprint(source))
    else:
        versions.pop(language, None)
    return evolve(changed, versions=versions)


def _with(words: Mapping[Language, str], language: Language, text: str) -> dict[Language, str]:
    rest = {code: one for code, one in words.items() if code != language}
    return {**rest, language: text} if text else rest


def inserted(structure: Structure, block: Block, after: str) -> Structure:
    """With a block behind another, or at the start (`after` empty)."""
    at = structure.place(after) + 1 if after else 0
    return evolve(structure, blocks=(*structure.blocks[:at], block, *structure.blocks[at:]))


def section(structure: Structure, block_id: str) -> tuple[str, ...]:
    """A heading with all that stands under it; any other block alone."""
    at = structure.place(block_id)
    first = structure.blocks[at]
    if first.kind != "heading":
        return (first.id,)
    found = [first.id]
    for block in structure.blocks[at + 1 :]:
        if block.kind == "heading" and (block.level <= first.level or block.annex):
            break
        found.append(block.id)
    return tuple(found)


def removed(structure: Structure, ids: Iterable[str]) -> Structure:
    """Without these blocks."""
    gone = set(ids)
    return evolve(structure, blocks=tuple(one for one in structure.blocks if one.id not in gone))


def moved(structure: Structure, block_id: str, up: bool) -> Structure:
    """A block one place up or down; a heading takes its section past the neighbouring one of its level."""
    ids = section(structure, block_id)
    own = [one for one in structure.blocks if one.id in ids]
    rest = [one for one in structure.blocks if one.id not in ids]
    at = structure.place(block_id)
    to = _past(rest, at, own[0], up) if own[0].kind == "heading" else _one_place(rest, at, up)
    return evolve(structure, blocks=(*rest[:to], *own, *rest[to:]))


def _one_place(rest: list[Block], at: int, up: bool) -> int:
    return max(0, at - 1) if up else min(len(rest), at + 1)


def _past(rest: list[Block], at: int, heading: Block, up: bool) -> int:
    """Where a section goes: before the nearest heading of its level above, or behind the section that follows."""
    starts = [place for place, one in enumerate(rest) if one.kind == "heading" and one.level <= heading.level]
    if up:
        return next((place for place in reversed(starts) if place < at), 0 if at else at)
    following = [place for place in starts if place > at]
    return following[0] if following else len(rest)


def all_cleared(structure: Structure) -> Structure:
    """Every version that is a person's work and not stale, cleared: what clearance by a second person does."""
    return evolve(structure, blocks=tuple(_cleared(one, structure.language) for one in structure.blocks))


def _cleared(block: Block, source: Language) -> Block:
    of = block.fingerprint(source)
    versions = {
        code: Version("cleared", of) if one.made == "revised" and one.of == of else one
        for code, one in block.versions.items()
    }
    return evolve(block, versions=versions)


def languages_of(block: Block) -> tuple[Language, ...]:
    """The languages a block has words in."""
    return tuple(code for code in LANGUAGES if block.said(code))

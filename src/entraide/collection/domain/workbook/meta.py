"""What the very hidden sheet of a workbook remembers: its form, round and reply, and what its ids mean."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from attrs import evolve, field, frozen

from entraide.kernel.languages import Language, as_language
from entraide.kernel.problems import Problem, Refused, refuse

from ..form import Form
from .layout import MARKER, Layout, form_hash, layout

FORMAT: Final = "2"
_OF: Final = MARKER + "of "
_WAS: Final = "was:"
_NAMED: Final = ("form", "version", "form_hash", "language", "round", "reply", "base", "sections")


@frozen
class Meta:
    """Where a workbook belongs. `cells` maps ids to path and choice, as the form gives them; `base` hashes the answers."""

    form: str
    version: str
    form_hash: str
    language: Language
    round: str = ""
    reply: str = ""
    base: str = ""
    cells: Mapping[str, tuple[str, str]] = field(factory=dict, repr=False)
    sections: str = ""
    """The names of the sections in a part of a workbook, parted by spaces; empty for the whole."""
    was: Mapping[str, str] | None = field(default=None, repr=False)
    """Footprints of the answers it was written with; None when that is not known any more."""
    unknown: bool = False
    """Whether nothing in the file says where it belongs."""

    @property
    def identity(self) -> str:
        """What each sheet carries of it."""
        return _OF + json.dumps([getattr(self, name) for name in _NAMED], ensure_ascii=False)

    def rows(self) -> Iterator[tuple[str, ...]]:
        """As written on the sheet."""
        yield (MARKER + "meta", FORMAT)
        for name in _NAMED:
            yield (name, getattr(self, name))
        for path, mark in (self.was or {}).items():
            yield (_WAS + path, mark)


def meta_for(form: Form, plan: Layout, language: Language) -> Meta:
    """The identity of a workbook for this form, round and reply not yet named."""
    return Meta(form.id, form.version, form_hash(form), language, cells=plan.cells)


def read_meta(rows: Sequence[Sequence[Any]]) -> Meta | None:
    """The reverse of `Meta.rows`; nothing when the sheet is not one of these."""
    if not rows or not rows[0] or rows[0][0] != MARKER + "meta":
        return None
    texts = [[str(cell) for cell in row] + ["", ""] for row in rows]
    named = {row[0]: row[1] for row in texts if not row[0].startswith(MARKER)}
    was = {row[0].removeprefix(_WAS): row[1] for row in texts if row[0].startswith(_WAS)}
    return _named(named, was if texts[0][1] == FORMAT else None)


def read_identity(rows: Sequence[Sequence[Any]]) -> Meta | None:
    """What a sheet itself says of where it belongs: enough for one that was copied into another file."""
    for row in rows[:3]:
        for cell in row:
            if isinstance(cell, str) and cell.startswith(_OF):
                return _from_identity(cell.removeprefix(_OF))
    return None


def _from_identity(text: str) -> Meta | None:
    try:
        given = json.loads(text)
    except ValueError:
        return None
    if not isinstance(given, list) or len(given) != len(_NAMED):
        return None
    return _named({name: str(value) for name, value in zip(_NAMED, given, strict=True)}, None)


def _named(named: Mapping[str, str], was: Mapping[str, str] | None) -> Meta:
    return Meta(
        named.get("form", ""),
        named.get("version", ""),
        named.get("form_hash", ""),
        as_language(named.get("language", "")),
        named.get("round", ""),
        named.get("reply", ""),
        named.get("base", ""),
        sections=named.get("sections", ""),
        was=was,
    )


def check(meta: Meta | None, form: Form, round_code: str | None, version: str | None, reply_code: str | None) -> Meta:
    """The same, when the workbook belongs here; refused with everything that does not fit."""
    if meta is None:
        raise refuse("COL-214")
    cells = layout(form).cells
    if meta.unknown:
        return evolve(meta, cells=cells)
    if meta.form != form.id:
        raise refuse("COL-215", theirs=meta.form, ours=form.id)
    problems = []
    ours = version or form.version
    if meta.version != ours or (version in (None, form.version) and meta.form_hash != form_hash(form)):
        problems.append(Problem("COL-216", {"theirs": meta.version, "ours": ours}))
    if round_code is not None and meta.round != round_code:
        problems.append(Problem("COL-217", {"theirs": meta.round, "ours": round_code}))
    if reply_code is not None and meta.reply != reply_code:
        problems.append(Problem("COL-218", {"theirs": meta.reply, "ours": reply_code}))
    if problems:
        raise Refused(*problems)
    return evolve(meta, cells=cells)

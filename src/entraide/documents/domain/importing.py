"""A file made ready for the database, away from it: read, numbered, its passages cut; all that a batch has to write.

Made by several processes at once; what comes out is plain and can be sent from one to another.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Final
from uuid import uuid4

from attrs import evolve, frozen

from entraide.kernel.languages import Language
from entraide.kernel.problems import refuse
from entraide.kernel.text import Status
from entraide.meetings.domain.agenda import mentioned

from . import codec, filing, symbols
from .passages import Found, passages
from .reading import read
from .states import states_named
from .tree import Masthead, Tree

SUFFIXES: Final = frozenset({".xml", ".akn", ".docx", ".txt", ".pdf"})
SYMBOL_LENGTH: Final = 80
ITEM_LENGTH: Final = 20
_RESOLUTION: Final = re.compile(r"/RES/|^(?:draft )?r[ée]soluti|^resoluci|^резолюц|决议|^قرار", re.IGNORECASE)
_DECISION: Final = re.compile(r"/DEC/|^(?:draft )?d[ée]cision|^decisi[óo]n|^решени|决定|^مقرر", re.IGNORECASE)
_GUID: Final = re.compile(r'(?<="guid": ")[0-9a-f-]{36}(?=")')
_ITEM: Final = re.compile(r"\d+")


@frozen
class Paper:
    """One file, ready: `tree` is JSON text with new identities in it, `rows` the pieces that bear them.

    `labels` says of every place how it is cited. `states` are codes. `source` is the file, for what is told of it.
    """

    source: str
    sha256: str
    symbols: tuple[str, ...]
    language: Language
    status: Status
    kind: str
    title: str
    dated: date | None
    agenda_items: tuple[str, ...]
    tree: str
    rows: tuple[filing.Row, ...]
    found: tuple[Found, ...]
    states: tuple[str, ...]

    @property
    def places(self) -> dict[filing.Place, str]:
        """The identity of every place."""
        return {row.piece.place: row.guid for row in self.rows}

    @property
    def labels(self) -> dict[filing.Place, str]:
        """How every place is cited."""
        return {row.piece.place: filing.shown_label(row.piece.number, row.piece.point) for row in self.rows}


def prepare(data: bytes, source: str) -> Paper:
    """Read a file. Raises Refused as `reading.read` does, DOC-308 without a symbol, DOC-403 for one too long.

    Numbers that begin again, as in annexes, and papers without any are taken as they are: only what has a number of its
    own gets an identity.
    """
    tree = read(data, source)
    named = tuple(dict.fromkeys(one.normal for said in tree.masthead.symbols for one in symbols.parse(said)))
    if not named:
        raise refuse("DOC-308")
    if any(len(one) > SYMBOL_LENGTH for one in named):
        raise refuse("DOC-403", reason=f"{named[0][:SYMBOL_LENGTH]} …")
    head = evolve(tree.masthead, symbols=named)
    rows = filing.plan(tree, lambda: str(uuid4()))
    kept = filing.with_guids(evolve(tree, masthead=head, problems=()), {row.piece.place: row.guid for row in rows})
    found = passages(kept)
    return Paper(
        source=source, sha256=hashlib.sha256(data).hexdigest(), symbols=named, language=tree.language,
        status="original" if head.original_language == tree.language else "official", kind=kind_of(head),
        title=" ".join(head.title.split()), dated=_day(head.date), agenda_items=_items(head, tree.language),
        tree=json.dumps(codec.to_json(kept), ensure_ascii=False), rows=rows, found=found, states=_states(kept, found),
    )  # fmt: skip


def kind_of(head: Masthead) -> str:
    """resolution, decision or report: by the symbol, else by the title."""
    symbol = head.symbols[0] if head.symbols else ""
    for text in (symbol, head.title.strip()):
        if _RESOLUTION.search(text):
            return "resolution"
        if _DECISION.search(text):
            return "decision"
    return "report"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _items(head: Masthead, language: Language) -> tuple[str, ...]:
    said = tuple(mentioned(head.item, language))
    alone = _ITEM.search(head.item)
    return tuple(item for item in said or ((alone[0],) if alone else ()) if len(item) <= ITEM_LENGTH)


def _states(tree: Tree, found: tuple[Found, ...]) -> tuple[str, ...]:
    spoke = {speaker.code for speaker in tree.speakers if speaker.code}
    return tuple(sorted(spoke.union(states_named((one.words for one in found), tree.language))))


def joined_to(paper: Paper, standing: Mapping[filing.Place, str]) -> Paper:
    """The paper with the identities that another language has already; every place of it must be in `standing`."""
    new = {guid: standing[place] for place, guid in paper.places.items()}
    return evolve(
        paper,
        tree=_GUID.sub(lambda found: new.get(found[0], found[0]), paper.tree),
        rows=tuple(evolve(row, guid=new[row.guid], parent=new.get(row.parent, "")) for row in paper.rows),
        found=tuple(evolve(one, guid=new.get(one.guid, "")) for one in paper.found),
    )

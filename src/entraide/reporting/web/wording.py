"""How blocks, states, changes and comments of a draft read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from entraide.kernel.languages import Language

from .. import queries
from ..domain.blocks.palette import Offer
from ..domain.blocks.structure import Block
from ..domain.blocks.translating import STATES
from ..domain.blocks.words import parse

EXCERPT = 90


def kind(code: str) -> str:
    """A kind of block."""
    return {
        "heading": _("Heading"),
        "paragraph": _("Paragraph"),
        "states": _("List of States"),
        "table": _("Table"),
        "chart": _("Chart"),
        "map": _("Map"),
        "ladder": _("From reported to value"),
        "quotation": _("Quotations"),
        "method": _("Method note"),
    }.get(code, code)


def state(code: str) -> str:
    """How far the words of a block are in a language."""
    return {
        "missing": _("missing"),
        "draft": _("draft"),
        "machine": _("machine translation"),
        "revised": _("revised"),
        "cleared": _("cleared"),
        "stale": _("source has changed"),
    }.get(code, code)


def remark_state(code: str) -> str:
    """How far a comment is."""
    return {"open": _("open"), "answered": _("answered"), "closed": _("closed")}.get(code, code)


def verb(code: str) -> str:
    """A change of a draft."""
    return {
        "saved": _("changed"),
        "added": _("inserted"),
        "moved": _("moved"),
        "removed": _("taken out"),
        "translated": _("translated"),
        "retitled": _("title changed"),
        "undone": _("taken back"),
        "updated": _("put over another set"),
        "pinned": _("figure pinned"),
        "unpinned": _("figure follows its set again"),
        "composed": _("composed again"),
    }.get(code, code)


def view(code: str) -> str:
    """A form that a kind of block may take."""
    return {
        "1": _("Chapter"),
        "2": _("Part of a chapter"),
        "rows": _("Paragraph with a point for each row"),
        "yearly": _("Figures by year"),
        "bars": _("Bars"),
        "lines": _("Lines"),
        "heat": _("Heat table"),
        "multiples": _("Small multiples"),
        "sankey": _("Flows as bands"),
        "response_map": _("Who replied"),
        "value_map": _("Values by State"),
        "flow_map": _("Flows"),
        "replied": _("States that replied"),
        "organisations": _("Organizations that replied"),
        "silent": _("Who did not reply"),
        "late": _("Who replied late"),
        "scale": _("Words for quantities"),
        "held": _("Why figures are not shown"),
        "trace": _("Fingerprint of the set"),
        "reading_counts": _("How counts are read"),
        "names_note": _("Designations employed"),
    }.get(code, code)


VIEWS = {"chart": ("bars", "lines", "heat", "multiples", "sankey"), "map": ("response_map", "value_map", "flow_map")}


def views(block: Block) -> list[tuple[str, str]]:
    """The forms that a block may be given instead."""
    return [(code, view(code)) for code in VIEWS.get(block.kind, ())]


def excerpt(block: Block, language: Language, draft: queries.DraftRow) -> str:
    """The first words of a block, or what it shows; an ellipsis stands for each figure."""
    said = _plain(block.said(language) or block.said(draft.structure.language))
    short = said if len(said) <= EXCERPT else f"{said[:EXCERPT].rsplit(' ', 1)[0]} …"
    return short or view(block.source.view) or block.source.indicator


def _plain(text: str) -> str:
    return "".join(piece if isinstance(piece, str) else "…" for piece in parse(text))


def tally(counted: Counter[Any]) -> list[tuple[str, str, int]]:
    """States with how many blocks are in each, the least finished first."""
    return [(code, state(code), counted[code]) for code in STATES if counted[code]]


def remarked(row: queries.RemarkRow) -> dict[str, Any]:
    """A comment with its state in words."""
    return {"row": row, "label": remark_state(row.state), "closed": row.state == "closed"}


def changed(row: queries.ChangeRow) -> dict[str, Any]:
    """A change in words."""
    return {"row": row, "verb": verb(row.verb), "may_undo": not row.undone and row.verb not in ("undone", "updated")}


def grouped(offers: Iterable[Offer]) -> list[dict[str, Any]]:
    """The palette, kind by kind."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for one in offers:
        said = view(one.view) if one.view else ""
        groups.setdefault(one.kind, []).append(
            {
                "code": one.code,
                "label": one.label,
                "view": said,
                "key": "" if one.ask else one.indicator,
                "name": one.name,
            }
        )
    return [{"kind": kind(code), "offers": rows} for code, rows in groups.items()]

"""The chain of a mandate for its page: the picture, and the same as a list."""

from __future__ import annotations

from typing import Any

from attrs import frozen
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entraide.foundation.ui.wording import day, page_language
from entraide.kernel import clock
from entraide.kernel.actor import Actor

from .. import wording
from ..domain.chain_drawing import Arc, Node, Words, draw
from ..queries import MandateRow
from ..queries.chain import Chain, chain

LTR, OWN, END = "\u2066", "\u2068", "\u2069"
"""A symbol runs from left to right, a date as its language does, whatever stands around them."""


@frozen
class Link:
    """One mandate of the list, and what it has to do with others: the word, the number in the list, the mandate."""

    row: MandateRow
    life: str
    this: bool
    ties: tuple[tuple[str, int], ...]
    named: tuple[tuple[str, Any], ...]


def drawn(actor: Actor, row: MandateRow) -> dict[str, Any]:
    """What `mandates/chain.html` takes as `drawn`; {} when nothing hangs together with the mandate."""
    found = chain(actor, row)
    if not found:
        return {}
    return {"picture": _picture(found), "links": _links(found), "evidence": found.evidence, "more": found.more}


def _links(found: Chain) -> list[Link]:
    place = {row.id: at for at, row in enumerate(found.rows, start=1)}
    return [
        Link(
            row, wording.life_label(row.life), row.id == found.this,
            tuple((wording.tie_label(tie.kind), place[tie.to]) for tie in found.ties if tie.from_ == row.id),
            tuple((wording.tie_label(one.kind), one) for one in found.named if one.mandate == row.id),
        )
        for row in found.rows
    ]  # fmt: skip


def _picture(found: Chain) -> SafeString:
    place = {row.id: at for at, row in enumerate(found.rows)}
    today, language = clock.now().date(), page_language()
    nodes = [
        Node(
            f"{at}. {LTR}{row.document_label}, {row.label}{END}"
            + (f" ({OWN}{day(row.adopted_on)}{END})" if row.adopted_on else ""),
            row.sentence, row.id == found.this,
        )
        for at, row in enumerate(found.rows, start=1)
    ]  # fmt: skip
    arcs = [Arc(place[tie.from_], place[tie.to], tie.kind in ("cites", "implements")) for tie in found.ties]
    words = Words(
        _("The chain from decision to today"), _says(found), _("Evidence"),
        day(found.evidence[0]) if found.evidence else "", _("today"),
    )  # fmt: skip
    return mark_safe(draw(nodes, arcs, found.evidence, today, words, language))  # noqa: S308 - escaped by the drawing


def _says(found: Chain) -> str:
    count = len(found.rows)
    rows = ngettext(
        "%(count)s recommendation in the order of time.", "%(count)s recommendations in the order of time.", count
    )
    laid = len(found.evidence)
    evidence = ngettext("%(count)s piece of evidence.", "%(count)s pieces of evidence.", laid)
    return " ".join(
        [rows % {"count": count}, evidence % {"count": laid}, _("The list beside the picture says the same in words.")]
    )

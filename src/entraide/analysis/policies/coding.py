"""Who may cut, code, quote and read what States wrote."""

from __future__ import annotations

from entraide.kernel.actor import Actor
from entraide.kernel.audience import Audience
from entraide.kernel.problems import NotHere
from entraide.kernel.verdict import YES, Verdict, no

from ..domain.words.passages import NEVER_QUOTED
from ..models import Passage, PassageSet, Quotation
from .sets import access_results


def may_code(actor: Actor) -> Verdict:
    """The secretariat cuts, codes and quotes, each coder in their own name."""
    return YES if actor.staff and actor.person_id else no("ANA-501")


def may_quote(actor: Actor, passage: Passage) -> Verdict:
    """What was written for the secretariat, or for totals only, is never quoted."""
    if not actor.staff:
        return no("ANA-501")
    return no("ANA-503") if Audience(passage.audience) in NEVER_QUOTED else YES


def may_clear(actor: Actor, quotation: Quotation) -> Verdict:
    """Another person than the one who chose it."""
    if not actor.staff:
        return no("ANA-501")
    return no("ANA-504") if quotation.chosen_by == actor.person_id else YES


def access_passage_set(actor: Actor, set_id: int) -> PassageSet:
    """The passages of a set, for the secretariat and for those to whom its figures were opened; NotHere otherwise.

    Each passage is read as far as its own audience goes.
    """
    access_results(actor, set_id)
    found = PassageSet.objects.filter(frozen_set_id=set_id).first()
    if found is None:
        raise NotHere
    return found


def access_passage(actor: Actor, set_id: int, passage_id: int) -> tuple[PassageSet, Passage]:
    """One passage of a set, if it may be read."""
    whole = access_passage_set(actor, set_id)
    found = Passage.objects.filter(pk=passage_id, submission__in=whole.submissions).first()
    if found is None or not actor.admits(Audience(found.audience), found.entity):
        raise NotHere
    return whole, found


def access_quotation(actor: Actor, set_id: int, passage_id: int) -> Quotation:
    """The quotation made of a passage: for the secretariat, else once it is cleared."""
    _whole, passage = access_passage(actor, set_id, passage_id)
    found = Quotation.objects.select_related("passage").filter(passage=passage).first()
    if found is None or not (actor.staff or found.state == "cleared"):
        raise NotHere
    return found

"""How acts, addressees and the three axes read, in the language of the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache, wraps
from typing import TypeVar

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from entraide.foundation.ui.wording import page_language
from entraide.reference.domain import entities

Value = TypeVar("Value", str, int)


def _said_once(label: Callable[[Value], str]) -> Callable[[Value], str]:
    """A label is looked up once for each language: a list of the register asks for thousands of them."""

    @lru_cache(maxsize=4096)
    def told(_language: str, value: Value) -> str:
        return label(value)

    @wraps(label)
    def say(value: Value) -> str:
        return told(get_language() or "", value)

    return say


@_said_once
def act_label(act: str) -> str:
    """The act, in the present."""
    return {
        "decide": _("decides"), "approve": _("approves"), "authorize": _("authorizes"), "demand": _("demands"),
        "request": _("requests"), "urge": _("urges"), "call": _("calls upon"), "appeal": _("appeals to"),
        "recommend": _("recommends"), "invite": _("invites"), "encourage": _("encourages"), "note": _("takes note"),
        "welcome": _("welcomes"), "stress": _("stresses"), "condemn": _("condemns"),
    }.get(act, act)  # fmt: skip


@_said_once
def strength_label(strength: int) -> str:
    """The strength of an act, 0 to 5, in words."""
    return {
        5: _("decides or mandates"), 4: _("requests or urges"), 3: _("calls upon or recommends"),
        2: _("invites or encourages"), 1: _("records"), 0: _("records"),
    }.get(strength, str(strength))  # fmt: skip


@_said_once
def kind_label(kind: str) -> str:
    """A kind of addressee."""
    return {
        "states": _("States"), "secretariat": _("Secretariat"), "organisation": _("Organisations"), "body": _("Body"),
        "conference": _("Conference"), "donors": _("Donors"), "private": _("Private sector"), "other": _("Others"),
    }.get(kind, kind)  # fmt: skip


@_said_once
def entity_label(name: str) -> str:
    """Whom a key of the lexicon's entities, or the code of a State or organisation, means; "" for any other word."""
    known = {
        "member-states": _("Member States"), "states-parties": _("States parties"), "states": _("States"),
        "unodc": _("UNODC"), "secretariat": _("Secretariat"), "secretary-general": _("Secretary-General"),
        "conference": _("Conference of the Parties"), "general-assembly": _("General Assembly"),
        "council": _("Economic and Social Council"), "working-group": _("Working Group"), "commission": _("Commission"),
        "president": _("Presiding officer"), "igos": _("international organizations"),
        "un-system": _("United Nations system"), "donors": _("Donors"), "private-sector": _("private sector"),
        "civil-society": _("civil society"), "international-community": _("international community"),
        "authorities": _("national authorities"), "departments": _("Departments"),
    }.get(name)  # fmt: skip
    if known:
        return known
    try:
        return entities.name(name, page_language())
    except KeyError:
        return ""


def addressee(kind: str, name: str, text: str) -> str:
    """An addressee in the language of the page where it is known by name, else as printed, else its kind."""
    return entity_label(name) or text or name or kind_label(kind)


@_said_once
def life_label(life: str) -> str:
    """A state on the axis of life."""
    return {
        "proposed": pgettext("life of a mandate", "proposed"),
        "adopted": pgettext("life of a mandate", "adopted"),
        "endorsed": pgettext("life of a mandate", "endorsed"),
        "superseded": pgettext("life of a mandate", "superseded"),
        "elapsed": pgettext("life of a mandate", "elapsed"), "retired": pgettext("life of a mandate", "retired"),
    }.get(life, life)  # fmt: skip


@_said_once
def response_label(response: str) -> str:
    """A state on the axis of response."""
    return {
        "pending": pgettext("response", "pending"), "accepted": pgettext("response", "accepted"),
        "in_part": pgettext("response", "accepted in part"), "noted": pgettext("response", "noted"),
        "not_accepted": pgettext("response", "not accepted"),
    }.get(response, response)  # fmt: skip


@_said_once
def implementation_label(state: str) -> str:
    """A state on the axis of implementation."""
    return {
        "not_started": _("not started"), "in_progress": _("in progress"), "implemented": _("implemented"),
        "continuing": _("continuing"), "needs_resources": _("needs resources"), "stagnant": _("stagnant"),
        "not_applicable": _("not applicable"),
    }.get(state, state)  # fmt: skip


@_said_once
def hedge_label(tag: str) -> str:
    """A condition on the duty, by its tag."""
    return {
        "as-appropriate": _("as appropriate"), "where-necessary": _("where necessary"),
        "on-request": _("upon request"), "existing-resources": _("within existing resources"),
        "extrabudgetary": _("subject to the availability of extrabudgetary resources"),
        "in-coordination": _("in coordination with others"), "domestic-law": _("in accordance with domestic law"),
    }.get(tag, tag)  # fmt: skip


@_said_once
def move_label(verb: str) -> str:
    """What a button of one of the three axes does."""
    return {
        "endorse": _("Endorsed by the parent body"), "supersede": _("Superseded by a later one"),
        "elapse": _("Elapsed"), "retire": _("Retire"), "restore": _("Restore"),
        "unendorse": _("No longer endorsed"), "accept": _("Accepted"),
        "accept_in_part": _("Accepted in part"), "note": _("Noted"), "decline": _("Not accepted"),
        "reopen": _("No response yet"), "reset": _("Not started"), "begin": _("In progress"),
        "complete": _("Implemented"), "continue": _("Continuing"), "lack_resources": _("Needs resources"),
        "stall": _("Stagnant"), "set_aside": _("Not applicable"),
    }.get(verb, verb)  # fmt: skip


@_said_once
def evidence_label(kind: str) -> str:
    """A kind of evidence."""
    return {
        "report": _("Report"), "round": _("Request to States"), "document": _("Document"),
        "reply": _("Reply of a State"), "project": _("Project"), "law": _("Law or regulation"), "other": _("Other"),
        "change": _("Change of the directory"), "event": _("Event"), "link": _("Page on the web"), "file": _("File"),
        "statement": _("Statement"),
    }.get(kind, kind)  # fmt: skip


def reference_label(kind: str, label: str, paragraph: str) -> str:
    """What a mandate rests on, as it is cited."""
    cited = {
        "article": _("article %(label)s"), "resolution": _("resolution %(label)s"), "decision": _("decision %(label)s"),
    }.get(kind, "%(label)s")  # fmt: skip
    shown = cited % {"label": label}
    return _("%(cited)s, paragraph %(paragraph)s") % {"cited": shown, "paragraph": paragraph} if paragraph else shown


def sentence(act: str, addressees: Sequence[str]) -> str:
    """One line for lists: the act and who is asked."""
    if not addressees:
        return act_label(act)
    return _("%(act)s: %(addressees)s") % {"act": act_label(act), "addressees": "; ".join(addressees)}


@_said_once
def tie_label(kind: str) -> str:
    """What one mandate does to another that follows by its number, in the present."""
    return {
        "passes_on": _("passes on"), "endorses": _("endorses"), "reiterates": _("reiterates"),
        "supersedes": _("supersedes"), "implements": _("implements"), "cites": _("cites"),
    }.get(kind, kind)  # fmt: skip

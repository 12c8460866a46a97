"""How people, roles and nominations are shown."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from entraide.foundation.accounts.queries import NominationRow, PersonRow
from entraide.foundation.ui.wording import page_language
from entraide.kernel.actor import Role
from entraide.kernel.problems import NotHere
from entraide.reference.domain import entities

from .wording import role_label


def entity_name(code: str) -> str:
    """A State or organisation in the language of the page; its code where it is unknown, empty for none."""
    if not code:
        return ""
    try:
        return entities.name(code, page_language())
    except (KeyError, NotHere):
        return code


def party_to(code: str) -> bool:
    """Whether this State or organisation is party to the Convention."""
    return bool(code) and "UNTOC" in entities.entity(code).party_to


def memberships_shown(row: PersonRow) -> list[dict[str, Any]]:
    """Every role that somebody holds or held."""
    return [
        {
            "row": one,
            "role": role_label(Role(one.role)),
            "entity": entity_name(one.entity),
            "exercise": exercise_label(one.exercise),
        }
        for one in row.held
    ]


def nomination_shown(row: NominationRow) -> dict[str, Any]:
    """A nomination as lists show it."""
    return {
        "row": row,
        "role": role_label(Role(row.role)),
        "entity": entity_name(row.entity),
        "exercise": exercise_label(row.exercise),
        "state": state_label(row.state),
    }


def exercise_label(exercise: str) -> str:
    """What a role is for; empty for a general one."""
    kind, _colon, number = exercise.partition(":")
    if kind in ("collection.round", "collection.reply"):
        return _("round %(number)s") % {"number": number}
    return exercise


def state_label(state: str) -> str:
    """The state of a nomination or of a person."""
    return {
        "recorded": _("recorded"),
        "invited": _("invited"),
        "to_check": _("to be checked"),
        "asked_back": _("asked back"),
        "active": _("active"),
        "ended": _("ended"),
        "withdrawn": _("withdrawn"),
        "waiting": _("waiting"),
        "without_role": _("without a role"),
        "left": _("has left"),
    }.get(state, state)


def field_label(field: str) -> str:
    """A fact that a note and a profile both give."""
    return {
        "name": _("Name"),
        "title": _("Function or title"),
        "email": _("Electronic mail"),
        "language": _("Language"),
    }[field]

"""How roles and the ledger's verbs read to people."""

from __future__ import annotations

from django.utils.translation import gettext as _

from entraide.kernel.actor import Role


def role_label(role: Role) -> str:
    """The name of a role."""
    return {
        Role.OFFICER: _("Officer of the secretariat"),
        Role.DIRECTOR: _("Director"),
        Role.FOCAL_POINT: _("Focal point"),
        Role.EXPERT: _("Expert"),
        Role.OBSERVER: _("Observer"),
    }[role]


def verb_label(verb: str) -> str:
    """What an entry of the ledger says was done; the bare verb when nobody has written a sentence for it yet."""
    return {
        "accounts.invitation.made": _("invited somebody"),
        "accounts.invitation.renewed": _("sent a personal link again"),
        "accounts.invitation.accepted": _("accepted an invitation"),
        "accounts.membership.ended": _("ended a role"),
        "accounts.person.enrolled": _("made an account"),
    }.get(verb, verb)

"""Bodies: their name, what they stand under, their mandate."""

from __future__ import annotations

from django.db.models import ProtectedError

from entraide.foundation.actions import Act, action, save
from entraide.kernel.problems import refuse
from entraide.kernel.text import Text
from entraide.meetings import policies
from entraide.meetings.domain.vocabulary import ACT_KINDS
from entraide.meetings.models import Body

from .changes import one_of


@action("meetings.body.corrected")
def correct_body(
    act: Act, body: Body, *, name: Text, parent: Body | None = None, mandate: Text | None = None,
    act_kind: str = "", act_label: str = "",
) -> None:  # fmt: skip
    """Say anew what a body is called, what it stands under, what it is to do, and by which act it was created.

    Refused: MEE-001 not the secretariat, MEE-010 it would stand under itself, MEE-011 half of an act, MEE-020 no name.
    """
    policies.may_record(act.actor).enforce()
    if not name:
        raise refuse("MEE-020")
    above = parent
    while above is not None:
        if above.pk == body.pk:
            raise refuse("MEE-010")
        above = above.parent
    if bool(act_kind) != bool(act_label.strip()):
        raise refuse("MEE-011")
    body.name, body.parent, body.mandate = name.to_json(), parent, (mandate or Text()).to_json()
    body.act_kind, body.act_label = one_of(act_kind, ACT_KINDS), act_label.strip()
    save(body, "name", "parent", "mandate", "act_kind", "act_label")
    act.about(body, parent=parent.pk if parent else None, act=f"{act_kind} {act_label}".strip())


@action("meetings.body.removed")
def remove_body(act: Act, body: Body) -> None:
    """Take away a body recorded by mistake. Refused with MEE-024 when it has met or has bodies under it."""
    policies.may_record(act.actor).enforce()
    act.about(body, code=body.code)
    try:
        body.delete()
    except ProtectedError:
        raise refuse("MEE-024", named=body.code) from None

"""How far a whole section may go: the State's word on all its answers at once."""

from __future__ import annotations

from entraide.foundation.actions import Act, action, save
from entraide.kernel.audience import Audience
from entraide.kernel.problems import NotHere, refuse

from ..domain.sharing import OFFERED
from ..models import Reply
from .replies import begin_edit


@action("collection.section.shared")
def share_section(act: Act, reply: Reply, section: str, audience: Audience | None) -> None:
    """Say who may read a section; None takes the word back. Words on single answers stand beside it.

    Refused: COL-302, 305, 320, 340, 341 as for saving; 351 for what is not offered. NotHere for no section of the form.
    """
    form = begin_edit(act, reply)
    if section not in {one.name for one in form.sections}:
        raise NotHere
    if audience is not None and audience not in OFFERED:
        raise refuse("COL-351")
    shares = dict(Reply.objects.values_list("sharing", flat=True).get(pk=reply.pk))
    was = shares.pop(section, "")
    if audience is not None:
        shares[section] = audience.value
    reply.sharing = shares
    save(reply, "sharing")
    act.about(reply, section=section, was=was, audience=audience.value if audience else "")

"""How far a whole section may go: the State's word on all its answers at once."""

from __future__ import annotations

from entraide.foundation.actions import Act, action, save
from entraide.kernel.audience import Audience
from entraide.kernel.problems import NotHere, refuse

from ..domain.sharing import OFFERED
from ..marks import touched
from ..models import Reply
from .replies import begin_edit, check_reach


@action("collection.section.shared")
def share_section(act: Act, reply: Reply, section: str, audience: Audience | None) -> None:
    """Say who may read a section; None takes the word back. Words on single answers stand beside it.

    A signature that stands does so no more. Refused: COL-302, 305, 320, 340, 341, 360 as for saving; 351 for what is not
    offered. NotHere for no section of the form.
    """
    form = begin_edit(act, reply)
    found = next((one for one in form.sections if one.name == section), None)
    if found is None:
        raise NotHere
    paths = [one.path for one in found.questions()]
    check_reach(act.actor, reply, form, paths)
    if audience is not None and audience not in OFFERED:
        raise refuse("COL-351")
    shares = dict(Reply.objects.values_list("sharing", flat=True).get(pk=reply.pk))
    was = shares.pop(section, "")
    if audience is not None:
        shares[section] = audience.value
    reply.sharing = shares
    save(reply, "sharing")
    touched(act.actor, reply, ((path, section) for path in paths), act.at)
    act.about(reply, section=section, was=was, audience=audience.value if audience else "")

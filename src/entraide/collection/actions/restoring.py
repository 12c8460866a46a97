"""Taking the answers of a version that was sent back into the State's draft."""

from __future__ import annotations

from entraide.foundation.actions import Act, action

from .. import policies
from ..domain.answers import Answers
from ..domain.life import OPEN_TO_EDITS
from ..drafts import draft_of
from ..models import Reply, Submission
from .replies import Saved, begin_edit, check_reach, correct, settle


@action("collection.draft.restored")
def restore(act: Act, reply: Reply, version: Submission) -> Saved:
    """The draft says what that version said, a version entered from a letter as well; the State's people alone.

    A reply that was sent is opened for a correction first, as `correct` does. Refused: COL-302, 304, 305.
    """
    policies.may_read_draft(act.actor, reply).enforce()
    if reply.state not in OPEN_TO_EDITS:
        correct(act.actor, reply)
    form = begin_edit(act, reply)
    before, answers = draft_of(reply, form), Answers.from_json(version.answers)
    changed = {path: answers.cell(path) for path in {*before, *answers} if before.cell(path) != answers.cell(path)}
    check_reach(act.actor, reply, form, changed)
    saved = settle(act, reply, form, before, changed)
    act.about(reply, cells=len(changed), number=version.number)
    return saved

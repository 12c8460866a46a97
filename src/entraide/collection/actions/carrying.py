"""Taking over what was answered in the last round and is still true."""

from __future__ import annotations

from collections.abc import Iterable

from entraide.foundation.actions import Act, action

from ..domain.last_answers import still_true
from ..drafts import draft_of
from ..lastround import last_answers
from ..models import Reply
from .replies import Saved, begin_edit, check_reach, settle


@action("collection.answers.confirmed")
def confirm_last(act: Act, reply: Reply, paths: Iterable[str]) -> Saved:
    """Answer these questions as in the last round, where nothing was answered yet. Refused: COL-302, 305, 320, 360."""
    form = begin_edit(act, reply)
    before = draft_of(reply, form)
    taken = still_true(last_answers(reply, form), before, paths)
    check_reach(act.actor, reply, form, taken)
    saved = settle(act, reply, form, before, taken)
    act.about(reply, cells=len(taken))
    return saved

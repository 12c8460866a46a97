"""What becomes of a submission that a device sent: reviewed, spoken of, taken into the State's draft."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from entraide.foundation.actions import Act, action, save
from entraide.kernel.actor import Actor
from entraide.kernel.clock import now
from entraide.kernel.problems import refuse

from .. import policies
from ..domain.answers import Answers, Cell, without_positions
from ..domain.form import Form
from ..domain.judge import Finding, judge
from ..domain.submission import read_submission
from ..domain.workbook import Change, difference
from ..drafts import draft_of
from ..forms import form_of
from ..models import Instance, Remark
from .replies import Saved, begin_edit, is_taken, settle

REVIEWS = ("edited", "hasIssues", "rejected", "approved")
LONGEST_REMARK = 20_000


@action("collection.instance.reviewed")
def review_instance(act: Act, instance: Instance, state: str) -> None:
    """What the secretariat says of a submission; "" takes it back. Refused: COL-403, 416."""
    policies.may_manage_projects(act.actor).enforce()
    if state not in ("", *REVIEWS):
        raise refuse("COL-416", field="reviewState", value=state[:40])
    was = instance.review_state
    instance.review_state, instance.updated_at = state, act.at
    save(instance, "review_state", "updated_at")
    act.about(instance, was=was, state=state)


@action("collection.instance.remarked")
def remark(act: Act, instance: Instance, body: str) -> Remark:
    """Say something of a submission. Refused: COL-407 for nothing, 416 for too much."""
    if not body.strip():
        raise refuse("COL-407", field="body")
    if len(body) > LONGEST_REMARK or "\x00" in body:
        raise refuse("COL-416", field="body", value=body[:40].replace("\x00", ""))
    row = Remark.objects.create(
        instance=instance, entity=instance.entity, body=body, person=act.actor.person_id, created_at=act.at
    )
    act.about(instance, remark=row.pk)
    return row


@frozen
class Offer:
    """What a submission would change in the State's draft. `base` is the digest of the draft it was compared with."""

    version_id: int
    base: str
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]

    def in_sections(self, form: Form) -> Mapping[str, tuple[Change, ...]]:
        """The changes by the name of their section."""
        found: dict[str, list[Change]] = {}
        for change in self.changes:
            found.setdefault(form.section_of(change.path), []).append(change)
        return {name: tuple(changes) for name, changes in found.items()}


def offer(actor: Actor, instance: Instance) -> Offer:
    """Compared with the draft; nothing is written. What the device left blank stays as it is. Refused: COL-304, 302, 305, 320."""
    policies.may_take(actor, instance).enforce()
    reply = instance.reply
    policies.may_edit(actor, reply).enforce()
    form, version = form_of(reply.round.version_id), policies.current_version(instance)
    before = draft_of(reply, form)
    given = read_submission(form, bytes(version.xml)).answers
    given = Answers({path: cell for path, cell in given.items() if cell.value and _fits(form, path, cell)})
    changes = difference(before, before.merged(_kept_sides(before, given)))
    touched = {change.path for change in changes}
    judged = judge(form, before.merged({one.path: one.after for one in changes}), now().date())
    findings = tuple(one for one in judged.problems if one.path in touched)
    return Offer(version.pk, before.content_hash(), changes, findings)


def _fits(form: Form, path: str, cell: Cell) -> bool:
    """An answer to a question of the form. A name of a file is none: the file itself stays with what was sent."""
    return is_taken(form, path, cell) and form.question(without_positions(path)).type != "file"


def _kept_sides(before: Answers, given: Answers) -> Mapping[str, Cell]:
    """A device sends values only: source, comment and sharing level of an answer stay when its value does not change."""
    return {path: before.cell(path) if before.value(path) == cell.value else cell for path, cell in given.items()}


@action("collection.instance.taken")
def take_instance(act: Act, instance: Instance, *, version_id: int, base: str, sections: tuple[str, ...] = ()) -> Saved:
    """Take what was offered into the draft, as a whole or these sections.

    Refused: COL-317 when the draft or the submission has changed since, 434 when nothing is left to take.
    """
    policies.may_take(act.actor, instance).enforce()
    form = begin_edit(act, instance.reply)
    offered = offer(act.actor, instance)
    if offered.base != base or offered.version_id != version_id:
        raise refuse("COL-317")
    wanted = offered.in_sections(form)
    names = sections or tuple(wanted)
    cells = {one.path: one.after for name in names for one in wanted.get(name, ())}
    if not cells:
        raise refuse("COL-434")
    saved = settle(act, instance.reply, form, draft_of(instance.reply, form), cells)
    instance.taken_at = act.at
    save(instance, "taken_at")
    act.about(instance, reply=instance.reply_id, version=version_id, cells=len(cells))
    return saved

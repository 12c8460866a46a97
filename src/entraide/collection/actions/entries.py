"""Entry on behalf of a State: what its letter says, in a draft of the secretariat's own, sent with the letter attached."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from entraide.foundation.actions import Act, action, save
from entraide.kernel.problems import Problem, refuse

from .. import policies
from ..domain.answers import Answers, Cell
from ..domain.clarifying import tidy
from ..domain.form import Form
from ..domain.judge import Judgement, judge
from ..domain.life import REPLY
from ..domain.progress import progress_of
from ..domain.rows import without_row
from ..domain.sharing import as_sent, shares_from_json
from ..domain.workbook import difference, laid_over, read_workbook
from ..drafts import entry_of, write_cells
from ..forms import form_of
from ..models import Reply, Submission
from ..sending import applying, refuse_blocking
from .decisions import Letter, kept_letter
from .letters import send_entered
from .replies import check_cells, is_row, take_hold
from .submissions import next_version
from .threads import follow_submission
from .workbooks import reply_code

LETTER = "letter"


@frozen
class Entered:
    """What a workbook brought into the secretariat's draft: how many answers, and what could not be read."""

    count: int
    problems: tuple[Problem, ...]


@action("collection.entry.saved")
def save_entry(act: Act, reply: Reply, cells: Mapping[str, Cell]) -> int:
    """Keep these answers in the secretariat's own draft; the State's draft is another. How many changed."""
    form = _begin(act, reply)
    check_cells(form, cells)
    before = entry_of(reply)
    changed = {path: cell for path, cell in cells.items() if before.cell(path) != cell}
    return _keep(act, reply, form, changed)


@action("collection.entry.row_removed")
def remove_entry_row(act: Act, reply: Reply, repeat: str, position: int) -> int:
    """Take a row out of it; the rows below move up. NotHere for no repeat of the form."""
    form = _begin(act, reply)
    is_row(form, repeat, position)
    return _keep(act, reply, form, without_row(entry_of(reply), repeat, position))


@action("collection.entry.begun")
def begin_entry(act: Act, reply: Reply, version: Submission) -> int:
    """Start from a version that was sent: a letter often corrects no more than a figure."""
    form = _begin(act, reply)
    answers, before = Answers.from_json(version.answers), entry_of(reply)
    changed = {path: answers.cell(path) for path in {*answers, *before} if before.cell(path) != answers.cell(path)}
    return _keep(act, reply, form, changed)


@action("collection.entry.taken")
def take_entry(act: Act, reply: Reply, content: bytes) -> Entered:
    """From a workbook that came with the letter. Nothing is sent by it: the draft is looked at first."""
    form, round = _begin(act, reply), reply.round
    workbook = read_workbook(
        form, content, round_code=round.code, version=round.version.version, reply_code=reply_code(reply)
    )
    before = entry_of(reply)
    changes = difference(before, laid_over(form, before, workbook))
    cells = {change.path: change.after for change in changes}
    check_cells(form, cells)
    return Entered(_keep(act, reply, form, cells), workbook.problems)


def _begin(act: Act, reply: Reply) -> Form:
    take_hold(reply)
    policies.may_enter(act.actor, reply).enforce()
    return form_of(reply.round.version_id)


def _keep(act: Act, reply: Reply, form: Form, cells: Mapping[str, Cell]) -> int:
    write_cells(reply, form, cells, act.at, act.actor.person_id, "secretariat")
    act.about(reply, cells=len(cells))
    return len(cells)


@action("collection.reply.entered")
def submit_entry(
    act: Act, reply: Reply, *, letter: Letter, declared_name: str, declared_function: str, language: str = ""
) -> Submission:
    """What was entered becomes the next version, of the channel `letter`; the State is told and may confirm or replace it.

    The letter says what it says: what it leaves open stays open, and the version shows that. What cannot stand at all
    is refused with COL-306. Refused as well: COL-315 without who signed, 322 when nothing differs, 460 to 462 for the letter.
    """
    form = _begin(act, reply)
    if not tidy(declared_name) or not tidy(declared_function):
        raise refuse("COL-315")
    draft = entry_of(reply)
    judgement = judge(form, draft, act.at.date())
    refuse_blocking(form, [one for one in judgement.problems if one.code != "required"])
    if not (answers := applying(draft, judgement)):
        raise refuse("COL-466")
    row = _version(act, reply, as_sent(form, answers, shares_from_json(reply.sharing)), letter)
    row.language = language or reply.language
    row.declared_name, row.declared_function = tidy(declared_name)[:200], tidy(declared_function)[:200]
    row.save(force_insert=True)
    _arrived(act, reply, form, judgement)
    follow_submission(act, reply, row)
    send_entered(reply, reply.round, row)
    act.about(row, reply=reply.pk, number=row.number, sha256=row.content_hash, channel=LETTER)
    return row


def _version(act: Act, reply: Reply, answers: Answers, letter: Letter) -> Submission:
    row = next_version(act, reply, answers)
    row.channel, row.letter_id = LETTER, kept_letter(act, reply, letter)
    row.letter_reference, row.letter_date = tidy(letter.reference)[:60], letter.dated
    return row


def _arrived(act: Act, reply: Reply, form: Form, judgement: Judgement) -> None:
    """The reply is in the secretariat's hands; its own draft is done with and empty again."""
    reply.state, reply.submitted_at = REPLY.after(reply.state, "enter"), act.at
    reply.progress = progress_of(form, judgement).to_json()
    save(reply, "state", "submitted_at", "progress")
    reply.cells.filter(keeper="secretariat").delete()

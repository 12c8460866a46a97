"""Clarifications: asked at a place of a reply, answered by words or by another value, asked again, closed."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from entraide.foundation.actions import Act, action, save
from entraide.kernel.problems import NotHere, refuse

from .. import policies
from ..domain.answers import BLANK, Answers, Cell
from ..domain.clarifying import KINDS, Anchor, anchor_at, plain_text, stands_in
from ..domain.form import Form
from ..domain.life import OPEN_TO_EDITS, THREAD
from ..drafts import draft_of
from ..forms import form_of
from ..models import Reply, Submission, Thread, ThreadMessage
from .replies import correct, save_cells, take_hold
from .thread_letters import tell_asked, tell_moved


@action("collection.thread.opened")
def open_thread(
    act: Act,
    reply: Reply,
    *,
    kind: str,
    text: str,
    path: str = "",
    section: str = "",
    number: int = 0,
    due: date | None = None,
) -> Thread:
    """Ask about a question, a row, a section or the whole of a reply; the secretariat about version `number`, or the newest.

    Refused: COL-450 for no such place, 451 for a kind that is not this person's, 453 to 455 for the text and the day.
    """
    if kind not in KINDS:
        raise refuse("COL-451")
    form = form_of(reply.round.version_id)
    anchor = anchor_at(form, path, section)
    policies.may_open_thread(act.actor, reply, kind, anchor.section).enforce()
    text = plain_text(text)
    _check_due(act, due)
    version = _version(reply, number) if act.actor.staff else None
    thread = Thread.objects.create(
        reply=reply, entity=reply.entity, kind=kind, asker=policies.side_of(act.actor), path=anchor.path,
        section=anchor.section, submission=version, asked_path=anchor.path, state=THREAD.start, due=due,
        asked_cell=_asked_cell(act, reply, form, kind, anchor, version).to_json(), opened_at=act.at,
        opened_by=act.actor.person_id, moved_at=act.at,
    )  # fmt: skip
    _say(act, thread, "asked", text)
    tell_asked(act, thread)
    _about(act, thread)
    return thread


def _check_due(act: Act, due: date | None) -> None:
    if due is not None and due < act.at.date():
        raise refuse("COL-455", date=due.isoformat())


def _version(reply: Reply, number: int) -> Submission | None:
    found: Submission | None
    if not number:
        found = reply.submissions.order_by("-number").first()
        return found
    found = reply.submissions.filter(number=number).first()
    if found is None:
        raise NotHere
    return found


def _asked_cell(act: Act, reply: Reply, form: Form, kind: str, anchor: Anchor, version: Submission | None) -> Cell:
    """The answer as the asker sees it. What a State drafts stays within the State, whatever it asks the secretariat."""
    sent = Answers.from_json(version.answers) if version else Answers()
    answers = sent if act.actor.staff else draft_of(reply, form)
    if not stands_in(answers, anchor.path):
        raise refuse("COL-450", path=anchor.path[:120])
    return BLANK if kind == "official" and not act.actor.staff else answers.cell(anchor.path)


@action("collection.thread.answered")
def answer_thread(act: Act, thread: Thread, text: str = "", cell: Cell | None = None) -> ThreadMessage:
    """By words, by another value of the answer asked about, or by both. The value belongs to the next version.

    Whoever answers for a State and gives a value has the reply opened for a correction, as `correct` does.
    Refused: COL-452 when it is closed, 453 for neither words nor another value, 456 for whoever is not asked.
    """
    _hold(thread)
    policies.may_answer_thread(act.actor, thread).enforce()
    corrects = _corrected(act, thread, cell)
    words = plain_text(text) if text.strip() or not corrects else ""
    thread.state = THREAD.after(thread.state, "answer")
    message = _say(act, thread, "answered", words, corrects=corrects)
    _move(act, thread)
    return message


def _corrected(act: Act, thread: Thread, cell: Cell | None) -> bool:
    """Whether the draft says something else than what was asked about, once the value given has been saved."""
    if act.actor.staff or not thread.path or thread.path.endswith("]"):
        return False
    reply = thread.reply
    take_hold(reply)
    form = form_of(reply.round.version_id)
    if cell is not None and draft_of(reply, form).cell(thread.path) != cell:
        if reply.state not in OPEN_TO_EDITS:
            correct(act.actor, reply)
        save_cells(act.actor, reply, {thread.path: cell})
    stands = draft_of(reply, form).cell(thread.path)
    return reply.state in OPEN_TO_EDITS and stands.fingerprint != Cell.from_json(thread.asked_cell).fingerprint


@action("collection.thread.asked_again")
def ask_again(act: Act, thread: Thread, text: str, due: date | None = None) -> ThreadMessage:
    """Not answered yet, says whoever asked. Refused: COL-452, 453, 455, 456."""
    _hold(thread)
    policies.may_ask_again(act.actor, thread).enforce()
    _check_due(act, due)
    words = plain_text(text)
    thread.state, thread.due = THREAD.after(thread.state, "ask_again"), due or thread.due
    message = _say(act, thread, "asked_again", words)
    tell_asked(act, thread)
    _move(act, thread, told=True)
    return message


@action("collection.thread.closed")
def close_thread(act: Act, thread: Thread, text: str = "") -> ThreadMessage:
    """Answered, says whoever asked, with or without a word. Refused: COL-452, 456."""
    _hold(thread)
    policies.may_close_thread(act.actor, thread).enforce()
    thread.state = THREAD.after(thread.state, "close")
    message = _say(act, thread, "closed", plain_text(text) if text.strip() else "")
    _move(act, thread, told=True)
    return message


def _hold(thread: Thread) -> None:
    """Two people may be at it: the row is locked and its state read anew."""
    fresh = Thread.objects.select_for_update(of=("self",)).filter(pk=thread.pk).first()
    if fresh is None:
        raise NotHere
    thread.state, thread.due, thread.path = fresh.state, fresh.due, fresh.path


def _say(act: Act, thread: Thread, move: str, text: str, *, corrects: bool = False) -> ThreadMessage:
    return ThreadMessage.objects.create(
        thread=thread, entity=thread.entity, kind=thread.kind, side=policies.side_of(act.actor), move=move, text=text,
        corrects=corrects, said_at=act.at, said_by=act.actor.person_id,
    )  # fmt: skip


def _move(act: Act, thread: Thread, *, told: bool = False) -> None:
    thread.moved_at = act.at
    save(thread, "state", "due", "moved_at")
    if not told:
        tell_moved(act, thread)
    _about(act, thread)


def _about(act: Act, thread: Thread) -> None:
    """Of a national one the ledger, which the secretariat reads, says no more than that there is one."""
    open_ = {"path": thread.path, "section": thread.section, "state": thread.state} if thread.kind != "national" else {}
    act.about(thread, reply=thread.reply_id, kind=thread.kind, **open_)


def follow_submission(act: Act, reply: Reply, version: Submission) -> None:
    """A new version has arrived: where an answer that was asked about is another one now, its thread says so."""
    answers = Answers.from_json(version.answers)
    rows = Thread.objects.filter(reply=reply, kind="official", asker="secretariat", path__gt="").exclude(state="closed")
    for thread in rows.select_for_update(of=("self",)):
        before, after = _last_seen(thread), answers.cell(thread.path)
        if before.fingerprint == after.fingerprint or thread.path.endswith("]"):
            continue
        ThreadMessage.objects.create(
            thread=thread, entity=thread.entity, kind=thread.kind, side=policies.side_of(act.actor), move="changed",
            before=before.to_json(), after=after.to_json(), submission=version, said_at=act.at,
            said_by=act.actor.person_id,
        )  # fmt: skip
        thread.state, thread.moved_at = THREAD.after(thread.state, "answer"), act.at
        save(thread, "state", "moved_at")


def _last_seen(thread: Thread) -> Cell:
    """The answer as the secretariat last had it before it: of the change before, or as it was when it was asked about."""
    last = thread.messages.filter(move="changed").order_by("-id").first()
    return Cell.from_json(last.after if last and last.after is not None else thread.asked_cell)


def closed_by_acceptance(act: Act, reply: Reply) -> None:
    """Accepting a version closes what was answered. Refused with COL-457 while a question awaits its answer."""
    rows = list(_asked_officially(reply).select_for_update(of=("self",)))
    if waiting := sum(row.state == THREAD.start for row in rows):
        raise refuse("COL-457", count=waiting)
    for row in rows:
        row.reply = reply
        close_thread(act.actor, row)


def gathered(reply: Reply) -> tuple[Thread, ...]:
    """What a version is asked back with: the secretariat's questions that await an answer, in their order."""
    return tuple(_asked_officially(reply).filter(state=THREAD.start))


def _asked_officially(reply: Reply) -> QuerySet[Thread]:
    return (
        Thread.objects.filter(reply=reply, kind="official", asker="secretariat").exclude(state="closed").order_by("id")
    )

"""Clarifications: official ones between the secretariat and a State, internal ones, national ones."""

from __future__ import annotations

from entraide.kernel.actor import Actor, Role
from entraide.kernel.problems import NotHere
from entraide.kernel.verdict import YES, Verdict, no

from ..domain.clarifying import Side
from ..domain.life import THREAD
from ..models import Reply, Thread
from .delegations import reach_in
from .people import answers_for
from .replies import access_reply


def sees_section(actor: Actor, reply: Reply, section: str) -> bool:
    """Whether this person of a State has that section before them; "" is the whole reply, which its experts do not have.

    An observer of the State reads the reply and takes no part in its clarifications.
    """
    return answers_for(actor, reply.entity) and reach_in(actor, reply).has(section)


def side_of(actor: Actor) -> Side:
    """For whom this person speaks."""
    return "secretariat" if actor.staff else "state"


def may_open_thread(actor: Actor, reply: Reply, kind: str, section: str = "") -> Verdict:
    """The secretariat asks officially or internally; a State's people ask each other, its focal point the secretariat."""
    if actor.staff:
        return YES if kind in ("official", "internal") else no("COL-451")
    if not sees_section(actor, reply, section):
        return no("COL-305")
    if kind == "national":
        return YES
    return YES if kind == "official" and actor.has(Role.FOCAL_POINT) else no("COL-451")


def may_answer_thread(actor: Actor, thread: Thread) -> Verdict:
    """An official one by the other side, for a State its focal point; within a side by anybody who sees it."""
    if not _inside(actor, thread):
        return no("COL-451")
    if thread.kind == "official" and (
        side_of(actor) == thread.asker or not (actor.staff or actor.has(Role.FOCAL_POINT))
    ):
        return no("COL-456")
    return YES if THREAD.allows(thread.state, "answer") else no("COL-452")


def may_ask_again(actor: Actor, thread: Thread) -> Verdict:
    """Whoever asked asks again."""
    if not _asks(actor, thread):
        return no("COL-456")
    return YES if THREAD.allows(thread.state, "ask_again") else no("COL-452")


def may_close_thread(actor: Actor, thread: Thread) -> Verdict:
    """Whoever asked says that it is answered."""
    if not _asks(actor, thread):
        return no("COL-456")
    return YES if THREAD.allows(thread.state, "close") else no("COL-452")


def _asks(actor: Actor, thread: Thread) -> bool:
    """The secretariat asks as one; of a State's people whoever asked, and the focal point."""
    if not _inside(actor, thread) or side_of(actor) != thread.asker:
        return False
    return actor.staff or actor.has(Role.FOCAL_POINT) or actor.person_id == thread.opened_by


def _inside(actor: Actor, thread: Thread) -> bool:
    if actor.staff:
        return thread.kind != "national"
    return thread.kind != "internal" and sees_section(actor, thread.reply, thread.section)


def access_thread(actor: Actor, reply_id: int, thread_id: int) -> Thread:
    """A thread of a reply; NotHere for whoever is not inside, as for one that is not there."""
    reply = access_reply(actor, reply_id)
    thread: Thread | None = Thread.objects.filter(pk=thread_id, reply=reply).select_related("submission").first()
    if thread is None:
        raise NotHere
    thread.reply = reply
    if not _inside(actor, thread):
        raise NotHere
    return thread


def threads_seen(actor: Actor, reply: Reply) -> list[Thread]:
    """Every thread of a reply that this person sees, the oldest first."""
    rows = list(Thread.objects.filter(reply=reply).select_related("submission").order_by("id"))
    for row in rows:
        row.reply = reply
    return [row for row in rows if _inside(actor, row)]

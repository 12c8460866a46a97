"""Saying that a section is done, clearing sections, signing; and what a later change undoes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from entraide.foundation.actions import Act, action
from entraide.kernel.languages import Language, as_language
from entraide.kernel.problems import NotHere, refuse
from entraide.reference.domain import entities

from .. import policies
from ..forms import form_of
from ..marks import mark_of, standing_signature
from ..models import Reply, SectionMark, Signature
from ..sending import Sending, to_send
from .replies import take_hold


@action("collection.section.completed")
def complete_section(act: Act, reply: Reply, section: str, done: bool = True) -> None:
    """“Have you completed this section?” Yes, or no after all. A clearance falls with the no."""
    take_hold(reply)
    policies.may_edit(act.actor, reply).enforce()
    _check_section(act, reply, section)
    mark = mark_of(reply, section)
    mark.completed_at, mark.completed_by = (act.at, act.actor.person_id) if done else (None, None)
    if not done:
        mark.cleared_at = mark.cleared_by = None
    mark.save()
    act.about(reply, section=section, completed=done)


def _check_section(act: Act, reply: Reply, section: str) -> None:
    known = {one.name for one in form_of(reply.round.version_id).sections}
    if section not in known or not policies.reach_in(act.actor, reply).has(section):
        raise NotHere


@action("collection.section.cleared")
def clear_sections(
    act: Act, reply: Reply, sections: Iterable[str] | None = None, undo: bool = False, seen: datetime | None = None
) -> None:
    """The focal point says that these sections (all of them, unless named) stand as they are; `undo` takes it back.

    Refused: COL-304 for an expert, COL-306 for a section in which something has to be corrected, COL-030 for one that
    somebody changed since it was `seen`.
    """
    take_hold(reply)
    policies.may_submit(act.actor, reply).enforce()
    known = [one.name for one in form_of(reply.round.version_id).sections]
    names = known if sections is None else list(dict.fromkeys(sections))
    if not set(names) <= set(known):
        raise NotHere
    if not undo:
        check_seen(reply, seen, names)
        to_send(reply, act.at.date()).check(names)
    clear(reply, names, act, undo=undo)
    act.about(reply, sections=names, cleared=not undo)


def check_seen(reply: Reply, seen: datetime | None, names: Iterable[str] | None = None) -> None:
    """Nobody answers for what they have not read: refused with COL-030 when these sections (or any) were changed after."""
    if seen is None:
        return
    changed = set(SectionMark.objects.filter(reply=reply, saved_at__gt=seen).values_list("section", flat=True))
    changed &= changed if names is None else set(names)
    if changed:
        sections = form_of(reply.round.version_id).sections
        raise refuse("COL-030", sections=", ".join(one.number or one.name for one in sections if one.name in changed))


def clear(reply: Reply, names: Iterable[str], act: Act, undo: bool = False) -> None:
    """Mark them; nothing is asked here."""
    for name in names:
        mark = mark_of(reply, name)
        if undo or mark.cleared_at is None:
            mark.cleared_at, mark.cleared_by = (None, None) if undo else (act.at, act.actor.person_id)
            mark.save()


@action("collection.reply.signed")
def sign(
    act: Act, reply: Reply, *, declared_name: str, declared_function: str, authority: str = "", language: str = "",
    seen: datetime | None = None,
) -> Signature:  # fmt: skip
    """A declaration over exactly what would be sent now. A signature before it is void.

    Refused: COL-304, 306 with everything that blocks, 315 without name and function, 364 with sections not cleared,
    030 when an answer was changed since the whole was `seen`.
    """
    take_hold(reply)
    policies.may_submit(act.actor, reply).enforce()
    check_seen(reply, seen)
    sending = to_send(reply, act.at.date())
    sending.check()
    cleared = set(SectionMark.objects.filter(reply=reply, cleared_at__isnull=False).values_list("section", flat=True))
    open_ = [one.number for one in sending.form.sections if one.name not in cleared]
    if open_:
        raise refuse("COL-364", sections=", ".join(open_))
    row = signed(act, reply, sending.content_hash, declared_name, declared_function, authority, language)
    act.about(row, reply=reply.pk, sha256=row.content_hash)
    return row


def signed(act: Act, reply: Reply, digest: str, name: str, function: str, authority: str, language: str) -> Signature:
    """The new signature; an older one that stands is void, without anything having changed. Refused: COL-315."""
    if not name.strip() or not function.strip():
        raise refuse("COL-315")
    standing_signature(reply).update(voided_at=act.at, voided_by=act.actor.person_id, voided_for=[])
    code = as_language(language or reply.language)
    row: Signature = Signature.objects.create(
        reply=reply, entity=reply.entity, name=name.strip()[:200], function=function.strip()[:200],
        authority=authority.strip()[:200], statement=statement(reply, code), language=code, content_hash=digest,
        signed_at=act.at, signed_by=act.actor.person_id,
    )  # fmt: skip
    return row


def statement(reply: Reply, language: Language) -> str:
    """What is declared, in the language of whoever declares it."""
    with translation.override(language):
        return _(
            "I declare that these answers are the official reply of %(entity)s, cleared by its competent authority."
        ) % {"entity": entities.name(reply.entity, language)}


def signature_for(act: Act, reply: Reply, sending: Sending, name: str, function: str, language: str) -> Signature:
    """The signature under which a reply goes out: the one that stands, or one made at once. Refused: COL-315, 365."""
    if name.strip() or function.strip():
        clear(reply, [section.name for section in sending.form.sections], act)
        return signed(act, reply, sending.content_hash, name, function, "", language)
    stands = standing_signature(reply).first()
    if stands is None:
        raise refuse("COL-315")
    if stands.content_hash != sending.content_hash:
        raise refuse("COL-365")
    return stands

"""Printed editions: made outside of the request when they are large, kept for a week, shared by those who may see the same.

An edition holds what the public sees, or what everybody sees who stands for a State or an organisation; never a person.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final

from django.conf import settings

from entraide.foundation.actions import Act, action, save
from entraide.foundation.db.context import acting_as
from entraide.foundation.files.models import StoredFile
from entraide.foundation.files.store import Kept, access_file, keep
from entraide.foundation.jobs.door import enqueue
from entraide.kernel import clock
from entraide.kernel.actor import ANONYMOUS, SYSTEM, Actor
from entraide.kernel.audience import Audience
from entraide.kernel.languages import Language, as_language
from entraide.kernel.problems import NotHere

from .. import policies
from ..domain.exchange.life import EDITION
from ..domain.printed import Book, book
from ..domain.printed_docx import write_docx
from ..domain.printed_pdf import write_pdf
from ..models import Edition
from . import leaving
from .choosing import chosen, digest

FORMS: Final = ("pdf", "docx")
WRITERS: Final[Mapping[str, Callable[[Book], bytes]]] = {"pdf": write_pdf, "docx": write_docx}
READERS: Final = {Audience.PUBLIC: ANONYMOUS, Audience.MEMBERS: Actor(name="edition", entity="*")}
"""As whom an edition is read: nobody in particular of those it is for, so that it holds no more than all of them see."""
KEPT: Final = timedelta(days=7)
AT_ONCE: Final = 300
"""Up to so many entries it is made while one waits."""


def audience_of(actor: Actor) -> Audience:
    """For whom an edition is that this person asks for."""
    return Audience.MEMBERS if policies.may_see_addresses(actor) else Audience.PUBLIC


@action("directory.edition.asked")
def ask(act: Act, form: str, language: Language) -> int:
    """The number of an edition of today's directory: one that is there already or a new one; NotHere for another form."""
    if form not in FORMS:
        raise NotHere
    audience = audience_of(act.actor)
    with acting_as(READERS[audience]):
        ids = list(chosen(READERS[audience]).exclude(state="withdrawn").values_list("id", flat=True))
        scope = f"{audience}:{digest(READERS[audience], ids)}"[:80]
    known = Edition.objects.filter(form=form, language=language, scope=scope, state__in=("waiting", "made"))
    found = known.exclude(expires_at__lt=act.at).first()
    if found is None:
        found = Edition.objects.create(
            form=form, language=language, scope=scope, state=EDITION.start, audience=audience, asked_at=act.at,
            person=act.actor.person_id,
        )  # fmt: skip
        if len(ids) <= AT_ONCE:
            make(SYSTEM, found.pk)
        else:
            enqueue("directory.edition", edition=found.pk)
    act.about(found, form=form, language=language, audience=str(audience))
    return int(found.pk)


@action("directory.edition.made")
def make(act: Act, edition_id: int) -> None:
    """Write the file of an edition that waits; those that have expired are thrown away."""
    edition = Edition.objects.select_for_update().filter(pk=edition_id).first()
    if edition is None or edition.state not in ("waiting", "failed"):
        act.about("directory.edition", absent=edition_id)
        return
    language, audience = as_language(edition.language), Audience(edition.audience)
    made = WRITERS[edition.form](read(audience, language))
    edition.state, edition.made_at, edition.expires_at = EDITION.after(edition.state, "make"), act.at, act.at + KEPT
    edition.file_id = keep(made, f"directory-{language}.{edition.form}", audience=audience)
    save(edition, "state", "made_at", "expires_at", "file_id")
    _throw_away(act)
    act.about(edition, size=len(made))


def read(audience: Audience, language: Language) -> Book:
    """The book of today's directory for an audience."""
    reader = READERS[audience]
    with acting_as(reader):
        rows = leaving.entries(reader, "print", language=language)
    return book(rows, language, clock.now().date(), members=audience is Audience.MEMBERS, site=settings.SITE_URL)


def _throw_away(act: Act) -> None:
    old = Edition.objects.filter(expires_at__lt=act.at)
    files = [file for file in old.values_list("file_id", flat=True) if file]
    old.delete()
    StoredFile.objects.filter(pk__in=files).delete()


def access(actor: Actor, edition_id: int) -> Edition:
    """An edition, if it is for this person; NotHere otherwise and once it has expired."""
    found: Edition | None = Edition.objects.filter(pk=edition_id).first()
    if found is None or not actor.admits(Audience(found.audience)):
        raise NotHere
    if found.expires_at and found.expires_at < clock.now():
        raise NotHere
    return found


def file(actor: Actor, edition: Edition) -> Kept:
    """Its file; NotHere while it is not made."""
    if edition.file_id is None:
        raise NotHere
    return access_file(actor, edition.file_id)

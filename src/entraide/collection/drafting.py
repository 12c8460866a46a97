"""What drafting and publishing share: a form out of what was uploaded, its rows, its files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any, Final

from attrs import evolve, frozen
from lxml import etree

from entraide.foundation.actions import Act, save
from entraide.foundation.files.store import keep
from entraide.kernel.audience import Audience
from entraide.kernel.problems import Problem, refuse
from entraide.kernel.text import Text

from .domain.form import Form
from .domain.migration import Change, check_changes, first_identities, next_identities
from .domain.proposing import propose
from .domain.reading import MARKS, ZIP, reviewed
from .domain.xform import check_xform
from .domain.xlsform import to_xform
from .domain.xpath.nodes import element_of
from .forms import form_of
from .models import FormMedia, Questionnaire, QuestionnaireDraft, QuestionnaireVersion

LARGEST_MEDIA: Final = 5 * 1024 * 1024
MEDIA_TYPES: Final[Mapping[str, str]] = {
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp",
    "mp3": "audio/mpeg", "m4a": "audio/mp4", "mp4": "video/mp4", "csv": "text/csv; charset=utf-8",
}  # fmt: skip
_STARTS: Final[Mapping[str, tuple[bytes, ...]]] = {
    "png": (b"\x89PNG\r\n\x1a\n",), "jpg": (b"\xff\xd8\xff",), "jpeg": (b"\xff\xd8\xff",), "gif": (b"GIF87a", b"GIF89a"),
    "webp": (b"RIFF",), "mp3": (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2"),
}  # fmt: skip


@frozen
class Source:
    """What was uploaded, read: `content` is the XLSForm, none for an XForm; `xlsform_id` one that is already kept."""

    form: Form
    xform: str
    title: Text
    problems: tuple[Problem, ...]
    content: bytes | None = None
    xlsform_id: int | None = None


def prepared(
    content: bytes, *, title: Mapping[str, Any] | None = None, xlsform_id: int | None = None, version: str = ""
) -> Source:
    """Read an XLSForm or an XForm. Refused with everything that forbids its publication."""
    workbook = content.startswith(ZIP)
    if not workbook and not content.lstrip(MARKS).startswith(b"<"):
        raise refuse("COL-001")
    converted = to_xform(content) if workbook else None
    xml = converted.xml if converted else content.lstrip(MARKS)
    xml = _with_version(xml, version) if version else xml
    reading = reviewed(check_xform(xml))
    form = reading.published()
    named = (converted.title if converted else Text.from_json(title)) or form.title
    problems = [one for one in reading.problems if one.place != "title" or named.missing()]
    remarks = converted.remarks if converted else ()
    text = etree.tostring(element_of(xml), encoding="unicode") if not workbook else xml.decode()
    return Source(
        evolve(form, title=named), text, named, (*problems, *remarks), content if workbook else None, xlsform_id
    )


def _with_version(xml: bytes, version: str) -> bytes:
    root = element_of(xml)
    for instance in root.iter("{http://www.w3.org/2002/xforms}instance"):
        first = next((child for child in instance if isinstance(child.tag, str)), None)
        if first is not None:
            first.set("version", version)
        break
    return etree.tostring(root)


def save_draft(act: Act, questionnaire: Questionnaire, source: Source) -> QuestionnaireDraft:
    """A row for it, with the map from the newest version as it is proposed."""
    previous = newest(questionnaire)
    changes = propose(form_of(previous.pk), source.form) if previous else ()
    draft: QuestionnaireDraft = QuestionnaireDraft.objects.create(
        questionnaire=questionnaire, version=source.form.version, title=source.title.to_json(), xform=source.xform,
        xlsform_id=_kept(questionnaire, source), languages=list(source.form.languages), previous=previous,
        changes=[change.to_json() for change in changes], made_at=act.at, made_by=act.actor.person_id,
    )  # fmt: skip
    return draft


def published(
    act: Act,
    questionnaire: Questionnaire,
    source: Source,
    *,
    changes: Iterable[Change] | None = None,
    previous_id: int | None = None,
) -> QuestionnaireVersion:
    """The version, frozen with identities and map. `changes` none: as proposed; they fit `previous_id` alone."""
    form = source.form
    if not form.version:
        raise refuse("COL-062")
    if questionnaire.versions.filter(version=form.version).exists():
        raise refuse("COL-309", name=questionnaire.code, version=form.version)
    previous = newest(questionnaire)
    fits = previous is not None and previous.pk == previous_id
    rows = _changes(previous, form, tuple(changes) if changes is not None and fits else None)
    questionnaire.title = source.title.to_json()
    save(questionnaire, "title")
    made: QuestionnaireVersion = QuestionnaireVersion.objects.create(
        questionnaire=questionnaire, version=form.version, xform=source.xform, languages=list(form.languages),
        xlsform_id=source.xlsform_id or _kept(questionnaire, source), previous=previous,
        identities=_identities(previous, form, rows), changes=[change.to_json() for change in rows],
        published_at=act.at, published_by=act.actor.person_id,
    )  # fmt: skip
    return made


def newest(questionnaire: Questionnaire) -> QuestionnaireVersion | None:
    """The version published last."""
    found: QuestionnaireVersion | None = questionnaire.versions.order_by("-id").first()
    return found


def _changes(
    previous: QuestionnaireVersion | None, form: Form, changes: tuple[Change, ...] | None
) -> tuple[Change, ...]:
    if previous is None:
        return ()
    before = form_of(previous.pk)
    if changes is None:
        return propose(before, form)
    check_changes(before, form, changes)
    return changes


def _identities(previous: QuestionnaireVersion | None, form: Form, changes: tuple[Change, ...]) -> dict[str, str]:
    if previous is None:
        return first_identities(form)
    earlier = previous.identities or first_identities(form_of(previous.pk))
    return next_identities(earlier, form, form.version, changes)


def _kept(questionnaire: Questionnaire, source: Source) -> int | None:
    if source.content is None:
        return None
    return keep(source.content, f"{questionnaire.code}-{source.form.version}.xlsx", audience=Audience.PUBLIC)


def media_of(draft: QuestionnaireDraft) -> Iterable[FormMedia]:
    """The files of a draft."""
    rows: Iterable[FormMedia] = draft.media.all()
    return rows


def put_media(draft: QuestionnaireDraft, media: Mapping[str, bytes]) -> None:
    """Files by their names, in place of those so named. Refused with COL-063 (too large), 064 (type), 066 (empty)."""
    for given, content in media.items():
        name = given.replace("\\", "/").rsplit("/", 1)[-1][-120:]
        ending = name.rsplit(".", 1)[-1].lower()
        starts = _STARTS.get(ending)
        if not content:
            raise refuse("COL-066", name=name)
        if len(content) > LARGEST_MEDIA:
            raise refuse("COL-063", name=name, limit=LARGEST_MEDIA // 1024 // 1024)
        if ending not in MEDIA_TYPES or (starts and not content.startswith(starts)):
            raise refuse("COL-064", name=name, types=", ".join(sorted(MEDIA_TYPES)))
        draft.media.filter(name=name).delete()
        FormMedia.objects.create(
            draft=draft, name=name, media_type=MEDIA_TYPES[ending], size=len(content), content=content,
            sha256=hashlib.sha256(content).hexdigest(), md5=hashlib.md5(content, usedforsecurity=False).hexdigest(),
        )  # fmt: skip

"""Files as answers: given at a question, taken away again. They are the draft's until it is sent."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable
from typing import Final

from attrs import evolve

from entraide.foundation.actions import Act, action
from entraide.kernel.problems import refuse

from ..domain.answers import Cell, without_positions
from ..domain.file_kinds import accepts, ending, kind_of_file
from ..domain.form import Form
from ..drafts import draft_of
from ..models import AnswerFile, Reply
from .replies import Saved, begin_edit, check_cells, check_reach, settle

LARGEST: Final = 20 * 1024 * 1024
MOST: Final = 200
"""Files of one reply, those that were sent included."""


@action("collection.file.attached")
def attach(act: Act, reply: Reply, path: str, name: str, content: bytes) -> AnswerFile:
    """Give a file as the answer at this concrete path. One that was there and not sent yet goes.

    Refused: COL-302, 305, 314, 320; 063 (too large), 064 (type), 065 (no question for files), 066 (empty), 067 (too many).
    """
    form = begin_edit(act, reply)
    check_cells(form, {path: Cell("x")})
    check_reach(act.actor, reply, form, [path])
    question = form.question(without_positions(path))
    if question.type != "file":
        raise refuse("COL-065", place=question.number)
    name = clean_name(name)
    kind = kind_of_file(name, content, question.media_type)
    check_size(name, len(content))
    if kind is None:
        raise refuse("COL-064", name=name, types=", ".join(one[1:] for one in accepts(question.media_type)))
    before = draft_of(reply, form)
    _forget(reply, form, before.cell(path).value or "", path)
    row = _kept(act, reply, form, path, name, content, kind.media_type)
    settle(act, reply, form, before, {path: evolve(before.cell(path), value=row.name, missing="")})
    act.about(reply, file=row.pk, size=row.size, sha256=row.sha256)
    return row


@action("collection.file.removed")
def remove_file(act: Act, reply: Reply, path: str) -> Saved:
    """Take the file at this concrete path away; one that was sent stays with what was sent."""
    form = begin_edit(act, reply)
    check_cells(form, {path: Cell()})
    check_reach(act.actor, reply, form, [path])
    before = draft_of(reply, form)
    _forget(reply, form, before.cell(path).value or "", path)
    saved = settle(act, reply, form, before, {path: evolve(before.cell(path), value=None)})
    act.about(reply, question=without_positions(path))
    return saved


def check_size(name: str, size: int) -> None:
    """Refused with COL-063 or 066, before anything is read into memory."""
    if size > LARGEST:
        raise refuse("COL-063", name=clean_name(name), limit=LARGEST // 1024 // 1024)
    if size == 0:
        raise refuse("COL-066", name=clean_name(name))


def clean_name(name: str) -> str:
    """A name without folders, control characters and turns of direction, short enough to be stored."""
    plain = name.replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(one for one in plain if unicodedata.category(one) not in ("Cc", "Cf", "Cs")).strip(" .") or "file"
    stem, dot, last = plain.rpartition(".")
    return f"{stem[:90]}{dot}{last[:10]}" if dot else plain[:100]


def _kept(act: Act, reply: Reply, form: Form, path: str, name: str, content: bytes, media_type: str) -> AnswerFile:
    names = set(reply.files.values_list("name", flat=True))
    if len(names) >= MOST:
        raise refuse("COL-067", limit=MOST)
    row: AnswerFile = AnswerFile.objects.create(
        reply=reply, entity=reply.entity, section=form.section_of(path), name=_free(name, names), media_type=media_type,
        size=len(content), sha256=hashlib.sha256(content).hexdigest(), content=content, uploaded_at=act.at,
        uploaded_by=act.actor.person_id,
    )  # fmt: skip
    return row


def _free(name: str, taken: set[str]) -> str:
    if name not in taken:
        return name
    stem, last = name.rsplit(".", 1)[0], ending(name)
    return next(f"{stem}-{number}.{last}" for number in range(2, MOST + 3) if f"{stem}-{number}.{last}" not in taken)


def _forget(reply: Reply, form: Form, name: str, path: str) -> None:
    """Delete the bytes of a file that no other answer names and that was never sent."""
    if not name:
        return
    others = draft_of(reply, form).items()
    if not any(cell.value == name and place != path for place, cell in others):
        reply.files.filter(name=name, sent_at__isnull=True).delete()


def send_files(act: Act, reply: Reply, names: Iterable[str]) -> None:
    """From now on these files stand with what was sent: the secretariat reads them, and nobody takes them away."""
    reply.files.filter(name__in=list(names), sent_at__isnull=True).update(sent_at=act.at)


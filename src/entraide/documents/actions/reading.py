"""A file is read into a tree, and a person corrects the tree beside the original."""

from __future__ import annotations

from collections.abc import Mapping

from entraide.foundation.actions import Act, action, save
from entraide.foundation.files.store import access_file, keep
from entraide.kernel.actor import Actor
from entraide.kernel.audience import Audience
from entraide.kernel.languages import Language
from entraide.kernel.problems import refuse
from entraide.reference.domain.entities import entities, find

from .. import policies
from ..domain import codec
from ..domain.correcting import correct, values_at
from ..domain.life import READING
from ..domain.reading import read
from ..domain.restructuring import restructure
from ..domain.tree import Tree
from ..models import Correction, Reading


@action("documents.reading.received")
def receive_file(act: Act, *, content: bytes, name: str, language: Language | None = None) -> Reading:
    """Read a file and keep it with its tree; only the secretariat sees both. The language is found when not given.

    Refused with the reader's own problems (DOC-0xx: empty, binary, too large, unknown language) and nothing is kept.
    """
    policies.may_file(act.actor).enforce()
    tree = read(content, name, language)
    reading = Reading.objects.create(
        file_id=keep(content, name, audience=Audience.SECRETARIAT), language=tree.language, tree=codec.to_json(tree),
        state=READING.start, read_at=act.at, read_by=act.actor.person_id,
    )  # fmt: skip
    act.about(reading, language=tree.language, problems=len(tree.problems))
    return reading


def tree_of(reading: Reading) -> Tree:
    """The tree as corrected so far."""
    return codec.from_json(reading.tree)


@action("documents.reading.corrected")
def correct_reading(act: Act, reading: Reading, *, place: str, values: Mapping[str, str], step: str = "set") -> None:
    """Put other values at one place of the tree (see `domain/correcting.py` for places and fields), or change its shape.

    `step` is "set" or one of those of `domain/restructuring.py`. Refused: DOC-301 filed already, DOC-307 no such place,
    DOC-311 no such State, DOC-313 a number would be lost, DOC-505 DOC-506 a step that cannot be taken there.
    """
    policies.may_file(act.actor).enforce()
    _take(reading)
    policies.may_correct(act.actor, reading).enforce()
    old = tree_of(reading)
    new = _set(old, place, values) if step == "set" else restructure(old, place, step, values.get("text", ""))
    last = reading.steps.order_by("-turn").values_list("turn", flat=True).first() or 0
    Correction.objects.create(
        reading=reading, turn=last + 1, place=place[:60], step=step, before=reading.tree, made_at=act.at,
        made_by=act.actor.person_id,
    )  # fmt: skip
    reading.tree = codec.to_json(new)
    reading.corrections += 1
    save(reading, "tree", "corrections")
    act.about(reading, place=place, step=step, corrections=reading.corrections)


def _take(reading: Reading) -> None:
    """The reading as it stands now, held until the end: two people who correct it come one after the other."""
    reading.refresh_from_db(from_queryset=Reading.objects.select_for_update())


def _set(old: Tree, place: str, values: Mapping[str, str]) -> Tree:
    said = {**values_at(old, place), **values}
    if place.startswith("speaker-"):
        said["code"] = _code_of(said["name"], said["code"])
    return correct(old, place, said)


@action("documents.reading.undone")
def undo_correction(act: Act, reading: Reading) -> str:
    """Take the last correction back; the place where it was made. Refused: DOC-301 filed already, DOC-507 none is left."""
    policies.may_file(act.actor).enforce()
    _take(reading)
    policies.may_correct(act.actor, reading).enforce()
    last = reading.steps.order_by("-turn").first()
    if last is None:
        raise refuse("DOC-507")
    reading.tree = last.before
    reading.corrections = max(reading.corrections - 1, 0)
    save(reading, "tree", "corrections")
    place = last.place
    last.delete()
    act.about(reading, place=place, corrections=reading.corrections)
    return place


def _code_of(name: str, said: str) -> str:
    """The code of whoever is meant by a code, by a name in place of it, or by the name printed."""
    said = said.strip()
    known = {entity.code for entity in entities()}
    if said.upper() in known:
        return said.upper()
    found = find(said or name.strip())
    if said and found is None:
        raise refuse("DOC-311", name=said)
    return found.code if found else ""


@action("documents.reading.restarted")
def read_again(act: Act, reading: Reading) -> None:
    """Throw the corrections away and read the original file again."""
    policies.may_correct(act.actor, reading).enforce()
    original = _original(act.actor, reading)
    reading.tree = codec.to_json(read(*original, codec.from_json(reading.tree).language))
    reading.corrections = 0
    save(reading, "tree", "corrections")
    reading.steps.all().delete()
    act.about(reading)


def _original(actor: Actor, reading: Reading) -> tuple[bytes, str]:
    kept = access_file(actor, reading.file_id)
    return kept.content, kept.name


@action("documents.reading.set_aside")
def set_aside(act: Act, reading: Reading) -> None:
    """Nothing will come of this reading; file and tree are kept, out of the way."""
    policies.may_correct(act.actor, reading).enforce()
    reading.state = READING.after(reading.state, "set aside")
    save(reading, "state")
    act.about(reading, state=reading.state)

"""A file that comes back: kept, compared with the register of today, applied as a whole, undone as a whole."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from attrs import asdict, evolve, frozen

from entraide.foundation.actions import Act, action
from entraide.foundation.audit import queries as ledger
from entraide.foundation.files.models import StoredFile
from entraide.foundation.files.store import Kept, access_file, keep
from entraide.kernel.actor import Actor
from entraide.kernel.audience import Audience
from entraide.kernel.languages import Language, as_language
from entraide.kernel.problems import NotHere, Problem, Refused, refuse

from .. import actions, policies
from ..actions.history import gathered, one_turn
from ..domain.exchange import Change, Comparison, Key, Lines, Row, compare, open_table, read_rows
from ..domain.exchange.fingerprints import digest
from ..models import Addressee, Mandate
from ..models import Change as History
from .recording import record
from .rows import emails, standing

UPLOAD: Final = "register-upload-"
APPLIED: Final = "register-import-"
RECENT: Final = 10
AT_ONCE: Final = 2_000
"""Values that one import may change: each is an act of its own, and somebody waits for the page."""
_FILE: Final = "files.storedfile"


@frozen
class Preview:
    """What a kept file would do today. `seen` changes when what can be taken does."""

    file: int
    name: str
    language: Language
    found: Comparison
    rows: Mapping[Key, Row]

    @property
    def seen(self) -> str:
        """The digest of what the person was shown."""
        told = [[*one.key, one.column, one.before, one.after] for one in self.found.free]
        problems = [[one.code, one.place] for one in self.found.problems]
        return sha256(json.dumps([told, problems]).encode()).hexdigest()


@action("mandates.sheet.taken")
def take(act: Act, content: bytes, name: str) -> int:
    """Keep an uploaded sheet for its preview, for the secretariat's eyes. Refused as `open_table`: nothing is kept then."""
    policies.may_register(act.actor).enforce()
    open_table(content)
    suffix = "xlsx" if content.startswith(b"PK") else "csv"
    stored = keep(content, f"{UPLOAD}{name.rsplit('.', 1)[0][:80]}.{suffix}", audience=Audience.SECRETARIAT)
    act.about(_FILE, size=len(content))
    act.object_id = str(stored)
    return stored


def _kept(actor: Actor, file_id: int, prefix: str) -> Kept:
    if not policies.may_register(actor):
        raise NotHere
    found = access_file(actor, file_id)
    if not found.name.startswith(prefix):
        raise NotHere
    return found


def preview(actor: Actor, file_id: int) -> Preview:
    """The differences of a kept sheet with the register of today."""
    kept = _kept(actor, file_id, UPLOAD)
    return _compared(actor, _sheet(actor, kept.content, kept.name.removeprefix(UPLOAD), kept.id))


def differences(actor: Actor, content: bytes) -> Preview:
    """The same for a sheet that is not kept; for the secretariat."""
    policies.may_register(actor).enforce()
    return _compared(actor, _sheet(actor, content))


@frozen
class _Sheet:
    """A file that was read, before it is compared."""

    file: int
    name: str
    language: Language
    lines: Lines


def _sheet(actor: Actor, content: bytes, name: str = "", file_id: int = 0) -> _Sheet:
    lines = read_rows(open_table(content))
    language = lines.rows[0].left.language if lines.rows else actor.language
    return _Sheet(file_id, name, language, lines)


def _compared(actor: Actor, sheet: _Sheet) -> Preview:
    now = standing(actor, {row.key for row in sheet.lines.rows}, sheet.language)
    found = _with_known_people(compare(sheet.lines, now))
    return Preview(sheet.file, sheet.name, sheet.language, found, now)


def _with_known_people(found: Comparison) -> Comparison:
    """A mandate cannot be put into the hands of somebody without an account of the secretariat."""
    named = [one for one in found.changes if one.column == "assignee" and one.after]
    if not named:
        return found
    known = {email.casefold() for email in emails().values()}
    problems, held = [*found.problems], set(found.held)
    for one in named:
        for address in one.after.split("; "):
            if address.casefold() not in known:
                problems.append(Problem("MAN-422", {"value": address[:80]}, one.place))
                held.add(one.key)
    return evolve(found, problems=tuple(problems), held=frozenset(held))


@action("mandates.sheet.applied")
def apply(act: Act, file_id: int, seen: str, *, skip: bool = False, leave: Collection[Key] = ()) -> int:
    """Do what the preview showed, all or nothing, but for the rows in `leave`; the id of the record by which it can be
    undone.

    Refused: MAN-418 the register has changed since, MAN-425 rows with problems (unless they are to be skipped), MAN-417
    nothing to do, MAN-434 too much at once, and whatever an action of the register refuses.
    """
    policies.may_register(act.actor).enforce()
    shown = _locked(act.actor, file_id)
    if shown.seen != seen:
        raise refuse("MAN-418")
    if shown.found.problems and not skip:
        raise refuse("MAN-425", count=len({problem.place for problem in shown.found.problems}))
    wanted = [one for one in shown.found.free if one.key not in leave]
    if not wanted:
        raise refuse("MAN-417")
    if len(wanted) > AT_ONCE:
        raise refuse("MAN-434", count=len(wanted), limit=AT_ONCE)
    with one_turn() as turn, gathered():
        _record(act.actor, wanted, shown.language)
    kept = {
        "language": shown.language, "file": file_id, "changes": [asdict(one) for one in wanted], "turn": str(turn),
    }  # fmt: skip
    stored = keep(_json(kept), f"{APPLIED}{file_id}.json", audience=Audience.SECRETARIAT)
    left = {one.key for one in shown.found.free} - {one.key for one in wanted}
    act.about(
        _FILE, file=file_id, changes=len(wanted), faulty=len(shown.found.problems), left_out=len(left), turn=str(turn)
    )
    act.object_id = str(stored)
    return stored


def _locked(actor: Actor, file_id: int) -> Preview:
    """The preview once nobody else can change the mandates in it any more."""
    kept = _kept(actor, file_id, UPLOAD)
    sheet = _sheet(actor, kept.content, kept.name, kept.id)
    _lock({row.key[0] for row in sheet.lines.rows})
    return _compared(actor, sheet)


def _lock(ids: Iterable[int]) -> None:
    list(Mandate.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))


def _json(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode()


def _record(actor: Actor, changes: Sequence[Change], language: Language) -> None:
    """Cell by cell. A refusal names the line of the file."""
    rows = Mandate.objects.in_bulk({one.key[0] for one in changes})
    asked = Addressee.objects.in_bulk({one.key[1] for one in changes})
    for one in changes:
        try:
            record(actor, rows[one.key[0]], asked.get(one.key[1]), one.column, one.after, language)
        except Refused as refusal:
            raise Refused(*(Problem(said.code, said.params, one.place) for said in refusal.problems)) from refusal


@action("mandates.sheet.undone")
def undo(act: Act, record_id: int) -> int:
    """Take an import back, as long as nothing that it changed has been changed since (MAN-419), and once only (MAN-427):
    here, or as the turn of the history that it is.
    """
    policies.may_register(act.actor).enforce()
    kept = _kept(act.actor, record_id, APPLIED)
    if not any(line.verb == "mandates.sheet.applied" for line in ledger.of(_FILE, record_id)):
        raise NotHere  # evidence that only bears such a name
    told = json.loads(kept.content)
    turn = UUID(told["turn"])
    if _taken_back(turn):
        raise refuse("MAN-427")
    language = as_language(told["language"])
    changes = [Change(**{**one, "key": (one["key"][0], one["key"][1])}) for one in told["changes"]]
    _lock({one.key[0] for one in changes})
    now = standing(act.actor, {one.key for one in changes}, language)
    for one in changes:
        here = now.get(one.key)
        if here is None or digest(one.column, here.value(one.column)) != digest(one.column, one.after):
            raise refuse("MAN-419", one.place, column=one.column)
    actions.undo(act.actor, turn)
    act.about(_FILE, changes=len(changes))
    act.object_id = str(record_id)
    return len(changes)


def _taken_back(turn: UUID) -> bool:
    return History.objects.filter(turn=turn, undone_at__isnull=False).exists()


def changed(actor: Actor, record_id: int) -> int:
    """How many values an import changed."""
    return len(json.loads(_kept(actor, record_id, APPLIED).content)["changes"])


@frozen
class Applied:
    """An import that was made: its record, how many cells it changed, by whom, and whether it was undone."""

    id: int
    at: Any
    by: str
    changes: int
    undone: bool


def recent(actor: Actor) -> tuple[Applied, ...]:
    """The last imports, the newest first; the secretariat's alone."""
    if not policies.may_register(actor):
        return ()
    ids = StoredFile.objects.filter(name__startswith=APPLIED).order_by("-id").values_list("id", flat=True)[:RECENT]
    found = []
    for number in ids:
        lines = ledger.of(_FILE, number)
        made = next((line for line in lines if line.verb == "mandates.sheet.applied"), None)
        if made is not None:
            undone = _taken_back(UUID(made.detail["turn"]))
            found.append(Applied(number, made.at, made.name, int(made.detail["changes"]), undone))
    return tuple(found)

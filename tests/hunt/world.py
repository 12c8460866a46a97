"""Egypt's world, each confidential word of it marked, and who may read which word.

A marked word is a token that stands nowhere else, so that an answer which holds it gives it away. Tokens are letters and digits
only: they survive tables, cards, workbooks and printing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from attrs import define, field
from django.apps import apps
from django.db import connection

from entraide.collection import actions as collection
from entraide.collection.domain.answers import Cell
from entraide.collection.tests.conftest import COMPLETE
from entraide.directory import actions as directory
from entraide.directory.domain.proposals import Comer
from entraide.directory.domain.record import Function, Hours, Procedure, Reach, Record
from entraide.foundation.accounts.actions import nominate
from entraide.foundation.accounts.actions.nominating import Named
from entraide.foundation.db.context import acting_as
from entraide.foundation.files.store import keep
from entraide.foundation.mail.post import post
from entraide.kernel.actor import SYSTEM, Actor, Role
from entraide.kernel.audience import Audience
from entraide.kernel.text import Text

READERS = ("jo", "pilar", "luc", "grace", "tarek", "samira", "nadia", "nadia with a power", "viktor")
ALL = frozenset(READERS)
OWN = frozenset({"tarek", "samira"})
STAFF = frozenset({"nadia", "nadia with a power", "viktor"})
KNOWN = ALL - {"jo"}
STATES = frozenset({"tarek", "samira", "luc", "pilar", "grace"})


@define
class World:
    """Tokens with those who may read them, and every identity there is, by the name that addresses give it."""

    admits: dict[str, frozenset[str]] = field(factory=dict)
    ids: dict[str, list[object]] = field(factory=dict)

    def secret(self, name: str, *groups: frozenset[str]) -> str:
        """A token that these may read."""
        token = f"zq{name}7x{len(self.admits):02d}"
        self.admits[token] = frozenset().union(*groups)
        return token


def made(cast: Callable[[str], Actor], reply: object) -> World:
    """Everything there is to find: entries, persons, drafts, papers, nominees, letters, answers, files."""
    world = World()
    for name in ("jo", "pilar", "luc", "grace", "tarek", "samira", "nadia", "viktor"):
        cast(name)
    _directory(world, cast)
    _people(world, cast)
    _files(world)
    _answers(world, cast, reply)
    world.ids = _identities(cast("samira"))
    return world


def _directory(world: World, cast: Callable[[str], Actor]) -> None:
    nadia, samira, tarek = cast("nadia"), cast("samira"), cast("tarek")
    asked = world.secret("procedure", STATES, STAFF)
    hours = Hours("Africa/Cairo", ((("09:00", "15:00"),),) * 5 + ((), ()))
    record = Record(
        "EGY", Text.of("en", en="Museums Police", ar="شرطة المتاحف"), "police", (Function("cultural_property"),), ("ar",),
        reaches=(
            Reach("email", f"{world.secret('mailbox', STATES, STAFF)}@example.org"),
            Reach("phone", "+20223456789", note=world.secret("phone", STATES, STAFF)),
        ),
        procedure=Procedure(hours, ("direct",), urgent=Text.of("en", en=f"Call at night {asked}")),
    )  # fmt: skip
    entry = directory.record_authority(nadia, record)
    old = world.secret("history", OWN, STAFF)
    directory.correct_authority(nadia, entry, _with(record, Reach("phone", "+20223456780", note=old)))
    directory.correct_authority(nadia, entry, record)
    person = (OWN, frozenset({"nadia with a power"}))
    directory.name_contact_point(
        nadia, entry, name=world.secret("person", *person), email=f"{world.secret('address', *person)}@example.org",
        position=world.secret("position", *person), phone="+20223456781",
    )  # fmt: skip
    directory.record_designation(
        nadia, entry, kind="note_verbale", reference="NV 1/2026", dated=date(2026, 1, 15),
        paper=(world.secret("note", OWN, STAFF).encode(), "note.txt"),
    )  # fmt: skip
    draft = directory.begin_draft(tarek, "change", authority=entry)
    unsent = world.secret("draft", OWN)
    directory.save_draft(tarek, draft, _with(record, Reach("phone", "+20223456782", note=unsent)), seen=draft.version)
    coming = directory.begin_draft(samira, "contact_point", authority=entry)
    comer = Comer(world.secret("comer", OWN), "comer@example.org")
    directory.save_comers(samira, coming, [comer], [], seen=coming.version)
    hidden = directory.record_authority(nadia, Record(
        "EGY", Text.of("en", en=f"Bureau {world.secret('withdrawn', OWN, STAFF)}"), "police", (Function("extradition", "UNTOC", "16"),),
        ("ar",),
    ))  # fmt: skip
    directory.withdraw_entry(nadia, hidden)


def _with(record: Record, reach: Reach) -> Record:
    return Record.from_json({**record.to_json(), "reaches": [*record.to_json()["reaches"], reach.to_json()]})


def _people(world: World, cast: Callable[[str], Actor]) -> None:
    nominee = world.secret("nominee", STAFF, OWN)
    nominate(
        cast("nadia"),
        Named(name=nominee, email="hala@example.org", role=Role.EXPERT, entity="EGY", reference="NV 2/2026", language="ar"),
        file=("note.txt", world.secret("nomination", OWN, STAFF).encode()),
    )  # fmt: skip
    letter = world.secret("letter", frozenset({"nadia with a power"}))
    post("hunt", to="hala@example.org", subject="Something awaits you", body=letter, language="en")


def _files(world: World) -> None:
    with acting_as(SYSTEM):
        keep(world.secret("file", OWN, STAFF).encode(), "state.txt", audience=Audience.STATE, entity="EGY")
        keep(
            world.secret("secretariat", STAFF).encode(), "secretariat.txt", audience=Audience.SECRETARIAT, entity="EGY"
        )


def _answers(world: World, cast: Callable[[str], Actor], reply: object) -> None:
    samira = cast("samira")
    answer = {path: Cell(value) for path, value in COMPLETE.items()}
    answer["/data/respondent/authority"] = Cell(world.secret("answer", frozenset({"samira"})))
    collection.save_cells(samira, reply("EGY"), answer)  # type: ignore[operator]
    # An expert with a section of the same reply sees no word of the others.
    tarek = collection.Expert("Tarek", "tarek@example.org", "ar", cast("tarek").person_id)
    collection.delegate(samira, reply("EGY"), ["practices"], tarek)  # type: ignore[operator]


def _identities(samira: Actor) -> dict[str, list[object]]:
    """Every identity of every table, as addresses name them: `authority_id`, `draft_id`, …; drafts are Egypt's alone."""
    found: dict[str, list[object]] = {}
    for actor in (SYSTEM, samira):
        with acting_as(actor):
            for model in apps.get_models():
                if model.__module__.startswith("entraide.") and model._meta.pk is not None:
                    kept = found.setdefault(f"{model._meta.model_name}_id", [])
                    kept += [one for one in model._base_manager.values_list("pk", flat=True)[:8] if one not in kept]
    with acting_as(SYSTEM):
        found["guid"] = list(apps.get_model("documents", "Paragraph").objects.values_list("pk", flat=True)[:4])
    found["file_id"] = found.pop("storedfile_id")
    found["version_id"] = found["questionnaireversion_id"]
    return found


def fingerprint() -> Mapping[str, str]:
    """What stands in every table that people write, but for what is the strangers' own: two differ when something was changed."""
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        names = sorted(name for (name,) in cursor.fetchall() if name.split("_")[0] in WRITTEN)
        cursor.execute("SELECT table_name FROM information_schema.columns WHERE column_name = 'entity'")
        of_somebody = {name for (name,) in cursor.fetchall()}
        prints = {}
        for name in names:
            others = "WHERE entity NOT IN ('FRA', 'PER', 'ICOM')" if name in of_somebody else ""
            if name == "files_storedfile":  # Whoever asks for an edition of the directory has a file made, which is nobody's.
                others = "WHERE entity = 'EGY'"
            row = "count(*) || md5(coalesce(string_agg(t::text, '' ORDER BY t::text), ''))"
            cursor.execute(f"SELECT {row} FROM {name} t {others}")
            prints[name] = cursor.fetchone()[0]
    return prints


WRITTEN = (
    "directory",
    "accounts",
    "collection",
    "documents",
    "mandates",
    "meetings",
    "analysis",
    "reporting",
    "files",
    "crypto",
    "mail",
)

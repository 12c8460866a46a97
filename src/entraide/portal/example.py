"""The 2012 example: the facts of a meeting in our own words, and two demonstration rounds whose replies are invented.

Everything goes through the same actions that people use, so loading it is itself a walk of the chain. All or nothing.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml

from entraide.analysis.actions import close_and_freeze
from entraide.collection import actions as collection
from entraide.collection import policies as collecting
from entraide.collection.queries import form_of
from entraide.directory import queries as directory
from entraide.directory.actions import import_rows
from entraide.documents import actions as papers
from entraide.documents import queries as documents
from entraide.documents.domain import codec
from entraide.documents.domain.writing import write
from entraide.foundation.accounts.actions import enrol
from entraide.foundation.accounts.models import Person
from entraide.foundation.accounts.queries import actor_of
from entraide.foundation.db.context import acting_as
from entraide.foundation.jobs.door import run_waiting
from entraide.kernel import clock
from entraide.kernel.actor import SYSTEM, Actor, Role
from entraide.kernel.languages import LANGUAGES, Language, as_language
from entraide.kernel.text import Text
from entraide.mandates import actions as mandates
from entraide.mandates import policies as mandating
from entraide.mandates import queries as register
from entraide.meetings.actions import record_body
from entraide.reporting import actions as reporting

from . import example_authorities
from .cast import CAST, PASSPHRASE
from .example_answers import answers_from

DATA = Path(__file__).resolve().parents[3] / "data"
EXAMPLE = DATA / "example"
SYMBOL = "CTOC/COP/WG.2/2012/4"
REPORT_SYMBOL = "CTOC/COP/WG.2/2024/X.1"
QUESTIONNAIRE = "cultural-property"
ASKED = (("23", "c"), ("23", "d"))
Say = Callable[[str], None]


def load(say: Say) -> bool:
    """Load the example unless it is there; true when this call loaded it."""
    with acting_as(SYSTEM):
        if documents.find_document(SYSTEM, SYMBOL) is not None:
            return False
        say("Loading the example: the 2012 meeting and two demonstration rounds with invented replies …")
        _enrol_cast()
        nadia, viktor = actor("nadia"), actor("viktor")
        paper = _file_digest(nadia)
        _register(nadia, paper)
        import_rows(nadia, _directory())
        version = collection.publish_questionnaire(
            nadia, code=QUESTIONNAIRE, content=(DATA / "questionnaires" / "cultural-property.xlsx").read_bytes()
        )
        guids = [paragraph_guid(nadia, paper, place) for place in ASKED]
        _closed_round(nadia, viktor, version.pk, guids)
        _open_round(nadia, version.pk, guids)
        example_authorities.record(nadia)
        run_waiting()
    say("The example is loaded.")
    return True


def actor(name: str) -> Actor:
    """One of the cast, by the first part of the address."""
    return actor_of(Person.objects.get(email=f"{name}@example.org"))


def _enrol_cast() -> None:
    for one in CAST:
        enrol(
            SYSTEM, email=one.email, name=one.name, password=PASSPHRASE, role=one.role, entity=one.entity,
            party=bool(one.entity), language=one.language,
        )  # fmt: skip


def _yaml(name: str) -> Any:
    return yaml.safe_load((EXAMPLE / name).read_text(encoding="utf-8"))


def _text(versions: dict[str, str]) -> Text:
    return Text.of("en", **versions)


def _file_digest(nadia: Actor) -> int:
    """The digest enters as any paper does: read from a file, checked, filed; five more languages join it."""
    facts = _yaml("bodies.yml")
    for code, name in facts["bodies"].items():
        if code != "CTOC/COP/WG.2":
            record_body(nadia, code=code, name=_text(name))
    reading = _received(nadia, "en")
    document = papers.file_reading(
        nadia, reading, body_code="CTOC/COP/WG.2", body_name=_text(facts["bodies"]["CTOC/COP/WG.2"]),
        starts_on=date(2012, 10, 17), ends_on=date(2012, 10, 18), sittings=4, symbols=[SYMBOL],
        session=_text(facts["meeting"]["session"]), place=_text(facts["meeting"]["place"]), status="original",
        meeting_title=_text(facts["meeting"]["title"]),
        agenda=[(str(label), _text(title)) for label, title in facts["meeting"]["agenda"].items()],
    )  # fmt: skip
    for language in LANGUAGES:
        if language != "en":
            papers.file_reading_as_version(nadia, _received(nadia, language), document, status="courtesy")
    return document.pk


def _received(nadia: Actor, language: Language) -> Any:
    tree = codec.from_json(json.loads((EXAMPLE / f"report-2012.{language}.json").read_text(encoding="utf-8")))
    return papers.receive_file(nadia, content=write(tree, "akn"), name=f"digest-2012.{language}.xml", language=language)


def _register(nadia: Actor, paper: int) -> None:
    summaries = _yaml("bodies.yml")["summaries"]
    mandates.propose(nadia, paper)
    for row in register.proposals(nadia, paper):
        given = {"summary": _text(summaries[key]).to_json()} if (key := _key(row.label)) in summaries else {}
        mandate = mandating.access_mandate(nadia, row.id)
        if mandate.life == "proposed":
            mandates.confirm(nadia, mandate, **given)


def _key(label: str) -> str:
    return label.replace("(", "").replace(")", "")


def _directory() -> list[dict[str, str]]:
    with (EXAMPLE / "directory.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def paragraph_guid(nadia: Actor, paper: int, place: tuple[str, str]) -> UUID:
    """The permanent name of a point of the digest."""
    rows = documents.paragraphs_of(nadia, paper)
    return next(row.guid for row in rows if (row.number, row.point) == place)


def _moment(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 10, 0, tzinfo=UTC)


def _closed_round(nadia: Actor, viktor: Actor, version: int, guids: list[UUID]) -> None:
    plan = _yaml("rounds.yml")["closed"]
    with clock.at(_moment(2024, 3, 15)):
        made = collection.open_round(
            nadia, code=plan["code"], version_id=version, paragraph_guids=guids, title=_text(plan["title"]),
            deadline=plan["deadline"], note_verbale="CU 2024/X (invented)", invented=True,
        )  # fmt: skip
        collection.invite(nadia, made, _contacts(nadia, plan["replied"] + plan["silent"]))
    form = form_of(version)
    for path in sorted((EXAMPLE / "replies").glob("*.yml")):
        row = yaml.safe_load(path.read_text(encoding="utf-8"))
        _reply(nadia, made.code, row, answers_from(form, row))
    with clock.at(_moment(2024, 7, 20)):
        frozen = close_and_freeze(nadia, made.pk)
        report = reporting.compose(nadia, frozen.pk, symbol=REPORT_SYMBOL)
    with clock.at(_moment(2024, 9, 16)):
        reporting.clear(viktor, report)
        reporting.write_files(nadia, report)
        reporting.issue(nadia, report)
        for evidence in register.to_validate(viktor):
            mandates.validate_evidence(viktor, mandating.access_evidence(viktor, evidence.id))


def _contacts(nadia: Actor, wanted: list[str]) -> list[directory.ContactRow]:
    with acting_as(nadia):
        found = {row.entity: row for row in directory.contacts_for(nadia, "cultural_property", wanted)}
    return [found[entity] for entity in wanted]


def _focal_point(entity: str, language: str) -> Actor:
    return Actor(None, "Focal point (invented)", frozenset({Role.FOCAL_POINT}), entity, True, as_language(language))


def _reply(nadia: Actor, code: str, row: dict[str, Any], answers: Any) -> None:
    focal = _focal_point(row["entity"], row["language"])
    with clock.at(_moment(2024, 7, 9) if row.get("late") else _moment(2024, 6, 3)):
        with acting_as(focal):
            reply = collecting.access_reply_of(focal, code, row["entity"])
        collection.save_cells(focal, reply, dict(answers))
        reply.refresh_from_db()
        sent = collection.submit(
            focal, reply, declared_name=row["declared_name"], declared_function=row["declared_function"]
        )
        collection.accept(nadia, sent)


def _open_round(nadia: Actor, version: int, guids: list[UUID]) -> None:
    plan = _yaml("rounds.yml")["open"]
    made = collection.open_round(
        nadia, code=plan["code"], version_id=version, paragraph_guids=guids, title=_text(plan["title"]),
        deadline=clock.now().date() + timedelta(days=60), note_verbale="CU 2026/X (invented)", invented=True,
    )  # fmt: skip
    collection.invite(nadia, made, _contacts(nadia, plan["invited"]))
    form = form_of(version)
    for path in sorted((EXAMPLE / "drafts").glob("*.yml")):
        row = yaml.safe_load(path.read_text(encoding="utf-8"))
        focal = _focal_point(row["entity"], row["language"])
        with acting_as(focal):
            reply = collecting.access_reply_of(focal, made.code, row["entity"])
        collection.save_cells(focal, reply, dict(answers_from(form, row)))

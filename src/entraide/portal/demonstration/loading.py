"""Loading the round at full size through the actions that people use, up to the moment before it is closed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from typing import Any, Final

import yaml
from attrs import frozen

from entraide.analysis import actions as analysis
from entraide.collection import actions as collection
from entraide.collection import policies as collecting
from entraide.collection import queries as rounds
from entraide.collection.domain.form import Form
from entraide.collection.queries import form_of
from entraide.directory import queries as directory
from entraide.directory.actions import import_rows
from entraide.documents import queries as documents
from entraide.foundation.db.context import acting_as
from entraide.foundation.jobs.door import run_waiting
from entraide.kernel import clock
from entraide.kernel.actor import SYSTEM, Actor, Role
from entraide.kernel.languages import LANGUAGES
from entraide.kernel.problems import NotHere
from entraide.kernel.text import Text
from entraide.reference.domain import entities

from .. import example
from ..example_answers import answers_from
from .records import invented_records
from .replies import DATA, OBSERVERS, InventedReply, invented_replies, language_of, states
from .replies import words as invented_words

CODE: Final = "CP-193"
AT_ONCE: Final = 5_000
DEADLINE: Final = date(2026, 5, 31)
ORGANISATIONS: Final = ("ICOM", "INTERPOL", "UNESCO", "WCO")
OPENED, IN_TIME, AFTER = (datetime(2026, *day, 10, 0, tzinfo=UTC) for day in ((1, 15), (4, 20), (6, 9)))
Say = Callable[[str], None]


@frozen
class Wanted:
    """How much is invented, and from which seed: `replies` of 193 States, `records` of cases."""

    seed: int
    replies: int
    records: int


def load(wanted: Wanted, say: Say) -> bool:
    """The round at full size beside the example, which must be there. All or nothing; false when it is there already."""
    with acting_as(SYSTEM):
        officer = example.actor("nadia")
        if any(row.code == CODE for row in rounds.rounds(officer)):
            return False
        say(f"Loading {CODE}: a round with {wanted.replies} invented replies …")
        version = rounds.version_by_code(officer, example.QUESTIONNAIRE)
        made = _opened(officer, version.version_id)
        _replies(officer, made, form_of(version.version_id), wanted, say)
        with clock.at(AFTER):
            analysis.import_rates(officer, (DATA / "rates.csv").read_bytes(), invented=True)
        if wanted.records:
            _cases(officer, made, wanted, say)
        run_waiting()
    return True


def _opened(officer: Actor, version: int) -> Any:
    """The round, open for everybody who can be asked."""
    paper = documents.find_document(officer, example.SYMBOL)
    with clock.at(OPENED):
        made = collection.open_round(
            officer, code=CODE, version_id=version, deadline=DEADLINE, note_verbale="CU 2026/X (invented)", invented=True,
            paragraph_guids=[example.paragraph_guid(officer, paper.id, place) for place in example.ASKED],
            title=Text.of("en", **_settings()["title"]),
        )  # fmt: skip
        collection.invite(officer, made, _contacts(officer, (*states(), *OBSERVERS, *ORGANISATIONS)))
    return made


def _settings() -> dict[str, Any]:
    return yaml.safe_load((DATA / "round.yml").read_text(encoding="utf-8"))


def _replies(officer: Actor, made: Any, form: Form, wanted: Wanted, say: Say) -> None:
    """Those asked beyond the replies stay silent."""
    for turn, one in enumerate(invented_replies(wanted.seed, _choices(form), wanted.replies), start=1):
        _send(officer, made, form, one)
        if turn % 25 == 0 or turn == wanted.replies:
            say(f"{turn} of {wanted.replies} replies")


def _choices(form: Form) -> dict[str, list[str]]:
    return {one.name: [choice.value for choice in one.choices] for one in form.questions() if one.choices}


def _contacts(officer: Actor, asked: Iterable[str]) -> list[directory.ContactRow]:
    """A contact point of everybody asked: where the directory knows none, an invented one is entered first."""
    asked = tuple(asked)
    with acting_as(officer):
        known = {row.entity for row in directory.contacts_for(officer, "cultural_property", asked)}
    import_rows(officer, [_entry(code) for code in asked if code not in known])
    with acting_as(officer):
        found = {row.entity: row for row in directory.contacts_for(officer, "cultural_property", asked)}
    if missing := [code for code in asked if code not in found]:
        raise NotHere(missing)
    return [found[code] for code in asked]


def _entry(code: str) -> dict[str, str]:
    office = invented_words()["authority"][0]
    name = {f"name_{language}": office[language] for language in LANGUAGES}
    return {
        "entity": code, **name, "kind": "culture_ministry", "function": "cultural_property", "instrument": "UNTOC",
        "article": "18(13)", "mailbox": f"cultural-property.{code.lower()}@example.org", "contact_name": "",
        "contact_email": "", "language": language_of(code), "note_verbale": "", "dated": "", "invented": "yes",
    }  # fmt: skip


def _send(officer: Actor, made: Any, form: Form, one: InventedReply) -> None:
    focal = Actor(None, "Focal point (invented)", frozenset({Role.FOCAL_POINT}), one.entity, True, one.language)
    with clock.at(AFTER if one.late else IN_TIME):
        with acting_as(focal):
            reply = collecting.access_reply_of(focal, made.code, one.entity)
        collection.save_cells(focal, reply, dict(answers_from(form, one.said)))
        reply.refresh_from_db()
        name = entities.name(one.entity, one.language)
        sent = collection.submit(focal, reply, declared_name=f"{name} (invented)", declared_function="(invented)")
        collection.accept(officer, sent)


def _cases(officer: Actor, made: Any, wanted: Wanted, say: Say) -> None:
    """Case records of the round, some given for totals only; linked with one another."""
    say(f"{wanted.records} invented case records …")
    records = tuple(invented_records(wanted.seed, wanted.records))
    own = random.Random(wanted.seed)  # noqa: S311 - a seed must give the same everywhere
    rows = [
        {**one.columns, "audience": own.choices(("public", "members", "aggregate"), (6, 3, 1))[0]} for one in records
    ]
    with clock.at(IN_TIME):
        for start in range(0, len(rows), AT_ONCE):
            analysis.load_cases(officer, rows[start : start + AT_ONCE], audience="public", round=made.pk, invented=True)
    say("Linking them …")
    analysis.ask_linking(officer)
    run_waiting()

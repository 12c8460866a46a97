"""An entry of the directory as it is handed in as a row of a table: a record, its contact points and its acts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final, Literal

from attrs import evolve, field, frozen

from entraide.kernel.languages import LANGUAGES, is_language
from entraide.kernel.problems import Problem, Refused, refuse
from entraide.kernel.text import Text
from entraide.reference.domain.entities import find

from .faults import MAIL, known_entity, problems_of
from .record import Function, Reach, Record
from .vocabulary import ACTS, FUNCTIONS

COLUMNS: Final = (
    "entity", *(f"name_{code}" for code in LANGUAGES), "kind", "function", "instrument", "article", "mailbox",
    "contact_name", "contact_email", "language", "note_verbale", "dated", "invented",
)  # fmt: skip
"""The columns of a table of entries. Several rows of one authority, with the same State and name, become one entry."""

NEEDED: Final = ("entity", "kind", "function")
MOST_ROWS: Final = 5_000
LONGEST: Final = 500
Effect = Literal["designation", "contact_point", "withdrawal"]
"""What was done by an act: an authority named, its contact points replaced, its entry withdrawn."""
_YES: Final = frozenset({"1", "yes", "true", "x"})


@frozen
class Contact:
    """A person named as contact point."""

    name: str
    email: str
    language: str = "en"


@frozen
class Designation:
    """The act that named the authority."""

    kind: str
    reference: str
    dated: date


@frozen
class Entry:
    """One authority, whole. `row` is the line of the table it was read from (the heading is line 1), 0 for a form."""

    record: Record
    contacts: tuple[Contact, ...] = ()
    designations: tuple[Designation, ...] = ()
    row: int = field(default=0)

    @property
    def entity(self) -> str:
        """The State or organisation."""
        return self.record.entity


def read_rows(rows: Sequence[Mapping[str, str]]) -> tuple[Entry, ...]:
    """The entries of a table; refused with every problem of every row (DIR-101 to DIR-110) when there is one."""
    if len(rows) > MOST_ROWS:
        raise refuse("DIR-110", rows=len(rows), most=MOST_ROWS)
    missing = [name for name in NEEDED if rows and name not in rows[0]]
    if missing or not rows:
        raise refuse("DIR-109", columns=", ".join(missing or NEEDED))
    problems: list[Problem] = []
    entries: list[Entry] = []
    for number, row in enumerate(rows, start=2):
        clean = {name: (row.get(name) or "").strip()[:LONGEST] for name in COLUMNS}
        found = [*_row_problems(clean, number)]
        entry = None if found else _entry(clean, number)
        problems += found if entry is None else problems_of_entry(entry)
        entries += [entry] if entry else []
    if problems:
        raise Refused(*problems)
    return _merged(entries)


def problems_of_entry(entry: Entry) -> tuple[Problem, ...]:
    """What forbids an entry: what forbids its record, its contact points (DIR-106, DIR-107), its acts (DIR-108)."""
    acts = (problem for act in entry.designations for problem in problems_of_act(act, entry.row))
    people = (problem for one in entry.contacts for problem in problems_of_contact(one, entry.row))
    return (*problems_of(entry.record, entry.row), *people, *acts)


def problems_of_contact(contact: Contact, line: int = 0) -> tuple[Problem, ...]:
    """A name, an address and one of the six languages are needed."""
    place = str(line) if line else ""
    found = []
    if not contact.name or not MAIL.fullmatch(contact.email):
        found.append(Problem("DIR-106", {"address": contact.email}, place, line))
    if not is_language(contact.language):
        found.append(Problem("DIR-107", {"language": contact.language}, place, line))
    return tuple(found)


def problems_of_act(act: Designation, line: int = 0) -> tuple[Problem, ...]:
    """A known kind and a reference are needed."""
    if act.kind in ACTS and act.reference:
        return ()
    said = {"reference": act.reference, "dated": act.dated.isoformat()}
    return (Problem("DIR-108", said, str(line) if line else "", line),)


def _row_problems(row: Mapping[str, str], number: int) -> Iterator[Problem]:
    if bool(row["contact_name"]) != bool(row["contact_email"]):
        yield Problem("DIR-106", {"address": row["contact_email"]}, f"{number}", number)
    if bool(row["note_verbale"]) != bool(row["dated"]) or (row["dated"] and _day(row["dated"]) is None):
        yield Problem("DIR-108", {"reference": row["note_verbale"], "dated": row["dated"]}, f"{number}", number)
    if row["language"] and not is_language(row["language"]):
        yield Problem("DIR-107", {"language": row["language"]}, f"{number}", number)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _entry(row: Mapping[str, str], number: int) -> Entry:
    """Row to entry; a State may be given by its code or by any of its names."""
    named = find(row["entity"]) if row["entity"] and not known_entity(row["entity"]) else None
    usual = FUNCTIONS.get(row["function"], ("", ""))
    function = Function(
        row["function"], row["instrument"] or usual[0], row["article"] or ("" if row["instrument"] else usual[1])
    )
    language, dated = row["language"] or "en", _day(row["dated"])
    record = Record(
        entity=named.code if named else row["entity"],
        name=Text.of(None, **{code: row[f"name_{code}"] for code in LANGUAGES}),
        kind=row["kind"],
        functions=(function,),
        languages=(language,),
        reaches=(Reach("email", row["mailbox"]),) if row["mailbox"] else (),
        invented=row["invented"].lower() in _YES,
    )
    return Entry(
        record,
        (Contact(row["contact_name"], row["contact_email"], language),) if row["contact_email"] else (),
        (Designation("note_verbale", row["note_verbale"], dated),) if dated else (),
        number,
    )


def same_name(one: Text, other: Text) -> bool:
    """Whether two authorities of a State are called the same in a language that both have."""
    return any(other.versions.get(code) == name for code, name in one.versions.items())


def _merged(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    kept: list[Entry] = []
    for entry in entries:
        place = next((n for n, one in enumerate(kept) if _same(one.record, entry.record)), -1)
        if place < 0:
            kept.append(entry)
        else:
            kept[place] = _joined(kept[place], entry)
    return tuple(kept)


def _same(one: Record, other: Record) -> bool:
    return one.entity == other.entity and same_name(one.name, other.name)


def _joined(one: Entry, other: Entry) -> Entry:
    return evolve(
        one,
        record=joined_records(one.record, other.record),
        contacts=tuple(dict.fromkeys((*one.contacts, *other.contacts))),
        designations=tuple(dict.fromkeys((*one.designations, *other.designations))),
    )


def joined_records(one: Record, other: Record) -> Record:
    """The first record with what the other adds: functions, ways of reaching it, languages."""
    return evolve(
        one,
        functions=tuple({row.triple: row for row in (*other.functions, *one.functions)}[key] for key in dict.fromkeys(
            row.triple for row in (*one.functions, *other.functions))),
        reaches=tuple({(row.kind, row.value): row for row in (*one.reaches, *other.reaches)}.values()),
        languages=tuple(dict.fromkeys((*one.languages, *other.languages))),
    )  # fmt: skip

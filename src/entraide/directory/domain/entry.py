"""An entry of the directory as it is handed in, by a form or as a row of a table, and what may be wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from attrs import evolve, field, frozen

from entraide.kernel.languages import LANGUAGES, is_language
from entraide.kernel.problems import Problem, Refused, refuse
from entraide.kernel.text import Text
from entraide.reference.domain.entities import entity, find, treaty

from .vocabulary import ACTS, FUNCTIONS, KINDS, Function

COLUMNS: Final = (
    "entity", *(f"name_{code}" for code in LANGUAGES), "kind", "function", "instrument", "article", "mailbox",
    "contact_name", "contact_email", "language", "note_verbale", "dated", "invented",
)  # fmt: skip
"""The columns of a table of entries. Several rows of one authority, with the same State and name, become one entry."""

NEEDED: Final = ("entity", "kind", "function")
MOST_ROWS: Final = 5_000
LONGEST: Final = 500
_MAIL: Final = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]+")
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

    entity: str
    name: Text
    kind: str
    functions: tuple[Function, ...]
    mailbox: str = ""
    language: str = "en"
    contacts: tuple[Contact, ...] = ()
    designations: tuple[Designation, ...] = ()
    invented: bool = False
    row: int = field(default=0)


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
        problems += found if entry is None else problems_of(entry)
        entries += [entry] if entry else []
    if problems:
        raise Refused(*problems)
    return _merged(entries)


def problems_of(entry: Entry) -> tuple[Problem, ...]:
    """What forbids an entry: unknown State, no name, unknown kind or function, unknown article, no such address."""
    return tuple(
        Problem(code, params, f"{entry.row}" if entry.row else "", entry.row) for code, params in _faults(entry)
    )


def _faults(entry: Entry) -> Iterator[tuple[str, dict[str, str]]]:
    if not _known(entry.entity):
        yield "DIR-101", {"entity": entry.entity}
    if not entry.name:
        yield "DIR-102", {}
    if entry.kind not in KINDS:
        yield "DIR-103", {"kind": entry.kind, "kinds": ", ".join(KINDS)}
    if not entry.functions:
        yield "DIR-104", {"function": "", "functions": ", ".join(FUNCTIONS)}
    for one in entry.functions:
        if one.function not in FUNCTIONS:
            yield "DIR-104", {"function": one.function, "functions": ", ".join(FUNCTIONS)}
        if not _cited(one):
            yield "DIR-105", {"instrument": one.instrument, "article": one.article}
    for address in (entry.mailbox, *(contact.email for contact in entry.contacts)):
        if address and not _MAIL.fullmatch(address):
            yield "DIR-106", {"address": address}
    for language in (entry.language, *(contact.language for contact in entry.contacts)):
        if not is_language(language):
            yield "DIR-107", {"language": language}
    for act in entry.designations:
        if act.kind not in ACTS or not act.reference:
            yield "DIR-108", {"reference": act.reference, "dated": act.dated.isoformat()}


def _known(code: str) -> bool:
    try:
        return bool(entity(code))
    except KeyError:
        return False


def _cited(one: Function) -> bool:
    """Whether the table of treaties has the instrument and its article; neither has to be given."""
    if not one.instrument:
        return not one.article
    try:
        known = treaty(one.instrument)
        return not one.article or bool(known.article(re.split(r"[(.,]", one.article)[0].strip()))
    except KeyError:
        return False


def _row_problems(row: Mapping[str, str], number: int) -> Iterator[Problem]:
    if bool(row["contact_name"]) != bool(row["contact_email"]):
        yield Problem("DIR-106", {"address": row["contact_email"]}, f"{number}", number)
    if bool(row["note_verbale"]) != bool(row["dated"]) or (row["dated"] and _day(row["dated"]) is None):
        yield Problem("DIR-108", {"reference": row["note_verbale"], "dated": row["dated"]}, f"{number}", number)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _entry(row: Mapping[str, str], number: int) -> Entry:
    """Row to entry; a State may be given by its code or by any of its names."""
    named = find(row["entity"]) if row["entity"] and not _known(row["entity"]) else None
    usual = FUNCTIONS.get(row["function"], ("", ""))
    function = Function(
        row["function"], row["instrument"] or usual[0], row["article"] or ("" if row["instrument"] else usual[1])
    )
    language, dated = row["language"] or "en", _day(row["dated"])
    names = {code: row[f"name_{code}"] for code in LANGUAGES}
    return Entry(
        entity=named.code if named else row["entity"],
        name=Text.of(None, **names),
        kind=row["kind"],
        functions=(function,),
        mailbox=row["mailbox"],
        language=language,
        contacts=(Contact(row["contact_name"], row["contact_email"], language),) if row["contact_email"] else (),
        designations=(Designation("note_verbale", row["note_verbale"], dated),) if dated else (),
        invented=row["invented"].lower() in _YES,
        row=number,
    )


def same_name(one: Text, other: Text) -> bool:
    """Whether two authorities of a State are called the same in a language that both have."""
    return any(other.versions.get(code) == name for code, name in one.versions.items())


def _merged(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    kept: list[Entry] = []
    for entry in entries:
        place = next(
            (n for n, one in enumerate(kept) if one.entity == entry.entity and same_name(one.name, entry.name)), -1
        )
        if place < 0:
            kept.append(entry)
        else:
            kept[place] = _joined(kept[place], entry)
    return tuple(kept)


def _joined(one: Entry, other: Entry) -> Entry:
    return evolve(
        one,
        functions=tuple(dict.fromkeys((*one.functions, *other.functions))),
        mailbox=one.mailbox or other.mailbox,
        contacts=tuple(dict.fromkeys((*one.contacts, *other.contacts))),
        designations=tuple(dict.fromkeys((*one.designations, *other.designations))),
    )

"""vCard 4.0 (RFC 6350): an authority as a card of kind `org`, contact persons as cards of their own that lead to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from entraide.kernel.languages import Language, as_language
from entraide.reference.domain.entities import name

from .exchange.cells import week
from .exchange.listed import Listed, Person
from .exchange.words import said
from .record import Reach

FOLD: Final = 75
"""Octets of a line, its break not counted."""
_TYPES: Final = {"phone": "voice", "fax": "fax"}


def write_cards(entries: Iterable[Listed], language: Language, site: str) -> Iterator[str]:
    """The cards of a whole list, one text each. `site` is the address under which entries stand, `https://…/directory/`."""
    for entry in entries:
        yield write_card(entry, language, site)
        for person in entry.contacts:
            yield _person(entry, person, site)


def write_card(entry: Listed, language: Language, site: str) -> str:
    """One authority; what is not for the reader is not in the entry and so not on the card."""
    return _shown(("BEGIN:VCARD", "VERSION:4.0", "KIND:org", *_organisation(entry, language, site), "END:VCARD"))


def _organisation(entry: Listed, language: Language, site: str) -> Iterator[str]:
    record = entry.record
    address = f"{site}{entry.id}/"
    yield f"UID:{_uid(address)}"
    yield f"SOURCE:{_uri(address)}"
    named = dict(record.name.versions)
    own = record.original_language or ""
    first = record.name.shown_in(language).language
    spoken_in = sorted(named, key=lambda code: code != first)
    for code in spoken_in:
        pref = ";PREF=1" if code == first else ""
        yield f"FN;ALTID=1;LANGUAGE={code}{pref}:{_text(named[code])}"
    if record.original_name and record.original_name not in named.values():
        spoken = f";LANGUAGE={own}" if own.replace("-", "").isalnum() else ""
        yield f"FN;ALTID=1{spoken}:{_text(record.original_name)}"
    for code in spoken_in:
        yield f"N;ALTID=1;LANGUAGE={code}:{_text(named[code])};;;;"
    yield f"ORG:{_text(name(record.entity, language))};{_text(record.name.shown_in(language).text or record.original_name)}"
    if record.acronym:
        yield f"NICKNAME:{_text(record.acronym)}"
    for reach in record.reaches:
        yield from _reach(reach, language)
    for place, tongue in enumerate(record.languages, start=1):
        yield f"LANG;PREF={min(place, 100)}:{tongue}"
    if record.procedure.hours:
        yield f"TZ:{_text(record.procedure.hours.zone)}"
        yield f"NOTE;LANGUAGE={language}:{_text(week(record.procedure.hours, language))}"
    kinds = [_text(said("function", one.function, language)) for one in record.functions]
    if kinds:
        yield f"CATEGORIES:{','.join(dict.fromkeys(kinds))}"
    standing = said("standing", entry.standing, language)
    yield f"NOTE;LANGUAGE={language}:{_text(standing)}"
    if record.procedure.urgent:
        shown = record.procedure.urgent.shown_in(language)
        yield f"NOTE;LANGUAGE={shown.language}:{_text(shown.text)}"
    if entry.addresses and entry.changed_at:
        yield f"REV:{entry.changed_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _reach(one: Reach, language: Language) -> Iterator[str]:
    pref = ";PREF=1" if one.purpose == "requests" else ""
    if one.kind in _TYPES:
        number = "".join(sign for sign in one.value if sign.isdigit() or sign == "+")
        extension = f";ext={''.join(filter(str.isdigit, one.extension))}" if one.extension else ""
        label = f";X-PURPOSE={one.purpose}" if one.purpose != "office" else ""
        yield f'TEL;VALUE=uri;TYPE="work,{_TYPES[one.kind]}"{pref}{label}:tel:{number}{extension}'
    elif one.kind == "email":
        yield f"EMAIL;TYPE=work{pref}:{_text(one.value)}"
    elif one.kind == "website":
        yield f"URL;TYPE=work:{_uri(one.value)}"
    elif one.kind == "post":
        country = name(one.country, language) if one.country else ""
        street = ", ".join(line.strip() for line in one.value.split("\n") if line.strip() != one.city)
        label = f';LABEL="{_parameter(one.value)}"'
        yield f"ADR;TYPE=work{label}:;;{_text(street)};{_text(one.city)};;;{_text(country)}"


def _person(entry: Listed, person: Person, site: str) -> str:
    """A contact person, who stands for the authority."""
    address = f"{site}{entry.id}/"
    shown = entry.record.name.shown_in(as_language(person.language)).text
    phone = "".join(sign for sign in person.phone if sign.isdigit() or sign == "+")
    lines = [
        "BEGIN:VCARD", "VERSION:4.0", "KIND:individual", f"UID:{_uid(f'{address}{person.email}')}", f"FN:{_text(person.name)}",
        f"N:{_text(person.name)};;;;", f"ORG:{_text(shown or entry.record.original_name)}",
        *([f"TITLE:{_text(person.position)}"] if person.position else []), f"EMAIL;TYPE=work:{_text(person.email)}",
        *([f'TEL;VALUE=uri;TYPE="work,voice":tel:{phone}'] if phone else []), f"LANG:{person.language}",
        f"RELATED;TYPE=contact:{_uid(address)}", "END:VCARD",
    ]  # fmt: skip
    return _shown(lines)


def _uid(address: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, address)}"


def _text(value: str) -> str:
    """Escaped as RFC 6350, 3.4; control characters are gone."""
    plain = value.replace("\r\n", "\n").replace("\r", "\n")
    plain = "".join(sign for sign in plain if sign >= " " or sign in "\n\t")
    for sign in "\\,;":
        plain = plain.replace(sign, f"\\{sign}")
    return plain.replace("\n", "\\n")


def _parameter(value: str) -> str:
    """A parameter's value between quotation marks, by RFC 6868."""
    plain = "".join(sign for sign in value.replace("\r\n", "\n") if sign >= " " or sign == "\n")
    return plain.replace("^", "^^").replace("\n", "^n").replace('"', "^'")


def _uri(value: str) -> str:
    return "".join(sign for sign in value if sign > " " and sign != "\x7f")


def _shown(lines: Iterable[str]) -> str:
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _folded(line: str) -> Iterator[str]:
    """Broken at 75 octets, never within a character; lines that go on begin with a blank."""
    held, size = "", 0
    for sign in line:
        wide = len(sign.encode())
        if size + wide > FOLD:
            yield held
            held, size = " ", 1
        held, size = held + sign, size + wide
    yield held

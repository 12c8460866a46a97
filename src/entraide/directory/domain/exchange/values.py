"""Single cells read: what somebody typed, as a value of the record; refused with a number where it means nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any, Final

from entraide.kernel.languages import LANGUAGES
from entraide.kernel.problems import refuse
from entraide.mandates.domain.exchange.wording import days
from entraide.reference.domain.entities import entity, find, treaties, treaty

from ..faults import MAIL, known_entity
from ..record import Cultural, Function, Hours, Reach, Span
from ..vocabulary import FUNCTIONS, NETWORKS
from .cells import DAYS
from .listed import Act, Person
from .notation import Item, items, lines, read_item
from .words import folded, meant

LONGEST: Final = {"name": 300, "original_name": 300, "transliteration": 300, "acronym": 40, "territory": 80}
LONG: Final = 5_000
_SPAN = re.compile(r"(\d{1,2})[:.h](\d{2})?\s*(?:[-–—]|to|à|a|до|至|إلى)\s*(\d{1,2})[:.h](\d{2})?")
_PERSON = re.compile(r"(?s)(.*?)\s*<([^<>]*)>")
_ENDS = re.compile(r"(?s)(.*?)[,;]?\s+\(?(\d[\d./-]{7,9})\)?")
_LISTS = ";,"


def plain(cell: Any) -> str:
    """What a spreadsheet holds, as it would be typed."""
    if cell is None or cell == "":
        return ""
    if isinstance(cell, str) and cell.isprintable():
        return cell.strip()
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and (cell.hour, cell.minute, cell.second) == (0, 0, 0):
        return cell.date().isoformat()
    text = str(cell).replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ")
    return "".join(sign for sign in text if sign >= " " or sign in "\n\t").strip()


def _not(text: str) -> Exception:
    return refuse("DIR-305", value=text[:60])


def coded(kind: str, text: str) -> str:
    """A word of a list, in any language, as its code."""
    code = meant(kind, text)
    if not code:
        raise _not(text)
    return code


def truth(text: str) -> bool:
    """Yes or no."""
    if folded(text) in ("x", "1", "true", "+", "✓", "☑"):
        return True
    if folded(text) in ("0", "false", "-", "n/a"):
        return False
    return coded("truth", text) == "yes"


@lru_cache(maxsize=2_000)
def state(text: str) -> str:
    """A State or organisation by its code or by any of its names."""
    if known_entity(text.upper()):
        return str(entity(text.upper()).code)
    named = find(text)
    if named is None:
        raise refuse("DIR-101", entity=text[:60])
    return str(named.code)


def day(text: str) -> date:
    """A day that can be taken in one way only."""
    found = days(text)
    if len(found) != 1:
        raise _not(text)
    return date.fromisoformat(found[0])


@lru_cache(maxsize=20_000)
def functions(text: str) -> tuple[Function, ...]:
    """Several competences in a cell."""
    return tuple(_function(one) for one in items(text, ";"))


def _function(item: Item) -> Function:
    head, colon, basis = item.text.partition(":")
    code = meant("function", head)
    if not code:
        raise refuse("DIR-104", function=head[:60], functions=", ".join(FUNCTIONS))
    instrument, article = cited(basis.strip()) if colon else FUNCTIONS[code]
    marks = item.marks
    scope = {code: marks[f"scope {code}"] for code in LANGUAGES if marks.get(f"scope {code}")}
    return Function.from_json({
        "function": code, "instrument": instrument, "article": article, "exclusive": "exclusive" in marks,
        "since": day(marks["since"]).isoformat() if marks.get("since") else "",
        "until": day(marks["until"]).isoformat() if marks.get("until") else "",
        "scope": {key: {"text": value, "status": "official"} for key, value in scope.items()},
    })  # fmt: skip


def cited(text: str) -> tuple[str, str]:
    """Instrument and article: `UNTOC 18(13)`, or the instrument by a name and `article 18(13)` behind it."""
    parts = text.split()
    for size in range(len(parts), 0, -1):
        code = instrument(" ".join(parts[:size]).rstrip(","))
        if code:
            rest = parts[size:]
            if rest and folded(rest[0]) in ("article", "art", "artículo", "статья", "المادة", "第"):
                rest = rest[1:]
            return code, "".join(rest)
    return (parts[0], "".join(parts[1:])) if parts else ("", "")


def instrument(text: str) -> str:
    """An instrument by its code or by a short or full name; "" when unknown."""
    return _instruments().get(folded(text), "")


@cache
def _instruments() -> Mapping[str, str]:
    """Every name of every instrument, folded."""
    found = {folded(one.code): str(one.code) for one in treaties()}
    for one in treaties():
        for language in LANGUAGES:
            for short in (True, False):
                found.setdefault(folded(one.name(language, short=short)), str(one.code))
    return found


def known_instrument(text: str) -> str:
    """An instrument, refused when there is none of that name."""
    code = instrument(text)
    if not code:
        raise refuse("DIR-105", instrument=text[:60], article="")
    return str(treaty(code).code)


def reaches(kind: str, also: str = "") -> Callable[[str], tuple[Reach, ...]]:
    """A reader of ways of reaching of one kind."""

    def read(text: str) -> tuple[Reach, ...]:
        return tuple(_reach(kind, one) for one in items(text, also))

    return read


def _reach(kind: str, item: Item) -> Reach:
    marks = dict(item.marks)
    purpose = next((one for one in ("urgent", "requests", "office") if one in marks), "office")
    if kind == "email" and not MAIL.fullmatch(item.text):
        raise refuse("DIR-106", address=item.text[:60])
    country = marks.get("country", "")
    told = {"extension": marks.get("ext", ""), "city": marks.get("city", ""), "note": marks.get("note", "")}
    public = "public" in marks or (not marks and kind in ("website", "post"))
    return Reach(kind, item.text, purpose, **told, country=state(country) if country else "", public=public)


def cultural(text: str) -> tuple[Cultural, ...]:
    """Whom to turn to about cultural property."""
    found = []
    for one in items(text):
        head, _colon, named = one.text.partition(":")
        found.append(Cultural(coded("cultural", head), named.strip(), one.marks.get("address", "")))
    return tuple(found)


def languages(text: str) -> tuple[str, ...]:
    """Codes of languages; their names in any of the six are known for the six."""
    return tuple(dict.fromkeys(_language(one) for one in lines(text, _LISTS + "/")))


def _language(text: str) -> str:
    if re.fullmatch(r"[a-zA-Z]{2,3}", text):
        return text.lower()
    code = meant("tongue", text)
    if not code:
        raise refuse("DIR-107", language=text[:40])
    return code


def networks(text: str) -> tuple[str, ...]:
    """Networks by their short names."""
    return tuple(dict.fromkeys(_network(one) for one in lines(text, _LISTS)))


def _network(text: str) -> str:
    code = text.upper().replace("/", "_").replace(" ", "_").replace("-", "_")
    if code not in NETWORKS:
        raise _not(text)
    return code


def several(kind: str) -> Callable[[str], tuple[str, ...]]:
    """A reader of several words of a list."""

    def read(text: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(coded(kind, one) for one in lines(text, _LISTS)))

    return read


@lru_cache(maxsize=2_000)
def week(text: str) -> tuple[tuple[Span, ...], ...]:
    """Opening hours: `mon-thu 09:00-12:30 13:30-17:00; fri 09:00-13:00`; hours without days are those of Monday to Friday."""
    days_of: list[tuple[Span, ...]] = [()] * 7
    for line in lines(text, ";"):
        spans = tuple(_span(found) for found in _SPAN.finditer(line))
        first = _SPAN.search(line)
        named = line[: first.start()] if first else ""
        if not spans or _SPAN.sub("", line[first.start() if first else 0 :]).strip(" ,/&+"):
            raise _not(line)
        for one in _named_days(named.strip(" :,")):
            days_of[one] = spans
    return tuple(days_of)


def _span(found: re.Match[str]) -> Span:
    ends = [(int(found[turn]), int(found[turn + 1] or 0)) for turn in (1, 3)]
    if ends[0] >= ends[1] or ends[1] > (24, 0) or any(minute > 59 for _hour, minute in ends):
        raise _not(found[0])
    return (f"{ends[0][0]:02}:{ends[0][1]:02}", f"{ends[1][0]:02}:{ends[1][1]:02}")


def _named_days(text: str) -> Iterator[int]:
    if not text:
        yield from range(5)
    for part in filter(None, re.split(r"[,،]", text)):
        ends = [coded("day", one.strip()) for one in re.split(r"[-–—]", part)]
        first, last = DAYS.index(ends[0]), DAYS.index(ends[-1])
        yield from (turn % 7 for turn in range(first, last + 1 + (7 if last < first else 0)))


def zone(text: str) -> str:
    """An IANA time zone."""
    if not re.fullmatch(r"[A-Za-z_]+(/[A-Za-z0-9_+-]+){0,2}", text):
        raise _not(text)
    return text


def closed(text: str) -> tuple[date, ...]:
    """Single days on which the office is closed."""
    return tuple(day(one) for one in lines(text, ";,"))


def people(text: str) -> tuple[Person, ...]:
    """Contact persons: `Name <address> [position: …; phone: …; language: fr]`."""
    return tuple(_person(one) for one in items(text, ";"))


def _person(item: Item) -> Person:
    found = _PERSON.fullmatch(item.text)
    name, email = (found[1], found[2]) if found else ("", item.text)
    return person(name or email.partition("@")[0], email, item.marks)


def person(name: str, email: str, told: Any) -> Person:
    """A contact person out of single cells."""
    if not MAIL.fullmatch(email):
        raise refuse("DIR-106", address=email[:60])
    language = _language(told["language"]) if told.get("language") else "en"
    if language not in LANGUAGES:
        raise refuse("DIR-107", language=language)
    return Person(name[:200], email, told.get("position", "")[:200], told.get("phone", "")[:40], language)


def acts(text: str) -> tuple[Act, ...]:
    """Acts of designation: `Note verbale: NV 12, 2012-10-17`."""
    return tuple(_act(one) for one in lines(text, ";"))


def _act(line: str) -> Act:
    found = _ENDS.fullmatch(read_item(line).text)
    if found is None:
        raise refuse("DIR-108", reference=line[:60], dated="")
    head, colon, rest = found[1].partition(":")
    kind = meant("act", head) if colon else ""
    return act(kind, rest if kind else found[1], found[2])


def act(kind: str, reference: str, dated: str) -> Act:
    """An act out of single cells."""
    known = meant("act", kind) if kind else "note_verbale"
    found = days(dated)
    if not known or not reference.strip() or len(found) != 1:
        raise refuse("DIR-108", reference=reference[:60], dated=dated[:20])
    return Act(known, reference.strip()[:80], date.fromisoformat(found[0]))


def hours(zone_text: str, week_text: str, closed_text: str, holidays: str) -> Hours:
    """Hours out of their cells; days without a time zone are refused."""
    made = Hours(zone(zone_text) if zone_text else "", week(week_text), closed(closed_text), state(holidays) if holidays else "")
    if any(made.week) and not made.zone:
        raise _not(week_text)
    return made

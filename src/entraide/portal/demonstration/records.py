"""Invented case records: one theft reported by its State of origin, of transit, of seizure, each in its own words.

Every case is made once and told by one to four reporters with the slips that reports have: another word for the object, a
day a little off, inches for centimetres, a value judged differently, a name written by ear. The truth is told beside the
record (`case`), for tests; it is no column of what is reported.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any, Final

import yaml
from attrs import frozen
from babel.numbers import get_territory_currencies

from entraide.kernel.languages import Language
from entraide.reference.domain import entities

from .replies import DATA, language_of

VOCABULARIES: Final = DATA.parent / "vocabularies"
FIRST_DAY: Final = date(2021, 1, 1)
DAYS: Final = 1095
INCH: Final = 2.54
_METHODS: Final = ("expert", "customs", "expert", "insured", "customs", "market", "")
"""How a value was found, in turn: no chance is spent on it."""
Words = Mapping[str, tuple[str, ...]]


@frozen
class InventedRecord:
    """One report: the columns that reporters fill in, and which case it tells of."""

    case: int
    columns: Mapping[str, str]


@frozen
class _Case:
    """What happened, before anybody reports it."""

    number: int
    origin: str
    transit: str
    destination: str
    thing: str
    material: str
    culture: str
    place: str
    stolen: date
    seized: date
    height: float
    width: float
    objects: int
    value: float
    suspect: tuple[str, str]


@cache
def _settings() -> Mapping[str, Any]:
    read: Mapping[str, Any] = yaml.safe_load((DATA / "records.yml").read_text(encoding="utf-8"))
    return read


@cache
def _vocabulary(name: str) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Code → language → words, the label first."""
    rows = yaml.safe_load((VOCABULARIES / f"{name}.yml").read_text(encoding="utf-8"))
    return {
        code: {language: tuple(each.strip() for each in str(said).split("|")) for language, said in row.items()
               if language in ("ar", "en", "es", "fr", "ru", "zh")}
        for code, row in rows.items()
        if not row.get("weak")
    }  # fmt: skip


@cache
def _kin() -> Mapping[str, tuple[str, ...]]:
    """Of each type of object those that it may be taken for: of its group."""
    rows = yaml.safe_load((VOCABULARIES / "types.yml").read_text(encoding="utf-8"))
    groups: dict[str, list[str]] = {}
    for code in _vocabulary("types"):
        groups.setdefault(rows[code]["group"], []).append(code)
    return {code: tuple(groups[rows[code]["group"]]) for code in _vocabulary("types")}


@cache
def _rates() -> Mapping[str, float]:
    """For invented values only: what is kept for comparison."""
    rates: Mapping[str, float] = yaml.safe_load((VOCABULARIES / "currencies.yml").read_text(encoding="utf-8"))["rates"]
    return rates


@cache
def _places() -> Mapping[str, tuple[str, ...]]:
    """Of each State its places by code, where a vocabulary of places is at hand."""
    found: dict[str, list[str]] = {}
    for code in _vocabulary("places"):
        found.setdefault(code.split("-")[0], []).append(code)
    return {state: tuple(codes) for state, codes in found.items()}


def invented_records(seed: int, wanted: int) -> Iterator[InventedRecord]:
    """So many records, the reports of one case after another."""
    # A seed must give the same records everywhere; nothing here protects anything.
    made = number = 0
    while made < wanted:
        number += 1
        own = random.Random(f"{seed}.{number}")  # noqa: S311
        case = _case(own, number)
        for columns in _reports(own, case):
            if made < wanted:
                made += 1
                yield InventedRecord(number, columns)


def _pick(own: random.Random, weighted: Mapping[str, int]) -> str:
    return own.choices(list(weighted), weights=list(weighted.values()))[0]


def _case(own: random.Random, number: int) -> _Case:
    among = _settings()["reporters"]
    origin, destination = _pick(own, among["origin"]), _pick(own, among["destination"])
    transit = _pick(own, among["transit"]) if own.random() < 0.5 else ""
    stolen = FIRST_DAY + timedelta(own.randrange(DAYS - 60))
    height = own.lognormvariate(3, 0.9)
    places = _places().get(origin, ("",))
    return _Case(
        number, origin, transit if transit not in (origin, destination) else "",
        destination if destination != origin else "GBR", own.choice(list(_vocabulary("types"))),
        own.choice(list(_vocabulary("materials"))), own.choice(list(_vocabulary("cultures"))), own.choice(places), stolen,
        stolen + timedelta(int(own.expovariate(1 / 160))), height, height * own.lognormvariate(-0.2, 0.9),
        1 if own.random() < 0.55 else 1 + int(own.lognormvariate(2, 1.1)), own.lognormvariate(9, 1.6),
        (own.choice(_settings()["given"]), _family(own)),
    )  # fmt: skip


def _family(own: random.Random) -> str:
    return "".join(own.choice(_settings()["family"]) for _turn in range(own.choice([2, 3]))).title()


def _reports(own: random.Random, case: _Case) -> Iterator[dict[str, str]]:
    roles = [role for role, part in (("origin", 0.6), ("seizure", 0.62), ("transit", 0.4)) if own.random() < part]
    roles = [role for role in roles if role != "transit" or case.transit] or ["seizure"]
    if own.random() < 0.1:
        roles.append("io")
    before: list[str] = []
    for role in roles:
        columns = _report(own, case, role, before)
        before.append(columns["ref"])
        yield columns


def _report(own: random.Random, case: _Case, role: str, before: Sequence[str]) -> dict[str, str]:
    reporter = {"origin": case.origin, "seizure": case.destination, "transit": case.transit, "io": "INTERPOL"}[role]
    language = own.choice(("en", "fr", "es", "ar")) if role == "io" else language_of(reporter)
    return {
        "reporter": reporter, "role": role, "lang": language, "offence": "theft" if role == "origin" else "seizure",
        **_days(own, case, role), **_where(own, case, role, language), **_what(own, case, language),
        **_size(own, case, reporter), **_worth(own, case, reporter, role),
        "suspect": _written(own, case.suspect, language) if role != "origin" and own.random() < 0.5 else "",
        "ref": f"{reporter[:3]}-{case.seized.year}-{own.randrange(10**6):06d}",
        "xref": own.choice(list(before)) if before and own.random() < 0.25 else "",
    }  # fmt: skip


def _days(own: random.Random, case: _Case, role: str) -> dict[str, str]:
    stolen = _day(own, case.stolen, 15) if role == "origin" or own.random() < 0.35 else ""
    seized = _day(own, case.seized, 6) if role in ("seizure", "transit") or own.random() < 0.3 else ""
    return {"theft_date": stolen, "seizure_date": seized}


def _day(own: random.Random, day: date, off: int) -> str:
    """The day, now and then a little off, or no more than its month."""
    if own.random() < 0.2:
        day += timedelta(own.randint(-off, off))
    return day.strftime("%Y-%m") if own.random() < 0.06 else day.isoformat()


def _where(own: random.Random, case: _Case, role: str, language: Language) -> dict[str, str]:
    def named(code: str, part: float) -> str:
        return entities.name(code, language) if code and own.random() < part else ""

    place = _said(own, "places", case.place, language) if case.place and own.random() < 0.6 else ""
    return {
        "origin": named(case.origin, 1 if role == "origin" else 0.7), "transit": named(case.transit, 0.6),
        "destination": named(case.destination, 0.4 if role == "origin" else 1), "place": place,
    }  # fmt: skip


def _said(own: random.Random, concern: str, code: str, language: Language) -> str:
    words = _vocabulary(concern)[code].get(language, ())
    return own.choice(words[:3]) if words else ""


def _what(own: random.Random, case: _Case, language: Language) -> dict[str, str]:
    thing = own.choice(_kin()[case.thing]) if own.random() < 0.1 else case.thing
    told = _said(own, "types", thing, language)
    material = _said(own, "materials", case.material, language) if own.random() < 0.7 else ""
    culture = _said(own, "cultures", case.culture, language) if own.random() < 0.6 else ""
    title = " ".join(part for part in ((culture, told) if language in ("en", "zh") else (told, culture)) if part)
    objects = case.objects if own.random() < 0.75 else max(1, round(case.objects * own.lognormvariate(0, 0.3)))
    return {"obj": told, "material": material, "culture": culture, "title": title, "n_objects": str(objects)}


def _size(own: random.Random, case: _Case, reporter: str) -> dict[str, str]:
    if own.random() < 0.45:
        return {"height": "", "width": "", "unit": ""}
    unit, per_cm = ("in", 1 / INCH) if reporter == "USA" else ("mm", 10.0) if own.random() < 0.15 else ("cm", 1.0)
    height, width = (round(side * per_cm * own.gauss(1, 0.02), 1) for side in (case.height, case.width))
    return {"height": f"{height}", "width": f"{width}", "unit": unit}


def _worth(own: random.Random, case: _Case, reporter: str, role: str) -> dict[str, str]:
    if own.random() < 0.5:
        return {"value": "", "currency": "", "value_method": ""}
    known = entities.entity(reporter)
    own_money = get_territory_currencies(known.iso2) if known.kind == "state" else []
    currency = next((one for one in reversed(own_money) if one in _rates()), "USD")
    value = str(max(1, int(case.value * own.lognormvariate(0, 0.5) / _rates()[currency])))
    return {"value": value, "currency": currency, "value_method": _METHODS[(case.number + len(role)) % len(_METHODS)]}


def _written(own: random.Random, name: tuple[str, str], language: Language) -> str:
    """The invented person's name as somebody writes it by ear, in the script of the report."""
    text = " ".join(name if own.random() < 0.7 else name[::-1])
    if own.random() < 0.3:
        place = own.randrange(len(text))
        text = (
            text[:place]
            + {"k": "q", "i": "y", "v": "w", "s": "ss", "o": "u"}.get(text[place], text[place])
            + text[place + 1 :]
        )
    table = {"ru": "cyrillic", "ar": "arabic"}.get(language)
    if table is None:
        return text
    return "".join(_settings()[table].get(sign, sign) for sign in text.lower()).title()

"""Invented replies of all States to the questionnaire on cultural property: the same for the same seed, nobody's answers.

Figures are skewed as real ones are: a few States carry most of a total, some years are missing for a reason, some are blank.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml
from attrs import frozen

from entraide.collection.domain.findings.series import jumps
from entraide.kernel.languages import Language, as_language
from entraide.reference.domain import entities

DATA: Final = Path(__file__).resolve().parents[4] / "data" / "demonstration"
YEARS: Final = (2021, 2022, 2023)
MISSING: Final = ("not_available", "not_collected", "confidential")
CURRENCIES: Final = ("EUR", "USD", "GBP", "CHF", "MXN", "JPY")
STAGES: Final = (("offences", 1.0), ("prosecuted", 0.55), ("convicted", 0.4), ("seizures", 0.6), ("objects_seized", 9.0))


@frozen
class InventedReply:
    """What an invented focal point sends. `said` is in the form of `answers_from`; `late` after the deadline."""

    entity: str
    language: Language
    late: bool
    said: Mapping[str, Any]


@cache
def words() -> Mapping[str, Sequence[Mapping[str, str]]]:
    """What invented replies say, by kind: each entry in the six languages."""
    return yaml.safe_load((DATA / "words.yml").read_text(encoding="utf-8"))


@cache
def _languages() -> Mapping[str, Language]:
    listed = yaml.safe_load((DATA / "languages.yml").read_text(encoding="utf-8"))
    return {entity: as_language(language) for language, members in listed.items() for entity in members}


def language_of(entity: str) -> Language:
    """The language in which the invented focal point of this State writes."""
    return _languages().get(entity, "en")


OBSERVERS: Final = ("PSE", "VAT")


def states() -> tuple[str, ...]:
    """The 193 Member States, by code: those of the regional groups without the two observer States."""
    grouped = (one.code for one in entities.entities() if one.kind == "state" and one.group)
    return tuple(sorted(code for code in grouped if code not in OBSERVERS))


def invented_replies(seed: int, choices: Mapping[str, Sequence[str]], wanted: int) -> Iterator[InventedReply]:
    """Replies of the first `wanted` States in an order of the seed's. `choices` are the values of each closed question."""
    # A seed must give the same replies everywhere; nothing here protects anything.
    order = random.Random(seed).sample(states(), k=len(states()))  # noqa: S311
    for entity in sorted(order[:wanted]):
        own = random.Random(f"{seed}.{entity}")  # noqa: S311
        yield _reply(own, entity, choices)


def _reply(own: random.Random, entity: str, choices: Mapping[str, Sequence[str]]) -> InventedReply:
    language = language_of(entity)
    said = {
        "answers": {
            **_institutions(own, language, choices), **_figures(own, language), **_crime(own, choices),
            **_told(own, language, choices),
        },
        "cases": [_case(own, choices) for _turn in range(_few(own, 3))],
    }  # fmt: skip
    return InventedReply(entity, language, own.random() < 0.12, said)


def _some(own: random.Random, values: Sequence[str], most: int) -> list[str]:
    usable = [value for value in values if value not in ("none", "other")]
    picked = set(own.sample(usable, k=min(len(usable), own.randint(1, most))))
    return [value for value in usable if value in picked]


def _few(own: random.Random, most: int) -> int:
    return own.choices(range(most + 1), weights=[3, 3, 2, 1][: most + 1])[0]


def _in(language: Language, kind: str, own: random.Random) -> str:
    return own.choice(words()[kind])[language]


def _institutions(own: random.Random, language: Language, choices: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    said: dict[str, Any] = {
        "authority": _in(language, "authority", own), "first_year": YEARS[0], "last_year": YEARS[-1],
        "consulted": _some(own, choices["consulted"], 4), "specific_offence": own.choice(["yes", "yes", "no"]),
        "acts": _some(own, choices["acts"], 5), "specialised_unit": own.choice(["yes", "no"]),
        "stolen_objects_database": own.choice(["yes", "yes", "no"]),
    }  # fmt: skip
    if said["specific_offence"] == "yes":
        said |= {"provision": _in(language, "provision", own), "maximum_penalty": own.choice([2, 3, 4, 5, 7, 10, 15])}
    if said["specialised_unit"] == "yes":
        said |= {"unit_name": _in(language, "unit", own), "unit_staff": own.randint(2, 60)}
    return said


def _figures(own: random.Random, language: Language) -> dict[str, Any]:
    size = own.lognormvariate(2.6, 1.3)
    said: dict[str, Any] = {}
    for stem, part in STAGES:
        gap, before = own.random(), None
        for year in YEARS:
            if gap < 0.1:
                said[f"{stem}_{year}"] = {"missing": own.choice(MISSING)}
            elif gap > 0.12 and own.random() > 0.04:
                value = round(size * part * own.uniform(0.6, 1.5))
                said[f"{stem}_{year}"] = _figure(own, value, _in(language, "changed", own) if _jumps(before, value) else "")
                before = value
    if any(_more(said, f"convicted_{year}", f"prosecuted_{year}") for year in YEARS):
        said["convictions_explained"] = _in(language, "explained", own)
    return said


def _jumps(before: int | None, after: int) -> bool:
    """What the questionnaire asks to be explained (COL-370)."""
    return before is not None and jumps(Decimal(before), Decimal(after))


def _figure(own: random.Random, value: int, comment: str) -> dict[str, Any]:
    flags = [own.choice(["provisional", "estimated"])] if own.random() < 0.12 else []
    return {"value": value, "flags": flags, "comment": comment}


def _more(said: Mapping[str, Any], one: str, other: str) -> bool:
    """Both numbers were given, and the first is the larger."""
    first, second = _number(said, one), _number(said, other)
    return first is not None and second is not None and first > second


def _number(said: Mapping[str, Any], name: str) -> int | None:
    given = said.get(name)
    return given.get("value") if isinstance(given, Mapping) else given


def _crime(own: random.Random, choices: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    said: dict[str, Any] = {"group_involved": own.choice(["yes", "no", "unknown"]), "funds_estimated": "no"}
    if said["group_involved"] == "yes":
        said |= {"group_cases": own.randint(1, 12), "involvement": _some(own, choices["involvement"], 3)}
    said["linked_crimes"] = ["none"] if own.random() < 0.3 else _some(own, choices["linked_crimes"], 3)
    if own.random() < 0.2:
        said |= {
            "funds_estimated": "yes", "funds_amount": str(round(own.lognormvariate(13, 1.2), -3)),
            "funds_currency": own.choice(CURRENCIES), "funds_year": own.choice(YEARS),
            "funds_method": own.choice([*choices["funds_method"]]), "funds_confidence": own.choice(["low", "medium"]),
        }  # fmt: skip
    return said


def _told(own: random.Random, language: Language, choices: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    said: dict[str, Any] = {"obstacles": _some(own, choices["obstacles"], 4)}
    if own.random() < 0.6:
        said["obstacles_detail"] = _text(own, language, "obstacle")
    if own.random() < 0.7:
        said["good_practice"] = _text(own, language, "practice")
    said["needs"] = ["none"] if own.random() < 0.15 else _some(own, choices["needs"], 3)
    if said["needs"] != ["none"] and own.random() < 0.7:
        said["needs_detail"] = _text(own, language, "need")
    return said


def _text(own: random.Random, language: Language, kind: str) -> Any:
    """One or two of the invented sentences; now and then kept from the public."""
    picked = own.sample(range(len(words()[kind])), k=own.choice([1, 1, 2]))
    text = ("" if language == "zh" else " ").join(words()[kind][place][language] for place in picked)
    return {"value": text, "audience": own.choice(["members", "secretariat"])} if own.random() < 0.2 else text


def _case(own: random.Random, choices: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    said: dict[str, Any] = {
        "case_year": own.choice(YEARS), "object_type": own.choice([*choices["object_type"]]),
        "objects": max(1, round(own.lognormvariate(1.5, 1.2))), "suspected_origin": own.choice(states()),
    }  # fmt: skip
    if own.random() < 0.6:
        said |= {
            "value": str(round(own.lognormvariate(9, 1.5), 2)), "currency": own.choice(CURRENCIES),
            "valuation_method": own.choice([*choices["valuation_method"]]),
        }  # fmt: skip
    return said

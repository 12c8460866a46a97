"""From the headings of any table to the columns of the directory.

A target is the key of a column (`phones`), of a part of one (`phone`), or a part that comes several times (`phone#2`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from typing import Final

from entraide.kernel.languages import LANGUAGES, Language
from entraide.kernel.problems import refuse

from .shape import COLUMNS, TOLD
from .words import folded, meant, words

SPOKEN: Final = ("name", "information", "requirements", "urgent", "scope")
"""Texts: a heading without a language is in the language of the table."""
NUMBERED: Final = (
    "phone", "phone_urgent", "fax", "email", "email_requests", "website", "street", "city", "country", "contact_name",
    "contact_position", "contact_email", "contact_phone", "contact_language", "act_kind", "act_reference", "act_dated",
    "function", "instrument", "article",
)  # fmt: skip
NOT_READ: Final = frozenset({*TOLD, "problems", "line"})
_NUMBER = re.compile(r"(.*?)[\s_#-]*\(?(\d{1,2})\)?")
_TONGUE = re.compile(r"(.*?)[\s_(\[-]+(ar|en|es|fr|ru|zh)[)\]]?")


@cache
def _names() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for kind in ("columns", "parts"):
        for key, row in words()[kind].items():
            for name in (key, *(row[language] for language in LANGUAGES)):
                found.setdefault(folded(name), str(key))
    for name in ("problems", "line"):
        for language in LANGUAGES:
            found.setdefault(folded(words()[name][language]), name)
    for key, more in words()["also"].items():
        for name in more:
            found.setdefault(folded(name), str(key))
    return found


def known(heading: str) -> str:
    """The target that a heading names; "" for none. `Phone 2` is `phone#2`, `Name (fr)` is `name_fr`."""
    text = folded(heading)
    if not text or len(text) > 120:
        return ""
    if text in _names():
        return _names()[text]
    spoken = _TONGUE.fullmatch(text)
    if spoken and _names().get(spoken[1].strip()) in SPOKEN:
        return f"{_names()[spoken[1].strip()]}_{spoken[2]}"
    head, _space, tongue = text.replace("(", " (").replace("  ", " ").partition(" ")
    for base, named in ((head, tongue), (tongue, head)):
        if _names().get(base) in SPOKEN and (code := meant("tongue", named.strip("()"))):
            return f"{_names()[base]}_{code}"
    counted = _NUMBER.fullmatch(text)
    named = counted[1].strip().rstrip(".:") if counted else ""
    if counted and _names().get(named) in NUMBERED and int(counted[2]):
        key = _names()[named]
        return key if int(counted[2]) == 1 else f"{key}#{int(counted[2])}"
    return ""


def targets() -> tuple[str, ...]:
    """Everything that a column can be, for a form."""
    spoken = tuple(f"scope_{code}" for code in LANGUAGES)
    return (*(key for key in COLUMNS if key not in NOT_READ), *(key for key in words()["parts"]), *spoken)


def guessed(headings: Sequence[str]) -> tuple[str, ...]:
    """The target of each heading, "" where it is not known or taken already by a column before."""
    found: list[str] = []
    for heading in headings:
        target = known(heading)
        while target in found and target.partition("#")[0] in NUMBERED:
            key, _sign, number = target.partition("#")
            target = f"{key}#{int(number or 1) + 1}"
        found.append("" if target in found or target in NOT_READ else target)
    if not {"entity", "id"} & set(found) and "country" in found:  # the country of an address, unless it is all there is
        found[found.index("country")] = "entity"
    return tuple(found)


def checked(headings: Sequence[str], chosen: Sequence[str]) -> tuple[str, ...]:
    """A mapping as a person chose it: DIR-319 for a column that is given twice, DIR-321 for one that does not exist,
    DIR-301 where what tells an authority is missing.
    """
    whole = (*chosen, *("",) * len(headings))[: len(headings)]
    allowed = set(targets()) | {"id", "version"}
    for place, target in enumerate(whole):
        key, sign, number = target.partition("#")
        if target and (key not in allowed or (sign and (key not in NUMBERED or not number.isdecimal()))):
            raise refuse("DIR-321", column=target[:60])
        if target and target in whole[:place]:
            raise refuse("DIR-319", column=target)
    told = set(whole)
    if "id" not in told and not ("entity" in told and ({"name", "original_name"} & told or any(
            f"name_{code}" in told for code in LANGUAGES))):  # fmt: skip
        raise refuse("DIR-301", columns="entity, name")
    return whole


def by_heading(headings: Sequence[str], said: Mapping[str, str]) -> tuple[str, ...]:
    """A mapping that was written by hand: headings to targets; headings that it does not name are guessed."""
    wanted = {folded(heading): target for heading, target in said.items()}
    guess = guessed([("" if folded(one) in wanted else one) for one in headings])
    return checked(headings, [wanted.get(folded(one), guess[place]) or "" for place, one in enumerate(headings)])


def digest(headings: Sequence[str]) -> str:
    """By which a mapping is remembered: tables of the same headings."""
    return sha256("\x1f".join(map(folded, headings)).encode()).hexdigest()[:32]


def in_language(target: str, language: Language) -> str:
    """A text without a language is in the language of the table."""
    return f"{target}_{language}" if target in SPOKEN else target

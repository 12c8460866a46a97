"""Time zones, those of a State first; States whose public holidays are known; the languages that requests may come in."""

from __future__ import annotations

from functools import cache
from typing import Final
from zoneinfo import available_timezones

import holidays
from babel import Locale
from babel.core import get_global

from entraide.kernel.languages import LANGUAGES
from entraide.reference.domain.entities import entities, entity


def iso2(code: str) -> str:
    """The ISO 3166 alpha-2 code of a State of the roll; "" for an organisation."""
    try:
        return entity(code).iso2
    except KeyError:
        return ""


@cache
def zones() -> tuple[str, ...]:
    """Every IANA time zone that is a place."""
    territories = get_global("zone_territories")
    return tuple(sorted(zone for zone in available_timezones() if zone in territories))


@cache
def zones_of(code: str) -> tuple[str, ...]:
    """The zones of a State, its usual one first."""
    region = iso2(code)
    if not region:
        return ()
    known = [zone for zone, territory in get_global("zone_territories").items() if territory == region]
    usable = available_timezones()
    return tuple(sorted(zone for zone in known if zone in usable))


@cache
def holiday_states() -> tuple[str, ...]:
    """The alpha-3 codes of those whose public holidays are known."""
    supported = holidays.list_supported_countries()
    return tuple(each.code for each in entities() if each.iso2 and each.iso2 in supported)


@cache
def languages_of(code: str) -> tuple[str, ...]:
    """The official languages of a State (CLDR), most spoken first: two- or three-letter codes."""
    spoken = get_global("territory_languages").get(iso2(code), {})
    official = [
        (one["population_percent"], language.split("_")[0])
        for language, one in spoken.items()
        if one["official_status"] in ("official", "de_facto_official")
    ]
    return tuple(dict.fromkeys(language for _share, language in sorted(official, reverse=True)))


_OUR_NAMES: Final = {
    "ar": {"en": "الإنكليزية"},
    "zh": {"ar": "阿拉伯文", "en": "英文", "es": "西班牙文", "fr": "法文", "ru": "俄文", "zh": "中文"},
}
"""Where the United Nations write another name than CLDR does."""


@cache
def languages_named(in_language: str) -> dict[str, str]:
    """Every language by its code, named in one of the six, in the order of the names."""
    names = {
        **Locale.parse({"zh": "zh_Hans"}.get(in_language, in_language)).languages,
        **_OUR_NAMES.get(in_language, {}),
    }
    kept = {code: name for code, name in names.items() if code.isalpha() and code.isascii() and len(code) in (2, 3)}
    return dict(sorted(kept.items(), key=lambda pair: (pair[0] not in LANGUAGES, pair[1].casefold())))


def language_named(code: str, in_language: str) -> str:
    """A language by its name; its code where it has none."""
    return languages_named(in_language).get(code, code)

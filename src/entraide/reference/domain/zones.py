"""The time zones of States and territories, after the table of the IANA that the package `tzdata` carries."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from .roll import entity

_CAPITALS: Final = {
    "AUS": "Australia/Sydney", "BRA": "America/Sao_Paulo", "CAN": "America/Toronto", "FSM": "Pacific/Pohnpei",
    "RUS": "Europe/Moscow", "UKR": "Europe/Kyiv",
}  # fmt: skip
"""Where the table does not begin with the zone of the capital."""


@cache
def _zones() -> Mapping[str, tuple[str, ...]]:
    """By ISO 3166-1 alpha-2."""
    found: dict[str, tuple[str, ...]] = {}
    for line in (files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            code, _place, zone = line.split("\t")[:3]
            found[code] = (*found.get(code, ()), zone)
    return found


def zones_of(code: str) -> tuple[str, ...]:
    """The IANA zones of a State or territory (alpha-3), that of its capital first; none for organisations.

    Raises KeyError for an unknown code.
    """
    zones = _zones().get(entity(code).iso2, ())
    capital = _CAPITALS.get(code)
    return (capital, *(zone for zone in zones if zone != capital)) if capital in zones else zones

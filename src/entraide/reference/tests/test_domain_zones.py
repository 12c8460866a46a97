from zoneinfo import ZoneInfo

import pytest

from entraide.reference.domain.entities import entities
from entraide.reference.domain.zones import zones_of


def test_every_state_has_a_zone_that_python_knows() -> None:
    for state in entities("state"):
        assert zones_of(state.code), state.code
        assert all(ZoneInfo(zone) for zone in zones_of(state.code))


def test_the_zone_of_the_capital_comes_first() -> None:
    capitals = {code: zones_of(code)[0] for code in ("FRA", "USA", "RUS", "BRA", "AUS", "CAN", "IDN", "CHN", "UKR")}
    assert capitals == {
        "FRA": "Europe/Paris", "USA": "America/New_York", "RUS": "Europe/Moscow", "BRA": "America/Sao_Paulo",
        "AUS": "Australia/Sydney", "CAN": "America/Toronto", "IDN": "Asia/Jakarta", "CHN": "Asia/Shanghai", "UKR": "Europe/Kyiv",
    }  # fmt: skip


def test_organisations_have_no_zone_and_the_unknown_is_an_error() -> None:
    assert zones_of("ICOM") == ()
    with pytest.raises(KeyError):
        zones_of("ATL")

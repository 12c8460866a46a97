"""What needs no database: the life cycle, claims beside each other, the setting of ministries."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.foundation.accounts.domain.agents import recognised
from entraide.foundation.accounts.domain.claims import Claim, compared, masked, same_name
from entraide.foundation.accounts.domain.life import NOMINATION, PENDING, WAITING
from entraide.foundation.accounts.domain.ministries import BadMinistries, ministries
from entraide.kernel.actor import SYSTEM, Actor, Power, Role
from entraide.kernel.problems import Refused

HALA = Claim("Hala Haddad", "Judge", "hala@example.org", "ar")


def test_everybody_goes_the_same_way():
    state = NOMINATION.start
    for verb in ("invite", "invite", "accept", "ask back", "answer", "approve", "end"):
        state = NOMINATION.after(state, verb)
    assert state == "ended"


@pytest.mark.parametrize("state", ["ended", "withdrawn"])
def test_what_has_ended_moves_no_more(state):
    assert not NOMINATION.table.get(state)
    with pytest.raises(Refused, match="ACC-020"):
        NOMINATION.after(state, "approve")


def test_nobody_acts_before_the_profile_was_checked_but_as_noted():
    to_active = {
        (state, verb) for state, moves in NOMINATION.table.items() for verb, to in moves.items() if to == "active"
    }
    assert to_active == {("to_check", "approve"), ("invited", "accept as noted")}
    assert set(WAITING) < set(PENDING)


def test_the_same_name_however_it_is_written():
    assert same_name("HADDAD  Élise", "Haddad Elise ")
    assert not same_name("Hala Haddad", "Hala Hadad")


def test_differences_are_shown_and_only_those():
    profile = Claim("Hala Haddad", "Prosecutor", "HALA@example.org", "fr")
    assert {row.field for row in compared(HALA, profile) if row.differs} == {"title"}
    assert not any(row.differs for row in compared(Claim("Hala Haddad", "", "hala@example.org", "ar"), profile))


@given(st.text(max_size=20), st.text(max_size=20))
def test_a_mask_never_shows_more_than_a_letter(local, domain):
    local = local.replace("@", "")
    assert len(masked(f"{local}@{domain}").split("@")[0]) <= 2


def test_powers_are_the_secretariats():
    held = frozenset({Power.READ_OUTBOX})
    assert SYSTEM.wields(Power.MANAGE_KEYS)
    assert Actor(1, "N", frozenset({Role.OFFICER}), powers=held).wields(Power.READ_OUTBOX)
    assert not Actor(1, "N", frozenset({Role.OFFICER})).wields(Power.READ_OUTBOX)
    assert not Actor(2, "S", frozenset({Role.FOCAL_POINT}), "EGY", powers=held).wields(Power.READ_OUTBOX)


ROW = {
    "id": "justice-egy",
    "entity": "EGY",
    "server_url": "https://login.example",
    "client_id": "entraide",
    "secret": "s3",
}


def test_ministries_are_read_from_the_setting_or_a_file(tmp_path):
    assert ministries("") == ()
    (told,) = ministries(json.dumps([ROW]))
    assert (told.entity, told.name, told.origins) == ("EGY", "justice-egy", ("https://login.example",))
    file = tmp_path / "oidc.json"
    file.write_text(json.dumps([ROW]))
    assert ministries(str(file)) == (told,)


@pytest.mark.parametrize(
    "wrong",
    ["[", '{"a": 1}', "[1]", json.dumps([{**ROW, "entity": ""}]), json.dumps([ROW, ROW]),
     json.dumps([{**ROW, "server_url": "http://login.example"}]), json.dumps([{**ROW, "id": "../x"}])],
)  # fmt: skip
def test_a_setting_that_says_too_little_is_refused_without_telling_its_secret(wrong, tmp_path):
    if wrong.startswith("{"):
        (tmp_path / "f").write_text(wrong)
        wrong = str(tmp_path / "f")
    with pytest.raises(BadMinistries) as error:
        ministries(wrong)
    assert "s3" not in str(error.value)


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36", "Chrome, Linux"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Safari/604.1", "Safari, iPhone"),
        ("the mission's own reader", "the mission's own reader"),
    ],
)  # fmt: skip
def test_a_browser_is_named_as_its_owner_knows_it(agent, said):
    assert recognised(agent) == said

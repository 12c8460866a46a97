"""A sealed text opens in its place, under its key, unaltered; otherwise not at all."""

from __future__ import annotations

from uuid import uuid4

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from entraide.foundation.crypto.envelope import (
    Place,
    Tampered,
    bound,
    close,
    disclose,
    fingerprint,
    key_of,
    unwrap,
    wrap,
)  # fmt: skip

KEY, SECRET = uuid4(), b"k" * 32
PLACE = Place("EGY", "directory_contact", "6f3c", "person")


@given(st.text())
def test_what_is_sealed_opens(text):
    sealed = close(text, PLACE, KEY, SECRET)
    assert key_of(sealed) == KEY
    assert disclose(sealed, PLACE, KEY, SECRET) == text


@pytest.mark.parametrize("part", ["entity", "table", "row", "field"])
def test_a_text_moved_to_another_place_does_not_open(part):
    sealed = close("Samira, +20 2", PLACE, KEY, SECRET)
    with pytest.raises(Tampered):
        disclose(sealed, evolve(PLACE, **{part: "other"}), KEY, SECRET)


def test_parts_cannot_be_shifted_into_each_other():
    assert bound("ab", "c") != bound("a", "bc")
    sealed = close("x", evolve(PLACE, row="1", field="2person"), KEY, SECRET)
    with pytest.raises(Tampered):
        disclose(sealed, evolve(PLACE, row="12", field="person"), KEY, SECRET)


def test_every_altered_byte_is_noticed():
    sealed = close("Samira", PLACE, KEY, SECRET)
    for place in range(17, len(sealed)):
        altered = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
        with pytest.raises(Tampered):
            disclose(altered, PLACE, KEY, SECRET)


@pytest.mark.parametrize("broken", [b"", b"\x01", b"\x02" + b"0" * 80, b"\x01" + b"0" * 39], ids=["none", "form", "other", "short"])
def test_what_is_no_envelope_is_said_to_be_none(broken):
    with pytest.raises(Tampered):
        key_of(broken)


def test_another_key_does_not_open_it():
    sealed = close("Samira", PLACE, KEY, SECRET)
    with pytest.raises(Tampered):
        disclose(sealed, PLACE, KEY, b"x" * 32)
    with pytest.raises(Tampered):
        disclose(sealed, PLACE, uuid4(), SECRET)


def test_a_wrapped_key_is_bound_to_what_is_said_of_it():
    wrapped = wrap(SECRET, b"m" * 32, b"EGY 1")
    assert unwrap(wrapped, b"m" * 32, b"EGY 1") == SECRET
    for master, said in ((b"n" * 32, b"EGY 1"), (b"m" * 32, b"FRA 1")):
        with pytest.raises(Tampered):
            unwrap(wrapped, master, said)


def test_fingers_are_equal_for_what_people_hold_equal_and_differ_by_key_and_field():
    assert fingerprint(" Samira@Example.org", "mail", SECRET) == fingerprint("samira@example.org ", "mail", SECRET)
    assert fingerprint("samira", "mail", SECRET) != fingerprint("samira", "name", SECRET)
    assert fingerprint("samira", "mail", SECRET) != fingerprint("samira", "mail", b"x" * 32)

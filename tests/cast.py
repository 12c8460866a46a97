"""The cast of every story. Nadia and Viktor are the secretariat; Samira answers for Egypt with Tarek and Nour, Luc for France;

Pilar of Peru is in another round and must see nothing of theirs; Grace observes; Jo is a journalist with no account.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from entraide.foundation.accounts.actions import enrol
from entraide.foundation.accounts.models import Person
from entraide.foundation.accounts.queries import actor_of
from entraide.foundation.db.context import acting_as
from entraide.foundation.kept.middleware import SHELF
from entraide.foundation.kept.rows import forget
from entraide.kernel.actor import ANONYMOUS, SYSTEM, Actor, Role

PASSPHRASE = "seven quiet ibises at noon"
CAST = {
    "nadia": ("Nadia", Role.OFFICER, "", "fr"),
    "viktor": ("Viktor", Role.DIRECTOR, "", "en"),
    "samira": ("Samira", Role.FOCAL_POINT, "EGY", "ar"),
    "tarek": ("Tarek", Role.EXPERT, "EGY", "ar"),
    "nour": ("Nour", Role.EXPERT, "EGY", "fr"),
    "luc": ("Luc", Role.FOCAL_POINT, "FRA", "fr"),
    "pilar": ("Pilar", Role.FOCAL_POINT, "PER", "es"),
    "grace": ("Grace", Role.OBSERVER, "ICOM", "en"),
}


def person(name: str) -> Person:
    """One of the cast, enrolled on first mention."""
    shown, role, entity, language = CAST[name]
    email = f"{name}@example.org"
    with acting_as(SYSTEM):
        found = Person.objects.filter(email=email).first()
    return found or enrol(
        SYSTEM, email=email, name=shown, password=PASSPHRASE, role=role, entity=entity, party=bool(entity),
        language=language,
    )  # fmt: skip


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """What a story that was rolled back has left in memory is not of the next one."""
    SHELF.clear()
    forget()


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """A page read in one story must not set the language of the next."""
    with translation.override("en"):
        yield


@pytest.fixture
def cast(db: None) -> Callable[[str], Actor]:
    """`cast("samira")` is the actor Samira; `cast("jo")` is anybody."""

    def actor(name: str) -> Actor:
        return ANONYMOUS if name == "jo" else actor_of(person(name))

    return actor


@pytest.fixture
def anybody(db: None) -> Iterator[None]:
    """The test itself reads as the public does: without it a transaction that was told of nobody sees no row."""
    with acting_as(ANONYMOUS):
        yield


@pytest.fixture
def as_(db: None) -> Callable[[str], Client]:
    """`as_("samira").get("/…")` is Samira at her browser; `as_("jo")` has not signed in. Pages come in English."""

    def browser(name: str) -> Client:
        client = Client()
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        if name != "jo":
            with acting_as(SYSTEM):
                client.force_login(person(name))
        return client

    return browser

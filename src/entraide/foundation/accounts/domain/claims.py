"""What a note says of a person beside what the person says: where the two differ, however the words are written."""

from __future__ import annotations

import unicodedata

from attrs import frozen

FIELDS = ("name", "title", "email", "language")


@frozen
class Claim:
    """Who somebody is said to be. `language` is one of the six."""

    name: str
    title: str
    email: str
    language: str


@frozen
class Compared:
    """One fact on both sides. `differs` only where both sides say something, or the note says what the person leaves out."""

    field: str
    noted: str
    given: str
    differs: bool


def folded(words: str) -> str:
    """The same words whatever their case, marks and spaces."""
    plain = unicodedata.normalize("NFKD", words).casefold()
    return " ".join("".join(sign for sign in plain if not unicodedata.combining(sign)).split())


def compared(note: Claim, profile: Claim) -> tuple[Compared, ...]:
    """Every fact of the two, in the order of a form. A language is the person's own choice and never differs."""
    rows = []
    for field in FIELDS:
        noted, given = getattr(note, field), getattr(profile, field)
        differs = field != "language" and bool(noted) and folded(noted) != folded(given)
        rows.append(Compared(field, noted, given, differs))
    return tuple(rows)


def same_name(noted: str, given: str) -> bool:
    """Whether it is one name, whatever its case, marks and spaces."""
    return folded(noted) == folded(given)


def masked(email: str) -> str:
    """Enough of an address to recognise one's own, too little to learn another's."""
    local, _at, domain = email.partition("@")
    return f"{local[:1]}…@{domain}"

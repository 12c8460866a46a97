"""An entry as it leaves for one reader: what is not for them is not in it."""

from __future__ import annotations

from datetime import date, datetime

from attrs import field, frozen

from ..life import Standing
from ..record import Record


@frozen
class Act:
    """An act of designation."""

    kind: str
    reference: str
    dated: date


@frozen
class Person:
    """A contact person: personal data. `language` is that of letters."""

    name: str
    email: str
    position: str = ""
    phone: str = ""
    language: str = "en"


@frozen
class Listed:
    """One authority. `addresses` and `persons` say whether the reader sees those at all, so that absent and empty differ."""

    id: int
    record: Record
    standing: Standing = "not_confirmed"
    confirmed_on: date | None = None
    version: int = 0
    changed_at: datetime | None = None
    acts: tuple[Act, ...] = ()
    contacts: tuple[Person, ...] = field(default=())
    addresses: bool = False
    persons: bool = False

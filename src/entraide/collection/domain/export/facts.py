"""What is known of a reply besides its answers, and of an export besides its rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, Literal

from attrs import field, frozen

Raw = Mapping[str, Mapping[str, Any]]
"""Answers as they are stored: concrete path → cell in the shape of `Cell.to_json`."""
Sort = Literal["text", "number", "date", "time", "moment", "flag", "code"]
"""What a column holds. `code`: one of the values that the column has labels for; `flag`: 1 or 0."""

HEAD: Final[tuple[tuple[str, Sort], ...]] = (
    ("reply", "text"),
    ("round", "text"),
    ("questionnaire_version", "text"),
    ("entity", "text"),
    ("entity_name", "text"),
    ("region", "text"),
    ("number", "number"),
    ("state", "code"),
    ("submitted_at", "moment"),
    ("late", "flag"),
    ("language", "text"),
    ("channel", "text"),
    ("content_hash", "text"),
)
"""The first columns of the main table. `reply` is its key: `round/entity/number`."""
STATES: Final = ("submitted", "accepted", "asked_back", "withdrawn", "draft")


@frozen
class Sent:
    """One version of a reply, or a draft (number 0). `facts` by the names of `HEAD`, moments as datetimes in UTC.

    `edition` is the key of the version of the questionnaire that it answers. `default` is the sharing level of an answer for
    which neither the answer nor the question says one. `more` goes into JSON lines only.
    """

    key: str
    edition: str
    answers: Raw
    facts: Mapping[str, Any] = field(factory=dict)
    default: str = "secretariat"
    more: Mapping[str, Any] = field(factory=dict)


@frozen
class Facts:
    """What the sheet of notes says of the whole. `chosen` are the filters as a person reads them."""

    title: str
    made: datetime
    rounds: tuple[str, ...] = ()
    chosen: tuple[tuple[str, str], ...] = ()
    banner: str = ""
    whom: str = "everything"
    """`everything` or `own`: whose eyes it was made for, when nothing was left out."""

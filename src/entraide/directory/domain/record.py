"""An authority as the directory holds it, whole, without its persons: one value that is drafted, kept, compared and handed out.

`to_json` and `from_json` are the shape of drafts, of the history and of the JSON interface.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from attrs import evolve, field, frozen

from entraide.kernel.text import Text

Json = Mapping[str, Any]


def _day(text: Any) -> date | None:
    return date.fromisoformat(text) if text else None


def _written(day: date | None) -> str:
    return day.isoformat() if day else ""


@frozen
class Function:
    """What an authority is competent for: by which instrument and article (either may be empty), which function.

    `scope` says which part of it where several authorities share it; `exclusive` that no other authority of the State
    has it; `since` and `until` bound it in time.
    """

    function: str
    instrument: str = ""
    article: str = ""
    exclusive: bool = False
    scope: Text = field(factory=Text, hash=False)
    since: date | None = None
    until: date | None = None

    @property
    def triple(self) -> tuple[str, str, str]:
        """Instrument, article, function."""
        return (self.instrument, self.article, self.function)

    def holds(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    @classmethod
    def from_json(cls, row: Json) -> Function:
        """From the shape of the database column."""
        return cls(
            str(row["function"]), str(row.get("instrument", "")), str(row.get("article", "")),
            bool(row.get("exclusive")), Text.from_json(row.get("scope")), _day(row.get("since")), _day(row.get("until")),
        )  # fmt: skip

    def to_json(self) -> dict[str, Any]:
        """The shape of the database column; what is not said is left out."""
        said: dict[str, Any] = {"instrument": self.instrument, "article": self.article, "function": self.function}
        more = {
            "exclusive": self.exclusive, "scope": self.scope.to_json(), "since": _written(self.since), "until": _written(self.until),
        }  # fmt: skip
        return said | {name: value for name, value in more.items() if value}


@frozen
class Reach:
    """A way of reaching the office. `value` is a number in E.164, an address of electronic mail, of the web, or of the post.

    `extension` is dialled after the number; `city` and `country` (ISO 3166 alpha-3) belong to the post. `public` ways are
    shown to everybody, the others to those who stand for a State or an organisation.
    """

    kind: str
    value: str
    purpose: str = "office"
    extension: str = ""
    city: str = ""
    country: str = ""
    note: str = ""
    public: bool = False

    @classmethod
    def from_json(cls, row: Json) -> Reach:
        """From the shape of drafts."""
        texts = {name: str(row.get(name, "")) for name in ("kind", "value", "extension", "city", "country", "note")}
        return cls(**texts, purpose=str(row.get("purpose") or "office"), public=bool(row.get("public")))

    def to_json(self) -> dict[str, Any]:
        """The shape of drafts; what is not said is left out."""
        rows = {
            "kind": self.kind, "value": self.value, "purpose": self.purpose, "extension": self.extension, "city": self.city,
            "country": self.country, "note": self.note, "public": self.public,
        }  # fmt: skip
        return {name: value for name, value in rows.items() if value}


Span = tuple[str, str]
"""From and to as `09:00`, `17:30`; to may be `24:00`."""


@frozen
class Hours:
    """When the office is open. `zone` is an IANA time zone; `week` has seven days, Monday first, each with its spans.

    A lunch break is the gap between two spans. `closed` are single days; `holidays` is the State whose public holidays are
    kept (ISO 3166 alpha-3, "" for none).
    """

    zone: str = ""
    week: tuple[tuple[Span, ...], ...] = ((),) * 7
    closed: tuple[date, ...] = ()
    holidays: str = ""

    def __bool__(self) -> bool:
        return bool(self.zone) and any(self.week)

    @classmethod
    def from_json(cls, row: Json | None) -> Hours:
        """From the shape of the database column."""
        row = row or {}
        days = [tuple((str(one[0]), str(one[1])) for one in spans) for spans in row.get("week", ())][:7]
        week = (*days, *((),) * (7 - len(days)))
        closed = tuple(date.fromisoformat(day) for day in row.get("closed", ()))
        return cls(str(row.get("zone", "")), week, closed, str(row.get("holidays", "")))

    def to_json(self) -> dict[str, Any]:
        """The shape of the database column; empty where nothing is said."""
        if not self.zone and not any(self.week):
            return {}
        return {
            "zone": self.zone, "week": [[list(span) for span in spans] for spans in self.week],
            "closed": [day.isoformat() for day in self.closed], "holidays": self.holidays,
        }  # fmt: skip


@frozen
class Procedure:
    """How a request is made: shown to those who stand for a State or an organisation.

    `information` needed in a request, `requirements` of the law, `urgent` procedure: texts in up to six languages.
    """

    hours: Hours = field(factory=Hours)
    channels: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    translation_certified: bool = False
    information: Text = field(factory=Text)
    requirements: Text = field(factory=Text)
    urgent: Text = field(factory=Text)
    interpol_urgent: bool = False
    legal_basis: bool | None = None
    """Whether the convention is taken as legal basis for extradition (article 16 (5) (a)); None where it is not said."""

    @classmethod
    def from_json(cls, row: Json | None) -> Procedure:
        """From the shape of drafts."""
        row = row or {}
        basis = row.get("legal_basis")
        information, requirements, urgent = (
            Text.from_json(row.get(name)) for name in ("information", "requirements", "urgent")
        )
        return cls(
            hours=Hours.from_json(row.get("hours")), channels=tuple(row.get("channels", ())), formats=tuple(row.get("formats", ())),
            translation_certified=bool(row.get("translation_certified")), information=information, requirements=requirements,
            urgent=urgent, interpol_urgent=bool(row.get("interpol_urgent")), legal_basis=None if basis is None else bool(basis),
        )  # fmt: skip

    def to_json(self) -> dict[str, Any]:
        """The shape of drafts; what is not said is left out."""
        rows = {
            "hours": self.hours.to_json(), "channels": list(self.channels), "formats": list(self.formats),
            "translation_certified": self.translation_certified, "information": self.information.to_json(),
            "requirements": self.requirements.to_json(), "urgent": self.urgent.to_json(), "interpol_urgent": self.interpol_urgent,
        }  # fmt: skip
        said = {name: value for name, value in rows.items() if value}
        return said if self.legal_basis is None else said | {"legal_basis": self.legal_basis}


@frozen
class Cultural:
    """Whom to turn to about cultural property: `kind` of vocabulary.CULTURAL, a name, and an address (mail, web or number)."""

    kind: str
    name: str
    address: str = ""

    @classmethod
    def from_json(cls, row: Json) -> Cultural:
        """From the shape of the database column."""
        return cls(str(row["kind"]), str(row.get("name", "")), str(row.get("address", "")))

    def to_json(self) -> dict[str, str]:
        """The shape of the database column."""
        return {"kind": self.kind, "name": self.name, "address": self.address}


PUBLIC_PARTS: Final = (
    "entity", "territory", "name", "original_name", "original_language", "transliteration", "acronym", "kind", "functions",
    "languages", "networks", "cultural", "invented",
)  # fmt: skip
"""What everybody may read of an authority: what its State has notified."""


@frozen
class Record:
    """One authority. `languages` are those in which requests are accepted (ISO 639, also beyond the six).

    `territory` names a special region or territory with a separate system (article 18 (13)), "" for the whole State.
    `original_name` stands in the State's own language and script, with its `transliteration` in Latin letters.
    """

    entity: str
    name: Text
    kind: str
    functions: tuple[Function, ...] = ()
    languages: tuple[str, ...] = ()
    territory: str = ""
    original_name: str = ""
    original_language: str = ""
    transliteration: str = ""
    acronym: str = ""
    networks: tuple[str, ...] = ()
    cultural: tuple[Cultural, ...] = ()
    reaches: tuple[Reach, ...] = ()
    procedure: Procedure = field(factory=Procedure)
    invented: bool = False

    @classmethod
    def from_json(cls, row: Json) -> Record:
        """From the shape of drafts and of the history."""
        texts = ("territory", "original_name", "original_language", "transliteration", "acronym")
        return cls(
            str(row["entity"]), Text.from_json(row.get("name")), str(row.get("kind", "")),
            tuple(Function.from_json(one) for one in row.get("functions", ())), tuple(row.get("languages", ())),
            **{name: str(row.get(name, "")) for name in texts}, networks=tuple(row.get("networks", ())),
            cultural=tuple(Cultural.from_json(one) for one in row.get("cultural", ())),
            reaches=tuple(Reach.from_json(one) for one in row.get("reaches", ())),
            procedure=Procedure.from_json(row.get("procedure")), invented=bool(row.get("invented")),
        )  # fmt: skip

    def to_json(self) -> dict[str, Any]:
        """The shape of drafts and of the history: every part, in a fixed order."""
        return {
            "entity": self.entity, "territory": self.territory, "name": self.name.to_json(), "original_name": self.original_name,
            "original_language": self.original_language, "transliteration": self.transliteration, "acronym": self.acronym,
            "kind": self.kind, "functions": [one.to_json() for one in self.functions], "languages": list(self.languages),
            "networks": list(self.networks), "cultural": [one.to_json() for one in self.cultural],
            "reaches": [one.to_json() for one in self.reaches], "procedure": self.procedure.to_json(), "invented": self.invented,
        }  # fmt: skip

    def public(self) -> Record:
        """What everybody may read of it: without the ways of reaching that are not public and without the procedure."""
        return evolve(self, reaches=tuple(one for one in self.reaches if one.public), procedure=Procedure())

    def first(self, kind: str, *purposes: str) -> str:
        """The first way of reaching of a kind, for one of these purposes or for any; "" where there is none."""
        found = (one.value for one in self.reaches if one.kind == kind and (not purposes or one.purpose in purposes))
        return next(found, "")

    @property
    def mailbox(self) -> str:
        """The address of the office, for requests first."""
        return self.first("email", "requests") or self.first("email")

    @property
    def city(self) -> str:
        """Where the office is, from its postal address."""
        return next((one.city for one in self.reaches if one.kind == "post" and one.city), "")

"""The rows of a table as what they say of authorities: rows of one authority gathered, every cell read or told wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, Final

from attrs import define, field, frozen

from entraide.kernel.languages import LANGUAGES, Language
from entraide.kernel.problems import Problem, Refused
from entraide.mandates.domain.exchange.opening import BROKEN
from entraide.reference.domain.folding import fold

from . import values
from .mapping import in_language
from .opening import Sheet
from .values import LONG, LONGEST

LISTS: Final = frozenset({
    "functions", "languages", "networks", "cultural", "phones", "faxes", "emails", "websites", "posts", "closed_days",
    "channels", "formats", "acts", "contacts",
})  # fmt: skip
READERS: Final[Mapping[str, Callable[[str], Any]]] = {
    "entity": values.state, "kind": lambda text: values.coded("kind", text), "functions": values.functions,
    "languages": values.languages, "networks": values.networks, "cultural": values.cultural,
    "phones": values.reaches("phone", ";"), "faxes": values.reaches("fax", ";"), "emails": values.reaches("email", ";,"),
    "websites": values.reaches("website", ";"), "posts": values.reaches("post"), "time_zone": values.zone,
    "hours": values.week, "closed_days": values.closed, "holidays": values.state, "channels": values.several("channel"),
    "formats": values.several("format"), "translation_certified": values.truth, "interpol_urgent": values.truth,
    "legal_basis": values.truth, "acts": values.acts, "contacts": values.people, "invented": values.truth,
    "id": int, "version": int,
}  # fmt: skip
GATHERED: Final = {
    "function": "functions", "phone": "phones", "phone_urgent": "phones", "fax": "faxes", "email": "emails",
    "email_requests": "emails", "website": "websites", "street": "posts", "contact_name": "contacts",
    "contact_email": "contacts", "act_reference": "acts",
}  # fmt: skip
_REACH: Final = {
    "phone": ("phone", ""), "phone_urgent": ("phone", "urgent"), "fax": ("fax", ""), "email": ("email", ""),
    "email_requests": ("email", "requests"), "website": ("website", ""),
}  # fmt: skip
_WHOLE: Final = {"phone": "phones", "fax": "faxes", "email": "emails", "website": "websites"}


@frozen
class Said:
    """What a table says of one authority. `given` has a value for every column that is there and says something, `blank`
    the columns that are there and empty; `rows` are its lines from 0 below the headings.
    """

    rows: tuple[int, ...]
    given: Mapping[str, Any]
    blank: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it has, folded."""
        keys = (*(f"name_{code}" for code in LANGUAGES), "original_name")
        return tuple(fold(self.given[key]) for key in keys if self.given.get(key))


@define
class _Row:
    """A line while it is read: texts by target, where each stands, what is wrong."""

    number: int
    texts: dict[str, str] = field(factory=dict)
    places: dict[str, str] = field(factory=dict)
    problems: list[Problem] = field(factory=list)

    def place(self, target: str) -> str:
        """Where a target stands, else the line."""
        return self.places.get(target, "")


def read(sheet: Sheet, mapping: Sequence[str], language: Language) -> tuple[Said, ...]:
    """What the table says, authority by authority in the order of their first rows."""
    targets = [in_language(target, language) for target in mapping]
    rows = [_row(sheet, number, targets) for number, cells in enumerate(sheet.rows) if any(cells)]
    groups: dict[Any, list[_Row]] = {}
    for row in rows:
        groups.setdefault(_key(row), []).append(row)
    return tuple(_said(sheet, group) for group in groups.values())


def _row(sheet: Sheet, number: int, targets: Sequence[str]) -> _Row:
    row, cells = _Row(number), sheet.rows[number]
    for column, target in enumerate(targets):
        if not target:
            continue
        place = sheet.place(number, column)
        row.places[target] = place
        row.texts[target] = cells[column] if column < len(cells) else ""
        if mark := sheet.marks.get((sheet.first + number, column)):
            row.texts[target] = ""
            row.problems.append(Problem("MAN-423" if mark == BROKEN else "MAN-408", {}, place, sheet.first + number + 1))
        limit = LONGEST.get(target.rsplit("_", 1)[0], LONGEST.get(target, LONG))
        if len(row.texts[target]) > limit:
            row.problems.append(Problem("DIR-318", {"limit": limit}, place, sheet.first + number + 1))
            row.texts[target] = row.texts[target][:limit]
    return row


def _key(row: _Row) -> Any:
    """Rows of one authority have its number, or its State and a name in common."""
    if row.texts.get("id"):
        return row.texts["id"]
    named = next((row.texts[key] for key in (*(f"name_{code}" for code in LANGUAGES), "original_name") if row.texts.get(key)), "")
    return (fold(row.texts.get("entity", "")), fold(named) or row.number, fold(row.texts.get("territory", "")))


def _said(sheet: Sheet, group: Sequence[_Row]) -> Said:
    given: dict[str, Any] = {}
    problems: list[Problem] = []
    blank: set[str] = set()
    for row in group:
        problems += row.problems
        for target, value, at in _values(row, problems, sheet):
            if value is None:
                blank.add(target)
            elif target in LISTS:
                given[target] = tuple(dict.fromkeys((*given.get(target, ()), *value)))
            elif given.setdefault(target, value) != value:
                problems.append(Problem("DIR-308", {"column": target}, at, sheet.first + row.number + 1))
    return Said(tuple(row.number for row in group), given, frozenset(blank - set(given)), tuple(problems))


def _values(row: _Row, problems: list[Problem], sheet: Sheet) -> Iterable[tuple[str, Any, str]]:
    line = sheet.first + row.number + 1
    for target, make, at in (*_columns(row), *_parts(row)):
        try:
            yield target, make(), at
        except Refused as refusal:
            problems.extend(Problem(one.code, one.params, at or str(line), line) for one in refusal.problems)
        except ValueError:
            problems.append(Problem("DIR-305", {"value": row.texts.get(target, "")[:60]}, at or str(line), line))


Made = tuple[str, Callable[[], Any], str]


def _columns(row: _Row) -> Iterable[Made]:
    """The cells that are a whole column."""
    for target, text in row.texts.items():
        if "#" in target or target in GATHERED or target in _BESIDE or target.startswith("scope"):
            continue
        yield target, partial(_whole, READERS.get(target, str), text), row.place(target)


def _whole(reader: Callable[[str], Any], text: str) -> Any:
    return reader(text) if text else None


_BESIDE: Final = frozenset({
    "instrument", "article", "exclusive", "since", "until", "city", "country", "contact_position", "contact_phone",
    "contact_language", "act_kind", "act_dated",
})  # fmt: skip


def _parts(row: _Row) -> Iterable[Made]:
    """The cells that are a part of a column, gathered."""
    for target in row.texts:
        key, _sign, number = target.partition("#")
        if key not in GATHERED or (key == "contact_name" and row.texts.get(_nth("contact_email", number))):
            continue
        made = partial(_reaches, row, key, target) if key in _REACH else partial(_MAKERS[key], row, number)
        yield GATHERED[key], made, row.place(target)


def _nth(key: str, number: str) -> str:
    return f"{key}#{number}" if number else key


def _of(row: _Row, key: str, number: str) -> str:
    return row.texts.get(_nth(key, number), "")


def _reaches(row: _Row, key: str, target: str) -> Any:
    kind, purpose = _REACH[key]
    found = READERS[_WHOLE[kind]](row.texts[target]) if row.texts[target] else ()
    return tuple(_meant(one, purpose) for one in found) or None


def _meant(one: Any, purpose: str) -> Any:
    return type(one).from_json({**one.to_json(), "purpose": purpose}) if purpose and one.purpose == "office" else one


def _post(row: _Row, number: str) -> Any:
    street, city, country = (_of(row, key, number) for key in ("street", "city", "country"))
    if not street and not city:
        return None
    made = values.reaches("post")(street or city)
    told = {"city": city} | ({"country": values.state(country)} if country else {})
    return tuple(type(one).from_json({**one.to_json(), **{key: value for key, value in told.items() if value}}) for one in made)


def _function(row: _Row, number: str) -> Any:
    text = _of(row, "function", number)
    found = values.functions(text) if text else ()
    instrument, article = _of(row, "instrument", number), _of(row, "article", number)
    more: dict[str, Any] = {}
    if instrument or article:
        code = values.known_instrument(instrument) if instrument else ""
        more = {"instrument": code or (found[0].instrument if found else ""), "article": article}
    if row.texts.get("exclusive"):
        more["exclusive"] = values.truth(row.texts["exclusive"])
    for key in ("since", "until"):
        if row.texts.get(key):
            more[key] = values.day(row.texts[key]).isoformat()
    scope = {code: row.texts[f"scope_{code}"] for code in LANGUAGES if row.texts.get(f"scope_{code}")}
    if scope:
        more["scope"] = {code: {"text": text, "status": "official"} for code, text in scope.items()}
    return tuple(type(one).from_json({**one.to_json(), **more}) for one in found) or None


def _contact(row: _Row, number: str) -> Any:
    name, email = _of(row, "contact_name", number), _of(row, "contact_email", number)
    if not name and not email:
        return None
    told = {key: _of(row, f"contact_{key}", number) for key in ("position", "phone", "language")}
    return (values.person(name or email.partition("@")[0], email, told),)


def _act(row: _Row, number: str) -> Any:
    reference, dated, kind = (_of(row, key, number) for key in ("act_reference", "act_dated", "act_kind"))
    return (values.act(kind, reference, dated),) if reference or dated else None


_MAKERS: Final[Mapping[str, Callable[[_Row, str], Any]]] = {
    "function": _function, "street": _post, "contact_name": _contact, "contact_email": _contact, "act_reference": _act,
}  # fmt: skip

"""The offline edition: the whole directory in one HTML file that finds without a network, in six languages."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from importlib.resources import files
from typing import Any, Final

from entraide.kernel.languages import LANGUAGES, OWN_NAMES, Language
from entraide.reference.domain.entities import name, ordered, treaties

from .exchange.listed import Listed
from .exchange.words import words as table
from .printed import words
from .record import Reach

KINDS: Final = ("function", "kind", "standing", "reach", "purpose", "channel", "format", "day", "tongue", "cultural", "act", "mark")
COLUMNS: Final = (
    "languages", "hours", "channels", "formats", "networks", "territory", "acronym", "information_en", "requirements_en", "urgent_en",
    "confirmed_on",
)  # fmt: skip
SAID: Final = (
    "title", "made_for", "anybody", "secretariat", "search", "state", "function", "all", "found", "more", "open", "opens",
    "holidays_unknown", "local_time", "print", "language", "stale", "offline_script", "disclaimer", "mark", "for_public", "for_members",
)  # fmt: skip
Closed = Mapping[str, Sequence[date]]


def write_html(
    entries: Iterable[Listed], language: Language, *, whom: str, made: datetime, members: bool, closed: Closed | None = None
) -> bytes:
    """The file. `whom` names who it is made for (an entity's code, "" for the public, "secretariat"); `closed` are public
    holidays by State. The policy in its head lets nothing in but its own script and style, which it names by digest.
    """
    rows = list(entries)
    data = {
        "language": language, "whom": whom, "made": made.isoformat(timespec="minutes"), "members": members,
        "words": _words(), "states": _states(rows, whom),
        "closed": {code: [day.isoformat() for day in days] for code, days in (closed or {}).items()},
        "treaties": {one.code: {code: one.name(code, short=True) for code in LANGUAGES} for one in treaties()},
        **_pooled([_entry(one) for one in rows]),
    }  # fmt: skip
    page, script, style = (files(__package__).joinpath(f"offline.{kind}").read_text("utf-8") for kind in ("html", "js", "css"))
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c").replace("\u2028", "\\u2028")
    parts = {
        "{{language}}": language, "{{dir}}": "rtl" if language == "ar" else "ltr", "{{title}}": _escaped(words()["title"][language]),
        "{{noscript}}": _escaped(words()["offline_script"][language]), "{{script-digest}}": _digest(script),
        "{{style-digest}}": _digest(style), "{{style}}": style, "{{script}}": script, "{{data}}": text,
    }  # fmt: skip
    for place, value in parts.items():
        page = page.replace(place, value)
    return page.encode()


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def _words() -> dict[str, Any]:
    """Only what is shown, by language: `{fr: {title: …, function: {…}}}`."""

    def of(language: Language) -> dict[str, Any]:
        said = {key: words()[key][language] for key in SAID}
        kinds = {f"{kind}s": {code: row[language] for code, row in table()[kind].items()} for kind in KINDS}
        columns = {key.partition("_en")[0]: table()["columns"][key][language].partition(" (")[0] for key in COLUMNS}
        return {**said, **kinds, "columns": columns, "own": OWN_NAMES[language]}

    return {language: of(language) for language in LANGUAGES}


def _states(rows: Sequence[Listed], whom: str) -> dict[str, Any]:
    """Names by language, and their order in each."""
    codes = {row.record.entity for row in rows}
    reader = {whom} if whom and whom != "secretariat" else set()
    named = codes | reader | {way.country for row in rows for way in row.record.reaches if way.country}
    return {
        "names": {code: {language: name(code, language) for language in LANGUAGES} for code in sorted(named)},
        "order": {language: ordered(codes, language) for language in LANGUAGES},
    }  # fmt: skip


def _entry(row: Listed) -> dict[str, Any]:
    """An entry in short keys, without what is empty. Persons are never in it."""
    record, how = row.record, row.record.procedure
    said = {
        "i": row.id, "e": record.entity, "n": dict(record.name.versions), "o": record.original_name, "ol": record.original_language,
        "t": record.transliteration, "a": record.acronym, "k": record.kind, "r": record.territory,
        "f": [_without(one.to_json()) for one in record.functions], "l": list(record.languages), "w": list(record.networks),
        "p": [_way(one) for one in record.reaches], "c": [one.to_json() for one in record.cultural],
        "h": _without(how.hours.to_json()), "ch": list(how.channels), "fm": list(how.formats), "inf": dict(how.information.versions),
        "req": dict(how.requirements.versions), "urg": dict(how.urgent.versions), "s": row.standing,
        "d": [[one.kind, one.reference, one.dated.isoformat()] for one in row.acts], "x": int(record.invented),
        "on": row.confirmed_on.isoformat() if row.confirmed_on else "",
    }  # fmt: skip
    return _without(said)


WAY: Final = ("kind", "value", "purpose", "extension", "city", "country", "note")
SHARED: Final = ("n", "f", "l", "w", "c", "h", "ch", "fm", "inf", "req", "urg")


def _way(one: Reach) -> list[str]:
    """In the order of `WAY`, cut off behind the last that says something."""
    parts = [str(getattr(one, name)) for name in WAY]
    while parts and not parts[-1]:
        parts.pop()
    return parts


def _pooled(entries: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """What many entries have in common stands once, in `pool`; an entry has its place there."""
    pool: dict[str, int] = {}
    for entry in entries:
        for key in SHARED:
            if key in entry:
                text = json.dumps(entry[key], ensure_ascii=False, separators=(",", ":"))
                entry[key] = pool.setdefault(text, len(pool))
    return {"pool": [json.loads(text) for text in pool], "shared": SHARED, "way": WAY, "entries": entries}


def _without(said: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in said.items() if value}

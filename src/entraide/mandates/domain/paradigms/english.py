"""English: `regular: request`, with `ending: e` where the stem drops it (decid-e); or the five parts of an `irregular` verb."""

from __future__ import annotations

from collections.abc import Iterator

from .forms import Form, Row, each, joined

_HISSING = ("ss", "sh", "ch")


def conjugate(verb: Row, book: Row) -> Iterator[Form]:
    """Requests, requested, has requested, to request, requesting, are requested to."""
    parts = _parts(verb)
    if not parts:
        return
    plain, present, past, participle, gerund = parts
    yield from each("finite", [present, past, *joined(book["auxiliaries"], [participle])])
    yield "infinitive", f"to ~ {plain}"
    yield "base", plain
    yield "gerund", gerund
    yield from each("passive", [f"{being} ~ {participle} to" for being in book["passives"]])


def _parts(verb: Row) -> list[str]:
    if "regular" not in verb:
        return list(verb.get("irregular", ()))
    stem, e = verb["regular"], verb.get("ending", "")
    present = f"{stem}es" if stem.endswith(_HISSING) else f"{stem}{e}s"
    return [stem + e, present, f"{stem}ed", f"{stem}ed", f"{stem}ing"]

"""Arabic: the present without its first letter (`stem: طلب`), which changes with the body (ت for an Assembly, ي for a Council, a
Conference or a Working Group), the past (`past`, with `past_feminine` and `past_base` where it is weak), verbal nouns (`masdar`).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from .forms import Form, Row, each

_WEAK = "وي"


def conjugate(verb: Row, book: Row) -> Iterator[Form]:
    """يطلب، تطلب، يطلبان، طلب، طلبت، طلبا، طلبوا، أن يطلب، طلب (اسما)، each with و or ف before it where it may be."""
    yield from each("infinitive", [glue + masdar for masdar in verb.get("masdar", ()) for glue in _glues(masdar)])
    if "stem" not in verb:
        return
    stem = verb["stem"]
    # a verb in -و or in -ي loses it before the plural: يدعون, يوصون
    short = stem[:-1] if stem[-1] in f"{_WEAK}ى" else stem
    # the dual speaks of two working groups that meet together
    present = [f"ت{stem}", f"ي{stem}", f"ي{stem}ان", f"ت{stem}ان", f"ي{short}ون"]
    for prefix, form in product(("", "و", "ف"), [*present, *_past(verb)]):
        yield "finite", prefix + form
    for to, letter in product(("أن", "بأن", "وأن", "وبأن", "إلى أن", "لأن", "كي", "لكي"), "تي"):
        yield "infinitive", f"{to} {letter}{stem}"
    yield from each("infinitive", [f"{to} ي{short}وا" for to in ("أن", "بأن", "وأن")])


def _past(verb: Row) -> list[str]:
    masculine = verb["past"]
    feminine = verb.get("past_feminine", f"{masculine}ت")
    base = verb.get("past_base", masculine)
    plural = base[:-1] if base[-1] in _WEAK else base
    return [masculine, feminine, f"{base}ا", f"{feminine}ا", f"{plural}وا"]


def _glues(masdar: str) -> tuple[str, ...]:
    """The particles that are written together with a verbal noun."""
    return ("", "و") if masdar.startswith(("ال", "ب")) else ("", "و", "ب", "وب", "ل")

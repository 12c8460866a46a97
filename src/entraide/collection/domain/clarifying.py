"""Clarifications: of which kinds, between whom, about which place of a reply."""

from __future__ import annotations

import unicodedata
from typing import Final, Literal

from attrs import frozen

from entraide.kernel.problems import refuse

from .answers import Answers, positions, without_positions
from .form import Form

Kind = Literal["official", "internal", "national"]
Side = Literal["secretariat", "state"]
Move = Literal["asked", "answered", "asked_again", "changed", "closed"]
"""What a message does. `changed`: a version arrived in which the answer asked about is another."""

KINDS: Final[tuple[Kind, ...]] = ("official", "internal", "national")
"""Between secretariat and State; within the secretariat; between the ministries of one State."""
LONGEST: Final = 50_000
"""Characters of one message."""
MOST_ROWS: Final = 500


@frozen
class Anchor:
    """What is asked about: a question or a row by its concrete path, a section by its name, or, both empty, the whole."""

    path: str = ""
    section: str = ""


def anchor_at(form: Form, path: str = "", section: str = "") -> Anchor:
    """The place, with the section in which it stands. Refused with COL-450 when the form has no such place."""
    if path:
        found = _section_of(form, path)
        if not found:
            raise refuse("COL-450", path=path[:120])
        return Anchor(path, found)
    if section and section not in {one.name for one in form.sections}:
        raise refuse("COL-450", path=section[:120])
    return Anchor("", section)


def stands_in(answers: Answers, path: str) -> bool:
    """Whether these answers have the rows that the path names: nobody is asked about a row that was not sent."""
    start = ""
    for part in path.split("/")[1:]:
        name, bracket, position = part.partition("[")
        if bracket and int(position.rstrip("]")) > answers.count(f"{start}/{name}"):
            return False
        start = f"{start}/{part}"
    return True


def _section_of(form: Form, path: str) -> str:
    """The section of a question or of a row of a repeat; "" for a path that the form could not have written."""
    plain, rows = without_positions(path), positions(path)
    if not all(1 <= row <= MOST_ROWS for row in rows):
        return ""
    around = [repeat.path for repeat in form.repeats() if f"{plain}/".startswith(f"{repeat.path}/")]
    if _with_rows(plain, around, rows) != path:
        return ""
    if plain in around:
        return next((form.section_of(one.path) for one in form.questions() if one.path.startswith(f"{plain}/")), "")
    return form.section_of(plain)


def _with_rows(plain: str, around: list[str], rows: tuple[int, ...]) -> str:
    """The concrete path that these rows make; "" when there are too many or too few."""
    if len(around) != len(rows):
        return ""
    parts, done = [], ""
    for name in plain.strip("/").split("/"):
        done = f"{done}/{name}"
        parts.append(f"{name}[{rows[around.index(done)]}]" if done in around else name)
    return "/" + "/".join(parts)


def tidy(text: str) -> str:
    """What was written, without what is no text: control characters but for tabs and line feeds, halves of letters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(one for one in text if one in "\n\t" or unicodedata.category(one) not in ("Cc", "Cs")).strip()


def plain_text(text: str) -> str:
    """The same, of a bearable length. Refused with COL-453 for nothing, COL-454 beyond `LONGEST`."""
    kept = tidy(text)
    if not kept:
        raise refuse("COL-453")
    if len(kept) > LONGEST:
        raise refuse("COL-454", limit=LONGEST)
    return kept

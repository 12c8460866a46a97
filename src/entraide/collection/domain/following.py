"""Answers of an earlier questionnaire brought to the places of a later one, by the identities of their questions."""

from __future__ import annotations

from collections.abc import Mapping

from .answers import Answers, concrete, positions, without_positions
from .form import Form


def followed(answers: Answers, form: Form, was: Mapping[str, str], now: Mapping[str, str]) -> Answers:
    """The answers whose questions `form` still asks, at the paths where it asks them.

    `was` and `now` are path → identity of the earlier and of the later version; without identities a question is the
    same when its path is. Rows keep their positions.
    """
    places = {identity: path for path, identity in now.items()}
    repeats = [repeat.path for repeat in form.repeats()]
    cells = {}
    for path, cell in answers.items():
        plain = without_positions(path)
        identity = was.get(plain)
        place = places.get(identity, "") if identity and places else plain
        around = [repeat for repeat in repeats if place.startswith(f"{repeat}/")]
        rows = positions(path)
        if place and form.has(place) and len(around) == len(rows):
            cells[concrete(place, dict(zip(around, rows, strict=True)))] = cell
    return Answers(cells)

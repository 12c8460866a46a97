"""CSV for people: UTF-8 with a mark for Excel, one line a figure, texts guarded from being run by a spreadsheet."""

from __future__ import annotations

import csv
import io

from entraide.collection.domain.export.safe import guarded
from entraide.kernel.languages import Language

from ...results import Result
from .flat import About, flat, heads, in_words, source


def csv_file(result: Result, about: About, language: Language) -> bytes:
    """The figures, an empty line, and where they come from."""
    held = io.StringIO()
    lines = csv.writer(held, lineterminator="\r\n")
    lines.writerow(heads(result, language))
    for one in flat(result, language):
        under = [part for pair in zip(one.codes, one.words, strict=True) for part in pair]
        numbers = ["" if number is None else f"{number:f}" for number in one.numbers]
        lines.writerow([*map(guarded, under), *numbers, *map(guarded, in_words(one.after, language))])
    lines.writerow([])
    for name, told in source(result, about, language):
        lines.writerow([guarded(name), guarded(told)])
    return ("\ufeff" + held.getvalue()).encode()

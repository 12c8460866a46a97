"""What the appearance hints of an XLSForm do on our pages. Every other hint is for a telephone and is passed over knowingly.

Taken up: minimal, autocomplete, likert, list, list-nolabel, columns…, quick, compact, multiline, year, month-year, url.
The list of all of them stands in docs/reference/questionnaires.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from entraide.kernel.languages import Language
from entraide.reference.domain.ordering import sort_key
from entraide.reference.domain.roll import entities

from ..domain.file_kinds import accepts
from ..domain.form import Choice, Question

LISTED: Final = frozenset({"minimal", "autocomplete", "search"})
BESIDE: Final = ("likert", "list", "list-nolabel", "columns", "columns-pack", "quick", "quickcompact", "compact", "image-map")


def control(question: Question) -> str:
    """The control that the form asks for, where it is another than the usual one; "" otherwise."""
    words = set(question.appearance.split())
    if question.type == "select_multiple" and question.attributes.get("kind") == "states":
        return "states"
    if question.type == "select_one" and words & LISTED:
        return "list"
    if question.type == "select_one" and (words & set(BESIDE) or any(one.startswith("columns-") for one in words)):
        return "radios"
    if question.type == "date" and "year" in words:
        return "year"
    if question.type == "date" and "month-year" in words:
        return "month"
    return ""


def side_by_side(question: Question) -> bool:
    """Whether choices stand in one line where there is room."""
    return any(word in BESIDE or word.startswith("columns-") for word in question.appearance.split())


def accepted(question: Question) -> str:
    """For the `accept` of a file field."""
    return ",".join(accepts(question.media_type))


def in_order(question: Question, language: Language) -> Iterable[Choice]:
    """States by their names in the language of the page; other choices as the form has them."""
    if question.attributes.get("kind") != "states":
        return question.choices
    known = {one.code for one in entities("state")}
    if not all(choice.value in known for choice in question.choices):
        return question.choices
    return sorted(question.choices, key=lambda choice: sort_key(choice.value, language))

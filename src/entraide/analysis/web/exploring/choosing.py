"""What the explorer's form offers: subjects, questions, measures, dimensions and the values to filter by, in words."""

from __future__ import annotations

from typing import Any

from entraide.kernel.actor import Actor
from entraide.kernel.languages import Language
from entraide.kernel.text import Text

from ... import queries
from ...domain.exploring import Ask
from ...domain.exploring.asking import ASKS_FOR_A_QUESTION, MEASURES
from ...domain.exploring.grid import named
from ...domain.exploring.offering import Offer
from ...domain.exploring.words import field as words_of
from ...domain.exploring.words import said
from ...domain.exploring.words import values as words_of_values
from ...domain.indicators.populations import POPULATIONS
from ...domain.results import Dimension, Result

Choice = dict[str, Any]
SHORT = 12
"""A field with no more values than this is offered open."""


def choices(actor: Actor, ask: Ask, offer: Offer, language: Language) -> dict[str, Any]:
    """Everything but the filters."""
    return {
        "subjects": [_choice(one, said("subjects", one), ask.subject, language) for one in queries.subjects(actor)],
        "measures": [_choice(one, said("measures", one), ask.measure, language) for one in MEASURES[ask.subject]],
        "asks": ask.subject in ASKS_FOR_A_QUESTION and bool(offer.questions),
        "questions": [
            {"value": one.name, "number": one.number, "label": one.label, "chosen": one.name == ask.question}
            for one in offer.questions
        ],
        "by": [_choice(one, words_of(one), ask.by, language) for one in offer.fields],
        "across": [_choice(one, words_of(one), ask.across, language) for one in offer.fields if one != ask.by],
    }


def _choice(value: str, label: Text, chosen: str, language: Language) -> Choice:
    return {"value": value, "label": label.shown_in(language).text, "chosen": value == chosen}


def filters(ask: Ask, offer: Offer, result: Result, language: Language) -> list[Choice]:
    """The fields that can be filtered, with their values in words; those that filter come first."""
    chosen = {one.field: frozenset(one.values) for one in ask.filters}
    labels = {one.name: one.labels for one in result.dimensions}
    rows = [
        {
            "field": field,
            "label": words_of(field).shown_in(language).text,
            "values": [
                {"value": value, "label": _named(ask, field, value, labels.get(field, {}), language),
                 "chosen": value in chosen.get(field, frozenset())}
                for value in offer.values[field]
            ],
            "open": field in chosen,
            "count": len(chosen.get(field, frozenset())),
        }
        for field in offer.fields
        if len(offer.values[field]) > 1
    ]  # fmt: skip
    return sorted(rows, key=lambda row: not row["open"])


def _named(ask: Ask, field: str, value: str, labels: Any, language: Language) -> str:
    of = POPULATIONS[ask.subject].fields[field].of
    return named(Dimension(field, of, words_of(field), {**words_of_values(field), **labels}), value, language)

"""Choices: what is selected among values separated by spaces, and how a choice is called."""

from __future__ import annotations

import math

from ..context import Context
from ..values import Value, number_of, text_of
from .registry import function


@function("is-selected", 2)
@function("selected", 2)
def selected(values: list[Value], _: Context) -> Value:
    """Whether a value is among those chosen."""
    return text_of(values[1]).strip() in text_of(values[0]).split()


@function("selected-at", 2)
def selected_at(values: list[Value], context: Context) -> Value:
    """The value at a place, from 0; "" outside."""
    chosen = text_of(values[0]).split()
    at = number_of(values[1], context.around.zone)
    inside = not math.isnan(at) and 0 <= at < len(chosen)
    return chosen[int(at)] if inside else ""


@function("count-selected", 1)
def count_selected(values: list[Value], _: Context) -> Value:
    """How many values are chosen."""
    return float(len(text_of(values[0]).split()))


@function("jr:choice-name", 2)
def choice_name(values: list[Value], context: Context) -> Value:
    """The label of a choice, in the language of the reader: its value, then the path of its question as a text."""
    return context.around.choice_name(text_of(values[0]), text_of(values[1]), context)


@function("jr:itext", 1)
def itext(values: list[Value], context: Context) -> Value:
    """A translated text by its id."""
    return context.around.itext(text_of(values[0]))

"""Dates and times."""

from __future__ import annotations

import math

from .. import moments
from ..context import Context
from ..moments import Moment
from ..values import Value, moment_of, text_of
from .registry import function


@function("today")
def today(_: list[Value], context: Context) -> Value:
    """The day on which the form is judged."""
    return moments.of_date(context.around.now.date(), context.around.zone)


@function("now")
def now(_: list[Value], context: Context) -> Value:
    """The moment at which the form is judged."""
    return Moment(context.around.now)


@function("date", 1)
def date(values: list[Value], context: Context) -> Value:
    """A date out of a text or a count of days; in a reply without the time of day, as JavaRosa has it."""
    found = moment_of(values[0], context.around.zone)
    if found.when is None or not context.around.reply:
        return found
    return moments.of_date(found.when.date(), context.around.zone)


@function("date-time", 1)
def date_time(values: list[Value], context: Context) -> Value:
    """A date with time out of a text or a count of days."""
    return moment_of(values[0], context.around.zone)


@function("decimal-date-time", 1)
def decimal_date_time(values: list[Value], context: Context) -> Value:
    """Days since 1970-01-01T00:00Z with a fraction."""
    return moment_of(values[0], context.around.zone).days


@function("decimal-time", 1)
def decimal_time(values: list[Value], context: Context) -> Value:
    """The time of day as a fraction."""
    given = values[0]
    if isinstance(given, Moment):
        return given.days % 1 if given.when else math.nan
    return moments.decimal_time(text_of(given), context.around.zone)


@function("format-date", 2)
def format_date(values: list[Value], context: Context) -> Value:
    """A date by the letters of a pattern."""
    return moments.formatted(moment_of(values[0], context.around.zone), text_of(values[1]))


@function("format-date-time", 2)
def format_date_time(values: list[Value], context: Context) -> Value:
    """A date with time by the letters of a pattern."""
    return moments.formatted(moment_of(values[0], context.around.zone), text_of(values[1]))

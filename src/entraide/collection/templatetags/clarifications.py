"""Clarifications at their places: `{% load clarifications %}`. A page asks for a reply's threads once, at the first place."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context
from django.utils.http import urlencode

from .. import queries
from ..web.thread_wording import shown_thread

register = template.Library()


def _all(context: Context) -> list[dict[str, Any]]:
    """Those of the page's reply that its reader sees; none on pages that are of no reply."""
    row, request = context.get("row"), context.get("request")
    if request is None or not isinstance(row, queries.ReplyRow):
        return []
    kept: dict[int, list[dict[str, Any]]] = request.__dict__.setdefault("_clarifications", {})
    if row.id not in kept:
        form = queries.form_of(row.version_id)
        kept[row.id] = [shown_thread(form, one) for one in queries.threads(request.actor, row.id)]
    return kept[row.id]


def _here(context: Context, threads: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    names = ("row", "may_edit", "section", "csrf_token", "may_ask", "sent")
    return {**{name: context.get(name) for name in names}, "threads": threads, **more}


@register.inclusion_tag("collection/threads/here.html", takes_context=True)
def threads_at(context: Context, path: str) -> dict[str, Any]:
    """In the form, under its question or row."""
    return _here(context, [one for one in _all(context) if one["row"].path == path and one["row"].state != "closed"])


@register.inclusion_tag("collection/threads/here.html", takes_context=True)
def threads_at_row(context: Context, repeat: str, position: int) -> dict[str, Any]:
    """In the form, under a row of a repeat."""
    return threads_at(context, f"{repeat}[{position}]")


@register.inclusion_tag("collection/threads/here.html", takes_context=True)
def threads_of_section(context: Context, name: str) -> dict[str, Any]:
    """In the form, above a section."""
    found = [one for one in _all(context) if not one["row"].path and one["row"].section == name]
    return _here(context, [one for one in found if one["row"].state != "closed"])


@register.inclusion_tag("collection/threads/beside.html", takes_context=True)
def threads_beside(context: Context, path: str, number: str = "") -> dict[str, Any]:
    """On the page of a version, beside the answer, with the way to ask about it."""
    sent = context.get("sent")
    address = urlencode({"path": path, "number": sent.number}) if sent else ""
    return _here(
        context, [one for one in _all(context) if one["row"].asked_path == path], address=address, number=number
    )


@register.inclusion_tag("collection/threads/list.html", takes_context=True)
def threads_of_reply(context: Context) -> dict[str, Any]:
    """The whole list, open ones first, for the hub and the secretariat's page of a reply."""
    found = sorted(_all(context), key=lambda one: one["row"].state == "closed")
    return _here(context, found)

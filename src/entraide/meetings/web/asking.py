"""What the secretariat's pages have in common: asking with a form, writing, showing what was refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from entraide.kernel.problems import NotHere, Refused
from entraide.meetings import policies

from .wording import told


def only_the_secretariat(request: HttpRequest) -> None:
    """Not here for anybody else."""
    if not policies.may_record(request.actor):
        raise NotHere


def done(form: forms.Form, write: Callable[[], Any]) -> Any:
    """What the action gives, or None with its refusal shown above the form, so that nothing has to be typed again."""
    if not form.is_valid():
        return None
    try:
        with transaction.atomic():
            return write() or True
    except Refused as refused:
        for problem in refused.problems:
            form.add_error(None, f"{told(problem)} ({problem.code})")
        return None


def url(name: str, *args: Any) -> str:
    """The address of a page of this room."""
    return reverse(f"meetings:{name}", args=args)


def form_page(request: HttpRequest, form: forms.Form, heading: str, back: str, caption: str = "") -> HttpResponse:
    """A form on a page of its own."""
    context = {"form": form, "heading": heading, "back": back, "caption": caption}
    return render(request, "meetings/form.html", context)


def ask(request: HttpRequest, what: str, back: str) -> HttpResponse:
    """Whether something is really to be removed."""
    return render(request, "meetings/remove.html", {"what": what, "back": back})

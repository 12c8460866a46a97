"""`{{ figure.held|why }}`: why a figure is not shown, in the language of the page."""

from __future__ import annotations

from django import template

from ..web.wording import held

register = template.Library()
register.filter("why", held)

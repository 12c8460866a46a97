"""`{% load pictures %}`: a picture with its table, its source and what must be said under it; it works without a script.

The page adds `analysis/pictures.css` to its head and `analysis/pictures.js` to its scripts.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.safestring import mark_safe

from entraide.documents.domain.tree import Cell, plain
from entraide.foundation.ui.wording import page_language

from ..domain.pictures import Picture, for_page
from ..domain.pictures.voice import Voice

register = template.Library()


@register.inclusion_tag("analysis/picture.html")
def picture(
    one: Picture, name: str, level: int = 2, live: bool = False, saved: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """`name` is its own on the page, `level` that of its heading. `live`: a button fetches Vega and lets the picture answer to
    the pointer. `saved`: addresses of its files by form; without them the page's script makes SVG, PNG and CSV itself.
    """
    voice = Voice(page_language())
    words = {key: voice.say(key) for key in ("table", "save", "live", "keys")}
    return {
        "name": name,
        "level": level,
        "caption": one.caption,
        "drawing": mark_safe(for_page(one, name)),  # noqa: S308  Parsed and written anew, nothing but shapes and escaped words.
        "source": voice.say("source", words=one.source) if one.source else "",
        "notes": one.disclaimers,
        "head": [_cell(cell) for cell in one.table.header],
        "rows": [[_cell(cell) for cell in row] for row in one.table.rows],
        "words": words,
        "saved": list((saved or {}).items()),
        "spec": one.spec if live else None,
        "spec_name": f"{name}-spec",
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {"words": plain(cell.runs), "numeric": cell.numeric}

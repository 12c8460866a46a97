"""The text of a document with the printed number of each paragraph leading to the paragraph's own page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from entraide.documents.domain.tree import Tree
from entraide.documents.domain.writing import write_fragment
from entraide.documents.queries import ParagraphRow

_MARK: Final = re.compile(r'(data-guid="([0-9a-f-]{36})"[^>]*>(?:<p>)?)<span class="mark">([^<]*)</span>')


def linked(tree: Tree, rows: Iterable[ParagraphRow]) -> SafeString:
    """The fragment that the writer makes (it escapes every text itself), with links put on the numbers."""
    numbers = {str(row.guid): row for row in rows}

    def link(found: re.Match[str]) -> str:
        row = numbers.get(found[2])
        return found[1] + (_anchor(row, found[3]) if row else f'<span class="mark">{found[3]}</span>')

    return mark_safe(_MARK.sub(link, write_fragment(tree)))  # noqa: S308 - escaped by the writer


def _anchor(row: ParagraphRow, mark: str) -> str:
    spoken = _("Paragraph %(number)s") % {"number": row.number} if row.point else _("Paragraph")
    return format_html(
        '<a class="mark" href="{}"><span class="govuk-visually-hidden">{} </span>{}</a>',
        reverse("paragraph", args=[row.guid]), spoken, mark,
    )  # fmt: skip

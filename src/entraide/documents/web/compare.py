"""Two languages, two editions or two papers side by side, paragraph by paragraph; it can be printed."""

from __future__ import annotations

from attrs import frozen
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from entraide.documents import queries
from entraide.documents.domain.comparing import Change, Pair, compare
from entraide.documents.domain.tree import Tree
from entraide.foundation.ui.wording import page_language
from entraide.kernel.languages import OWN_NAMES, Language, as_language
from entraide.kernel.problems import NotHere, Problem

LONGEST_CHOICE = 12


@frozen
class Choice:
    """One text that can stand on a side: `fr` is what is in force, `fr@0` what was issued first, `fr@2` an edition."""

    value: str
    label: str


@frozen
class Row:
    """A pair as the page shows it: words of each side, with what is only there marked; `said` is the mark in words."""

    pair: Pair
    label: str
    guid: str
    left: tuple[Change, ...]
    right: tuple[Change, ...]
    said: str


def beside(request: HttpRequest, document_id: int) -> HttpResponse:
    """`?left=fr&right=ar`, `?left=fr@0&right=fr`, `?left=en&right=en&other=SYMBOL`; `only=changes` leaves out the rest."""
    row = queries.document(request.actor, document_id)
    choices = _choices(request, document_id)
    if not choices:
        raise NotHere
    left, right = _asked(request, "left", choices, 0), _asked(request, "right", choices, 1)
    other, problems = row, ()
    if symbol := request.GET.get("other", "").strip()[:80]:
        found = queries.find_document(request.actor, symbol)
        other, problems = (found, ()) if found else (row, (Problem("DOC-516", {"symbol": symbol}),))
    trees = _tree(request, document_id, left), _tree(request, other.id, right)
    only = request.GET.get("only") == "changes"
    context = {
        "row": row, "other": other, "symbol": symbol, "choices": choices, "left": left, "right": right, "only": only,
        "problems": problems, "names": tuple(_named(*one) for one in ((row, left), (other, right))),
        "languages": tuple(_language(one) for one in (left, right)), **_compared(trees, only),
    }  # fmt: skip
    return render(request, "documents/compare.html", context, status=422 if problems else 200)


def _compared(trees: tuple[Tree | None, Tree | None], only: bool) -> dict[str, object]:
    left, right = trees
    if left is None or right is None:
        return {"missing": True, "rows": (), "counts": {}}
    found = compare(left, right)
    rows = tuple(_row(pair) for pair in found.pairs if not only or pair.kind != "same")
    same_language = left.language == right.language
    return {"rows": rows, "counts": found.counts, "coarse": found.coarse, "same_language": same_language}


def _row(pair: Pair) -> Row:
    said = {"changed": _("Changed"), "added": _("Only in the second"), "dropped": _("Only in the first")}.get(
        pair.kind, ""
    )
    shown = pair.left or pair.right
    guid = next((side.guid for side in (pair.right, pair.left) if side and side.guid), "")
    left = pair.changes or ((Change("same", pair.left.text),) if pair.left else ())
    right = pair.changes or ((Change("same", pair.right.text),) if pair.right else ())
    return Row(
        pair, shown.label if shown else "", guid, tuple(change for change in left if change.kind != "added"),
        tuple(change for change in right if change.kind != "dropped"), said,
    )  # fmt: skip


def _choices(request: HttpRequest, document_id: int) -> tuple[Choice, ...]:
    issues = queries.editions(request.actor, document_id)
    now = [Choice(one.language, OWN_NAMES[one.language]) for one in queries.versions(request.actor, document_id)]
    if len(issues) == 1:
        return tuple(now)
    each = [
        Choice(f"{code}@{issue.number}", f"{OWN_NAMES[code]}: {issue.symbol}" + ("" if issue.number else _first()))
        for issue in issues
        for code in issue.languages
    ]
    return (*now, *each)


def _first() -> str:
    return " " + _("(as first issued)")


def _asked(request: HttpRequest, side: str, choices: tuple[Choice, ...], turn: int) -> str:
    """What was asked for; else the language of the page on the left, another on the right."""
    said = request.GET.get(side, "")[:LONGEST_CHOICE]
    known = [choice.value for choice in choices]
    if said in known or (said and request.GET.get("other") and "@" not in said):
        return said
    if said:
        raise NotHere
    own = page_language() if page_language() in known else known[0]
    rest = [value for value in known if value != own]
    return own if turn == 0 or not rest else rest[0]


def _language(value: str) -> Language:
    return as_language(value.partition("@")[0])


def _tree(request: HttpRequest, document_id: int, value: str) -> Tree | None:
    language, _at, number = value.partition("@")
    return queries.tree(request.actor, document_id, language, int(number) if number else None)


def _named(row: queries.DocumentRow, value: str) -> str:
    return f"{row.label}, {OWN_NAMES[_language(value)]}"

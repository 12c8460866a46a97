"""Pages of readers: themes with their counts, the codebook, agreement, search, one passage with its likes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from entraide.collection.domain.export.csv_cells import line_of
from entraide.documents.domain.searching import LONGEST_QUERY
from entraide.foundation.files.serving import disposition
from entraide.foundation.ui.wording import page_language
from entraide.kernel.languages import LANGUAGES, is_language
from entraide.kernel.problems import NotHere
from entraide.reference.domain import entities

from .. import queries
from ..domain.words.agreement import RELIABLE, TENTATIVE, Agreement
from ..domain.words.codebook import codebook
from ..domain.words.terms import named
from .coding import sides
from .coding_words import audience_label, entity_name, quotation_label, reading_label, region_name, status_label


def _question(request: HttpRequest, whole: queries.PassageSetRow) -> str:
    asked = request.GET.get("question", "")
    return asked if asked in {one.name for one in whole.questions} else ""


def themes(request: HttpRequest, set_id: int) -> HttpResponse:
    """How many said what, of those that answered in words, by regional group; each count opens to its passages."""
    whole = queries.passage_set(request.actor, set_id)
    question = _question(request, whole)
    found = queries.themes(request.actor, set_id, question)
    regions = sorted(set(found.answered.values()), key=lambda region: (region == "", region))
    rows = [
        {
            "theme": codebook().themes[one.theme], "said": one.said, "passages": one.passages,
            "groups": [(region, one.groups[region]) for region in regions],
        }
        for one in found.counts
    ]  # fmt: skip
    context = {
        "whole": whole, "found": found, "rows": rows, "question": question,
        "regions": [(region, region_name(region), sum(1 for one in found.answered.values() if one == region)) for region in regions],
        "answered": len(found.answered), "everything": request.actor.staff,
    }  # fmt: skip
    return render(request, "analysis/coding/themes.html", context)


def theme(request: HttpRequest, set_id: int, code: str) -> HttpResponse:
    """The passages of one theme, as far as the reader may see them."""
    one = codebook().themes.get(code)
    whole = queries.passage_set(request.actor, set_id)
    if one is None:
        raise NotHere
    region, question = request.GET.get("group"), _question(request, whole)
    rows, count = queries.passages_of_theme(request.actor, set_id, code, region, question)
    context = {
        "whole": whole, "theme": one, "rows": _passages(rows), "count": count, "shown": len(rows),
        "region": region_name(region) if region in {row.region for row in rows} else "",
    }  # fmt: skip
    return render(request, "analysis/coding/theme.html", context)


def _passages(rows: Sequence[queries.PassageRow]) -> list[dict[str, Any]]:
    return [{"row": row, "entity": entity_name(row.entity), "audience": audience_label(row.audience)} for row in rows]


def book(request: HttpRequest, set_id: int) -> HttpResponse:
    """The codebook: what belongs to each theme and what does not."""
    whole = queries.passage_set(request.actor, set_id)
    return render(request, "analysis/coding/codebook.html", {"whole": whole, "book": codebook(), "sides": sides()})


def _read(one: Agreement) -> dict[str, Any]:
    return {"one": one, "reading": reading_label(one.reading)}


def agreement(request: HttpRequest, set_id: int) -> HttpResponse:
    """How far coders agree, theme by theme, and what is to be talked over."""
    found = queries.agreement_of(request.actor, set_id)
    book_themes = codebook().themes
    pairs = sorted({pair for row in found.rows for pair in row.pairs})
    rows = [
        {
            "theme": book_themes[row.theme],
            "given": [(row.given.get(coder, 0), found.proposed.get(row.theme, {}).get(coder, 0)) for coder in found.coders],
            "pairs": [_read(row.pairs[pair]) for pair in pairs if pair in row.pairs], "alpha": _read(row.alpha),
        }
        for row in found.rows
    ]  # fmt: skip
    context = {
        "whole": queries.passage_set(request.actor, set_id), "found": found, "rows": rows, "coders": found.coders.values(),
        "pairs": [(found.coders.get(one, ""), found.coders.get(other, "")) for one, other in pairs],
        "overall": _read(found.overall), "disputed": _passages(found.disputed), "reliable": RELIABLE, "tentative": TENTATIVE,
    }  # fmt: skip
    return render(request, "analysis/coding/agreement.html", context)


class _Finds(Sequence[Any]):
    """The finds of one page, as the paginator takes them."""

    def __init__(self, found: queries.FoundPassages) -> None:
        self.found = found

    def __len__(self) -> int:
        return self.found.count

    def __getitem__(self, _at: Any) -> Any:
        return self.found.hits


def search(request: HttpRequest, set_id: int) -> HttpResponse:
    """Words in what States wrote, in six languages."""
    whole = queries.passage_set(request.actor, set_id)
    given = request.GET
    words, language = given.get("q", "").strip()[:LONGEST_QUERY], given.get("language", "")
    filters = queries.PassageFilters(
        given.get("theme", "") if given.get("theme", "") in codebook().themes else "", _question(request, whole),
        given.get("state", "").strip().upper()[:12], language if is_language(language) else "",
    )  # fmt: skip
    page = given.get("page", "")
    number = max(1, int(page)) if page.isascii() and page.isdecimal() and len(page) < 5 else 1
    found = queries.search_passages(request.actor, whole, words, filters, language=page_language(), page=number)
    said = {
        "q": words,
        "theme": filters.theme,
        "question": filters.question,
        "state": filters.entity,
        "language": filters.language,
    }
    context = {
        "whole": whole, "words": words, "filters": filters, "found": found, "sides": sides(), "languages": LANGUAGES,
        "hits": [{"hit": hit, "entity": entity_name(hit.passage.entity)} for hit in found.hits],
        "like": [{"row": one.passage, "entity": entity_name(one.passage.entity)} for one in found.like],
        "concepts": named(found.concepts, page_language()),
        "page": Paginator(_Finds(found), 20).get_page(number), "query": urlencode({k: v for k, v in said.items() if v}) + "&",
        "states": _states(whole, request),
    }  # fmt: skip
    return render(request, "analysis/coding/search.html", context)


def _states(whole: queries.PassageSetRow, request: HttpRequest) -> list[dict[str, str]]:
    codes = queries.entities_that_wrote(whole)
    return [{"code": code, "name": entity_name(code)} for code in entities.ordered(codes, page_language())]


def passage(request: HttpRequest, set_id: int, passage_id: int) -> HttpResponse:
    """One passage in its answer, what coders said of it, what may say the same, and whether it is quoted."""
    actor = request.actor
    row = queries.passage(actor, set_id, passage_id)
    whole = queries.passage_set(actor, set_id)
    themes = codebook().themes
    said = [
        {"one": one, "themes": [themes[code] for code in one.themes if code in themes]}
        for one in queries.said_of(actor, row)
    ]
    quotation = queries.quotation_of(actor, set_id, passage_id)
    context = {
        "whole": whole, "row": row, "entity": entity_name(row.entity), "audience": audience_label(row.audience),
        "answer": queries.whole_answer(row), "question": whole.question(row.question), "said": said,
        "agreed": next((set(one["one"].themes) for one in said if not one["one"].hand), None),
        "given": {code for one in said for code in one["one"].themes}, "sides": sides(row.question),
        "coders": sum(1 for one in said if one["one"].hand),
        "like": [
            {"row": one.passage, "entity": entity_name(one.passage.entity), "shared": named(one.shared, page_language())}
            for one in queries.like(actor, whole, row)
        ],
        "quotation": quotation, "state": quotation_label(quotation.state) if quotation else "",
        "versions": _versions(quotation, row.language) if quotation else [], "statuses": [(code, status_label(code)) for code in _STATUSES],
        "quotable": queries.may_be_quoted(actor, row),
    }  # fmt: skip
    return render(request, "analysis/coding/passage.html", context)


_STATUSES: Final = ("courtesy", "official", "machine", "original")


def _versions(quotation: queries.QuotationRow, language: str) -> list[dict[str, Any]]:
    """Every other language with what is said in it and how that came to be."""
    said = quotation.translations
    return [
        {"code": code, "text": said.versions.get(code, ""), "status": said.statuses.get(code, "courtesy")}
        for code in LANGUAGES if code != language
    ]  # fmt: skip


def quoted(request: HttpRequest, set_id: int) -> HttpResponse:
    """What is chosen to be quoted."""
    whole = queries.passage_set(request.actor, set_id)
    rows = [
        {"row": one, "entity": entity_name(one.entity), "state": quotation_label(one.state), "audience": audience_label(one.audience)}
        for one in queries.quotations(request.actor, set_id)
    ]  # fmt: skip
    return render(request, "analysis/coding/quotations.html", {"whole": whole, "rows": rows})


def _rules(one: queries.CodingLine) -> str:
    """The themes that had been proposed, each with the rules that proposed it: `practice.inventory=inventory,object_id`."""
    return " ".join(f"{theme}={','.join(rules)}" for theme, rules in one.proposed.items())


@never_cache
def export(request: HttpRequest, set_id: int) -> HttpResponse:
    """Every coding as CSV, coders by name; for the secretariat alone."""
    head = [
        "passage",
        "submission",
        "entity",
        "question",
        "reference",
        "language",
        "audience",
        "coder",
        "themes",
        "proposed_by",
        "deed",
    ]
    lines = [line_of([*head, "agreed", "stands", "codebook", "at", "text"])]
    for one in queries.coding_lines(request.actor, set_id):
        row = one.passage
        lines.append(
            line_of([
                str(row.id), str(row.submission), row.entity, row.question, row.reference, row.language, row.audience,
                one.coder, " ".join(one.themes), _rules(one), one.deed, "1" if one.agreed else "0", "1" if one.stands else "0",
                one.codebook, one.at.isoformat(), row.text,
            ])
        )  # fmt: skip
    response = HttpResponse("\ufeff" + "".join(lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = disposition(f"codings-{set_id}.csv")
    response["X-Content-Type-Options"] = "nosniff"
    return response

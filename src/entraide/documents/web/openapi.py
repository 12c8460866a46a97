"""What the API of the papers answers, for machines; see foundation/api/openapi.py."""

from __future__ import annotations

from typing import Final

from entraide.documents.domain.searching import LONGEST_QUERY
from entraide.foundation.api.openapi import (
    ANY,
    DAY,
    FLAG,
    MOMENT,
    STRING,
    TEXT,
    URL,
    WHOLE,
    Json,
    called,
    listed,
    maybe,
    one_of,
    operation,
    paged,
    place,
    query,
    thing,
    whole,
    words,
)
from entraide.kernel.languages import LANGUAGES

_DOCUMENT: Final[Json] = {
    "id": WHOLE, "symbols": listed(STRING), "kind": STRING, "title": TEXT, "date": maybe(DAY), "agenda_items": listed(STRING),
    "original_language": maybe(STRING), "invented": FLAG, "audience": STRING, "meeting": maybe(WHOLE),
    "addendum_to": maybe(WHOLE), "languages": {"type": "object", "additionalProperties": URL}, "url": URL, "page": URL,
}  # fmt: skip
_VERSION: Final = thing({"language": one_of(LANGUAGES), "status": STRING, "edition": WHOLE, "symbol": maybe(STRING), "url": URL})
_MEETING: Final = thing({"id": WHOLE, "body": STRING, "starts_on": DAY, "ends_on": DAY, "page": URL})
_BITS: Final = listed(thing({"text": STRING, "found": FLAG}))
_PASSAGE: Final = thing({
    "guid": maybe(STRING), "number": STRING, "language": STRING, "text": _BITS, "url": maybe(URL),
})  # fmt: skip
_PARAGRAPH: Final = thing({
    "guid": STRING, "number": STRING, "point": STRING, "label": STRING, "chapter": STRING, "text": TEXT, "document": URL,
    "symbols": listed(STRING), "invented": FLAG, "page": URL,
})  # fmt: skip

SCHEMAS: Final[Json] = {
    "Document": thing(_DOCUMENT),
    "FiledDocument": thing({**_DOCUMENT, "filed_at": MOMENT}),
    "WholeDocument": thing({**_DOCUMENT, "versions": listed(_VERSION), "meeting": maybe(_MEETING)}),
    "Paragraph": _PARAGRAPH,
    "Tree": thing({
        "symbols": listed(STRING), "language": one_of(LANGUAGES), "title": STRING, "sections": listed(ANY),
        "annexes": listed(ANY), "notes": listed(ANY),
    }, more=True),
    "Hits": thing({
        "count": WHOLE, "at_least": FLAG,
        "hits": listed(thing({"document": called("Document"), "title": _BITS, "passages": listed(_PASSAGE)})),
    }),
}  # fmt: skip
_FILTERS: Final = [
    query("body", words(), "What the symbols begin with; bodies below it are taken in."),
    query("meeting", whole(), "The number of a meeting."),
    query("session", words(20), "A part of the symbol between strokes."),
    query("item", words(20), "An agenda item by its label."),
    query("state", words(12), "A State that spoke or is named, by its three-letter code."),
    query("kind", words(20), "resolution, decision, report, working_paper."),
    query("year", whole(9999), "Of the document's date."),
    query("language", one_of(LANGUAGES), "Documents with a text in it."),
]
_NUMBER: Final = place("document_id", whole(), "The number of a document.")
PATHS: Final[dict[str, Json]] = {
    "/api/documents/": operation(
        "documents", "Documents, the last filed first.",
        thing({"documents": listed(called("FiledDocument")), "next": maybe(URL)}), paged(_FILTERS),
    ),
    "/api/documents/{document_id}/": operation(
        "document", "One document and its texts in force.", called("WholeDocument"), [_NUMBER], absent=True
    ),
    "/api/documents/{document_id}/{language}/": operation(
        "text", "The text in force in one language, as a tree.", called("Tree"),
        [_NUMBER, place("language", one_of(LANGUAGES), "The language of the text.")], absent=True,
    ),
    "/api/paragraphs/{guid}/": operation(
        "paragraph", "A paragraph or point by its permanent identity.", called("Paragraph"),
        [place("guid", {"type": "string", "format": "uuid"}, "The identity.")], absent=True,
    ),
    "/api/search/": operation(
        "search", "Documents whose text holds what is asked for.", called("Hits"),
        [
            {**query("q", {**words(LONGEST_QUERY), "minLength": 1}, "Words, phrases, words that must not be there."), "required": True},
            *_FILTERS, query("size", whole(100), "Rows of one answer; 10 unless said."),
            query("page", whole(1000), "From 1."), query("in", one_of(("page", "all")), "Only in the reader's language, or in all."),
            query("reader", one_of(LANGUAGES), "The language that comes first."),
        ],
    ),
}  # fmt: skip

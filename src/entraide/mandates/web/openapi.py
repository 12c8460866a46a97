"""What the API of the register answers, for machines; see foundation/api/openapi.py."""

from __future__ import annotations

from typing import Final

from entraide.foundation.api.openapi import (
    DAY,
    FLAG,
    MOMENT,
    STRING,
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

from .api import CHOICES

_VALUES: Final = listed(thing({"language": STRING, "value": STRING}))
_ADDRESSEE: Final = thing({
    "kind": STRING, "name": maybe(STRING), "entity": maybe(STRING), "text": STRING, "response": STRING,
    "implementation": STRING, "note": _VALUES, "resources": STRING,
})  # fmt: skip
_EVIDENCE: Final = thing({
    "kind": STRING, "text": _VALUES, "date": maybe(DAY), "validatedAt": maybe(MOMENT), "document": maybe(URL),
    "paragraph": maybe(URL), "url": maybe(STRING),
})  # fmt: skip
_FILE: Final = thing({"filename": STRING, "url": URL, "language": STRING, "mimeType": STRING})
_DUE: Final = thing({"text": STRING, "date": maybe(DAY), "meeting": maybe(WHOLE), "recurrence": STRING})
_RELATION: Final = thing({"kind": STRING, "mandate": URL, "paragraph": URL}, optional=("mandate", "paragraph"))

SCHEMAS: Final[Json] = {
    "Mandate": thing({
        "id": WHOLE, "link": URL, "title": _VALUES, "longTitle": _VALUES, "summary": _VALUES, "type": STRING, "status": STRING,
        "number": STRING, "treaty": maybe(STRING), "published": maybe(DAY), "updated": MOMENT, "meetingId": maybe(WHOLE),
        "meetingTitle": _VALUES, "meetingUrl": maybe(URL), "content": _VALUES, "keywords": listed(STRING),
        "displayOrder": WHOLE, "files": listed(_FILE), "url": URL, "act": STRING, "actsPossible": listed(STRING),
        "strength": STRING, "issuer": STRING, "life": STRING, "conditional": FLAG, "hedges": listed(STRING),
        "deliverable": STRING, "reporting": FLAG, "body": maybe(STRING), "paragraph": URL, "document": URL,
        "passedOnBy": maybe(URL), "due": _DUE, "addressees": listed(_ADDRESSEE), "evidence": listed(_EVIDENCE),
        "invented": FLAG, "relations": listed(_RELATION),
    }),
}  # fmt: skip
_FILTERS: Final = [
    *(query(name, one_of(values), f"Only of this {name}.") for name, values in CHOICES.items()),
    query("body", words(), "The code of the body that adopted it."),
    query("topic", words(), "A topic by its code."),
    query("document", whole(), "The number of a document."),
]
PATHS: Final[dict[str, Json]] = {
    "/api/mandates/": operation(
        "mandates", "Recommendations in the register, the last confirmed first.",
        thing({"mandates": listed(called("Mandate")), "next": maybe(URL)}), paged(_FILTERS),
    ),
    "/api/mandates/{mandate_id}/": operation(
        "mandate", "One recommendation and what became of it.", called("Mandate"),
        [place("mandate_id", whole(), "The number of a recommendation.")], absent=True,
    ),
}  # fmt: skip

"""What the API of the directory answers, for machines; see foundation/api/openapi.py."""

from __future__ import annotations

from typing import Final

from entraide.foundation.api.openapi import (
    ANY,
    DAY,
    FLAG,
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
from entraide.reference.domain.entities import treaties

from ..domain.vocabulary import ACTS, CULTURAL, FUNCTIONS, KINDS, NETWORKS, PURPOSES, REACHES
from .api import STANDINGS

_NAMED: Final[Json] = {"type": "object", "additionalProperties": STRING}
_FUNCTION: Final = thing({
    "instrument": STRING, "article": STRING, "function": one_of(tuple(FUNCTIONS)), "exclusive": FLAG, "scope": TEXT,
    "since": maybe(DAY), "until": maybe(DAY),
})  # fmt: skip
_REACH: Final = thing({
    "kind": one_of(REACHES), "value": STRING, "purpose": one_of(PURPOSES), "extension": STRING, "city": STRING,
    "country": STRING, "note": STRING, "public": FLAG,
})  # fmt: skip
_PERSON: Final = thing({"name": STRING, "email": STRING, "position": STRING, "phone": STRING, "language": STRING})

SCHEMAS: Final[Json] = {
    "Authority": thing({
        "id": WHOLE, "url": URL, "page": URL, "entity": STRING, "territory": STRING, "name": TEXT, "original_name": STRING,
        "original_language": STRING, "transliteration": STRING, "acronym": STRING, "kind": one_of(KINDS),
        "functions": listed(_FUNCTION), "languages": listed(STRING), "networks": listed(one_of(NETWORKS)),
        "cultural": listed(thing({"kind": one_of(CULTURAL), "name": STRING, "address": STRING})),
        "reaches": listed(_REACH), "procedure": maybe(ANY), "invented": FLAG,
        "designations": listed(thing({"kind": one_of(ACTS), "reference": STRING, "dated": DAY})),
        "standing": one_of(STANDINGS), "confirmed_on": maybe(DAY), "changed": maybe(STRING), "version": maybe(WHOLE),
        "contact_points": maybe(listed(_PERSON)),
    }),
}  # fmt: skip
_FILTERS: Final = [
    query("entity", words(12), "A State or organisation by its code."),
    query("function", one_of(tuple(FUNCTIONS)), "What it is competent for; with instrument and article, of one competence."),
    query("instrument", one_of(tuple(one.code for one in treaties())), "The instrument of a competence."),
    query("article", words(20), "The article of a competence, as written: 18(13)."),
    query("standing", one_of(STANDINGS), "How entries stand today."),
    query("changed_since", {"anyOf": [{"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}]},
          "Entries changed on or after; for the public by the day."),
]  # fmt: skip
_BASIS: Final = thing({
    "function": one_of(tuple(FUNCTIONS)), "name": _NAMED, "instrument": maybe(STRING), "article": maybe(STRING)
})  # fmt: skip
PATHS: Final[dict[str, Json]] = {
    "/api/directory/": operation(
        "authorities", "Entries of the directory by their number.",
        thing({"authorities": listed(called("Authority")), "next": maybe(URL)}), paged(_FILTERS),
    ),
    "/api/directory/functions/": operation(
        "functions", "What an authority can be competent for.", thing({"functions": listed(_BASIS)})
    ),
    "/api/directory/{authority_id}/": operation(
        "authority", "One entry.", called("Authority"), [place("authority_id", whole(), "The number of an entry.")], absent=True
    ),
}  # fmt: skip

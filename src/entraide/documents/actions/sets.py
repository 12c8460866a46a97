"""Several languages of one paper, filed in one act: all of them or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from entraide.foundation.actions import Act, action
from entraide.kernel.languages import Language
from entraide.kernel.problems import Refused, refuse
from entraide.kernel.text import Status

from ..domain import filing, issuing
from ..models import Document, Reading
from .filing import file_reading, file_reading_as_version
from .issuing import trees_of


@action("documents.set.filed")
def file_set(act: Act, readings: Sequence[Reading], *, statuses: Mapping[Language, Status], **details: Any) -> Document:
    """File the readings of one paper, one a language, as one document; `details` are those of `file_reading`.

    The original gives the printed letters, else the first of en, fr, es, ru, ar, zh; `details` are in its language.
    Refused: DOC-301 one is filed already, DOC-314 none given, DOC-502 the numbering differs (a problem for each language,
    with the list), DOC-509 one language twice, and whatever `file_reading` refuses; then nothing is filed.
    """
    trees = trees_of(act, readings)
    if not trees:
        raise refuse("DOC-314")
    first = leading_of(trees, statuses)
    problems = [problem for tree in trees.values() for problem in filing.obstacles(tree)]
    problems += issuing.misaligned(trees, first)
    if problems:
        raise Refused(*problems)
    by_language = dict(zip(trees, readings, strict=True))
    status = statuses.get(first, "official")
    document = file_reading(act.actor, by_language[first], **{**details, "status": status})
    for language in (code for code in trees if code != first):
        file_reading_as_version(act.actor, by_language[language], document, status=statuses.get(language, "official"))
    act.about(document, languages=sorted(trees), readings=[reading.pk for reading in readings])
    return document


def leading_of(languages: Mapping[Language, object], statuses: Mapping[Language, Status]) -> Language:
    """The language that is said to be the original, else the first of en, fr, es, ru, ar, zh."""
    original = next((code for code in languages if statuses.get(code) == "original"), "")
    return issuing.leading(languages.keys(), original)

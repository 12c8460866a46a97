"""A file with many reports, read row by row: what each says, every problem with the number of its row."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Final

from attrs import evolve, frozen

from entraide.foundation.db.context import acting_as
from entraide.foundation.files.store import access_file
from entraide.kernel.actor import SYSTEM
from entraide.kernel.languages import as_language
from entraide.kernel.problems import Problem

from ..domain.cases.checking import checked
from ..domain.cases.opening import Line, open_cases
from ..models import CaseRecord, CaseUpload

DEFAULTS: Final = ("role", "offence", "lang", "audience")


@frozen
class Given:
    """What is said once for a whole file; a row that says it itself is believed."""

    entity: str
    role: str = ""
    offence: str = ""
    lang: str = "en"
    audience: str = "secretariat"
    round: int | None = None
    invented: bool = False


@frozen
class Read:
    """Every row in order, and every problem; the place of a problem is `row 7: Date of seizure`."""

    rows: tuple[Line, ...]
    problems: tuple[Problem, ...]


def read(content: bytes, given: Given, today: date) -> Read:
    """Read and check a file. Refused as `open_cases`; problems of rows are returned."""
    table = open_cases(content)
    defaults = {name: value for name in DEFAULTS if (value := getattr(given, name))}
    rows, problems = [], list(table.notes)
    for line in table.lines:
        language = as_language(line.values.get("lang") if line.values.get("lang") in LANGUAGE_CODES else given.lang)
        found = checked({**defaults, **line.values}, language, today)
        rows.append(Line(line.number, dict(found.values)))
        problems += [evolve(one, place=f"{line.number}", line=line.number) for one in found.problems]
    return Read(tuple(rows), (*problems, *_twice(rows), *_known_already(rows, given.entity)))


LANGUAGE_CODES: Final = frozenset({"ar", "en", "es", "fr", "ru", "zh"})


def _twice(rows: list[Line]) -> list[Problem]:
    """One's own reference on two rows: perhaps one case twice."""
    counted = Counter(row.values["ref"] for row in rows if "ref" in row.values)
    return [
        Problem("ANA-418", {"ref": row.values["ref"][:60]}, f"{row.number}", row.number)
        for row in rows if counted.get(row.values.get("ref", ""), 0) > 1
    ]  # fmt: skip


def _known_already(rows: list[Line], entity: str) -> list[Problem]:
    """References that the reporter has sent before."""
    wanted = {row.values["ref"] for row in rows if "ref" in row.values}
    if not wanted:
        return []
    sent = CaseRecord.objects.filter(
        entity=entity, current=True, withdrawn_at__isnull=True, received__ref__in=list(wanted)
    )
    known = set(sent.values_list("received__ref", flat=True))
    return [
        Problem("ANA-419", {"ref": row.values["ref"][:60]}, f"{row.number}", row.number)
        for row in rows if row.values.get("ref") in known
    ]  # fmt: skip


def given_of(upload: CaseUpload) -> Given:
    """What was said for a file when it was uploaded."""
    return Given(
        upload.entity, upload.role, upload.offence, upload.lang, upload.audience, upload.round_id, upload.invented
    )


def content_of(upload: CaseUpload) -> bytes:
    """The file. Whoever may take the upload may have it read, though the file itself is of the narrowest audience."""
    with acting_as(SYSTEM):
        return access_file(SYSTEM, upload.file_id).content

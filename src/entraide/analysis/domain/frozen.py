"""A round as it stood when it was closed, whole in one file: questionnaire, who was asked, who replied, every answer.

The file is canonical JSON (sorted keys, no spaces), so equal content has an equal hash wherever it was written.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from attrs import asdict, frozen

from entraide.collection.domain.answers import Answers, without_positions

FORMAT = "entraide frozen set 1"


@frozen
class Asked:
    """A State or organisation that was invited; `group` its regional group's code, empty for organisations."""

    entity: str
    group: str
    language: str
    state: str


@frozen
class Replied:
    """A reply that counts: its last submitted version. `submitted_at` is ISO 8601; `late` after the deadline."""

    submission: int
    entity: str
    group: str
    number: int
    language: str
    submitted_at: str
    content_hash: str
    accepted: bool
    late: bool


@frozen
class Answered:
    """One cell of one reply. `value` is the canonical string, empty when there is none; `missing` the code given instead."""

    submission: int
    path: str
    value: str
    missing: str
    flags: tuple[str, ...]
    source: str
    comment: str
    audience: str

    @property
    def question(self) -> str:
        """The path of the question, without the positions of repeats."""
        return without_positions(self.path)


@frozen(slots=False)
class Frozen:
    """The set. `xform` is the questionnaire as published; `reference` names the reference data used."""

    round: str
    title: dict[str, Any]
    deadline: str
    invented: bool
    questionnaire: str
    version: str
    xform: str
    reference: str
    asked: tuple[Asked, ...]
    replies: tuple[Replied, ...]
    answers: tuple[Answered, ...]
    unsound: frozenset[tuple[int, str]] = frozenset()
    """The submission and path of answers that no sum counts, because a finding says what is wrong with them."""
    fingerprint: str = ""
    """The hash of a set that is kept as tables; empty for one kept as this JSON."""

    def sound(self, answer: Answered) -> bool:
        """Whether an answer enters sums."""
        return (answer.submission, answer.path) not in self.unsound

    def reply(self, submission: int) -> Replied:
        """The reply with this submission; KeyError when it is not in the set."""
        return {row.submission: row for row in self.replies}[submission]

    def canonical(self) -> bytes:
        """The file."""
        body = {"format": FORMAT, **asdict(self)}
        del body["unsound"], body["fingerprint"]
        return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    def content_hash(self) -> str:
        """SHA-256 of the file, or of the manifest of the tables that it was read from."""
        return self.fingerprint or hashlib.sha256(self.canonical()).hexdigest()


def answered(submission: int, answers: Answers) -> tuple[Answered, ...]:
    """The cells of one reply, in the order of their paths; blank cells with a comment are kept, empty ones are not."""
    return tuple(
        Answered(
            submission,
            path,
            cell.value or "",
            cell.missing,
            tuple(sorted(cell.flags)),
            cell.source,
            cell.comment,
            cell.audience.value if cell.audience else "",
        )
        for path, cell in sorted(answers.items())
        if not cell.empty
    )


def thaw(content: bytes) -> Frozen:
    """A set from its file. Raises ValueError when the file is of another format."""
    body = json.loads(content)
    if body.pop("format", None) != FORMAT:
        raise ValueError("not a frozen set of this format")
    return Frozen(
        **{
            **body,
            "asked": tuple(Asked(**row) for row in body["asked"]),
            "replies": tuple(Replied(**row) for row in body["replies"]),
            "answers": tuple(Answered(**{**row, "flags": tuple(row["flags"])}) for row in body["answers"]),
        }
    )


def in_order(asked: Iterable[Asked], replies: Iterable[Replied]) -> tuple[tuple[Asked, ...], tuple[Replied, ...]]:
    """Both lists by entity: the hash must not depend on the order in which rows came out of the database."""
    return (
        tuple(sorted(asked, key=lambda row: row.entity)),
        tuple(sorted(replies, key=lambda row: (row.entity, row.submission))),
    )

"""The receipt of a reply as a paper: what was sent, by whom, when, under which digest. Drawn by `receipt.typ`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from importlib.resources import files
from typing import Any

from attrs import frozen

from entraide.documents.domain.writing.typesetting import families, typeset
from entraide.kernel.languages import Language, direction


@frozen
class Answer:
    """One question as it was answered; all in words. `beside` holds kind, source, comment."""

    number: str
    label: str
    text: str
    beside: str = ""


@frozen
class Part:
    """One section of the reply."""

    number: str
    label: str
    answers: tuple[Answer, ...]


@frozen
class Receipt:
    """Everything that the paper says, in one language. `facts` are pairs of a label and what stands beside it."""

    language: Language
    title: str
    heading: str
    about: str
    facts: Sequence[tuple[str, str]]
    digest: tuple[str, str]
    statement: str
    parts: Sequence[Part]
    banner: str
    moment: datetime


def write_receipt(receipt: Receipt) -> bytes:
    """The paper as tagged PDF (PDF/UA-1); the same receipt gives the same bytes."""
    source = files(__package__).joinpath("receipt.typ").read_bytes()
    shown = json.dumps(_document(receipt), ensure_ascii=False)
    return typeset(source, {"document": shown}, "pdf", int(receipt.moment.timestamp()))


def _document(receipt: Receipt) -> dict[str, Any]:
    return {
        "lang": receipt.language, "dir": direction(receipt.language),
        "fonts": [one.lower() for one in families(receipt.language)], "title": receipt.title,
        "heading": receipt.heading, "about": receipt.about, "facts": [list(pair) for pair in receipt.facts],
        "digest": list(receipt.digest), "statement": receipt.statement, "banner": receipt.banner,
        "parts": [
            {"number": part.number, "label": part.label,
             "answers": [[one.number, one.label, one.text, one.beside] for one in part.answers]}
            for part in receipt.parts
        ],
    }  # fmt: skip

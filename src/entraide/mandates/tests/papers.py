"""Small trees to read from, and where the shared material stands."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml

from entraide.documents.domain.tree import Masthead, Paragraph, Point, Run, Section, Tree
from entraide.kernel.languages import Language

REPOSITORY = Path(__file__).resolve().parents[4]
REPORTS: dict[str, dict[str, list[str]]] = yaml.safe_load(
    Path(__file__).with_name("reports.yml").read_text(encoding="utf-8")
)
SHARED = Path(os.environ.get("ENTRAIDE_SHARED", REPOSITORY.parent / "shared"))


def paragraph(number: str, text: str, *points: str) -> Paragraph:
    return Paragraph(number, (Run(text),), tuple(Point("abcdefgh"[at], (Run(told),)) for at, told in enumerate(points)))


def paper(language: Language, *sections: tuple[str, list[Paragraph]], body: str = "") -> Tree:
    made = tuple(Section("I", heading, 1, tuple(paragraphs)) for heading, paragraphs in sections)
    return Tree(language, Masthead(body=body), made)


def shared(path: str) -> Path:
    """A file of the shared material; the test is skipped where it is absent."""
    found = SHARED / path
    if not found.exists():
        pytest.skip(f"the shared material is not beside the repository: {path}")
    return found

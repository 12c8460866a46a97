"""`entraide documents file-set|issue|corrigendum|compare|cite`. Django is imported only when one of them runs."""

from __future__ import annotations

import argparse
from datetime import date

from entraide.kernel.audience import Audience
from entraide.kernel.languages import LANGUAGES

from .acting import Verbs, acting


def add_to(verbs: Verbs[argparse.ArgumentParser]) -> None:
    """Add the commands to those of the room."""
    together = acting(verbs, "file-set", "file one paper in several languages, all or none", "documents_issue:file_set")
    together.add_argument("sources", metavar="FILE", nargs="+", help="one file for each language")
    together.add_argument("--audience", choices=[one.value for one in Audience], default=Audience.PUBLIC.value)
    together.add_argument("--invented", action="store_true", help="mark as an invented example")
    _add_issue(verbs)
    _add_corrigendum(verbs)
    compare = acting(
        verbs, "compare", "two languages or two issues of a document, paragraph by paragraph", "documents_issue:beside"
    )
    compare.add_argument("symbol", help="the document's symbol or its number in the list")
    for side in ("left", "right"):
        compare.add_argument(f"--{side}", required=True, metavar="TEXT", help="fr, or fr@0 for what was issued first")
    compare.add_argument("--all", action="store_true", help="also what is the same")
    compare.add_argument("--json", action="store_true", help="one JSON document")
    cite = acting(
        verbs, "cite", "how a document or a paragraph is cited, with its permanent address", "documents_issue:cite"
    )
    cite.add_argument("symbol", help="the document's symbol or its number in the list")
    _add_place(cite, required=False)
    cite.add_argument("--language", choices=LANGUAGES, default="en")
    cite.add_argument("--format", choices=("words", "bibtex", "ris"), default="words")


def _add_issue(verbs: Verbs[argparse.ArgumentParser]) -> None:
    issue = acting(
        verbs, "issue", "issue a document again under its identity, with the texts of files", "documents_issue:issue"
    )
    issue.add_argument("sources", metavar="FILE", nargs="+", help="one file for each language")
    issue.add_argument("--to", required=True, metavar="SYMBOL", help="the document's symbol")
    issue.add_argument("--kind", required=True, choices=("rev", "reissue", "add"))
    issue.add_argument("--symbol", default="", help="the next free one of the series unless given")
    _add_reason(issue)


def _add_corrigendum(verbs: Verbs[argparse.ArgumentParser]) -> None:
    corrigendum = acting(
        verbs, "corrigendum", "correct a paragraph in one language and issue a Corr.", "documents_issue:corrigendum"
    )
    corrigendum.add_argument("symbol", help="the document's symbol")
    _add_place(corrigendum, required=True)
    corrigendum.add_argument("--text", required=True, help="the correct words")
    _add_reason(corrigendum)


def _add_place(parser: argparse.ArgumentParser, required: bool) -> None:
    parser.add_argument("--number", required=required, default="", help="of the paragraph, 23")
    parser.add_argument("--point", default="", help="below it, c or a.i")


def _add_reason(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--reason", default="", help="in a sentence; every reader sees it")
    parser.add_argument("--language", choices=LANGUAGES, default="en", help="of the text and of the reason")
    parser.add_argument("--dated", type=date.fromisoformat, metavar="YYYY-MM-DD", help="the date of this issue")

"""`entraide mandates evidence|withdraw|turn-down|relate|unrelate|assign|due|remind|undo|cases`: work with the register.

Django is imported only when one of them runs.
"""

from __future__ import annotations

import argparse
from datetime import date

from .acting import Verbs, acting

RELATIONS = ("endorses", "reiterates", "supersedes", "implements", "cites")
EVIDENCE = (
    "document", "round", "change", "project", "event", "link", "file", "statement", "report", "reply", "law", "other",
)  # fmt: skip
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")


def add_to(verbs: Verbs[argparse.ArgumentParser]) -> None:
    """Add the commands to those of the room."""
    _evidence(_about(verbs, "evidence", "the evidence under a recommendation, or more of it", "mandate"))
    for name, what in (
        ("withdraw", "take back evidence that one has submitted"),
        ("turn-down", "say that evidence does not show what it should"),
    ):
        _about(verbs, name, what, "evidence").add_argument("--reason", required=True)
    relate = _about(verbs, "relate", "say how a recommendation stands to another", "mandate")
    relate.add_argument("kind", choices=RELATIONS)
    relate.add_argument("symbol", help="the symbol of the document of the other")
    relate.add_argument("paragraph", help="its paragraph, as it is cited: 23 or '23 (c)'")
    relate.add_argument("--to", type=int, metavar="ID", help="which recommendation, where the paragraph holds several")
    relate.add_argument("--note", default="")
    _about(verbs, "unrelate", "take a relation back", "relation")
    _assign(_about(verbs, "assign", "put a recommendation into somebody's hands", "mandate"))
    due = _about(verbs, "due", "what is due for a session or by a day, else what is past its day")
    due.add_argument("--meeting", type=int, metavar="ID")
    due.add_argument("--by", type=date.fromisoformat, metavar="YYYY-MM-DD")
    _about(verbs, "remind", "send the letters whose day has come")
    _about(verbs, "undo", "take back what was done in one turn").add_argument("turn", metavar="TURN")
    cases = _about(verbs, "cases", "what people corrected, as YAML for the reader's tests")
    cases.add_argument("--language", choices=LANGUAGES)


def _evidence(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--add", choices=EVIDENCE, metavar="KIND", help=f"add evidence: {', '.join(EVIDENCE)}")
    parser.add_argument("--text", default="", help="what it shows")
    parser.add_argument("--language", choices=LANGUAGES, default="en", help="the language of the text")
    parser.add_argument("--symbol", default="", help="the symbol of the document that shows it")
    parser.add_argument("--paragraph", default="", help="its paragraph, as it is cited: 23 or '23 (c)'")
    parser.add_argument("--link", default="", help="where it can be read")
    parser.add_argument("--file", help="a file to keep")
    parser.add_argument("--on", type=date.fromisoformat, metavar="YYYY-MM-DD", help="when it happened")


def _assign(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("email", help="of a person of the secretariat")
    parser.add_argument("--task", default="")
    parser.add_argument("--due", type=date.fromisoformat, metavar="YYYY-MM-DD")
    parser.add_argument("--remind", type=date.fromisoformat, metavar="YYYY-MM-DD")


def _about(verbs: Verbs[argparse.ArgumentParser], name: str, what: str, about: str = "") -> argparse.ArgumentParser:
    parser = acting(verbs, name, what, f"mandates_work:{name.replace('-', '_')}")
    if about:
        parser.add_argument(about, type=int, metavar="ID", help=f"the number of the {about}")
    return parser

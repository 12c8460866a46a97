"""`entraide mandates propose|proposals|confirm|confirm-all|reject|register|validate|index`: the register's own commands.

Django is imported only when one of them runs, so that reading a paper stays quick and needs no database.
"""

from __future__ import annotations

import argparse

from . import mandates_work
from .acting import Verbs, acting

ACTS = (
    "decide", "approve", "authorize", "demand", "request", "urge", "call", "appeal", "recommend", "invite", "encourage",
    "note", "welcome", "stress", "condemn",
)  # fmt: skip


def add_to(verbs: Verbs[argparse.ArgumentParser]) -> None:
    """Add the commands to those of the room."""
    _add(verbs, "propose", "read a filed document's recommendations", "symbol")
    shown = _add(verbs, "proposals", "what was read out of a document, and what was decided", "symbol")
    shown.add_argument("--json", action="store_true", help="one JSON document")
    confirm = _add(verbs, "confirm", "take a proposal into the register", "mandate")
    confirm.add_argument("--act", choices=ACTS, help="corrected")
    confirm.add_argument("--strength", type=int, choices=range(6), help="corrected, 0 to 5")
    _add(verbs, "confirm-all", "confirm what waits in a document, as it stands", "symbol")
    reject = _add(verbs, "reject", "say that a proposal is no recommendation", "mandate")
    reject.add_argument("--reason", required=True)
    register = _add(verbs, "register", "the register, what is open first")
    register.add_argument("--open", action="store_true", help="only what is still to be done")
    register.add_argument("--json", action="store_true", help="one JSON document")
    mandates_work.add_to(verbs)
    _add(verbs, "index", "write anew the words that the register is searched by")
    _add(verbs, "validate", "vouch for a piece of evidence that somebody else submitted", "evidence")


def _add(verbs: Verbs[argparse.ArgumentParser], name: str, what: str, about: str = "") -> argparse.ArgumentParser:
    parser = acting(verbs, name, what, f"mandates:{name.replace('-', '_')}")
    if about == "symbol":
        parser.add_argument("symbol", help="the document's symbol")
    elif about:
        parser.add_argument(about, type=int, metavar="ID", help=f"the number of the {about}")
    return parser

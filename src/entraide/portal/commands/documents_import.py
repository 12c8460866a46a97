"""`entraide documents import FOLDER` and `entraide documents index`. Django is imported only when one of them runs."""

from __future__ import annotations

import argparse

from entraide.kernel.audience import Audience

from .acting import Verbs, acting


def add_to(verbs: Verbs[argparse.ArgumentParser]) -> None:
    """Add the commands to those of the room."""
    importing = acting(
        verbs, "import", "file every paper of a folder; again takes up where it was stopped", "documents_import:run"
    )
    importing.add_argument("source", metavar="FOLDER", help="with Akoma Ntoso files, .docx, .txt or .pdf, at any depth")
    importing.add_argument("--audience", choices=[one.value for one in Audience], default=Audience.PUBLIC.value)
    importing.add_argument("--invented", action="store_true", help="mark as invented examples")
    importing.add_argument("--json", action="store_true", help="what became of the files, as one JSON document")
    acting(verbs, "index", "write anew what the search reads", "documents_import:index")

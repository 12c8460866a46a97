"""`entraide forms export`: the replies of a round as files for people, programs and statistics."""

from __future__ import annotations

import argparse
from datetime import date

from entraide.collection.domain.export.filters import WHICH
from entraide.collection.domain.export.wanted import ASPECTS, FORMATS, HANDED
from entraide.kernel.languages import LANGUAGES

from .acting import Verbs, acting


def add_to(verbs: Verbs[argparse.ArgumentParser]) -> None:
    """Add the command to those of the room."""
    out = acting(verbs, "export", "take the replies of a round out", "exports:export")
    out.add_argument("round", metavar="ROUND", help="the code of the round")
    out.add_argument("--format", choices=FORMATS, required=True)
    out.add_argument("--out", required=True, metavar="FILE", help="the file to write; - for standard output")
    out.add_argument("--language", choices=LANGUAGES, default="en", help="of labels")
    out.add_argument("--which", choices=WHICH, default="standing", help="which versions (default: what stands for each State)")
    out.add_argument("--entities", default="", help="codes of States and organizations, parted by commas; all when left out")
    out.add_argument("--group", default="", metavar="CODE", help="only the members of a regional group")
    out.add_argument("--since", type=date.fromisoformat, metavar="YYYY-MM-DD", help="sent on that day or later")
    out.add_argument("--until", type=date.fromisoformat, metavar="YYYY-MM-DD", help="sent on that day or earlier")
    out.add_argument("--earlier", action="store_true", help="with the rounds before on the same subject")
    out.add_argument("--headings", choices=("labels", "names"), default="names", help="of columns")
    out.add_argument("--values", choices=("labels", "codes"), default="labels", help="choices as words or codes")
    out.add_argument("--several", choices=("one", "each"), default="one", help="several choices: one column, or one for each")
    out.add_argument("--beside", default="missing", help=f"columns beside values, parted by commas: {', '.join(ASPECTS)}")
    out.add_argument("--missing", choices=("column", "cell"), default="column", help="where the reason for no figure stands")
    out.add_argument("--tables", default="", help="tables, parted by commas; all when left out")
    out.add_argument("--audience", choices=[one.value for one in HANDED], default="secretariat", help="for whom the file is")
    out.add_argument("--no-mark", action="store_true", help="CSV without a byte order mark")

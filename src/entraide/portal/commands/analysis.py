"""`entraide analysis freeze|figures|rebuild|link`."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from entraide.portal.setup import add_actor, with_database, without_database


def _memory(said: str) -> str:
    if not re.fullmatch(r"\d{1,6}(MB|GB)", said):
        raise argparse.ArgumentTypeError("a number with MB or GB, as 2GB")
    return said


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the commands."""
    room = commands.add_parser("analysis", help="frozen sets and figures")
    verbs = room.add_subparsers(dest="verb", required=True)
    freeze = verbs.add_parser("freeze", help="close a round and freeze it")
    freeze.add_argument("round", help="the round's code")
    add_actor(freeze)
    freeze.set_defaults(handler=with_database("analysis:freeze"))
    shown = verbs.add_parser("figures", help="the figures of a round's last frozen set, as JSON")
    shown.add_argument("round", help="the round's code")
    add_actor(shown)
    shown.set_defaults(handler=with_database("analysis:figures"))
    verify = verbs.add_parser("rebuild", help="rebuild a round's last set from the database and compare hashes")
    verify.add_argument("round", help="the round's code")
    add_actor(verify)
    verify.set_defaults(handler=with_database("analysis:rebuild"))
    linking = verbs.add_parser("link", help="which case records of several reporters are one case; needs no database")
    linking.add_argument("source", type=Path, metavar="CASES.csv", help="records, one a line; - for standard input")
    linking.add_argument("--out", type=Path, required=True, metavar="CLUSTERS.csv", help="rec_id and its cluster")
    linking.add_argument(
        "--labels", type=Path, metavar="PAIRS.csv", help="judged pairs: rec_id_a, rec_id_b, same (1 or 0)"
    )
    linking.add_argument("--pairs", type=Path, metavar="OUT.csv", help="likely pairs with their probability")
    linking.add_argument("--memory", default="2GB", type=_memory, help="what DuckDB may take before it spills to disk")
    linking.add_argument("--threads", type=int, default=2, help="threads of DuckDB")
    linking.add_argument("--json", action="store_true", help="what was found, as one JSON document")
    linking.set_defaults(handler=without_database("linking:run"))

"""`entraide analysis freeze|again|figures|rebuild|difference|indicators|rates|link`."""

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
    _sets(verbs)
    _linking(verbs)


def _sets(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    rates = verbs.add_parser("rates", help="take in exchange rates from a CSV file")
    rates.add_argument("file", help="currency,date,per_usd,source,kind; one line for each rate")
    rates.add_argument("--invented", action="store_true", help="mark them as invented, for demonstration")
    add_actor(rates)
    rates.set_defaults(handler=with_database("analysis_rates:rates"))
    again = verbs.add_parser("again", help="freeze a closed round once more, with what was let in since")
    again.add_argument("round", help="the round's code")
    add_actor(again)
    again.set_defaults(handler=with_database("analysis:again"))
    difference = verbs.add_parser(
        "difference", help="which replies and figures differ between two sets of a round, as JSON"
    )
    difference.add_argument("before", metavar="A", type=int, help="the number of the earlier set")
    difference.add_argument("after", metavar="B", type=int, help="the number of the later set")
    difference.add_argument("--round", required=True, help="the round's code")
    add_actor(difference)
    difference.set_defaults(handler=with_database("analysis:difference"))
    listed = verbs.add_parser("indicators", help="every shipped indicator; with a name its SQL")
    listed.add_argument("name", nargs="?", default="", help="an indicator")
    listed.set_defaults(handler=with_database("analysis:indicators"))


def _linking(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
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

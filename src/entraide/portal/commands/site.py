"""`entraide site run|web|worker|daily|example|demonstration`: the platform itself."""

from __future__ import annotations

import argparse
import os

from entraide.portal.setup import count_together, with_database, without_migrating


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the commands."""
    room = commands.add_parser("site", help="run the platform, load the example")
    verbs = room.add_subparsers(dest="verb", required=True)
    run = verbs.add_parser("run", help="set up, load the 2012 example, serve pages and do background work")
    run.add_argument("--port", type=int, default=8000)
    run.add_argument("--host", default="127.0.0.1")
    run.add_argument("--bare", action="store_true", help="without the example")
    run.set_defaults(handler=_run)
    verbs.add_parser("example", help="load the 2012 example").set_defaults(handler=with_database("site:example"))
    full = verbs.add_parser("demonstration", help="beside the example, a round at full size with invented replies and records")
    full.add_argument("--replies", type=int, default=193, help="how many States reply (default: 193)")
    full.add_argument("--records", type=int, default=20_000, help="how many case records are reported (default: 20,000)")
    full.add_argument("--seed", type=int, default=193, help="another seed invents other replies (default: 193)")
    full.set_defaults(handler=with_database("site:demonstration"))
    verbs.add_parser("worker", help="do background work until stopped").set_defaults(
        handler=with_database("site:worker")
    )
    web = verbs.add_parser("web", help="serve pages only: tables and background work are somebody else's")
    web.add_argument("--bind", default="127.0.0.1:8000", help="host:port or unix:/path (default: 127.0.0.1:8000)")
    web.add_argument("--workers", type=int, default=2, help="processes of four threads (default: 2)")
    web.set_defaults(handler=_web)
    verbs.add_parser("daily", help="do now what is due today; the worker does the same every hour").set_defaults(
        handler=with_database("site:daily")
    )


def _run(args: argparse.Namespace) -> int:
    # Settings are read once, when Django starts: the example's site has to say so before.
    if not args.bare:
        os.environ.setdefault("ENTRAIDE_DEMONSTRATION", "yes")
    os.environ.setdefault("ENTRAIDE_SITE_URL", f"http://{args.host}:{args.port}")
    count_together()
    return with_database("site:run")(args)


def _web(args: argparse.Namespace) -> int:
    count_together()
    return without_migrating("site:web")(args)

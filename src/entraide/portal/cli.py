"""The command line. Each room's commands stand in `portal/commands/`; only the one that is called is imported."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module

from entraide import __version__
from entraide.foundation.db.roles import StepsOverWalls
from entraide.kernel.problems import NotHere, Problem, Refused

ROOMS = {
    "documents": "read, write and file papers",
    "meetings": "bodies and their meetings",
    "mandates": "who asked whom to do what",
    "directory": "competent authorities",
    "forms": "questionnaires: check, judge, workbooks",
    "rounds": "ask States, and receive their replies",
    "analysis": "frozen sets and figures",
    "reporting": "compose and verify reports",
    "audit": "the ledger",
    "people": "accounts and invitations",
    "keys": "the keys of sealed fields",
    "mail": "messages that came back",
    "db": "the database: start, stop, migrate",
    "site": "run the platform, load the example",
    "backup": "write an encrypted backup, or prove one",
    "restore": "bring a backup back, and prove it",
    "doctor": "look whether everything is as it should be",
}


def parser(room: str | None = None) -> argparse.ArgumentParser:
    """The parser of one room's commands, or of all of them."""
    top = argparse.ArgumentParser(prog="entraide", description="From report to report, in six languages.")
    top.add_argument("--version", action="version", version=f"entraide {__version__}")
    commands = top.add_subparsers(dest="room", required=True, metavar="ROOM")
    for name, what in ROOMS.items():
        if room is None or name == room:
            import_module(f"entraide.portal.commands.{name}").add_to(commands)
        else:
            commands.add_parser(name, help=what)
    return top


def main(arguments: list[str] | None = None) -> int:
    """Run one command: 0 success, 1 bad input with one problem per line, 2 wrong arguments."""
    given = sys.argv[1:] if arguments is None else arguments
    room = next((word for word in given if word in ROOMS), "")
    args = parser(room).parse_args(given)
    try:
        return int(args.handler(args) or 0)
    except BrokenPipeError:
        return 0
    except StepsOverWalls as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except Refused as refusal:
        for problem in refusal.problems:
            print(problem.line_for(str(getattr(args, "source", "-"))), file=sys.stderr)
        return 1
    except NotHere:
        return _say(args, Problem("CLI-001"))
    except OSError as error:
        return _say(args, Problem("CLI-003", {"reason": error.strerror or str(error)}), error.filename)
    except RecursionError:
        return _say(args, Problem("CLI-004"))
    except UnicodeError:
        return _say(args, Problem("CLI-005"))


def _say(args: argparse.Namespace, problem: Problem, file: object = None) -> int:
    """The line names the file that is wrong, which need not be the one that the command reads first."""
    print(problem.line_for(str(file or getattr(args, "source", "-"))), file=sys.stderr)
    return 1

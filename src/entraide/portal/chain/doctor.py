"""What a look around found, a line each; 1 when something fails."""

from __future__ import annotations

import argparse
import json

from entraide.foundation.keeping.looking import Finding
from entraide.portal.doctor import examine


def doctor(args: argparse.Namespace) -> int:
    """Print it."""
    found = examine()
    if args.json:
        print(json.dumps([one.to_json() for one in found], ensure_ascii=False, indent=2))
    else:
        for one in found:
            print(_line(one))
    return int(any(one.grade == "fail" for one in found))


def _line(one: Finding) -> str:
    said = f"{one.problem.code} {one.problem.what()} {one.problem.do()}" if one.problem else one.said
    return f"{one.grade:4}  {one.topic:11}  {said}".rstrip()

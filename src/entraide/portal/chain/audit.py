from __future__ import annotations

import argparse
import sys

from entraide.foundation.audit import queries
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM


def verify(_args: argparse.Namespace) -> int:
    """Walk the chain; 1 and the first break if it does not hold."""
    with acting_as(SYSTEM):
        count, broken = queries.verify()
    if broken is not None:
        print(
            f"audit:{broken.entry}: AUD-001 entry {broken.entry}: {broken.reason}; compare with a backup",
            file=sys.stderr,
        )
        return 1
    print(f"{count} entries; the chain holds")
    return 0

"""Every check by its topic, in the order in which things depend on each other."""

from __future__ import annotations

from collections.abc import Mapping

from . import database, outside, site, work
from .findings import Check

CHECKS: Mapping[str, Check] = {
    "settings": site.settings_,
    "people": site.people,
    "keys": site.keys,
    "database": database.application,
    "walls": database.walls,
    "tables": database.tables,
    "server": database.server,
    "owner": database.owner,
    "clock": database.clock_,
    "disk": outside.disk,
    "mail": outside.mail,
    "certificate": outside.certificate,
    "jobs": work.jobs,
    "letters": work.letters,
    "duties": work.duties,
    "ledger": work.ledger,
    "backup": work.backup,
}

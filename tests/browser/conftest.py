"""A site with the example, served by gunicorn as in production, and a browser that looks at it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import _template
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from entraide.foundation.db import launcher
from tests.settings import CLUSTER

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
PASSPHRASE = "seven quiet ibises at noon"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "/tests/browser/" in str(item.fspath):
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="no chromium here: apt-get install chromium"))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(url: str) -> bool:
    try:
        return urllib.request.urlopen(url, timeout=2).status == 200
    except OSError:
        return False


@pytest.fixture(scope="session")
def site(database_cluster: launcher.Cluster, django_db_setup: None, django_db_blocker) -> Iterator[str]:
    """The address of the example's site, on a database of its own."""
    name, port = f"entraide_browser_{os.getpid()}", _free_port()
    with django_db_blocker.unblock():
        launcher.psql(CLUSTER, "postgres", f"CREATE DATABASE {name} TEMPLATE {_template()} OWNER {launcher.OWNER}")
    environment = {
        **os.environ, "ENTRAIDE_DATABASE": name, "ENTRAIDE_SOCKET": str(CLUSTER.socket), "ENTRAIDE_DEMONSTRATION": "yes",
        "ENTRAIDE_SITE_URL": f"http://127.0.0.1:{port}", "DJANGO_SETTINGS_MODULE": "entraide.portal.settings",
    }  # fmt: skip
    cli = str(Path(sys.executable).parent / "entraide")
    subprocess.run([cli, "site", "example"], env=environment, check=True)
    gunicorn = [
        sys.executable,
        "-m",
        "gunicorn",
        "--worker-class",
        "gthread",
        "--threads",
        "4",
        "--log-level",
        "warning",
    ]
    server = subprocess.Popen(
        [*gunicorn, "--bind", f"127.0.0.1:{port}", "entraide.portal.wsgi:application"], env=environment
    )
    address = f"http://127.0.0.1:{port}"
    for _attempt in range(100):
        if _answers(address):
            break
        time.sleep(0.1)
    yield address
    server.terminate()
    server.wait(10)
    launcher.psql(CLUSTER, "postgres", f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


OpenAs = Callable[..., Page]


@pytest.fixture
def open_as(site: str, chromium: Browser) -> Iterator[OpenAs]:
    """`open_as("samira", "ar")` is a page of hers, signed in, in Arabic; `open_as(None, "fr")` is anybody's."""
    opened: list[BrowserContext] = []

    def page_of(name: str | None, language: str = "en", *, width: int = 1200, scripts: bool = True) -> Page:
        context = chromium.new_context(
            base_url=site,
            viewport={"width": width, "height": 900},
            java_script_enabled=scripts,
            reduced_motion="reduce",
        )
        opened.append(context)
        context.add_cookies([{"name": "django_language", "value": language, "url": site}])
        page = context.new_page()
        page.set_default_timeout(8000)
        if name:
            page.goto("/accounts/login/")
            page.fill("input[name=login]", f"{name}@example.org")
            page.fill("input[name=password]", PASSPHRASE)
            page.locator("main button[type=submit]").click()
            page.wait_for_url("**/")
        return page

    yield page_of
    for context in opened:
        context.close()


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """What axe-core finds serious or critical on a page, one line each."""

    def serious(page: Page) -> list[str]:
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("async () => (await axe.run(document, {resultTypes: ['violations']})).violations")
        return [
            f"{page.url} {row['id']}: {row['nodes'][0]['html'][:160]}"
            for row in found
            if row["impact"] in {"serious", "critical"}
        ]

    return serious

"""A site with the example, served by gunicorn as in production, and a browser that looks at it."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from conftest import _template
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, sync_playwright

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
            item.add_marker(pytest.mark.xdist_group("browser"))
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
def environment(database_cluster: launcher.Cluster, django_db_setup: None, django_db_blocker) -> Iterator[dict[str, str]]:
    """What the site's processes are told: a database of its own, and where it will answer."""
    name, port = f"entraide_browser_{os.getpid()}", _free_port()
    with django_db_blocker.unblock():
        launcher.psql(CLUSTER, "postgres", f"CREATE DATABASE {name} TEMPLATE {_template()} OWNER {launcher.OWNER}")
    yield {
        **os.environ, "ENTRAIDE_DATABASE": name, "ENTRAIDE_SOCKET": str(CLUSTER.socket), "ENTRAIDE_DEMONSTRATION": "yes",
        "ENTRAIDE_SITE_URL": f"http://127.0.0.1:{port}", "DJANGO_SETTINGS_MODULE": "entraide.portal.settings",
    }  # fmt: skip
    launcher.psql(CLUSTER, "postgres", f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def command(environment: dict[str, str]) -> Callable[..., None]:
    """`command("site", "example")` runs our command line on the site's database."""

    def run(*words: str) -> None:
        subprocess.run([str(Path(sys.executable).parent / "entraide"), *words], env=environment, check=True)

    return run


@pytest.fixture(scope="session")
def site(environment: dict[str, str], command: Callable[..., None]) -> Iterator[str]:
    """The address of the example's site."""
    address = environment["ENTRAIDE_SITE_URL"]
    command("site", "example")
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
        [*gunicorn, "--bind", address.removeprefix("http://"), "entraide.portal.wsgi:application"], env=environment
    )
    for _attempt in range(100):
        if _answers(address):
            break
        time.sleep(0.1)
    yield address
    server.terminate()
    server.wait(10)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


OpenAs = Callable[..., Page]


@pytest.fixture(scope="session")
def keys(site: str, chromium: Browser) -> Callable[[str], StorageState]:
    """What a browser keeps once somebody has signed in; each signs in once for all the tests."""

    @cache
    def key_of(name: str) -> StorageState:
        context = chromium.new_context(base_url=site, locale="en")
        page = context.new_page()
        page.goto("/accounts/login/")
        page.fill("input[name=login]", f"{name}@example.org")
        page.fill("input[name=password]", PASSPHRASE)
        page.locator("main button[type=submit]").click()
        page.wait_for_url(f"{site}/")
        kept = context.storage_state()
        context.close()
        return kept

    return key_of


@pytest.fixture
def open_as(site: str, chromium: Browser, keys: Callable[[str], StorageState]) -> Iterator[OpenAs]:
    """`open_as("samira", "ar")` is a page of hers, signed in, in Arabic; `open_as(None, "fr")` is anybody's."""
    opened: list[BrowserContext] = []

    def page_of(name: str | None, language: str = "en", *, width: int = 1200, scripts: bool = True) -> Page:
        context = chromium.new_context(
            base_url=site,
            viewport={"width": width, "height": 900},
            java_script_enabled=scripts,
            reduced_motion="reduce",
            storage_state=keys(name) if name else None,
        )
        opened.append(context)
        context.add_cookies([{"name": "django_language", "value": language, "url": site}])
        page = context.new_page()
        page.set_default_timeout(8000)
        return page

    yield page_of
    for context in opened:
        context.close()


@pytest.fixture(scope="session")
def places(site: str, chromium: Browser, keys: Callable[[str], StorageState]) -> dict[str, tuple[str | None, str]]:
    """The key pages: what it is → who looks and where. Found by following links, as people find them."""
    found: dict[str, tuple[str | None, str]] = {
        "public home": (None, "/"),
        "home of the secretariat": ("nadia", "/"),
        "register": (None, "/recommendations/"),
        "directory": (None, "/directory/"),
    }
    nadia = chromium.new_context(base_url=site, storage_state=keys("nadia"), locale="en")
    board = _round(nadia, "CP-2025")
    found["board"] = ("nadia", board)
    found["mandate"] = ("nadia", _link(nadia, "/recommendations/", r"/recommendations/\d+/"))
    found["paragraph"] = ("nadia", _link(nadia, board, r"/paragraphs/[0-9a-f-]+/"))
    found["document"] = ("nadia", _link(nadia, "/documents/", r"/documents/\d+/"))
    figures = _link(nadia, _round(nadia, "CP-2024"), r"/analysis/rounds/\d+/figures/")
    found["figures"] = ("nadia", figures)
    if report := _link(nadia, "/reports/", r"/reports/\d+/"):
        found["report"] = ("nadia", report)
        if figure := _link(nadia, report, r"/reports/\d+/figures/[^\"]+"):
            found["figure of a report"] = ("nadia", figure)
    nadia.close()
    for name in ("samira", "luc"):
        context = chromium.new_context(base_url=site, storage_state=keys(name), locale="en")
        hub = _link(context, "/", r"/collection/replies/\d+/")
        context.close()
        found |= {f"hub of {name}": (name, hub), f"check of {name}": (name, f"{hub}check/")}
    found["section"] = ("samira", f"{found['hub of samira'][1]}sections/law/")
    return found


def _link(context: BrowserContext, address: str, wanted: str) -> str:
    """The first link of a page that looks like this; nothing where there is none."""
    links = re.findall(f'href="({wanted})"', context.request.get(address).text())
    return links[0] if links else ""


def _round(context: BrowserContext, code: str) -> str:
    links = re.findall(r'href="(/collection/rounds/\d+/)"', context.request.get("/collection/rounds/").text())
    return next(link for link in links if code in context.request.get(link).text())


@pytest.fixture(scope="session")
def axe() -> Callable[..., list[str]]:
    """What axe-core finds serious or critical on a page, one line each."""
    source = AXE.read_text(encoding="utf-8")

    def serious(page: Page, *, contrast: bool = True) -> list[str]:
        page.evaluate(source)
        options = {"resultTypes": ["violations"], "rules": {"color-contrast": {"enabled": contrast}}}
        found = page.evaluate("async (options) => (await axe.run(document, options)).violations", options)
        return [
            f"{page.url} {row['id']}: {row['nodes'][0]['html'][:160]}"
            for row in found
            if row["impact"] in {"serious", "critical"}
        ]

    return serious

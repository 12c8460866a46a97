"""What is vendored or compiled is as it was checked; our sheet serves both directions; no script stands in a page."""

import hashlib
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
UI = ROOT / "src" / "entraide" / "foundation" / "ui"
MANIFEST = json.loads((ROOT / "tools" / "css" / "manifest.json").read_text())
OWN = UI / "static" / "entraide" / "entraide.css"
TEMPLATES = sorted((ROOT / "src" / "entraide").rglob("templates/**/*.html"))
PHYSICAL = re.compile(
    r"(?<![\w-])(left|right|(margin|padding|border|scroll-margin|scroll-padding)-(left|right|top|bottom)\S*"
    r"|top|bottom)\s*:|(text-align|float|clear)\s*:\s*(left|right)"
)


@pytest.mark.parametrize("path", sorted(MANIFEST))
def test_a_vendored_file_is_the_one_that_was_checked(path):
    assert hashlib.sha256((ROOT / path).read_bytes()).hexdigest() == MANIFEST[path], (
        f"{path} was changed by hand; `make assets` writes it and its hash"
    )


def test_every_file_of_the_vendor_list_is_in_the_manifest():
    listed = json.loads((ROOT / "tools" / "css" / "vendor.json").read_text())["packages"]
    assert {target for package in listed for target in package["files"].values()} <= set(MANIFEST)
    assert all(package["integrity"].startswith("sha512-") and package["licence"] for package in listed)


def test_no_face_crest_or_crown_of_the_british_government():
    for name in ("govuk.css", "govuk.rtl.css"):
        sheet = (UI / "static" / "govuk" / name).read_text().lower()
        for word in ("gds transport", "crest", "crown", "govuk-header", "govuk-footer"):
            assert word not in sheet, f"{word} in {name}"


def test_our_sheet_has_logical_properties_only():
    lines = OWN.read_text().splitlines()
    assert not [f"{n}: {line.strip()}" for n, line in enumerate(lines, 1) if PHYSICAL.search(line)]


@pytest.mark.parametrize("line", ["margin-left: 1px", "a { left: 0 }", "text-align: right", "border-top: 0"])
def test_the_lint_sees_a_physical_property(line):
    assert PHYSICAL.search(line)


def test_our_sheet_stays_small():
    assert OWN.stat().st_size <= 15_000


def test_fonts_and_pictures_come_from_here():
    for sheet in UI.rglob("*.css"):
        for address in re.findall(r"url\(([^)]+)\)", sheet.read_text()):
            address = address.strip("\"'")
            assert (sheet.parent / address).is_file(), f"{sheet.name} asks for {address}"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_has_no_inline_script_and_no_style(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", text), (
        "the content security policy forbids it"
    )
    assert not re.search(r"\s(style|on(click|change|input|submit|load))=\"", text)

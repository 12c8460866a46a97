"""The house keeps its shape: sizes, documentation, languages, no traces of anybody's machine."""

import ast
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
import yaml

from entraide.kernel.languages import LANGUAGES

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGE = REPOSITORY / "src" / "entraide"
TOO_LONG: dict[str, int] = {}
"""Modules past 400 lines and their length today: the list only shrinks."""

sys.path.insert(0, str(REPOSITORY / "tools"))


def modules():
    return [path for path in PACKAGE.glob("**/*.py") if "/migrations/" not in str(path) and "/tests/" not in str(path)]


def test_no_module_grows_past_400_lines():
    long = {}
    for path in modules():
        lines = len(path.read_text(encoding="utf-8").splitlines())
        name = path.relative_to(PACKAGE).as_posix()
        if lines > TOO_LONG.get(name, 400):
            long[name] = lines
    assert not long


def test_no_function_grows_past_60_lines():
    long = [
        f"{path.relative_to(PACKAGE)}:{node.lineno} {node.name}"
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno - node.lineno > 60
    ]
    assert not long


def test_no_drawers():
    drawers = {"utils.py", "helpers.py", "services.py", "managers.py", "common.py", "misc.py"}
    assert not [path for path in modules() if path.name in drawers]


def test_every_room_tells_what_it_is():
    rooms = [path.parent for path in PACKAGE.glob("*/models.py")]
    assert rooms
    assert not [room.name for room in rooms if not (room / "README.md").exists()]


def test_every_problem_speaks_six_languages():
    for source in PACKAGE.glob("*/problems.yml"):
        for code, row in yaml.safe_load(source.read_text(encoding="utf-8")).items():
            assert row["severity"] in {"stop", "explain", "note"}, code
            for part in ("what", "do"):
                assert set(row[part]) == set(LANGUAGES), f"{code} {part}"
                placeholders = {frozenset(re.findall(r"\{\w+\}", row[part][language])) for language in LANGUAGES}
                assert len(placeholders) == 1, f"{code} {part}: placeholders differ between languages"


def test_every_problem_that_code_names_is_in_the_catalogue():
    known = {
        code for source in PACKAGE.glob("*/problems.yml") for code in yaml.safe_load(source.read_text(encoding="utf-8"))
    }
    named = {
        (code, path.name)
        for path in modules()
        for code in re.findall(r"\"([A-Z]{3}-\d{3})\"", path.read_text(encoding="utf-8"))
    }
    assert not {(code, name) for code, name in named if code not in known and not code.startswith("SHA-")}


@pytest.mark.parametrize("language", ["ar", "es", "fr", "ru", "zh"])
def test_the_interface_is_complete(language):
    messages = import_module("messages")
    assert messages.missing(language) == []


def test_reference_pages_say_what_the_code_says():
    assert import_module("build_docs").lagging() == []


def test_every_setting_is_described():
    docs = import_module("build_docs")
    assert not docs.settings_named() - set(docs.SETTINGS_SAID)


def test_every_dependency_has_its_reason():
    listed = (REPOSITORY / "docs" / "reference" / "dependencies.md").read_text(encoding="utf-8")
    project = (REPOSITORY / "pyproject.toml").read_text(encoding="utf-8")
    names = re.findall(r"^    \"([a-z0-9-]+)", project.split("[project.scripts]")[0], re.MULTILINE)
    names += re.findall(r"^    \"([a-z0-9-]+)", project.split("[dependency-groups]")[1].split("]")[0], re.MULTILINE)
    assert not [name for name in names if f"`{name}`" not in listed]


MACHINE = r"(^|[^a-z0-9._-])/(work/|home/[a-z]|root/\.|tmp/bash)"


def test_nobodys_machine_is_in_the_repository():
    named = subprocess.run(
        ["git", "grep", "-nE", MACHINE, "--", ":!*.lock", ":!tests/architecture", ":!tests/browser/vendor"],
        cwd=REPOSITORY, capture_output=True, text=True, check=False,
    ).stdout  # fmt: skip
    assert named == ""


def test_the_street_and_the_rooms_keep_their_walls():
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout

"""Mail says only that something awaits: no letter can carry what a State wrote, whom it names, or why.

What a letter is filled with is read out of the code: each placeholder of each sentence in each module that posts.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "entraide"
MAY_BE_SAID = {
    "name": "the reader's own name",
    "title": "the title of the questionnaire, which is the secretariat's and the same for all who are asked",
    "sections": "the headings of sections, which are the secretariat's as the title is",
    "deadline": "a day",
    "day": "a day",
    "days": "how many days",
    "link": "where to go; what is there is shown to whoever may see it",
    "number": "the number of a version",
    "hash": "a digest, which says nothing by itself",
    "count": "how many things await",
    "waits": "the sentence that says how many",
    "late": "how many are late",
    "site": "the name of the platform",
}
POSTS = re.compile(r"^from entraide\.foundation\.mail(\.post)? import .*\bpost\b", re.MULTILINE)


def modules_that_post() -> list[Path]:
    return [
        path
        for path in PACKAGE.rglob("*.py")
        if "tests" not in path.parts and re.search(r"(?<!\.)\bpost\(\s*\n?\s*[\"'k]", path.read_text(encoding="utf-8"))
        and POSTS.search(path.read_text(encoding="utf-8"))
    ]


def sentences(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def posting_functions(path: Path) -> list[ast.Call]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "post"]


def test_letters_are_filled_with_nothing_that_people_wrote():
    found = {path.relative_to(PACKAGE).as_posix(): path for path in modules_that_post()}
    assert {"collection/actions/letters.py", "mandates/actions/assigning.py", "portal/views/doors.py"} <= set(found)
    for where, path in found.items():
        placeholders = {name for sentence in sentences(path) for name in re.findall(r"%\((\w+)\)s", sentence)}
        strange = placeholders - set(MAY_BE_SAID)
        assert not strange, f"{where}: a letter may not say {strange}; let it say that something awaits, with a link"


def test_subjects_and_bodies_are_sentences_of_ours():
    for path in modules_that_post():
        for call in posting_functions(path):
            for given in call.keywords:
                built = any(isinstance(node, ast.JoinedStr | ast.Add) for node in ast.walk(given.value))
                attribute = isinstance(given.value, ast.Attribute)
                if given.arg in {"subject", "body"}:
                    assert not built, f"{path.name}:{call.lineno} {given.arg} is put together past the sentences"
                    assert not attribute, f"{path.name}:{call.lineno} {given.arg} is taken from a row"

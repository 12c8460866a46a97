"""Other engines that read the same forms: JavaRosa (through a small Java program) and rxeval. Both are only asked."""

from __future__ import annotations

import base64
import importlib.util
import math
import os
import shutil
import subprocess
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from attrs import define, field

from entraide.collection.domain.evaluation import worked_out
from entraide.collection.domain.form import Form
from entraide.collection.domain.submission import read_submission

PROGRAM = Path(__file__).parents[4] / "tools" / "javarosa"


def jar() -> Path | None:
    """ODK Validate inside the pyxform wheel; None when it is not installed."""
    found = importlib.util.find_spec("pyxform")
    folder = Path(found.origin).parent if found and found.origin else None
    path = folder / "validators" / "odk_validate" / "bin" / "ODK_Validate.jar" if folder else None
    return path if path and path.is_file() else None


def why_no_javarosa() -> str:
    """Why JavaRosa cannot be asked here; "" when it can."""
    if not shutil.which("java"):
        return "there is no java (Debian: default-jre-headless)"
    return "" if jar() else "pyxform is not installed with its ODK_Validate.jar"


@define
class Said:
    """What an engine makes of a reply, by concrete path."""

    relevant: dict[str, bool] = field(factory=dict)
    required: dict[str, bool] = field(factory=dict)
    kept: dict[str, bool] = field(factory=dict)
    values: dict[str, str] = field(factory=dict)
    choices: dict[str, frozenset[str]] = field(factory=dict)
    expressions: list[str] = field(factory=list)
    refused: str = ""


class JavaRosa:
    """One Java process that answers line by line."""

    def __init__(self) -> None:
        command = ["java", "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp", f"{jar()}{os.pathsep}{PROGRAM}", "Judge"]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="ascii"
        )

    def close(self) -> None:
        """End the process."""
        self.process.communicate()

    def ask(self, form: bytes, reply: bytes = b"", expressions: Sequence[str] = ()) -> Said:
        """What JavaRosa makes of a form and a reply, and of expressions at the root element."""
        parts = [_coded(form), _coded(reply), ",".join(_coded(one.encode()) for one in expressions)]
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write("\t".join(parts) + "\n")
        self.process.stdin.flush()
        return _understood(self.process.stdout.readline())


def _understood(line: str) -> Said:
    said = Said()
    for record in line.rstrip("\n").split("\t"):
        kind, *fields = record.split(",")
        if kind == "V":
            path, relevant, required, kept, value = fields
            said.relevant[path], said.required[path] = relevant == "true", required == "true"
            said.kept[path], said.values[path] = kept == "true", _decoded(value)
        elif kind == "N":
            said.relevant[fields[0]] = fields[1] == "true"
        elif kind == "C":
            said.choices[fields[0]] = frozenset(_decoded(fields[1]).split())
        elif kind == "X":
            said.expressions.append(_decoded(fields[0]))
        else:
            said.refused = _decoded(fields[0]) if fields else record or "no answer"
    return said


def _coded(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _decoded(text: str) -> str:
    return base64.b64decode(text).decode()


def ours(form: Form, reply: bytes, today: date) -> Said:
    """What our judge makes of a reply, in the same words."""
    said = Said()
    submission = read_submission(form, reply)
    evaluation = worked_out(form, submission.answers, today, None, submission.counts)
    for rule in evaluation.plan.rules:
        for path, node in evaluation.instance.at(rule.question.path):
            said.relevant[path] = evaluation.asked(node)
            said.values[path] = node.text
            said.required[path] = rule.required is not None and evaluation.true(rule.required, node)
            said.kept[path] = not node.text or rule.constraint is None or evaluation.true(rule.constraint, node)
            if rule.filter is not None:
                said.choices[path] = evaluation.open_choices(rule.question, node)
    return said


def differences(one: Said, other: Said) -> list[str]:
    """Where two engines say different things of the places both know; values as numbers where both are."""
    found = [f"{path}: only one knows it" for path in sorted(set(one.values) ^ set(other.values))]
    for path in sorted(set(one.values) & set(other.values)):
        if one.relevant[path] is not other.relevant[path]:
            found.append(f"{path}: relevant {one.relevant[path]}, {other.relevant[path]}")
        elif one.relevant[path]:
            if not _same(one.values[path], other.values[path]):
                found.append(f"{path}: value {one.values[path]!r}, {other.values[path]!r}")
            if one.required[path] is not other.required[path]:
                found.append(f"{path}: required {one.required[path]}, {other.required[path]}")
            if one.values[path] and one.kept[path] is not other.kept[path]:
                found.append(f"{path}: constraint {one.kept[path]}, {other.kept[path]}")
    for path in sorted(set(one.choices) & set(other.choices)):
        if one.relevant.get(path) and one.choices[path] != other.choices[path]:
            found.append(f"{path}: choices {sorted(one.choices[path])}, {sorted(other.choices[path])}")
    return found


def _same(one: str, other: str) -> bool:
    one, other = (text.removesuffix("T00:00:00.000Z") for text in (one, other))  # a date kept in a text
    if one == other or {one, other} in ({"true", "1"}, {"false", "0"}):  # JavaRosa writes truths as 1 and 0
        return True
    try:
        return math.isclose(float(one), float(other), rel_tol=1e-9, abs_tol=1e-9)
    except ValueError:
        return False

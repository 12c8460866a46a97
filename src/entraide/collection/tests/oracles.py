"""Other engines that read the same forms: JavaRosa (through a small Java program) and rxeval. Both are only asked."""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import math
import os
import shutil
import subprocess
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import rxeval
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


def source_mark() -> str:
    """The fingerprint of the program's source."""
    return hashlib.sha256((PROGRAM / "Judge.java").read_bytes()).hexdigest()


def compiled_from() -> str:
    """The fingerprint of the source that the kept class was made of."""
    return (PROGRAM / "Judge.source").read_text(encoding="ascii").strip()


ENDLESS = ({"Infinity", "2147483647"}, {"-Infinity", "-2147483648"}, {"Infinity", "1.7976931348623157E308"})
"""What JavaRosa makes of a number without end, in an int and in `min`."""


@define
class Said:
    """What an engine makes of a reply, by concrete path."""

    relevant: dict[str, bool] = field(factory=dict)
    required: dict[str, bool] = field(factory=dict)
    kept: dict[str, bool] = field(factory=dict)
    values: dict[str, str] = field(factory=dict)
    choices: dict[str, frozenset[str]] = field(factory=dict)
    expressions: list[str] = field(factory=list)
    missing: frozenset[str] = frozenset()
    invalid: frozenset[str] = frozenset()
    refused: str = ""


class JavaRosa:
    """One Java process that answers line by line."""

    def __init__(self) -> None:
        command = ["java", "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp", f"{jar()}{os.pathsep}{PROGRAM}", "Judge"]
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="ascii",
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
    if {one, other} in ENDLESS:
        return True
    if one == other or {one, other} in ({"true", "1"}, {"false", "0"}):  # JavaRosa writes truths as 1 and 0
        return True
    try:
        return math.isclose(float(one), float(other), rel_tol=1e-9, abs_tol=1e-9)
    except ValueError:
        return False


def ask_rxeval(form: bytes, reply: bytes, today: date) -> Said:
    """What rxeval makes of a reply. `refused` where it leaves a rule unevaluated, as it does with what it does not know."""
    said = Said()
    try:
        session = rxeval.Session(form.decode(), reply.decode(), today.isoformat(), f"{today.isoformat()}T00:00:00Z")
        found = session.recompute()
    except (RuntimeError, ValueError) as error:
        said.refused = str(error)
        return said
    if found["failed"]:
        said.refused = str(found["failed"][0][1])
        return said
    invalid = {path if isinstance(path, str) else path[0] for path in found["invalid"]}
    said.relevant = dict(found["relevant"])
    said.missing, said.invalid = frozenset(found["missing"]), frozenset(invalid)
    said.values = {path: session.get(path) for path in found["calculated"]}
    return said


def rxeval_differences(ours: Said, theirs: Said) -> list[str]:
    """Where rxeval says other things of the places that both name. It counts only those rows that stand beside others."""
    named = {_without_first_rows(path, ours): path for path in ours.values}
    found = []
    for path, relevant in theirs.relevant.items():
        place = named.get(path)
        if place and ours.relevant[place] is not relevant:
            found.append(f"{place}: relevant {ours.relevant[place]}, {relevant}")
    for path, value in theirs.values.items():
        place = named.get(path)
        if place and ours.relevant[place] and not _same(ours.values[place], value.replace("NaN", "")):
            found.append(f"{place}: value {ours.values[place]!r}, {value!r}")
    for path in theirs.missing:
        place = named.get(path)
        if place and ours.relevant[place] and not (ours.required[place] and not ours.values[place]):
            found.append(f"{place}: missing only for rxeval")
    for path in theirs.invalid:
        place = named.get(path)
        if place and ours.relevant[place] and ours.kept[place]:
            found.append(f"{place}: a broken constraint only for rxeval")
    return found


def _without_first_rows(path: str, said: Said) -> str:
    """`/data/r[1]/q` as `/data/r/q` where the repeat has a single row."""
    parts = path.split("/")
    shown = list(parts)
    for at, part in enumerate(parts):
        if part.endswith("[1]"):
            second = "/".join([*parts[:at], part[:-3] + "[2]", ""])
            if not any(other.startswith(second) for other in said.values):
                shown[at] = part[:-3]
    return "/".join(shown)

"""`submissions.csv` and `.csv.zip`: one table for the root, one for each repeat, written as they are read."""

from __future__ import annotations

import csv as table_writer
import io
from collections.abc import Iterator
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import Actor
from entraide.kernel.problems import NotHere

from ... import policies
from ...domain.openrosa.fields import Field, Fields
from ...domain.openrosa.tables import Row, Shape, rows_of
from ...models import InstanceVersion, ProjectForm
from ...released import fields_in
from .answering import Caller, rest
from .odata import rows_in_batches

_RISKY = ("=", "+", "-", "@", "\t", "\r")
SYSTEM = ("SubmissionDate", "KEY", "SubmitterID", "SubmitterName", "AttachmentsPresent", "AttachmentsExpected", "ReviewState",
          "DeviceID", "Edits", "FormVersion")  # fmt: skip


def _form(caller: Caller, project_id: int, form_id: str) -> tuple[ProjectForm, Fields]:
    form = policies.access_project_form(caller.actor, project_id, form_id)
    if form.version_id is None:
        raise NotHere
    policies.may_read_contents(caller.actor, form.project).enforce()
    return form, fields_in(form.version_id)


def safe(value: Any) -> str:
    """What a spreadsheet would take for a formula gets an apostrophe before it; numbers stay numbers."""
    text = "" if value is None else str(value)
    if text.startswith(_RISKY) and not _is_number(text):
        return f"'{text}"
    return text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _leaves(fields: Fields, path: str) -> Iterator[Field]:
    for one in fields.under(path):
        if one.type == "structure":
            yield from _leaves(fields, one.path)
        elif one.type != "repeat":
            yield one


def _at(row: Row, fields: Fields, leaf: Field, below: str) -> Any:
    value: Any = row
    place = below
    for name in leaf.path.removeprefix(below).strip("/").split("/"):
        place = f"{place}/{name}"
        value = value.get(fields.by_path[place].identifier) if isinstance(value, dict) else None
    return value


def _root_lines(actor: Actor, form: ProjectForm, fields: Fields) -> Iterator[list[str]]:
    leaves = list(_leaves(fields, ""))
    yield [SYSTEM[0], *("-".join(one.path.strip("/").split("/")) for one in leaves), *SYSTEM[1:]]
    for row in rows_in_batches(actor, form, Shape(wkt=True)):
        told = row["__system"]
        yield [
            told["submissionDate"], *(safe(_at(row, fields, leaf, "")) for leaf in leaves), safe(row["__id"]),
            told["submitterId"], safe(told["submitterName"]), str(told["attachmentsPresent"]),
            str(told["attachmentsExpected"]), told["reviewState"] or "", safe(told["deviceId"]), str(told["edits"]),
            safe(told["formVersion"]),
        ]  # fmt: skip


def _repeat_lines(actor: Actor, form: ProjectForm, fields: Fields, repeat: Field) -> Iterator[list[str]]:
    leaves = list(_leaves(fields, repeat.path))
    yield [*("-".join(one.path.removeprefix(repeat.path).strip("/").split("/")) for one in leaves), "PARENT_KEY", "KEY"]
    with acting_as(actor):
        ids = list(policies.instances_of(actor, form).order_by("-pk").values_list("pk", "guid"))
    for pk, guid in ids:
        with acting_as(actor):
            version = InstanceVersion.objects.get(instance_id=pk, current=True)
        own = fields_in(version.version_id)
        for row in (
            rows_of(own, bytes(version.xml), guid, repeat, Shape(wkt=True)) if repeat.path in own.by_path else ()
        ):
            owner = next(value for key, value in row.items() if key.startswith("__") and key.endswith("-id"))
            yield [
                *(safe(_at(row, own, leaf, repeat.path)) for leaf in leaves if leaf.path in own.by_path),
                owner,
                row["__id"],
            ]


def _written(lines: Iterator[list[str]]) -> Iterator[str]:
    buffer = io.StringIO()
    writer = table_writer.writer(buffer)
    for line in lines:
        writer.writerow(line)
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def _csv(_request: HttpRequest, caller: Caller, project_id: int, form_id: str) -> Any:
    form, fields = _form(caller, project_id, form_id)
    lines = _written(_root_lines(caller.actor, form, fields))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_plain(form_id)}.csv"'
    return response


def _zip(_request: HttpRequest, caller: Caller, project_id: int, form_id: str) -> Any:
    form, fields = _form(caller, project_id, form_id)
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        tables = [("", _root_lines(caller.actor, form, fields))]
        tables += [
            ("-" + "-".join(one.path.strip("/").split("/")), _repeat_lines(caller.actor, form, fields, one))
            for one in fields.repeats
        ]
        for suffix, lines in tables:
            with archive.open(f"{_plain(form_id)}{suffix}.csv", "w") as target:
                for text in _written(lines):
                    target.write(text.encode())
    response = HttpResponse(made.getvalue(), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{_plain(form_id)}.csv.zip"'
    return response


def _plain(form_id: str) -> str:
    return "".join(letter if letter.isascii() and (letter.isalnum() or letter in "-_.") else "_" for letter in form_id)


csv = rest(get=_csv)
zipped = rest(get=_zip)

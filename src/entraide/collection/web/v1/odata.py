"""OData of a form: what there is, how it is shaped, and the rows, page by page."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlencode

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse

from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import Actor
from entraide.kernel.clock import now
from entraide.kernel.problems import NotHere, refuse

from ... import policies
from ...domain.openrosa import edmx, filtering
from ...domain.openrosa.fields import Field, Fields, identifier
from ...domain.openrosa.tables import ROOT, Row, Shape, row_of, rows_of, table_name
from ...models import Instance, InstanceFile, InstanceVersion, ProjectForm
from ...released import fields_in, version_name
from . import shapes
from .answering import Caller, rest
from .submissions import with_current

_COLUMNS = {"submissionDate": "created_at", "updatedAt": "updated_at", "reviewState": "review_state"}
_ONE = re.compile(r"Submissions\('(.{1,200})'\)")
BATCH = 500
LARGEST_PAGE = 1_000_000


def _form(caller: Caller, project_id: int, form_id: str) -> tuple[ProjectForm, Fields]:
    form = policies.access_project_form(caller.actor, project_id, form_id)
    if form.version_id is None:
        raise NotHere
    return form, fields_in(form.version_id)


def _root(project_id: int, form_id: str) -> str:
    return f"{shapes.site()}/v1/projects/{project_id}/forms/{quote(form_id, safe='')}.svc"


def _service(_request: HttpRequest, caller: Caller, project_id: int, form_id: str) -> Any:
    _row, fields = _form(caller, project_id, form_id)
    return edmx.service(fields, _root(project_id, form_id))


def _metadata(_request: HttpRequest, caller: Caller, project_id: int, form_id: str) -> Any:
    _row, fields = _form(caller, project_id, form_id)
    response = HttpResponse(edmx.metadata(fields, form_id), content_type="application/xml; charset=utf-8")
    response["OData-Version"] = "4.0"
    return response


def _table(request: HttpRequest, caller: Caller, project_id: int, form_id: str, table: str) -> Any:
    form, fields = _form(caller, project_id, form_id)
    policies.may_read_contents(caller.actor, form.project).enforce()
    found = policies.instances_of(caller.actor, form).order_by("-pk")
    if one := _ONE.fullmatch(table):
        found, table = found.filter(guid=one.group(1).replace("''", "'")), ROOT
        if not found.exists():
            raise NotHere
    if given := request.GET.get("$filter"):
        found = found.filter(condition(filtering.parse(given)))
    wanted = _Wanted(request, fields)
    root = _root(project_id, form_id)
    if table == ROOT:
        made = _of_root(found, fields, wanted)
    else:
        repeat = next((field for field in fields.repeats if table_name(field) == table), None)
        if repeat is None:
            raise NotHere
        made = _of_repeat(found, fields, wanted, repeat)
    response = HttpResponse(
        json.dumps(wanted.document(f"{root}/$metadata#{table}", f"{root}/{quote(table)}", made), ensure_ascii=False),
        content_type="application/json; charset=utf-8",
    )
    response["OData-Version"] = "4.0"
    return response


class _Wanted:
    """What a request asks for. Refused: COL-416 for numbers that are none, 426 and 429 for what is not done here."""

    def __init__(self, request: HttpRequest, fields: Fields) -> None:
        self.query = request.GET
        self.top = self._number("$top", LARGEST_PAGE)
        self.skip = self._number("$skip", 0)
        self.count = self.query.get("$count", "").lower() == "true"
        expand = self.query.get("$expand", "")
        if expand not in ("", "*"):
            raise refuse("COL-426", text=expand[:80])
        self.shape = Shape(expand == "*", self.query.get("$wkt", "").lower() == "true")
        self.select = frozenset(one.strip() for one in self.query.get("$select", "").split(",") if one.strip())
        if self.select and self.shape.expanded:
            raise refuse("COL-429", feature="$select with $expand")
        unknown = [name for name in self.select if not _selectable(name, fields)]
        if unknown:
            raise refuse("COL-416", field="$select", value=unknown[0][:80])
        self.after = _behind(self.query.get("$skiptoken", ""))

    def _number(self, name: str, otherwise: int) -> int:
        given = self.query.get(name, "")
        if not given:
            return otherwise
        if not given.isdecimal() or len(given) > 12:
            raise refuse("COL-416", field=name, value=given[:40])
        return int(given)

    def selected(self, row: Row) -> Row:
        """Only what was asked for."""
        return _picked(row, self.select) if self.select else row

    def document(self, context: str, address: str, page: _Page) -> dict[str, Any]:
        """The page with the way to the next one."""
        made: dict[str, Any] = {"value": [self.selected(row) for row in page.rows], "@odata.context": context}
        if self.count:
            made["@odata.count"] = page.total
        if page.next_token:
            query = {key: value for key, value in self.query.items() if key not in ("$skip", "$skiptoken")}
            made["@odata.nextLink"] = f"{address}?{urlencode({**query, '$skiptoken': page.next_token})}"
        return made


class _Page:
    def __init__(self, rows: list[Row], total: int, next_token: str = "") -> None:
        self.rows, self.total, self.next_token = rows, total, next_token


def _of_root(found: QuerySet[Instance], fields: Fields, wanted: _Wanted) -> _Page:
    total = found.count() if wanted.count else 0
    rows = found.filter(pk__lt=wanted.after) if wanted.after else found[wanted.skip :]
    listed = list(rows[: wanted.top + 1])
    page, more = listed[: wanted.top], len(listed) > wanted.top
    made = list(_rows(page, wanted.shape))
    return _Page(made, total, _token(page[-1].pk) if more and page else "")


def _rows(page: list[Instance], shape: Shape) -> Iterator[Row]:
    """In batches, so that a thousand XMLs do not stand in memory at once; each read by the version that it answers."""
    for start in range(0, len(page), BATCH):
        part = page[start : start + BATCH]
        versions = InstanceVersion.objects.filter(current=True, instance__in=[one.pk for one in part])
        current = {one.instance_id: one for one in versions}
        names, files = shapes.names_of(part), _files(list(current.values()))
        for one in part:
            now_ = current[one.pk]
            system = _system(one, now_, names.get(shapes.submitter(one), ""), files.get(now_.pk, (0, 0)))
            yield row_of(fields_in(now_.version_id), bytes(now_.xml), one.guid, system, shape)


def rows_in_batches(actor: Actor, form: ProjectForm, shape: Shape) -> Iterator[Row]:
    """Every row of the root, each batch read in a transaction of its own as this person: for what is written while it is read."""
    before = 0
    while True:
        with acting_as(actor):
            found = policies.instances_of(actor, form).order_by("-pk")
            page = list((found.filter(pk__lt=before) if before else found)[:BATCH])
            made = list(_rows(page, shape))
        yield from made
        if len(page) < BATCH:
            return
        before = page[-1].pk


def _of_repeat(found: QuerySet[Instance], fields: Fields, wanted: _Wanted, repeat: Field) -> _Page:
    """Rows of a repeat are counted and cut as rows of the table, whichever submission they stand in."""
    made: list[Row] = []
    total, first, end = 0, wanted.skip, wanted.skip + wanted.top
    for one, current in with_current(found):
        if current is None:
            continue
        there = InstanceVersion.objects.filter(pk=current.pk).values_list("xml", flat=True).get()
        own = fields_in(current.version_id)
        if repeat.path not in own.by_path:
            continue
        for row in rows_of(own, bytes(there), one.guid, repeat, wanted.shape):
            if first <= total < end:
                made.append(row)
            total += 1
        if total >= end and not wanted.count:
            break
    return _Page(made, total)


def _files(versions: list[InstanceVersion]) -> dict[int, tuple[int, int]]:
    """How many files there are and how many are expected, by version."""
    found: dict[int, tuple[int, int]] = {}
    for version_id, arrived in InstanceFile.objects.filter(version__in=versions).values_list(
        "version_id", "arrived_at"
    ):
        there, expected = found.get(version_id, (0, 0))
        found[version_id] = (there + (arrived is not None), expected + 1)
    return found


def _system(row: Instance, current: InstanceVersion, name: str, files: tuple[int, int]) -> Row:
    return {
        "submissionDate": shapes.moment(row.created_at), "updatedAt": shapes.moment(row.updated_at), "deletedAt": None,
        "submitterId": str(shapes.submitter(row)), "submitterName": name or None, "attachmentsPresent": files[0],
        "attachmentsExpected": files[1], "status": None, "reviewState": row.review_state or None,
        "deviceId": row.device or None, "edits": row.edits, "formVersion": version_name(current.version_id),
    }  # fmt: skip


def condition(tree: filtering.Tree) -> Q:
    """A filter as the tables are asked."""
    if isinstance(tree, filtering.Not):
        return ~condition(tree.one)
    if isinstance(tree, filtering.Both):
        return condition(tree.left) & condition(tree.right)
    if isinstance(tree, filtering.Either):
        return condition(tree.left) | condition(tree.right)
    return _compared(tree)


def _compared(tree: filtering.Compare) -> Q:
    name, value = tree.field.name, now() if isinstance(tree.value, filtering.Now) else tree.value
    if name == "submitterId":
        return _turned(tree.operator, _sent_by(value))
    column = _COLUMNS[name] + (f"__{tree.field.part}" if tree.field.part else "")
    if name == "reviewState":
        return _turned(tree.operator, Q(review_state="" if value is None else str(value)))
    if value is None:
        return _turned(tree.operator, Q(**{f"{column}__isnull": True}))
    if not isinstance(value, int if tree.field.part else datetime):
        raise refuse("COL-423", reason=f"{name} and {value}"[:80])
    lookup = {"lt": "lt", "le": "lte", "ge": "gte", "gt": "gt"}.get(tree.operator)
    if lookup:
        return Q(**{f"{column}__{lookup}": value})
    return _turned(tree.operator, Q(**{column: value}))


def _turned(operator: str, same: Q) -> Q:
    if operator not in ("eq", "ne"):
        raise refuse("COL-423", reason=operator)
    return same if operator == "eq" else ~same


def _sent_by(value: object) -> Q:
    if not str(value).isdecimal() or len(str(value)) > 18:
        return Q(pk__in=[])
    number = int(str(value))
    return Q(person=number) if number < 10**12 else Q(person=None, key=number - 10**12)


def _selectable(name: str, fields: Fields) -> bool:
    head = name.split("/")[0]
    known = {"__id", "__system", *(identifier(one.path.strip("/").split("/")[0]) for one in fields.all)}
    names = {one.identifier for one in fields.all}
    return head in known or head in names or head.startswith("__Submissions")


def _picked(row: Row, wanted: frozenset[str]) -> Row:
    """The keys named, `group/name` reaching into groups."""
    made: Row = {}
    for key, value in row.items():
        deeper = frozenset(name.partition("/")[2] for name in wanted if name.startswith(key + "/"))
        if key in wanted or key.split("@")[0] in wanted:
            made[key] = value
        elif deeper and isinstance(value, dict):
            made[key] = _picked(value, deeper)
    return made


def _token(pk: int) -> str:
    return base64.urlsafe_b64encode(json.dumps({"before": pk}).encode()).decode()


def _behind(token: str) -> int:
    if not token:
        return 0
    try:
        return int(json.loads(base64.urlsafe_b64decode(token.encode()))["before"])
    except (ValueError, KeyError, TypeError, binascii.Error):
        raise refuse("COL-416", field="$skiptoken", value=token[:40]) from None


service = rest(get=_service)
metadata = rest(get=_metadata)
table = rest(get=_table)

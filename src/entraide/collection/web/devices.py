"""Pages about devices and programs: what is connected, what arrived, what the judge marked, taking it into the draft."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from entraide.foundation.ui.wording import page_language
from entraide.kernel.actor import Actor, Role
from entraide.kernel.problems import NotHere, Problem, Refused

from .. import actions, policies, queries
from ..domain.form import Form
from ..models import Instance, Project, Reply
from . import wording
from .changing import answer_change
from .showing import actor_in, entity_name

devices = queries.devices
_REVIEWS = ("", "approved", "hasIssues", "rejected")


def review_label(state: str) -> str:
    """A review state in words."""
    return {
        "": _("received"), "edited": _("corrected by the sender"), "approved": _("approved"), "hasIssues": _("has issues"),
        "rejected": _("rejected"),
    }[state]  # fmt: skip


def _somebody(request: HttpRequest) -> Actor:
    actor = actor_in(request)
    if not actor.staff and not policies.answers_for(actor, actor.entity):
        raise NotHere
    return actor


def listing(request: HttpRequest) -> HttpResponse:
    """What is connected, and what could be."""
    actor = _somebody(request)
    context = {
        "rows": devices.device_projects(actor), "rounds": devices.unconnected_rounds(actor), "staff": actor.staff,
        "tokens": devices.own_tokens(actor),
    }  # fmt: skip
    return render(request, "collection/devices/projects.html", context)


@require_POST
def connecting(request: HttpRequest, round_id: int) -> HttpResponse:
    """Let devices send to a round."""
    actor = _somebody(request)
    return redirect(
        "collection:devices_project", actions.connect_round(actor, policies.access_round(actor, round_id)).pk
    )


@require_POST
def creating(request: HttpRequest) -> HttpResponse:
    """A collection of the secretariat's own."""
    made = actions.create_project(actor_in(request), name=request.POST.get("name", ""))
    return redirect("collection:devices_project", made.pk)


@never_cache
def project(request: HttpRequest, project_id: int) -> HttpResponse:
    """What arrived, what was refused, the keys."""
    actor = _somebody(request)
    row = policies.access_project(actor, project_id)
    return _shown(request, actor, row)


def _shown(request: HttpRequest, actor: Actor, row: Project, made: actions.NewKey | None = None) -> HttpResponse:
    before = request.GET.get("before", "")
    rows = devices.arrivals(actor, row, int(before) if before.isdecimal() and len(before) < 18 else 0)
    context = {
        "project": devices.project_row(row),
        "arrivals": [
            {
                "row": one,
                "entity": entity_name(one.entity) if one.entity else "",
                "review": review_label(one.review_state),
            }
            for one in rows
        ],
        "next": rows[-1].id if len(rows) == devices.PAGE else None,
        "strays": devices.strays(actor, row),
        "keys": devices.device_keys(actor, row),
        "states": _states(actor, row),
        "may_key": actor.staff or actor.has(Role.FOCAL_POINT),
        "made": made,
        "address": f"{settings.SITE_URL.rstrip('/')}/v1/key/{quote(made.token)}/projects/{row.pk}" if made else "",
    }
    return render(request, "collection/devices/project.html", context)


def _states(actor: Actor, row: Project) -> list[tuple[str, str]]:
    """For whom the secretariat may make a key in a round."""
    if not actor.staff or row.round_id is None:
        return []
    codes = Reply.objects.filter(round_id=row.round_id).values_list("entity", flat=True)
    return sorted(((code, entity_name(code)) for code in codes), key=lambda pair: pair[1])


@require_POST
@never_cache
def new_key(request: HttpRequest, project_id: int) -> HttpResponse:
    """A key: its address is shown this once."""
    actor = _somebody(request)
    row = policies.access_project(actor, project_id)
    entity = request.POST.get("entity", "") if actor.staff else actor.entity
    reply = Reply.objects.filter(round_id=row.round_id, entity=entity).first() if row.round_id else None
    made = actions.make_key(actor, row, name=request.POST.get("name", ""), reply=reply)
    return _shown(request, actor, row, made)


@require_POST
def revoking(request: HttpRequest, project_id: int, key_id: int) -> HttpResponse:
    """A key opens nothing any more."""
    actor = _somebody(request)
    actions.revoke_key(actor, policies.access_key(actor, project_id, key_id))
    messages.success(request, _("The key opens nothing any more."))
    return redirect("collection:devices_project", project_id)


def stray(request: HttpRequest, project_id: int, stray_id: int) -> HttpResponse:
    """What was refused, as it came."""
    actor = _somebody(request)
    row = policies.access_project(actor, project_id)
    return _saved(devices.stray_xml(actor, row, stray_id), f"stray-{stray_id}.xml")


def _saved(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/xml")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@never_cache
def arrival(request: HttpRequest, instance_id: int) -> HttpResponse:
    """A submission: what the judge says of it, its versions and files, what was said of it, what it would change."""
    actor = _somebody(request)
    instance, row = policies.access_arrival(actor, instance_id), devices.arrival_row(actor, instance_id)
    context = {
        "row": row, "project": devices.project_row(instance.form.project), "review": review_label(row.review_state),
        "entity": entity_name(row.entity) if row.entity else "", "staff": actor.staff,
        "remarks": devices.remarks(instance), "reviews": [(state, review_label(state)) for state in _REVIEWS],
        **_contents(actor, instance),
    }  # fmt: skip
    return render(request, "collection/devices/arrival.html", context)


def _contents(actor: Actor, instance: Instance) -> dict[str, Any]:
    """What was answered, for its State; the secretariat is told the places and numbers of what was marked."""
    if not policies.may_read_contents(actor, instance.form.project):
        marked = [one for one in instance.findings if "code" in one]
        return {"findings": [_mark(one) for one in marked], "closed": True}
    found, troubles = devices.findings(instance)
    return {
        "findings": [*map(_finding, found[:200]), *troubles], "versions": devices.versions(instance),
        "files": devices.files(instance), **_offer(actor, instance),
    }  # fmt: skip


def _mark(one: dict[str, Any]) -> dict[str, Any]:
    """A finding without a word of the answer: what its sentence would quote is left out."""
    said = Problem(one["code"]).what(page_language())
    return {
        "code": one["code"], "severity": one["severity"], "message": re.sub(r"\{\w+\}", "…", said), "place": one["path"],
    }  # fmt: skip


def _finding(one: Any) -> dict[str, Any]:
    return {
        "code": one.problem.code, "severity": one.severity, "message": wording.finding(one, page_language()), "place": one.path,
    }  # fmt: skip


def _offer(actor: Actor, instance: Instance) -> dict[str, Any]:
    """What it would change in the draft, for the focal point while the draft is open to them."""
    try:
        offered = actions.offer(actor, instance)
    except Refused as refusal:
        own = policies.may_take(actor, instance)
        return {"offer": None, "why_not": refusal.problems if own else ()}
    form = queries.form_of(instance.reply.round.version_id)
    sections = offered.in_sections(form)
    return {
        "offer": offered, "changes": [answer_change(form, change) for change in offered.changes],
        "sections": [(name, _label(form, name), len(changes)) for name, changes in sections.items()],
    }  # fmt: skip


def _label(form: Form, name: str) -> str:
    label = next((one.label for one in form.sections if one.name == name), None)
    return label.shown_in(page_language()).text if label else name


@require_POST
def taking(request: HttpRequest, instance_id: int) -> HttpResponse:
    """Take it into the draft: all of it, or the sections that were chosen."""
    actor = _somebody(request)
    instance = policies.access_arrival(actor, instance_id)
    version = request.POST.get("version", "")
    actions.take_instance(
        actor, instance, version_id=int(version) if version.isdecimal() and len(version) < 18 else 0,
        base=request.POST.get("base", ""), sections=tuple(request.POST.getlist("section")),
    )  # fmt: skip
    messages.success(request, _("The answers have been taken into the draft."))
    return redirect("collection:reply", instance.reply_id)


@require_POST
def reviewing(request: HttpRequest, instance_id: int) -> HttpResponse:
    """What the secretariat says of it."""
    actor = _somebody(request)
    actions.review_instance(actor, policies.access_arrival(actor, instance_id), request.POST.get("state", ""))
    return redirect("collection:devices_arrival", instance_id)


@require_POST
def remarking(request: HttpRequest, instance_id: int) -> HttpResponse:
    """Say something of it."""
    actor = _somebody(request)
    actions.remark(actor, policies.access_arrival(actor, instance_id), request.POST.get("body", ""))
    return redirect("collection:devices_arrival", instance_id)


def version(request: HttpRequest, instance_id: int, version_id: int) -> HttpResponse:
    """A version as it came."""
    actor = _somebody(request)
    instance = policies.access_contents(actor, policies.access_arrival(actor, instance_id))
    return _saved(devices.version_xml(instance, version_id), f"submission-{version_id}.xml")


def file(request: HttpRequest, instance_id: int, file_id: int) -> HttpResponseBase:
    """A file that came with it, for saving."""
    actor = _somebody(request)
    row = devices.file_of(policies.access_contents(actor, policies.access_arrival(actor, instance_id)), file_id)
    response = StreamingHttpResponse(
        devices.file_pieces(actor, row.pk), content_type=row.media_type or "application/octet-stream"
    )
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(row.name, safe='')}"
    return response


@require_POST
@never_cache
def new_token(request: HttpRequest) -> HttpResponse:
    """A token for a program: shown this once."""
    actor = _somebody(request)
    name = request.POST.get("name", "").strip() or pgettext("a token", "Program")
    made = actions.make_token(actor, entity=actor.entity, name=name, days=90)
    return render(request, "collection/devices/token.html", {"made": made, "server": settings.SITE_URL})


@require_POST
def ending(request: HttpRequest, token_id: int) -> HttpResponse:
    """A token opens nothing any more."""
    actor = _somebody(request)
    actions.end_token(actor, devices.access_token(actor, token_id))
    messages.success(request, _("The token opens nothing any more."))
    return redirect("collection:devices")

"""Files given at a question: with the button of the section, or at once when they are chosen; and read again."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from entraide.foundation.ui.templatetags.ui import described
from entraide.kernel.problems import Problem, Refused, refuse

from .. import actions, policies
from ..domain.answers import without_positions
from ..models import Reply
from .files import shown_file
from .showing import Opened, actor_in, opened


def files_in(request: HttpRequest, found: Opened, reply: Reply) -> list[Problem]:
    """Keep the files that a section sent, each by itself: one that is refused keeps nothing else from being saved."""
    actor = actor_in(request)
    refused: list[Problem] = []
    for path in dict.fromkeys(request.POST.getlist("shown")):
        plain = without_positions(path)
        if not found.form.has(plain) or found.form.question(plain).type != "file":
            continue
        given = request.FILES.get(f"{path}|file")
        try:
            if given is not None:
                actions.check_size(given.name or "", given.size or 0)
                actions.attach(actor, reply, path, given.name or "", given.read())
            elif request.POST.get(f"{path}|gone"):
                actions.remove_file(actor, reply, path)
        except Refused as refusal:
            refused += refusal.problems
    return refused


@never_cache
@require_POST
def attach(request: HttpRequest, reply_id: int) -> JsonResponse:
    """Keep one file as soon as it is chosen; its name and address, or why not."""
    actor = actor_in(request)
    opened(actor, reply_id)
    reply, path = policies.access_reply(actor, reply_id), request.POST.get("path", "")[:400]
    given = request.FILES.get("file")
    try:
        if given is None:
            raise refuse("COL-066", name="–")
        actions.check_size(given.name or "", given.size or 0)
        row = actions.attach(actor, reply, path, given.name or "", given.read())
    except Refused as refusal:
        return JsonResponse({"problems": [described(one) for one in refusal.problems]}, status=422)
    address = reverse("collection:answer_file", args=[reply_id, row.name])
    was = opened(actor, reply_id).answers.cell(path).fingerprint
    return JsonResponse({"name": row.name, "address": address, "was": was, "problems": []})


@require_GET
def answer_file(request: HttpRequest, reply_id: int, name: str) -> HttpResponse:
    """A file that was given as an answer, as a download."""
    return shown_file(policies.access_answer_file(actor_in(request), reply_id, name), download=True)

"""Where one can go, by who one is."""

from __future__ import annotations

from attrs import frozen
from django.urls import reverse
from django.utils.translation import gettext as _

from entraide.kernel.actor import Actor, Role


@frozen
class Link:
    """One entry of the navigation."""

    label: str
    url: str
    current: bool


def navigation(actor: Actor, path: str) -> tuple[Link, ...]:
    """The entries a person sees: the street of rooms, as far as it is theirs."""
    rows = [
        (_("Home"), reverse("home")),
        (_("Documents"), reverse("documents:list")),
        (_("Meetings"), reverse("meetings:list")),
        (_("Recommendations"), reverse("mandates:register")),
        (_("Directory"), reverse("directory:list")),
    ]
    if actor.staff:
        rows += [(_("Rounds"), reverse("collection:rounds")), (_("Reports"), reverse("reporting:list"))]
        rows += [(_("Case reports"), reverse("analysis:cases"))]
    elif actor.has(Role.FOCAL_POINT) or actor.has(Role.EXPERT):
        rows += [(_("Our replies"), reverse("collection:replies"))]
        if actor.has(Role.FOCAL_POINT):
            rows += [(_("Our people"), reverse("our_people"))]
    if not actor.staff and actor.entity:
        rows += [(_("Case reports"), reverse("analysis:cases"))]
    return tuple(Link(label, url, path == url or (url != "/" and path.startswith(url))) for label, url in rows)

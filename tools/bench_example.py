"""What the measures are taken on: the example's closed round as a frozen set in hand, and pages of the example's site."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import yaml
from django.test import Client

from entraide.analysis.domain import frozen
from entraide.collection.domain.form import Form
from entraide.collection.domain.xform import read_xform
from entraide.collection.domain.xlsform import to_xform
from entraide.portal.example_answers import answers_from
from entraide.reference.domain import entities
from entraide.reporting.domain.kit import Facts

DATA = Path(__file__).resolve().parents[1] / "data"


def example_set() -> tuple[frozen.Frozen, Form]:
    """The replies of the example's closed round, frozen, and the form that they answer."""
    xform = to_xform((DATA / "questionnaires" / "cultural-property.xlsx").read_bytes()).xml
    form = read_xform(xform)
    plan = yaml.safe_load((DATA / "example" / "rounds.yml").read_text(encoding="utf-8"))["closed"]
    rows = [
        yaml.safe_load(path.read_text(encoding="utf-8"))
        for path in sorted((DATA / "example" / "replies").glob("*.yml"))
    ]
    replies = tuple(
        frozen.Replied(
            place,
            row["entity"],
            entities.entity(row["entity"]).group,
            1,
            row["language"],
            "2024-06-03T10:00:00+00:00",
            "",
            True,
            bool(row.get("late")),
        )
        for place, row in enumerate(rows, start=1)
    )
    asked = tuple(
        frozen.Asked(code, entities.entity(code).group, "en", "") for code in plan["replied"] + plan["silent"]
    )
    answers = tuple(
        cell for place, row in enumerate(rows, start=1) for cell in frozen.answered(place, answers_from(form, row))
    )
    made = frozen.Frozen(
        plan["code"], plan["title"], plan["deadline"].isoformat(), True, "cultural-property", form.version, xform.decode(),
        "", asked, replies, answers,
    )  # fmt: skip
    return made, form


def facts(made: frozen.Frozen) -> Facts:
    """What the set does not know of itself."""
    labels = ("23 (c)", "23 (d)")
    return Facts(
        "BENCH/1", 1, made.content_hash(), ("CTOC/COP/WG.2/2012/4",), labels, "2024-09-16", "/reports/1/figures/"
    )


def visits() -> dict[str, Callable[[], object]]:
    """Pages of the example's site, each as one request of a person who is signed in."""
    from entraide.collection.queries import replies_of, rounds  # noqa: PLC0415
    from entraide.foundation.accounts.models import Person  # noqa: PLC0415 - after Django is ready
    from entraide.foundation.accounts.queries import actor_of  # noqa: PLC0415
    from entraide.foundation.db.context import acting_as  # noqa: PLC0415
    from entraide.kernel.actor import SYSTEM  # noqa: PLC0415

    def browser(name: str) -> Client:
        client = Client()
        with acting_as(SYSTEM):
            client.force_login(Person.objects.get(email=f"{name}@example.org"))
        return client

    samira, nadia, anybody = browser("samira"), browser("nadia"), Client()
    with acting_as(SYSTEM):
        actor = actor_of(Person.objects.get(email="samira@example.org"))
    with acting_as(actor):
        reply = next(row.id for row in replies_of(actor) if row.round_state == "open")
    with acting_as(SYSTEM):
        open_round = next(row.id for row in rounds(SYSTEM) if row.open)
    addresses: dict[str, tuple[Client, str]] = {
        "home": (anybody, "/"),
        "register": (anybody, "/recommendations/"),
        "document": (anybody, "/documents/1/"),
        "directory": (anybody, "/directory/"),
        "hub": (samira, f"/collection/replies/{reply}/"),
        "section": (samira, f"/collection/replies/{reply}/sections/figures/"),
        "board": (nadia, f"/collection/rounds/{open_round}/"),
        "figures": (nadia, "/analysis/sets/1/"),
        "report": (anybody, "/reports/1/"),
    }

    def visit(client: Client, address: str) -> Callable[[], object]:
        def once() -> object:
            answer = client.get(address)
            if answer.status_code != 200:
                raise AssertionError(f"{address}: {answer.status_code}")
            return answer

        return once

    return {name: visit(client, address) for name, (client, address) in addresses.items()}

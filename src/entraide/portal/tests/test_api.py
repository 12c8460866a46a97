"""Every operation of the JSON API: described, described rightly, and never broken by what is asked of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import schemathesis
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.urls import URLPattern, URLResolver, get_resolver
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as bounded
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from entraide.directory import actions
from entraide.directory.tests.entries import museums
from entraide.documents.tests.test_searches import filed  # noqa: F401 - a paper of the story
from entraide.portal.views.openapi import description

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
SNAPSHOT = Path(__file__).resolve().parents[4] / "docs" / "reference" / "openapi.json"


def addresses(patterns, before=""):
    for one in patterns:
        where = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from addresses(one.url_patterns, where)
        elif isinstance(one, URLPattern) and where.startswith("api/"):
            yield "/" + where


def plain(address):
    """`<int:document_id>` as OpenAPI writes it."""
    return "/".join(part.split(":")[-1].strip("<>").join("{}") if part.startswith("<") else part for part in address.split("/"))


def test_every_address_is_described_and_nothing_else():
    served = {plain(one) for one in addresses(get_resolver().url_patterns) if not one.endswith("$")}
    assert {one for one in served if one.endswith(("/", ".json"))} == set(description()["paths"])


def test_the_description_is_served_as_it_is_kept(as_):
    served = as_("jo").get("/api/openapi.json").json()
    assert served == json.loads(json.dumps(description()))
    assert served == json.loads(SNAPSHOT.read_text(encoding="utf-8")), "make docs writes it anew"


@pytest.fixture
def one_connection():
    """A request of a real server gives its connection back; here the story's transaction would end with it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("one_connection")
@pytest.mark.parametrize("reader", ["jo", "luc"])
def test_no_question_breaks_it(as_, cast, filed, reader):  # noqa: F811
    paper, entry = filed(), actions.record_authority(cast("nadia"), museums())
    there = {"document_id": paper.pk, "language": "en", "authority_id": entry.pk}
    cookies = {name: one.value for name, one in as_(reader).cookies.items()}
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application())
    for result in schema.get_all_operations():
        operation = result.ok()

        @bounded(
            max_examples=4, deadline=None, database=None, derandomize=True, phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(case=operation.as_strategy())
        def holds(case):
            answer = case.call(cookies=cookies)
            case.validate_response(answer, checks=CHECKS)

        holds()
        named = {one.name for one in operation.path_parameters}
        if named and named <= set(there):
            answer = operation.Case(path_parameters={name: there[name] for name in named}).call(cookies=cookies)
            assert answer.status_code == 200
            operation.validate_response(answer)
    assert settings.SESSION_COOKIE_NAME in cookies or reader == "jo"

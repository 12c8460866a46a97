"""The logic and the answers that a page asks for: the State's own people get them, strangers find no such address."""

from __future__ import annotations

import gzip
import json

import pytest
from django.urls import reverse

from entraide.collection import actions
from entraide.collection.queries import form_of
from entraide.collection.web.live import logic_url
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM

from .conftest import cells, delegated

pytestmark = pytest.mark.usefixtures("anybody")


@pytest.fixture
def address(round):
    with acting_as(SYSTEM):
        return logic_url(form_of(round.version_id), round.version_id, "ar")


def test_the_logic_is_kept_by_the_browser_of_whoever_was_asked(as_, address):
    for name in ("samira", "luc", "nadia"):
        answer = as_(name).get(address, headers={"accept-encoding": "gzip"})
        assert answer.status_code == 200
        assert answer["Cache-Control"] == "private, max-age=31536000, immutable"
        found = json.loads(gzip.decompress(answer.content))
        assert found["repeats"] and len(answer.content) < 20_000
    assert json.loads(as_("samira").get(address, headers={"accept-encoding": ""}).content) == found


def test_another_content_has_another_address(as_, address):
    assert as_("samira").get(address.replace("/ar-", "/fr-")).status_code == 404
    assert as_("samira").get(address.replace("/ar-", "/xx-")).status_code == 404


def test_strangers_find_no_such_address(as_, address, reply):
    values = reverse("collection:values", args=[reply("EGY").pk])
    for name in ("jo", "grace"):
        assert as_(name).get(address).status_code == 404
    for name in ("jo", "pilar", "luc", "nadia"):
        assert as_(name).get(values).status_code == 404


def test_the_page_gets_the_draft_and_the_words(as_, cast, reply):
    egypt = reply("EGY")
    actions.save_cells(cast("samira"), egypt, cells({"/data/law/specific_offence": "yes"}))
    answer = as_("samira").get(reverse("collection:values", args=[egypt.pk]), headers={"accept-language": "fr"})
    found = answer.json()
    assert found["cells"]["/data/law/specific_offence"] == "yes"
    assert "{value}" in found["words"]["choice"]["message"]
    assert found["words"]["explain"]["severity"] == "explain"
    assert "no-store" in answer["Cache-Control"]
    page = as_("samira").get(reverse("collection:section", args=[egypt.pk, "law"])).content.decode()
    assert f'data-values-url="{reverse("collection:values", args=[egypt.pk])}"' in page
    assert "collection/live.js" in page


def test_an_expert_gets_the_answers_of_their_sections_alone(as_, cast, reply, address):
    egypt = reply("EGY")
    values = reverse("collection:values", args=[egypt.pk])
    assert as_("tarek").get(values).status_code == 404
    assert as_("tarek").get(address).status_code == 404
    given = {"/data/law/specific_offence": "yes", "/data/practices/good_practice": "A register"}
    actions.save_cells(cast("samira"), egypt, cells(given))
    delegated(cast("samira"), egypt, "practices")
    found = as_("tarek").get(values).json()
    assert found["cells"] == {"/data/practices/good_practice": "A register"}
    assert "/data/law/specific_offence" in found["unknown"]
    assert "/data/practices/good_practice" not in found["unknown"]
    assert as_("tarek").get(address).status_code == 200

"""What a look around found: at the command line, and on the director's page in six languages."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from django.urls import reverse

from entraide.foundation.keeping.looking import Finding
from entraide.kernel.languages import LANGUAGES
from entraide.kernel.problems import Problem
from entraide.portal import doctor
from entraide.portal.cli import main
from entraide.portal.views import keeping

pytestmark = pytest.mark.django_db
FOUND = (
    Finding("server", "ok", None, "PostgreSQL 15.9"),
    Finding("mail", "note", Problem("OPS-052")),
    Finding("certificate", "warn", Problem("OPS-057", {"name": "entraide.example.org", "days": 3})),
    Finding("settings", "fail", Problem("OPS-031")),
)


@pytest.fixture
def four(monkeypatch):
    monkeypatch.setattr("entraide.portal.chain.doctor.examine", lambda: FOUND)
    monkeypatch.setattr(keeping, "examine", lambda: FOUND)


def test_the_command_says_a_line_each_and_fails_with_what_fails(four, capsys, monkeypatch):
    assert main(["doctor"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["ok", "note", "warn", "fail"]
    assert "entraide.example.org has 3 days left. Renew it" in lines[2]
    assert main(["doctor", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told[3]["topic"], told[3]["grade"], told[3]["code"]) == ("settings", "fail", "OPS-031")
    monkeypatch.setattr("entraide.portal.chain.doctor.examine", lambda: FOUND[:3])
    assert main(["doctor"]) == 0


def test_it_looks_at_everything_without_falling(capsys):
    main(["doctor"])
    said = capsys.readouterr().out
    assert "OPS-069" not in said
    assert len(said.splitlines()) >= 18


def test_fonts_that_lack_a_script(monkeypatch):
    monkeypatch.setattr(
        doctor, "fonts", lambda _folders: type("Fonts", (), {"families": lambda _self: ["Noto Serif"]})()
    )
    (problem, count) = doctor.pdf_fonts()
    assert problem.params == {"languages": "ar, zh"}
    assert count == "1"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_directors_page_speaks_the_language(as_, four, language):
    viktor = as_("viktor")
    viktor.cookies["django_language"] = language
    page = viktor.get(reverse("keeping")).content.decode()
    assert f'lang="{language}"' in page
    for one in FOUND[1:]:
        assert one.problem.what(language).split("{")[0][:12] in page.replace("&#x27;", "'")
    assert "PostgreSQL 15.9" in page


@pytest.mark.parametrize("name", ["nadia", "samira", "tarek", "grace", "jo"])
def test_it_is_the_directors_alone(as_, four, name):
    browser = Client() if name == "jo" else as_(name)
    assert browser.get(reverse("keeping")).status_code == 404

"""The nine steps over HTTP: a report is read and filed, its recommendations confirmed, States are asked because a paragraph

said so, they answer by page and by workbook, the round is counted, the next report written, and it stands as evidence.
A stranger tries every address on the way and finds nothing.
"""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from entraide.collection.domain.answers import Answers, without_positions
from entraide.collection.domain.form import Form
from entraide.collection.queries import form_of
from entraide.directory.actions import import_rows
from entraide.foundation.audit.queries import verify
from entraide.foundation.db.context import acting_as
from entraide.foundation.jobs.door import run_waiting
from entraide.foundation.mail.post import outbox
from entraide.kernel import clock
from entraide.kernel.actor import SYSTEM
from entraide.portal.example_answers import answers_from
from tests.cast import PASSPHRASE, person

DATA = Path(__file__).resolve().parents[2] / "data"
pytestmark = pytest.mark.django_db


class Walk:
    """Where the story has come to: every address that was opened is one the strangers try."""

    def __init__(self, as_) -> None:
        self.as_ = as_
        self.browsers: dict[str, Client] = {}
        self.private: set[str] = set()

    def of(self, name: str) -> Client:
        if name not in self.browsers:
            self.browsers[name] = self.as_(name)
        return self.browsers[name]

    def get(self, name: str, url: str, private: bool = True) -> str:
        answer = self.of(name).get(url)
        assert answer.status_code == 200, (url, answer.status_code)
        if private:
            self.private.add(url)
        return answer.content.decode()

    def post(self, name: str, url: str, data: dict) -> str:
        """Post, and follow to the page that answers; its address."""
        answer = self.of(name).post(url, data)
        assert answer.status_code == 302, (url, answer.status_code, _said(answer.content.decode()))
        self.private.add(url)
        return answer["Location"]


def _said(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.split("<main", 1)[-1]).split())[:1500]


def test_the_chain_runs_once_from_report_to_report(as_):
    walk = Walk(as_)
    for name in ("nadia", "viktor", "pilar", "grace"):
        person(name)
    document = read_and_file(walk)
    paragraph = confirm_recommendations(walk, document)
    with acting_as(SYSTEM):
        import_rows(SYSTEM, DIRECTORY)
    round_url = open_a_round(walk, paragraph)
    invite(walk, round_url)
    answer_by_page(walk)
    answer_by_workbook(walk)
    decide(walk, round_url)
    figures = close_and_count(walk, round_url)
    report = compose_and_issue(walk, figures)
    follow_up(walk, paragraph, report)
    strangers_find_nothing(walk)
    with acting_as(SYSTEM):
        count, broken = verify()
        assert broken is None
        assert count > 25


DIRECTORY = [
    {
        "entity": entity, "name_en": f"Contact point of {entity} (invented)", "kind": "police",
        "function": "cultural_property", "instrument": "UNTOC", "article": "18(13)", "mailbox": f"{name}@example.org",
        "contact_name": name.title(), "contact_email": f"{name}@example.org", "language": language,
        "note_verbale": "NV 1/2026", "dated": "2026-01-15", "invented": "yes",
    }
    for entity, name, language in (("EGY", "samira", "ar"), ("FRA", "luc", "fr"))
]  # fmt: skip


def read_and_file(walk: Walk) -> int:
    """1. Nadia reads a report, sees the original beside the tree, corrects a heading, and files it."""
    upload = reverse("documents:upload")
    content = (DATA / "fixtures" / "reports" / "report.fr.txt").read_bytes()
    reading = walk.post("nadia", upload, {"file": SimpleUploadedFile("report.fr.txt", content), "language": ""})
    assert "CTOC/COP/WG.2/2099/5" in walk.get("nadia", reading)
    filed = walk.post(
        "nadia",
        f"{reading}file/",
        {
            "symbols": "CTOC/COP/WG.2/2099/5", "title": "Rapport (inventé)", "body_code": "CTOC/COP/WG.2",
            "body_name": "Groupe de travail", "starts_on": "2099-05-18", "ends_on": "2099-05-20", "sittings": "4",
            "status": "original", "audience": "public", "invented": "on",
        },
    )  # fmt: skip
    walk.get("jo", filed, private=False)
    return int(filed.strip("/").split("/")[-1])


def confirm_recommendations(walk: Walk, document: int) -> str:
    """2. The reader proposes, Nadia confirms; the speakers' chapter is not among them."""
    inbox = reverse("mandates:inbox", args=[document])
    walk.post("nadia", reverse("mandates:read", args=[document]), {})
    page = walk.get("nadia", inbox)
    assert "orateurs" not in _said(page)
    walk.post("nadia", reverse("mandates:confirm_all", args=[document]), {})
    register = walk.get("jo", reverse("mandates:register"), private=False)
    assert "CTOC/COP/WG.2/2099/5" in register
    paper = walk.get("jo", reverse("documents:detail", args=[document]), private=False)
    guids = re.findall(r"/paragraphs/([0-9a-f-]{36})/", paper)
    pages = {guid: walk.get("jo", f"/paragraphs/{guid}/", private=False).split("<main")[1] for guid in guids}
    with_mandate = [guid for guid, shown in pages.items() if "/recommendations/" in shown]
    assert with_mandate
    return with_mandate[0]


def open_a_round(walk: Walk, guid: str) -> str:
    """3. From the paragraph's own page, with the questionnaire of the house."""
    xlsform = SimpleUploadedFile("q.xlsx", (DATA / "questionnaires" / "cultural-property.xlsx").read_bytes())
    walk.post("nadia", reverse("collection:questionnaires"), {"code": "cultural-property", "xlsform": xlsform})
    assert "Open a round" in walk.get("nadia", f"/paragraphs/{guid}/", private=False)
    page = walk.get("nadia", f"{reverse('collection:open')}?paragraph={guid}")
    version = re.search(r'name="version".*?<option value="(\d+)"', page, re.DOTALL)
    assert version
    deadline = clock.now().date() + timedelta(days=30)
    opened = walk.post(
        "nadia",
        reverse("collection:open"),
        {
            "paragraph": guid, "code": "journey", "version": version[1], "deadline": deadline.isoformat(),
            "note_verbale": "CU 2026/1", "title_en": "Data on trafficking in cultural property",
        },
    )  # fmt: skip
    return opened.removesuffix("invite/")


def invite(walk: Walk, round_url: str) -> None:
    """4. Egypt and France are invited; the letters wait in the outbox, in Arabic and in French."""
    page = walk.get("nadia", f"{round_url}invite/")
    contacts = re.findall(r'name="contact" value="([^"]+)"', page)
    assert len(contacts) == 2
    walk.post("nadia", f"{round_url}invite/", {"contact": contacts})
    run_waiting()
    with acting_as(SYSTEM):
        letters = {letter.to: letter for letter in outbox()}
    assert letters["samira@example.org"].language == "ar"
    for name in ("samira", "luc"):
        link = re.search(r"http://\S+/invitations/\S+", letters[f"{name}@example.org"].body)
        assert link
        walk.browsers[name] = accept(urlsplit(link[0].rstrip(".،")).path)
    walk.get("nadia", reverse("outbox"))


def accept(path: str) -> Client:
    """The personal link makes the account, once."""
    browser = Client()
    browser.cookies["django_language"] = "en"
    page = browser.get(path)
    assert page.status_code == 200
    named = page.context["form"].initial["name"]
    made = browser.post(path, {"name": named, "passphrase": PASSPHRASE})
    assert made.status_code == 302
    assert browser.get(made["Location"]).status_code == 200
    again = Client().get(path)
    assert "ACC-003" in again.content.decode()
    return browser


def _reply_of(walk: Walk, name: str) -> int:
    page = walk.get(name, reverse("collection:replies"), private=False)
    return int(re.search(r"/collection/replies/(\d+)/", page)[1])


def _answers(code: str, version: int):
    with acting_as(SYSTEM):
        form = form_of(version)
    row = yaml.safe_load((DATA / "example" / "replies" / f"{code}.yml").read_text(encoding="utf-8"))
    return form, answers_from(form, row)


def _version(walk: Walk) -> int:
    page = walk.get("nadia", reverse("collection:questionnaires"))
    return int(re.search(r"/collection/questionnaires/(\d+)/", page)[1])


def fill(walk: Walk, name: str, reply: int, form: Form, answers: Answers) -> None:
    """Section by section, as the pages post it."""
    for section in form.sections:
        paths = {question.path for question in section.questions()}
        data: dict[str, object] = {"shown": [], "next": "hub"}
        for path, cell in answers.items():
            if (plain := without_positions(path)) not in paths:
                continue
            several = form.question(plain).type == "select_multiple"
            data["shown"].append(path)
            data[path] = (cell.value or "").split(" ") if several else cell.value or ""
            data |= {f"{path}|missing": cell.missing, f"{path}|comment": cell.comment, f"{path}|source": cell.source}
        walk.post(name, reverse("collection:section", args=[reply, section.name]), data)


def answer_by_page(walk: Walk) -> None:
    """5 and 6. Samira answers section by section; what she typed in Arabic digits is a number."""
    reply, (form, answers) = _reply_of(walk, "samira"), _answers("EGY", _version(walk))
    fill(walk, "samira", reply, form, answers)
    walk.get("samira", reverse("collection:check", args=[reply]))
    walk.post("samira", reverse("collection:submit", args=[reply]), {"name": "Samira", "function": "Focal point"})
    walk.get("samira", reverse("collection:receipt", args=[reply, 1]))


def answer_by_workbook(walk: Walk) -> None:
    """5. Luc fills the workbook without a line, and sees what changes before he takes it over."""
    reply, (form, answers) = _reply_of(walk, "luc"), _answers("FRA", _version(walk))
    file = walk.of("luc").get(reverse("collection:workbook", args=[reply]))
    assert file.status_code == 200
    workbook = load_workbook(BytesIO(file.content))
    assert len(workbook.sheetnames) > 9
    fill(walk, "luc", reply, form, answers)
    filled = walk.of("luc").get(reverse("collection:workbook", args=[reply])).content
    upload = SimpleUploadedFile("reply.xlsx", filled)
    page = walk.of("luc").post(reverse("collection:upload", args=[reply]), {"workbook": upload})
    assert page.status_code in (200, 302)
    walk.post("luc", reverse("collection:submit", args=[reply]), {"name": "Luc", "function": "Point de contact"})


def decide(walk: Walk, round_url: str) -> None:
    """6. Nadia asks Egypt back with a reason, Samira corrects with a second version, both are accepted."""
    egypt, france = _reply_of(walk, "samira"), _reply_of(walk, "luc")
    walk.get("nadia", round_url)
    refused = walk.of("nadia").post(reverse("collection:ask_back", args=[egypt, 1]), {"reason": " "})
    assert refused.status_code == 422
    walk.post("nadia", reverse("collection:ask_back", args=[egypt, 1]), {"reason": "Question 14: which definition?"})
    assert "which definition" in walk.get("samira", reverse("collection:reply", args=[egypt]))
    first, second = "/data/figures/offences_2021", "/data/figures/offences_2022"
    corrected = {"shown": [first, second], first: "١٬٢٣٤", second: "١٠٤", "next": "hub"}
    corrected[f"{second}|comment"] = "Another definition since 2022: so great a fall is to be explained."
    walk.of("samira").cookies["django_language"] = "ar"
    walk.post("samira", reverse("collection:section", args=[egypt, "figures"]), corrected)
    walk.post("samira", reverse("collection:submit", args=[egypt]), {"name": "Samira", "function": "Focal point"})
    assert "1,234" in walk.get("nadia", reverse("collection:version", args=[egypt, 2]))
    walk.post("nadia", reverse("collection:accept", args=[egypt, 2]), {})
    walk.post("nadia", reverse("collection:accept", args=[france, 1]), {})


def close_and_count(walk: Walk, round_url: str) -> str:
    """7. The round is closed and frozen; coverage comes first, and every count has its N."""
    round_id = int(round_url.strip("/").split("/")[-1])
    walk.get("nadia", reverse("analysis:close", args=[round_id]))
    figures = walk.post("nadia", reverse("analysis:close", args=[round_id]), {})
    page = walk.get("nadia", figures)
    assert "2 of 2 replied" in page
    assert "2 of 2" in page.split("Year by year")[1]
    assert 'dir="rtl"' in walk.get("nadia", f"{figures}words/")
    late = walk.of("samira").post(reverse("collection:section", args=[_reply_of(walk, "samira"), "law"]), {"shown": []})
    assert late.status_code in (302, 422)
    return figures


def compose_and_issue(walk: Walk, figures: str) -> str:
    """8. The report is composed in six languages, every figure leads to the replies counted, and it is issued."""
    set_id = figures.strip("/").split("/")[-1]
    composing = f"{reverse('reporting:compose')}?set={set_id}"
    walk.get("nadia", composing)
    report = walk.post("nadia", composing, {"symbol": "CTOC/COP/WG.2/2100/1"})
    for language in ("ar", "zh", "fr"):
        assert f'lang="{language}"' in walk.get("nadia", f"{report}?language={language}")
    assert walk.of("jo").get(report).status_code == 404
    run_waiting()
    report_id = int(report.strip("/").split("/")[-1])
    walk.post("viktor", reverse("reporting:clearance", args=[report_id]), {})
    issued = walk.post("nadia", reverse("reporting:issue", args=[report_id]), {})
    page = walk.get("jo", issued, private=False)
    files = re.findall(r"/files/\d+/", page)
    assert len(set(files)) == 24
    walk.private.discard(report)
    walk.private = {url for url in walk.private if not url.startswith(report)}
    assert walk.of("jo").get(files[0]).status_code == 200
    key = re.search(rf"{report}figures/([\w.-]+)", page)
    assert key
    assert walk.of("jo").get(key[0]).status_code == 200
    return report


def follow_up(walk: Walk, guid: str, report: str) -> None:
    """9. The report stands as evidence once a second person has validated it; the register shows what is still open."""
    assert "2100/1" not in walk.get("jo", f"/paragraphs/{guid}/", private=False)
    waiting = walk.get("viktor", reverse("mandates:evidence"))
    evidence = re.findall(r"/recommendations/evidence/(\d+)/validate/", waiting)
    assert evidence
    own = walk.of("nadia").post(reverse("mandates:validate", args=[evidence[0]]))
    assert own.status_code == 422
    for one in evidence:
        walk.post("viktor", reverse("mandates:validate", args=[one]), {})
    assert "2100/1" in walk.get("jo", f"/paragraphs/{guid}/", private=False)
    assert "CTOC/COP/WG.2/2099/5" in walk.get("jo", "/", private=False)
    assert report


def strangers_find_nothing(walk: Walk) -> None:
    """Jo without an account, Pilar of another State and Grace the observer get the page of what does not exist."""
    absent = walk.of("jo").get("/collection/replies/999999/").content
    for name in ("jo", "pilar", "grace"):
        for url in sorted(walk.private):
            answer = walk.of(name).get(url)
            own_list = url in {reverse("collection:replies")}
            assert answer.status_code in ((404, 405, 302) if own_list else (404, 405)), (name, url, answer.status_code)
            if answer.status_code == 404 and name == "jo":
                assert _said(answer.content.decode()) == _said(absent.decode())

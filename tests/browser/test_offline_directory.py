"""The offline edition in a browser without a network: it finds in any script, tells who is open, speaks six languages."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, expect

from entraide.directory.domain.exchange.listed import Act, Listed, Person
from entraide.directory.domain.offline import write_html
from entraide.directory.domain.record import Function, Hours, Procedure, Reach, Record
from entraide.kernel.text import Text

EVERY_HOUR = Hours("Africa/Cairo", ((("00:00", "24:00"),),) * 7)
NEVER = Hours("America/Lima", ((("00:00", "24:00"),),) * 7, holidays="PER")


def listed():
    museums = Record(
        "EGY", Text.of("ar", ar="شرطة المتاحف", en="Museums Police", fr="Police des musées", zh="博物馆警察"), "police",
        (Function("cultural_property"), Function("extradition", "UNTOC", "16")), ("ar",),
        reaches=(Reach("phone", "+20 2 1234", "urgent"), Reach("email", "office@example.org")), procedure=Procedure(EVERY_HOUR),
    )  # fmt: skip
    bureau = Record(
        "PER", Text.of("es", es="Oficina Central de la Interpol </script><script>alert(1)</script>", ru="Бюро Интерпола"), "interpol_bureau",
        (Function("firearms"),), procedure=Procedure(NEVER),
    )  # fmt: skip
    return [
        Listed(1, museums, "confirmed", acts=(Act("note_verbale", "NV 1", datetime(2026, 3, 1, tzinfo=UTC).date()),),
               contacts=(Person("Amal", "amal@example.org"),), addresses=True, persons=True),
        Listed(2, bureau, addresses=True),
    ]  # fmt: skip


@pytest.fixture
def edition(chromium: Browser, tmp_path):
    context = chromium.new_context()
    context.set_offline(True)
    faults = []

    def opened(language="en", **more):
        told = {"whom": "FRA", "made": datetime.now(UTC), "members": True} | more
        file = tmp_path / "directory.html"
        content = write_html(listed(), language, **told)
        assert b"amal" not in content.lower(), "persons are never in a file that travels"
        file.write_bytes(content)
        page = context.new_page()
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", lambda asked: faults.append(asked.url) if not asked.url.startswith("file:") else None)
        page.goto(file.as_uri())
        return page

    yield opened
    assert faults == []
    context.close()


def names(page):
    return page.locator("summary b").all_inner_texts()


@pytest.mark.parametrize("words", ["museum", "MUSÉES", "المتاحف", "شرطه المتاحف", "博物馆", "Egypte", "مصر", "musees poli"])
def test_it_finds_in_any_script(edition, words):
    page = edition()
    page.fill("#words", words)
    assert names(page) == ["Museums Police"]


@pytest.mark.parametrize("words", ["Interpol", "интерпол", "الإنتربول", "Perú", "interpool"])
def test_it_finds_by_sound(edition, words):
    page = edition()
    page.fill("#words", words)
    assert len(names(page)) == 1
    assert names(page)[0].startswith(("Oficina", "Бюро"))


def test_it_tells_who_is_open_and_filters(edition):
    page = edition(closed={"PER": [datetime.now(UTC).date()]})
    egypt = page.locator("details").nth(0)
    expect(egypt.locator(".tag.ok").first).to_contain_text("open now")
    page.select_option("#function", "firearms")
    assert len(names(page)) == 1
    page.select_option("#function", "")
    page.select_option("#state", "EGY")
    page.locator("summary").click()
    expect(page.locator("dd a[href^='tel:']")).to_have_text("+20 2 1234")
    expect(page.locator("dl")).to_contain_text("16")
    expect(page.locator("#made")).to_contain_text("Made for France")


def test_it_speaks_arabic_from_right_to_left_and_others(edition):
    page = edition("ar", whom="")
    assert page.evaluate("document.documentElement.dir") == "rtl"
    expect(page.locator("#title")).to_have_text("دليل السلطات المختصة")
    assert names(page)[0] == "شرطة المتاحف" or names(page)[1] == "شرطة المتاحف"
    page.select_option("#language", "zh")
    assert page.evaluate("document.documentElement.dir") == "ltr"
    expect(page.locator("#title")).to_have_text("主管机关名录")
    assert page.locator("script").count() == 2, "what stands in a name stays text"

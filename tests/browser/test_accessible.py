"""No key page shuts anybody out: axe-core finds nothing serious on any of them in any of the six languages."""

from __future__ import annotations

import pytest

from entraide.kernel.languages import LANGUAGES

KINDS = {
    "public home", "home of the secretariat", "register", "mandate", "paragraph", "document", "directory",
    "hub of samira", "section", "check of samira", "board", "figures", "report",
}  # fmt: skip


CONTRASTED = {"en", "ar"}
"""Colours depend on the style sheet alone, and there is one for each direction; measuring them takes half the time."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_serious(open_as, axe, places, language):
    assert set(places) >= KINDS
    pages, faults = {}, []
    for kind in sorted(set(places) - {"hub of luc", "check of luc"}):
        who, address = places[kind]
        page = pages[who] if who in pages else pages.setdefault(who, open_as(who, language))
        answer = page.goto(address)
        assert answer.status == 200, address
        assert page.get_attribute("html", "lang").startswith(language)
        assert page.locator("h1").count() == 1, address
        faults += axe(page, contrast=language in CONTRASTED)
    assert not faults, "\n".join(faults)

"""A letter leaves, whatever stood in the title that became its subject."""

from __future__ import annotations

import pytest
from django.core.mail import EmailMessage

from entraide.foundation.db.context import acting_as
from entraide.foundation.jobs.door import run_waiting
from entraide.foundation.mail.post import LONGEST_SUBJECT, outbox, post
from entraide.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("between", ["\n", "\r\n", "\r", "\x0b", "\x85", "\u2028", " \t "])
def test_a_subject_is_one_line(between):
    post("test", to="x@example.org", subject=f"Two{between}lines", body="Body", language="en")
    run_waiting()
    with acting_as(SYSTEM):
        (letter,) = outbox()
    assert letter.subject == "Two lines"
    assert EmailMessage(letter.subject, letter.body, to=[letter.to]).message()["Subject"] == "Two lines"


def test_a_subject_that_is_too_long_is_cut():
    post("test", to="x@example.org", subject="long " * 200, body="Body", language="en")
    with acting_as(SYSTEM):
        assert [len(letter.subject) for letter in outbox()] == [LONGEST_SUBJECT]

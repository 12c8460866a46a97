"""A letter that does not leave is tried again and seen; one that comes back marks its address; nobody forges either."""

from __future__ import annotations

from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends import base, locmem
from django.urls import reverse

from entraide.foundation.db.context import acting_as
from entraide.foundation.jobs.door import run_waiting
from entraide.foundation.mail import notices, post
from entraide.foundation.mail.models import Bounce
from entraide.kernel.actor import SYSTEM
from entraide.kernel.problems import Refused

NOTICE = """From: MAILER-DAEMON@example.org
To: secretariat@example.org
Subject: Undelivered Mail
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Sorry.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Original-Recipient: rfc822;Samira@example.org
Final-Recipient: rfc822; forwarded@elsewhere.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 no such
 user

Final-Recipient: rfc822; tarek@example.org
Action: delayed
Status: 4.4.7

Final-Recipient: rfc822; stranger@elsewhere.example
Action: failed
Status: 5.0.0

--b--
"""


def letter(to="samira@example.org"):
    post.post("test", to=to, subject="Subject", body="Body", language="en")


def test_what_failed_for_good_is_read_and_delays_are_not():
    found = notices.failures(NOTICE.encode())
    assert [(one.addresses, one.status) for one in found] == [
        (("samira@example.org", "forwarded@elsewhere.example"), "5.1.1"), (("stranger@elsewhere.example",), "5.0.0")
    ]  # fmt: skip
    assert found[0].because == "smtp; 550 5.1.1 no such user"


@pytest.mark.parametrize("broken", [
    b"", b"\xff\xfe\x00", b"Subject: hello\n\nBody", NOTICE.encode()[:250], b"Content-Type: multipart/report; boundary=b\n\n" * 900,
    NOTICE.replace("message/delivery-status", "text/plain").encode(),
], ids=range(6))  # fmt: skip
def test_what_is_no_notice_is_refused(broken):
    with pytest.raises(Refused, match="SEC-045"):
        notices.failures(broken)


def test_what_is_too_large_is_not_even_read():
    with pytest.raises(Refused, match="SEC-046"):
        notices.failures(b"x" * (notices.LARGEST + 1))


def test_only_addresses_that_letters_went_to_are_marked(cast):
    letter(), letter("tarek@example.org")
    assert post.take_notice(SYSTEM, NOTICE.encode()) == ("samira@example.org",)
    asked = ["Samira@Example.org", "tarek@example.org", "stranger@elsewhere.example", ""]
    with acting_as(cast("luc")):
        assert post.bounced_addresses(asked) == {"Samira@Example.org"}, "any room may ask, whoever is acting"
    assert post.settle_bounces(SYSTEM, "samira@example.org") == 1
    assert post.bounced_addresses(asked) == frozenset()


def test_no_state_marks_addresses_and_none_reads_them(cast):
    letter()
    post.bounced(SYSTEM, "samira@example.org", "550")
    for name in ("jo", "samira", "pilar", "grace"):
        for act in (lambda actor: post.bounced(actor, "luc@example.org", "550"), lambda actor: post.settle_bounces(actor, "x")):
            with pytest.raises(Refused, match="ACC-006"):
                act(cast(name))
        with acting_as(cast(name)):
            assert not Bounce.objects.exists()


class Refusing(base.BaseEmailBackend):
    error: Exception = SMTPServerDisconnected("gone")

    def send_messages(self, messages):
        raise self.error


@pytest.fixture
def refusing(settings, monkeypatch):
    settings.MAIL_TO_OUTBOX_ONLY = False
    monkeypatch.setattr("django.core.mail.get_connection", lambda *args, **kwargs: Refusing())


def test_a_letter_that_the_server_does_not_take_waits_and_is_seen(refusing, as_, monkeypatch):
    letter()
    monkeypatch.setattr(Refusing, "error", SMTPRecipientsRefused({"samira@example.org": (450, b"greylisted")}))
    with pytest.raises(post.NotDelivered) as said:
        run_waiting()
    assert "samira" not in str(said.value), "what goes into the log names nobody"
    with acting_as(SYSTEM):
        (waiting,) = post.failing()
        assert (waiting.attempts, waiting.failure, waiting.sent_at) == (1, "450 greylisted", None)
    page = as_("nadia").get(reverse("outbox")).content.decode()
    assert "450 greylisted" in page
    assert "Body" not in page, "on a site with a mail server nobody reads letters, since links in them open accounts"
    assert as_("samira").get(reverse("outbox")).status_code == 404
    monkeypatch.setattr("django.core.mail.get_connection", lambda *args, **kwargs: locmem.EmailBackend())
    post.send(waiting.id)
    with acting_as(SYSTEM):
        assert post.failing() == ()
        assert post.outbox()[0].attempts == 2
    assert len(mail.outbox) == 1
    post.send(waiting.id)
    assert len(mail.outbox) == 1, "a letter leaves once"

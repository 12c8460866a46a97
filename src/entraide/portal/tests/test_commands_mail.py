"""`entraide mail bounce` and `settle`: what a mail server tells reaches the directory's work list at once."""

import argparse
import io
import sys

from entraide.directory import actions, queries
from entraide.directory.tests.entries import museums
from entraide.foundation.db.context import acting_as
from entraide.foundation.mail import post
from entraide.kernel.actor import SYSTEM
from entraide.portal.chain import mail

NOTICE = b"""Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; amal@example.org
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 no such user

--b--
"""


def unreached(actor):
    with acting_as(actor):
        return [one.params["count"] for one in queries.findings(actor) if one.code == "DIR-236"]


def test_the_mail_server_tells_and_the_work_list_knows_at_once(cast, monkeypatch, capsys):
    nadia = cast("nadia")
    entry = actions.record_authority(nadia, museums())
    actions.name_contact_point(nadia, entry, name="Amal (invented)", email="amal@example.org")
    post.post("test", to="amal@example.org", subject="One", body="Two", language="en")
    monkeypatch.setattr(sys, "stdin", argparse.Namespace(buffer=io.BytesIO(NOTICE)))
    assert mail.bounce(argparse.Namespace(source="-", actor=None)) == 0
    assert unreached(nadia) == ["1"]
    actions.name_contact_point(nadia, entry, name="Badr (invented)", email="badr@example.org")
    assert unreached(nadia) == [], "who comes instead has no mark"
    actions.name_contact_point(nadia, entry, name="Amal (invented)", email="amal@example.org", replaces=False)
    actions.mark_bounces(SYSTEM)
    assert mail.settle(argparse.Namespace(address="amal@example.org", actor=None)) == 0
    assert unreached(nadia) == []
    assert capsys.readouterr().out.split() == ["amal@example.org", "1"]

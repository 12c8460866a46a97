"""How roles and the ledger's verbs read to people."""

from __future__ import annotations

from django.utils.translation import gettext as _

from entraide.kernel.actor import Power, Role


def role_label(role: Role) -> str:
    """The name of a role."""
    return {
        Role.OFFICER: _("Officer of the secretariat"),
        Role.DIRECTOR: _("Director"),
        Role.FOCAL_POINT: _("Focal point"),
        Role.EXPERT: _("Expert"),
        Role.OBSERVER: _("Observer"),
    }[role]


def power_label(power: Power) -> str:
    """The name of a power."""
    return {
        Power.RESTRICTED_CONTACTS: _("Read restricted contacts"),
        Power.MANAGE_ACCOUNTS: _("Manage accounts: end roles, sessions and accounts"),
        Power.READ_OUTBOX: _("Read what letters say"),
        Power.MANAGE_KEYS: _("Manage keys"),
    }[power]


def _of_the_house() -> dict[str, str]:
    """The verbs of people, ledger, keys and mail."""
    return {
        "accounts.invitation.made": _("invited somebody"),
        "accounts.invitation.renewed": _("sent a personal link again"),
        "accounts.invitation.accepted": _("accepted an invitation"),
        "accounts.membership.ended": _("ended a role"),
        "accounts.person.enrolled": _("made an account"),
        "audit.verification.asked": _("had the ledger verified"),
        "audit.verification.finished": _("verified the ledger"),
        "crypto.key.rotated": _("made a new version of a key"),
        "crypto.fields.resealed": _("brought sealed fields under a new key"),
        "crypto.keys.rewrapped": _("brought keys under another master key"),
        "crypto.keys.shredded": _("destroyed the keys of a State"),
        "crypto.keys.put_back": _("put keys back"),
        "mail.bounce.recorded": _("recorded a message that came back"),
        "mail.bounce.settled": _("recorded that an address is reached again"),
        "accounts.person.left": _("closed an account"),
        "accounts.person.signed_out": _("ended all sessions of somebody"),
        "accounts.nomination.recorded": _("recorded a nomination"),
        "accounts.nomination.invited": _("sent a nominee their link"),
        "accounts.nomination.approved": _("approved a profile"),
        "accounts.nomination.asked_back": _("asked about a profile"),
        "accounts.nomination.answered": _("answered about a profile"),
        "accounts.nomination.withdrawn": _("withdrew a nomination"),
        "accounts.profile.changed": _("changed their profile"),
        "accounts.session.ended": _("ended a session"),
        "accounts.sessions.ended": _("ended their other sessions"),
        "accounts.power.opened": _("opened a power"),
        "accounts.power.ended": _("laid a power down"),
        "accounts.power.lapsed": _("had a power run out"),
    }


def verb_label(verb: str) -> str:
    """What an entry of the ledger says was done; the bare verb when nobody has written a sentence for it yet."""
    return {
        **_of_the_house(),
        "meetings.body.recorded": _("recorded a body"),
        "meetings.meeting.recorded": _("recorded a meeting"),
        "meetings.statements.recorded": _("recorded who spoke"),
        "documents.reading.received": _("read a file"),
        "documents.reading.corrected": _("corrected what was read"),
        "documents.reading.restarted": _("read a file again"),
        "documents.reading.set_aside": _("set a reading aside"),
        "documents.reading.filed": _("filed a report"),
        "documents.reading.filed_as_version": _("filed a language version"),
        "documents.document.filed": _("filed a document"),
        "documents.version.added": _("added a language version"),
        "mandates.document.proposed": _("had recommendations proposed"),
        "mandates.mandate.confirmed": _("confirmed a recommendation"),
        "mandates.mandate.rejected": _("rejected a proposal"),
        "mandates.mandate.moved": _("moved a recommendation"),
        "mandates.response.recorded": _("recorded a response"),
        "mandates.implementation.recorded": _("recorded an implementation"),
        "mandates.evidence.added": _("added evidence"),
        "mandates.evidence.validated": _("validated evidence"),
        "directory.authority.recorded": _("recorded an authority"),
        "directory.authority.corrected": _("corrected an authority"),
        "directory.authority.confirmed": _("confirmed an entry"),
        "directory.authority.withdrawn": _("withdrew an authority"),
        "directory.contact_point.named": _("named a contact point"),
        "reporting.files.asked_for": _("asked for a report’s files"),
        "directory.designation.recorded": _("recorded a designation"),
        "directory.table.imported": _("imported authorities"),
        "collection.questionnaire.published": _("published a questionnaire"),
        "collection.round.opened": _("opened a round"),
        "collection.round.invited": _("invited to a round"),
        "collection.invitation.sent_again": _("sent an invitation again"),
        "collection.draft.saved": _("saved a draft"),
        "collection.row.removed": _("removed a row of a draft"),
        "collection.workbook.applied": _("took over a workbook"),
        "collection.reply.submitted": _("submitted a reply"),
        "collection.reply.reopened": _("reopened a reply"),
        "collection.submission.accepted": _("accepted a reply"),
        "collection.submission.asked_back": _("asked a reply back"),
        "collection.round.closed": _("closed a round"),
        **_verbs_of_review(),
        **_verbs_of_rounds(),
        **_verbs_of_exports(),
        **_verbs_of_answering(),
        **_verbs_of_sets(),
        **_verbs_of_cases(),
        **_verbs_of_words(),
        "reporting.report.composed": _("composed a report"),
        "reporting.report.composed_again": _("composed a report anew"),
        "reporting.files.written": _("wrote a report’s files"),
        "reporting.report.issued": _("issued a report"),
        **_verbs_of_reports(),
    }.get(verb, verb)


def _verbs_of_sets() -> dict[str, str]:
    return {
        "analysis.round.frozen": _("froze a round"),
        "analysis.round.frozen_again": _("froze a round once more"),
        "analysis.set.opened": _("opened the figures of a set"),
        "analysis.set.shut": _("took the figures of a set back"),
        "analysis.rates.imported": _("took in exchange rates"),
        "analysis.view.kept": _("kept a view of a set"),
        "analysis.view.removed": _("took a view of a set out"),
        "analysis.view.restored": _("put a view of a set back"),
    }


def _verbs_of_cases() -> dict[str, str]:
    return {
        "analysis.case.reported": _("reported a case"),
        "analysis.case.corrected": _("corrected a case report"),
        "analysis.case.withdrawn": _("withdrew a case report"),
        "analysis.cases.uploaded": _("uploaded a file of case reports"),
        "analysis.cases.taken": _("took the case reports of a file"),
        "analysis.cases.loaded": _("loaded case reports"),
        "analysis.cases.normalised": _("computed the codes of case reports anew"),
        "analysis.codes.asked": _("asked for codes of case reports to be computed anew"),
        "analysis.linking.given_up": _("gave up linkings that took too long"),
        "analysis.linking.asked": _("asked for case reports to be linked"),
        "analysis.linking.advanced": _("went on linking case reports"),
        "analysis.linking.kept": _("linked case reports"),
        "analysis.linking.failed": _("could not link case reports"),
        "analysis.pair.judged": _("judged whether two reports are one case"),
        "analysis.pair.stated": _("said whether two reports are one case"),
        "analysis.judgement.reversed": _("took a judgement back"),
    }


def _verbs_of_words() -> dict[str, str]:
    return {
        "analysis.passages.cut": _("cut answers into passages"),
        "analysis.passage.coded": _("coded a passage"),
        "analysis.passage.uncoded": _("took a coding back"),
        "analysis.passage.agreed": _("wrote down what coders agreed upon"),
        "analysis.passage.disagreed": _("took an agreement of coders back"),
        "analysis.quotation.chosen": _("chose a quotation"),
        "analysis.quotation.cut": _("chose the part of a passage that is quoted"),
        "analysis.quotation.translated": _("translated a quotation"),
        "analysis.quotation.cleared": _("cleared a quotation"),
        "analysis.quotation.withdrawn": _("withdrew a quotation"),
    }


def _verbs_of_reports() -> dict[str, str]:
    return {
        "reporting.block.saved": _("changed a block of a report"),
        "reporting.block.added": _("added a block to a report"),
        "reporting.block.moved": _("moved a block of a report"),
        "reporting.block.removed": _("took a block out of a report"),
        "reporting.block.translated": _("translated a block of a report"),
        "reporting.report.retitled": _("changed the title of a report"),
        "reporting.change.undone": _("took back a change of a report"),
        "reporting.remark.made": _("commented on a report"),
        "reporting.remark.answered": _("answered a comment on a report"),
        "reporting.remark.closed": _("closed a comment on a report"),
        "reporting.remark.reopened": _("reopened a comment on a report"),
        "reporting.report.cleared": _("cleared a report"),
        "reporting.report.updated": _("put a report over another frozen set"),
        "reporting.figure.pinned": _("pinned a figure of a report"),
        "reporting.figure.unpinned": _("let a figure of a report follow its set again"),
    }


def _verbs_of_rounds() -> dict[str, str]:
    return {
        "collection.round.changed": _("changed the terms of a round"),
        "collection.round.begun": _("opened a prepared round"),
        "collection.deadline.told": _("told a new deadline"),
        "collection.reply.admitted": _("let a reply in late"),
        "collection.reminders.snoozed": _("put reminders off"),
        "collection.reminder.sent": _("sent a reminder"),
        "collection.section.shared": _("said who may read a section"),
        "collection.inviting.started": _("began to send invitations"),
        "collection.inviting.advanced": _("sent some of the invitations"),
        "collection.invitation.undone": _("took an invitation back"),
    }


def _verbs_of_review() -> dict[str, str]:
    return {
        "collection.decision.undone": _("took a decision back"),
        "collection.reply.withdrawn": _("withdrew a reply"),
        "collection.reply.reinstated": _("reinstated a reply"),
        "collection.submission.confirmed": _("confirmed a version entered from a letter"),
        "collection.entry.begun": _("began an entry from a letter"),
        "collection.entry.saved": _("saved an entry from a letter"),
        "collection.entry.row_removed": _("removed a row of an entry"),
        "collection.entry.taken": _("took an entry from a workbook"),
        "collection.reply.entered": _("entered a reply from a letter"),
        "collection.draft.restored": _("set a draft back to a version"),
        "collection.thread.opened": _("asked a question about a reply"),
        "collection.thread.answered": _("answered a question about a reply"),
        "collection.thread.asked_again": _("asked a question again"),
        "collection.thread.closed": _("closed a question about a reply"),
    }


def _verbs_of_exports() -> dict[str, str]:
    return {
        "collection.export.asked": _("asked for an export of replies"),
        "collection.export.taken": _("took replies out"),
        "collection.export.made": _("made a file of replies"),
        "collection.export.failed": _("could not make a file of replies"),
        "collection.export.fetched": _("fetched a file of replies"),
        "collection.export.thrown_away": _("threw files of replies away"),
    }


def _verbs_of_answering() -> dict[str, str]:
    return {
        "collection.section.delegated": _("delegated sections"),
        "collection.section.given_again": _("delegated a section again"),
        "collection.section.taken_back": _("took a section back"),
        "collection.section.handed_back": _("handed a section back"),
        "collection.section.reminded": _("reminded an expert of a section"),
        "collection.section.completed": _("said whether a section is complete"),
        "collection.section.cleared": _("cleared sections"),
        "collection.reply.signed": _("signed a reply"),
        "collection.answers.confirmed": _("confirmed answers of the last round"),
    }


def break_label(reason: str) -> str:
    """Why the chain of the ledger does not hold."""
    return {
        "changed": _("its content is not what was written"),
        "missing": _("the entry before it is missing or was replaced"),
        "cut": _("it was there once, and is gone with all that followed"),
    }.get(reason, reason)


def door_label(door: str) -> str:
    """How persons reached whoever saw them."""
    return {
        "page": _("on a page"), "api": _("through the API"), "export": _("in an export"), "printed": _("in print"),
        "job": _("in a job"),
    }.get(door, door)  # fmt: skip

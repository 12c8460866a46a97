"""How functions, kinds of authorities and their standing read, in the language of the page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from entraide.foundation.ui.wording import page_language, per_language
from entraide.reference.domain import entities

from .domain.record import Function

SEPARATORS: Final = {"ar": "؛ ", "fr": "\u202f; ", "zh": "；"}


def listed(words: Iterable[str]) -> str:
    """Several words in a row, parted as the page's language does it."""
    return SEPARATORS.get(page_language(), "; ").join(words)


@per_language
def function_label(function: str) -> str:
    """What an authority is competent for."""
    return {
        "mutual_legal_assistance": _("Mutual legal assistance"), "extradition": _("Extradition"),
        "transfer_of_sentenced_persons": _("Transfer of sentenced persons"),
        "confiscation": _("Confiscation"), "prevention": _("Prevention of organized crime"),
        "cultural_property": _("Trafficking in cultural property"), "asset_recovery": _("Asset recovery"),
        "smuggling_by_sea": _("Smuggling of migrants by sea"), "firearms": _("Firearms"),
        "focal_point": _("General focal point"), "law_enforcement_cooperation": _("Law enforcement cooperation"),
        "illicit_traffic_by_sea": _("Illicit traffic by sea"), "corruption_prevention": _("Prevention of corruption"),
        "civil_proceedings_corruption": _("Civil and administrative proceedings relating to corruption"),
        "terrorism": _("Terrorism"),
    }.get(function, function)  # fmt: skip


@per_language
def kind_label(kind: str) -> str:
    """What an authority is in its own State."""
    return {
        "justice_ministry": _("Ministry of justice"), "culture_ministry": _("Ministry of culture"),
        "foreign_ministry": _("Ministry of foreign affairs"), "other_ministry": _("Other ministry"),
        "prosecutor": _("Prosecution service"), "court": _("Court"), "police": _("Police"), "customs": _("Customs"),
        "coast_guard": _("Coast guard"), "cultural_institution": _("Cultural institution"),
        "interior_ministry": _("Ministry of the interior"), "interpol_bureau": _("INTERPOL National Central Bureau"),
        "financial_intelligence": _("Financial intelligence unit"), "anti_corruption": _("Anti-corruption body"),
        "organisation": _("International organization"), "other": _("Other"),
    }.get(kind, kind)  # fmt: skip


@per_language
def standing_label(standing: str) -> str:
    """How an entry stands today."""
    return {
        "confirmed": pgettext("entry of the directory", "confirmed"),
        "due": pgettext("entry of the directory", "confirmation due"),
        "not_confirmed": pgettext("entry of the directory", "not confirmed"),
        "withdrawn": pgettext("entry of the directory", "withdrawn"),
    }.get(standing, standing)


@per_language
def act_label(kind: str) -> str:
    """The act by which an authority was designated."""
    return {"note_verbale": _("Note verbale"), "depositary_notification": _("Depositary notification")}.get(kind, kind)


@per_language
def basis(one: Function) -> str:
    """The instrument and article of a function, as they are cited; "" where there is none."""
    if not one.instrument:
        return ""
    short = entities.treaty(one.instrument).name(page_language(), short=True)
    return (
        _("%(instrument)s, article %(article)s") % {"instrument": short, "article": one.article}
        if one.article
        else short
    )


@per_language
def entity_name(code: str) -> str:
    """The State or organisation."""
    return entities.name(code, page_language())


@per_language
def reach_label(kind: str) -> str:
    """A way of reaching an office."""
    return {
        "phone": _("Telephone"), "fax": _("Fax"), "email": _("Electronic mail"), "website": _("Website"),
        "post": _("Postal address"),
    }.get(kind, kind)  # fmt: skip


@per_language
def purpose_label(purpose: str) -> str:
    """What a way of reaching is for."""
    return {
        "office": _("In office hours"), "urgent": _("At any hour, when it is urgent"), "requests": _("For sending requests"),
    }.get(purpose, purpose)  # fmt: skip


@per_language
def channel_label(channel: str) -> str:
    """A channel by which requests are accepted."""
    return {
        "direct": _("Directly, from authority to authority"), "diplomatic": _("Through diplomatic channels"),
        "interpol": _("Through INTERPOL"), "regional_network": _("Through a regional network"),
        "electronic_platform": _("By an electronic platform"), "depositary": _("Through the depositary"),
    }.get(channel, channel)  # fmt: skip


@per_language
def format_label(form: str) -> str:
    """A form in which requests are accepted."""
    return {
        "original_paper": _("The original on paper"), "fax": _("Fax"), "email": _("Electronic mail"),
        "scanned": _("A scanned copy"), "electronically_signed": _("Signed electronically"),
        "encrypted_email": _("Encrypted electronic mail"),
        "oral_urgent": _("By word of mouth in urgent cases, confirmed in writing"),
    }.get(form, form)  # fmt: skip


@per_language
def network_label(network: str) -> str:
    """A network by its usual short name."""
    return {
        "24_7": _("24/7 network for computer evidence"), "IBERRED": "IberRed", "EUROJUST": "Eurojust", "GLOBE": "GlobE",
        "COMMONWEALTH": _("Commonwealth network of contact persons"), "OAS": _("Network of the Organization of American States"),
    }.get(network, network)  # fmt: skip


@per_language
def cultural_label(kind: str) -> str:
    """Whom to turn to for cultural property."""
    return {
        "police_unit": _("Specialized police unit"), "customs": _("Customs"), "culture_ministry": _("Ministry of culture"),
        "interpol_bureau": _("INTERPOL National Central Bureau"), "object_database": _("Database of stolen objects"),
        "export_certificates": _("Authority for export certificates"),
    }.get(kind, kind)  # fmt: skip


@per_language
def draft_kind_label(kind: str) -> str:
    """What a draft is about."""
    return {
        "new": _("New entry"), "change": _("Change of the entry"), "contact_point": _("Replacement of contact points"),
        "withdrawal": _("Withdrawal of the entry"),
    }.get(kind, kind)  # fmt: skip


@per_language
def draft_state_label(state: str) -> str:
    """Where a draft is."""
    return {
        "drafting": pgettext("draft of an entry", "being written"), "sent": pgettext("draft of an entry", "awaits approval"),
        "returned": pgettext("draft of an entry", "returned"), "approved": pgettext("draft of an entry", "with the secretariat"),
        "asked_back": pgettext("draft of an entry", "asked back"), "published": pgettext("draft of an entry", "published"),
        "discarded": pgettext("draft of an entry", "discarded"),
    }.get(state, state)  # fmt: skip


def draft_colour(state: str) -> str:
    """The colour of its tag."""
    return {"sent": "blue", "approved": "teal", "returned": "yellow", "asked_back": "yellow", "published": "green"}.get(
        state, "grey"
    )


@per_language
def section_label(section: str) -> str:
    """A page of the long form."""
    return {
        "names": _("Names"), "functions": _("Functions"), "reach": _("Ways of reaching the office"), "hours": _("Opening hours"),
        "requests": _("How requests are accepted"), "urgent": _("Urgent procedure"), "information": _("Information needed"),
        "requirements": _("Legal requirements"), "cultural": _("Cultural property"), "networks": _("Networks"),
    }.get(section, section)  # fmt: skip


@per_language
def verb_label(verb: str) -> str:
    """What made a version of an entry."""
    return {
        "directory.authority.recorded": _("Entered by the secretariat"), "directory.authority.corrected": _("Corrected by the secretariat"),
        "directory.authority.confirmed": _("Confirmed"), "directory.authority.withdrawn": _("Withdrawn"),
        "directory.designation.recorded": _("Act of designation recorded"), "directory.draft.published": _("Draft published"),
        "directory.table.imported": _("Table imported"),
    }.get(verb, verb)  # fmt: skip


@per_language
def finding_label(code: str) -> str:
    """A sort of finding, in few words."""
    return {
        "DIR-220": _("No language given"), "DIR-221": _("No mailbox"), "DIR-222": _("Only a person's own address"),
        "DIR-223": _("Messages come back"), "DIR-224": _("Number not international"), "DIR-225": _("Hours without time zone"),
        "DIR-226": _("Two exclusive authorities"), "DIR-227": _("Exclusive beside another"), "DIR-228": _("Party without authority"),
        "DIR-229": _("State not party"), "DIR-230": _("No act of designation"), "DIR-231": _("Name differs from the depositary's"),
        "DIR-232": _("Confirmation overdue"), "DIR-233": _("Nobody at night"), "DIR-234": _("Name missing in languages"),
        "DIR-235": _("Draft waits too long"),
    }.get(code, code)  # fmt: skip

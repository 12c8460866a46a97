"""How functions, kinds of authorities and their standing read, in the language of the page."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from entraide.foundation.ui.wording import page_language
from entraide.reference.domain import entities

from .domain.record import Function


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


def standing_label(standing: str) -> str:
    """How an entry stands today."""
    return {
        "confirmed": pgettext("entry of the directory", "confirmed"),
        "due": pgettext("entry of the directory", "confirmation due"),
        "not_confirmed": pgettext("entry of the directory", "not confirmed"),
        "withdrawn": pgettext("entry of the directory", "withdrawn"),
    }.get(standing, standing)


def act_label(kind: str) -> str:
    """The act by which an authority was designated."""
    return {"note_verbale": _("Note verbale"), "depositary_notification": _("Depositary notification")}.get(kind, kind)


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


def entity_name(code: str) -> str:
    """The State or organisation."""
    return entities.name(code, page_language())

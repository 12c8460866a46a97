"""What authorities are competent for, what they are, how they are reached. The words that people read are translated elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

FUNCTIONS: Final[Mapping[str, tuple[str, str]]] = {
    "mutual_legal_assistance": ("UNTOC", "18(13)"),
    "extradition": ("UNTOC", "16"),
    "transfer_of_sentenced_persons": ("UNTOC", "17"),
    "confiscation": ("UNTOC", "13"),
    "asset_recovery": ("UNCAC", ""),
    "prevention": ("UNTOC", "31(6)"),
    "law_enforcement_cooperation": ("UNTOC", "27"),
    "smuggling_by_sea": ("SMUGGLING", "8(6)"),
    "illicit_traffic_by_sea": ("DRUGS1988", "17(7)"),
    "firearms": ("FIREARMS", "13(2)"),
    "cultural_property": ("", ""),
    "corruption_prevention": ("UNCAC", "6(3)"),
    "civil_proceedings_corruption": ("UNCAC", "43"),
    "terrorism": ("", ""),
    "focal_point": ("", ""),
}
"""Each function with the usual instrument and article of its designation, where there is one."""

KINDS: Final = (
    "justice_ministry", "culture_ministry", "foreign_ministry", "interior_ministry", "other_ministry", "prosecutor", "court",
    "police", "customs", "coast_guard", "cultural_institution", "interpol_bureau", "financial_intelligence",
    "anti_corruption", "organisation", "other",
)  # fmt: skip
"""What an authority is in its own State."""

ACTS: Final = ("note_verbale", "depositary_notification")
"""The acts by which an authority is designated."""

REACHES: Final = ("phone", "fax", "email", "website", "post")
"""The ways of reaching an office. `post` is an address of several lines."""

PURPOSES: Final = ("office", "urgent", "requests")
"""What a way of reaching is for: in office hours, at any hour when it burns, or for sending requests only."""

CHANNELS: Final = ("direct", "diplomatic", "interpol", "regional_network", "electronic_platform", "depositary")
"""The channels by which requests are accepted."""

FORMATS: Final = (
    "original_paper",
    "fax",
    "email",
    "scanned",
    "electronically_signed",
    "encrypted_email",
    "oral_urgent",
)
"""The forms in which a request is accepted. `oral_urgent`: by word of mouth in urgent cases, confirmed in writing (article 18 (14))."""

NETWORKS: Final = (
    "EJN", "EUROJUST", "IBERRED", "WACAP", "GLACY", "ARINSA", "ARINWA", "ARINEA", "ARINAP", "RRAG", "CARIN", "CASC",
    "COMMONWEALTH", "OAS", "24_7", "GLOBE",
)  # fmt: skip
"""Networks of judicial cooperation and asset recovery, by their usual short names."""

CULTURAL: Final = (
    "police_unit",
    "customs",
    "culture_ministry",
    "interpol_bureau",
    "object_database",
    "export_certificates",
)
"""Who to turn to for cultural property: recommendation 23 (a) and (e) of the 2012 report."""

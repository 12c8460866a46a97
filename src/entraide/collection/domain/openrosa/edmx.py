"""The service and the metadata document of OData for a form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final
from xml.sax.saxutils import quoteattr

from .fields import Field, Fields, identifier
from .tables import ROOT, table_name

_TYPES: Final = {
    "int": "Edm.Int64", "decimal": "Edm.Decimal", "boolean": "Edm.Boolean", "date": "Edm.Date",
    "dateTime": "Edm.DateTimeOffset", "geopoint": "Edm.GeographyPoint", "geotrace": "Edm.GeographyLineString",
    "geoshape": "Edm.GeographyPolygon",
}  # fmt: skip
_SYSTEM: Final = (
    ("submissionDate", "Edm.DateTimeOffset"), ("updatedAt", "Edm.DateTimeOffset"), ("deletedAt", "Edm.DateTimeOffset"),
    ("submitterId", "Edm.String"), ("submitterName", "Edm.String"), ("attachmentsPresent", "Edm.Int64"),
    ("attachmentsExpected", "Edm.Int64"), ("status", "org.opendatakit.submission.Status"),
    ("reviewState", "org.opendatakit.submission.ReviewState"), ("deviceId", "Edm.String"), ("edits", "Edm.Int64"),
    ("formVersion", "Edm.String"),
)  # fmt: skip
_ENUMS: Final = (
    '<EnumType Name="Status"><Member Name="notDecrypted"/><Member Name="missingEncryptedFormData"/></EnumType>'
    '<EnumType Name="ReviewState"><Member Name="hasIssues"/><Member Name="edited"/><Member Name="rejected"/>'
    '<Member Name="approved"/></EnumType>'
)
_CAPABLE: Final = (
    '<Annotation Term="Org.OData.Capabilities.V1.ConformanceLevel" '
    'EnumMember="Org.OData.Capabilities.V1.ConformanceLevelType/Minimal"/>'
    '<Annotation Term="Org.OData.Capabilities.V1.BatchSupported" Bool="false"/>'
    '<Annotation Term="Org.OData.Capabilities.V1.CountRestrictions"><Record>'
    '<PropertyValue Property="Countable" Bool="true"/></Record></Annotation>'
    '<Annotation Term="Org.OData.Capabilities.V1.SortRestrictions"><Record>'
    '<PropertyValue Property="Sortable" Bool="false"/></Record></Annotation>'
)


def service(fields: Fields, root: str) -> dict[str, Any]:
    """The service document; `root` is the address that ends in `.svc`."""
    tables = [ROOT, *(table_name(one) for one in fields.repeats)]
    rows = [{"name": name, "kind": "EntitySet", "url": name} for name in tables]
    return {"@odata.context": f"{root}/$metadata", "value": rows}


def metadata(fields: Fields, form_id: str) -> str:
    """The metadata document, EDMX 4.0."""
    base = f"org.opendatakit.user.{identifier(form_id)}"
    entities = [_entity(fields, base, None), *(_entity(fields, base, one) for one in fields.repeats)]
    complexes = [
        f'<ComplexType Name="{_dotted(one)}">{"".join(_properties(fields, base, one.path))}</ComplexType>'
        for one in fields.all
        if one.type == "structure"
    ]
    system = "".join(f'<Property Name="{name}" Type="{kind}"/>' for name, kind in _SYSTEM)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<edmx:Edmx xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx" Version="4.0"><edmx:DataServices>'
        '<Schema xmlns="http://docs.oasis-open.org/odata/ns/edm" Namespace="org.opendatakit.submission">'
        f'<ComplexType Name="metadata">{system}</ComplexType>{_ENUMS}</Schema>'
        f'<Schema xmlns="http://docs.oasis-open.org/odata/ns/edm" Namespace="{base}">'
        f"{''.join(entities)}{''.join(complexes)}"
        f"<EntityContainer Name={quoteattr(identifier(form_id))}>{_sets(fields, base)}</EntityContainer>"
        "</Schema></edmx:DataServices></edmx:Edmx>"
    )


def _sets(fields: Fields, base: str) -> str:
    first = f'<EntitySet Name="{ROOT}" EntityType="{base}.{ROOT}">{_CAPABLE}</EntitySet>'
    names = [table_name(one) for one in fields.repeats]
    return first + "".join(f'<EntitySet Name="{name}" EntityType="{base}.{name}"/>' for name in names)


def _entity(fields: Fields, base: str, repeat: Field | None) -> str:
    name = table_name(repeat) if repeat else ROOT
    if repeat is None:
        own = '<Property Name="__system" Type="org.opendatakit.submission.metadata"/>'
    else:
        own = f'<Property Name="__{_owner(fields, repeat)}-id" Type="Edm.String"/>'
    properties = "".join(_properties(fields, base, repeat.path if repeat else ""))
    return (
        f'<EntityType Name="{name}"><Key><PropertyRef Name="__id"/></Key><Property Name="__id" Type="Edm.String"/>'
        f"{own}{properties}</EntityType>"
    )


def _owner(fields: Fields, repeat: Field) -> str:
    around = [one for one in fields.repeats if repeat.path.startswith(one.path + "/")]
    return "-".join([ROOT, *(around[-1].path.strip("/").split("/") if around else [])])


def _properties(fields: Fields, base: str, path: str) -> Iterator[str]:
    for one in fields.under(path):
        if one.type == "repeat":
            kind = f"Collection({base}.{table_name(one)})"
            yield f'<NavigationProperty Name="{one.identifier}" Type="{kind}"/>'
        else:
            kind = f"{base}.{_dotted(one)}" if one.type == "structure" else _TYPES.get(one.type, "Edm.String")
            yield f'<Property Name="{one.identifier}" Type="{kind}"/>'


def _dotted(field: Field) -> str:
    return ".".join(identifier(part) for part in field.path.strip("/").split("/"))

"""What indicators count among: rows of a frozen set joined so that each has a reporter, and the fields they may name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from attrs import field, frozen

from ..results import Of

Shape = Literal["text", "whole", "number"]


@frozen
class Field:
    """A column of a population: its SQL, whether it is text or a number, and what its values are."""

    sql: str
    shape: Shape = "text"
    of: Of = "code"


@frozen
class Population:
    """`source` is what stands after FROM; `who` the reporter, `width` how far a row's audience goes; `sound` whether it
    enters sums. `submission` is NULL where rows are no replies. `question` is the field that names the question asked."""

    source: str
    who: str
    fields: Mapping[str, Field]
    width: str = "4"
    sound: str = "TRUE"
    submission: str = "CAST(NULL AS BIGINT)"
    question: str = ""
    where: str = ""
    measures: Mapping[str, str] = field(factory=dict)


_PARTY: Final = (
    "CASE WHEN a.kind = 'organisation' THEN 'organisation' WHEN a.party_untoc AND a.party_1970 THEN 'both' "
    "WHEN a.party_untoc THEN 'untoc' WHEN a.party_1970 THEN 'unesco1970' ELSE 'neither' END"
)
_REPLIER: Final = {
    "entity": Field("r.entity", of="entity"),
    "group": Field("r.grp", of="group"),
    "language": Field("r.language", of="language"),
    "party": Field(_PARTY, of="party"),
    "kind": Field("a.kind"),
    "standing": Field("CASE WHEN r.late THEN 'late' ELSE 'in_time' END"),
    "whole": Field("CASE WHEN r.partial THEN 'partial' ELSE 'whole' END"),
}
_QUESTION: Final = {
    "question": Field("q.name", of="question"),
    "stem": Field("q.stem", of="question"),
    "section": Field("q.section"),
    "type": Field("q.type"),
    "meaning": Field("q.kind"),
}
_ANSWER: Final = {
    "year": Field("v.year", "whole", "year"),
    "currency": Field("v.currency", of="currency"),
    "method": Field("v.method"),
    "answer": Field("v.value"),
    "number": Field("v.number", "number"),
}
_REASON: Final = (
    "CASE WHEN v.submission IS NULL THEN 'blank' WHEN NOT v.sound THEN 'excluded' "
    "WHEN v.number IS NOT NULL OR (q.kind NOT IN ('figure', 'amount') AND v.value <> '') THEN 'given' "
    "WHEN v.missing <> '' THEN v.missing ELSE 'blank' END"
)


def _yes(column: str) -> Field:
    return Field(f"CASE WHEN {column} = 1 THEN 'yes' ELSE 'no' END")


_REPLY_JOIN: Final = "LEFT JOIN asked a ON a.entity = r.entity"

POPULATIONS: Final[Mapping[str, Population]] = {
    "asked": Population(
        "asked a LEFT JOIN replies r ON r.entity = a.entity", "a.entity",
        {
            "entity": Field("a.entity", of="entity"), "group": Field("a.grp", of="group"), "party": Field(_PARTY, of="party"),
            "language": Field("a.language", of="language"), "kind": Field("a.kind"), "status": Field("a.status"),
            "replied": Field("CASE WHEN r.submission IS NULL THEN 'no' ELSE 'yes' END"),
            "standing": Field("CASE WHEN r.submission IS NULL THEN 'silent' WHEN r.late THEN 'late' ELSE 'in_time' END"),
            "whole": Field(
                "CASE WHEN r.submission IS NULL THEN 'silent' WHEN r.partial THEN 'partial' ELSE 'whole' END"
            ),
        },
        submission="r.submission",
    ),
    "replies": Population(f"replies r {_REPLY_JOIN}", "r.entity", _REPLIER, submission="r.submission"),
    "options": Population(
        "options o JOIN answers v ON v.question = o.question AND v.value <> '' "
        "JOIN replies r ON r.submission = v.submission JOIN questions q ON q.question = o.question "
        "LEFT JOIN choices c ON c.submission = v.submission AND c.question = o.question AND c.choice = o.choice "
        + _REPLY_JOIN,
        "r.entity",
        {
            **_REPLIER, **_QUESTION, "choice": Field("o.choice", of="choice"),
            "chosen": Field("CASE WHEN c.choice IS NULL THEN 'no' ELSE 'yes' END"),
        },
        "v.width", submission="r.submission", question="q.name", where="NOT q.repeated",
    ),
    "answers": Population(
        f"answers v JOIN replies r ON r.submission = v.submission JOIN questions q ON q.question = v.question {_REPLY_JOIN}",
        "r.entity", {**_REPLIER, **_QUESTION, **_ANSWER}, "v.width", "v.sound", "r.submission", "q.name",
        measures={"number": "v.number"},
    ),
    "series": Population(
        f"answers v JOIN replies r ON r.submission = v.submission JOIN questions q ON q.question = v.question {_REPLY_JOIN}",
        "r.entity", {**_REPLIER, **_QUESTION, **_ANSWER}, "v.width", "v.sound", "r.submission", "q.stem",
        "q.stem <> ''", measures={"number": "v.number"},
    ),
    "cells": Population(
        "replies r CROSS JOIN questions q LEFT JOIN answers v ON v.submission = r.submission AND v.question = q.question "
        + _REPLY_JOIN,
        "r.entity",
        {**_REPLIER, **_QUESTION, "year": Field("q.year", "whole", "year"), "reason": Field(_REASON)},
        "COALESCE(v.width, 4)", submission="r.submission", question="q.name", where="NOT q.repeated",
    ),
    "series_cells": Population(
        "replies r CROSS JOIN questions q LEFT JOIN answers v ON v.submission = r.submission AND v.question = q.question "
        + _REPLY_JOIN,
        "r.entity",
        {**_REPLIER, **_QUESTION, "year": Field("q.year", "whole", "year"), "reason": Field(_REASON)},
        "COALESCE(v.width, 4)", submission="r.submission", question="q.stem", where="NOT q.repeated AND q.stem <> ''",
    ),
    "cases": Population(
        "cases k", "k.reporter",
        {
            "reporter": Field("k.reporter", of="entity"), "group": Field("k.grp", of="group"), "role": Field("k.role"),
            "offence": Field("k.offence"), "year": Field("k.event_year", "whole", "year"),
            "month": Field("k.event_month", "whole"), "origin": Field("k.origin", of="entity"),
            "transit": Field("k.transit", of="entity"), "destination": Field("k.destination", of="entity"),
            "object_type": Field("k.object_type"), "material": Field("k.material"),
            "currency": Field("k.currency", of="currency"), "method": Field("k.value_method"),
            "value": Field("k.value", "number"), "objects": Field("k.n_objects", "whole"),
            "theft_day": Field("k.theft_day", "whole"), "seizure_day": Field("k.seizure_day", "whole"),
            "cluster": Field("k.cluster", "whole"),
        },
        "k.width", "k.n_objects IS NULL OR k.n_objects >= 0",
        measures={
            "objects": "k.n_objects", "value": "k.value", "cluster": "k.cluster", "lag": "k.seizure_day - k.theft_day",
        },
    ),
    "distinct_cases": Population(
        "(SELECT cluster, MIN(width) AS width, MIN(event_year) AS event_year, COUNT(*) AS reports, "
        "MAX(CASE WHEN role = 'origin' THEN 1 ELSE 0 END) AS by_origin, "
        "MAX(CASE WHEN role = 'transit' THEN 1 ELSE 0 END) AS by_transit, "
        "MAX(CASE WHEN role = 'seizure' THEN 1 ELSE 0 END) AS by_seizure, "
        "MAX(CASE WHEN role = 'io' THEN 1 ELSE 0 END) AS by_organisation "
        "FROM cases WHERE cluster IS NOT NULL GROUP BY cluster) k",
        "''",
        {
            "year": Field("k.event_year", "whole", "year"), "by_origin": _yes("k.by_origin"),
            "by_transit": _yes("k.by_transit"), "by_seizure": _yes("k.by_seizure"),
            "by_organisation": _yes("k.by_organisation"), "reports": Field("k.reports", "whole"),
        },
        "k.width",
        measures={"reports": "k.reports"},
    ),
}  # fmt: skip

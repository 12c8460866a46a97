"""Invented reports with normalised columns: a story's own words, so that tests of linkage know no vocabulary."""

from __future__ import annotations

import random

import pyarrow as pa

STATES = ("AAA", "BBB", "CCC", "DDD", "EEE", "FFF")
TYPES = (
    ("krater", "vessel"),
    ("situla", "vessel"),
    ("herm", "stone"),
    ("kudurru", "stone"),
    ("tessera", "small"),
    ("fibula", "small"),
)
MATERIALS = ("orichalcum", "faience", "alabaster", "bucchero")
CULTURES = ("sabaean", "elamite", "etruscan")
SUSPECTS = ("KRM SLM", "BTR JN", "LN MRK", "SM NDR", "HSN TL", "RS VLD")

WHOLE = {
    **dict.fromkeys(("rec", "theft_day", "theft_swap", "seizure_day", "seizure_swap", "n_objects"), pa.int32()),
    **dict.fromkeys(("dim_a", "dim_b"), pa.float32()),
    "value_usd": pa.float64(),
    "origin_sure": pa.bool_(),
}
NAMES = (
    "rec",
    "rec_id",
    "reporter",
    "role",
    "lang",
    "offence",
    "theft_day",
    "theft_precision",
    "theft_swap",
    "seizure_day",
    "seizure_precision",
    "seizure_swap",
    "origin",
    "transit",
    "destination",
    "origin_sure",
    "place",
    "type",
    "type_group",
    "material",
    "culture",
    "n_objects",
    "dim_a",
    "dim_b",
    "value_usd",
    "currency",
    "suspect_key",
    "suspect_name",
    "title_key",
    "ref_key",
    "xref_key",
)

Row = dict[str, object]


def report(rec_id: str, **said: object) -> Row:
    """A report that says nothing but what is given."""
    empty: Row = dict.fromkeys(NAMES)
    return {
        **empty,
        "rec_id": rec_id,
        "lang": "en",
        "offence": "theft",
        "n_objects": 1,
        "origin_sure": True,
        "ref_key": rec_id,
        **said,
    }


def theft(rec_id: str, **said: object) -> Row:
    """What a State of origin reports."""
    plain = {
        "reporter": "AAA",
        "role": "origin",
        "origin": "AAA",
        "type": "krater",
        "type_group": "vessel",
        "theft_day": 16000,
    }
    return report(
        rec_id,
        **{
            **plain,
            "theft_precision": "d",
            "material": "faience",
            "n_objects": 3,
            "dim_a": 31.0,
            "dim_b": 12.0,
            **said,
        },
    )


def seizure(rec_id: str, **said: object) -> Row:
    """What the State that found the same object reports."""
    plain = {
        "reporter": "BBB",
        "role": "seizure",
        "destination": "BBB",
        "origin": "AAA",
        "type": "krater",
        "type_group": "vessel",
    }
    more = {
        "theft_day": 16000,
        "theft_precision": "d",
        "seizure_day": 16090,
        "seizure_precision": "d",
        "material": "faience",
    }
    return report(
        rec_id, **{**plain, **more, "offence": "seizure", "n_objects": 3, "dim_a": 31.2, "dim_b": 12.1, **said}
    )


def table(rows: list[Row]) -> pa.Table:
    """Rows as the normaliser would hand them over."""
    numbered = [{**row, "rec": place} for place, row in enumerate(rows)]
    return pa.table({name: pa.array([row[name] for row in numbered], WHOLE.get(name, pa.string())) for name in NAMES})


def world(cases: int, seed: int) -> tuple[pa.Table, dict[str, int]]:
    """Reports of invented cases by one to three reporters, shuffled, and the case of each."""
    dice = random.Random(seed)
    rows, truth = [], {}
    for case in range(cases):
        for row in _reports(dice, case):
            truth[str(row["rec_id"])] = case
            rows.append(row)
    dice.shuffle(rows)
    return table(rows), truth


def _reports(dice: random.Random, case: int) -> list[Row]:
    origin, transit, destination = dice.sample(STATES, 3)
    kind, group = dice.choice(TYPES)
    day, found = dice.randrange(15000, 19000), dice.randrange(20, 400)
    common = {"type": kind, "type_group": group, "material": dice.choice(MATERIALS), "culture": dice.choice(CULTURES)}
    common |= {
        "n_objects": dice.choice((1, 1, 2, 3, 5, 8)),
        "dim_a": round(dice.uniform(5, 200), 1),
        "dim_b": round(dice.uniform(1, 5), 2),
    }
    suspect = dice.choice(SUSPECTS) + f" {dice.choice('ABCDEFGH')}"
    made = []
    for role, reporter in (("origin", origin), ("seizure", destination), ("transit", transit)):
        if dice.random() > {"origin": 0.7, "seizure": 0.7, "transit": 0.3}[role] and made:
            continue
        said = {
            name: value
            for name, value in common.items()
            if name in ("type", "type_group", "n_objects") or dice.random() < 0.75
        }
        if role == "origin" or dice.random() < 0.4:
            said |= {"theft_day": day + dice.choice((0, 0, 0, 3, -7)), "theft_precision": "d"}
        if role != "origin" or dice.random() < 0.4:
            said |= {"seizure_day": day + found + dice.choice((0, 0, 0, 2)), "seizure_precision": "d"}
        if role == "origin" or dice.random() < 0.8:
            said["origin"] = origin
        if role != "origin" or dice.random() < 0.5:
            said["destination"] = destination
        if role != "origin" and dice.random() < 0.5:
            said |= {"suspect_key": suspect, "suspect_name": suspect.lower()}
        if made and dice.random() < 0.3:
            said["xref_key"] = made[0]["ref_key"]
        made.append(report(f"c{case}-{role}", reporter=reporter, role=role, **said))
    return made

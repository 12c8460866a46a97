"""The wrapped keys in a file of their own: kept apart from backups, so that shredding can reach those too."""

from __future__ import annotations

import base64
import json
from datetime import datetime
from typing import Any
from uuid import UUID

from entraide.foundation.actions import Act, action
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import Actor
from entraide.kernel.problems import refuse

from . import keyring
from .models import DataKey
from .policies import may_turn_keys


def written(actor: Actor) -> str:
    """Every key that is not shredded, one JSON object a line. Useless without a master key."""
    may_turn_keys(actor).enforce()
    with acting_as(actor):
        rows = list(DataKey.objects.filter(shredded_at__isnull=True))
    return "".join(json.dumps(_line(row)) + "\n" for row in rows)


def _line(row: DataKey) -> dict[str, Any]:
    return {
        "id": str(row.id), "entity": row.entity, "kind": row.kind, "version": row.version, "master": row.master,
        "wrapped": base64.b64encode(bytes(row.wrapped)).decode(), "made_at": row.made_at.isoformat(),
        "retired_at": row.retired_at.isoformat() if row.retired_at else None,
    }  # fmt: skip


def _row(line: dict[str, Any]) -> DataKey:
    retired = line["retired_at"]
    return DataKey(
        id=UUID(line["id"]), entity=str(line["entity"]), kind=str(line["kind"]), version=int(line["version"]),
        master=str(line["master"]), wrapped=base64.b64decode(line["wrapped"]),
        made_at=datetime.fromisoformat(line["made_at"]),
        retired_at=datetime.fromisoformat(retired) if retired else None,
    )  # fmt: skip


@action("crypto.keys.put_back")
def put_back(act: Act, text: str) -> int:
    """Keys of a file into a database that lacks them; how many. One that is there, or was shredded there, stays as it is.

    Refused with SEC-047 when it is no such file.
    """
    may_turn_keys(act.actor).enforce()
    try:
        rows = [_row(json.loads(line)) for line in text.splitlines() if line.strip()]
    except (ValueError, KeyError, TypeError):
        raise refuse("SEC-047") from None
    known = set(DataKey.objects.filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
    missing = [row for row in rows if row.pk not in known]
    DataKey.objects.bulk_create(missing)
    keyring.forget()
    act.about("crypto.datakey", put_back=len(missing))
    return len(missing)

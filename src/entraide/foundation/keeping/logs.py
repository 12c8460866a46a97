"""Log lines that carry no content: what happened, where in the code, to which view; never with whose words.

Only our own loggers (`entraide…`) say a sentence, which is a constant, and a few fields by name. Everybody else's messages are
reduced to their logger and the place in the code: Django writes paths, drivers write parameters, mail libraries addresses.
An exception is told by its type and its frames; its message may be somebody's words and stays out.
"""

from __future__ import annotations

import json
import logging
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any

request_id: ContextVar[str] = ContextVar("entraide_request_id", default="")
"""Set by the middleware for the length of a request, so that every line of it can be found."""

FIELDS = ("view", "method", "status", "ms", "person", "duty", "job", "kind", "count", "code")
"""What our own loggers may add; anything else given as `extra` is left out."""
_DEEPEST = 30
_PACKAGES = ("site-packages", "dist-packages", "src")
_HARMLESS = ("gunicorn.error",)
"""Loggers whose constant sentences help an operator (a worker has ended); what fills them stays out as well."""


@cache
def _within(file: str) -> str:
    parts = Path(file).parts
    for package in _PACKAGES:
        if package in parts:
            return "/".join(parts[len(parts) - parts[::-1].index(package) :])
    return "/".join(parts[-2:])


def place(file: str, line: int | None) -> str:
    """`entraide/portal/guard.py:42`: without the folders of this machine."""
    return f"{_within(file)}:{line or 0}"


def _frames(trace: TracebackType | None) -> list[str]:
    steps = [(frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(trace)]
    return [place(file, line) for file, line in steps[-_DEEPEST:]]


def told(error: BaseException | None) -> list[dict[str, Any]]:
    """The exception and those it came from: types and frames."""
    chain: list[dict[str, Any]] = []
    while error is not None and len(chain) < 5:
        kind = type(error)
        chain.append({"type": f"{kind.__module__}.{kind.__qualname__}", "frames": _frames(error.__traceback__)})
        error = error.__cause__ or error.__context__
    return chain


def facts(record: logging.LogRecord) -> dict[str, Any]:
    """What of a record may be written down."""
    said: dict[str, Any] = {
        "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "logger": record.name,
        "where": place(record.pathname, record.lineno),
    }
    if record.name.partition(".")[0] == "entraide":
        said["event"] = str(record.msg)
        said |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
    elif record.name in _HARMLESS and record.args:
        said["event"] = str(record.msg)
    if request := request_id.get():
        said["request"] = request
    if record.exc_info and record.exc_info[1]:
        said["errors"] = told(record.exc_info[1])
    return said


class Lines(logging.Formatter):
    """One JSON object on each line."""

    def format(self, record: logging.LogRecord) -> str:
        """Nothing but `facts`."""
        return json.dumps(facts(record), ensure_ascii=True, default=lambda value: type(value).__name__)


class Plain(logging.Formatter):
    """The same facts for reading at a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        """`at level logger: event name=value …`, then the frames, innermost last."""
        said = facts(record)
        errors = said.pop("errors", [])
        head = f"{said.pop('at')} {said.pop('level')} {said.pop('logger')}: {said.pop('event', said['where'])}"
        rest = " ".join(f"{name}={value}" for name, value in said.items())
        lines = [f"  {error['type']}: {' > '.join(error['frames'])}" for error in errors]
        return "\n".join([f"{head} {rest}", *lines])


def configuration(form: str, level: str, requests: bool) -> dict[str, Any]:
    """The `LOGGING` setting: everything to stderr through one of the two forms; Django's own handlers are taken away."""
    formatter = {"()": f"{__name__}.{'Plain' if form == 'plain' else 'Lines'}"}
    quiet = {"handlers": [], "propagate": True}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"ours": formatter},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "ours"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "django": quiet,
            "django.server": quiet,
            "entraide": {"level": "INFO"},
            "entraide.request": {"level": "INFO" if requests else "WARNING"},
        },
    }

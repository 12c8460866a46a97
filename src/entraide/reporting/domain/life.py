"""The life of a report: changed as often as needed, then issued and never changed; and that of a comment at a block."""

from entraide.kernel.transitions import Transitions

REPORT = Transitions(
    name="report",
    code="REP-004",
    start="draft",
    table={
        "draft": {
            "recompose": "draft", "change": "draft", "clear": "draft", "update": "draft", "write": "draft",
            "issue": "issued",
        }
    },
)  # fmt: skip

REMARK = Transitions(
    name="comment",
    code="REP-118",
    start="open",
    table={
        "open": {"answer": "answered", "close": "closed"},
        "answered": {"answer": "answered", "close": "closed", "reopen": "open"},
        "closed": {"reopen": "open"},
    },
)

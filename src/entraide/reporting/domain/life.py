"""The life of a report: composed again as often as needed, then issued and never changed."""

from entraide.kernel.transitions import Transitions

REPORT = Transitions(
    name="report",
    code="REP-004",
    start="draft",
    table={"draft": {"recompose": "draft", "write": "draft", "issue": "issued"}},
)

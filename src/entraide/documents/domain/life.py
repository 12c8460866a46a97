"""The life of a reading: a file that was read, and waits for a person."""

from entraide.kernel.transitions import Transitions

READING = Transitions(
    name="reading",
    code="DOC-301",
    start="read",
    table={"read": {"correct": "read", "file": "filed", "set aside": "set_aside"}},
)

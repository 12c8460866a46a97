"""Reading a delivery status notification (RFC 3464): whose address failed for good. Pure: bytes in, addresses out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32

from attrs import frozen

from entraide.kernel.problems import refuse
from entraide.kernel.text import one_line

LARGEST = 5 * 1024 * 1024
MOST = 500
_STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")


@frozen
class Failure:
    """An address that a mail server gave up on."""

    addresses: tuple[str, ...]
    status: str
    because: str


def failures(data: bytes) -> tuple[Failure, ...]:
    """Every recipient that failed for good; none for delays and successes.

    Refused with SEC-046 beyond 5 MB, SEC-045 when it is no such notification.
    """
    if len(data) > LARGEST:
        raise refuse("SEC-046", most=LARGEST // 1024 // 1024)
    try:
        message = BytesParser(policy=compat32).parsebytes(data)
        reports = [part for part in message.walk() if part.get_content_type() == "message/delivery-status"]
        blocks = [block for report in reports for block in _blocks(report)]
    except (RecursionError, ValueError, LookupError):
        blocks = []
    if not blocks:
        raise refuse("SEC-045")
    return tuple(_failed(blocks[:MOST]))


def _blocks(report: Message) -> list[Message]:
    inside = report.get_payload()
    return [block for block in inside if isinstance(block, Message)] if isinstance(inside, list) else []


def _failed(blocks: list[Message]) -> Iterator[Failure]:
    for block in blocks:
        named = (block.get("Original-Recipient"), block.get("Final-Recipient"))
        addresses = tuple(dict.fromkeys(address for text in named if (address := _address(text))))
        found = _STATUS.search(str(block.get("Status", "")))
        action = str(block.get("Action", "")).strip().lower()
        if addresses and action == "failed" and (found is None or found[1] == "5"):
            yield Failure(addresses, found[0] if found else "", one_line(str(block.get("Diagnostic-Code", "")))[:300])


def _address(text: object) -> str:
    """`rfc822; samira@example.org` → the address, in small letters; empty when it is none."""
    address = str(text or "").rpartition(";")[2].strip().strip("<>").lower()
    return address if re.fullmatch(r"[^@\s]{1,64}@[^@\s]{1,190}", address) else ""

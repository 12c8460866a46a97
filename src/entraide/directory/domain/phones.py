"""Telephone numbers: read as people write them, kept in E.164 with the extension apart, shown in international form."""

from __future__ import annotations

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat


def normal(written: str, region: str = "") -> tuple[str, str] | None:
    """`(02) 2792 1000 ext 12` of EG → (`+20227921000`, `12`); None where it is no number that can exist.

    `region` is the ISO 3166 alpha-2 code of the country whose way of writing is taken where no country code is given.
    """
    try:
        read = phonenumbers.parse(written, region or None)
    except NumberParseException:
        return None
    if not phonenumbers.is_possible_number(read):
        return None
    extension, read.extension = read.extension or "", None
    return phonenumbers.format_number(read, PhoneNumberFormat.E164), extension


def is_normal(value: str) -> bool:
    """Whether it stands in E.164."""
    read = normal(value)
    return read is not None and read[0] == value


def shown(value: str) -> str:
    """`+20 2 27921000`: the international form; what is not in E.164 as it was written."""
    if not is_normal(value):
        return value
    return str(phonenumbers.format_number(phonenumbers.parse(value), PhoneNumberFormat.INTERNATIONAL))


def local(value: str) -> str:
    """As it is dialled within its own country; what is not in E.164 as it was written."""
    if not is_normal(value):
        return value
    return str(phonenumbers.format_number(phonenumbers.parse(value), PhoneNumberFormat.NATIONAL))

"""The six official languages and what differs between them on a page."""

from typing import Final, Literal

Language = Literal["ar", "en", "es", "fr", "ru", "zh"]
Direction = Literal["ltr", "rtl"]

LANGUAGES: Final[tuple[Language, ...]] = ("ar", "en", "es", "fr", "ru", "zh")
"""In the alphabetical order of their codes: no language comes first by merit."""

OWN_NAMES: Final[dict[Language, str]] = {
    "ar": "العربية",
    "en": "English",
    "es": "Español",
    "fr": "Français",
    "ru": "Русский",
    "zh": "中文",
}

ISO_639_2: Final[dict[Language, str]] = {
    "ar": "ara",
    "en": "eng",
    "es": "spa",
    "fr": "fra",
    "ru": "rus",
    "zh": "zho",
}
"""Terminological three-letter codes, as Akoma Ntoso names expressions."""


def is_language(code: str) -> bool:
    """Whether `code` is one of the six (two letters, lower case)."""
    return code in LANGUAGES


def as_language(code: str, default: Language = "en") -> Language:
    """The language meant by a tag such as `fr`, `fr-CH` or `zh-hans`; `default` when it is none of the six."""
    head = code.replace("_", "-").split("-")[0].lower()
    for language in LANGUAGES:
        if language == head:
            return language
    return default


def direction(language: str) -> Direction:
    """`rtl` for Arabic, `ltr` for the others."""
    return "rtl" if language == "ar" else "ltr"

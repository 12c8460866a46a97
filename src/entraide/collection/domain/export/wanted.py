"""What somebody wants of an export: the format, the language, labels or codes, what stands beside the values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, Literal, get_args

from attrs import field, frozen

from entraide.kernel.audience import Audience
from entraide.kernel.languages import Language, as_language

Format = Literal["csv", "xlsx", "jsonl", "sav", "dta", "sqlite", "codebook"]
Aspect = Literal["missing", "flags", "source", "comment", "audience"]
Said = Literal["names", "labels"]
Values = Literal["labels", "codes"]
Several = Literal["one", "each"]
Reasons = Literal["column", "cell"]

FORMATS: Final[tuple[Format, ...]] = get_args(Format)
ASPECTS: Final[tuple[Aspect, ...]] = get_args(Aspect)
HANDED: Final = (Audience.SECRETARIAT, Audience.STATE, Audience.PARTIES, Audience.MEMBERS, Audience.PUBLIC)


def _aspects(given: Iterable[str]) -> tuple[Aspect, ...]:
    wanted = frozenset(given)
    return tuple(one for one in ASPECTS if one in wanted)


@frozen
class Wanted:
    """The choices of one export; `tables` empty means all of them.

    `headings`: columns bear their names or the words of the questions. `values`: choices as their labels or their codes.
    `several`: what may be answered several times in one column, or one column of 0 and 1 for each choice. `missing`: why there
    is no figure stands in a column of its own (when `beside` asks for it) or in the cell. `audience`: for whom the file is;
    answers whose sharing level is narrower are left out (`SECRETARIAT`: nothing is).
    """

    format: Format = "xlsx"
    language: Language = "en"
    headings: Said = "labels"
    values: Values = "labels"
    several: Several = "one"
    beside: tuple[Aspect, ...] = field(default=("missing",), converter=_aspects)
    missing: Reasons = "column"
    tables: tuple[str, ...] = ()
    mark: bool = True
    audience: Audience = Audience.SECRETARIAT

    def to_json(self) -> dict[str, Any]:
        """As it is kept, to be repeated."""
        return {
            "format": self.format, "language": self.language, "headings": self.headings, "values": self.values,
            "several": self.several, "beside": list(self.beside), "missing": self.missing, "tables": list(self.tables),
            "mark": self.mark, "audience": self.audience.value,
        }  # fmt: skip

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Wanted:
        """The reverse; what is not known is as by default."""
        plain = cls()
        return cls(
            format=_one(data, "format", FORMATS, plain.format),
            language=as_language(str(data.get("language", "")), plain.language),
            headings=_one(data, "headings", get_args(Said), plain.headings),
            values=_one(data, "values", get_args(Values), plain.values),
            several=_one(data, "several", get_args(Several), plain.several),
            beside=data.get("beside", plain.beside), missing=_one(data, "missing", get_args(Reasons), plain.missing),
            tables=tuple(str(one) for one in data.get("tables", ())), mark=bool(data.get("mark", plain.mark)),
            audience=_one(data, "audience", HANDED, plain.audience),
        )  # fmt: skip


def _one(data: Mapping[str, Any], name: str, known: tuple[Any, ...], otherwise: Any) -> Any:
    return next((one for one in known if one == data.get(name)), otherwise)

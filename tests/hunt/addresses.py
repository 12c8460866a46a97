"""Every address of the platform, filled with every identity there is to try."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from attrs import field, frozen
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

LEFT_OUT = ("static/", "accounts/2fa/webauthn/", "accounts/logout/")
"""Files of the design; what allauth tests itself; what would sign the hunter out."""
MOST_OF_A_ROUTE = 60


@frozen
class Route:
    """One pattern: its pieces in order, and the names and kinds of what has to be filled in."""

    name: str
    shape: str
    kinds: Mapping[str, str]


@frozen
class Candidates:
    """What to fill in, by the name of the parameter first, then by its kind."""

    by_name: Mapping[str, Sequence[object]] = field(factory=dict)
    by_kind: Mapping[str, Sequence[object]] = field(factory=dict)

    def of(self, name: str, kind: str) -> Sequence[object]:
        """All that is worth trying there."""
        return self.by_name.get(name) or self.by_kind.get(kind) or ("x",)


def routes(
    resolver: URLResolver | None = None, before: str = "", kinds: Mapping[str, str] | None = None
) -> Iterator[Route]:
    """Every address that the platform answers, flat."""
    for entry in (resolver or get_resolver()).url_patterns:
        shape = before + _shape(entry)
        known = {**(kinds or {}), **{name: type(one).__name__ for name, one in entry.pattern.converters.items()}}
        if isinstance(entry, URLResolver):
            yield from routes(entry, shape, known)
        elif isinstance(entry, URLPattern) and not shape.startswith(LEFT_OUT):
            yield Route(entry.name or shape, shape, known)


def _shape(entry: URLPattern | URLResolver) -> str:
    """`documents/<int:document_id>/` as `documents/{document_id}/`; an expression that takes anything as nothing."""
    if not isinstance(entry.pattern, RoutePattern):
        return ""
    shape = str(entry.pattern)
    for name in entry.pattern.converters:
        start = shape.index("<")
        shape = f"{shape[:start]}{{{name}}}{shape[shape.index('>') + 1 :]}"
    return shape


def filled(route: Route, candidates: Candidates) -> Iterator[str]:
    """The route's addresses, at most MOST_OF_A_ROUTE, spread over all that could be filled in."""
    names = [name for name in route.kinds if f"{{{name}}}" in route.shape]
    rows = list(product(*(candidates.of(name, route.kinds[name]) for name in names)))
    step = max(1, len(rows) // MOST_OF_A_ROUTE)
    for row in rows[::step]:
        yield "/" + route.shape.format(**dict(zip(names, row, strict=True)))

"""The primary instance of a form, read once: what every reply's tree is cast from."""

from __future__ import annotations

from typing import Final

from attrs import frozen

from .form import Form
from .xpath.context import XFORMS
from .xpath.nodes import Data, Node, read

NUMERIC: Final = frozenset({"int", "integer", "long", "decimal"})
"""Data types that hold numbers."""


@frozen(eq=False)
class Mold:
    """One element. `children` holds each child once; the first block of a repeat stands for all of its positions."""

    node: Node
    plain: str
    repeat: bool
    text: str
    """What a leaf holds before anything was answered; "" where an answer alone decides."""
    hidden: bool
    direct: bool
    """Whether names without prefix alone lead here."""
    data: Data
    children: tuple[Mold, ...] = ()

    @property
    def name(self) -> str:
        """The element's name."""
        return self.node.name


def mold_of(form: Form) -> Mold:
    """The mold of a form's template. Refused with COL-007 or COL-008 when the template cannot be read."""
    root = read(form.template).elements()[0]
    spaces = frozenset({"", XFORMS, root.uri})
    repeats = frozenset(repeat.path for repeat in form.repeats())
    hidden = frozenset(question.path for question in form.hidden)

    types = {question.path: question.datatype for question in (*form.hidden, *form.questions())}

    def cast(node: Node, plain: str, direct: bool) -> Mold:
        direct = direct and not node.prefix and node.uri in spaces
        firsts = {child.name: child for child in reversed(node.elements()) if f"{plain}/{child.name}" in repeats}
        kept = [child for child in node.elements() if firsts.get(child.name, child) is child]
        children = tuple(cast(child, f"{plain}/{child.name}", direct) for child in kept)
        text = node.text if not children and plain in hidden else ""
        data: Data = "" if children else "number" if types.get(plain) in NUMERIC else "text"
        return Mold(node, plain, plain in repeats, text, plain in hidden, direct, data, children)

    return cast(root, "/" + root.name, True)

"""The nodes that expressions walk over: a light tree with document order, read from XML by a hardened parser."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from lxml import etree

from entraide.kernel.problems import refuse

Data = Literal["", "text", "number", "boolean"]
"""What a leaf of a reply holds; "" for nodes of other documents, which are mere text."""
Sort = Literal["document", "element", "text", "comment", "processing-instruction", "attribute", "namespace"]

MAX_BYTES = 20_000_000
MAX_NODES = 400_000
MAX_DEPTH = 200
XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"


class Node:
    """One node. Mutable on purpose: the judge writes calculated values into the tree it built."""

    __slots__ = (
        "attributes",
        "children",
        "data",
        "local",
        "namespaces",
        "order",
        "parent",
        "prefix",
        "sort",
        "uri",
        "value",
    )

    def __init__(self, sort: Sort, local: str = "", value: str = "", parent: Node | None = None) -> None:
        self.sort: Sort = sort
        self.local = local
        self.prefix = ""
        self.uri = ""
        self.value = value
        self.parent = parent
        self.children: list[Node] = []
        self.attributes: list[Node] = []
        self.namespaces: Mapping[str | None, str] = {}
        self.order = 0
        self.data: Data = ""

    def __repr__(self) -> str:
        return f"<{self.sort} {self.name} {self.value!r}>"

    @property
    def name(self) -> str:
        """The name with its prefix."""
        return f"{self.prefix}:{self.local}" if self.prefix else self.local

    @property
    def text(self) -> str:
        """The string value."""
        children = self.children
        if not children:
            return self.value
        if len(children) == 1 and children[0].sort == "text":
            return children[0].value
        return "".join(node.text for node in children if node.sort in ("element", "text"))

    def set_text(self, text: str) -> None:
        """Make `text` the whole content of this element."""
        if len(self.children) == 1 and self.children[0].sort == "text":
            self.children[0].value = text
            return
        self.children = [Node("text", "", text, self)] if text else []
        for child in self.children:
            child.order = self.order

    def elements(self, local: str = "*") -> list[Node]:
        """The child elements with this local name."""
        return [node for node in self.children if node.sort == "element" and local in ("*", node.local)]

    def attribute(self, name: str) -> str:
        """The value of the attribute with this qualified name, "" when it is absent."""
        return next((node.value for node in self.attributes if node.name == name), "")

    def root(self) -> Node:
        """The topmost node."""
        node = self
        while node.parent is not None:
            node = node.parent
        return node

    def ancestors(self) -> Iterator[Node]:
        """Parent, grandparent, and so on to the root."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def descendants(self) -> Iterator[Node]:
        """Everything below, in document order, attributes left out."""
        for child in self.children:
            yield child
            if child.children:
                yield from child.descendants()

    def position(self) -> int:
        """From 1: which one it is among its brothers of the same name."""
        if self.parent is None:
            return 1
        brothers = (node for node in self.parent.children if node.sort == self.sort and node.name == self.name)
        return next((at for at, node in enumerate(brothers, 1) if node is self), 1)


def parser() -> etree.XMLParser:
    """A parser without entities, network, or documents of unbounded size."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=False)


def element_of(xml: bytes | str) -> etree._Element:
    """The root element of some XML; COL-007 when it is not XML, COL-008 when it is too large."""
    data = xml.strip().encode() if isinstance(xml, str) else xml
    if len(data) > MAX_BYTES:
        raise refuse("COL-008", limit=MAX_BYTES)
    try:
        root = etree.fromstring(data, parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        raise refuse("COL-007", detail=str(error)[:200]) from None
    return root


def read(xml: bytes | str) -> Node:
    """A document node for some XML, nodes numbered in document order."""
    return document_of(element_of(xml))


def document_of(root: etree._Element) -> Node:
    """A document node over an element that is already parsed."""
    document = Node("document")
    counter = _Counter()
    for outside in [*reversed(list(root.itersiblings(preceding=True))), root, *root.itersiblings()]:
        _add(document, outside, counter, 1)
    return document


class _Counter:
    def __init__(self) -> None:
        self.last = 0

    def next(self) -> int:
        self.last += 1
        if self.last > MAX_NODES:
            raise refuse("COL-008", limit=MAX_NODES)
        return self.last


def _add(parent: Node, item: etree._Element, counter: _Counter, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise refuse("COL-008", limit=MAX_DEPTH)
    node = _node(item, parent)
    node.order = counter.next()
    parent.children.append(node)
    if node.sort == "element":
        for key, value in item.attrib.items():
            node.attributes.append(_attribute(str(key), str(value), item, node, counter))
        _add_text(node, item.text, counter)
        for child in item:
            _add(node, child, counter, depth + 1)
            _add_text(node, child.tail, counter)


def _add_text(parent: Node, text: str | None, counter: _Counter) -> None:
    if text and parent.children and parent.children[-1].sort == "text":
        parent.children[-1].value += text
    elif text:
        node = Node("text", "", text, parent)
        node.order = counter.next()
        parent.children.append(node)


def _node(item: etree._Element, parent: Node) -> Node:
    tag: object = item.tag
    if tag is etree.Comment:
        return Node("comment", "", item.text or "", parent)
    if tag is etree.ProcessingInstruction:
        return Node("processing-instruction", str(getattr(item, "target", "")), item.text or "", parent)
    if not isinstance(tag, str):
        return Node("text", "", item.text or "", parent)
    name = etree.QName(tag)
    node = Node("element", name.localname, "", parent)
    node.uri, node.prefix = name.namespace or "", item.prefix or ""
    same = parent.sort == "element" and parent.namespaces == item.nsmap
    node.namespaces = parent.namespaces if same else dict(item.nsmap)
    return node


def _attribute(key: str, value: str, item: etree._Element, parent: Node, counter: _Counter) -> Node:
    name = etree.QName(key)
    node = Node("attribute", name.localname, value, parent)
    node.uri = name.namespace or ""
    if node.uri == XML_NAMESPACE:
        node.prefix = "xml"
    elif node.uri:
        node.prefix = next((prefix for prefix, uri in item.nsmap.items() if prefix and uri == node.uri), "")
    node.order = counter.next()
    return node

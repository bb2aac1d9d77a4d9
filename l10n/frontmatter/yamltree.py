"""The tree of a YAML text, with the exact place of every node.

The events of PyYAML's C parser are walked one by one, because its composer recurses and crashes
on deep nesting, and every size is capped while walking.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NoReturn

import yaml

from l10n.frontmatter.limits import MAX_DEPTH, MAX_NODES, MAX_NUMBER, refuse
from l10n.frontmatter.node import MAPPING, NULL, SEQUENCE, STRING, Kind, Node
from l10n.later import later
from l10n.text import Span, to_span

# YAML 1.2, 5.1: what is not c-printable; the parser's own message for these has no line.
_UNREADABLE: Final = yaml.reader.Reader.NON_PRINTABLE
_PROPERTIES: Final = later(r"(?:[&!][^ \t\r\n]*+|[ \t\r\n\x85\u2028\u2029]++|#[^\r\n]*+)*+")
# PyYAML may have been built without libyaml; its Python parser gives the same tree, slower.
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SCALAR: Final = Kind.SCALAR  # the member of an enumeration takes long to look up
_RESOLVER: Final = yaml.resolver.Resolver()
_FIRST: Final = frozenset(_RESOLVER.yaml_implicit_resolvers)
"""What a scalar begins with that may be something else than a string; the empty one is null."""


@dataclass(slots=True)
class _Walk:
    """Where a walk over the events is."""

    events: Iterator[yaml.Event]
    text: str
    offset: int
    path: str
    nodes: int = 0
    anchors: dict[str, Node | None] = field(default_factory=dict)
    """``None`` while the anchored node is still open."""


def read_yaml(text: str, span: Span, path: str) -> Node | None:
    """Read the tree of the YAML that ``span`` covers, None when it says nothing.

    Raises L10nError for what is not YAML, or larger than the caps.
    """
    content = span.of(text)
    walk = _Walk(iter(()), text, span.start, path)
    bad = _UNREADABLE.search(content)
    if bad or content.startswith("\ufeff"):
        offset = bad.start() if bad else 0
        message = f"remove the character U+{ord(content[offset]):04X} from the front matter"
        _refuse(walk, message, offset)
    walk.events = yaml.parse(content, Loader=_LOADER)
    try:
        return _document(walk)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        _refuse(walk, explain(error), mark.index if mark else 0)


def explain(error: yaml.MarkedYAMLError) -> str:
    """Say in one line what PyYAML found wrong."""
    problem = " ".join(str(error.problem or error.context).split())
    return (
        f"the front matter is not valid YAML: {problem}; "
        "look at the indentation, and put quotes around a value that holds ': ' or ' #'"
    )


def _document(walk: _Walk) -> Node | None:
    root: Node | None = None
    documents = 0
    for event in walk.events:
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                message = "the front matter holds two YAML documents; remove the line '...'"
                _refuse(walk, message, _start(event))
        elif isinstance(event, yaml.NodeEvent):
            root = _node(walk, event, 0, flow=False)
    says_nothing = root is None or (root.kind is Kind.SCALAR and root.tag == NULL)
    return None if says_nothing else root


def _node(walk: _Walk, event: yaml.NodeEvent, depth: int, *, flow: bool) -> Node:
    walk.nodes += 1
    if depth > MAX_DEPTH:
        message = f"the front matter is nested more than {MAX_DEPTH} deep; make it flatter"
        _refuse(walk, message, _start(event))
    anchor = None if isinstance(event, yaml.AliasEvent) else event.anchor
    if anchor and anchor in walk.anchors:
        message = f"the anchor &{anchor} is there twice; give one another name"
        _refuse(walk, message, _start(event))
    if isinstance(event, yaml.ScalarEvent):
        node = _scalar(walk, event, flow)
    elif isinstance(event, yaml.CollectionStartEvent):
        node = _collection(walk, event, depth)
    else:
        node = _alias(walk, event, flow)
    if node.size > MAX_NODES or walk.nodes > MAX_NODES or node.height > MAX_DEPTH + 1:
        message = (
            f"the front matter is larger than {MAX_NODES} values or {MAX_DEPTH} levels "
            "when its aliases are written out; use fewer of them"
        )
        _refuse(walk, message, _start(event))
    if anchor:
        walk.anchors[anchor] = node
    return node


def _alias(walk: _Walk, event: yaml.NodeEvent, flow: bool) -> Node:
    if event.anchor not in walk.anchors:
        message = f"the alias *{event.anchor} has no anchor before it; write &{event.anchor} there"
        _refuse(walk, message, _start(event))
    target = walk.anchors[event.anchor]
    if target is None:
        message = f"the alias *{event.anchor} holds itself; write the value instead"
        _refuse(walk, message, _start(event))
    span = _span(walk, event)
    return Node(
        Kind.ALIAS,
        span,
        style="*",
        flow=flow,
        target=target,
        size=target.size,
        height=target.height,
    )


def _scalar(walk: _Walk, event: yaml.ScalarEvent, flow: bool) -> Node:
    tag = event.tag
    if tag is None or tag == "!":
        tag = _resolve(event.value, event.implicit)
    if tag != STRING and len(event.value) > MAX_NUMBER:
        message = (
            f"this number or date is longer than {MAX_NUMBER} characters; put quotes around it"
        )
        _refuse(walk, message, _start(event))
    span = _span(walk, event)
    if event.anchor or event.tag:
        found = _PROPERTIES.match(walk.text, span.start, span.end)
        span = Span(found.end() if found else span.start, span.end)
    # The C parser gives an empty style, the Python one None.
    return Node(_SCALAR, span, event.value, tag, event.style or "", flow)


def _resolve(value: str, implicit: tuple[bool, bool]) -> str:
    if not implicit[0] or value[:1] not in _FIRST:  # in quotes, or as most texts begin
        return STRING
    return str(_RESOLVER.resolve(yaml.ScalarNode, value, implicit))  # type: ignore[no-untyped-call]


def _collection(walk: _Walk, event: yaml.CollectionStartEvent, depth: int) -> Node:
    is_mapping = isinstance(event, yaml.MappingStartEvent)
    tag = event.tag
    if tag is None or tag == "!":
        tag = MAPPING if is_mapping else SEQUENCE
    if event.anchor:
        walk.anchors[event.anchor] = None
    flow, inner = bool(event.flow_style), depth + 1
    nodes: list[Node] = []
    for each in walk.events:
        if not isinstance(each, yaml.NodeEvent):
            break
        nodes.append(_node(walk, each, inner, flow=flow))
    return Node(
        Kind.MAPPING if is_mapping else Kind.SEQUENCE,
        _span(walk, event),
        tag=tag,
        keys=tuple(nodes[::2]) if is_mapping else (),
        children=tuple(nodes[1::2] if is_mapping else nodes),
        size=1 + sum([node.size for node in nodes]),
        height=1 + max([node.height for node in nodes], default=0),
    )


def _span(walk: _Walk, event: yaml.Event) -> Span:
    start, end, offset = event.start_mark, event.end_mark, walk.offset
    return to_span((offset + (start.index if start else 0), offset + (end.index if end else 0)))


def _start(event: yaml.Event) -> int:
    return event.start_mark.index if event.start_mark else 0


def _refuse(walk: _Walk, message: str, index: int) -> NoReturn:
    refuse(walk.text, walk.offset + index, walk.path, message)

"""The tree of a JSON text, with the exact place of every node.

The standard library's reader says no places, so they are scanned here; what it reads is compared
with what was scanned, and a text in which both differ is refused.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final, NoReturn

from l10n.frontmatter.limits import MAX_DEPTH, MAX_NUMBER, refuse
from l10n.frontmatter.node import ATOM, MAPPING, SEQUENCE, STRING, Kind, Node
from l10n.frontmatter.scan import Scan, skip, takes
from l10n.later import later
from l10n.text import Span

_BLANKS: Final = re.compile(r"[ \t\r\n]*+")
_STRING: Final = re.compile(r'"(?:[^"\\\x00-\x1f]++|\\[^\x00-\x1f])*+"')
_ATOM: Final = re.compile(r"true|false|null|-?[0-9]++(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?")
_SURROGATE: Final = later(r"[\ud800-\udfff]")
_CLOSINGS: Final = {"{": "}", "[": "]"}


class _Pairs(list[tuple[str, Any]]):
    """An object as it is written: a repeated key is there twice."""


def read_json(text: str, span: Span, path: str) -> Node:
    """Read the tree of the JSON that ``span`` covers; raises L10nError for what is none."""
    scan = Scan(text, span, path, span.start)
    root = _value(scan, 0)
    skip(scan, _BLANKS)
    if scan.at != span.end or not _agrees(root, _load(scan)):
        _lost(scan)
    return root


def _value(scan: Scan, depth: int) -> Node:
    skip(scan, _BLANKS)
    sign = scan.text[scan.at : scan.at + 1] if scan.at < scan.span.end else ""
    if sign in _CLOSINGS:
        return _collection(scan, sign, depth)
    if sign == '"':
        return _string(scan, flow=depth > 0)
    found = _ATOM.match(scan.text, scan.at, scan.span.end)
    if found is None:
        _lost(scan)
    if len(found.group()) > MAX_NUMBER:
        message = f"this number is longer than {MAX_NUMBER} characters; put quotes around it"
        refuse(scan.text, scan.at, scan.path, message)
    scan.at = found.end()
    return Node(Kind.SCALAR, Span(*found.span()), found.group(), ATOM, flow=depth > 0)


def _string(scan: Scan, *, flow: bool) -> Node:
    found = _STRING.match(scan.text, scan.at, scan.span.end)
    if found is None:
        _lost(scan)
    try:
        said = json.loads(found.group())
    except ValueError:
        _lost(scan)
    scan.at = found.end()
    # Half a character is in no catalog, so such a string is no text.
    tag = ATOM if _SURROGATE.search(said) else STRING
    return Node(Kind.SCALAR, Span(*found.span()), said, tag, '"', flow)


def _collection(scan: Scan, sign: str, depth: int) -> Node:
    start, closing = scan.at, _CLOSINGS[sign]
    if depth == MAX_DEPTH:
        message = f"the values are nested more than {MAX_DEPTH} deep; make them flatter"
        refuse(scan.text, start, scan.path, message)
    scan.at += 1
    keys: list[Node] = []
    children: list[Node] = []
    while not _takes(scan, closing):
        if children and not _takes(scan, ","):
            _lost(scan)
        skip(scan, _BLANKS)
        if sign == "{":
            keys.append(_string(scan, flow=True))
            if not _takes(scan, ":"):
                _lost(scan)
        children.append(_value(scan, depth + 1))
    return Node(
        Kind.MAPPING if sign == "{" else Kind.SEQUENCE,
        Span(start, scan.at),
        tag=MAPPING if sign == "{" else SEQUENCE,
        flow=depth > 0,
        keys=tuple(keys),
        children=tuple(children),
    )


def _takes(scan: Scan, sign: str) -> bool:
    skip(scan, _BLANKS)
    return takes(scan, sign)


def _load(scan: Scan) -> Any:
    try:
        return json.loads(scan.span.of(scan.text), object_pairs_hook=_Pairs)
    except json.JSONDecodeError as error:
        message = f"not valid JSON: {error.msg}; correct this line"
        refuse(scan.text, scan.span.start + error.pos, scan.path, message)


def _agrees(node: Node, value: Any) -> bool:
    """Return whether the standard library reads a node in the same way."""
    if node.kind is Kind.MAPPING:
        return (
            isinstance(value, _Pairs)
            and [key.text for key in node.keys] == [name for name, _ in value]
            and all(map(_agrees, node.children, (each for _, each in value)))
        )
    if node.kind is Kind.SEQUENCE:
        is_list = isinstance(value, list) and not isinstance(value, _Pairs)
        return (
            is_list and len(value) == len(node.children) and all(map(_agrees, node.children, value))
        )
    if node.style:
        return bool(node.text == value)
    return not isinstance(value, str | list)


def _lost(scan: Scan) -> NoReturn:
    _load(scan)
    message = "the exact places in this JSON are not known; write it plainer from this line on"
    refuse(scan.text, scan.at, scan.path, message)

"""The tree of a TOML text, with the exact place of every node.

The standard library's reader says no places, so they are scanned here, in less detail than TOML
has; what it reads is compared with what was scanned, and a text in which both differ is refused.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import Any, Final, NoReturn, TypeAlias

from l10n.errors import L10nError
from l10n.frontmatter.limits import MAX_DEPTH, MAX_NUMBER, refuse
from l10n.frontmatter.node import ATOM, MAPPING, SEQUENCE, STRING, Kind, Node
from l10n.frontmatter.scan import Scan, skip, takes
from l10n.later import later
from l10n.text import Span, line_at, line_starts

_BASIC: Final = r'"(?P<basic>(?:[^"\\\r\n]++|\\[^\r\n])*+)"'
_LITERAL: Final = r"'(?P<literal>[^'\r\n]*+)'"
_STRING: Final = later(
    r'"""(?:\r?\n)?(?P<basics>(?:[^"\\]++|\\.|"(?!""))*+"{0,2})"""'
    r"|'''(?:\r?\n)?(?P<literals>(?:[^']++|'(?!''))*+'{0,2})'''"
    rf"|{_BASIC}|{_LITERAL}",
    re.DOTALL,
)
_NAME: Final = later(rf"(?P<bare>[A-Za-z0-9_-]++)|{_BASIC}|{_LITERAL}")
# A date and its time may have a blank between them.
_ATOM: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[^\s,\]}#]++|[^\s,\[\]{}#=\"']++")
_ESCAPE: Final = later(
    r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([ \t]*\n[ \t\n]*+)|(.))", re.DOTALL
)
_ESCAPES: Final = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\"}
_BLANKS: Final = re.compile(r"[ \t]*+")
_IDLE: Final = re.compile(r"(?:[ \t\r\n]++|#[^\r\n]*+)*+")
_REST: Final = re.compile(r"[ \t]*+(?:#[^\r\n]*+)?(?:\r?\n|\Z)")
_HEADER: Final = re.compile(r"\[\[?")
_LAST_CHARACTER: Final = 0x10FFFF
# Where the standard library says it is; a string that does not end is said to be a line below.
_FAULT_LINE: Final = re.compile(r" *\((?:at line ([0-9]+), column [0-9]+|at end of document)\)")


@dataclass(slots=True)
class _Table:
    """A table while it is read: what is in it may stand far apart."""

    span: Span
    keys: dict[str, Node] = field(default_factory=dict)
    children: dict[str, _Part] = field(default_factory=dict)


_Part: TypeAlias = "Node | _Table | list[_Table]"


def read_toml(text: str, span: Span, path: str) -> Node | None:
    """Read the tree of the TOML that ``span`` covers, None when it says nothing.

    Keys are in the order of their first mention. The span of a table is its header, else the
    first key that names it. Raises L10nError for what is not valid.
    """
    scan = Scan(text, span, path, span.start)
    root = _freeze(_tables(scan))
    if root.height > MAX_DEPTH + 1:
        _refuse_depth(scan)
    if not _agrees(root, _load(scan)):
        _lost(scan)
    return root if root.children else None


def _tables(scan: Scan) -> _Table:
    root = table = _Table(Span(scan.at, scan.at))
    while not _ends(scan, _IDLE):
        start, header = scan.at, _HEADER.match(scan.text, scan.at, scan.span.end)
        if header:
            scan.at = header.end()
            names = _names(scan)
            _expect(scan, header.group().replace("[", "]"))
            table = _open(scan, root, names, Span(start, scan.at), header.group() == "[[")
        else:
            names = _names(scan)
            _expect(scan, "=")
            _put(scan, table, names, _value(scan, 0))
        rest = _REST.match(scan.text, scan.at, scan.span.end)
        scan.at = rest.end() if rest else _lost(scan)
    return root


def _names(scan: Scan) -> list[Node]:
    """Read a key with its dots, and the blanks after it."""
    names: list[Node] = []
    while not names or takes(scan, "."):
        skip(scan, _BLANKS)
        found = _NAME.match(scan.text, scan.at, scan.span.end)
        if found is None:
            _lost(scan)
        if len(names) == MAX_DEPTH:
            _refuse_depth(scan)
        scan.at = found.end()
        said = _said(found)
        style = "" if found.lastgroup == "bare" else found.group()[0]
        names.append(Node(Kind.SCALAR, Span(*found.span()), said, STRING, style))
        skip(scan, _BLANKS)
    return names


def _value(scan: Scan, depth: int) -> Node:
    skip(scan, _BLANKS)
    sign = scan.text[scan.at : scan.at + 1] if scan.at < scan.span.end else ""
    if sign in ("[", "{") and depth == MAX_DEPTH:
        _refuse_depth(scan)
    if sign == "[":
        return _array(scan, depth)
    if sign == "{":
        return _inline_table(scan, depth)
    found = _STRING.match(scan.text, scan.at, scan.span.end)
    if found:
        scan.at = found.end()
        written = found.group()
        style = written[:3] if (found.lastgroup or "").endswith("s") else written[0]
        return Node(Kind.SCALAR, Span(*found.span()), _said(found), STRING, style, flow=depth > 0)
    found = _ATOM.match(scan.text, scan.at, scan.span.end)
    if found is None:
        _lost(scan)
    if len(found.group()) > MAX_NUMBER:
        message = (
            f"this number or date is longer than {MAX_NUMBER} characters; put quotes around it"
        )
        refuse(scan.text, scan.at, scan.path, message)
    scan.at = found.end()
    return Node(Kind.SCALAR, Span(*found.span()), found.group(), ATOM, flow=depth > 0)


def _array(scan: Scan, depth: int) -> Node:
    start, children = scan.at, list[Node]()
    scan.at += 1
    while not _closes(scan, "]", _IDLE, has_some=bool(children)):
        children.append(_value(scan, depth + 1))
    return _node(Kind.SEQUENCE, Span(start, scan.at), (), children, flow=depth > 0)


def _inline_table(scan: Scan, depth: int) -> Node:
    start = scan.at
    scan.at += 1
    table = _Table(Span(start, start))
    while not _closes(scan, "}", _BLANKS, has_some=bool(table.keys)):
        names = _names(scan)
        _expect(scan, "=")
        _put(scan, table, names, _value(scan, depth + 1))
    table.span = Span(start, scan.at)
    return _freeze(table, flow=depth > 0)


def _closes(scan: Scan, closing: str, between: re.Pattern[str], *, has_some: bool) -> bool:
    """Return whether a collection ends here, else go to its next part."""
    skip(scan, between)
    if takes(scan, closing):
        return True
    if not has_some:
        return False
    _expect(scan, ",")
    skip(scan, between)
    return takes(scan, closing)  # a comma may be the last


def _open(scan: Scan, root: _Table, names: list[Node], span: Span, is_item: bool) -> _Table:
    """Return the table that a header opens."""
    table = _down(scan, root, names[:-1])
    last, known = names[-1], table.children.get(names[-1].text)
    table.keys.setdefault(last.text, last)
    opened = _Table(span)
    if is_item and isinstance(known, list):
        known.append(opened)
    elif known is None:
        table.children[last.text] = [opened] if is_item else opened
    elif isinstance(known, _Table) and not is_item:
        known.span = span
        return known
    else:
        _lost(scan)
    return opened


def _put(scan: Scan, table: _Table, names: list[Node], value: Node) -> None:
    table = _down(scan, table, names[:-1])
    if names[-1].text in table.children:
        _lost(scan)
    table.keys[names[-1].text] = names[-1]
    table.children[names[-1].text] = value


def _down(scan: Scan, table: _Table, names: list[Node]) -> _Table:
    for name in names:
        table.keys.setdefault(name.text, name)
        found = table.children.setdefault(name.text, _Table(name.span))
        if isinstance(found, Node):
            _lost(scan)
        table = found[-1] if isinstance(found, list) else found
    return table


def _freeze(part: _Part, *, flow: bool = False) -> Node:
    if isinstance(part, Node):
        return part
    if isinstance(part, list):
        return _node(Kind.SEQUENCE, part[0].span, (), list(map(_freeze, part)))
    children = [_freeze(each) for each in part.children.values()]
    return _node(Kind.MAPPING, part.span, tuple(part.keys.values()), children, flow=flow)


def _node(
    kind: Kind, span: Span, keys: tuple[Node, ...], children: list[Node], *, flow: bool = False
) -> Node:
    return Node(
        kind,
        span,
        tag=MAPPING if kind is Kind.MAPPING else SEQUENCE,
        flow=flow,
        keys=keys,
        children=tuple(children),
        height=1 + max((each.height for each in children), default=0),
    )


def _said(found: re.Match[str]) -> str:
    """Return what a key or string says."""
    inner = (found[found.lastgroup] if found.lastgroup else "").replace("\r\n", "\n")
    is_basic = found.lastgroup in ("basic", "basics")
    return _ESCAPE.sub(_unescape, inner) if is_basic else inner


def _unescape(found: re.Match[str]) -> str:
    short, long, line_end, sign = found.groups()
    if line_end:
        return ""
    if sign:
        return _ESCAPES.get(sign, found.group())
    code = int(short or long, 16)
    return chr(code) if code <= _LAST_CHARACTER else found.group()


def _expect(scan: Scan, sign: str) -> None:
    if not takes(scan, sign):
        _lost(scan)


def _ends(scan: Scan, between: re.Pattern[str]) -> bool:
    skip(scan, between)
    return scan.at == scan.span.end


def _load(scan: Scan) -> dict[str, Any]:
    try:
        return tomllib.loads(scan.span.of(scan.text))
    except RecursionError:
        _refuse_depth(scan)
    except ValueError as error:
        found = _FAULT_LINE.search(str(error))
        problem = _FAULT_LINE.sub("", str(error))
        starts = line_starts(scan.text)
        line = line_at(starts, scan.at)
        if found and found[1]:
            line = min(line, line_at(starts, scan.span.start) - 1 + int(found[1]))
        message = f"not valid TOML: {problem}; correct this line"
        raise L10nError(message, path=scan.path, line=line) from error


def _agrees(node: Node, value: Any) -> bool:
    """Return whether the standard library reads a node in the same way."""
    if node.kind is Kind.MAPPING:
        return (
            isinstance(value, dict)
            and {key.text for key in node.keys} == value.keys()
            and all(map(_agrees, node.children, (value[key.text] for key in node.keys)))
        )
    if node.kind is Kind.SEQUENCE:
        is_list = isinstance(value, list)
        return (
            is_list and len(value) == len(node.children) and all(map(_agrees, node.children, value))
        )
    if node.tag == STRING:
        return bool(node.text == value)
    return not isinstance(value, str | list | dict)


def _refuse_depth(scan: Scan) -> NoReturn:
    message = f"the values are nested more than {MAX_DEPTH} deep; make them flatter"
    refuse(scan.text, scan.at, scan.path, message)


def _lost(scan: Scan) -> NoReturn:
    _load(scan)
    message = "the exact places in this TOML are not known; write it plainer from this line on"
    refuse(scan.text, scan.at, scan.path, message)

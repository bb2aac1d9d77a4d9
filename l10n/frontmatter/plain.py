"""Plain front matter: ``key: value`` lines that every YAML reader reads alike.

Nearly every front matter holds nothing but words, quoted words without escapes, and lists of
both. Its tree is the one that ``read_tree`` makes of PyYAML's events, found without them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

import yaml

from l10n.frontmatter.node import STRING, Kind, Node
from l10n.text import Span

_MOST: Final = 4096
"""Characters of a front matter, and thereby its values; longer ones are rare."""
_LONGEST: Final = 100
"""Characters of what may be a number or a date."""

_WORDS: Final = r"(?:[^\W_]|[(¿¡])[^\n:#]*+(?:(?::(?=\S)|(?<=\S)\#)[^\n:#]*+)*+(?<=\S)"
_SINGLE: Final = r"'[^'\n]*+(?:''[^'\n]*+)*+'"
_FOLDED_SINGLE: Final = r"'[^'\n]*+(?:(?:''|\n +(?=[^\s']))[^'\n]*+)*+'"
_DOUBLE: Final = r'"[^"\\\n]*+"'
_FOLDED_DOUBLE: Final = r'"[^"\\\n]*+(?:\n +(?=[^\s"])[^"\\\n]*+)*+"'
_IN_FLOW: Final = rf"(?:{_DOUBLE}|{_SINGLE}|[^\W_](?:[\w /-]*\w)?)"
_IN_BLOCK: Final = rf"(?:{_DOUBLE}|{_SINGLE}|{_WORDS})"
_ENTRY: Final = re.compile(
    rf"(?P<key>[A-Za-z_][A-Za-z0-9_-]*+):(?: +(?:"
    rf"(?P<plain>{_WORDS}(?:\n +{_WORDS})*+)"
    rf"|(?P<single>{_FOLDED_SINGLE})|(?P<double>{_FOLDED_DOUBLE})"
    rf"|(?P<flow>\[(?:{_IN_FLOW}(?:, *{_IN_FLOW})*+)?\]))"
    rf"|\n(?P<block>(?P<indent> *)- +{_IN_BLOCK}(?:\n(?P=indent)- +{_IN_BLOCK})*+))?\n"
)
_FLOW_ITEM: Final = re.compile(_IN_FLOW)
_BLOCK_ITEM: Final = re.compile(rf" *- +({_IN_BLOCK})(?:\n|\Z)")
_FOLD: Final = re.compile(r" *\n *")
_SENTENCE: Final = re.compile(r"[^\W\d_]+ ")
_RESOLVER: Final = yaml.resolver.Resolver()


def read_plain_tree(text: str, span: Span) -> Node | None:
    """Return the tree of a front matter in ``span``; ``None`` when it has to be read by YAML.

    The keys and values of a tree are scalars of YAML's own types, and lists of them.
    """
    if not _may_be_plain(span.of(text)):
        return None
    keys: list[Node] = []
    values: list[Node] = []
    position = span.start
    while position < span.end:
        entry = _ENTRY.match(text, position, span.end)
        if entry is None:
            return None
        keys.append(_plain(text, *entry.span("key")))
        values.append(_value(text, entry))
        position = entry.end()
    nodes = (*keys, *values)
    if any(node.tag != STRING and len(node.text) > _LONGEST for node in nodes):
        return None
    return _collection(Kind.MAPPING, Span(span.start, span.start), tuple(keys), tuple(values))


def is_plainly_edited(
    before: str, was: Span, after: str, now: Span, changed: Mapping[str, str]
) -> bool:
    """Tell whether the front matter in ``now`` says what that in ``was`` says but for ``changed``.

    False as well where that can be told of their trees only. ``changed`` are texts by their keys.
    """
    if not (_may_be_plain(was.of(before)) and _may_be_plain(now.of(after))):
        return False
    seen: set[str] = set()
    position = now.start
    while was.start < was.end:
        old, new = _ENTRY.match(before, *was), _ENTRY.match(after, position, now.end)
        if old is None or new is None or old["key"] != new["key"] or old["key"] in seen:
            return False
        key = old["key"]
        seen.add(key)
        if key in changed:
            value = _value(after, new)
            if (value.kind, value.tag, value.text) != (Kind.SCALAR, STRING, changed[key]):
                return False
        elif old[0] != new[0]:
            return False
        was, position = Span(old.end(), was.end), new.end()
    return position == now.end and seen.issuperset(changed)


def _may_be_plain(content: str) -> bool:
    # What is not printable may be a line break to some readers, or nothing that YAML may hold.
    return 0 < len(content) <= _MOST and content.replace("\n", "").isprintable()


def _value(text: str, entry: re.Match[str]) -> Node:
    kind = entry.lastgroup
    if entry["block"] is not None:
        kind = "block"
    if kind == "key":  # and nothing else
        return _plain(text, entry.end("key") + 1, entry.end("key") + 1)
    start, end = entry.span(kind or 0)
    if kind == "plain":
        return _plain(text, start, end)
    if kind == "flow":
        items = _FLOW_ITEM.finditer(text, start + 1, end - 1)
        nodes = tuple(_item(text, *item.span(), flow=True) for item in items)
        return _collection(Kind.SEQUENCE, Span(start, start + 1), (), nodes)
    if kind == "block":
        dash = entry.end("indent")
        items = _BLOCK_ITEM.finditer(text, start, end)
        nodes = tuple(_item(text, *item.span(1), flow=False) for item in items)
        # A list at its key's own indentation begins with its dash, another one before it.
        return _collection(Kind.SEQUENCE, Span(dash, dash + (start == dash)), (), nodes)
    return _quoted(text, start, end, flow=False)


def _item(text: str, start: int, end: int, *, flow: bool) -> Node:
    if text[start] in "'\"":
        return _quoted(text, start, end, flow=flow)
    return _plain(text, start, end, flow=flow)


def _plain(text: str, start: int, end: int, *, flow: bool = False) -> Node:
    value = text[start:end]
    if "\n" in value:
        value = _FOLD.sub(" ", value)
    return Node(Kind.SCALAR, Span(start, end), value, _tag(value), "", flow)


def _quoted(text: str, start: int, end: int, *, flow: bool) -> Node:
    value, style = text[start + 1 : end - 1], text[start]
    value = _FOLD.sub(" ", value)
    if style == "'":
        value = value.replace("''", "'")
    return Node(Kind.SCALAR, Span(start, end), value, STRING, style, flow)


def _tag(value: str) -> str:
    """Return what YAML takes a plain scalar for; two words are a string."""
    return STRING if _SENTENCE.match(value) else _resolved(value)


@lru_cache(maxsize=1024)
def _resolved(value: str) -> str:
    return str(_RESOLVER.resolve(yaml.ScalarNode, value, (True, False)))  # type: ignore[no-untyped-call]


def _collection(kind: Kind, span: Span, keys: tuple[Node, ...], children: tuple[Node, ...]) -> Node:
    size = 1 + len(keys) + sum(child.size for child in children)
    height = 1 + max((child.height for child in children), default=0)
    return Node(kind, span, keys=keys, children=children, size=size, height=height)

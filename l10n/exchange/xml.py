"""XML as tools exchange it: read without entities, written with no blank that was not there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from l10n.errors import L10nError

DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8"?>'
_DEEPEST: Final = 100
_LINE_ENDS: Final = re.compile(r"\r\n?")


@dataclass(slots=True)
class Node:
    """An element; names are without their namespace."""

    name: str
    attributes: Mapping[str, str]
    line: int
    children: list[Node | str] = field(default_factory=list)

    @property
    def nodes(self) -> list[Node]:
        """Return the elements in it."""
        return [each for each in self.children if isinstance(each, Node)]

    def named(self, *names: str) -> list[Node]:
        """Return the elements in it with one of these names."""
        return [each for each in self.nodes if each.name in names]

    def first(self, name: str) -> Node | None:
        """Return the first element in it with this name."""
        return next(iter(self.named(name)), None)

    def walk(self, *names: str) -> Iterator[Node]:
        """Yield the elements with these names at any depth, none that is inside another."""
        for each in self.nodes:
            if each.name in names:
                yield each
            else:
                yield from each.walk(*names)

    @property
    def text(self) -> str:
        """Return all text in it."""
        return flatten(self, lambda _node: None)


def read_xml(data: bytes, path: str, *names: str) -> Node:
    """Return the root element, which has one of these names.

    Raises L10nError for another one, for what is no XML, and for what declares entities.
    """
    root = Node("", {}, 0)
    parser = _parser(root, path)
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        message = f"not well-formed XML: {expat.ErrorString(error.code)}; export it again"
        raise L10nError(message, path=path, line=error.lineno) from None
    except (LookupError, ValueError):
        message = "an encoding that is not known: save it as UTF-8"
        raise L10nError(message, path=path, line=1) from None
    found = root.nodes[0]
    if found.name not in names:
        message = f"its first element is not {' or '.join(names)}: export it again"
        raise L10nError(message, path=path, line=found.line)
    return found


def _parser(root: Node, path: str) -> expat.XMLParserType:
    """Return what puts the elements of a file into ``root``."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    opened = [root]

    def stop(message: str) -> None:
        raise L10nError(message, path=path, line=parser.CurrentLineNumber)

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(opened) > _DEEPEST:
            stop(f"elements in each other, more than {_DEEPEST} deep: no tool writes that")
        known = {_local(each): value for each, value in attributes.items()}
        node = Node(_local(name), known, parser.CurrentLineNumber)
        opened[-1].children.append(node)
        opened.append(node)

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _name: opened.pop()
    parser.CharacterDataHandler = lambda text: opened[-1].children.append(text)
    # What a file declares may be another file, or a billion laughs.
    parser.EntityDeclHandler = lambda *_: stop(
        "it declares entities, which are not read: save it again with a translation tool"
    )
    parser.SkippedEntityHandler = lambda *_: stop(
        "an entity that XML does not have: write the character itself"
    )
    return parser


def flatten(node: Node, code: Callable[[Node], str | None]) -> str:
    """Return the text in an element; ``code`` says what one in it stands for, None for its text."""
    parts: list[str] = []
    for each in node.children:
        if isinstance(each, str):
            parts.append(each)
        else:
            stands_for = code(each)
            parts.append(flatten(each, code) if stands_for is None else stands_for)
    return _LINE_ENDS.sub("\n", "".join(parts))


def element(name: str, attributes: Mapping[str, str], *content: str) -> str:
    """Return an element on one line; the content is XML already."""
    inner = "".join(content)
    return (
        f"{_opening(name, attributes)}>{inner}</{name}>"
        if inner
        else (f"{_opening(name, attributes)}/>")
    )


def block(name: str, attributes: Mapping[str, str], lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines of an element that holds only elements."""
    yield f"{_opening(name, attributes)}>"
    for line in lines:
        yield f"  {line}"
    yield f"</{name}>"


def words(text: str) -> str:
    """Return a text as XML has it."""
    return escape(text)


def _opening(name: str, attributes: Mapping[str, str]) -> str:
    return "".join(
        (f"<{name}", *(f" {key}={quoteattr(value)}" for key, value in attributes.items()))
    )


def _local(name: str) -> str:
    return name.rpartition(" ")[2]

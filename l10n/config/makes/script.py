"""Read what literals say in a JavaScript or TypeScript file; nothing of it is run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

Literal: TypeAlias = "str | float | bool | list[Literal] | dict[str, Literal] | None"
"""What a literal says; None also for an expression that would have to be run."""

_TOKEN: Final = re.compile(
    r"(?P<skip>\s++|//[^\n]*+|/\*(?:[^*]|\*(?!/))*+\*/)"
    r"|(?P<string>\"(?:[^\"\\\n]|\\[\s\S])*+\"|'(?:[^'\\\n]|\\[\s\S])*+'|`(?:[^`\\$]|\\[\s\S]|\$(?!\{))*+`)"
    r"|(?P<template>`(?:[^`\\]|\\[\s\S])*+`)"
    r"|(?P<number>-?\d+(?:\.\d+)?)"
    r"|(?P<name>[A-Za-z_$][\w$]*+)"
    r"|(?P<sign>\.{3}|=>|[\s\S])"
)
_ESCAPE: Final = re.compile(r"\\([\s\S])")
_NAMED: Final = {"true": True, "false": False, "null": None, "undefined": None}
_OPENING: Final = "([{"
_CLOSING: Final = ")]}"
_OPERATORS: Final = frozenset("+-*/.?([&|=<>%`")
"""What goes on with a literal, so that it is not the whole value."""
_CHOICES: Final = frozenset("|?:")
_MOST_DEPTH: Final = 50
_MOST_NAMES: Final = 5
"""How many names in a row stand for another one's value."""


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


def find_literal(text: str, name: str) -> Literal:
    """Return the value of the first property or constant of this name; None if it has none.

    A value that is a name itself is looked up in the same file.
    """
    tokens = _tokens(text)
    for _ in range(_MOST_NAMES):
        at = _find(tokens, name)
        if at is None:
            return None
        token = tokens[at]
        is_name = token.kind == "name" and token.text not in _NAMED
        if not is_name or (at + 1 < len(tokens) and tokens[at + 1].text not in ",;}"):
            return _read(tokens, at, 0)[0]
        if token.text == name:
            return None
        name = token.text
    return None


def find_options(text: str, *names: str) -> Iterator[dict[str, Literal]]:
    """Yield the tables that follow one of these names in a list, as options follow a plugin's."""
    tokens = _tokens(text)
    for index, token in enumerate(tokens):
        if _string(token) not in names:
            continue
        at = index + 1
        while at < len(tokens) and tokens[at].text in (")", ",", "("):
            at += 1
        if at < len(tokens) and tokens[at].text == "{" and tokens[at - 1].text != ")":
            yield _read_object(tokens, at + 1, 0)[0]


def _tokens(text: str) -> list[_Token]:
    found = _TOKEN.finditer(text)
    return [_Token(each.lastgroup or "", each[0]) for each in found if each.lastgroup != "skip"]


def _find(tokens: Sequence[_Token], name: str) -> int | None:
    """Return where the value begins that ``name`` has; a declared type is passed over."""
    for index, token in enumerate(tokens[:-2]):
        says = token.text if token.kind == "name" else _string(token)
        if says != name:
            continue
        following = tokens[index + 1].text
        if following == "=" or (following == ":" and not _is_declared(tokens, index)):
            return index + 2
        if following == ":":
            end = index + 2
            while end < len(tokens) and tokens[end].text not in "=;":
                end += 1
            if end + 1 < len(tokens):
                return end + 1
    return None


def _is_declared(tokens: Sequence[_Token], index: int) -> bool:
    return index > 0 and tokens[index - 1].text in ("const", "let", "var")


def _string(token: _Token) -> str | None:
    return _ESCAPE.sub(r"\1", token.text[1:-1]) if token.kind == "string" else None


def _read(tokens: Sequence[_Token], at: int, depth: int) -> tuple[Literal, int]:
    """Return the literal at a token, and the number of the token after it."""
    if at >= len(tokens) or depth > _MOST_DEPTH:
        return None, len(tokens)
    token = tokens[at]
    value: Literal = None
    if token.text == "{":
        value, after = _read_object(tokens, at + 1, depth)
    elif token.text == "[":
        value, after = _read_list(tokens, at + 1, depth)
    else:
        after = at + 1
        if token.kind == "string":
            value = _string(token)
        elif token.kind == "number":
            value = float(token.text)
        elif token.kind == "name":
            value = _NAMED.get(token.text)
    end = _skip(tokens, after)
    is_part = after < len(tokens) and tokens[after].text in _OPERATORS
    return (_last_choice(tokens, after, end, depth) if is_part else value), end


def _last_choice(tokens: Sequence[_Token], at: int, end: int, depth: int) -> Literal:
    """Return what an expression is where all that is asked before does not hold.

    Of what depends on a condition, only a list is taken: of two addresses, one is for trying.
    """
    level = 0
    last = -1
    for index in range(at, end):
        text = tokens[index].text
        level += (text in _OPENING) - (text in _CLOSING)
        last = index if level == 0 and text in _CHOICES else last
    if last < 0:
        return None
    value, after = _read(tokens, last + 1, depth + 1)
    is_whole = after == end and (tokens[last].text != ":" or isinstance(value, list))
    return value if is_whole else None


def _read_object(tokens: Sequence[_Token], at: int, depth: int) -> tuple[dict[str, Literal], int]:
    values: dict[str, Literal] = {}
    while at < len(tokens) and tokens[at].text != "}":
        token = tokens[at]
        key = token.text if token.kind in ("name", "number") else _string(token)
        if key is not None and at + 1 < len(tokens) and tokens[at + 1].text == ":":
            values[key], at = _read(tokens, at + 2, depth + 1)
        else:
            if key is not None:
                values[key] = None
            at = _skip(tokens, at)
        at += at < len(tokens) and tokens[at].text == ","
    return values, at + 1


def _read_list(tokens: Sequence[_Token], at: int, depth: int) -> tuple[list[Literal], int]:
    values: list[Literal] = []
    while at < len(tokens) and tokens[at].text != "]":
        value, at = _read(tokens, at, depth + 1)
        values.append(value)
        at += at < len(tokens) and tokens[at].text == ","
    return values, at + 1


def _skip(tokens: Sequence[_Token], at: int) -> int:
    """Return the number of the token at which the expression around ``at`` ends."""
    depth = 0
    while at < len(tokens):
        text = tokens[at].text
        if depth == 0 and (text in (",", ";") or text in _CLOSING):
            break
        depth += (text in _OPENING) - (text in _CLOSING)
        at += 1
    return at

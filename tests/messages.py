"""Collects what the program says when something is wrong, from its code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

PACKAGE = Path(__file__).parents[1] / "l10n"
SPEAKERS = (
    *("L10nError", "Finding", "Fault", "fault"),
    *("BadParameter", "ClickException", "UsageError", "fail", "say_aside"),
)


class Message(NamedTuple):
    """A text with its holes in braces, and where it is said."""

    text: str
    place: str
    speaker: str
    names_place: bool
    """Whether a path, or a table of the settings, is given along with it."""


def all_messages() -> list[Message]:
    """Return each message once, by module and line."""
    found: dict[tuple[str, str], Message] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for each in _messages_of(path):
            found.setdefault((each.text, path.name), each)
    return [*found.values()]


def _messages_of(path: Path) -> Iterator[Message]:
    for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(function, ast.FunctionDef):
            texts = _assigned(function)
            for call in ast.walk(function):
                if isinstance(call, ast.Call) and _name(call.func) in SPEAKERS:
                    place = f"{path.relative_to(PACKAGE)}:{call.lineno}"
                    yield from _said(call, texts, place)


def _said(call: ast.Call, texts: dict[str, list[str]], place: str) -> Iterator[Message]:
    speaker = _name(call.func)
    named = speaker != "L10nError" or any(each.arg == "path" for each in call.keywords)
    for argument in (*call.args, *(each.value for each in call.keywords)):
        spelt = texts.get(argument.id, []) if isinstance(argument, ast.Name) else _texts(argument)
        for text in spelt:
            if " " in text:
                yield Message(text, place, speaker, named)


def _name(function: ast.expr) -> str:
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _assigned(function: ast.FunctionDef) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            found.setdefault(node.targets[0].id, []).extend(_texts(node.value))
    return found


def _texts(node: ast.expr) -> list[str]:
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.JoinedStr(values=values):
            return ["".join(map(_piece, values))]
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return [
                f"{one}{other}"
                for one in _texts(left) or ["{}"]
                for other in _texts(right) or ["{}"]
            ]
        case ast.IfExp(body=body, orelse=other):
            return [*_texts(body), *_texts(other)]
    return []


def _piece(node: ast.expr) -> str:
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.FormattedValue(value=value):
            return f"{{{ast.unparse(value)}}}"
    return ""

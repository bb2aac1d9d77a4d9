"""Read the files that sites keep their settings in: TOML, YAML, JSON; JavaScript as text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from l10n.config import toml
from l10n.config.makes.script import Literal, find_literal
from l10n.disk.files import is_there, read_text
from l10n.errors import L10nError
from l10n.frontmatter.block import Block, Dialect
from l10n.frontmatter.node import Kind, Node
from l10n.frontmatter.tree import read_tree
from l10n.text import Span

_CORE: Final = "tag:yaml.org,2002:"
_TRUE: Final = ("true", "yes", "on")


def first_there(root: Path, names: Iterable[str]) -> str:
    """Return the first of these files that is there, as it was named; empty if none is."""
    return next((name for name in names if is_there(root / name, name)), "")


def read_settings(root: Path, name: str) -> Mapping[str, Any]:
    """Return what a file says; its ending names its format. Raises L10nError with the line."""
    text, _ = read_text(root / name, name)
    if name.endswith(".json"):
        return table(_parse_json(text, name))
    if name.endswith(".toml"):
        return toml.parse(text, name).values
    # The whole file is one block; the reader of front matter limits its size and depth.
    tree = read_tree(text, Block(Dialect.YAML, Span(0, len(text)), len(text)), name)
    return table(_plain(tree)) if tree else {}


def read_list(root: Path, name: str) -> tuple[str, ...]:
    """Return the texts in a file that is a JSON list. Raises L10nError with the line."""
    text, _ = read_text(root / name, name)
    return texts_of(_parse_json(text, name))


def _parse_json(text: str, name: str) -> Any:
    try:
        return json.loads(text)
    except RecursionError:
        message = "the values are nested too deep: write them flat"
        raise L10nError(message, path=name) from None
    except json.JSONDecodeError as error:
        message = f"not valid JSON: {error.msg}; correct this line"
        raise L10nError(message, path=name, line=error.lineno) from None


def read_script(root: Path, name: str, *wanted: str) -> dict[str, Literal]:
    """Return the literals of these names in a JavaScript or TypeScript file."""
    text, _ = read_text(root / name, name)
    return {each: find_literal(text, each) for each in wanted}


def table(value: object) -> dict[str, Any]:
    """Return a table as it is, and an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def lower_names(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return a table with its names in lower case, for makes that take them in any."""
    return {str(name).lower(): value for name, value in values.items()}


def inside(settings: Mapping[str, Any], *names: str) -> Mapping[str, Any]:
    """Return the table at the end of these names, in any case; an empty one where it is missing."""
    settings = lower_names(settings)
    for name in names:
        settings = lower_names(table(settings.get(name)))
    return settings


def text_of(value: object) -> str:
    """Return a text without blanks around it, and an empty one for anything else."""
    return value.strip() if isinstance(value, str) else ""


def texts_of(value: object) -> tuple[str, ...]:
    """Return the texts in a list; none for anything else."""
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, list) else ()


def _plain(node: Node) -> Any:
    """Return what a node says; what it has a tag of its own for is a text like any other."""
    real = node.real
    if real.kind is Kind.SEQUENCE:
        return [_plain(child) for child in real.children]
    if real.kind is Kind.MAPPING:
        pairs = zip(real.keys, real.children, strict=True)
        return {key.real.text: _plain(child) for key, child in pairs}
    if real.tag == f"{_CORE}bool":
        return real.text.lower() in _TRUE
    if real.tag == f"{_CORE}int" and real.text.isdecimal():
        return int(real.text)
    return None if real.tag == f"{_CORE}null" else real.text

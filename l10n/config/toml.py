"""Strict reading of a TOML file: every fault has its line and says what is expected."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from l10n.errors import L10nError
from l10n.text import line_at, line_starts, normalize_newlines

_PLACE: Final = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
# tomllib reads the parts of a key in quadratic time.
_LONG_KEY: Final = re.compile(
    r"""(?<![\w.-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){100}"""
)
_ARRAYS: Final = ("content", "data")
"""Tables of which there are several."""
_HEADER: Final = re.compile(r"\s*+\[++([^\]]*+)\]")
_BLANKS_AND_QUOTES: Final = re.compile(r"[\s\"']")


class Table(NamedTuple):
    """A table of the file, with what is needed to name a line."""

    values: Mapping[str, Any]
    name: str
    """Dotted, as in its header; empty for the top of the file."""
    text: str
    path: str


def parse(
    text: str, shown: str, *, check_line: Callable[[str], str | None] = lambda _line: None
) -> Table:
    """Return the file's top table.

    ``check_line`` may explain the line that TOML refuses better than TOML does. Raises L10nError.
    """
    if found := _LONG_KEY.search(text):
        line = line_at(line_starts(text), found.start())
        message = "a name in dots has over 100 parts: write fewer"
        raise L10nError(message, path=shown, line=line)
    try:
        return Table(tomllib.loads(text), "", text, shown)
    except RecursionError:
        message = "the values are nested too deep: write them flat"
        raise L10nError(message, path=shown) from None
    except ValueError as error:
        place = _PLACE.search(str(error))
        number = int(place[1] or len(line_starts(text))) if place else 0
        lines = normalize_newlines(text).split("\n")
        better = check_line(lines[number - 1]) if number else None
        message = better or _explain(_PLACE.sub("", str(error)))
        raise L10nError(message, path=shown, line=number) from None


def _explain(reason: str) -> str:
    """Return what to do where TOML refuses a line, by the reason that tomllib gives."""
    if reason == "Cannot overwrite a value":
        return "this is set above already: leave one of the two"
    if reason.startswith("Cannot declare"):
        return "this table is above already: leave one heading, and put all below it"
    return f"not valid TOML: {reason}; correct this line"


def fault(table: Table, key: str, message: str) -> L10nError:
    """Return the error for what is wrong at ``key``, with its line."""
    return L10nError(message, path=table.path, line=_line_of(table, key))


def expect_keys(table: Table, known: Iterable[str]) -> None:
    """Refuse an unknown key, with the nearest known one as a suggestion."""
    choices = list(known)
    for key in table.values:
        if key in choices:
            continue
        where = f" in [{table.name}]" if table.name else ""
        message = f"unknown setting {key}{where}: {_hint(table, key, choices)}"
        raise fault(table, key, message)


def _hint(table: Table, key: str, choices: Sequence[str]) -> str:
    """Say what may be meant by an unknown key, or where it belongs."""
    from l10n.manual.settings import SETTINGS  # long, and few settings are wrong

    languages = table.values.get("languages")
    if not table.name and isinstance(languages, list) and key in languages:
        return f"did you mean [language.{key}]?"
    homes = [each.table for each in SETTINGS if each.name == key]
    kind = table.name.partition(".")[0]
    if homes and kind not in [each.strip("[]").partition(".")[0] for each in homes]:
        told = dict.fromkeys(f"in {each}" if each else "at the top of the file" for each in homes)
        return f"it belongs {' or '.join(told)}"
    near = difflib.get_close_matches(key.lower().replace("_", "-"), choices, n=1)
    if near:
        return f"did you mean {near[0]}?"
    return f"known here: {', '.join(choices) or '-'}"


def string(table: Table, key: str, default: str | None) -> str:
    """Return a text that is not blank, unless ``default`` is; None makes the key required."""
    value = _value(table, key, default)
    if isinstance(value, str) and value != default and not value.strip():
        more = "" if default is None else ", or take it out"
        raise fault(table, key, f'{key} is empty: fill it in, like {key} = "..."{more}')
    if not isinstance(value, str):
        raise fault(table, key, f'{key} must be text in quotes, like {key} = "..."')
    return value


def strings(table: Table, key: str, default: tuple[str, ...] | None) -> tuple[str, ...]:
    """Return a list of texts, none of them blank; None makes the key required."""
    value = _value(table, key, default)
    listed = isinstance(value, list | tuple)
    if not listed or not all(isinstance(item, str) and item.strip() for item in value):
        raise fault(table, key, f'{key} must be a list of texts, like {key} = ["...", "..."]')
    return tuple(value)


def percent(table: Table, key: str, default: float) -> float:
    """Return a number from 0 to 100; a part of one is asked about, for it was meant as a share."""
    value = _value(table, key, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 100:
        raise fault(table, key, f"{key} must be a number from 0 to 100, like {key} = 80")
    if 0 < value < 1:
        raise fault(table, key, f"{key} is in percent: did you mean {value * 100:g}?")
    return value


def flag(table: Table, key: str, *, default: bool) -> bool:
    """Return true or false."""
    value = _value(table, key, default)
    if not isinstance(value, bool):
        raise fault(table, key, f"{key} must be true or false, without quotes")
    return value


def choice(table: Table, key: str, choices: tuple[str, ...]) -> str:
    """Return one of ``choices``; the first is the default."""
    value = _value(table, key, choices[0])
    if value not in choices:
        words = " or ".join(f'"{word}"' for word in choices)
        raise fault(table, key, f"{key} must be {words}")
    return str(value)


def subtable(table: Table, key: str) -> Table:
    """Return the table at ``key``, an empty one when there is none."""
    name = f"{table.name}.{key}" if table.name else key
    value = table.values.get(key, {})
    if not isinstance(value, dict):
        raise fault(table, key, f"{key} must be a table: write [{name}] on a line of its own")
    return Table(value, name, table.text, table.path)


def tables(table: Table, key: str) -> tuple[Table, ...]:
    """Return the tables that ``[[key]]`` lists."""
    listed = table.values.get(key, [])
    if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
        raise fault(table, key, f"{key} must be tables: write [[{key}]] on a line of its own")
    header = re.compile(rf"^[ \t]*\[\[[ \t]*[\"']?{re.escape(key)}[\"']?[ \t]*\]\]", re.MULTILINE)
    starts = [found.start() for found in header.finditer(table.text)]
    return tuple(
        Table(each, key, _from(table.text, starts, number), table.path)
        for number, each in enumerate(listed)
    )


def _from(text: str, starts: Sequence[int], number: int) -> str:
    """Return a text from there on, with the lines before it empty: their numbers stay."""
    start = starts[number] if number < len(starts) else 0
    return "\n" * normalize_newlines(text[:start]).count("\n") + text[start:]


def _value(table: Table, key: str, default: object) -> Any:
    value = table.values.get(key, default)
    if value is None:
        name = f"[[{table.name}]]" if table.name in _ARRAYS else f"[{table.name}]"
        where, remedy = f" in {name}", "add it"
        if not table.name:
            where, remedy = "", "add it, or write the file anew with l10n init"
        raise fault(table, key, f"{key} is missing{where}: {remedy}")
    return value


def _line_of(table: Table, key: str) -> int:
    """Find the line that sets ``key``: tomllib keeps no positions. 0 when it is not found.

    Of what is in braces, or is missing, it is that of the table that it would be in.
    """
    full = f"{table.name}.{key}" if table.name else key
    current, parent = "", ("", 0)
    for number, line in enumerate(normalize_newlines(table.text).split("\n"), start=1):
        header = _HEADER.match(line)
        if header:
            current = _BLANKS_AND_QUOTES.sub("", header[1])
            named = current
        elif "=" in line:
            name = _BLANKS_AND_QUOTES.sub("", line.partition("=")[0])
            named = f"{current}.{name}" if current else name
        else:
            continue
        if named == full or named.startswith(full + "."):
            return number
        if full.startswith(named + ".") and len(named) > len(parent[0]):
            parent = named, number
    return parent[1]

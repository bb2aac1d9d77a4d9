"""Scan one entry of any shape that gettext allows, or say what is wrong with it and where.

The rules are those of gettext's own lexer and grammar (po-lex.c, po-gram-gen.y): tokens may
stand on one line or many, ``#~`` and ``#|`` change the meaning of the rest of their line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from l10n.catalog import Entry, Slip
from l10n.errors import L10nError
from l10n.later import later
from l10n.po.comments import read_comments
from l10n.po.mend import mend_newlines
from l10n.po.strings import join_strings


class Cursor(NamedTuple):
    """Where scanning goes on, and what the markers before it on its line have said."""

    position: int = 0
    line: int = 1
    obsolete: bool = False
    previous: bool = False


class Source(NamedTuple):
    """A catalog's text and what is needed to report and to decode its escapes."""

    text: str
    path: str
    codec: str


class Scanned(NamedTuple):
    """One entry, or the comments at the end of a file."""

    cursor: Cursor
    """Where scanning goes on."""
    entry: Entry | None = None
    rest: tuple[str, ...] = ()
    """The comments behind the last entry."""
    slip: Slip | None = None
    """What was mended in the entry."""


class _Token(NamedTuple):
    kind: str
    """A letter of the grammar; capitals stand behind ``#|``."""
    text: str
    start: Cursor


class _Part(NamedTuple):
    kind: str
    line: int
    strings: list[str]


_TOKEN: Final = later(
    r"""(?P<newline>\n)
      | (?P<blank>[ \t\r\f\v]++)
      | (?P<comment>\#(?![~|])[^\n]*+)
      | (?P<mark>\#(?:~\|?|\|))
      | (?P<string>"(?:[^"\\\n]++|\\[^\n])*+")
      | (?P<word>[A-Za-z_$][A-Za-z0-9_$]*+)
      | (?P<number>[0-9]++)
      | (?P<other>.)""",
    re.VERBOSE,
)

_KEYWORDS: Final = MappingProxyType(
    {"msgctxt": "c", "msgid": "i", "msgid_plural": "p", "msgstr": "t"}
)
_PREVIOUS_KEYWORDS: Final = MappingProxyType({"msgctxt": "C", "msgid": "I", "msgid_plural": "P"})

# What may follow in an entry. A state is the section (a keyword's letter; T for a plural form)
# and "s" once it has a string; "#" is a comment and "$" the end of the file.
_GRAMMAR: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "": {"C": "C", "I": "I", "c": "c", "i": "i"},
        "C": {"S": "Cs"},
        "Cs": {"S": "Cs", "I": "I"},
        "I": {"S": "Is"},
        "Is": {"S": "Is", "P": "P", "c": "c", "i": "i"},
        "P": {"S": "Ps"},
        "Ps": {"S": "Ps", "c": "c", "i": "i"},
        "c": {"s": "cs"},
        "cs": {"s": "cs", "i": "i"},
        "i": {"s": "is"},
        "is": {"s": "is", "t": "t", "p": "p"},
        "p": {"s": "ps"},
        "ps": {"s": "ps", "t": "T"},
        "t": {"s": "ts"},
        "ts": {"s": "ts"},
        "T": {"[": "T["},
        "T[": {"n": "Tn"},
        "Tn": {"]": "T]"},
        "T]": {"s": "Ts"},
        "Ts": {"s": "Ts", "t": "T"},
    }
)
_COMPLETE: Final = frozenset({"ts", "Ts"})
_STARTS: Final = frozenset("#CIci$")
_KEYWORD_KINDS: Final = frozenset("CIPcipt")
_WANTED: Final = MappingProxyType(
    {
        "": "start an entry with msgid",
        "Cs": "write '#| msgid' after '#| msgctxt'",
        "Is": "write msgid after '#| msgid'",
        "Ps": "write msgid after '#| msgid_plural'",
        "cs": "write msgid after msgctxt",
        "is": "write msgstr after msgid",
        "ps": "write msgstr[0] after msgid_plural",
        "ts": "start the next entry with msgid",
        "Ts": "write the next msgstr[] or start the next entry with msgid",
    }
)
_CONFLICT: Final = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?![<=>|])")


def scan_entry(source: Source, cursor: Cursor) -> Scanned:
    """Read one entry; at the end of the file there is none. Raises L10nError."""
    state = ""
    comments: list[str] = []
    parts: list[_Part] = []
    for token in _tokens(source, cursor):
        if token.kind == "#" and not state:
            comments.append(token.text)
            continue
        following = _GRAMMAR[state].get(token.kind)
        if following is None:
            if state in _COMPLETE and token.kind in _STARTS:
                entry, slip = _entry(source, comments, parts, cursor)
                return Scanned(token.start, entry, slip=slip)
            if token.kind == "$" and not state:
                return Scanned(token.start, rest=read_comments(comments).comments)
            raise _unexpected(source, state, token)
        cursor = cursor if parts else token.start
        if token.start.obsolete != cursor.obsolete:
            message = "part of this entry is marked '#~' and part is not: mark all its lines alike"
            raise _error(source, message, token.start.line)
        _take(source, parts, token)
        state = following
    message = "the token stream ends with the end of the file"
    raise AssertionError(message)


def _take(source: Source, parts: list[_Part], token: _Token) -> None:
    if token.kind in _KEYWORD_KINDS:
        parts.append(_Part(token.kind, token.start.line, []))
    elif token.kind in "sS":
        parts[-1].strings.append(token.text)
    elif token.kind == "n":
        number = sum(part.kind == "t" for part in parts) - 1
        if (token.text.lstrip("0") or "0") != str(number):
            message = f"number the plural forms from 0 without gaps: this one is msgstr[{number}]"
            raise _error(source, message, token.start.line)


def _tokens(source: Source, cursor: Cursor) -> Iterator[_Token]:
    position, line, obsolete, previous = cursor
    for match in _TOKEN.finditer(source.text, position):
        group, text, position = match.lastgroup, match.group(), match.end()
        start = Cursor(match.start(), line, obsolete, previous)
        if group == "newline":
            line, obsolete, previous = line + 1, False, False
        elif group == "mark":
            obsolete, previous = obsolete or "~" in text, previous or "|" in text
        elif group == "string":
            yield _Token("S" if previous else "s", text, start)
        elif group == "word":
            keywords = _PREVIOUS_KEYWORDS if previous else _KEYWORDS
            yield _Token(keywords.get(text, "?"), text, start)
        elif group == "comment":
            # gettext forgets that '#|' ended with its line here, and misreads the next one.
            yield _Token("?" if previous else "#", text, start)
        elif group == "number":
            yield _Token("n", text, start)
        elif group == "other":
            yield _Token(text if text in "[]" else "?", text, start)
    yield _Token("$", "", Cursor(len(source.text), line, obsolete, previous))


def _unexpected(source: Source, state: str, token: _Token) -> L10nError:
    text, position, line = source.text, token.start.position, token.start.line
    wanted = _WANTED.get(state)
    if _CONFLICT.match(text, position):
        message = "unresolved merge conflict: keep one side and delete the marker lines"
    elif token.text == '"':
        message = "this string does not end on its line: close it with a quote"
    elif token.kind == "#":
        message = "a comment stands inside an entry: move it above the entry"
    elif token.text == "domain":
        message = "several domains in one file are not supported: delete the domain line"
    elif token.kind == "?" and token.text[0].isalpha():
        message = f"unknown keyword {token.text[:40]!r}: {wanted or 'write a string in quotes'}"
    elif wanted:
        found = "the end of the file" if token.kind == "$" else repr(token.text[:40])
        message = f"{wanted}; found {found}"
    elif state in ("T", "T[", "Tn"):
        message = "write plural forms as msgstr[0], msgstr[1] and so on"
    else:
        message = "a keyword without its text: write a string in quotes after it"
    return _error(source, message, line)


def _entry(
    source: Source, comments: list[str], parts: list[_Part], start: Cursor
) -> tuple[Entry, Slip | None]:
    notes = read_comments(comments)
    values = {part.kind: _value(source, part) for part in parts if part.kind != "t"}
    forms = tuple(_value(source, part) for part in parts if part.kind == "t")
    line = next(part.line for part in parts if part.kind == "i")
    plural = values.get("p")
    entry = Entry(
        msgid=values["i"],
        msgstr=forms[0] if plural is None else "",
        msgctxt=values.get("c"),
        comments=notes.comments,
        extracted=notes.extracted,
        references=notes.references,
        flags=notes.flags,
        previous_msgid=values.get("I"),
        previous_msgctxt=values.get("C"),
        obsolete=start.obsolete,
        msgid_plural=plural,
        msgstr_plural=() if plural is None else forms,
        previous_msgid_plural=values.get("P"),
        line=line,
    )
    return (entry, None) if notes.fuzzy else mend_newlines(entry, source.path)


def _value(source: Source, part: _Part) -> str:
    try:
        return join_strings(part.strings, source.codec)
    except ValueError as error:
        raise _error(source, str(error), part.line) from error


def _error(source: Source, message: str, line: int) -> L10nError:
    return L10nError(message, path=source.path, line=line)

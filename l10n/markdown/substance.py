"""Whether a segment holds anything to translate."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from l10n.guide import Place
from l10n.html.tags import read_tag
from l10n.later import later
from l10n.markdown.inlines import (
    LOCKED,
    SHORTCODES,
    Inline,
    InlineKind,
    Labels,
    labels_at,
    locate_inlines,
)
from l10n.markdown.shortcodes.inline import find_inline_texts
from l10n.markdown.syntaxes.spans import may_hold_locked
from l10n.text import Edit, splice

_LETTER: Final = re.compile(r"[^\W\d_]")
# What may be a scheme is read once, from its first character; digits before it are no letters.
_URL: Final = re.compile(
    r"(?<![a-z0-9+.-])[0-9+.-]*+[a-z][a-z0-9+.-]*+://[^\s<>()]++|www\.[^\s<>()]++", re.IGNORECASE
)
_ENTITY: Final = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_NAME: Final = later(
    r"(?:true|false|yes|no|on|off|none|null|auto|default)|(?:[A-Za-z][A-Za-z0-9+.-]*+:)?//\S*+"
    r"|[A-Za-z0-9_-]+(?:[/.:_=#]+[A-Za-z0-9_-]+)+/?|\.{0,2}/\S*+|(?:tel|mailto|sms|geo):\S++"
    r"|#[\w-]++|\$\S++|\d[\d\s,;:.%px-]*+"
)
"""A path, an address, a file, a colour, a switch: not what any reader reads."""
_REACTS: Final = re.compile(r"[`<{:&\[.]")
_NAMES: Final = later(
    r"\S*[/\\]\S*|\.?\w[\w-]*(?:\.[\w-]+)+|\.\w+|[A-Z]\w*file|--?\w[\w-]*|\S*\w[_:=@]\w\S*"
    r"|README|LICENSE|CHANGELOG"
)
"""Paths, names of files, options and settings."""
_WORDS: Final = later(
    r"[^\W\d_]{2,}[.,;:!?]?\s(?:.*\s)?[^\W\d_]{2,}|(?![a-z])[^\W\d_][^\W\d_]+[.!?:]?\s*\Z"
    r"|[\u3040-\u30ff\u3400-\u9fff]"
)
"""Several words, or one with a capital letter."""
_CODE: Final = later(
    r"(?:noqa|type:|fmt:|pylint|flake8|isort|ruff|mypy|pragma|eslint|prettier|tslint|jshint|@?ts-\w"
    r"|istanbul|c8 |v8 |nolint|go:|\+build|rubocop|shellcheck|yamllint|hadolint|-\*-|vim:"
    r"|coding[:=]|highlight-(?:next-line|start|end)\b|#?(?:end)?region\b|SPDX-|sourceMappingURL"
    r"|doctest:|-+8<-|ANCHOR|docs?:|[\w.$\[\]]+(?:[({]|\s*(?:[-+*/]?=|->)))|.*(?:[;{}]|\[!code )"
)
"""What a comment begins with that is for a program, or code; the last ones are anywhere in it."""
_PLAIN: Final = re.compile(r"[\[*_(\"'¿¡]*[^\W\d_]+(?:[ ,;!?]|$)")
"""Begins with a word: by far the most segments do, and need no closer look."""
_MARKUP: Final = frozenset(
    {
        InlineKind.CODE,
        InlineKind.CODED,
        InlineKind.HTML,
        InlineKind.AUTOLINK,
        InlineKind.FOOTNOTE,
        *LOCKED,
    }
)


def has_substance(msgid: str, labels: Labels) -> bool:
    """Return whether ``msgid`` has a letter outside code, tags, URLs, labels and shortcodes."""
    if _PLAIN.match(msgid):
        return True
    if _LETTER.search(msgid) is None:
        return False
    if _REACTS.search(msgid) is None and not may_hold_locked(msgid, labels.syntax):
        return True
    markup = [each for each in locate_inlines(msgid, labels) if each.kind in _MARKUP]
    edits = [Edit(each.span, _said(msgid, each, labels)) for each in _outermost(markup)]
    text = splice(msgid, edits)
    if _LETTER.search(_ENTITY.sub(" ", _URL.sub(" ", text))) is not None:
        return True
    tags = (each.span.of(msgid) for each in markup if each.kind is InlineKind.HTML)
    texts = (each for tag in tags for each in read_tag(tag, labels.syntax).texts)
    inner = labels_at(Place.QUOTED, labels)
    return any(has_substance(each, inner) and not is_name(each, Place.QUOTED) for each in texts)


def names_no_file(title: str) -> bool:
    """Return whether the title of code says words, and is not the name of a file or a setting."""
    return _WORDS.search(_NAMES.sub(" ", title)) is not None


def is_remark(comment: str) -> bool:
    """Return whether a comment in code is for people, and says more than the name of a file."""
    return _CODE.match(comment) is None and _LETTER.search(_NAMES.sub(" ", comment)) is not None


def is_name(content: str, place: Place) -> bool:
    """Return whether a text in quotes only looks like what a program is given."""
    return place is Place.QUOTED and _NAME.fullmatch(content.strip()) is not None


def _said(msgid: str, inline: Inline, labels: Labels) -> str:
    """Return the texts in what has to come back, with blanks around them."""
    if inline.kind not in SHORTCODES:
        return " "
    texts = find_inline_texts(msgid, inline.span, labels.syntax)
    said = [each.span.of(msgid) for each in texts]
    return " ".join(("", *(each for each in said if not is_name(each, Place.QUOTED)), ""))


def _outermost(inlines: Iterable[Inline]) -> list[Inline]:
    outer: list[Inline] = []
    for each in inlines:
        if not outer or each.span.start >= outer[-1].span.end:
            outer.append(each)
    return outer

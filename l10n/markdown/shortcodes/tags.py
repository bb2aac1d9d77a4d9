"""The parts of a shortcode's tag: its name and its parameters, with their places.

Hugo's stand between ``{{<`` and ``>}}`` or ``{{%`` and ``%}}``. Zola's are calls between ``{{``
and ``}}`` or ``{%`` and ``%}``, and the tag of Jekyll's that has parameters includes a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from l10n.guide import Quoting
from l10n.later import later
from l10n.text import Span

_HUGO: Final = re.compile(r"\{\{[<%]\s*+/?\s*+(?P<name>\w[\w.-]*+(?:/[\w.-]++)*+)")
_HUGO_END: Final = re.compile(r"\s*+(?P<alone>/?)[>%]\}\}\Z")
_CALL: Final = re.compile(r"\{[{%]-?\s*+(?P<name>\w[\w:]*+)\(")
_CALL_END: Final = re.compile(r"\s*+\)\s*+-?[%}]\}\Z")
_INCLUDE: Final = re.compile(
    r"\{%-?\s*+include(?:_relative|_cached)?\s++(?P<name>[^\s%{}\"'=]++)(?=\s)"
)
_INCLUDE_END: Final = re.compile(r"\s*+-?%\}\Z")
# Hugo escapes quotation marks only; where one is escaped, every other backslash is lost.
_HUGO_PARAMETER: Final = later(
    r"\s++(?:(?P<name>\w[\w-]*+)\s*+=\s*+)?"
    r"(?:\"(?P<double>(?:[^\"\\\n]|\\(?![\"`]))*+)\"|(?P<escaped>\"(?:[^\"\\\n]|\\\"|\\(?![\"`]))*+\")"
    r"|`(?P<grave>[^`]*+)`|(?P<bare>(?!/?[>%]\}\})[^\s\"`=](?:(?!/?[>%]\}\})[^\s\"`])*+))"
    r"(?=\s|/?[>%]\}\})"
)
_CALL_PARAMETER: Final = later(
    r"\s*+(?P<name>\w++)\s*+=\s*+"
    r"(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|`(?P<grave>[^`]*+)`"
    r"|(?P<bare>[\w.+-]++|\[[^\[\]]*+\]))\s*+(?:,|(?=\)))"
)
_INCLUDE_PARAMETER: Final = later(
    r"\s++(?P<name>\w[\w-]*+)\s*+=\s*+"
    r"(?:\"(?P<double>[^\"\\\n]*+)\"|'(?P<single>[^'\\\n]*+)'|(?P<bare>[\w.\[\]-]++))(?=\s|-?%\})"
)
_AS_THEY_ARE: Final = ("bare", "escaped")
"""Values that are no text, or of which another cannot be written as it is said."""


class Form(NamedTuple):
    """How tags of one kind are written."""

    quoting: Quoting
    opening: re.Pattern[str]
    parameter: re.Pattern[str]
    end: re.Pattern[str]


_SHORTCODE: Final = Form(Quoting.SHORTCODE, _HUGO, _HUGO_PARAMETER, _HUGO_END)
_TEMPLATES: Final = {
    "zola": Form(Quoting.TERA, _CALL, _CALL_PARAMETER, _CALL_END),
    "jekyll": Form(Quoting.LIQUID, _INCLUDE, _INCLUDE_PARAMETER, _INCLUDE_END),
}
"""Those of a syntax besides Hugo's."""


class Parameter(NamedTuple):
    """What a tag hands to its template; spans are in the text that was searched."""

    name: str
    """As written, or its number, from 0, where it has none."""
    span: Span
    """Of its value, without quotes where it is quoted."""
    is_quoted: bool
    """Whether it says what stands between its quotes, and another text can stand there."""


class Tag(NamedTuple):
    """The parts of a tag."""

    name: str
    parameters: tuple[Parameter, ...]
    quoting: Quoting
    is_alone: bool
    """Whether it says itself that it encloses nothing."""


def read_tag(text: str, span: Span, syntax: str = "") -> Tag | None:
    """Return the parts of the tag at ``span``; None where they cannot be told exactly.

    ``syntax`` is the name of the guide's, which may have tags besides Hugo's.
    """
    form = _SHORTCODE
    found = form.opening.match(text, *span)
    if found is None and syntax in _TEMPLATES:
        form = _TEMPLATES[syntax]
        found = form.opening.match(text, *span)
    if found is None:
        return None
    parameters = tuple(_read_parameters(text, Span(found.end(), span.end), form.parameter))
    end = form.end.match(text, parameters[-1][1] if parameters else found.end(), span.end)
    if end is None:
        return None
    is_alone = bool(end.groupdict().get("alone"))
    return Tag(found["name"], tuple(each for each, _ in parameters), form.quoting, is_alone)


def _read_parameters(
    text: str, span: Span, pattern: re.Pattern[str]
) -> Iterator[tuple[Parameter, int]]:
    """Yield the parameters with the offset at which each of them ends."""
    position, number = span.start, 0
    while found := pattern.match(text, position, span.end):
        group = found.lastgroup or ""
        value = Span(*found.span(group))
        name = found["name"] or str(number)
        number += not found["name"]
        yield Parameter(name, value, is_quoted=group not in _AS_THEY_ARE), found.end()
        position = found.end()

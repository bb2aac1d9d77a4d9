"""Which parameters of a shortcode, and which bodies, are text for readers: by their names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

from l10n.later import later
from l10n.markdown.shortcodes.tags import Parameter, Tag

Read: TypeAlias = Mapping[str, frozenset[str]]
"""By a tag's name, the names of what is text in it: parameters, their numbers, ``body``."""

BODY: Final = "body"
_READ: Final = later(
    "alt|alttext|arialabel|blurb|body|buttontext|caption|content|cta|description|details|excerpt"
    "|footer|header|heading|headline|label|lead|linktext|message|note|placeholder|quote|subheading"
    "|subtitle|summary|tagline|text|title|tooltip"
)
"""Names of parameters that are text by default, in lower case, without hyphens."""
_CODE: Final = later(
    "abc|ascii|asciinema|bash|chart|chem|chroma|cmd|code|codeblock|codepen|command|comment|console"
    "|css|csv|d2|data|diagram|diff|dot|echarts|eq|equation|figma|filetree|formula|gist|goat|graph"
    "|graphviz|hl|highlight|html|iframe|js|json|katex|kroki|latex|map|math|mathjax|mermaid|music"
    "|openapi|output|params|plantuml|playground|prism|qr|raw|rawhtml|repl|run|script|sh|shell"
    "|snippet|source|sql|style|svg|swagger|swaggerui|tabpane|terminal|tex|toml|tree|typeit"
    "|typograms|vega|wavedrom|xml|yaml"
)
"""Words of a name; what a shortcode of that name encloses is no text by default."""
_LANGUAGES: Final = frozenset({"lang", "language", "syntax", "highlight", "linenos"})
"""Parameters of shortcodes that enclose code."""
_WORD: Final = re.compile(r"[^\W_]++")
_BLANK: Final = re.compile(r"[-_]")


def read_parameters(tag: Tag, read: Read) -> Iterator[Parameter]:
    """Yield the parameters that are text, in order."""
    names = read.get(tag.name)
    for each in tag.parameters:
        if names is None:
            is_text = _READ.fullmatch(_BLANK.sub("", each.name).lower()) is not None
        else:
            is_text = each.name in names
        if is_text and each.is_quoted:
            yield each


def encloses_text(text: str, tag: Tag, read: Read, *, in_code: bool) -> bool:
    """Return whether what stands between a tag and its closing one is text."""
    if (names := read.get(tag.name)) is not None:
        return BODY in names
    values = {each.name.lower(): each.span.of(text) for each in tag.parameters}
    if values.get("text") == "true":
        return True
    if in_code or values.get("code") == "true" or not _LANGUAGES.isdisjoint(values):
        return False
    return not is_code(tag.name)


def is_code(name: str) -> bool:
    """Return whether a shortcode of this name encloses code, as far as the name tells."""
    return any(map(_CODE.fullmatch, _WORD.findall(name.lower())))

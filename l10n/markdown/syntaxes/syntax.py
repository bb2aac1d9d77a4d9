"""What a syntax says: which lines are structure, and which spans have to come back.

A row is a regular expression for a whole line, from its first character that is no blank. Its
group ``title``, if any, is text for translators.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final, NamedTuple

_END: Final = r"[ \t]*$"

_LABEL: Final = r"(?:[^\n\[\]\\]|\\.)*"
"""Text in brackets, without brackets of its own that no backslash is before."""
# ::: note, :::note[Title]{.class}, ::: tip Title {open}, :::{note} Title; a value makes an
# attribute of it, and three colons at the end a block of one line (:::image source="x":::).
DIRECTIVE: Final = (
    r":{3,}(?:"
    r"[ \t]*+(?:\{[^{}\n]*\}|[\w.:/-]+)?\[(?P<title>"
    rf"{_LABEL}(?:\[{_LABEL}\]{_LABEL})*)\]"
    r"(?:\{[^\n{}]*\})?"
    r"|[ \t]*+(?:\{[^{}\n]*\}|[\w.:/-]+)[ \t]+(?![\w-]+[ \t]*=|\{)"
    r"(?P<heading>(?:(?!:::)[^\n{}=])*(?:(?!:::)[^\s{}=]))(?:[ \t]+\{[^\n{}]*\})?"
    r"|[^\n]*?"
    r")"
)
"""Containers and blocks of remark-directive, markdown-it-container, MyST and Microsoft Learn."""
ADMONITION: Final = (
    r"(?:!!!|\?\?\?\+?)[ \t]*[A-Za-z][\w-]*(?:[ \t]+(?:inline|end))*"
    r"(?:[ \t]+\"(?P<quoted>[^\"\n]*)\")?"
)
TAB: Final = r"===[!+]*[ \t]*\"(?P<tab>[^\"\n]+)\""
"""These enclose the lines after them that are indented by four blanks."""
ATTRIBUTES: Final = r"\{:[^\n{}]*\}"
"""A kramdown or Python-Markdown attribute list that stands alone."""
_ATTRIBUTE_NAME: Final = r"[A-Za-z_:][\w:.-]*+="
# A comma is part of a value without quotes, unless the next value has quotes.
_BARE_VALUE: Final = rf"""(?:[^\s{{}}"',]|,(?!{_ATTRIBUTE_NAME}["']))++"""
_ATTRIBUTE: Final = (
    rf"""(?:[#.][^\s{{}}"'=,]++|{_ATTRIBUTE_NAME}(?:"[^"]*+"|'[^']*+'|{_BARE_VALUE}))"""
)
ATTRIBUTE_LIST: Final = rf"\{{[ \t]*+{_ATTRIBUTE}(?:[ \t,]++{_ATTRIBUTE})*+[ \t]*+\}}"
"""What goldmark reads of one: names, classes and values."""
ABBREVIATION: Final = r"\*\[[^\]\n]+\]:[ \t]*(?P<meaning>[^\n]*[^\s])"
"""The title of each place where the text in brackets stands."""
HOLDS_MARKDOWN: Final = r"<[A-Za-z][^<>\n]*[ \t]markdown(?:=[^<>\n]*)?>"
"""A tag whose content Python-Markdown and kramdown read as Markdown."""
HELD: Final = (
    r"<(?P<holder>p|span|td|th|h[1-6]|dt|summary)(?=[ \t])[^<>\n]*[ \t]"
    r"markdown(?:=(?![\"']?0)[^<>\n]*)?>[ \t]*+"
    r"(?P<held>(?:[^<\n]|</?(?:a|abbr|b|br|code|em|i|img|kbd|small|strong|sub|sup)\b[^<>\n]*>)+?)"
    r"[ \t]*</(?P=holder)>"
)
"""The same, with all of its content, which is a text alone, on one line."""
MODULE: Final = (
    r"(?:import[ \t]+(?:[\w*{}$, \t]+[ \t]+from[ \t]+)?(?:'[^'\n]+'|\"[^\"\n]+\")[ \t]*;?"
    r"|export[ \t]+(?:default|const|let|var|function|class|async)\b[^\n]*)"
)
INCLUDE: Final = (
    r"(?:-{1,2}8<-{1,2}(?:[ \t]+[^\n]*)?|;-{1,2}8<-{1,2}[^\n]*|\{\*[^\n]*\*\}|<<<[ \t]*[^\n]+)"
)
CLOSING_TAGS: Final = r"(?:</(?:[A-Za-z][\w.:-]*)?[ \t]*>[ \t]*)+"
LINES: Final = (ATTRIBUTES, MODULE, INCLUDE, CLOSING_TAGS)
"""Structure in every syntax, besides containers and directives."""
CODE: Final = (
    r"(?P<code>^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*(?P<fence>`{3,}|~{3,})(?!.*`)[^\n]*(?:\n|\Z)"
    r"(?:[^\n]*\n)*?(?:[ \t>]*(?P=fence)[`~]*[ \t]*$|[^\n]*\Z)"
    r"|(?<![`\\])(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n)[\s\S])+?(?<!`)(?P=ticks)(?!`))"
)
"""Code, for a syntax in which nothing begins inside it: the first row of its spans."""

TEMPLATE: Final = r"(?P<template>\{\{(?![<%])[^{}\n]*(?:\{[^{}\n]*\}[^{}\n]*)*\}\}|\{%[^\n]*?%\})"
MATH_BLOCKS: Final = (
    (r"\$\$", rf"\$\${_END}"),
    (r"\\\[", rf"\\\]{_END}"),
    (r"\\begin\{", rf"\\end\{{[^\n{{}}]*\}}{_END}"),
)
MATH: Final = (
    r"(?P<math>\$\$[^$\n]+?\$\$|(?<!\\)(?:\\\([^\n]+?\\\)|\\\[[^\n]+?\\\])"
    # Written so for a program that reads the page.
    r"|(?<!\\)(?:\\\\\([^\n]+?\\\\\)|\\\\\[[^\n]+?\\\\\])"
    r"|(?<![\\$\w])\$(?![\s$])(?:[^$\n`\\]|\\.)+?(?<![\s\\])\$(?![\w$]))"
)


MATH_SIGNS: Final = (
    r"\$\$|\\\([^\n]*?\\\)|\\\[[^\n]*?\\\]|\\begin\{|(?<![\\$])\$(?![\s$])[^$]*?(?<![\s\\])\$"
)
"""What begins mathematics to some reader, whatever is around it."""
RAW_SIGNS: Final = (
    r"\\[(\[]|\\begin\{|\$|&(?:#0*(?:36|92)|#[xX]0*(?:24|5[cC])|dollar|bsol);|<[A-Za-z/!?]"
)
"""What begins it where a site passes it on as it stands, also from one text to the next and to the
program that shows it, which sees no escapes; and tags, which no escape makes text there."""
MAY_BE_RAW: Final = r"(?:\\[(\[]|\$)(?:[^$<\\]|\\(?![(\[])|<(?![A-Za-z/!?]))*+<[A-Za-z/!?]"
"""A tag in mathematics, to a site that passes it on, though its settings do not say so."""


@dataclass(frozen=True, slots=True, eq=False)
class Syntax:
    """A dialect of Markdown, as the rows that it adds to those of every syntax."""

    name: str
    lines: tuple[str, ...] = ()
    """Whole lines that are structure."""
    spans: tuple[str, ...] = ()
    """What has to come back letter for letter; the group's name is the kind, or ``code``."""
    blocks: tuple[tuple[str, str], ...] = ()
    """What begins, and what ends, lines that are structure, blank ones among them."""
    attributes: str = ""
    """Lines that end a block, and are its attributes."""
    fences: str = ""
    """What opens a fence whose content is Markdown; its group, if any, is its title."""
    signs: str = ""
    """Characters that a span begins with, besides a brace."""
    has_code: bool = True
    """Whether four blanks make code."""
    has_tags: bool = False
    """Whether every tag at the start of a line is a component, and modules are read."""
    has_liquid: bool = False
    """Whether tags of Liquid make addresses."""
    is_vue: bool = False
    """Whether Vue reads templates and components in what markdown-it makes."""
    reads_tables_first: bool = False
    """Whether a table's first line may begin as a list or another block does."""
    frees_formulas: bool = False
    """Whether a formula goes on beyond the end of its container."""
    has_loose_terms: bool = False
    """Whether a definition belongs to the paragraph before it, however many lines that has."""
    has_code_bars: bool = False
    """Whether a bar in code divides no cells, and needs no backslash there."""
    has_bar_tables: bool = False
    """Whether lines with bars are a table also without a line of dashes."""
    closes_html: bool = False
    """Whether HTML ends where its tags are closed, and code at a fence after a template tag."""
    ends_lists: bool = False
    """Whether a line of tags, or of attributes, ends a list whose item would go on lazily."""
    has_deep_fences: bool = False
    """Whether a fence ends a paragraph however far it is indented."""
    has_names: bool = False
    """Whether links lead to names that other files, or programs, define."""
    has_plain_metadata: bool = False
    """Whether lines like ``Title: Fees``, with no fence before, say what a page is."""
    ends_notes: bool = False
    """Whether a footnote's definition in a container ends at a blank line."""
    has_lazy_notes: bool = False
    """Whether what follows a footnote of several lines, without a blank one, belongs to it."""
    has_tight_headings: bool = False
    """Whether a heading needs no blank after its signs."""
    underlines_lines: bool = True
    """Whether a heading that is underlined can have several lines."""
    escapes_last_brace: bool = False
    """Whether a heading's attributes are text only when a backslash is inside the braces."""
    refused: str = ""
    """What no translation may add, escaped or not, because its readers take it for more."""
    is_html: bool = False
    """Whether nothing of it is Markdown."""
    reads_html: bool = True
    """Whether text in HTML, and in attributes, is for translators."""
    has_titles: bool = True
    """Whether titles of link definitions and of fenced code are texts."""
    has_comments: bool = False
    """Whether comments in fenced code are."""
    writes_ids: bool = True
    """Whether a heading can be given an id in braces."""
    shortcodes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """What is text in shortcodes, by their names, where a site says so."""
    components: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The same for components."""

    @property
    def is_compiled(self) -> bool:
        """Return whether a page is only made when its tags are nested."""
        return self.has_tags or self.is_vue


class Patterns(NamedTuple):
    """The rows of a syntax, and those of every syntax, as they are looked for."""

    lines: re.Pattern[str]
    attributes: re.Pattern[str] | None
    spans: re.Pattern[str]
    blocks: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    signs: re.Pattern[str]
    """Found, after a line end, in every text that holds structure."""


@cache
def patterns_of(syntax: Syntax) -> Patterns:
    """Return the compiled rows of a syntax."""
    common = [each for each in LINES if not (syntax.has_tags and each is MODULE)]
    rows = [*syntax.lines, *common, DIRECTIVE, ADMONITION, TAB]
    whole = "|".join(f"(?:{row}){_END}" for row in rows)
    begins = r"\n[ \t>]*+(?:[-*+][ \t]+|\d+[.)][ \t]+)*+"
    openings = "".join(f"|{opening}" for opening, _ in syntax.blocks)
    ends = f"{syntax.attributes}{_END}"
    after = rf"|\n[ \t>]*+{ends}" if syntax.attributes else ""
    signs = "" if syntax.has_tags else rf"{begins}(?:{whole}|<[A-Z]{openings}){after}"
    return Patterns(
        lines=re.compile(whole, re.MULTILINE),
        attributes=re.compile(ends, re.MULTILINE) if syntax.attributes else None,
        spans=re.compile("|".join((*syntax.spans, TEMPLATE)), re.MULTILINE),
        blocks=tuple((re.compile(a), re.compile(b, re.MULTILINE)) for a, b in syntax.blocks),
        signs=re.compile(signs, re.MULTILINE),
    )

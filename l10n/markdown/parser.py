"""The block parser, taught to note where the text of each block is.

markdown-it-py's block rules know the exact offsets of every content line while they run, with
the containers' adjustments in place, and forget them afterwards. The rules are wrapped, not
replaced: what they note is ``token.meta["lines"]``, the spans of an inline token's lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import Any, Final, TypeAlias

from markdown_it import MarkdownIt
from markdown_it.rules_block import (
    StateBlock,
    heading,
    lheading,
    list_block,
    paragraph,
    table,
)
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from l10n.markdown.bartables import teach_bar_tables
from l10n.markdown.definitions import teach_definitions
from l10n.markdown.ends import (
    BlockRule,
    teach_ends,
    teach_lazy_notes,
    teach_list_ends,
    teach_note_ends,
)
from l10n.markdown.inner.comments import note_comments
from l10n.markdown.inner.titles import (
    note_definition,
    note_fence,
    note_labelled_fence,
    note_titled_definition,
)
from l10n.markdown.lines import BLANKS
from l10n.markdown.plainblocks import Row, read_plain_blocks
from l10n.markdown.plaintokens import LINES, MARKUP
from l10n.markdown.syntaxes import DEFAULT
from l10n.markdown.syntaxes.components import teach_components
from l10n.markdown.syntaxes.fences import teach_fences
from l10n.markdown.syntaxes.metadata import BEGINS, teach_metadata
from l10n.markdown.syntaxes.structure import first_of, line_span, teach_structure
from l10n.markdown.syntaxes.syntax import Syntax, patterns_of
from l10n.text import Span

Note: TypeAlias = Callable[[StateBlock, int, int], None]
"""Notes positions, given the state after a rule, the index of its first token, its first line."""

MAX_NESTING: Final = 100
"""Deeper blocks are not read; each level costs up to four frames of the interpreter's stack."""

_ANY: Final = re.compile("")
_FENCE: Final = re.compile(r"`{3,}[^`]*$|~{3,}")
_MOST_BLANKS: Final = 3
"""Before a block; one more makes code."""


class Parser(MarkdownIt):
    """A CommonMark parser that leaves destinations as written and finds no link invalid."""

    def validateLink(self, url: str) -> bool:  # noqa: N802, ARG002 - markdown-it-py's signature
        """Accept every destination: it is numbered and judged elsewhere."""
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - markdown-it-py's name
        """Return the destination as it is; only its place matters."""
        return url


class Extension(StrEnum):
    """Syntax beyond CommonMark and tables that few guides use."""

    FOOTNOTES = "footnotes"
    TERMS = "terms"


_EVERY_EXTENSION: Final = frozenset(Extension)

# Without a match a text cannot hold any; then its parser need not try their rules on each line.
_SIGNS: Final = (
    (Extension.FOOTNOTES, re.compile(r"\[\^")),
    (Extension.TERMS, re.compile(r"\n[ \t>]*+[:~][ \t]")),
)


@cache
def block_parser(
    extensions: frozenset[Extension] = _EVERY_EXTENSION, syntax: Syntax = DEFAULT
) -> Parser:
    """Return the parser for blocks; it is never changed after it was made."""
    parser = base_parser(extensions)
    parser.options["inline_definitions"] = True  # a token for each, in its place
    if not syntax.has_code:
        parser.disable("code")
    teach_structure(parser, syntax)
    teach_fences(parser, syntax)
    _teach_own_rules(parser, syntax, extensions)
    underlined = _note_lheading if syntax.underlines_lines else _note_short_lheading
    read_table = table if syntax.reads_tables_first else _table
    rules: tuple[tuple[str, BlockRule, Note, tuple[str, ...]], ...] = (
        ("paragraph", paragraph, _note_paragraph, ()),
        ("heading", heading, _note_heading, ("paragraph", "reference", "blockquote")),
        ("lheading", lheading, underlined, ()),
        ("table", read_table, _note_table, ("paragraph", "reference")),
    )
    for name, rule, note, interrupted in rules:
        if not syntax.has_code:
            rule = _at_any_indent(rule)
        elif syntax.has_deep_fences and name == "paragraph":
            rule = _at_any_indent(rule, _FENCE)
        parser.block.ruler.at(name, _noting(rule, note), {"alt": list(interrupted)})
    notes = _notes(syntax)
    for each in list(parser.block.ruler.__rules__):
        if each.name == "list" and not syntax.has_code:
            parser.block.ruler.at("list", _list_at_any_indent, {"alt": list(each.alt)})
        if each.name in notes:
            rule = _beside_lists(each.fn) if each.name == "deflist" else each.fn
            noted = _noting(rule, notes[each.name])
            parser.block.ruler.at(each.name, noted, {"alt": list(each.alt)})
    return parser


def _notes(syntax: Syntax) -> dict[str, Note]:
    """Return what is noted after rules that stay as they are, by their names."""
    notes: dict[str, Note] = {"deflist": _note_terms, "reference": note_definition}
    notes |= dict.fromkeys(("html_block", "structure", "component"), _note_markup)
    on_fences: list[Note] = []
    if syntax.has_titles:
        notes["reference"] = note_titled_definition
        on_fences.append(note_labelled_fence if syntax.is_vue else note_fence)
    if syntax.has_comments:
        on_fences.append(note_comments)
    if on_fences:
        notes["fence"] = _together(on_fences)
    return notes


def _together(notes: Sequence[Note]) -> Note:
    def note_all(state: StateBlock, first: int, start: int) -> None:
        for note in notes:
            note(state, first, start)

    return note_all


def _teach_own_rules(parser: Parser, syntax: Syntax, extensions: frozenset[Extension]) -> None:
    if syntax.is_vue:
        teach_components(parser)
    if syntax.has_loose_terms and Extension.TERMS in extensions:
        teach_definitions(parser)
    if syntax.closes_html:
        teach_ends(parser)
    if syntax.has_plain_metadata:
        teach_metadata(parser)
    if syntax.ends_lists:
        teach_list_ends(parser)
    if syntax.ends_notes:
        teach_note_ends(parser)
    if syntax.has_lazy_notes:
        teach_lazy_notes(parser)
    if syntax.has_bar_tables:
        teach_bar_tables(parser)


def base_parser(extensions: frozenset[Extension] = _EVERY_EXTENSION) -> Parser:
    """Return a new parser with the syntax that guides may use."""
    parser = Parser("commonmark", {"maxNesting": MAX_NESTING})
    parser.enable(["table", "strikethrough"])
    if Extension.FOOTNOTES in extensions:
        parser.use(footnote_plugin, inline=False, move_to_end=False)
    if Extension.TERMS in extensions:
        parser.use(deflist_plugin)
    return parser


@cache
def inline_parser() -> Parser:
    """Return a parser for what stands in lines; it is never changed after it was made."""
    return base_parser()


def parse_blocks(text: str, syntax: Syntax = DEFAULT) -> tuple[list[Row], Mapping[str, Any]]:
    """Parse LF text into its blocks, in order, and the environment that the inline parser needs.

    Inline tokens have no children; ``meta["lines"]`` is missing where the place is not known.
    """
    if syntax.is_html:
        return [(_page(text),)], {}
    lines = f"\n{text}"
    extensions = frozenset(each for each, sign in _SIGNS if sign.search(lines))
    has_structure = patterns_of(syntax).signs.search(lines) is not None
    # A line may be a term of what follows it, or structure in the middle of a plain block.
    has_bars = syntax.has_bar_tables and "|" in text
    has_metadata = syntax.has_plain_metadata and BEGINS.match(text) is not None
    is_mixed = has_structure or has_bars or has_metadata or Extension.TERMS in extensions
    parser = block_parser(extensions, syntax)
    tokens: list[Token] = []
    environment: dict[str, Any] = {}
    if is_mixed:
        parser.block.parse(text, parser, environment, tokens)
        return [tuple(tokens)], environment
    rows: list[Row] = []
    position, line = read_plain_blocks(text, 0, 0, rows)
    if position < len(text):
        state = StateBlock(text, parser, environment, tokens)
        while position < len(text):
            first = len(tokens)
            line = _read_block(state, line)
            rows.append(tuple(tokens[first:]))
            position, line = read_plain_blocks(text, state.bMarks[line], line, rows)
    return rows, environment


def _page(text: str) -> Token:
    """Return the one block that a page of HTML is."""
    spans: list[Span] = []
    for line in text.split("\n"):
        start = spans[-1].end + 1 if spans else 0
        spans.append(Span(start, start + len(line)))
    meta = {LINES: tuple(spans)}
    return Token("html_block", "", 0, content=text, map=[0, len(spans)], meta=meta)


def _read_block(state: StateBlock, line: int) -> int:
    """Let the rules read the block at ``line``, which is not blank; return the line after it."""
    state.line = line
    for rule in state.md.block.ruler.getRules(""):
        if rule(state, line, state.lineMax, False):
            break
    return state.line


def _at_any_indent(rule: BlockRule, sign: re.Pattern[str] = _ANY) -> BlockRule:
    """Let lines end a paragraph however far they are indented: where four blanks make no code.

    With ``sign``, those that begin with it.
    """

    def reading_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        before: dict[int, int] = {}
        line = start + 1
        while line < state.lineMax and not state.isEmpty(line):
            begin = first_of(state, line)
            is_deep = state.sCount[line] > state.blkIndent + _MOST_BLANKS
            if is_deep and sign.match(state.src, begin, state.eMarks[line]):
                before[line] = state.sCount[line]
                state.sCount[line] = state.blkIndent + _MOST_BLANKS
            line += 1
        found = rule(state, start, end, silent)
        for line, indent in before.items():
            state.sCount[line] = indent
        return found

    return reading_rule


def _beside_lists(rule: BlockRule) -> BlockRule:
    """Let a list follow a definition in an item, however far that is indented."""

    def reading_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        before, state.listIndent = state.listIndent, state.blkIndent
        found = rule(state, start, end, silent)
        state.listIndent = before
        return found

    return reading_rule


def _list_at_any_indent(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a list whose items are indented as far as they like."""
    before, state.listIndent = state.listIndent, -1
    found = list_block(state, start, end, silent)
    state.listIndent = before
    return found


def _noting(rule: BlockRule, note: Note) -> BlockRule:
    def noting_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        first = len(state.tokens)
        if not rule(state, start, end, silent):
            return False
        if not silent:
            note(state, first, start)
        return True

    return noting_rule


# A container or another block on the header line comes first; markdown-it-py asks tables first.
_BEFORE_TABLE: Final = re.compile(r"(?:[-+*]|[0-9]{1,9}[.)])[ \t]|>|#{1,6}[ \t]|```|~~~|<!--")


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a table as GitHub and Hugo do: never one whose header line starts another block."""
    line = line_span(state, start)
    if _BEFORE_TABLE.match(state.src, line.start, line.end):
        return False
    return table(state, start, end, silent)


def _note_paragraph(state: StateBlock, first: int, start: int) -> None:
    spans = tuple(line_span(state, line) for line in range(start, state.line))
    state.tokens[first + 1].meta[LINES] = spans


def _note_lheading(state: StateBlock, first: int, start: int) -> None:
    spans = tuple(line_span(state, line) for line in range(start, state.line - 1))
    state.tokens[first + 1].meta[LINES] = spans


def _note_short_lheading(state: StateBlock, first: int, start: int) -> None:
    """Leave alone several lines: they are no heading here, and must not become one line."""
    if state.line - start == 2:
        _note_lheading(state, first, start)


def _note_heading(state: StateBlock, first: int, start: int) -> None:
    token = state.tokens[first + 1]
    line = line_span(state, start)
    after_marker = line.start + len(state.tokens[first].markup)
    found = state.src.find(token.content, after_marker, line.end)
    token.meta[LINES] = (Span(found, found + len(token.content)),)


def _note_markup(state: StateBlock, first: int, _start: int) -> None:
    token = state.tokens[first]
    if token.type in MARKUP and "<" in token.content and token.map:
        token.meta[LINES] = tuple(line_span(state, line) for line in range(*token.map))
    elif token.markup.startswith("<") and token.map:  # beside a text on one line
        begin = line_span(state, token.map[0]).start
        token.meta[LINES] = (Span(begin, begin + token.markup.index("\0")),)


def _note_terms(state: StateBlock, first: int, _start: int) -> None:
    level = state.level + 1
    for opening, inline in zip(state.tokens[first:], state.tokens[first + 1 :], strict=False):
        if opening.type == "dt_open" and opening.level == level and inline.map:
            inline.meta[LINES] = (line_span(state, inline.map[0]),)


def _note_table(state: StateBlock, first: int, _start: int) -> None:
    cells: tuple[Span, ...] = ()
    column = 0
    for token in state.tokens[first:]:
        if token.type == "tr_open" and token.map:
            cells, column = _split_row(state.src, line_span(state, token.map[0])), 0
        elif token.type == "inline":
            if column < len(cells):
                token.meta[LINES] = (cells[column],)
            column += 1


_BAR: Final = re.compile(r"(?<!\\)\|")


def _split_row(text: str, line: Span) -> tuple[Span, ...]:
    """Return the trimmed cells of a table row, as markdown-it-py's table rule splits it."""
    line = line.trimmed(text, BLANKS)
    bars = [found.start() for found in _BAR.finditer(text, line.start, line.end)]
    starts = [line.start, *(bar + 1 for bar in bars)]
    ends = [*bars, line.end]
    cells = [Span(start, end) for start, end in zip(starts, ends, strict=True)]
    if cells and cells[0].start == cells[0].end:
        cells = cells[1:]
    if cells and cells[-1].start == cells[-1].end:
        cells = cells[:-1]
    return tuple(cell.trimmed(text, BLANKS) for cell in cells)

"""The places in pages that fragments of addresses can name."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Collection, Iterator
from typing import Final, NamedTuple

from l10n.config.settings import Config
from l10n.disk.files import read_text
from l10n.errors import L10nError
from l10n.frontmatter.block import find_body
from l10n.links.scheme import Make
from l10n.links.site import Page
from l10n.markdown.headings import read_headings, read_term_ids
from l10n.markdown.segments import read_layout
from l10n.markdown.shortcodes import find_tags
from l10n.markdown.syntaxes import syntax_of
from l10n.site.paths import content_folders, syntax_at

_HTML_ID: Final = re.compile(
    r"(?:<|\{\{%)[^<>]*?\s(?:id|name)\s*=\s*[\"']?([^\"'\s<>]+)", re.IGNORECASE
)
_ATTRIBUTE_ID: Final = re.compile(
    r"\{:?(?:[^{}\n#]*[\s:])?\#([^\s{}]+)[^{}\n]*\}|^\((\S+)\)=$", re.MULTILINE
)
_MARKDOWN_TAG: Final = re.compile(r"\{\{%\s*([\w.-][\w/.-]*)")
_FILE: Final = re.compile(r"[^\s\"'`=]+\.(?:md|markdown)(?![\w.])")
_INCLUDED: Final = re.compile(
    r"^import\s+\w+\s+from\s+[\"']([^\"'\n]+\.mdx?)[\"']"
    r"|<!--\s*@include:\s*([^\s{>]+?)(?=\s|\{|-->)"
    r"|^[ \t]*[-;]*8<-*\s+[\"']([^\"'\n]+)[\"']"
    r"|\{\{\s*\#(?:include|template)\s+([^\s}:]+\.md)"
    r"|^`{3,}\{include\}\s+(\S+)"
    r"|\{%-?\s*include(?:_relative|-markdown)?\s+[\"']?([^\s\"'%]+\.md)",
    re.MULTILINE,
)
"""A file that other makes put into a page: MDX, VitePress, MkDocs, mdBook, MyST, Jekyll."""
_PROGRAM: Final = re.compile(
    r"^[ \t]*(?::::[ \t]+[\w.-]+|\{\{(?!%)[^{}\n]+\}\})[ \t]*$", re.MULTILINE
)
"""A line that a plugin of MkDocs replaces: documentation of code, or what a macro says."""


class Places(NamedTuple):
    """The places of a page."""

    ids: frozenset[str]
    is_loose: bool = False
    """Whether its make gives ids by rules that are not followed here to the letter."""
    is_open: bool = False
    """Whether something writes into it that cannot be read here."""
    files: frozenset[str] = frozenset()
    """What it was read from, or would be if it were there; besides its own file."""

    def has(self, fragment: str) -> bool:
        """Return whether a fragment names one of them."""
        if fragment in self.ids:
            return True
        return self.is_loose and _bare(fragment) in {_bare(each) for each in self.ids}


NO_PLACES: Final = Places(frozenset())


def read_places(config: Config, there: Collection[str], page: Page) -> Places:
    """Return the places of a page; one that cannot be read has none.

    ``there`` are the paths of the site's files.
    """
    ids: set[str] = {"", "top"}
    is_open, waiting, read = False, [page.path], set[str]()
    while waiting:
        path = waiting.pop()
        read.add(path)
        try:
            text, _ = read_text(config.root / path, path)
            ids.update(_ids(config, text, path))
        except L10nError:
            continue
        is_open = is_open or _is_written(config, text)
        for named in _included(text):
            found = _candidates(config, page, path, named)
            there_now = [each for each in found if each in there]
            is_open = is_open or not there_now
            waiting += (each for each in there_now[:1] if each not in read)
            read.update(found)
    is_loose = config.links.make is not Make.HUGO
    return Places(frozenset(ids), is_loose, is_open, frozenset(read - {page.path}))


def _ids(config: Config, text: str, path: str) -> Iterator[str]:
    links = config.links
    layout = read_layout(text, find_body(text, path), syntax_of(syntax_at(config, path)))
    headings = {heading.id for heading in read_headings(layout, links.id_style)}
    yield from headings
    if links.term_ids:
        yield from filter(None, read_term_ids(layout, links.id_style, headings))
    yield from _HTML_ID.findall(text)
    yield from (found[1] or found[2] for found in _ATTRIBUTE_ID.finditer(text))


def _is_written(config: Config, text: str) -> bool:
    """Return whether a program writes lines of a guide."""
    return config.links.make is Make.MKDOCS and _PROGRAM.search(text) is not None


def _included(text: str) -> Iterator[str]:
    """Yield the paths of files that are put into a guide; empty for what names none.

    Only what is alone on its line can bring headings along. What encloses a text shows that.
    """
    yield from (found[found.lastindex or 0] for found in _INCLUDED.finditer(text))
    for span in find_tags(text) if "{{%" in text else ():
        tag = span.of(text)
        name = _MARKDOWN_TAG.match(tag)
        before = text[text.rfind("\n", 0, span.start) + 1 : span.start]
        after = text[span.end :].partition("\n")[0] if name else ""
        if name is None or before.strip() or after.strip():
            continue
        if not re.search(rf"\{{\{{[%<]\s*/\s*{re.escape(name[1])}\s*[%>]", text):
            path = _FILE.search(tag)
            yield path[0] if path else ""


def _candidates(config: Config, page: Page, path: str, named: str) -> tuple[str, ...]:
    """Return where the file may be that ``path`` names: beside it, below a top, or in the site."""
    if not named:
        return ()
    bare = named.removeprefix("@site").removeprefix("@").lstrip("/")
    folders = (posixpath.dirname(path), *content_folders(config, [page.language]), "")
    found = (posixpath.normpath(posixpath.join(folder, bare)) for folder in folders)
    return tuple(dict.fromkeys(found))


def _bare(fragment: str) -> str:
    """Return the letters and digits of a fragment, which all makes keep."""
    text = unicodedata.normalize("NFKD", fragment).casefold()
    return "".join(char for char in text if char.isalnum())

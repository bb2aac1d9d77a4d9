"""How heading ids are made, and which a translation keeps: what the settings may say."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from typing import Final

from l10n.later import later

# @mdit-vue/shared, slugify.ts: what becomes a hyphen, control characters left out.
_VITEPRESS: Final = later(r"[\s~`!@#$%^&*()\-_+=\[\]{}|\\;:\"'“”‘’<>,.?/]+")  # quotes of texts
_CONTROL: Final = later(r"[\x00-\x1f\u0300-\u036f]")
_JOINERS: Final = "\u200c\u200d"


class IdStyle(StrEnum):
    """How an id is made of a heading's text: Hugo's ``autoHeadingIDType``, or another's way."""

    GITHUB = "github"
    GITHUB_ASCII = "github-ascii"
    BLACKFRIDAY = "blackfriday"
    MKDOCS = "mkdocs"
    MKDOCS_UNICODE = "mkdocs-unicode"
    """With ``pymdownx.slugs`` for the slugs of its table of contents."""
    SLUGGER = "github-slugger"
    """As GitHub itself does: so do Docusaurus, Astro, and Jekyll's kramdown."""
    VITEPRESS = "vitepress"
    MDBOOK = "mdbook"
    MYST = "myst"
    ZOLA = "zola"

    @property
    def is_of_hugo(self) -> bool:
        """Return whether Hugo makes the ids: it passes over some of a heading's text."""
        return self in (IdStyle.GITHUB, IdStyle.GITHUB_ASCII, IdStyle.BLACKFRIDAY)

    @property
    def is_of_mkdocs(self) -> bool:
        """Return whether Python-Markdown numbers the ids that would be alike."""
        return self in (IdStyle.MKDOCS, IdStyle.MKDOCS_UNICODE)


class HeadingIds(StrEnum):
    """Which headings keep the source's id."""

    LINKED = "linked"
    """Those that a link of the site leads to."""
    ALL = "all"
    NONE = "none"


def make_id(text: str, style: IdStyle) -> str:
    """Return the id that is made of a heading's plain text; of Hugo's never empty.

    https://github.com/gohugoio/hugo/blob/master/markup/goldmark/autoid.go
    https://python-markdown.github.io/extensions/toc/
    https://github.com/Flet/github-slugger
    """
    match style:
        case IdStyle.MKDOCS:
            return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", _ascii(text)).strip().lower())
        case IdStyle.MKDOCS_UNICODE:
            return _lower("".join(map(_kept, text.strip())))
        case IdStyle.SLUGGER:
            return "".join(map(_word, text.lower()))
        case IdStyle.MYST:
            return re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-")
        case IdStyle.VITEPRESS:
            return _vitepress(text)
        case IdStyle.MDBOOK:
            return "".join(map(_in_book, text.strip()))
        case IdStyle.ZOLA:
            # It spells other scripts in Latin letters, by tables that are not here.
            plain = "".join(_ascii(each) or each for each in text)
            return re.sub(r"[\W_]+", "-", plain.lower()).strip("-")
        case _:
            return _hugo(text, style) or "heading"


def _hugo(text: str, style: IdStyle) -> str:
    if style is IdStyle.BLACKFRIDAY:
        spaced = "".join(c if c.isnumeric() or c.isalpha() else " " for c in text)
        return "-".join(map(_lower, filter(None, re.split(r"[^\w]|_", spaced))))
    if style is IdStyle.GITHUB_ASCII:
        bare = (c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")
        text = "".join(c for c in "".join(bare).strip() if c.isascii())
        return _lower("".join(map(_kept, text)))
    return _lower("".join(map(_kept, text.strip())))


def _vitepress(text: str) -> str:
    plain = _CONTROL.sub("", unicodedata.normalize("NFKD", text))
    id_ = _VITEPRESS.sub("-", plain).strip("-")
    return f"_{id_}".lower() if id_[:1].isdecimal() and id_[:1].isascii() else id_.lower()


def _ascii(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")


def _kept(character: str) -> str:
    if character in "- ":
        return "-"
    return character if character == "_" or character.isalpha() or character.isdecimal() else ""


def _word(character: str) -> str:
    """Return what GitHub keeps of a character: of letters, marks, digits and connectors."""
    if character in "- ":
        return "-"
    category = unicodedata.category(character)
    is_word = category[0] in "LM" or category in ("Nd", "Nl", "Pc") or character in _JOINERS
    return character if is_word else ""


def _in_book(character: str) -> str:
    if character.isspace():
        return "-"
    is_kept = character in "-_" or character.isalnum()
    return (character.lower() if character.isascii() else character) if is_kept else ""


def _lower(text: str) -> str:
    """Lower as Go does, one character for one."""
    return "".join(c.lower()[0] for c in text)

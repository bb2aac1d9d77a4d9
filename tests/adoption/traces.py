"""What a reader and a browser get from a page, counted: words, addresses, ids, attributes."""

from __future__ import annotations

import html
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Any
from urllib.parse import unquote

import yaml


class Kind(StrEnum):
    """What may be lost of a page."""

    WORD = "word"
    ID = "heading id"
    IMPLIED = "implied id"
    ADDRESS = "address"
    ATTRIBUTE = "attribute"
    KEY = "front matter key"
    VALUE = "front matter value"
    TITLE = "link title"
    PAGE = "page"


AWAY = "^"
Traces = dict[Kind, Counter[str]]


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose pages are read: addresses within the site, and in the language, are shortened."""

    language: str
    base: str = ""
    others: frozenset[str] = frozenset()
    """The site's languages but for the page's and the source's, in lower case."""
    source: str = "en"


_FENCED = re.compile(r"(---|\+\+\+)[ \t]*\r?\n(.*?)^\1[ \t]*(?:\r?\n|\Z)", re.MULTILINE | re.DOTALL)
_CJK = (
    r"\u2e80-\u2fff\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff"
)
_HANGUL = r"\u1100-\u11ff\uac00-\ud7af"
_BREAK_IN_CJK = re.compile(rf"(?<=[{_CJK}])(?:[ \t]*\r?\n[ \t>]*|[ \t]+)(?=[{_CJK}])")
_RUN = re.compile(rf"[{_CJK}]+|[{_HANGUL}]+|[^\W_{_CJK}{_HANGUL}]+")
_BY_CHARACTER = re.compile(rf"[{_CJK}{_HANGUL}]")
_ID = re.compile(r"\{[ \t]*#([^\s{}]+)[ \t]*\}|\bid=[\"']([^\"'\n]+)[\"']|\{#([^\s{}]+)(?=\s)")
_BARE = r"https?://[^\s<>\"'`)\]|\\\u3000-\u303f\u3040-\u9fff\uac00-\ud7af\uff00-\uffef]+"
_ADDRESS = re.compile(
    r"\]\([ \t]*\n?[ \t]*(?:<(?P<angle>[^<>\n]*)>|(?P<plain>[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*))"
    r"|^[ \t>]*\[(?!\^)[^\]\n]+\]:[ \t]*\n?[ \t]*<?(?P<defined>[^\s<>]+)>?"
    r"|\b(?:href|src|srcset|url|link|to|action|poster)[ \t]*=[ \t]*"
    r"[\"'](?P<attribute>[^\"'\n]*)[\"']"
    r"|\b(?:rel)?ref[ \t]+[\"'](?P<ref>[^\"'\n]*)[\"']"
    rf"|(?P<bare>{_BARE})",
    re.MULTILINE,
)
_LABEL = re.compile(r"(?<=\])\[[^\]\n^]*\]|^[ \t>]*\[(?!\^)[^\]\n]+\]:", re.MULTILINE)
_TAG = re.compile(r"<([A-Za-z][\w.-]*)(\s[^<>]*?)/?>")
_ATTRIBUTE = re.compile(r"([:@\w.-]+)[ \t]*=[ \t]*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_LOCATES = frozenset({"href", "src", "srcset", "url", "link", "to", "action", "poster"})
_HEADING = re.compile(r"^[ \t>]*#{1,6}[ \t]+(.+?)[ \t]*#*[ \t]*$", re.MULTILINE)
_CODE_BLOCK = re.compile(r"^([ \t>]*)(```+|~~~+).*?(?:^\1[ \t]*\2|\Z)", re.MULTILINE | re.DOTALL)
_BLANKS = re.compile(r"\s+")
_NO_PART = re.compile(r"(?:^|/)(?:_?index|README)$")


def read_traces(text: str, reader: Reader) -> Traces:
    """Return what is on a page, each kind with how often."""
    front, body = split(text)
    values = list(read_values(front))
    traces = traces_of(body, reader)
    traces[Kind.KEY] = Counter({path for path, _ in values})
    traces[Kind.VALUE] = Counter(
        f"{path}: {squeeze(value)}" for path, value in values if not is_address(value)
    )
    for _, value in values:
        if is_address(value):
            traces[Kind.ADDRESS][canonical(value, reader)] += 1
        else:
            traces[Kind.WORD].update(words(value))
    for line in front.splitlines():
        if line.lstrip().startswith("#"):
            traces[Kind.WORD].update(words(line))
    return traces


def traces_of(text: str, reader: Reader) -> Traces:
    """Return what is in a text without front matter, as in a catalog."""
    addresses = Counter(canonical(each, reader) for each in find_addresses(text) if each)
    return {
        Kind.WORD: Counter(words(_LABEL.sub(" ", _ID.sub(" ", mask(text))))),
        Kind.ID: Counter(found[1] or found[2] or found[3] for found in _ID.finditer(text)),
        Kind.ADDRESS: addresses,
        Kind.ATTRIBUTE: Counter(_attributes(text)),
    }


def split(text: str) -> tuple[str, str]:
    """Return the inside of a page's front matter, and what follows it."""
    text = text.removeprefix("\ufeff")
    found = _FENCED.match(text)
    return (found[2], text[found.end() :]) if found else ("", text)


def read_values(front: str) -> Iterator[tuple[str, str]]:
    """Yield the values of a front matter, each with its path, places in lists left out."""
    try:
        tree = yaml.load(front, Loader=yaml.BaseLoader)  # it makes strings only
    except yaml.YAMLError:
        try:
            tree = tomllib.loads(front)
        except tomllib.TOMLDecodeError:
            tree = {"front matter that cannot be read": front}
    yield from _flatten(tree, "")


def _flatten(tree: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from _flatten(value, f"{path}.{key}" if path else str(key))
    elif isinstance(tree, list):
        for value in tree:
            yield from _flatten(value, path)
    elif tree is not None:
        yield path, str(tree)


def words(text: str) -> list[str]:
    """Return the words of a text, and of a text without spaces each two characters."""
    plain = unicodedata.normalize("NFC", html.unescape(text))
    found: list[str] = []
    for run in _RUN.findall(_BREAK_IN_CJK.sub("", plain)):
        if _BY_CHARACTER.match(run) and len(run) > 1:
            found += map("".join, pairwise(run))
        else:
            found.append(run)
    return found


def squeeze(text: str) -> str:
    """Return a text with each run of blanks as one, and none around it."""
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", text)).strip()


def find_addresses(text: str) -> Iterator[str]:
    """Yield the addresses in a text as they are written."""
    for found in _ADDRESS.finditer(text):
        yield _address(found)


def _address(found: re.Match[str]) -> str:
    written = next((each for each in found.groups() if each is not None), "")
    return written.rstrip(".,;:!?*_") if found["bare"] is not None else written


def mask(text: str, sign: str = " ") -> str:
    """Return a text with a sign in place of each address."""

    def without(found: re.Match[str]) -> str:
        written = _address(found)
        return found[0].replace(written, sign, 1) if written else found[0]

    return _ADDRESS.sub(without, text)


def is_address(value: str) -> bool:
    """Return whether a value of a front matter leads somewhere."""
    return re.fullmatch(r"(?:https?://|\.{0,2}/)\S*", value) is not None


def canonical(address: str, reader: Reader) -> str:
    """Return where an address leads, in whatever form it is written.

    What leads to the source's page, and not to the page in the language, begins with ``^``.
    """
    path, sign, fragment = unquote(html.unescape(address)).partition("#")
    if reader.base and path.startswith(reader.base):
        path = path.removeprefix(reader.base) or "/"
    if re.match(r"[a-zA-Z][\w+.-]*:", path):
        return f"{path.rstrip('/')}{sign}{fragment}"
    file = re.fullmatch(r"(.*)\.mdx?", path)
    away, inside = path.startswith("/") and not file, bool(path)
    path = re.sub(r"^(?:\.{0,2}/)+|^\.{1,2}$", "", file[1] if file else path)
    first, slash, rest = path.partition("/")
    if away and first.lower() in reader.others:
        return f"{first.lower()}:{rest.rstrip('/')}{sign}{fragment}"
    if first.lower() in {reader.language.lower(), reader.source}:
        path = rest if slash else ""
        away = first.lower() == reader.source
    path = _NO_PART.sub("", path.removesuffix(".html").rstrip("/")).lower()
    path = path or ("." if inside else "")
    return f"{AWAY if away else ''}{path}{sign}{fragment}"


def _attributes(text: str) -> Iterator[str]:
    for tag in _TAG.finditer(text):
        for name, double, single, bare in _ATTRIBUTE.findall(tag[2]):
            if name.lower() not in _LOCATES:
                yield f"{tag[1]} {name}={squeeze(double or single or bare)}"


def read_slugs(text: str, *, with_id: bool) -> Counter[str]:
    """Return the ids that headings would get of their texts: of those with an id, or without."""
    headings = (found[1] for found in _HEADING.finditer(_CODE_BLOCK.sub("", text)))
    return Counter(
        slug(_ID.sub("", each)) for each in headings if (_ID.search(each) is not None) is with_id
    )


def slug(text: str) -> str:
    """Return the id that a heading gets of its text."""
    plain = re.sub(r"(\[[^\]]*\])\([^)]*\)|<[^>]*>", r"\1", html.unescape(text)).casefold()
    kept = "".join(each for each in plain if each.isalnum() or each in " -")
    return _BLANKS.sub("-", kept.strip())

"""What Hugo's settings and templates say of addresses and links, as lines of our own settings."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, Final

from l10n.config.makes.files import inside, lower_names, table, text_of, texts_of
from l10n.disk.files import read_text
from l10n.errors import L10nError
from l10n.links.permalinks import unknown_tokens
from l10n.markdown.idstyle import IdStyle

_HOOKS: Final = tuple(
    f"{folder}layouts/**/_markup/render-link*.html" for folder in ("", "themes/*/", "_vendor/**/")
)
_COMPARED: Final = re.compile(r"\beq\s+(?:[$.][\w.$]*\s+)?[\"`]([^\"`\s]+)[\"`]")
"""A word that a template compares something with."""
_MOUNTS: Final = "what Hugo mounts there"
_HOOKED: Final = "what the render hook of links has a meaning of its own for"
_USUAL_TAXONOMIES: Final = ("tags", "categories")


def link_lines(
    root: Path, settings: Mapping[str, Any], source: str, guides: Iterable[str]
) -> Iterator[str]:
    """Yield what a site says of addresses, of the ids of headings, and of what its links mean."""
    if settings.get("disablepathtolower") is True:
        yield "lowercase = false"
    parser = inside(settings, "markup", "goldmark", "parser")
    style = text_of(parser.get("autoheadingidtype"))
    if style in tuple(IdStyle) and style != IdStyle.GITHUB:
        yield f'heading-id-style = "{style}"'
    if parser.get("autodefinitiontermid") is True:
        yield "term-ids = true"
    taxonomies = _taxonomies(settings)
    if set(taxonomies) != set(_USUAL_TAXONOMIES):
        yield f"taxonomies = {_quoted(taxonomies)}"
    if _has_fallback(settings, source):
        yield "fallback = true  # Hugo mounts the source's guides for other languages, too"
    hooks = [path for pattern in _HOOKS for path in sorted(root.glob(pattern))]
    if not hooks and _is_hook_off(settings):
        yield "render-hook = false"
    words = _words(root, hooks, guides)
    mounted = tuple(_mounted(settings))
    if ignored := (*mounted, *words):
        why = " and ".join(each for each, is_so in ((_MOUNTS, mounted), (_HOOKED, words)) if is_so)
        yield f"ignore = {_quoted(ignored)}  # {why}"


def permalink_lines(settings: Mapping[str, Any]) -> Iterator[str]:
    """Yield Hugo's permalinks as our settings have them; what is not understood is a comment."""
    said = table(settings.get("permalinks"))
    kinds = {each: table(said.get(each)) for each in ("page", "section")}
    flat = {name: each for name, each in said.items() if isinstance(each, str)}
    for kind, patterns in ({**kinds, "page": {**flat, **kinds["page"]}}).items():
        known = [(name, each) for name, each in patterns.items() if isinstance(each, str)]
        if known:
            yield from ("", f"[links.permalinks.{kind}]")
        for name, pattern in known:
            sign = "# " if unknown_tokens(pattern) else ""
            yield f"{sign}{json.dumps(name)} = {json.dumps(pattern, ensure_ascii=False)}"


def _taxonomies(settings: Mapping[str, Any]) -> tuple[str, ...]:
    off = {each.lower() for each in texts_of(settings.get("disablekinds"))}
    if "taxonomy" in off:
        return ()
    named = settings.get("taxonomies")
    if not isinstance(named, dict):
        return _USUAL_TAXONOMIES
    return tuple(each for each in named.values() if isinstance(each, str))


def _is_hook_off(settings: Mapping[str, Any]) -> bool:
    """Return whether Hugo leaves links as they are.

    Its own hook is on where several languages share a host.
    """
    link = inside(settings, "markup", "goldmark", "renderhooks", "link")
    wanted = text_of(link.get("useembedded")).lower()
    if wanted in ("always", "fallback") or link.get("enabledefault") is True:
        return False
    languages = [lower_names(table(each)) for each in table(settings.get("languages")).values()]
    has_hosts = any(text_of(each.get("baseurl")) for each in languages)
    is_copied = inside(settings, "markup", "goldmark").get("duplicateresourcefiles") is True
    return wanted == "never" or has_hosts or is_copied


def _has_fallback(settings: Mapping[str, Any], source: str) -> bool:
    """Return whether one folder of guides is mounted for the source and another language."""
    languages: dict[str, set[str]] = {}
    for mount in _all_mounts(settings):
        if text_of(mount.get("target")).strip("/") == "content":
            folder = text_of(mount.get("source")).strip("/")
            languages.setdefault(folder, set()).update(mount_languages(mount))
    return any(len(each) > 1 and bool(each & {source, "*", "**"}) for each in languages.values())


def mount_languages(mount: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the languages that a mount is for; none if it says nothing of them."""
    lang = mount.get("lang")
    matrix = inside(mount, "sites", "matrix").get("languages")
    return (*texts_of(lang if isinstance(lang, list) else [lang]), *texts_of(matrix))


def _mounted(settings: Mapping[str, Any]) -> Iterator[str]:
    """Yield globs of the addresses of guides and folders that lie elsewhere and are mounted."""
    targets = (
        PurePosixPath(text_of(each.get("target")).strip("/")) for each in _all_mounts(settings)
    )
    for target in dict.fromkeys(targets):
        if target.parts[:1] != ("content",) or len(target.parts) == 1:
            continue
        below = target.relative_to("content")
        if below.suffix in (".md", ".html"):
            yield f"**/{below}"
        if below.suffix in ("", ".md", ".html"):
            address = below.with_suffix("").as_posix().lower()
            yield from (f"**/{address}", f"**/{address}/**")


def _all_mounts(settings: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    module = inside(settings, "module")
    imported = [lower_names(table(each)) for each in module.get("imports") or ()]
    for said in (module, *imported):
        yield from (lower_names(table(each)) for each in said.get("mounts") or ())


def _words(root: Path, hooks: Iterable[Path], guides: Iterable[str]) -> tuple[str, ...]:
    """Return the destinations in guides that are words which a render hook of links compares."""
    found = (_read(path) for path in hooks)
    words = {word for text in found for word in _COMPARED.findall(text)}
    if not words:
        return ()
    written = re.compile(rf"\]\(({'|'.join(map(re.escape, sorted(words)))})[\s)]")
    there = {each for path in guides for each in written.findall(_read(root / path))}
    return tuple(sorted(there))


def _read(path: Path) -> str:
    try:
        return read_text(path, str(path))[0]
    except L10nError:
        return ""


def _quoted(texts: Iterable[str]) -> str:
    return json.dumps(list(texts), ensure_ascii=False)

"""The site map of a content tree, made of what scanning has found, without reading any body."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from l10n.config.settings import Config
from l10n.links.hrefs import fragment_of, resolve
from l10n.links.refs import Ref, resolve_ref
from l10n.links.scheme import Make, Root, Scheme
from l10n.links.site import Page, SiteMap, build_site_map, url_by_pattern
from l10n.markdown.syntaxes import base_name
from l10n.site.address.hugo import own_urls
from l10n.site.paths import sides_of
from l10n.site.tree import GuideFile, Tree, with_unread
from l10n.suffixes import as_markdown

_BLOG: Final = "/docusaurus-plugin-content-blog"
"""In the folders in which Docusaurus looks for the pages of a blog."""


def site_map(config: Config, tree: Tree) -> SiteMap:
    """Return the map of the languages scanned; a guide that cannot be used is there as well."""
    tree = with_unread(tree, config.source_language)
    files = [file for guides in tree.guides.values() for file in guides.values()]
    scheme = scheme_of(config)
    urls = {**dict(_html_urls(scheme, files)), **own_urls(config, scheme, tree)}
    pages = [
        Page(
            each.key,
            each.language,
            each.path,
            each.titles,
            urls.get(each.path, ""),
            each.terms,
        )
        for each in files
    ]
    broken = [Page("", file.language, file.path) for file in tree.broken]
    aliases = (
        (alias, page) for file, page in zip(files, pages, strict=True) for alias in file.aliases
    )
    return build_site_map(scheme, tree.guides, [*broken, *pages], aliases)


def _html_urls(scheme: Scheme, files: Iterable[GuideFile]) -> Iterator[tuple[str, str]]:
    """Yield path and address after the base of guides in HTML, where they are as in Markdown.

    Where one in Markdown would have it, that has it.
    """
    if not scheme.has_html:
        return
    files = tuple(files)
    paths = {file.path for file in files}
    for file in files:
        path = as_markdown(file.path)
        if path not in paths:
            yield file.path, url_by_pattern(scheme, Page(file.key, file.language, path))


def scheme_of(config: Config) -> Scheme:
    """Return how the site's addresses are made."""
    links = config.links
    languages = (config.source_language, *config.languages)
    syntax = base_name(config.syntax)
    return Scheme(
        base=links.base,
        roots={language: tuple(_roots(config, language)) for language in languages},
        lowercase=links.lowercase,
        make=links.make,
        source=config.source_language,
        has_fallback=links.fallback,
        has_hook=links.make is Make.HUGO and links.render_hook,
        is_browsed=syntax == "github" and links.make is Make.OTHER,
        adds_base=syntax == "vitepress" or links.make is Make.DOCUSAURUS,
        names_targets=syntax == "myst",
        taxonomies=links.taxonomies,
        ignore=links.ignore,
    )


def _roots(config: Config, language: str) -> list[Root]:
    """Return where a language's guides are, deeper folders and longer endings first."""
    links, name = config.links, config.folders.get(language, language)
    roots = []
    for side in sides_of(config, [language]):
        tree = config.trees[side.tree]
        if tree.is_data:  # nothing links to data
            continue
        own, usual = tree.localized_url, links.localized_url
        if language == config.source_language:
            own, usual = tree.source_url, links.source_url
        pattern = own or usual
        before, has_language, _ = pattern.partition("{path}")[0].partition("{lang}")
        prefix = f"{before}{name}/" if has_language else "/"
        has_posts = links.make is Make.DOCUSAURUS and _BLOG in tree.localized
        made = pattern.replace("{lang}", name)
        roots.append(Root(side.folder, made, side.ending, prefix, has_posts))
    return sorted(
        dict.fromkeys(roots), key=lambda each: (-each.folder.count("/"), -len(each.ending))
    )


def find_anchors(sources: Iterable[GuideFile], site: SiteMap) -> Mapping[str, frozenset[str]]:
    """Return, by key, the fragments of source guides that some source guide may link to."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for file in sources:
        for href in file.anchored:
            for page in _meant(site, site.pages[file.language][file.key], href):
                found[page.key].add(fragment_of(href))
    return {key: frozenset(fragments) for key, fragments in found.items()}


def _meant(site: SiteMap, page: Page, href: str) -> Iterator[Page]:
    """Yield what ``href`` may mean: it may stand in a shortcode or not."""
    path = href.partition("#")[0]
    if not path:
        yield page
        return
    link = resolve(site, page, href)
    if link and link.page:
        yield link.page
    elif ":" not in path and (
        meant := resolve_ref(site, page, Ref(path, "", "", (0, 0), named=False))
    ):
        yield meant

"""What a run works on: all languages and guides, or those that were named."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, TypeAlias

from l10n.config.settings import Config
from l10n.disk.names import visible
from l10n.errors import L10nError
from l10n.site.catalogs import whose_catalog
from l10n.site.paths import below_content, catalog_path, group_path, is_group, translates
from l10n.site.sources import broken_sources
from l10n.site.tree import BrokenFile, GuideFile, Tree
from l10n.suffixes import is_data_name

_Only: TypeAlias = Mapping[str, frozenset[str]]


class _Named(NamedTuple):
    """What one name means."""

    key: str
    languages: frozenset[str] = frozenset()
    """Of the page or catalog that was named; none for the guide itself."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Languages in the configuration's order, and source guides in the order of their keys."""

    languages: tuple[str, ...]
    guides: tuple[GuideFile, ...]
    unread: tuple[BrokenFile, ...] = ()
    """The source guides that cannot be used; nobody can name one of them."""
    only: _Only = field(default_factory=dict)
    """By key: the languages whose page or catalog was named, where the guide was not."""

    def pairs(self, config: Config) -> Iterator[tuple[GuideFile, tuple[str, ...]]]:
        """Yield each source guide with the languages that translate it, unless there are none."""
        for guide in self.guides:
            wanted = [each for each in self.languages if self.means(each, guide.key)]
            if languages := languages_of(config, guide, wanted):
                yield guide, languages

    def means(self, language: str, key: str) -> bool:
        """Return whether a selected guide is selected in a language."""
        return key not in self.only or language in self.only[key]

    @property
    def is_of_pages(self) -> bool:
        """Return whether pages and catalogs were named, and no guide."""
        return bool(self.guides) and all(each.key in self.only for each in self.guides)


def languages_of(
    config: Config, guide: GuideFile | BrokenFile, languages: Iterable[str]
) -> tuple[str, ...]:
    """Return those of ``languages`` that translate a source guide."""
    path = below_content(config, guide.path)
    return tuple(
        each
        for each in languages
        if each != guide.language
        # Globs are about guides.
        and (is_data_name(guide.path) or translates(config, each, path))
    )


def select_languages(config: Config, languages: Sequence[str]) -> tuple[str, ...]:
    """Return the named languages, all of them when none is named; never empty.

    Raises L10nError for a language that is not the site's, and for a site without any.
    """
    if not config.languages:
        message = 'there is no language to translate into: add some, like languages = ["es", "pt"]'
        raise L10nError(message, path=config.path)
    for language in languages:
        if language not in config.languages:
            raise L10nError(_no_language(config, language), path=config.path)
    return tuple(each for each in config.languages if not languages or each in languages)


def select(  # of what, which languages, which guides, and what of them may be missing
    config: Config,
    tree: Tree,
    sources: Mapping[str, GuideFile],
    languages: Sequence[str],
    names: Collection[str],
    *,
    ignore_unknown: bool = False,
) -> Selection:
    """Narrow a run to ``languages`` and to the guides that ``names`` name by key or path.

    Nothing named selects everything. A path is relative to the current folder or to the site's;
    that of a page or a catalog means its guide in its language alone, that of a folder all that is
    in it. Raises L10nError for a name that no usable source guide has in these languages, unless
    such ones are left out.
    """
    chosen = select_languages(config, languages)
    if not names:
        guides = tuple(sources[key] for key in sorted(sources))
        return Selection(chosen, guides, broken_sources(config, tree, sources))
    named = []
    for name in names:
        if many := _find_group(config, sources, chosen, name):
            named += many
            continue
        found = _find(config, tree, sources, name)
        many = [found] if isinstance(found, _Named) else _find_folder(config, tree, sources, name)
        wanted = [each for each in many if not each.languages or each.languages & {*chosen}]
        if many and not wanted:
            theirs = sorted({tag for each in many for tag in each.languages})
            found = _other_language(name, theirs, chosen)
        if not wanted and isinstance(found, L10nError) and not ignore_unknown:
            raise found
        named += wanted
    return _selection(chosen, sources, named)


def _selection(
    languages: Sequence[str], sources: Mapping[str, GuideFile], named: Sequence[_Named]
) -> Selection:
    whole = {each.key for each in named if not each.languages}
    only: dict[str, frozenset[str]] = {}
    for key, tags in named:
        if key not in whole:
            only[key] = only.get(key, frozenset()) | tags
    wanted = frozenset().union(*only.values())
    return Selection(
        tuple(each for each in languages if whole or not named or each in wanted),
        tuple(sources[key] for key in sorted({each.key for each in named})),
        only=only,
    )


def _no_language(config: Config, language: str) -> str:
    if language == config.source_language:
        return f"{language} is the language of the source guides: name one of the others"
    if "," in language:
        return f"{language} is not one language: write -l before each of several"
    folded = {each.lower(): each for each in config.languages}
    near = difflib.get_close_matches(language.lower().replace("_", "-"), folded, n=1)
    hint = f"did you mean {folded[near[0]]}?" if near else "name one of these, or add it there"
    return f"{language} is not one of the site's languages ({', '.join(folded.values())}): {hint}"


def _find_group(
    config: Config, sources: Mapping[str, GuideFile], languages: Iterable[str], name: str
) -> list[_Named]:
    """Return the guides of a catalog of many, which ``name`` may be, in its language."""
    paths = _paths(config, name) if config.grouped else ()
    return [
        _Named(key, frozenset([language]))
        for language in languages
        if (path := next((each for each in paths if is_group(config, language, each)), ""))
        for key, guide in sources.items()
        if group_path(config, language, guide.path) == path
    ]


def _find_folder(
    config: Config, tree: Tree, sources: Mapping[str, GuideFile], name: str
) -> list[_Named]:
    """Return what is in the folder that ``name`` may be: guides, else pages, else catalogs."""
    if not name:  # as a variable of a shell may be
        return []
    languages = config.languages
    guides = [(key, guide.path, frozenset[str]()) for key, guide in sources.items()]
    pages = [
        (key, page.path, frozenset([language]))
        for language in languages
        for key, page in tree.guides.get(language, {}).items()
        if key in sources
    ]
    catalogs = [
        (key, catalog_path(config, language, key), frozenset([language]))
        for language in languages
        for key in sources
    ]
    typed, here = (each.rstrip("/") for each in _paths(config, name))
    folders = ("" if here == "." else f"{here}/", f"{typed}/")
    for files in (guides, pages, catalogs):
        if named := [_Named(key, tags) for key, path, tags in files if path.startswith(folders)]:
            return named
    return []


def _find(
    config: Config, tree: Tree, sources: Mapping[str, GuideFile], name: str
) -> _Named | L10nError:
    """Return what ``name`` means: a key, or the path of a guide's source, page or catalog.

    What means nothing is an error, for the caller to raise; raises L10nError itself for a guide
    that is there and cannot be used.
    """
    paths = {
        guide.path: (language, key)
        for language, guides in tree.guides.items()
        for key, guide in guides.items()
    }
    if (key := _as_on_disk(name, sources)) in sources:
        return _Named(key)
    wanted = tuple(_as_on_disk(each, paths) for each in _paths(config, name))
    for path in wanted:
        language, key = paths.get(path) or whose_catalog(config, path, sources) or ("", "")
        if key in sources:
            narrows = language in config.languages and sources[key].path != path
            return _Named(key, frozenset([language] if narrows else ()))
    key = next((paths[path][1] for path in wanted if path in paths), name)
    for file in tree.broken:
        if file.path in wanted or key in file.keys:
            raise _why_broken(tree, file)
    if any(key in guides for guides in tree.guides.values()):
        message = f"the guide {key} has no page in {config.source_language}: write that first"
    else:
        near = difflib.get_close_matches(name, (*sources, *paths), n=1)
        first = min((each.path for each in sources.values()), default=config.path)
        hint = f"did you mean {near[0]}?" if near else f"name it by its path, like {first}"
        message = f"no guide has this key or path; {hint}"
    return L10nError(message, path=visible(name))


def _other_language(name: str, languages: Iterable[str], chosen: Iterable[str]) -> L10nError:
    ours, theirs = (", ".join(each) for each in (languages, chosen))
    message = f"this is of the language {ours}, and -l names {theirs}: leave one of both out"
    return L10nError(message, path=visible(name))


def _why_broken(tree: Tree, file: BrokenFile) -> L10nError:
    for finding in tree.findings.get(file.language, ()):
        if finding.path == file.path:
            return L10nError(finding.message, path=finding.path, line=finding.line)
    message = "this guide's key is not its own: run without naming guides to see whose it is"
    return L10nError(message, path=file.path)


def _paths(config: Config, name: str) -> tuple[str, str]:
    """Return what ``name`` may be as a path relative to the site."""
    return name.removeprefix("./"), _from_root(config.root, name)


def _as_on_disk(name: str, names: Collection[str]) -> str:
    """Return a typed name in the Unicode form of the one that is meant, if any is."""
    if name.isascii() or name in names:
        return name
    form = unicodedata.normalize("NFC", name)
    return next((each for each in names if unicodedata.normalize("NFC", each) == form), name)


def _from_root(root: Path, name: str) -> str:
    """Return a path that was typed in the current folder as one relative to the site."""
    path = Path(name).absolute()
    real = path.parent.resolve() / path.name
    return real.relative_to(root).as_posix() if real.is_relative_to(root) else name

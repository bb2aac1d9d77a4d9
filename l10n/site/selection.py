"""What a run works on: all languages and guides, or those that were named."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from l10n.config.settings import Config
from l10n.disk.names import visible
from l10n.errors import L10nError
from l10n.site.paths import below_content, translates
from l10n.site.sources import broken_sources
from l10n.site.tree import BrokenFile, GuideFile, Tree


@dataclass(frozen=True, slots=True)
class Selection:
    """Languages in the configuration's order, and source guides in the order of their keys."""

    languages: tuple[str, ...]
    guides: tuple[GuideFile, ...]
    unread: tuple[BrokenFile, ...] = ()
    """The source guides that cannot be used; nobody can name one of them."""

    def pairs(self, config: Config) -> Iterator[tuple[GuideFile, tuple[str, ...]]]:
        """Yield each source guide with the languages that translate it, unless there are none."""
        for guide in self.guides:
            if languages := languages_of(config, guide, self.languages):
                yield guide, languages


def languages_of(
    config: Config, guide: GuideFile | BrokenFile, languages: Iterable[str]
) -> tuple[str, ...]:
    """Return those of ``languages`` that translate a source guide."""
    path = below_content(config, guide.path)
    return tuple(
        each for each in languages if each != guide.language and translates(config, each, path)
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


def select(
    config: Config,
    tree: Tree,
    sources: Mapping[str, GuideFile],
    languages: Sequence[str],
    names: Iterable[str],
) -> Selection:
    """Narrow a run to ``languages`` and to the guides that ``names`` name by key or path.

    Nothing named selects everything. A path is relative to the current folder or to the site's;
    that of a localized page means its source guide. Raises L10nError for a name that no usable
    source guide has.
    """
    named = sorted({_find(config, tree, sources, name) for name in names})
    return Selection(
        select_languages(config, languages),
        tuple(sources[key] for key in named or sorted(sources)),
        () if named else broken_sources(config, tree, sources),
    )


def _no_language(config: Config, language: str) -> str:
    if language == config.source_language:
        return f"{language} is the language of the source guides: name one of the others"
    known = ", ".join(config.languages)
    return f"{language} is not one of the site's languages ({known})"


def _find(config: Config, tree: Tree, sources: Mapping[str, GuideFile], name: str) -> str:
    """Return the key that ``name`` means: a key, or the path of a guide in any language."""
    if name in sources:
        return name
    paths = {guide.path: key for guides in tree.guides.values() for key, guide in guides.items()}
    wanted = (name.removeprefix("./"), _from_root(config.root, name))
    key = next((paths[path] for path in wanted if path in paths), name)
    if key in sources:
        return key
    for file in tree.broken:
        if file.path in wanted or key in file.keys:
            raise _why_broken(tree, file)
    if key in paths.values():
        message = f"the guide {key} has no page in {config.source_language}: write that first"
    else:
        near = difflib.get_close_matches(name, (*sources, *paths), n=1)
        message = "no guide has this key or path" + (f"; did you mean {near[0]}?" if near else "")
    raise L10nError(message, path=visible(name))


def _why_broken(tree: Tree, file: BrokenFile) -> L10nError:
    for finding in tree.findings.get(file.language, ()):
        if finding.path == file.path:
            return L10nError(finding.message, path=finding.path, line=finding.line)
    message = "this guide's key is not its own: run without naming guides to see whose it is"
    return L10nError(message, path=file.path)


def _from_root(root: Path, name: str) -> str:
    """Return a path that was typed in the current folder as one relative to the site."""
    path = Path(name).absolute()
    real = path.parent.resolve() / path.name
    return real.relative_to(root).as_posix() if real.is_relative_to(root) else name

"""What a run works on: all languages and guides, or those that were named."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from l10n.errors import L10nError
from l10n.project.config import Config
from l10n.project.paths import content_folder, translates
from l10n.project.tree import GuideFile, Tree


@dataclass(frozen=True, slots=True)
class Selection:
    """Languages in the configuration's order, and source guides in the order of their keys."""

    languages: tuple[str, ...]
    guides: tuple[GuideFile, ...]

    def pairs(self, config: Config) -> Iterator[tuple[GuideFile, tuple[str, ...]]]:
        """Yield each source guide with the languages that translate it; none gives none."""
        folder = content_folder(config, config.source_language)
        for guide in self.guides:
            path = guide.path.removeprefix(folder + "/")
            languages = tuple(each for each in self.languages if translates(config, each, path))
            if languages:
                yield guide, languages


def select_languages(config: Config, languages: Sequence[str]) -> tuple[str, ...]:
    """Return the named languages, all of them when none is; raises L10nError for others."""
    for language in languages:
        if language not in config.languages:
            known = ", ".join(config.languages) or "none"
            message = f"{language} is not one of the site's languages ({known})"
            raise L10nError(message, path=config.path)
    return tuple(each for each in config.languages if not languages or each in languages)


def select(config: Config, tree: Tree, languages: Sequence[str], names: Iterable[str]) -> Selection:
    """Narrow a run to ``languages`` and to the guides that ``names`` name by key or path.

    Nothing named selects everything. Raises L10nError for a name that no guide has.
    """
    sources = tree.guides.get(config.source_language, {})
    wanted = [_find(config, tree, name) for name in names]
    keys = sorted(set(wanted)) if wanted else sorted(sources)
    return Selection(
        select_languages(config, languages), tuple(sources[key] for key in keys if key in sources)
    )


def _find(config: Config, tree: Tree, name: str) -> str:
    """Return the key that ``name`` means: a key, or the path of a guide in any language."""
    sources = tree.guides.get(config.source_language, {})
    if name in sources:
        return name
    path = name.removeprefix("./")
    for guides in tree.guides.values():
        for key, guide in guides.items():
            if guide.path == path:
                return key
    near = difflib.get_close_matches(name, sources, n=1)
    hint = f"; did you mean {near[0]}?" if near else ""
    message = f"no guide has this key or path{hint}"
    raise L10nError(message, path=name)

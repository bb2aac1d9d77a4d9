"""The trees that are measured: the English guides of a corpus or synthetic ones, and settings."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.synthetic import write_guides

LANGUAGES: Final = (
    "es", "pt", "fr", "de", "it", "nl", "pl", "ro", "hu", "cs", "sk", "hr", "bg", "el",
)  # fmt: skip
_SETTINGS: Final = """\
project = "Measured guides"
source-language = "en"
languages = [{languages}]
content = "{{lang}}"
catalogs = "locales/{{lang}}/{{key}}.po"
fields = ["title", "description", "meta_title"]
publish-at = 80

[links]
base = "https://tramitit.com"
source-url = "/guides/{{path}}/"
localized-url = "/{{lang}}/guides/{{path}}/"
"""


@dataclass(frozen=True, slots=True)
class Site:
    """A site that only the bench works on."""

    root: Path
    languages: tuple[str, ...]

    @property
    def source(self) -> Path:
        """The folder of the source guides."""
        return self.root / "en"

    @property
    def catalogs(self) -> Path:
        """The folder of the catalogs, and of the record of what is published."""
        return self.root / "locales"

    @property
    def guides(self) -> tuple[Path, ...]:
        """The source guides, ordered."""
        return tuple(sorted(self.source.rglob("*.md")))

    def cache_size(self) -> float:
        """Return how many MiB the cache and the memory have."""
        return sum(each.stat().st_size for each in (self.root / ".l10n").glob("*")) / 2**20

    def remove_state(self) -> None:
        """Leave what a fresh clone has."""
        _remove(self.root / ".l10n")

    def forget_pages(self) -> None:
        """Leave pages of which nothing says that merging has made them."""
        self.remove_state()
        (self.catalogs / "published.txt").unlink(missing_ok=True)

    def remove_pages(self) -> None:
        """Leave guides and catalogs, and nothing published."""
        self.forget_pages()
        for language in self.languages:
            self._set_aside(self.root / language)

    def remove_all(self) -> None:
        """Leave the source guides alone."""
        self.remove_pages()
        self._set_aside(self.catalogs)

    def _set_aside(self, folder: Path) -> None:
        """Move a folder away, to be removed with the site.

        Where thousands of files were deleted a moment ago, a file system may be slower to make new
        ones: ext4 without a journal looks at each of them again and again.
        """
        gone = _gone(self.root)
        gone.mkdir(exist_ok=True)
        if folder.exists():
            folder.rename(gone / str(sum(1 for _ in gone.iterdir())))


def make_site(root: Path, corpus: Path | None, guides: int, languages: int) -> Site:
    """Make a site of a corpus's English guides, or of so many synthetic ones; no catalogs."""
    _remove(root)
    _remove(_gone(root))
    site = Site(root, LANGUAGES[:languages])
    if corpus:
        shutil.copytree(corpus / "en", site.source)
    else:
        write_guides(site.source, guides)
    quoted = ", ".join(f'"{language}"' for language in site.languages)
    (root / "l10n.toml").write_text(_SETTINGS.format(languages=quoted), encoding="utf-8")
    return site


def _gone(root: Path) -> Path:
    return root.with_name(f"{root.name}-gone")


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)

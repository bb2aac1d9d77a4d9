"""Which files of a site a run looks at, wherever guides and catalogs lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from l10n.config.settings import read_config
from l10n.site.sitefiles import open_files
from tests.sites import run, write

IN_ROOT = '[[content]]\nsource = "{path}.en"\nlocalized = "{path}.{lang}"\n'
BELOW = 'content = "pages/{lang}"\n'
SOURCE = "# A walk\n\nThrough the park.\n"


def changed_catalogs(root: Path) -> list[str]:
    """Return the catalogs that are not as the last run left them."""
    changed = open_files(read_config(root / "l10n.toml")).index.changed
    return [path for path in sorted(changed) if path.endswith(".po")]


@pytest.mark.parametrize("content", [IN_ROOT, BELOW], ids=["root", "below"])
@pytest.mark.parametrize(
    "catalogs", ["locales/{lang}/{key}.po", "{lang}-{key}.po", "locales/{lang}.po"]
)
def test_a_second_run_finds_all_catalogs_as_they_were(
    content: str, catalogs: str, tmp_path: Path
) -> None:
    head = 'source-language = "en"\nlanguages = ["es"]\npublish-at = 0\n'
    write(tmp_path, "l10n.toml", f'{head}catalogs = "{catalogs}"\n{content}')
    write(tmp_path, "walk.en.md" if content == IN_ROOT else "pages/en/walk.md", SOURCE)
    assert run(tmp_path, "sync", "-q").code == 0
    assert changed_catalogs(tmp_path) == []
    (catalog,) = [each for each in tmp_path.rglob("*.po") if "walk" in each.name]
    catalog.unlink()
    assert changed_catalogs(tmp_path) == [catalog.relative_to(tmp_path).as_posix()]


@pytest.mark.parametrize("folder", ["", "sub/", "pages/en/sub/"])
def test_what_a_killed_run_left_is_cleared_away(folder: str, tmp_path: Path) -> None:
    write(tmp_path, "l10n.toml", f'source-language = "en"\nlanguages = ["es"]\n{IN_ROOT}')
    write(tmp_path, f"{folder}walk.en.md", SOURCE)
    left = f"{folder}.l10n-0123456789abcdef.tmp"
    write(tmp_path, left, "half of a page")
    assert run(tmp_path, "sync", "-q").code == 0
    assert not (tmp_path / left).exists()

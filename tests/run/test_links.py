"""Links are followed again where they may lead elsewhere, and nowhere else."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from l10n.cli.common.options import Options
from l10n.cli.common.session import open_session
from l10n.run.links import Followed, follow_links
from l10n.site.tree import GuideFile
from tests.sites import build_site, write
from tests.stories import forget

DATA = json.loads(Path(__file__).parent.with_name("data").joinpath("links/edits.json").read_text())
LANGUAGES = ("en", "es", "pt")
SETTINGS = """\
source-language = "en"
languages = ["es", "pt"]
content = "content/{lang}"

[links]
base = "https://guides.example"
source-url = "/guides/{path}/"
localized-url = "/{lang}/guides/{path}/"
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site whose links have been followed."""
    build_site(tmp_path, {}, SETTINGS)
    for path, text in DATA["site"].items():
        write(tmp_path, path, text)
    (tmp_path / ".l10n").mkdir()
    follow(tmp_path)
    return tmp_path


def follow(root: Path, languages: Sequence[str] = LANGUAGES) -> tuple[Followed, list[str]]:
    """Follow links as a command does; return as well which pages were read for it."""
    read: list[str] = []

    def track(files: Sequence[GuideFile]) -> Iterator[GuideFile]:
        read.extend(file.path for file in files)
        yield from files

    options = Options(
        root / "l10n.toml", (), (), verbose=False, quiet=True, as_json=False, jobs=1, files=None
    )
    with open_session(options, writes=False) as session:
        followed = follow_links(session.run(dry=True), languages, None, track=track)
    return followed, read


def told(followed: Followed) -> object:
    return followed.reports, [each.fates for each in followed.counts]


def short(path: str) -> str:
    return path.removeprefix("content/").removesuffix(".md")


def test_nothing_is_followed_again_where_nothing_has_changed(site: Path) -> None:
    before, read = follow(site)
    assert read == []
    forget(site)
    fresh, read = follow(site)
    assert fresh == before
    assert len(read) == len(DATA["site"]) - 1  # one cannot be used


@pytest.mark.parametrize("edit", DATA["edits"], ids=lambda edit: edit["what"])
def test_what_an_edit_concerns_is_followed_again(site: Path, edit: dict[str, Any]) -> None:
    before, _ = follow(site)
    if edit["text"] is None:
        (site / edit["path"]).unlink()
    else:
        write(site, edit["path"], edit["text"])
    after, read = follow(site)
    forget(site)
    fresh, all_ = follow(site)
    assert after == fresh
    wanted = [short(path) for path in all_] if edit["followed"] == ["all"] else edit["followed"]
    assert sorted(map(short, read)) == sorted(wanted)
    assert (told(after) != told(before)) is edit["changes"]


def test_a_language_that_was_not_asked_for_is_followed_later(site: Path) -> None:
    write(site, "content/en/missing.md", "New.\n")
    _, read = follow(site, ["es"])
    assert read == []
    after, read = follow(site)
    assert "content/en/c.md" in read
    forget(site)
    assert follow(site)[0] == after

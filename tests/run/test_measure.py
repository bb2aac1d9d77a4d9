"""What is left to do is looked for again where something has changed, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from l10n.cli.common.options import Options
from l10n.cli.common.session import open_session
from l10n.gaps import GuideGaps
from l10n.run.gaps import find_site_gaps
from l10n.run.measure import measure_site
from l10n.site.tree import GuideFile
from tests.sites import build_site, pseudo, run, translate
from tests.stories import forget


def find(root: Path, *languages: str) -> tuple[tuple[GuideGaps, ...], list[str]]:
    """Find the gaps as a command does; return as well which guides were read for it."""
    read: list[str] = []

    def track(files: Sequence[GuideFile]) -> Iterator[GuideFile]:
        read.extend(file.key for file in files)
        yield from files

    options = Options(
        root / "l10n.toml",
        languages,
        (),
        verbose=False,
        quiet=True,
        as_json=False,
        jobs=1,
        files=None,
    )
    with open_session(options, writes=False) as session:
        opened = session.run(dry=True)
        measure_site(opened, (), track=iter)
        gaps = find_site_gaps(opened, track=track)
    return gaps, read


def test_gaps_are_looked_for_again_where_something_has_changed(tmp_path: Path) -> None:
    site = build_site(tmp_path)
    assert run(site, "extract", "-q").code == 0
    before, read = find(site, "es")
    assert read == ["bus", "peru-visa", "peru/tax"]
    assert find(site, "es") == (before, [])

    translate(site, "pt", "bus", pseudo)
    assert find(site, "es") == (before, ["bus"])

    translate(site, "es", "bus", pseudo)
    guide = site / "content/en/peru/tax.md"
    guide.write_text(f"{guide.read_text()}\nOne more text.\n")
    after, read = find(site)
    assert read == ["bus", "peru/tax"]
    assert after != before
    forget(site)
    assert find(site)[0] == after

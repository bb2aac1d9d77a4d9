"""Promise P7: what makes a guide one that a run has to look at, and when it looks at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from l10n.cache.glance import Glance, glance
from l10n.cache.state import State, load_picture, load_state, open_state, save_state
from l10n.config.settings import Config, read_config
from l10n.disk.output import dry_output, real_output
from l10n.run.narrowing import MOST, narrow_run
from l10n.run.picture import change_picture, read_picture, write_picture
from l10n.run.run import open_run
from l10n.run.syncing import sync_site
from l10n.site.selection import select
from l10n.site.tree import scan_tree
from tests.sites import SETTINGS, build_site, pseudo, run, translate, write

LINKED = (
    SETTINGS.replace("publish-at = 80", "publish-at = 50")
    + '\n[links]\nbase = "https://x.example"\n'
)
GUIDES = {
    f"{name}.md": f"---\ntitle: Papers of {name}\n---\n\nSee [{text}]({link}.md) for {name}.\n\n"
    f"[Papers of {link}]({link}.md)\n"
    for name, text, link in (("a", "this", "b"), ("b", "it", "c"), ("c", "that", "a"))
}


def look(config: Config) -> Glance:
    """Look at the files as if all had been written long ago."""
    seen = glance(config.root, ("locales", *(f"content/{each}" for each in ("en", "es", "pt"))))
    return replace(seen, started=seen.started + 10**10)


def open_site(root: Path) -> tuple[Config, State]:
    config = read_config(root / "l10n.toml")
    return config, open_state(root, "l10n.toml", look(config))


def sync(root: Path) -> None:
    config, state = open_site(root)
    load_state(state)
    tree = scan_tree(config, None, state)
    whole = open_run(
        config, tree, select(config, tree, (), ()), output=real_output(root), state=state
    )
    sync_site(None, lambda: whole, now=datetime.now(UTC), tracker=lambda _: iter)
    save_state(state)


def looked_at(root: Path) -> set[str] | None:
    """Return the keys of the guides that a run would look at; None for all."""
    config, state = open_site(root)
    found = narrow_run(config, state, output=dry_output(root), jobs=1)
    return {file.key for file in found.pairs} if found else None


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = build_site(tmp_path / "site", GUIDES, LINKED)
    sync(root)
    for name in "abc":
        translate(root, "es", name)
    for _ in range(3):
        sync(root)
    return root


def amend(root: Path, path: str, old: str = "See", new: str = "Look at") -> None:
    text = (root / path).read_text()
    assert old in text
    write(root, path, text.replace(old, new))


def test_where_nothing_has_changed_all_guides_are_idle(site: Path) -> None:
    assert looked_at(site) == set()


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("content/en/b.md", "See", "Look at"),
        ("locales/es/b.po", 'msgstr ""', 'msgstr "Algo"'),
        ("locales/pt/b.po", "#: content", "# a comment\n#: content"),
    ],
)
def test_a_guide_with_another_text_is_looked_at(site: Path, path: str, old: str, new: str) -> None:
    amend(site, path, old, new)
    assert looked_at(site) == {"b"}


def test_pages_that_the_last_run_wrote_are_still_those_of_few_guides(site: Path) -> None:
    amend(site, "content/en/b.md")
    assert run(site, "sync", "-q").code == 0
    assert "Look at" in (site / "content/es/b.md").read_text()
    assert looked_at(site) == {"b"}
    assert run(site, "sync", "-q").code == 0
    amend(site, "content/en/a.md")
    assert "a" in (looked_at(site) or ())


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("content/en/b.md", "Papers of b", "Forms of b"),
        ("locales/es/b.po", 'msgstr "Pápérs óf b', 'msgstr "Fórms'),
        ("content/es/b.md", "Pápérs óf b", "Fórms"),
        ("content/es/b.md", "fór b", "óf b"),  # it shows its own title from now on
    ],
)
def test_the_guides_that_show_the_title_of_another_are_looked_at_too(
    site: Path, path: str, old: str, new: str
) -> None:
    amend(site, path, old, new)
    assert looked_at(site) == {"a", "b"}


ROOT = "content/en"
CHANGES: dict[str, Callable[[Path], object]] = {
    "a key": lambda root: amend(root, f"{ROOT}/b.md", "---\n\n", "translationKey: x\n---\n\n"),
    "an alias": lambda root: amend(root, f"{ROOT}/b.md", "---\n\n", "aliases: [/old/]\n---\n\n"),
    "an address": lambda root: amend(root, f"{ROOT}/b.md", "---\n\n", "url: /new/\n---\n\n"),
    "a link to a place": lambda root: amend(root, f"{ROOT}/b.md", "(c.md)", "(c.md#there)"),
    "a guide that cannot be read": lambda root: amend(root, f"{ROOT}/b.md", "title:", "title: ["),
    "a new guide": lambda root: write(root, f"{ROOT}/d.md", "# New\n"),
    "a guide that is gone": lambda root: (root / ROOT / "b.md").unlink(),
    "a guide that moved": lambda root: (root / ROOT / "b.md").rename(root / ROOT / "d.md"),
    "a page that is gone": lambda root: (root / "content/es/b.md").unlink(),
    "a catalog that is gone": lambda root: (root / "locales/es/b.po").unlink(),
    "a new catalog": lambda root: write(root, "locales/es/d.po", 'msgid ""\nmsgstr ""\n'),
    "a new glossary": lambda root: write(root, "locales/es/glossary.csv", "term,translation\n"),
    "a record edited by hand": lambda root: amend(root, "locales/published.txt", "texts", "text"),
    "no record": lambda root: (root / "locales/published.txt").unlink(),
    "other settings": lambda root: amend(root, "l10n.toml", "= 50", "= 60"),
    "no state": lambda root: (root / ".l10n/state.sqlite").unlink(),
    "a damaged picture": lambda root: alter(root, "update picture set data = x'00' || data"),
    "no picture": lambda root: alter(root, "delete from picture"),
    "half a picture": lambda root: alter(root, "delete from picture where name = 'rows'"),
}


def alter(root: Path, query: str) -> None:
    connection = sqlite3.connect(root / ".l10n/state.sqlite")
    with connection:
        connection.execute(query)
    connection.close()


@pytest.mark.parametrize("change", CHANGES)
def test_all_guides_are_looked_at_where_others_may_hang_on_what_has_changed(
    site: Path, change: str
) -> None:
    CHANGES[change](site)
    assert looked_at(site) is None


def test_a_guide_without_results_is_looked_at_by_every_run(site: Path) -> None:
    amend(site, "locales/es/b.po", "msgid", "nonsense")
    for _ in range(3):
        run(site, "sync", "-q")
    sync(site)
    assert looked_at(site) == {"b"}


def test_lost_results_of_an_idle_guide_harm_nobody_and_of_a_changed_one_widen_the_run(
    site: Path,
) -> None:
    amend(site, "content/en/b.md")
    alter(site, "delete from results where key = 'a'")
    assert looked_at(site) == {"b"}
    alter(site, "delete from results where key = 'b'")
    assert looked_at(site) is None


@pytest.mark.parametrize("path", ["content/en/c.md", "content/es/c.md", "locales/es/c.po"])
@pytest.mark.parametrize("query", ["delete from files", "update files set facts = ''"])
def test_what_is_no_longer_known_of_an_idle_guide_is_found_out_again(
    site: Path, path: str, query: str
) -> None:
    alter(site, f"{query} where path = '{path}'")
    amend(site, "content/en/b.md")
    assert run(site, "sync", "-q").code == 0
    page = (site / "content/es/b.md").read_text()
    assert "Look at" in page
    assert "[Pápérs óf ç](c.md)" in page


def test_more_than_a_few_changed_guides_are_no_detour(tmp_path: Path) -> None:
    guides = {f"g{n}.md": f"# Guide {n}\n\nRead about {n}.\n" for n in range(2 * MOST)}
    root = build_site(tmp_path / "site", guides, LINKED)
    for _ in range(3):
        sync(root)
    for number in range(MOST):
        amend(root, f"{ROOT}/g{number}.md", "Read", "Look")
    assert len(looked_at(root) or ()) == MOST
    amend(root, f"{ROOT}/g{MOST}.md", "Read", "Look")
    assert looked_at(root) is None


def test_a_new_translation_reaches_idle_guides_that_wish_for_it(site: Path) -> None:
    for name in "ab":
        with (site / ROOT / f"{name}.md").open("a") as file:
            file.write("\nBring the receipt.\n")
    for _ in range(3):
        sync(site)
    amend(site, "locales/es/a.po", 'receipt."\nmsgstr ""', 'receipt."\nmsgstr "Traiga el recibo."')
    assert looked_at(site) == {"a"}
    assert run(site, "sync", "-q").code == 0
    assert "Traiga el recibo." in (site / "locales/es/b.po").read_text()


def test_a_new_title_reaches_idle_guides_that_show_it(site: Path) -> None:
    page = site / "content/es/b.md"
    before = page.read_bytes()
    title = 'msgid "Papers of c"\nmsgstr "'
    amend(site, "locales/es/c.po", title, f"{title}Nuevo ")
    assert looked_at(site) == {"b", "c"}
    assert run(site, "sync", "-q").code == 0
    assert (
        page.read_bytes() == before.replace("[Pápérs".encode(), "[Nuevo Pápérs".encode()) != before
    )


def test_a_new_page_changes_the_links_of_idle_guides(tmp_path: Path) -> None:
    root = build_site(tmp_path / "site", GUIDES, LINKED)
    for _ in range(3):
        sync(root)
    translate(root, "es", "a")
    for _ in range(3):
        sync(root)
    page = root / "content/es/a.md"
    assert "(/b/)" in page.read_text()
    translate(root, "es", "b", only=lambda entry: "Papers" not in entry.msgid)
    assert looked_at(root) == {"b"}
    assert run(root, "sync", "-q").code == 0
    assert "(b.md)" in page.read_text()


@pytest.mark.parametrize("number", [1, 5_000])  # the last are stored anew, with all others
def test_a_picture_that_has_changed_is_read_as_it_was_written(site: Path, number: int) -> None:
    _, state = open_site(site)
    stored = load_picture(state)
    before = read_picture(stored)
    files = {f"{place}.md": (place, place, place, place) for place in range(number)}
    changed = change_picture(before, files)
    written = write_picture(changed)
    assert ("files" in written) == (number > 1)
    after = read_picture({**stored, **written})
    assert after.files == {**before.files, **files}
    assert replace(after, files=before.files, changes=before.changes) == before


def test_the_picture_after_many_runs_is_still_right(site: Path) -> None:
    for turn in range(4):
        amend(site, f"{ROOT}/b.md", "See", f"See {turn}")
        assert looked_at(site) == {"b"}
        assert run(site, "sync", "-q").code == 0
    page = (site / "content/es/b.md").read_bytes()
    (site / ".l10n/state.sqlite").unlink()
    assert run(site, "sync", "-q").code == 0
    assert (site / "content/es/b.md").read_bytes() == page


def test_where_nothing_is_translated_no_guide_waits_for_the_memory(tmp_path: Path) -> None:
    guides = {name: f"{text}\nBring the receipt.\n" for name, text in GUIDES.items()}
    root = build_site(tmp_path / "site", guides, LINKED)
    for _ in range(2):
        sync(root)
    assert looked_at(root) == set()
    translate(root, "es", "a")
    assert looked_at(root) == {"a", "c"}  # c shows the title of a
    assert run(root, "sync", "-q").code == 0
    assert pseudo("Bring the receipt.") in (root / "locales/es/b.po").read_text()

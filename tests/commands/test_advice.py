"""What is said of catalogs without a guide: nobody who follows it loses translations."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sites import build_translated_site, run, run_as_owner

ASKED = ("check -v", "extract -v", "extract --check -v", "keys", "coverage -v", "sync -v")
TELLS = ("extract -v", "extract --check -v", "keys", "sync -v")
GUIDES = (("bus.md", "bus"), ("peru/visa.md", "peru-visa"), ("peru/tax.md", "peru/tax"))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return build_translated_site(tmp_path / "site")


def shut(path: Path) -> None:
    path.chmod(0)


def make_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def link_nowhere(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere.md")


def empty(path: Path) -> None:
    path.write_bytes(b"")


def spoil_bytes(path: Path) -> None:
    path.write_bytes(b"\xff" * 20)


def number_key(path: Path) -> None:
    _write_key(path, "12")


def empty_key(path: Path) -> None:
    _write_key(path, "")


def take_others_key(path: Path) -> None:
    _write_key(path, "peru/tax")


def _write_key(path: Path, key: str) -> None:
    text = re.sub(r"(?m)^translationKey: .*\n", "", path.read_text())
    front = "" if text.startswith("---\n") else "---\n---\n"
    path.write_text((front + text).replace("---\n", f"---\ntranslationKey: {key}\n", 1))


FAULTS = (
    shut,
    make_folder,
    link_nowhere,
    empty,
    spoil_bytes,
    number_key,
    empty_key,
    take_others_key,
)


def told_of(out: str, key: str, name: str) -> list[str]:
    """Return what is said of a guide's catalogs and pages."""
    named = (f"locales/es/{key}.po", f"locales/pt/{key}.po", f"content/es/{name}")
    return [line for line in out.splitlines() if line.startswith(named)]


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize(("name", "key"), GUIDES)
@pytest.mark.parametrize("spoil", FAULTS, ids=lambda each: each.__name__)
def test_no_catalog_of_a_guide_that_is_there_is_to_be_removed(
    site: Path, spoil: Callable[[Path], None], name: str, key: str, asked: str
) -> None:
    spoil(site / "content/en" / name)
    for remembers in (True, False):
        if not remembers:
            shutil.rmtree(site / ".l10n")
        done = (run_as_owner if spoil is shut else run)(site, *asked.split())
        assert "Traceback" not in done.err
        assert not re.search("delete|remove", "\n".join(told_of(done.out, key, name)))
        orphans = [line for line in done.out.splitlines() if "[orphaned-catalog]" in line]
        assert all(f"may belong to content/en/{name}: mend that first" in each for each in orphans)


@pytest.mark.parametrize("asked", TELLS)
@pytest.mark.parametrize("spoil", FAULTS[:-1], ids=lambda each: each.__name__)
def test_the_guide_that_may_have_the_key_is_named(
    site: Path, spoil: Callable[[Path], None], asked: str
) -> None:
    spoil(site / "content/en/peru/visa.md")
    done = (run_as_owner if spoil is shut else run)(site, *asked.split())
    told = told_of(done.out, "peru-visa", "peru/visa.md")
    expected = (
        "no source guide that can be used has the key peru-visa, but this may belong to "
        "content/en/peru/visa.md: mend that first [orphaned-catalog]"
    )
    assert sum(each.endswith(expected) for each in told) == 2


@pytest.mark.parametrize("asked", TELLS)
def test_a_source_folder_that_leads_out_may_have_every_key(site: Path, asked: str) -> None:
    (site / "content/en").rename(site.with_name("away"))
    (site / "content/en").symlink_to(site.with_name("away"))
    done = run(site, *asked.split())
    (told, _) = told_of(done.out, "bus", "bus.md")[:2]
    assert "this may belong to content/en: mend that first" in told
    assert "removed" not in done.out


@pytest.mark.parametrize("asked", TELLS)
@pytest.mark.parametrize(("name", "key"), GUIDES)
def test_of_a_guide_that_is_gone_it_is_said_how_to_get_it_back(
    site: Path, name: str, key: str, asked: str
) -> None:
    (site / "content/en" / name).unlink()
    told = told_of(run(site, *asked.split()).out, key, name)
    # A key with a slash is a path, and no translationKey can be that.
    other = "" if "/" in key else f", or set its translationKey to {key}"
    expected = (
        f"no source guide has the key {key}: bring the guide back{other}; if it is gone for good, "
        "this catalog can be removed [orphaned-catalog]"
    )
    assert sum(each.endswith(expected) for each in told) == 2

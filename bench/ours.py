"""What is measured of l10n."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, partial
from itertools import count

from bench.contender import Contender, Group
from bench.fill import fill_folder
from bench.measure import REPOSITORY, Command, Sample, count_files, run_commands, run_driver
from bench.site import Site

FINDINGS = 1
"""The exit code of a run that found something wrong in a guide."""


def yardstick(site: Site) -> Contender:
    """Return the parser that everything is compared with."""
    run = partial(run_driver, "yardstick", str(site.source))
    return Contender("markdown-it-py parses the bodies", run)


def cold_extract(site: Site, name: str = "l10n extract", jobs: int = 1) -> Contender:
    """Return ``l10n extract`` where there are no catalogs."""
    options = _jobs("extract", jobs)
    catalogs = len(site.guides) * len(site.languages)

    def run() -> Sample:
        return count_files(_run(site, "extract", *options), site.catalogs, ".po", catalogs)

    missing = "" if jobs == 1 or options else "l10n extract has no --jobs yet"
    return Contender(name, run, prepare=site.remove_all, missing=missing)


def cold_merge(site: Site, name: str = "l10n merge", jobs: int = 1) -> Contender:
    """Return ``l10n merge`` of translated catalogs where there are no pages."""
    options = _jobs("merge", jobs)

    def setup() -> None:
        site.remove_all()
        translate(site)

    def run() -> Sample:
        sample = _run(site, "merge", *options)
        return count_files(sample, site.root / site.languages[0], ".md", len(site.guides))

    return Contender(name, run, setup, site.remove_pages)


def sync_group(site: Site) -> Group:
    """Return runs that change nothing or little, beside ``git status``."""

    def setup() -> None:
        publish(site)
        (site.root / ".gitignore").write_text("/.l10n/\n", encoding="utf-8")
        _git(site, "init", "--quiet")
        commit()

    def commit() -> None:
        _git(site, "add", "--all")
        _git(site, "-c", "user.name=b", "-c", "user.email=b@b", "commit", "-qm", "A round")
        _git(site, "status")

    status = Contender(
        "git status", lambda: run_commands([("git", "status")], site.root), setup, commit
    )
    return Group(
        "sync",
        f"the same tree again: {len(site.guides):,} guides, {len(site.languages)} languages",
        (status, *warm_syncs(site)),
    )


def warm_syncs(site: Site) -> tuple[Contender, ...]:
    """Return ``l10n sync`` of an unchanged tree, after one edit, and in a fresh clone."""
    numbers = count(1)

    def edit() -> None:
        guides = site.guides
        guide = guides[len(guides) // 2]
        line = f"\nThe office opens at gate {next(numbers)} of the harbour.\n"
        guide.write_text(guide.read_text(encoding="utf-8") + line, encoding="utf-8")

    run = partial(_run, site, "sync")
    return (
        Contender("l10n sync, unchanged", run),
        Contender("l10n sync, one guide edited", run, prepare=edit),
        Contender("l10n sync, fresh clone", run, prepare=site.remove_state),
    )


def jobs_groups(site: Site) -> Iterator[Group]:
    """Yield what many processes do, each with one process and with two."""
    commands = {
        "extract": cold_extract,
        "merge": cold_merge,
        "check": cold_check,
        "import": cold_import,
    }
    for command, contender in commands.items():
        title = f"{command}: {len(site.guides):,} guides, {len(site.languages)} languages, cold"
        pair = [contender(site, f"l10n {command} --jobs {jobs}", jobs) for jobs in (1, 2)]
        if command in ("check", "import"):
            pair[0] = replace(pair[0], setup=partial(publish, site))
        yield Group("jobs", title, pair)


def cold_sync(site: Site) -> Contender:
    """Return ``l10n sync`` where there are only source guides."""
    return Contender("l10n sync, cold", partial(_run, site, "sync"), prepare=site.remove_all)


def cold_check(site: Site, name: str = "l10n check, fresh clone", jobs: int = 0) -> Contender:
    """Return ``l10n check`` in a fresh clone; 0 processes are as many as there are processors."""
    run = partial(_run, site, "check", *(_jobs("check", jobs) if jobs else ()))
    return Contender(name, run, prepare=site.remove_state)


def check_again(site: Site) -> Contender:
    """Return ``l10n check`` where nothing has changed since the last one."""

    def setup() -> None:
        _run(site, "extract")  # makes the folder of the cache: what writes nothing makes none
        _run(site, "check")

    return Contender("l10n check, unchanged", partial(_run, site, "check"), setup=setup)


def cold_import(site: Site, name: str = "l10n import, all pages", jobs: int = 0) -> Contender:
    """Return ``l10n import`` of all pages; it comes last, for it writes the record anew."""
    run = partial(_run, site, "import", *(_jobs("import", jobs) if jobs else ()))
    return Contender(name, run, prepare=site.forget_pages)


def translate(site: Site) -> None:
    """Extract, and translate every catalog."""
    run_commands([_l10n("extract")], site.root)
    fill_folder(site.catalogs)


def publish(site: Site) -> None:
    """Extract, translate and publish everything, and read what was published.

    A run reads each page that is new to it, so only the third one has nothing to do.
    """
    translate(site)
    run_commands([_l10n("sync"), _l10n("sync")], site.root)


def _run(site: Site, *arguments: str) -> Sample:
    return run_commands([_l10n(*arguments)], site.root, worst=FINDINGS)


def _l10n(command: str, *arguments: str) -> Command:
    return (sys.executable, "-m", "l10n", command, "-q", *arguments)


@cache
def _jobs(command: str, jobs: int) -> tuple[str, ...]:
    """Return the option for so many processes, or nothing while there is no such option."""
    said = subprocess.run(
        _l10n(command, "--help"), capture_output=True, text=True, check=True, cwd=REPOSITORY
    )
    return ("--jobs", str(jobs)) if "--jobs" in said.stdout else ()


def _git(site: Site, *arguments: str) -> None:
    # Nothing may go on in the background while others are measured.
    command = ("git", "-c", "gc.auto=0", *arguments)
    subprocess.run(command, cwd=site.root, check=False, stdout=subprocess.DEVNULL)

"""Workers on other machines: what they make is what one process makes, whoever of them dies."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.disk.clusters import Started, mortal_worker, scheduler, worker
from tests.sites import (
    FORMS,
    SETTINGS,
    Run,
    build_site,
    environment,
    run,
    run_process,
    snapshot,
    translate,
    translate_file,
    write,
)

pytestmark = pytest.mark.skipif(
    find_spec("distributed") is None, reason="needs dask: pip install 'l10n-markdown[dask]'"
)

GUIDES = 48
LINKED = f"""{SETTINGS}
[links]
base = "https://example.org"
source-url = "/{{path}}/"
localized-url = "/{{lang}}/{{path}}/"
"""


@pytest.fixture(scope="module")
def cluster(tmp_path_factory) -> Iterator[Started]:
    with scheduler(tmp_path_factory.mktemp("cluster"), workers=2) as started:
        yield started


@pytest.fixture(scope="module")
def story(tmp_path_factory) -> list[tuple[Path, Run, dict[str, bytes]]]:
    """Return a site at each step: as it is before a sync, and what one process makes of it."""
    folder = tmp_path_factory.mktemp("story")
    root = build_site(folder / "site", {f"g{n}.md": guide(n) for n in range(GUIDES)}, LINKED)
    steps = []
    for number, prepare in enumerate((lambda _: None, fill, edit)):
        prepare(root)
        before = shutil.copytree(root, folder / str(number), copy_function=shutil.copy2)
        said = run_process(root, "sync", "--format", "json", "--jobs", "1")
        steps.append((before, said, snapshot(root)))
    return steps


def guide(number: int) -> str:
    other = (number * 7) % GUIDES
    texts = f"See [it](/g{other}/).\n\nPay {number} USD.\n\nThe same everywhere, word for word.\n"
    return f"---\ntitle: Guide {number}\n---\n\n# Guide {number}\n\n{texts}"


def fill(root: Path) -> None:
    for number in range(0, GUIDES, 2):
        for language in ("es", "pt"):
            translate(root, language, f"g{number}")


def edit(root: Path) -> None:
    """Change, add and remove guides; what is new may be filled from the memory."""
    for number in range(0, GUIDES, 3):
        write(root, f"content/en/g{number}.md", guide(number).replace("Pay", "You pay at most"))
    for number in range(GUIDES, GUIDES + 20):
        write(root, f"content/en/g{number}.md", guide(number))
    (root / "content/en/g5.md").unlink()


def test_all_comes_out_as_from_one_process(cluster, story, tmp_path):
    for number, (before, said, files) in enumerate(story):
        root = shutil.copytree(before, tmp_path / str(number))
        shutil.rmtree(root / ".l10n", ignore_errors=True)
        made = run_process(root, "sync", "--format", "json", *cluster.options)
        assert made == said
        assert undated(snapshot(root)) == undated(files)
        assert not list(root.rglob("*.tmp"))
    asked = [
        run_process(root, "check", "--format", "json", "-v", *options)
        for options in (("--jobs", "1"), cluster.options)
    ]
    assert asked[0].out.count("\n") > 30
    assert asked[0] == asked[1]


def test_pages_that_people_wrote_are_taken_in_as_by_one_process(cluster, story, tmp_path):
    roots = [shutil.copytree(story[1][0], tmp_path / name) for name in ("one", "many")]
    said = []
    for root, options in zip(roots, (("--jobs", "1"), cluster.options), strict=True):
        assert run(root, "merge", "-q", "--publish-at", "0", "--jobs", "1").code == 0
        (root / "locales/published.txt").unlink()
        for path in (root / "content/es").rglob("g1*.md"):
            path.write_text(path.read_text().replace("Pay", "Pague ya"))
        said.append(run_process(root, "import", "--format", "json", *options))
    assert said[0].out.count('"key"') > GUIDES
    assert said[0] == said[1]
    assert undated(snapshot(roots[0])) == undated(snapshot(roots[1]))


@pytest.mark.parametrize(
    "form", [FORMS["grouped"], pytest.param(FORMS["sections"], marks=pytest.mark.soak)]
)
def test_catalogs_of_many_guides_come_out_as_from_one_process(cluster, tmp_path, form):
    guides = {f"part{n % 3}/g{n}.md": guide(n) for n in range(GUIDES)}
    roots = [
        build_site(tmp_path / name, guides, LINKED.replace(SETTINGS, form))
        for name in ("one", "many")
    ]
    for prepare in (lambda _: None, fill_half, edit_parts):
        said = []
        for root, options in zip(roots, (("--jobs", "1"), cluster.options), strict=True):
            prepare(root)
            said.append(run_process(root, "sync", "--format", "json", *options))
        assert said[0] == said[1]
        assert (said[0].code, said[0].err) == (0, "")
        files = [undated(snapshot(root)) for root in roots]
        assert files[0] == files[1]
    assert any(path.startswith("content/es/") for path in files[0])


def fill_half(root: Path) -> None:
    for path in (root / "locales").rglob("*.po"):
        translate_file(path, only=lambda each: "9" not in each.msgid)


def edit_parts(root: Path) -> None:
    for number in range(0, GUIDES, 3):
        changed = guide(number).replace("Pay", "You pay at most")
        write(root, f"content/en/part{number % 3}/g{number}.md", changed)
    (root / "content/en/part2/g5.md").unlink()
    (root / "content/en/part1/g7.md").rename(root / "content/en/part0/g7.md")


def undated(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return files without the minute in which catalogs were made."""
    return {
        path: b"\n".join(line for line in data.split(b"\n") if b"PO-Revision-Date" not in line)
        for path, data in files.items()
    }


def check_killed(cluster: Started, story, folder: Path, step: int, renames: int) -> None:
    """Kill a worker when it has written so many files; nothing may come out otherwise."""
    before, said, files = story[step]
    root = shutil.copytree(before, folder / "site")
    with mortal_worker(cluster, f"mortal-{step}-{renames}", renames=renames) as process:
        made = run_process(root, "sync", "--format", "json", *cluster.options)
        assert process.wait() == -signal.SIGKILL
    assert undated(snapshot(root)) == undated(files)
    assert made.code == said.code
    if step == 0:  # else what the dead one has counted is lost
        assert made == said
    left = run_process(root, "sync", "-q")
    assert (left.code, undated(snapshot(root))) == (said.code, undated(files))
    assert not list(root.rglob("*.tmp"))
    shutil.rmtree(folder)


@pytest.mark.parametrize(("step", "renames"), [(0, 3), (2, 1)])
def test_a_worker_that_is_killed_changes_nothing(cluster, story, tmp_path, step, renames):
    check_killed(cluster, story, tmp_path / "killed", step, renames)


@pytest.mark.soak
def test_twenty_workers_that_are_killed_change_nothing(cluster, story, tmp_path):
    dice = random.Random(7)
    for number in range(20):
        step = dice.choice((0, 0, 2))
        renames = dice.randrange(12 if step == 0 else 4)
        check_killed(cluster, story, tmp_path / str(number), step, renames)


def test_other_versions_are_refused_before_anything_is_done(cluster, story, tmp_path):
    root = shutil.copytree(story[0][0], tmp_path / "site")
    before = snapshot(root)
    newer = tmp_path / "newer/l10n_markdown-99.0.dist-info"
    newer.mkdir(parents=True)
    (newer / "METADATA").write_text("Metadata-Version: 2.1\nName: l10n-markdown\nVersion: 99.0\n")
    path = environment()["PYTHONPATH"]
    with worker(cluster, "other-version", PYTHONPATH=f"{newer.parent}:{path}"):
        done = run_process(root, "sync", *cluster.options)
    assert (done.code, done.out) == (2, "")
    assert "l10n 99.0 there" in done.err
    assert done.err.count("\n") == 1
    assert snapshot(root) == before


def test_what_is_missing_is_said_in_one_line(story, tmp_path):
    root = shutil.copytree(story[0][0], tmp_path / "site")
    with scheduler(tmp_path / "lonely") as lonely:
        alone = run_process(root, "sync", *lonely.options)
    gone = run_process(root, "sync", *lonely.options)
    blocked = tmp_path / "blocked/distributed"
    blocked.mkdir(parents=True)
    (blocked / "__init__.py").write_text("raise ModuleNotFoundError('distributed')\n")
    path = environment()["PYTHONPATH"]
    missing = run_process(root, "sync", *lonely.options, PYTHONPATH=f"{blocked.parent}:{path}")
    for done, words in (
        (alone, f"dask worker {lonely.address}"),
        (gone, "start one with dask scheduler"),
        (missing, 'pip install "l10n-markdown[dask]"'),
    ):
        assert (done.code, done.out) == (2, "")
        assert words in done.err
        assert done.err.count("\n") == 1
    assert run(root, "sync", "--executor", "dask").code == 2
    assert run(root, "sync", "--scheduler", lonely.address).code == 2


ENDLESS = """
import os, sys, time
from pathlib import Path
from l10n.disk.cluster import open_cluster
from l10n.disk.jobs import map_in_order
root = Path(sys.argv[2])
def work(number):
    with (root / "done").open("a") as file:
        file.write(f"{number}\\n")
    time.sleep(0.02)
    return number
with open_cluster(sys.argv[1], root, patience=1) as cluster:
    results = map_in_order(work, range(10_000), cluster)
    try:
        for number in results:
            print(number, flush=True)
    except KeyboardInterrupt:
        results.close()
        done = (root / "done").read_bytes()
        assert len(list(map_in_order(lambda number: number, range(100), cluster))) == 100
        print("idle" if done == (root / "done").read_bytes() else "busy")
"""


def test_an_interrupt_ends_the_work_elsewhere(cluster, tmp_path):
    words = [sys.executable, "-c", ENDLESS, cluster.address, str(tmp_path)]
    pipe = subprocess.PIPE
    with subprocess.Popen(words, env=environment(), stdout=pipe, stderr=pipe, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "0\n"
        process.send_signal(signal.SIGINT)
        out, err = process.communicate()
    assert (out.splitlines()[-1], err, process.returncode) == ("idle", "", 0)
    assert not list(tmp_path.rglob("*.tmp"))


def test_a_scheduler_that_goes_away_is_told_in_one_line(story, tmp_path):
    script = ENDLESS.replace("except KeyboardInterrupt", "except ValueError")
    with scheduler(tmp_path / "short", workers=1) as short:
        words = [sys.executable, "-c", script, short.address, str(tmp_path)]
        pipe = subprocess.PIPE
        env = environment()
        with subprocess.Popen(words, env=env, stdout=pipe, stderr=pipe, text=True) as process:
            assert process.stdout
            assert process.stdout.readline() == "0\n"
            short.process.kill()
            _, err = process.communicate()
    assert err.splitlines()[-1].endswith(
        "the scheduler has gone: start it again, with its workers, and run again"
    )

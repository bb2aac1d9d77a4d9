"""Killed at any moment, a run is gone on with: the same catalogs, and no answer is paid twice."""

from __future__ import annotations

import json
import random
import re
import shutil
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from l10n.translate.threads import do_all
from tests.engines.servers import Response, Server
from tests.sites import BUS, GROUPED, GUIDES, SETTINGS, command, environment, snapshot
from tests.translate.sites import build, pseudo, read

FEW, MANY = 4, 100
SEED = 20_261_130
AT_ONCE = 2


def start(site: Path) -> subprocess.Popen[bytes]:
    words = command("translate", "-q")
    return subprocess.Popen(words, cwd=site, env=environment(), stdout=subprocess.DEVNULL)


def undated(site: Path) -> dict[str, bytes]:
    """Return the site's files without the days on which they were made."""
    day = re.compile(rb"\d{4}-\d\d-\d\d( \d\d:\d\d\+0000)?")
    found = {path: day.sub(b"", data) for path, data in snapshot(site).items()}
    return {path: data for path, data in found.items() if not path.endswith(".tmp")}


def answer_oddly(told: dict[str, object]) -> str:
    """Translate; of some texts the first answer is wrong."""
    text = str(told["text"])
    wrong = len(text) % 3 == 0 and "faults" not in told
    return "[x](https://evil.example)" if wrong else pseudo(text)


@pytest.mark.parametrize("count", [FEW, pytest.param(MANY, marks=pytest.mark.soak)])
@pytest.mark.parametrize("form", [SETTINGS, GROUPED], ids=["own", "grouped"])
def test_a_kill_at_any_time(model: Server, tmp_path: Path, form: str, count: int) -> None:
    guides = {**GUIDES, **{f"{number}.md": f"# Way {number}\n\n{BUS}" for number in range(6)}}
    more = f"batch = 3\nat-once = {AT_ONCE}"
    before = build(tmp_path / "before", model, more, form, guides=guides)
    model.translate = answer_oddly
    whole = shutil.copytree(before, tmp_path / "whole")
    began = time.monotonic()
    assert start(whole).wait() == 0
    duration = time.monotonic() - began
    moments = random.Random(SEED)
    killed = 0
    for number in range(count):
        model.requests.clear()
        site = shutil.copytree(before, tmp_path / str(number))
        process = start(site)
        try:
            process.wait(moments.uniform(0.3, 1) * duration)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            killed += 1
        assert start(site).wait() == 0
        assert undated(site) == undated(whole)
        # Only what was on its way at the kill is asked again.
        asked = Counter(json.dumps(each) for each in model.requests)
        assert sum(asked.values()) - len(asked) <= AT_ONCE
        shutil.rmtree(site)
    assert killed


def test_an_interrupted_run_waits_for_no_server(model: Server, tmp_path: Path) -> None:
    site = build(tmp_path, model, guides={"bus.md": BUS})
    before = undated(site)
    model.script += [Response(hangs=True)] * 9
    process = start(site)
    while not model.requests:
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 130  # a request may take 120 seconds
    assert undated(site) == before
    model.script.clear()
    assert start(site).wait() == 0
    assert all(each.msgstr for each in read(site, "es", "bus").entries)


def test_the_first_error_ends_all_work() -> None:
    begun: list[int] = []

    def works() -> Iterator[Callable[[], None]]:
        for number in range(100):
            yield partial(begun.append, number) if number < 9 else partial(divmod, 1, 0)

    with pytest.raises(ZeroDivisionError):
        do_all(works(), AT_ONCE)
    assert sorted(begun) == [*range(9)]

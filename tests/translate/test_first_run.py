"""What a first run costs, of a large site with an engine that answers at once."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.documents import corpora_folder
from tests.engines.servers import serve
from tests.sites import command, environment, write
from tests.translate.sites import engine_settings, pseudo

GUIDES = 1_129
SECONDS, MEGABYTES = 60, 400


def texts() -> Iterator[str]:
    """Yield the English guides of tramitit, and as many with other words as are wanted."""
    paths = sorted((corpora_folder() / "tramitit" / "en").rglob("*.md"))
    for number in range(GUIDES):
        text = paths[number % len(paths)].read_text(encoding="utf-8")
        yield text.replace(" the ", " each ") if number >= len(paths) else text


@pytest.mark.soak
def test_a_first_run_of_a_large_site(tmp_path: Path) -> None:
    with serve("openai") as model:
        model.translate = lambda told: pseudo(told["text"])
        write(tmp_path, "l10n.toml", engine_settings(model).replace('"es", "pt"', '"da"'))
        for number, text in enumerate(texts()):
            lines = (each for each in text.split("\n") if not each.startswith("translationKey"))
            write(tmp_path, f"content/en/{number}.md", "\n".join(lines))
        process = subprocess.Popen(
            command("translate", "-q"),
            cwd=tmp_path,
            env=environment(),
            stdout=subprocess.DEVNULL,
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    assert len(model.requests) > GUIDES // 2
    seconds = used.ru_utime + used.ru_stime
    print(f"{seconds:.1f} CPU seconds, {used.ru_maxrss // 1024} MB, {len(model.requests)} requests")
    assert seconds < SECONDS
    assert used.ru_maxrss < MEGABYTES * 1024

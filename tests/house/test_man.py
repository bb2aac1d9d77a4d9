"""The manual page."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from l10n.cli import COMMANDS
from tools.docs import MANUAL
from tools.man import man_page


def test_it_is_that_of_the_code() -> None:
    assert MANUAL.read_text("utf-8") == man_page()


@pytest.mark.skipif(not shutil.which("groff"), reason="needs groff (Debian)")
def test_groff_reads_it_without_a_warning() -> None:
    plain = "-P-cbou"  # no bold letters
    shown = ["groff", "-man", "-ww", "-Tutf8", plain, str(MANUAL)]
    done = subprocess.run(shown, capture_output=True, check=True)
    assert done.stderr == b""
    words = done.stdout.decode()
    assert all(name in words for name in COMMANDS)

"""Which engines there are, and what is said where one cannot be used."""

from __future__ import annotations

import subprocess
import sys

OPEN = """
import sys
sys.modules["httpx"] = None  # as where the extra is not installed
from l10n.engines.registry import open_engine
from l10n.engines.values import EngineSettings
from l10n.errors import L10nError
try:
    open_engine(EngineSettings("gpt", "openai", model="m"))
except L10nError as error:
    print(error)
"""


def test_the_extra_that_is_missing_is_named() -> None:
    done = subprocess.run([sys.executable, "-c", OPEN], capture_output=True, text=True, check=True)
    assert done.stdout == 'engine gpt needs more: pip install "l10n-markdown[engines]"\n'

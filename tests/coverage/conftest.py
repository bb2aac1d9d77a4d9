"""What tests of the coverage page share: a browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from selenium.webdriver.remote.webdriver import WebDriver


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebDriver]:
    """Open a browser for all tests of a module."""
    from tests.chromium import open_browser  # which skips what asks for it where there is none

    with open_browser(tmp_path_factory.mktemp("profile")) as driver:
        yield driver

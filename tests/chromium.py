"""A real browser that tests open pages in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

webdriver = pytest.importorskip("selenium.webdriver", reason="pages are driven by selenium")
from selenium.webdriver.remote.webdriver import WebDriver  # noqa: E402

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
NO_BROWSER = not (CHROMIUM and DRIVER)
NEEDS_BROWSER = pytest.mark.skipif(NO_BROWSER, reason="needs chromium and chromium-driver (Debian)")

ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    # Whatever the page asks for from outside would fail, loudly.
    "--host-resolver-rules=MAP * ~NOTFOUND",
)


@contextmanager
def open_browser(profile: Path) -> Iterator[WebDriver]:
    """Open a browser that remembers what it has to in the folder ``profile``."""
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM or ""
    for argument in (*ARGUMENTS, f"--user-data-dir={profile}"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options, webdriver.ChromeService(DRIVER))
    try:
        yield driver
    finally:
        driver.quit()


def show(browser: WebDriver, folder: Path, html: str, width: int = 1280) -> None:
    """Open a page in a window of this width, with everything remembered forgotten."""
    path = folder / "page.html"
    path.write_text(html, encoding="utf-8")
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    prefer(browser, "light")
    browser.get(path.as_uri())
    browser.execute_script("try { localStorage.clear() } catch {}")
    browser.get(path.as_uri())


def prefer(browser: WebDriver, scheme: str) -> None:
    features = [
        {"name": "prefers-color-scheme", "value": scheme},
        {"name": "prefers-reduced-motion", "value": "reduce"},
    ]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})


def settle(page: WebDriver) -> None:
    """Let the page do what it does before it paints."""
    twice = "requestAnimationFrame(() => requestAnimationFrame(arguments[0]))"
    page.execute_async_script(twice)


def texts(page: WebDriver, selector: str) -> list[str]:
    script = "return [...document.querySelectorAll(arguments[0])].map((each) => each.innerText)"
    return page.execute_script(script, selector)


def faults(page: WebDriver) -> list[str]:
    """Return what the browser complains about: errors, and breaches of the page's policy."""
    return [each["message"] for each in page.get_log("browser")]


def overflows(page: WebDriver) -> bool:
    script = "return document.documentElement.scrollWidth > document.documentElement.clientWidth"
    return page.execute_script(script)

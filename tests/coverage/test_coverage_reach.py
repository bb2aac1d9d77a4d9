"""The coverage page reaches everybody: by axe-core, on small screens, without scripts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytest.importorskip("selenium.webdriver", reason="the page is driven by selenium")
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webdriver import WebDriver

from l10n.reports.coverage.html import render_coverage_html
from tests.chromium import NEEDS_BROWSER, faults, overflows, prefer, show, texts
from tests.coverage_reports import FOURTEEN, build_report, full_report

pytestmark = NEEDS_BROWSER

AXE = Path(__file__).parents[1] / "judges/node_modules/axe-core/axe.min.js"
FIFTEEN = (*FOURTEEN, "hi")
LANGUAGES = {"one": ("es",), "fifteen": FIFTEEN}
VIOLATIONS = """
const done = arguments[0];
const told = (id, node) => `${id} ${node.html.slice(0, 200)} ${node.failureSummary}`;
axe.run(document, { resultTypes: ["violations"] }).then((found) => done(
  found.violations.flatMap((each) => each.nodes.map((node) => told(each.id, node)))));
"""


def violations(page: WebDriver) -> list[str]:
    if not AXE.exists():
        pytest.skip("needs axe-core: run make test, or npm ci in tests/judges")
    page.execute_script(AXE.read_text(encoding="utf-8"))
    return page.execute_async_script(VIOLATIONS)


def without_scripts(html: str) -> str:
    """Return the page as a browser has it that runs no scripts."""
    html = re.sub(r"<script>.*?</script>", "", html, flags=re.DOTALL)
    return re.sub(r"</?noscript>", "", html)


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("many", LANGUAGES)
def test_axe_finds_nothing(browser, tmp_path, many, width):
    html = render_coverage_html(full_report(LANGUAGES[many]))
    show(browser, tmp_path, html, width)
    for button in browser.find_elements(By.CSS_SELECTOR, ".expand")[:2]:
        button.click()
    browser.execute_script("document.querySelector('summary').click()")
    for scheme in ("light", "dark"):
        prefer(browser, scheme)
        assert violations(browser) == [], scheme
    assert not overflows(browser)
    assert faults(browser) == []


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("many", LANGUAGES)
def test_without_scripts_everything_is_there_and_axe_finds_nothing(browser, tmp_path, many, width):
    languages = LANGUAGES[many]
    show(browser, tmp_path, without_scripts(render_coverage_html(full_report(languages))), width)
    assert len(texts(browser, "#behind-pages li")) == min(50, 7 * len(languages))
    assert len(texts(browser, ".duties li")) == len(languages)
    assert len(texts(browser, "#next-guides li")) == min(10, 2 * len(languages))
    assert texts(browser, "#next-texts .text") == [
        "Pay 40 USD at [the bank](1).",
        "Keep the **receipt**.",
    ]
    assert len(texts(browser, "#findings li")) == 3
    assert len(texts(browser, ".plain tbody tr")) == 9
    assert len(texts(browser, ".plain tbody td")) == 9 * len(languages)
    assert texts(browser, "#rows tr") == []
    for hidden in (".tools", "#map", "#theme"):
        assert not browser.find_element(By.CSS_SELECTOR, hidden).is_displayed()
    for scheme in ("light", "dark"):
        prefer(browser, scheme)
        assert violations(browser) == [], scheme
    assert not overflows(browser)


def test_axe_finds_nothing_on_an_empty_page(browser, tmp_path):
    show(browser, tmp_path, render_coverage_html(build_report(languages=())))
    assert violations(browser) == []


def test_axe_would_find_a_fault(browser, tmp_path):
    show(browser, tmp_path, render_coverage_html(full_report(("es",))))
    browser.execute_script("document.querySelector('.made').style.color = '#c0c0c0'")
    assert any(each.startswith("color-contrast") for each in violations(browser))


def test_pages_behind_follow_the_language_and_open_their_guide(browser, tmp_path):
    show(browser, tmp_path, render_coverage_html(full_report(FIFTEEN)))
    assert len(texts(browser, "#behind-pages > li")) == 10
    told = texts(browser, "#behind-pages .where")[0]
    assert "since 2026-03-09, 0123456789 by Bo" in told
    assert "translated by Ana Ríos, 2026-02-01" in told
    browser.execute_script("document.querySelector('#language').value = '0';")
    browser.execute_script("document.querySelector('#language').dispatchEvent(new Event('change'))")
    assert all(each.startswith("Spanish") for each in texts(browser, "#behind-pages .where"))
    browser.find_element(By.CSS_SELECTOR, "#behind-pages .link").click()
    assert browser.switch_to.active_element.get_attribute("aria-expanded") == "true"

"""What only a browser can tell: the page on a telephone, on paper, and under the keyboard."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import report_sample as sample

import reports
from auditor.words import Words

pytestmark = pytest.mark.slow

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
CASES = {
    "ten": sample.report(),
    "forty": sample.forty(),
    "hostile": sample.hostile(),
    "none": sample.report(()),
}

# every text in the page against what stands behind it, by the formula of WCAG 2
CONTRAST = """() => {
  const rgb = c => (c.match(/[\\d.]+/g) || [0, 0, 0, 0]).map(Number);
  const light = c => { const [r, g, b] = c.map(v => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4 });
    return .2126 * r + .7152 * g + .0722 * b };
  const behind = e => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor);
    if (c.length < 4 || c[3] > 0) return c } return [255, 255, 255] };
  const bad = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const e = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || e.closest('svg, style')) continue;
    const a = light(rgb(getComputedStyle(e).color).slice(0, 3)), b = light(behind(e).slice(0, 3));
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 4.5) bad.push([e.className, walk.currentNode.data.slice(0, 30), ratio]);
  }
  return bad;
}"""

# a phone's tables keep their heads for listeners, clipped away; whatever else is drawn and reaches beyond the right edge, scrolled away or not
BEYOND = """() => [...document.body.querySelectorAll('*')]
  .filter(e => !e.closest('thead, .aside, .skip') || innerWidth > 940)
  .filter(e => e.getClientRects().length && e.getBoundingClientRect().right > innerWidth + 1)
  .map(e => e.tagName + '.' + e.className)"""


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip("playwright.sync_api")
    if not Path(CHROMIUM).exists():
        pytest.skip("SKIPPED: chromium was not found (apt-get install chromium fonts-noto-core)")
    with playwright.sync_playwright() as p:
        chromium = p.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def show(browser, tmp_path: Path):
    """Opens a case at a width, as a file without any server."""
    pages = []

    def opened(case: str, width: int, lang: str = "vi"):
        path = tmp_path / f"{case}.html"
        reports.write_html(CASES[case], Words(lang), path)
        page = browser.new_page(viewport={"width": width, "height": 800})
        page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
        page.goto(path.as_uri())
        pages.append(page)
        return page

    yield opened
    for page in pages:
        page.close()


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("width", [320, 360, 768, 960, 1280])
@pytest.mark.parametrize("case", CASES)
def test_nothing_runs_off_the_side(show, case: str, width: int, lang: str) -> None:
    page = show(case, width, lang)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(BEYOND) == []


def test_cells_tell_their_column_on_a_telephone(show) -> None:
    page = show("ten", 360)
    cell = page.locator("#outlets td").nth(2)
    assert cell.evaluate("e => getComputedStyle(e, '::before').content") == '"Mức khai báo"'
    # still a table to who listens, though drawn as blocks
    assert page.get_by_role("row").count() > 50
    assert page.locator("#outlets").get_by_role("cell").count() == 90


def test_text_can_be_read_against_its_ground(show) -> None:
    assert show("ten", 1280).evaluate(CONTRAST) == []


def test_the_keyboard_goes_through_in_reading_order_and_shows_where_it_is(show) -> None:
    page = show("ten", 1280)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    # past the contents: the first link after the skip stands in the main part
    assert page.evaluate("document.activeElement.closest('main') !== null")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    tops = []
    for _ in range(8):
        tops.append(page.evaluate("document.activeElement.getBoundingClientRect().top + scrollY"))
        page.keyboard.press("Tab")
    assert tops == sorted(tops)


@pytest.mark.parametrize("case", ["ten", "hostile"])
def test_it_prints_on_a4_with_heads_repeated_and_rows_whole(show, case: str) -> None:
    page = show(case, 1280)
    pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    sizes = {tuple(map(float, m)) for m in re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)}
    assert sizes
    assert all(abs(w - 595) < 1 and abs(h - 842) < 1 for w, h in sizes)
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('thead')).display") == "table-header-group"
    assert page.evaluate("getComputedStyle(document.querySelector('tbody tr')).breakInside") == "avoid"
    # at the width of the printed area (210 - 30 - 16 mm) nothing may be cut off
    page.set_viewport_size({"width": round(164 / 25.4 * 96), "height": 900})
    assert page.evaluate(BEYOND) == []


def test_a_long_table_carries_its_head_to_the_next_page(show, tmp_path: Path) -> None:
    """Counted in the PDF's own structure: the table of forty outlets needs several heads."""
    pdftotext = shutil.which("pdftotext")
    if not pdftotext:
        pytest.skip("SKIPPED: pdftotext was not found (apt-get install poppler-utils)")
    import subprocess

    pdf = tmp_path / "r.pdf"
    show("forty", 1280).pdf(path=str(pdf), prefer_css_page_size=True)
    told = subprocess.run([pdftotext, "-layout", pdf, "-"], capture_output=True, check=True).stdout.decode()
    pages = told.split("\f")
    # the register's rows begin with a number and end with counts; its pages come before the first sheet
    register = [p for p in pages if len(re.findall(r"14/03/2025", p)) >= 3]
    assert len(register) >= 2
    # "Căn cứ" takes two lines in its narrow column
    assert all("STT" in p and "Căn" in p for p in register)

"""A department that puts page, workbook and JSON side by side must find the same figures in all three."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import report_sample as sample
from python_calamine import CalamineWorkbook

import reports
from reports.figures import ProvinceReport
from reports.wording import Wording

CASES = {
    "ten": sample.report(),
    "zero": sample.report(()),
    "one": sample.report(sample.NAMES[:1]),
    "forty": sample.forty(),
    "hostile": sample.hostile(),
}


@pytest.fixture(params=CASES)
def figures(request: pytest.FixtureRequest) -> ProvinceReport:
    return CASES[request.param]


@pytest.fixture
def three(figures, words, page, tmp_path: Path):
    """The report written three ways and read back."""
    reports.write_xlsx(figures, words, tmp_path / "r.xlsx")
    book = CalamineWorkbook.from_path(str(tmp_path / "r.xlsx"))
    sheets = {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names
    }
    return page(reports.render_html(figures, words)), sheets, reports.to_json(figures, words)


def table(sheets, words, name: str, first: str) -> list[dict[str, object]]:
    """Rows below the head that begins with ``first``, until the first empty one."""
    rows = sheets[words(f"report.sheet.{name}")]
    start = next(i for i, row in enumerate(rows) if row[0] == words(first) and row[1] != "")
    head, found = rows[start], []
    for row in rows[start + 1 :]:
        if not any(c != "" for c in row):
            break
        found.append(dict(zip(head, row, strict=True)))
    return found


def number(cell: object) -> float | None:
    return None if cell == "" else float(cell)  # type: ignore[arg-type]


def same(one: float | None, other: float | None) -> bool:
    return (one is None) == (other is None) and (one is None or other is None or abs(one - other) < 1e-9)


def test_the_rate_reads_the_same_everywhere(three, words) -> None:
    page, sheets, raw = three
    lines = table(sheets, words, "summary", "report.rate.title")
    shown = [tag.get_text(strip=True) for tag in page.soup.select("#rate .big")]
    for at, name in enumerate(("pilot", "formal")):
        rate = raw[name]
        assert shown[at] == lines[at][words("report.result")] == rate["text"]
        assert lines[at][words("report.sheet.applied")] == rate["applied"]
        assert lines[at][words("report.sheet.counted")] == rate["counted"]
        assert same(number(lines[at][words("report.share")]), rate["share"])
        assert str(rate["counted"]) in shown[at] or rate["counted"] == 0


def test_milestones_agree(three, words) -> None:
    page, sheets, raw = three
    html = [row[words("report.goal.result")] for row in page.rows("#rate .goals")]
    book = [row[words("report.goal.result")] for row in table(sheets, words, "summary", "report.goal")]
    promised = [m for rate in (raw["pilot"], raw["formal"]) for m in (*rate["last"], *rate["next"])]
    assert sorted(html) == sorted(book)
    assert len(html) == len(promised) == 4


def test_outlets_agree(three, words) -> None:
    page, sheets, raw = three
    say = Wording(words)
    html = list(page.rows("#outlets"))
    book = table(sheets, words, "outlets", "report.no")
    assert len(html) == len(book) == len(raw["outlets"])
    for seen, row, outlet in zip(html, book, raw["outlets"], strict=True):
        assert squeeze(row[words("report.outlet")]) == squeeze(outlet["name"])
        assert squeeze(outlet["name"]) in squeeze(seen[words("report.outlet")])
        level = say.level(outlet["adoption"]["level"])
        assert row[words("report.declared")] == level
        assert seen[words("report.declared")].startswith(level)
        shown = outlet["adoption"]["proven"]
        if shown is not None:
            assert row[words("report.proven")] == say.level(shown)
            assert seen[words("report.proven")].startswith(say.level(shown))
        counts = outlet["measured"]
        assert row[words("report.measured.k")] == counts["results"]
        assert row[words("report.measured.n")] == counts["asked"]
        if outlet["articles"]:
            told = words("report.measured.value", k=counts["results"], n=counts["asked"])
            assert seen[words("report.measured")] == told
        coverage = outlet["coverage"]
        counts = f"{say.number(coverage['collected'])}/{say.number(coverage['listed'])}"
        assert seen[words("report.collected")].startswith(counts)
        assert row[words("report.listed")] == coverage["listed"]
        assert row[words("report.collected.short")] == coverage["collected"]
        assert same(number(row[words("report.share")]), coverage["share"])
        for key in ("articles", "findings"):
            assert seen[words(f"report.{key}")] == say.number(outlet[key])
            assert row[words(f"report.{key}")] == outlet[key]
        if outlet["adoption"]["date"]:
            assert row[words("report.date")] == date.fromisoformat(outlet["adoption"]["date"])


def squeeze(text: object) -> str:
    return " ".join(str(text).split())


def told(page, words):
    """What the page says of each indicator: rows of an outlet's table, then the codes it only lists."""
    for sheet in page.soup.select("article.sheet"):
        found = {row[words("report.code")]: row for row in page.rows(f"#{sheet['id']} table.profile")}
        for line in sheet.select(".silent"):
            outcome = line.select_one(".outcome").get_text()
            for code in line.select_one(".codes").get_text().split(", "):
                found[code] = {
                    words("report.code"): code,
                    words("report.result"): outcome,
                    words("report.interval"): "–",
                    words("report.unknown"): "–",
                }
        yield from (found[code] for code in sorted(found))


def test_indicators_agree(three, words) -> None:
    page, sheets, raw = three
    say = Wording(words)
    html = list(told(page, words))
    book = table(sheets, words, "indicators", "report.no")
    flat = [figure for outlet in raw["outlets"] for figure in outlet["indicators"]]
    assert len(html) == len(book) == len(flat)
    for seen, row, figure in zip(html, book, flat, strict=True):
        assert seen[words("report.code")] == row[words("report.code")] == figure["code"]
        assert row[words("report.outcome")] == words(f"outcome.{figure['outcome']}")
        assert same(number(row[words("report.value")]), figure["value"])
        for key, head in (("n", "n"), ("numerator", "numerator"), ("unknown", "unknown.n")):
            assert number(row[words(f"report.{head}")]) == figure[key]
        result = seen[words("report.result")]
        if figure["outcome"] == "measured":
            assert result.startswith(say.percent(figure["value"]))
            # a share of people says whose share it is: women's
            women = f" {words('report.women')}" if figure["unit"] in ("people", "sources") else ""
            assert f"{say.number(figure['numerator'])}{women}/{say.number(figure['n'])}" in result
        else:
            assert result.startswith(words(f"outcome.{figure['outcome']}"))
            assert figure["value"] is None
            assert "%" not in result
        low = figure["interval"] and figure["interval"]["low"]
        assert same(number(row[words("report.interval.low")]), low)
        span = seen[words("report.interval")]
        assert span == "–" if low is None else span.startswith(say.number(low * 100, 1))
        unknown = seen[words("report.unknown")]
        share = figure["unknown_share"]
        assert unknown == "–" if share is None else unknown.startswith(say.percent(share))


def test_examples_and_failures_agree(three, words) -> None:
    page, sheets, raw = three
    flat = [example for outlet in raw["outlets"] for example in outlet["examples"]]
    on_law = [example for example in flat if example["authority"] == "law"]
    book = table(sheets, words, "examples", "report.no")
    book += table(sheets, words, "law_examples", "report.no") if on_law else []
    shown = page.soup.select(".example")
    assert len(flat) == len(book) == len(shown)
    # the workbook has what rests on a law on a sheet of its own, the page behind the others of each outlet
    for row, example in zip(book, [e for e in flat if e not in on_law] + on_law, strict=True):
        assert row[words("report.rule")] == example["rule"]
        assert row[words("report.address")] == example["url"]
    by_outlet = [sorted(o["examples"], key=lambda e: e["authority"] == "law") for o in raw["outlets"]]
    for tag, example in zip(shown, [e for some in by_outlet for e in some], strict=True):
        assert example["rule"] in tag.get_text()
        if not example["protected"]:
            assert squeeze(example["quote"]) in squeeze(tag.get_text())
    failures = list(page.rows("#failures"))
    assert len(failures) == len(raw["failures"])
    for seen, failure in zip(failures, raw["failures"], strict=True):
        assert seen[words("report.failures.count")] == Wording(words).number(failure["count"])

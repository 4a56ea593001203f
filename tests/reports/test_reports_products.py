"""By product within groups of owners: the department sees every cell, the public none from which a single body could be read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import docx
import pytest
import report_sample as sample
from paper_sample import ISSUER
from python_calamine import CalamineWorkbook

import reports
from auditor.words import Words
from reports.figures import ProductRate, Rate
from reports.papers import Circulation, Kind, PaperOrder, write_paper
from reports.papers.circulating import circulated
from reports.papers.products import without_small_cells
from reports.papers.readings import of_products
from reports.wording import Wording

SAY = Wording(Words("vi"))


def cell(group: str | None, counted: int, pilot: int | None, formal: int | None = 0) -> ProductRate:
    return ProductRate("print", group, counted, pilot, formal)


def rates(counted: int, applied: int) -> tuple[Rate, Rate]:
    return Rate(1, applied, counted), Rate(2, 0, counted)


@pytest.mark.parametrize(
    ("cells", "total", "shown"),
    [
        # all large: everything is printed
        ([cell(None, 20, 10), cell("party", 10, 5), cell("", 10, 5)], (30, 15), [10, 5, 5]),
        # one small group: the product alone, for its groups add up to it
        ([cell(None, 20, 10), cell("party", 17, 8), cell("", 3, 2)], (30, 15), [10]),
        # those without the product are few, and the total is printed
        ([cell(None, 20, 10), cell("party", 20, 10)], (22, 11), [None]),
        # 1 of 12 applies: that one has a name
        ([cell(None, 12, 1), cell("party", 12, 1)], (12, 1), [None]),
        # everybody, or nobody: nothing is told that the number does not say
        ([cell(None, 12, 0), cell("party", 12, 0)], (12, 0), [0, 0]),
        ([cell(None, 4, 4), cell("party", 4, 4)], (4, 4), [None]),
    ],
)
def test_in_public_no_count_of_a_few_can_be_read_or_worked_out(cells, total, shown):
    assert [c.pilot for c in without_small_cells(cells, *rates(*total))] == shown


def test_inside_every_cell_is_printed_and_outside_small_ones_are_not(page, vi, tmp_path: Path):
    report = sample.report()
    whole = report.products[0]
    rows = list(page(reports.render_html(report, vi)).rows("#rate .products"))
    assert [row["Khối"] for row in rows] == [
        "tất cả",
        "cấp ủy đảng",
        "ủy ban nhân dân, cơ quan nhà nước",
        "chưa rõ",
    ]
    assert rows[0][vi("report.rate.pilot")] == SAY.of(whole.pilot, whole.counted)
    reports.write_xlsx(report, vi, tmp_path / "r.xlsx")
    book = CalamineWorkbook.from_path(str(tmp_path / "r.xlsx"))
    lines = book.get_sheet_by_name(vi("report.sheet.summary")).to_python()
    assert ["báo in", "tất cả", whole.counted, whole.pilot, whole.formal] in [line[:5] for line in lines]
    for circle in (Circulation.PUBLIC, Circulation.OUTLET):
        found = circulated(report, circle, report.outlets[0].id).products
        assert [(c.group, c.pilot) for c in found] == [(None, None)], "nine bodies are few"
    for circle, told in ((Circulation.INTERNAL, "cấp ủy đảng"), (Circulation.PUBLIC, vi("papers.small"))):
        write_paper(PaperOrder(Kind.ANNUAL, circle, report, ISSUER), vi, tmp_path / "p.docx")
        tables = docx.Document(str(tmp_path / "p.docx")).tables
        text = next(t for t in tables if t.rows[0].cells[1].text == "Loại sản phẩm")
        cells = {c.text for row in text.rows for c in row.cells}
        assert told in cells
        assert ("cấp ủy đảng" in cells) == (circle == Circulation.INTERNAL)


def test_what_is_said_beside_the_table_speaks_of_no_hidden_cell():
    assert "quá ít" in of_products([cell(None, 4, None, None)], SAY).assessment
    two = [cell(None, 10, 5), replace(cell(None, 10, 10), product="tv")]
    assert (
        "thấp nhất là báo in (5/10 cơ quan (50,0 %)), cao nhất là truyền hình"
        in of_products(two, SAY).assessment
    )

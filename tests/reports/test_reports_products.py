"""By product within groups of owners: the department sees every cell, the public none from which a single body could be read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import docx
import report_sample as sample
from paper_sample import ISSUER
from python_calamine import CalamineWorkbook

import reports
from auditor.words import Words
from reports.figures import OutletFigures, ProductRate
from reports.levels import together
from reports.papers import Circulation, Kind, PaperOrder, write_paper
from reports.papers.circulating import circulated, groups
from reports.papers.readings import of_products
from reports.wording import Wording

SAY = Wording(Words("vi"))


def cell(group: str | None, counted: int, pilot: int | None, formal: int | None = 0) -> ProductRate:
    return ProductRate("print", group, counted, pilot, formal)


def bodies(kind: str, levels: list[int]) -> list[OutletFigures]:
    one = next(o for o in sample.report().outlets if o.counted)
    return [replace(one, kind=kind, adoption=replace(one.adoption, level=n)) for n in levels]


def test_in_public_the_few_who_only_pilot_cannot_be_worked_out_from_a_row():
    made = groups(
        bodies("newspaper", [2] * 6 + [1] + [0] * 6) + bodies("station", [2] * 6 + [0] * 6), public=True
    )
    assert [(g.counted, g.pilot) for g in made] == [(13, 7), (12, 6)]
    assert [g.formal for g in made] == [None, None], "7 less 6 is one body; the other row would bring it back"
    wide = bodies("newspaper", [2] * 6 + [1] * 5 + [0] * 6) + bodies("station", [2] * 6 + [0] * 6)
    assert [g.formal for g in groups(wide, public=True)] == [6, 6]


def test_inside_every_cell_is_printed_and_outside_small_ones_are_not(page, vi, tmp_path: Path):
    report = sample.report()
    whole = report.products[0]
    rows = list(page(reports.render_html(report, vi)).rows("#rate .products"))
    # on the page a line for each product and each large group; every cell stands in the workbook below
    assert [row["Khối"] for row in rows] == [row[1] for row in together(report.products, SAY)]
    assert rows[0][vi("report.rate.pilot")] == SAY.of(whole.pilot, whole.counted)
    reports.write_xlsx(report, vi, tmp_path / "r.xlsx")
    book = CalamineWorkbook.from_path(str(tmp_path / "r.xlsx"))
    lines = book.get_sheet_by_name(vi("report.sheet.summary")).to_python()
    assert ["báo in", "tất cả", whole.counted, whole.pilot, whole.formal] in [line[:5] for line in lines]
    # head, then every product and group, none left out
    assert sum(line[0] == "báo in" for line in lines) == sum(
        c.product == whole.product for c in report.products
    )
    for circle in (Circulation.PUBLIC, Circulation.OUTLET):
        found = circulated(report, circle, report.outlets[0].id).products
        assert found == (), "a second breakdown could be subtracted from the one by kind"
    for circle in (Circulation.INTERNAL, Circulation.PUBLIC):
        write_paper(PaperOrder(Kind.ANNUAL, circle, report, ISSUER), vi, tmp_path / "p.docx")
        heads = {c.text for t in docx.Document(str(tmp_path / "p.docx")).tables for c in t.rows[0].cells}
        assert ("Loại sản phẩm" in heads) == (circle == Circulation.INTERNAL)


def test_what_is_said_beside_the_table_speaks_of_no_hidden_cell():
    assert "quá ít" in of_products([cell(None, 4, None, None)], SAY).assessment
    two = [cell(None, 10, 5), replace(cell(None, 10, 10), product="tv")]
    assert (
        "thấp nhất ở báo in: 5/10 cơ quan (50,0 %), cao nhất ở truyền hình: 10/10"
        in of_products(two, SAY).assessment
    )


def test_products_of_a_few_bodies_are_put_in_no_order():
    """ "Thấp nhất là phát thanh (1/2)" is a ranking of two stations, and names one of them."""
    radio = replace(cell(None, 2, 1), product="radio")
    assert "không so sánh" in of_products([radio, replace(radio, product="tv", pilot=2)], SAY).assessment
    alone = of_products([radio, cell(None, 10, 5)], SAY).assessment
    assert "chỉ báo in có từ 5 cơ quan" in alone and "5/10" not in alone, "the table says it already"
    told = of_products([radio, cell(None, 10, 5), replace(cell(None, 9, 9), product="online")], SAY)
    assert "phát thanh" not in told.assessment and "báo in: 5/10" in told.assessment


def test_a_paper_puts_small_groups_of_a_product_into_one_line():
    rows = list(
        together([cell(None, 9, 6, 2), cell("party", 5, 4, 1), cell("youth", 1, 1), cell("", 3, 1, 1)], SAY)
    )
    assert [row[1] for row in rows] == [
        "tất cả",
        "cấp ủy đảng",
        "các khối khác (2 khối, mỗi khối dưới 5 cơ quan)",
    ]
    assert rows[2][2:] == (SAY.of(2, 4), SAY.of(1, 4))
    # what is withheld is not added up
    hidden = [cell(None, 9, None, None), cell("party", 5, None, None), cell("", 4, None, None)]
    assert [row[2] for row in together(hidden, SAY)] == [SAY.words("papers.small")] * 3
    # nothing but small groups, or one group alone: the whole says it
    assert len(list(together([cell(None, 3, 3), cell("party", 2, 2), cell("youth", 1, 1)], SAY))) == 1
    assert len(list(together([cell(None, 6, 3), cell("party", 6, 3)], SAY))) == 1

"""What a body says, what its papers show and what was measured stand beside each other in every document; nobody has to guess which is which."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import docx
import pytest
import report_sample as sample
from paper_sample import ISSUER
from python_calamine import CalamineWorkbook
from test_reports_annex import formulas

import reports
from auditor.words import Words
from reports.figures import Adoption, Outcome
from reports.levels import measured, proven
from reports.papers import Circulation, Kind, PaperOrder, write_paper
from reports.papers.annex import write_annex
from reports.papers.circulating import circulated
from reports.papers.readings import of_ladder
from reports.pdf.blocks import Pages
from reports.wording import Wording

SAY = Wording(Words("vi"))
# declared formal, papers of a pilot alone were read: the case the three columns exist for
BETWEEN = Adoption(2, "2025-03-14", ("QĐ (minh họa)",), verified=False, checked_by="Bà Mẫu", proven=1)


def rows(path: Path, name: str) -> list[list[object]]:
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_name(name).to_python(skip_empty_area=False)


def between():
    base = sample.report()
    return replace(base, outlets=(replace(base.outlets[0], adoption=BETWEEN), *base.outlets[1:]))


@pytest.mark.parametrize(
    ("adoption", "told"),
    [
        (BETWEEN, "Thí điểm (người thẩm định: Bà Mẫu)"),
        (Adoption(2, proven=2), "Chính thức"),
        (Adoption(1, verified=True), "Thí điểm"),
        (Adoption(1), "chưa kiểm chứng"),
        (
            Adoption(1, checked_by="Bà Mẫu", proven=0),
            "chưa đủ tài liệu cho mức nào (người thẩm định: Bà Mẫu)",
        ),
        (Adoption(0), "–"),
        (Adoption(0, proven=0), "Chưa áp dụng"),
        (Adoption(None), "–"),
    ],
)
def test_what_papers_show_is_said_apart_from_what_was_declared(adoption, told):
    assert proven(adoption, SAY) == told


def test_measured_counts_what_is_read_from_content_alone():
    outlet = sample.report().outlets[0]
    asked = [i for i in outlet.indicators if i.method != "declared" and i.outcome != Outcome.NOT_APPLICABLE]
    results = [i for i in asked if i.outcome == Outcome.MEASURED]
    assert 0 < len(results) < len(asked) < len(outlet.indicators)
    assert outlet.measured == (len(results), len(asked))
    assert measured(outlet, SAY) == f"{len(results)}/{len(asked)} chỉ số nội dung có kết quả"
    assert measured(replace(outlet, articles=0, indicators=()), SAY) == "chưa đo"


def test_page_workbook_json_and_print_show_the_three_beside_each_other(page, vi, tmp_path: Path):
    report = between()
    k, n = report.outlets[0].measured
    row = next(page(reports.render_html(report, vi)).rows("#outlets"))
    assert row["Mức khai báo"].startswith("Chính thức")
    assert row["Mức đã kiểm chứng"] == "Thí điểm (người thẩm định: Bà Mẫu)"
    assert row["Đo được"] == f"{k}/{n} chỉ số nội dung có kết quả"
    reports.write_xlsx(report, vi, tmp_path / "r.xlsx")
    lines = rows(tmp_path / "r.xlsx", vi("report.sheet.outlets"))
    at = next(number for number, line in enumerate(lines) if "Mức khai báo" in line)
    told = dict(zip(lines[at], lines[at + 1], strict=True))
    assert (told["Mức khai báo"], told["Mức đã kiểm chứng"]) == ("Chính thức", "Thí điểm")
    assert (told["Chỉ số có kết quả đo"], told["Chỉ số nội dung liên quan"]) == (k, n)
    raw = reports.to_json(report, vi)["outlets"][0]
    assert (raw["adoption"]["level"], raw["adoption"]["proven"], raw["measured"]) == (
        2,
        1,
        {"results": k, "asked": n},
    )
    printed = str(Pages(report, SAY).blocks())
    for text in ("Mức khai báo", "Thí điểm (người thẩm định: Bà Mẫu)", f"{k}/{n} chỉ số nội dung có kết quả"):
        assert text in printed


def test_the_three_readings_are_printed_with_their_definitions_everywhere(page, vi, tmp_path: Path):
    report = between()
    order = PaperOrder(Kind.ANNUAL, Circulation.PUBLIC, report, ISSUER)
    write_paper(order, vi, tmp_path / "p.docx")
    document = docx.Document(str(tmp_path / "p.docx"))
    cells = "\n".join(c.text for t in document.tables for line in t.rows for c in line.cells)
    paper = (cells + "\n".join(p.text for p in document.paragraphs)).replace("\u00a0", " ")
    reports.write_xlsx(report, vi, tmp_path / "r.xlsx")
    summary = "\n".join(
        str(c) for line in rows(tmp_path / "r.xlsx", vi("report.sheet.summary")) for c in line
    )
    html = page(reports.render_html(report, vi)).text
    for one in report.ladder.readings:
        for document in (paper, html, summary):
            assert vi(f"report.ladder.{one.key}.is") in document
        assert SAY.of(one.applied, one.counted) in paper
        assert SAY.of(one.applied, one.counted) in html
    for document in (paper, html, summary):
        assert "Chính thức: cần (1) văn bản phân công; (2) quy chế biên tập" in document
        assert "đề xuất của chương trình" in document
    own = replace(report, ladder=replace(report.ladder, own=True))
    assert "do địa phương quy định" in page(reports.render_html(own, vi)).text


def test_a_scorecard_says_all_three_and_not_who_read(vi, tmp_path: Path):
    report = between()
    order = PaperOrder(Kind.SCORECARD, Circulation.OUTLET, report, ISSUER, report.outlets[0].id)
    write_paper(order, vi, tmp_path / "s.docx")
    text = "\n".join(p.text for p in docx.Document(str(tmp_path / "s.docx")).paragraphs)
    assert "kê khai: Chính thức; ngày: " in text and "Đã kiểm chứng: Thí điểm. Đo được: " in text
    assert "Bà Mẫu" not in text


def test_the_annex_counts_the_readings_by_formula(vi, tmp_path: Path):
    report = sample.report()
    write_annex(report, vi, tmp_path / "a.xlsx")
    lines = rows(tmp_path / "a.xlsx", vi("papers.annex.summary"))
    for one in report.ladder.readings:
        name = f"{vi(f'report.ladder.{one.key}')}: {vi(f'report.ladder.{one.key}.is')}"
        at = next(number for number, line in enumerate(lines) if line[1] == name)
        assert formulas(tmp_path / "a.xlsx")[f"D{at + 1}"].startswith("COUNTIFS(")
        assert lines[at][2:4] == [one.counted, one.applied]


def test_in_public_no_single_body_is_said_to_have_proven_what():
    public = circulated(between(), Circulation.PUBLIC)
    assert {o.adoption.proven for o in public.outlets} == {None}
    assert public.ladder == between().ladder


def test_beside_the_readings_stands_how_many_have_not_proven_what_they_say():
    ladder = sample.report().ladder
    totals = {one.key: one.applied for one in ladder.readings}
    assert 0 < totals["middle"] < totals["lenient"]
    assert f"{totals['lenient'] - totals['middle']} cơ quan chưa" in of_ladder(ladder, SAY).assessment


def test_the_method_names_the_interval_of_each_kind_of_share(page, vi, tmp_path: Path):
    report = sample.report()
    reports.write_xlsx(report, vi, tmp_path / "r.xlsx")
    notes = str(rows(tmp_path / "r.xlsx", vi("report.sheet.notes")))
    write_paper(PaperOrder(Kind.ANNUAL, Circulation.INTERNAL, report, ISSUER), vi, tmp_path / "p.docx")
    paper = "\n".join(p.text for p in docx.Document(str(tmp_path / "p.docx")).paragraphs)
    for text in (page(reports.render_html(report, vi)).text, notes, paper, str(Pages(report, SAY).blocks())):
        for name in ("khoảng Wilson", "lấy lại mẫu theo tin bài", "PPI", "phương sai tuyến tính hóa"):
            assert name in text

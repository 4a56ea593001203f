"""Points of law stand apart from ordinary examples in every format, by law and article, and name nothing of an item."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
import report_sample as sample
from paper_sample import made, shown
from python_calamine import CalamineWorkbook

from auditor.words import Words
from reports.figures import LawPoint
from reports.html import render_html
from reports.jsonfile import to_json
from reports.papers import Circulation, Kind
from reports.papers.circulating import circulated
from reports.xlsx import write_xlsx

LAW = "Luật minh họa về trẻ em"


def test_the_page_lists_them_apart_with_law_and_article():
    page = render_html(sample.report(), Words("vi"))
    start = page.index("<h4>Điểm thuộc pháp luật</h4>")
    sheet = page[page.index('id="sheet1"') :]
    ordinary, law = sheet.split("<h4>Điểm thuộc pháp luật</h4>")[:2]
    assert start > 0
    assert "f18-truong-hoc" not in ordinary
    assert "f17-noi-tro-giup" in ordinary
    assert [word for word in (LAW, "Điều 21", "Nêu trường, lớp", "f18-truong-hoc") if word not in law] == []
    assert "không phải kết luận là trái luật" in law
    assert sample.PROTECTED_WORDS not in page


def test_the_workbook_has_a_sheet_of_its_own(tmp_path):
    write_xlsx(sample.report(), Words("vi"), tmp_path / "r.xlsx")
    book = CalamineWorkbook.from_path(str(tmp_path / "r.xlsx"))
    rows = [row for row in book.get_sheet_by_name("Điểm thuộc pháp luật").to_python() if row[2] == LAW]
    assert [row[3:] for row in rows] == [
        ["Điều 21", 6, "Nêu trường, lớp"],
        ["Điều 21", 5, "Nêu trường, lớp"],
    ]
    text = {
        name: repr(book.get_sheet_by_name(name).to_python()) for name in ("Ví dụ", "Ví dụ thuộc pháp luật")
    }
    assert "f18-truong-hoc" not in text["Ví dụ"]
    assert "f18-truong-hoc" in text["Ví dụ thuộc pháp luật"]


def test_the_scorecard_has_a_part_of_its_own(tmp_path):
    text = shown(made(tmp_path, Kind.SCORECARD, Circulation.OUTLET, sample.report()))
    assert LAW in text
    assert "Điều 21" in text
    assert "không phải kết luận là trái luật" in text
    assert sample.PROTECTED_WORDS not in text


def test_machines_get_them_by_outlet():
    raw = to_json(sample.report(), Words("vi"))["outlets"][0]["law_points"]
    assert raw == [
        {"tag": "S3", "law": LAW, "article": "Điều 21", "findings": 6, "rules": ["Nêu trường, lớp"]}
    ]


@pytest.mark.parametrize(("findings", "left"), [(4, []), (5, [5])])
def test_in_public_they_are_counts_and_small_ones_stay_inside(findings, left):
    report = sample.report()
    first = replace(report.outlets[0], law_points=(LawPoint("S3", LAW, "", findings, ("Nêu trường",)),))
    cut = circulated(replace(report, outlets=(first,)), Circulation.PUBLIC)
    assert [p.findings for p in cut.outlets[0].law_points] == left
    assert "Nêu trường" not in json.dumps(to_json(cut), ensure_ascii=False)

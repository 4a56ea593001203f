"""Whoever made a workspace without a period reads that none was chosen: "từ – đến –" in a title would go out as it is."""

from __future__ import annotations

from dataclasses import replace

import pytest
import report_sample as sample
from bs4 import BeautifulSoup
from paper_sample import EVERY, figures, made, shown
from python_calamine import CalamineWorkbook

from auditor.words import Words
from reports import render_html, write_xlsx
from reports.wording import Wording


@pytest.mark.parametrize(
    ("period", "vi", "en"),
    [
        (("2024-12-15", "2025-12-14"), "từ 15/12/2024 đến 14/12/2025", "2024-12-15 to 2025-12-14"),
        (("2024-12-15", ""), "từ 15/12/2024", "since 2024-12-15"),
        (("", "2025-12-14"), "đến hết 14/12/2025", "until 2025-12-14"),
        (("", ""), "[chưa chọn kỳ: gồm mọi tin bài đã thu thập]", "[no period chosen: everything that was collected]"),
    ],
)  # fmt: skip
def test_a_period_in_words(period, vi, en):
    assert Wording(Words("vi")).period(period) == vi
    assert Wording(Words("en")).period(period) == en


@pytest.mark.parametrize(("kind", "readers"), EVERY)
def test_no_paper_says_from_nothing_to_nothing(tmp_path, kind, readers):
    text = shown(made(tmp_path, kind, readers, replace(figures(), period=("", ""))))
    assert "– đến –" not in text and "Từ –" not in text and "từ –" not in text


def test_no_report_says_from_nothing_to_nothing(tmp_path):
    report, words = replace(sample.report(), period=("", "")), Words("vi")
    open_ = words("report.period.open")
    assert open_ in BeautifulSoup(render_html(report, words), "html.parser").get_text(" ", strip=True)
    write_xlsx(report, words, tmp_path / "a.xlsx")
    book = CalamineWorkbook.from_path(str(tmp_path / "a.xlsx"))
    assert any(open_ in row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python())

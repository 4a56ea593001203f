"""Every share in a paper says whether people corrected it."""

from __future__ import annotations

import json
from dataclasses import replace

import pypdfium2
import pytest
from paper_sample import corrected, figures, made, shown
from python_calamine import CalamineWorkbook
from report_sample import share

import reports
from auditor.words import Words
from reports.papers import Circulation, Kind
from reports.papers.circulating import circulated


def _folder(path):
    path.mkdir()
    return path


def test_the_sheet_says_which_shares_people_corrected(tmp_path):
    one = replace(figures(), outlets=figures().outlets[:1])
    plain = shown(made(_folder(tmp_path / "a"), Kind.BRIEFING, Circulation.INTERNAL, one))
    assert "chưa hiệu chỉnh" in plain
    assert "đã hiệu chỉnh" not in plain
    told = shown(made(_folder(tmp_path / "b"), Kind.BRIEFING, Circulation.INTERNAL, corrected(one)))
    assert "đã hiệu chỉnh: 43,2 % (40,0–47,0 %), mã hóa 60" in told


SHARE = share()
TOLD = ("27,2 %", "24,0–30,2 %", "23,6 %")


def province(*, weak=False):
    return replace(figures(), shares=(share(weak=weak),))


def as_text(report, kind, folder):
    """The report in one format, as one line of words."""
    words, file = Words("vi"), folder / f"r.{kind}"
    if kind == "html":
        return reports.render_html(report, words)
    if kind == "json":
        return json.dumps(reports.to_json(report, words), ensure_ascii=False)
    if kind == "docx":
        return shown(made(_folder(folder / "d"), Kind.ANNUAL, Circulation.INTERNAL, report))
    if kind == "xlsx":
        reports.write_xlsx(report, words, file)
        book = CalamineWorkbook.from_path(str(file))
        return str([book.get_sheet_by_name(name).to_python() for name in book.sheet_names])
    reports.write_pdf(report, words, file)
    with pypdfium2.PdfDocument(file) as document:
        return " ".join(" ".join(p.get_textpage().get_text_range() for p in document).split())


@pytest.mark.parametrize("kind", ["html", "xlsx", "docx", "pdf"])
def test_the_provinces_share_stands_in_every_format_with_interval_machine_and_coded(tmp_path, kind):
    told = as_text(province(), kind, tmp_path)
    assert [one for one in TOLD if one not in told] == []
    assert any(coded in told for coded in ("120/2.300 tin, bài", "120/2.300"))
    assert "chưa đủ thống nhất" in as_text(province(weak=True), kind, _folder(tmp_path / "weak"))
    without = as_text(replace(province(), shares=()), kind, _folder(tmp_path / "none"))
    assert "chung của địa phương, đã hiệu chỉnh" not in without


def test_machines_read_it_too(tmp_path):
    raw = reports.to_json(province(), Words("vi"))["shares"]
    assert raw == [
        {
            "code": "B1.1.1",
            "title": "Nữ trong tin",
            "machine": 0.236,
            "articles": 2300,
            "corrected": {
                "value": 0.2718,
                "interval": {"low": 0.24, "high": 0.302},
                "coded": 120,
                "weak": False,
            },
        }
    ]


@pytest.mark.parametrize("readers", [Circulation.PUBLIC, Circulation.OUTLET])
def test_a_sum_over_a_few_outlets_stays_inside(readers):
    """Whoever knows the share of one of two outlets has the other's from the sum."""
    one = province().outlets[0]
    many = tuple(replace(one, id=f"o{n}", name=f"Báo {n}", counted=True) for n in range(6))
    assert circulated(replace(province(), outlets=many), readers, "o0").shares == (SHARE,)
    assert circulated(replace(province(), outlets=many[:5]), readers, "o0").shares == ()
    assert circulated(replace(province(), outlets=many[:2]), Circulation.INTERNAL).shares == (SHARE,)

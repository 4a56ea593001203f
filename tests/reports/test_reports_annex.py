"""The annex that an officer goes on computing with: every rate a formula over the list, and the result the report's own."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
import report_sample as sample
from lxml import etree
from python_calamine import CalamineWorkbook

from reports.figures import DueRate
from reports.papers import write_annex

NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def formulas(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as book:
        root = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    return {c.get("r"): c.findtext("m:f", namespaces=NS) for c in root.iterfind(".//m:c[m:f]", NS)}


def rows(path: Path, name: str) -> list[list[object]]:
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_name(name).to_python(skip_empty_area=False)


def test_counts_shares_and_results_are_formulas_with_the_reports_own_values(vi, tmp_path: Path) -> None:
    report = sample.report()
    write_annex(report, vi, tmp_path / "a.xlsx")
    told = formulas(tmp_path / "a.xlsx")
    listed = rows(tmp_path / "a.xlsx", "Danh sách")[4:]
    # counted by hand from the sheet, as a pocket calculator would
    counted = [row for row in listed if row[3] == "Có"]
    pilot = [row for row in counted if row[4] in ("Thí điểm", "Chính thức")]
    first = rows(tmp_path / "a.xlsx", "Tổng hợp")[4]
    assert first[2:4] == [len(counted), len(pilot)] == [report.pilot.counted, report.pilot.applied]
    assert first[4] == pytest.approx(len(pilot) / len(counted))
    assert first[6] == pytest.approx(round((first[4] - first[5]) * 100, 1))
    last = len(listed) + 4
    assert told["C5"] == f"COUNTIF('Danh sách'!$D$5:$D${last},\"Có\")"
    assert told["D5"].count("COUNTIFS(") == 2, "formal counts as pilot too"
    assert told["E5"] == 'IF(C5=0,"–",D5/C5)'
    assert {"G5", "H5"} <= set(told)


def test_met_is_counted_in_outlets_and_nothing_ahead_is_a_failure(vi, tmp_path: Path) -> None:
    report = sample.report()
    write_annex(report, vi, tmp_path / "a.xlsx")
    for row in rows(tmp_path / "a.xlsx", "Tổng hợp")[4:]:
        if not row[0]:
            break
        if "2030" in str(row[1]):
            assert str(row[7]).startswith("Chưa đến hạn")
        elif row[5] != "":
            assert row[7] == ("Đạt" if row[3] >= row[5] * row[2] - 1e-9 else "Chưa đạt")


@pytest.mark.parametrize("case", [sample.report(()), sample.hostile(), sample.forty()])
def test_no_outlet_hostile_names_and_many_outlets_are_survived(case, words, tmp_path: Path) -> None:
    write_annex(case, words, tmp_path / "a.xlsx")
    assert len(CalamineWorkbook.from_path(str(tmp_path / "a.xlsx")).sheet_names) == 2
    with zipfile.ZipFile(tmp_path / "a.xlsx") as book:
        # a name that begins with "=" stays a text
        assert b"<f>" not in book.read("xl/worksheets/sheet2.xml")


def test_a_rate_without_a_plan_still_has_its_line(vi, tmp_path: Path) -> None:
    report = sample.report()
    bare = replace(report, pilot=replace(report.pilot, last=(), next=()))
    write_annex(bare, vi, tmp_path / "a.xlsx")
    names = [str(row[1]) for row in rows(tmp_path / "a.xlsx", "Tổng hợp")[4:]]
    assert any(name == vi("report.rate.pilot") for name in names)


def test_the_same_figures_give_the_same_annex(vi, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_annex(sample.report(), vi, tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.xlsx") as book:
        assert b">2026-01-12T00:00:00Z</dcterms:created>" in book.read("docProps/core.xml")


def test_a_milestone_of_an_earlier_year_keeps_its_result_when_the_list_is_changed(vi, tmp_path: Path) -> None:
    """A formula over today's list would turn a target missed in 2025 into one that was met."""
    base = sample.report()
    (goal, *_) = base.pilot.last
    late = replace(base, pilot=replace(base.pilot, last=(replace(goal, at_due=DueRate(2, 9)),)))
    write_annex(late, vi, tmp_path / "a.xlsx")
    assert "H5" not in formulas(tmp_path / "a.xlsx")
    assert rows(tmp_path / "a.xlsx", "Tổng hợp")[4][7].startswith(
        "Chưa đạt khi đến hạn (số liệu ngày 31/12/2025: 2/9"
    )


def test_every_row_is_as_high_as_its_text(vi, tmp_path: Path) -> None:
    """Neither LibreOffice nor Excel (merged rows) fits them: notes printed over each other cannot be signed."""
    write_annex(sample.report(), vi, tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as book:
        root = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    high = {int(r.get("r")): float(r.get("ht", "15")) for r in root.iterfind(".//m:row", NS)}
    said = rows(tmp_path / "a.xlsx", "Tổng hợp")
    for at, row in enumerate(said, 1):
        # a note over the whole width, or a cell of the widest text column
        room = 170 if len(str(row[0])) > 20 else 60
        longest = max(len(str(cell)) for cell in (row[0], row[1]))
        assert high.get(at, 15) >= 15 * -(-longest // room), (at, row)
    assert high[4] > 30, "“Chênh lệch (điểm phần trăm)” takes two lines"

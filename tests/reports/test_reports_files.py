"""Workbook and JSON: safe to open, true to their type, and never half written."""

from __future__ import annotations

import json
import re
import sys
import zipfile
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import jsonschema
import pytest
import report_sample as sample
from python_calamine import CalamineWorkbook

import reports
from reports import figures
from reports.prepare import prepare

SCHEMA = json.loads((Path(reports.__file__).parent / "report.schema.json").read_text(encoding="utf-8"))


def sheet(path: Path, name: str) -> list[list[object]]:
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_name(name).to_python(skip_empty_area=False)


def xml(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as book:
        return {n: book.read(n).decode() for n in book.namelist() if n.startswith("xl/")}


def test_no_cell_is_a_formula_or_a_link(tmp_path: Path, words) -> None:
    reports.write_xlsx(sample.hostile(), words, tmp_path / "r.xlsx")
    parts = xml(tmp_path / "r.xlsx")
    pages = [text for name, text in parts.items() if name.startswith("xl/worksheets/sheet")]
    assert len(pages) == 9
    assert not any("<f>" in text or "<hyperlink" in text for text in pages)
    names = [row[1] for row in sheet(tmp_path / "r.xlsx", words("report.sheet.outlets"))]
    assert sample.HOSTILE[1] in names


def test_sheets_numbers_and_dates_are_what_they_look_like(tmp_path: Path, vi) -> None:
    reports.write_xlsx(sample.report(), vi, tmp_path / "r.xlsx")
    book = CalamineWorkbook.from_path(str(tmp_path / "r.xlsx"))
    law = ["Điểm thuộc pháp luật", "Ví dụ thuộc pháp luật"]
    ordinary = ["Tổng hợp", "Cơ quan", "Chỉ số", "Ví dụ", "Độ phủ", "Tài liệu", "Ghi chú"]
    assert book.sheet_names == [*ordinary[:4], *law, *ordinary[4:]]
    head, first = sheet(tmp_path / "r.xlsx", "Cơ quan")[3:5]
    row = dict(zip(head, first, strict=True))
    assert row["Ngày"] == date(2025, 3, 14)
    assert row["Tin bài phân tích"] == 1198
    assert isinstance(row["Tỷ lệ"], float)


def test_every_sheet_prints_on_a4_across_with_its_head_on_each_page(tmp_path: Path, words) -> None:
    reports.write_xlsx(sample.forty(), words, tmp_path / "r.xlsx")
    parts = xml(tmp_path / "r.xlsx")
    for name, text in parts.items():
        if name.startswith("xl/worksheets/sheet"):
            assert 'paperSize="9"' in text
            assert 'orientation="landscape"' in text
            assert 'fitToHeight="0"' in text
    assert parts["xl/workbook.xml"].count("Print_Titles") == 7
    assert sum('state="frozen"' in text for text in parts.values()) == 7


def test_a_text_longer_than_a_cell_is_cut_visibly(tmp_path: Path, vi) -> None:
    report = replace(sample.report(), limits=("dài " * 10_000,))
    reports.write_xlsx(report, vi, tmp_path / "r.xlsx")
    cells = [str(row[1]) for row in sheet(tmp_path / "r.xlsx", "Ghi chú")]
    assert any(cell.startswith("dài dài") and cell.endswith("…") for cell in cells)


@pytest.mark.parametrize("case", ["report", "forty", "hostile"])
def test_json_keeps_its_contract(case: str, words) -> None:
    validator = jsonschema.Draft202012Validator(SCHEMA)
    validator.check_schema(SCHEMA)
    for given in (None, words):
        raw = json.loads(json.dumps(reports.to_json(getattr(sample, case)(), given)))
        validator.validate(raw)
    # the schema does tell right from wrong
    raw["outlets"][0]["indicators"][0] |= {"outcome": "insufficient", "value": 0.0}
    assert not validator.is_valid(raw)


def test_no_figure_is_missing_from_the_schema() -> None:
    described = {"interval": figures.Interval, "milestone": figures.Milestone, "rate": figures.Rate}
    described |= {"coverage": figures.Coverage, "adoption": figures.Adoption, "example": figures.Example}
    described |= {"indicator": figures.IndicatorFigure, "failure": figures.Failure}
    described |= {"outlet": figures.OutletFigures, "source": figures.Source, "law_point": figures.LawPoint}
    described |= {"deadline": figures.Deadline, "ladder": figures.Ladder}
    for name, kind in described.items():
        known = {f.name for f in fields(kind)}
        assert known <= set(SCHEMA["$defs"][name]["properties"])
        # reports made before outlets could reply, or milestones had a due day, have none of these
        later = {
            "replies",
            "opinions",
            "corrected",
            "at_due",
            "national",
            "inherited",
            "law_points",
            "findings_narrator",
            "findings_chosen",
            "proven",
            "withheld",
            "merit",
        }
        assert known - later <= set(SCHEMA["$defs"][name]["required"])
    # what other readers get in the place of the denominator and of limits is in no file of its own
    every = {f.name for f in fields(figures.ProvinceReport)} - {"denominator_unnamed", "limits_uncounted"}
    assert every <= set(SCHEMA["properties"])
    # reports of release 0.1.0 had none of these
    assert every - {
        "circulation",
        "provenance",
        "replies",
        "deadlines",
        "ladder",
        "products",
        "shares",
    } <= set(SCHEMA["required"])
    share = SCHEMA["properties"]["shares"]["items"]
    assert (
        {f.name for f in fields(figures.ProvinceShare)} == set(share["properties"]) == set(share["required"])
    )
    for name, kind in {"replies": figures.Replies, "opinion": figures.Opinion}.items():
        assert {f.name for f in fields(kind)} == set(SCHEMA["$defs"][name]["required"])
    assert {f.name for f in fields(figures.Provenance)} == set(SCHEMA["$defs"]["provenance"]["properties"])


def test_protected_words_are_in_none_of_the_files(tmp_path: Path, vi) -> None:
    reports.write_xlsx(sample.report(), vi, tmp_path / "r.xlsx")
    reports.write_json(sample.report(), vi, tmp_path / "r.json")
    for text in (*xml(tmp_path / "r.xlsx").values(), (tmp_path / "r.json").read_text(encoding="utf-8")):
        assert sample.PROTECTED_WORDS not in text
        assert "chau-be" not in text


def test_no_address_of_a_text_in_which_somebody_is_recognisable_beside_any_finding_of_it() -> None:
    """The copy of another outlet, or the finding of another family: the slug is the same headline."""
    base = sample.report(sample.NAMES[:2])
    first, second = base.outlets
    red = next(e for e in first.examples if e.family == "F18")
    other = next(e for e in second.examples if e.url and e.family != "F18")
    copied = replace(other, sha256=red.sha256)
    report = replace(base, outlets=(first, replace(second, examples=(copied, other))))
    shown = prepare(report).outlets[1].examples
    assert [e.url for e in shown] == ["", other.url]
    assert shown[0].quote == other.quote, "its own words stay"


def test_not_a_number_is_not_known() -> None:
    base = sample.report()
    figure = replace(base.outlets[0].indicators[3], unknown_share=float("nan"))
    report = replace(base, outlets=(replace(base.outlets[0], indicators=(figure,)),))
    assert prepare(report).outlets[0].indicators[0].unknown_share is None


WRITERS = [
    reports.write_html,
    reports.write_xlsx,
    reports.write_json,
]


@pytest.mark.skipif(sys.platform == "win32", reason="no file size limit to run into")
@pytest.mark.parametrize("write", WRITERS, ids=["html", "xlsx", "json"])
def test_a_full_disk_leaves_the_old_report_and_no_rubbish(write, tmp_path: Path, vi) -> None:
    import gc
    import resource

    gc.collect()  # a half-written workbook of the test before must not close itself under this one's limit
    path = tmp_path / "bao-cao"
    path.write_text("báo cáo cũ", encoding="utf-8")
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, old[1]))
    try:
        with pytest.raises(reports.WriteError) as caught:
            write(sample.report(), vi, path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old)
    assert path.read_text(encoding="utf-8") == "báo cáo cũ"
    assert [p.name for p in tmp_path.iterdir()] == ["bao-cao"]
    assert str(path) in vi("error.report_write", **caught.value.values)


@pytest.mark.parametrize("write", WRITERS, ids=["html", "xlsx", "json"])
def test_a_new_report_replaces_the_old_one(write, tmp_path: Path, vi) -> None:
    path = tmp_path / "thư mục mới" / "r"
    write(sample.report(()), vi, path)
    small = path.stat().st_size
    write(sample.report(), vi, path)
    assert path.stat().st_size > small
    assert len(list(path.parent.iterdir())) == 1


def test_the_same_figures_give_the_same_workbook(tmp_path: Path, vi) -> None:
    for name in ("a", "b"):
        reports.write_xlsx(sample.report(), vi, tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_corrected_share_is_a_number_in_workbook_and_json(tmp_path: Path, vi) -> None:
    report = sample.report()
    first = report.outlets[0]
    at = next(n for n, f in enumerate(first.indicators) if f.outcome == "measured" and f.scale)
    corrected = figures.Corrected(0.31, figures.Interval(0.25, 0.37), 120)
    told = replace(first.indicators[at], corrected=corrected)
    outlet = replace(first, indicators=(*first.indicators[:at], told, *first.indicators[at + 1 :]))
    report = replace(report, outlets=(outlet, *report.outlets[1:]))
    raw = json.loads(json.dumps(reports.to_json(report, vi)))
    jsonschema.Draft202012Validator(SCHEMA).validate(raw)
    assert raw["outlets"][0]["indicators"][at]["corrected"]["coded"] == 120
    reports.write_xlsx(report, vi, tmp_path / "r.xlsx")
    rows = sheet(tmp_path / "r.xlsx", "Chỉ số")
    head = next(row for row in rows if "Kết quả đã hiệu chỉnh" in row)
    column = head.index("Kết quả đã hiệu chỉnh")
    values = [row[column : column + 4] for row in rows[rows.index(head) + 1 :] if row[column] != ""]
    # fractions shown as percentages, as all shares of the workbook
    assert values == [[0.31, 0.25, 0.37, 120.0]]


def test_long_facts_stand_across_the_summary(vi, tmp_path):
    """ "Cách tính mẫu số" in a cell of twenty letters was printed over the two rows below it."""
    report = replace(sample.report(), denominator="Mẫu số: các cơ quan của tỉnh. " * 12)
    reports.write_xlsx(report, vi, tmp_path / "r.xlsx")
    with zipfile.ZipFile(tmp_path / "r.xlsx") as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    merged = re.findall(r'<mergeCell ref="B(\d+):G\1"', sheet)
    assert len(merged) >= 4
    high = dict(re.findall(r'<row r="(\d+)"[^>]* ht="([\d.]+)"', sheet))
    assert max(float(high[row]) for row in merged) >= 45

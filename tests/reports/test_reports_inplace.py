"""A ministry that gets its own sheet back finds nothing changed but the cells that were empty."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from reports.inplace import (
    Entry,
    FormulaCell,
    MergedCell,
    NoSuchCell,
    NoSuchSheet,
    NoWorkbook,
    TakenCell,
    fill,
)


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """What a ministry sends: merged heads, a formula, a drop-down, a picture of its own, dots to write over."""
    path = tmp_path / "bieu.xlsx"
    book = xlsxwriter.Workbook(str(path))
    first, second = book.add_worksheet("Biểu 01"), book.add_worksheet("Phụ lục")
    bold = book.add_format({"bold": True, "num_format": "0.0%"})
    first.merge_range("A1:F1", "BIỂU TỔNG HỢP (biểu thử)")
    first.write("A3", "Địa phương")
    first.write("B3", "……………")
    first.write_formula("D5", "=B5/C5", bold, 0)
    first.write_blank("B5", None, bold)
    first.write_blank("G7", None, book.add_format({"num_format": "dd/mm/yyyy"}))
    first.data_validation("E5", {"validate": "list", "source": ["Đạt", "Chưa đạt"]})
    first.insert_image("H2", "x.png", {"image_data": _png()})
    first.protect("mat-khau")
    second.write("A1", "ghi chú")
    book.close()
    return path


def _png():
    import base64
    import io

    # one grey point
    data = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAG7buVgAAAABJRU5ErkJggg=="
    return io.BytesIO(base64.b64decode(data))


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def cells(path: Path, sheet: str) -> list[list[object]]:
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_name(sheet).to_python(skip_empty_area=False)


def test_only_the_cells_named_change_and_every_other_part_is_the_same_bytes(
    template: Path, tmp_path: Path
) -> None:
    out = tmp_path / "xong.xlsx"
    entries = [
        Entry("Biểu 01", "B3", "Lạc Giang <&> “mẫu”"),
        Entry("Biểu 01", "B5", 8),
        Entry("Biểu 01", "C5", 10),
        Entry("Biểu 01", "F7", date(2025, 12, 31)),
        Entry("Biểu 01", "G7", date(2025, 12, 31)),
        Entry("Biểu 01", "A12", 0.5),
    ]
    assert fill(template, entries, out) == 6
    before, after = parts(template), parts(out)
    assert list(before) == list(after)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"xl/worksheets/sheet1.xml"}
    rows = cells(out, "Biểu 01")
    assert rows[2][1] == "Lạc Giang <&> “mẫu”"
    assert (rows[4][1], rows[4][2], rows[11][0]) == (8.0, 10.0, 0.5)
    # a cell made for days gets a day, any other the day in words
    assert rows[6][5:7] == ["31/12/2025", date(2025, 12, 31)]
    sheet = after["xl/worksheets/sheet1.xml"].decode()
    # the formula stays, what it gave before the cells were filled does not
    assert "<f>B5/C5</f></c>" in sheet
    assert "dataValidation" in sheet
    assert "sheetProtection" in sheet
    assert 'fullCalcOnLoad="1"' in after["xl/workbook.xml"].decode()
    # the look of the cell stays: the value is put into the format the ministry chose
    style = before["xl/worksheets/sheet1.xml"].decode().split('r="B5" s="')[1].split('"')[0]
    assert f'r="B5" s="{style}"' in sheet


@pytest.mark.parametrize("told", [b'<calcPr calcId="191029"/>', b""])
def test_a_workbook_computes_its_formulas_when_it_is_opened(
    template: Path, tmp_path: Path, told: bytes
) -> None:
    other = tmp_path / "khac.xlsx"
    with zipfile.ZipFile(template) as given, zipfile.ZipFile(other, "w") as out:
        for info in given.infolist():
            data = given.read(info)
            if info.filename == "xl/workbook.xml":
                head, _, rest = data.partition(b"<calcPr")
                data = head + told + rest.partition(b"/>")[2]
            out.writestr(info, data)
    fill(other, [Entry("Biểu 01", "B5", 8)], tmp_path / "o.xlsx")
    assert parts(tmp_path / "o.xlsx")["xl/workbook.xml"].count(b'fullCalcOnLoad="1"') == 1
    assert cells(tmp_path / "o.xlsx", "Biểu 01")[4][1] == 8.0


def test_the_same_figures_give_the_same_file(template: Path, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        fill(template, [Entry("Biểu 01", "B5", 8)], tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


@pytest.mark.parametrize(
    ("entry", "error", "told"),
    [
        (Entry("Biểu 01", "D5", 1), FormulaCell, "D5"),
        (Entry("Biểu 01", "C1", 1), MergedCell, "A1:F1"),
        (Entry("Biểu 01", "A3", "x"), TakenCell, "Địa phương"),
        (Entry("Biểu 02", "A1", "x"), NoSuchSheet, "Biểu 01; Phụ lục"),
        (Entry("Biểu 01", "5C", "x"), NoSuchCell, "5C"),
    ],
)
def test_what_may_not_be_written_over_is_named_and_nothing_is_written(
    template: Path, tmp_path: Path, entry: Entry, error: type[Exception], told: str
) -> None:
    out = tmp_path / "xong.xlsx"
    with pytest.raises(error, match=told):
        fill(template, [Entry("Biểu 01", "B5", 8), entry], out)
    assert not out.exists()


def test_hostile_and_broken_files_are_refused(template: Path, tmp_path: Path) -> None:
    bad = tmp_path / "hong.xlsx"
    bad.write_bytes(b"PK\x03\x04 no")
    with pytest.raises(NoWorkbook):
        fill(bad, [Entry("a", "A1", 1)], tmp_path / "o.xlsx")
    bomb = tmp_path / "bom.xlsx"
    with zipfile.ZipFile(template) as given, zipfile.ZipFile(bomb, "w") as out:
        for info in given.infolist():
            data = given.read(info)
            if info.filename == "xl/worksheets/sheet1.xml":
                data = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + data.split(b"?>", 1)[1]
            out.writestr(info, data)
    with pytest.raises(NoWorkbook, match="DOCTYPE"):
        fill(bomb, [Entry("Biểu 01", "B5", 1)], tmp_path / "o.xlsx")


def test_text_that_looks_like_a_formula_stays_text(template: Path, tmp_path: Path) -> None:
    fill(template, [Entry("Biểu 01", "B3", "=cmd|' /C calc'!A0")], tmp_path / "o.xlsx")
    assert cells(tmp_path / "o.xlsx", "Biểu 01")[2][1] == "=cmd|' /C calc'!A0"
    assert parts(tmp_path / "o.xlsx")["xl/worksheets/sheet1.xml"].count(b"<f>") == 1

"""A sheet that comes every year is described once, and filled from the report by one command."""

import xlsxwriter
from python_calamine import CalamineWorkbook

from auditor.cli import main

PLACES = """sheets:
  "Biểu 02":
    cells: {B2: province, B3: pilot.applied, C3: pilot.counted, B4: formal.next.year}
    rows: {first: 7, columns: {A: number, B: name, C: level}}
"""


def template(path):
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Biểu 02")
    sheet.write("A2", "Địa phương")
    sheet.write_formula("D3", "=B3/C3")
    book.close()
    return path


def test_the_sheet_is_filled_and_what_is_not_known_is_told(audited, tmp_path, capsys):
    places, sheet, out = tmp_path / "cho.yaml", template(tmp_path / "bieu.xlsx"), tmp_path / "xong.xlsx"
    places.write_text(PLACES, encoding="utf-8")
    assert (
        main(["-w", str(audited.path), "form", "fill", str(sheet), "-m", str(places), "-o", str(out)]) == 0
    )
    said = capsys.readouterr()
    rows = CalamineWorkbook.from_path(str(out)).get_sheet_by_name("Biểu 02").to_python(skip_empty_area=False)
    assert rows[1][1] == audited.config.province
    assert rows[2][2] == len([r for r in rows[6:] if r[1]])
    assert str(out.name) in said.out.replace("\n", "")


def test_a_figure_that_does_not_exist_is_named_with_its_line(audited, tmp_path, capsys):
    places, sheet = tmp_path / "cho.yaml", template(tmp_path / "bieu.xlsx")
    places.write_text(PLACES.replace("pilot.applied", "pilot.aplied"), encoding="utf-8")
    assert main(["-w", str(audited.path), "form", "fill", str(sheet), "-m", str(places)]) == 5
    said = capsys.readouterr().err.replace("\n", " ")
    assert "pilot.aplied" in said
    assert "dòng 3" in said


def test_the_names_are_listed_and_the_sheet_as_it_came_is_never_written_over(audited, tmp_path, capsys):
    assert main(["-w", str(audited.path), "form", "fill", "--names"]) == 0
    assert "pilot.applied" in capsys.readouterr().out
    places, sheet = tmp_path / "cho.yaml", template(tmp_path / "bieu.xlsx")
    places.write_text(PLACES, encoding="utf-8")
    before = sheet.read_bytes()
    assert (
        main(["-w", str(audited.path), "form", "fill", str(sheet), "-m", str(places), "-o", str(sheet)])
        == 2
    )
    assert sheet.read_bytes() == before
    assert main(["-w", str(audited.path), "form", "fill", str(sheet)]) == 2

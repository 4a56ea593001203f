"""A sheet that comes every year is described once, and filled from the report by one command."""

from dataclasses import replace

import xlsxwriter
from python_calamine import CalamineWorkbook

from auditor.cli import main
from auditor.figures import province_report
from auditor.filling import province_values
from auditor.words import Words
from reports.figures import DueRate, Milestone, Rate
from reports.wording import Wording

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
    assert main(["-w", str(audited.path), "form", "fill", str(sheet), "-m", str(places), "-o", str(out)]) == 0
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
    assert "không có số liệu tên “pilot.aplied”; xem: auditor form fill --names." in said
    assert "dòng 3" in said


def test_a_sheet_filled_before_is_said_to_be_replaced(audited, tmp_path, capsys):
    places, sheet = tmp_path / "cho.yaml", template(tmp_path / "bieu.xlsx")
    places.write_text(PLACES, encoding="utf-8")
    argv = [
        "-w",
        str(audited.path),
        "form",
        "fill",
        str(sheet),
        "-m",
        str(places),
        "-o",
        str(tmp_path / "ra.xlsx"),
    ]
    assert main(argv) == 0
    assert "thay tệp cũ" not in capsys.readouterr().err
    assert main(argv) == 0
    assert "Đã thay tệp cũ: " in capsys.readouterr().err


def test_the_names_are_listed_and_the_sheet_as_it_came_is_never_written_over(audited, tmp_path, capsys):
    assert main(["-w", str(audited.path), "form", "fill", "--names"]) == 0
    assert "pilot.applied" in capsys.readouterr().out
    places, sheet = tmp_path / "cho.yaml", template(tmp_path / "bieu.xlsx")
    places.write_text(PLACES, encoding="utf-8")
    before = sheet.read_bytes()
    assert (
        main(["-w", str(audited.path), "form", "fill", str(sheet), "-m", str(places), "-o", str(sheet)]) == 2
    )
    assert sheet.read_bytes() == before
    assert main(["-w", str(audited.path), "form", "fill", str(sheet)]) == 2


def test_the_nations_plan_and_the_provinces_have_names_of_their_own(audited, capsys):
    """A ministry's sheet has a line for each; filled from one name, both lines would show the province's share."""
    nation = Milestone(2025, 0.7, 1, "Trung ương mẫu", "kế hoạch", "C", at_due=DueRate(1, 4), national=True)
    own = Milestone(2025, 0.8, 1, "UBND tỉnh Mẫu", "kế hoạch", "I")
    rate = Rate(1, 3, 4, last=(nation, own), next=(replace(nation, year=2030, at_due=None),))
    report = replace(province_report_of(audited), pilot=rate)
    values = province_values(report, Wording(Words("vi")))

    def under(name):
        return [values[f"{name}.{part}"] for part in ("year", "share", "issuer")]

    assert under("pilot.last.national") == [2025, 0.7, "Trung ương mẫu"]
    assert under("pilot.last.province") == [2025, 0.8, "UBND tỉnh Mẫu"]
    assert under("pilot.next.national") == [2030, 0.7, "Trung ương mẫu"]
    assert under("pilot.next.province") == [None] * 3
    assert values["pilot.last.share"] == 0.8
    assert values["pilot.last.national.result"].startswith(
        "Chưa đạt khi đến hạn (số liệu ngày 31/12/2025: 1/4"
    )
    assert values["pilot.last.province.result"].startswith("Chưa đạt (")
    assert main(["-w", str(audited.path), "form", "fill", "--names"]) == 0
    assert "formal.next.province.share" in capsys.readouterr().out


def province_report_of(workspace):
    with workspace.store(readonly=True) as store:
        return province_report(workspace, store, Words("vi"))

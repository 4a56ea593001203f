"""What a spreadsheet works out itself is what the program wrote and what the report's JSON says: an officer who opens an annex must
not see another rate than the paper. The stored results are taken out first, so that LibreOffice has nothing to copy.

The scoring sheet has its own test (tests/auditor/test_auditor_forms_scoring.py).
"""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
import report_sample as sample
from lxml import etree
from python_calamine import CalamineWorkbook
from test_reports_replies import told

import reports
from reports.papers import write_annex

ROOT = Path(__file__).resolve().parents[2]
NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
CELL = re.compile(r"([A-Z]+)(\d+)")


def formulas(path: Path) -> list[tuple[int, int, int]]:
    """Sheet, row and column of every formula, counted from 0."""
    found = []
    with zipfile.ZipFile(path) as book:
        names = [n for n in book.namelist() if n.startswith("xl/worksheets/sheet")]
        for sheet in range(len(names)):
            root = etree.fromstring(book.read(f"xl/worksheets/sheet{sheet + 1}.xml"))
            for cell in root.iterfind(".//m:c[m:f]", NS):
                letters, row = CELL.fullmatch(cell.get("r")).groups()
                column = 0
                for letter in letters:
                    column = column * 26 + ord(letter) - 64
                found.append((sheet, int(row) - 1, column - 1))
    return found


def values(path: Path, places: list[tuple[int, int, int]]) -> list[object]:
    book = CalamineWorkbook.from_path(str(path))
    sheets = [
        book.get_sheet_by_index(n).to_python(skip_empty_area=False) for n in range(len(book.sheet_names))
    ]

    def at(sheet: int, row: int, column: int) -> object:
        lines = sheets[sheet]
        return lines[row][column] if row < len(lines) and column < len(lines[row]) else ""

    return [at(*place) for place in places]


def recalculated(path: Path, folder: Path) -> Path:
    bare = folder / "bare.xlsx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(bare, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            if "worksheets/sheet" in name:
                text = re.sub(rb"</f><v>[^<]*</v>", b"</f>", text)
            target.writestr(name, text)
    assert set(values(bare, formulas(bare))) <= {"", None}
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/lo", "--convert-to", "xlsx:Calc MS Excel 2007 XML",
         "--outdir", str(folder / "out"), str(bare)], check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    if not (folder / "out" / "bare.xlsx").exists():
        pytest.skip("SKIPPED: LibreOffice is there without its spreadsheet")
    return folder / "out" / "bare.xlsx"


WORKBOOKS = {
    "annex": lambda vi, path: write_annex(sample.report(), vi, path),
    "annex of forty": lambda vi, path: write_annex(sample.forty(), vi, path),
    "annex without outlets": lambda vi, path: write_annex(sample.report(()), vi, path),
    "opinions": lambda vi, path: reports.write_opinions(told(), vi, path),
    "opinions before any came in": lambda vi, path: reports.write_opinions(sample.report(), vi, path),
    "report with opinions": lambda vi, path: reports.write_xlsx(told(), vi, path),
}


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="SKIPPED: LibreOffice is not installed")
@pytest.mark.parametrize("name", [name for name in WORKBOOKS if name != "report with opinions"])
def test_every_formula_gives_the_value_that_the_program_wrote(name, vi, tmp_path: Path):
    WORKBOOKS[name](vi, tmp_path / "a.xlsx")
    places = formulas(tmp_path / "a.xlsx")
    assert len(places) >= 6
    written = values(tmp_path / "a.xlsx", places)
    again = values(recalculated(tmp_path / "a.xlsx", tmp_path), places)
    for place, before, after in zip(places, written, again, strict=True):
        if isinstance(before, (int, float)):
            assert after == pytest.approx(before, abs=1e-9), place
        else:
            assert after == before, place


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="SKIPPED: LibreOffice is not installed")
def test_the_recalculated_annex_says_what_the_json_says(vi, tmp_path: Path):
    report = sample.report()
    write_annex(report, vi, tmp_path / "a.xlsx")
    raw = reports.to_json(report, vi)
    lines = (
        CalamineWorkbook.from_path(str(recalculated(tmp_path / "a.xlsx", tmp_path)))
        .get_sheet_by_index(0)
        .to_python()
    )
    pilot = [line for line in lines if str(line[1]).startswith(vi("report.rate.pilot"))]
    formal = [line for line in lines if str(line[1]).startswith(vi("report.rate.formal"))]
    assert pilot
    assert formal
    for rows, rate in ((pilot, raw["pilot"]), (formal, raw["formal"])):
        for row in rows:
            assert row[2:4] == [rate["counted"], rate["applied"]]
            assert row[4] == pytest.approx(rate["share"])
    for one in raw["ladder"]["readings"]:
        row = next(
            line for line in lines if str(line[1]).startswith(vi(f"report.ladder.{one['key']}") + ": ")
        )
        assert row[2:4] == [one["counted"], one["applied"]]


def test_no_workbook_with_formulas_escapes_these_tests(vi, tmp_path: Path):
    """Whoever writes formulas elsewhere has to hold them against the program's values, too."""
    found = {
        file.relative_to(ROOT).as_posix()
        for room in ("auditor", "reports", "indicators", "crawlers")
        for file in (ROOT / room).rglob("*.py")
        if re.search(r"write_(array_|dynamic_array_)?formula\(", file.read_text(encoding="utf-8"))
    }
    assert found == {"auditor/forms/scoresheet.py", "reports/papers/annex.py", "reports/xlsx.py"}
    # the report itself is numbers: its formulas stand in the annex and in the table of opinions
    WORKBOOKS["report with opinions"](vi, tmp_path / "r.xlsx")
    assert formulas(tmp_path / "r.xlsx") == []

"""Papers of tables: numbers stay numbers, and what other people called their outlets stays a text."""

from __future__ import annotations

import datetime as dt
import re
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from auditor.words import Words
from reports.tables import (
    Column,
    Table,
    TablePaper,
    heads,
    render_tables,
    write_tables_html,
    write_tables_xlsx,
)

VI, EN = Words("vi"), Words("en")
COLUMNS = heads(
    ("Cơ quan", "text", 20),
    ("Số", "count", 8),
    ("Tỷ lệ", "share", 8),
    ("Chênh", "points", 8),
    ("Ngày", "date", 12),
)
ROWS = (
    ("Báo A", 1234, 2 / 3, 0.127, dt.date(2026, 12, 14)),
    ("=1+1", None, None, -0.0349, None),
    ("<b>Báo B</b>", 0, 0.0, 0.0, "chưa rõ"),
)


def paper(*tables: Table) -> TablePaper:
    return TablePaper("Tên", "Nơi", (("Nhãn", "=SUM(A1)"),), ("Một câu.",), tables, fictitious=True)


def one(name: str = "Bảng") -> Table:
    return Table(name, "Tiêu đề", COLUMNS, ROWS, ("=GHI CHÚ",))


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (VI, ["1.234", "66,7 %", "+12,7", "−3,5", "14/12/2026", "0,0 %", "–"]),
        (EN, ["1,234", "66.7 %", "+12.7", "−3.5", "2026-12-14", "0.0 %", "–"]),
    ],
)
def test_a_page_writes_numbers_as_its_language_does(words, shown):
    page = render_tables(paper(one()), words)
    for text in shown:
        assert f">{text}<" in page, text
    assert "<b>Báo B</b>" not in page and "&lt;b&gt;" in page


def test_a_workbook_can_be_added_up_and_runs_nothing(tmp_path):
    file = tmp_path / "x.xlsx"
    write_tables_xlsx(paper(one()), VI, file)
    rows = CalamineWorkbook.from_path(str(file)).get_sheet_by_name("Bảng").to_python()
    first = next(row for row in rows if row[0] == "Báo A")
    assert first[1:] == [1234, 2 / 3, 12.7, dt.date(2026, 12, 14)]
    assert ["=1+1", "", "", pytest.approx(-3.49), ""] in rows
    with zipfile.ZipFile(file) as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist())


def test_sheets_of_one_name_or_a_name_excel_refuses(tmp_path):
    file = tmp_path / "x.xlsx"
    long = "Tên rất dài [của một bảng] / nhiều ký tự: không được phép *"
    write_tables_xlsx(paper(one(), one(), one(long), one("///")), VI, file)
    names = CalamineWorkbook.from_path(str(file)).sheet_names
    assert len(set(names)) == 5 and all(len(name) <= 31 for name in names)


def test_an_empty_table_keeps_its_notes(tmp_path):
    empty = Table("Trống", "Không có gì", (Column("Cột"),), (), ("Vì sao.",))
    page = render_tables(paper(empty), VI)
    assert "Vì sao." in page and "<th" not in page
    write_tables_html(paper(empty), VI, tmp_path / "x.html")
    write_tables_xlsx(paper(empty), VI, tmp_path / "x.xlsx")
    assert (tmp_path / "x.html").read_text(encoding="utf-8") == page


def test_a_workbook_of_tables_prints_whole(tmp_path):
    """Neither a sentence cut at the edge of a page nor a line behind the next row: LibreOffice fits no rows of a foreign file."""
    long = "một câu dài nói rõ mẫu số và căn cứ của địa phương " * 6
    table = Table("Bảng", "Tiêu đề", heads(("Một đầu cột khá dài", "text", 10)), ((long[:60],),), ())
    file = tmp_path / "x.xlsx"
    write_tables_xlsx(TablePaper("Tên", "Nơi", (("Mẫu số", long),), (long,), (table,)), VI, file)
    with zipfile.ZipFile(file) as book:
        about, sheet = (book.read(f"xl/worksheets/sheet{n}.xml").decode() for n in (1, 2))
    for xml in (about, sheet):
        assert 'fitToWidth="1"' in xml or "<pageSetUpPr fitToPage" in xml
    high = [float(h) for h in re.findall(r'<row r="\d+"[^>]* ht="([\d.]+)"', about)]
    assert min(high) >= 15 * 3, "308 letters in 90 columns"
    assert next(float(h) for h in re.findall(r' ht="([\d.]+)"', sheet)) > 30


def test_a_long_fact_has_the_whole_width(tmp_path):
    page = render_tables(TablePaper("Tên", "Nơi", (("Mẫu số", "x" * 90), ("Năm", "2026")), (), (one(),)), VI)
    assert '<div class="wide"><dt>Mẫu số</dt>' in page and "<div><dt>Năm</dt>" in page

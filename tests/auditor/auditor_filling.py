"""What people do to a form before they send it back, for the tests of collecting."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import xlsxwriter

from auditor.tables import read_table
from auditor.words import Words

WORDS = Words("vi")
PLAN = """schema: auditor.collecting/1
deadline: 2025-11-20
issuer: Sở VHTTDL Sông Mơ
points: {default: 2, codes: {A1.1.1: 4}}
scale: 100
grades: [{from: 50, name: Khá}, {from: 80, name: Tốt}]
senders:
  - {id: hoi-mau, name: Hội Nhà báo Sông Mơ, respondent: association}
  - {id: truong-mau, name: Trường Cao đẳng Mẫu, respondent: training}
"""


def sheets(path: Path) -> dict[str, list[list[Any]]]:
    """Every sheet as rows of cells, the head first."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(str(path))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def save(path: Path, tables: dict[str, list[list[Any]]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    book = xlsxwriter.Workbook(
        str(path),
        {"strings_to_formulas": False, "strings_to_urls": False, "default_date_format": "dd/mm/yyyy"},
    )
    for name, rows in tables.items():
        sheet = book.add_worksheet(name)
        for at, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                sheet.write(at, column, cell)
    book.close()
    return path


def fill(
    source: Path,
    target: Path,
    answers: dict[str, dict[str, Any]],
    *,
    sheet: str = "answers",
    columns: tuple[str, ...] = ("self", "state", "evidence", "explanation"),
    **facts: str,
) -> Path:
    """A form as it comes back: ``answers`` by code and column, ``facts`` by their names."""
    tables = sheets(source)
    head, *rows = tables[WORDS(f"form.sheet.{sheet}")]
    for cells in rows:
        for name, value in answers.get(cells[1], {}).items():
            assert name in columns
            cells[head.index(WORDS(f"form.column.{name}"))] = value
    for cells in tables[WORDS("form.sheet.info")]:
        for name, value in facts.items():
            if cells[0] == WORDS(f"form.info.{name}"):
                cells[1] = value
    return save(target, tables)


def rows_of(path: Path, sheet: str) -> list[dict[str, Any]]:
    return [cells for _, cells in read_table(path, sheet=WORDS(f"form.sheet.{sheet}"))]

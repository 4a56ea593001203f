"""The reply form as a Word file, for outlets that fill in by hand; it is read back like the workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docx.shared import Mm, Pt

from auditor.forms.paper import centred, clean, columns, document, heading, mark, save, signatures
from auditor.replies import model
from auditor.replies.plan import ReplyPlan
from auditor.replies.targets import Sheet
from auditor.replies.workbook import BLANK, COLUMNS, cells_of, facts_of, guide_lines
from auditor.words import Words

# millimetres on A4 across
WIDTHS = (13, 64, 40, 34, 48, 24, 24, 18)


def write_form(path: Path, sheet: Sheet, plan: ReplyPlan, words: Words) -> None:
    """One outlet's reply form on paper. Raises WriteError."""
    page = document()
    centred(page, words("reply.title"), bold=True)
    for line in guide_lines(sheet, plan, words):
        page.add_paragraph(clean(line))
    for kind in model.TARGETS:
        names = "; ".join(words(f"reply.type.{name}") for name in model.ALLOWED[kind])
        page.add_paragraph(words("reply.guide.types", kind=words(f"reply.target.{kind}"), types=names))
    heading(page, words("reply.sheet.info"))
    facts = facts_of(sheet, plan)
    table = page.add_table(rows=0, cols=2, style="Table Grid")
    columns(table, (90, 172))
    rows = [(words("form.info.what"), words("form.info.value"))]
    rows += [(words(f"reply.info.{name}"), value) for name, value in facts.items()]
    for cells in rows:
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = clean(text)
    heading(page, words("reply.sheet.opinions"))
    _opinions(page, sheet, words)
    signatures(page, words)
    save(page, path)


def _opinions(page: Any, sheet: Sheet, words: Words) -> None:
    table = page.add_table(rows=1, cols=len(COLUMNS), style="Table Grid")
    columns(table, WIDTHS)
    for cell, name, width in zip(table.rows[0].cells, COLUMNS, WIDTHS, strict=True):
        cell.text, cell.width = words(f"reply.column.{name}"), Mm(width)
        cell.paragraphs[0].runs[0].bold = True
    mark(table.rows[0], "w:tblHeader")
    lines = [cells_of(at, line) for at, line in enumerate(sheet.lines, 1)]
    lines += [
        {"number": str(len(lines) + at), "about": words("reply.by_address")} for at in range(1, BLANK // 2)
    ]
    for line in lines:
        row = table.add_row()
        mark(row, "w:cantSplit")
        # a row's cells are looked up anew at every step of the library: once is enough
        cells = row.cells
        for cell, name, width in zip(cells, COLUMNS, WIDTHS, strict=True):
            cell.width = Mm(width)
            if text := line.get(name, ""):
                cell.text = clean(text)
                cell.paragraphs[0].runs[0].font.size = Pt(6 if name == "target" else 10)

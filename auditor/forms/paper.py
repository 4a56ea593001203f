"""The form as a Word file, for those who fill in by hand.

A form filled in here is read back like a workbook: its tables carry the names of the sheets right above them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from auditor.forms.model import Form
from auditor.forms.workbook import COLUMNS, asked_in_words, facts_of, guide_lines, head
from auditor.words import Words, number
from reports.files import whole_file

FONT = "Times New Roman"
# millimetres on A4 across
WIDTHS = (12, 18, 82, 18, 18, 28, 42, 46)
# middles of the two signatures, from the left margin
_SIGN_AT = (65, 195)


def write_form(path: Path, form: Form, words: Words) -> None:
    """One body's form on paper. Raises WriteError."""
    page = document()
    centred(page, words(f"form.title.{form.sender.respondent}"), bold=True)
    for line in guide_lines(form, words):
        page.add_paragraph(clean(line))
    heading(page, words("form.sheet.info"))
    _facts(page, form, words)
    heading(page, words("form.sheet.answers"))
    _questions(page, form, words)
    signatures(page, words)
    save(page, path)


def _facts(page: Any, form: Form, words: Words) -> None:
    facts = facts_of(form, words)
    table = page.add_table(rows=0, cols=2, style="Table Grid")
    columns(table, (90, 172))
    rows = [(words("form.info.what"), words("form.info.value"))]
    rows += [(words(f"form.info.{name}"), value) for name, value in facts.items()]
    for cells in rows:
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = clean(text)


def _questions(page: Any, form: Form, words: Words) -> None:
    table = page.add_table(rows=1, cols=len(COLUMNS), style="Table Grid")
    columns(table, WIDTHS)
    for cell, name, width in zip(table.rows[0].cells, COLUMNS, WIDTHS, strict=True):
        cell.text = head(name, form, words)
        cell.width = Mm(width)
        cell.paragraphs[0].runs[0].bold = True
    # the head on every page
    mark(table.rows[0], "w:tblHeader")
    for at, line in enumerate(form.lines, 1):
        most = words("form.no_maximum") if line.maximum is None else number(line.maximum, words.lang, 2)
        if words.lang == "vi" and line.maximum is not None:
            most = most.rstrip("0").rstrip(",")
        texts = (str(at), line.code, asked_in_words(line, words), most)
        row = table.add_row()
        mark(row, "w:cantSplit")
        # a row's cells are looked up anew at every step of the library: once is enough
        cells = row.cells
        for cell, width in zip(cells, WIDTHS, strict=True):
            cell.width = Mm(width)
        for fixed in (0, 1, 3):
            cells[fixed].text = clean(texts[fixed])
            cells[fixed].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        _criterion(cells[2], texts[2])


def _criterion(cell: Any, text: str) -> None:
    """The criterion in bold above its question and what proves it, so that a reader finds it among six lines; the text stays the same."""
    first, *rest = clean(text).split("\n")
    (paragraph,) = cell.paragraphs
    paragraph.add_run(first).bold = True
    for line in rest:
        paragraph.add_run().add_break()
        paragraph.add_run(line)


def signatures(page: Any, words: Words) -> None:
    """Day, who filled in and the head of the body, side by side and never torn apart. By tab stops: a table here would be read as answers."""
    sign, name = words("papers.sign_here"), words("papers.name")
    rows = (
        ("", words("form.paper.day"), "italic"),
        (words("form.paper.by"), words("form.paper.head"), "bold"),
        (sign, sign, "italic"),
        (name, name, ""),
    )
    for at, (left, right, look) in enumerate(rows):
        paragraph = page.add_paragraph()
        form = paragraph.paragraph_format
        for stop in _SIGN_AT:
            form.tab_stops.add_tab_stop(Mm(stop), WD_TAB_ALIGNMENT.CENTER)
        form.keep_with_next = at < len(rows) - 1
        form.space_before = Pt({0: 9, len(rows) - 1: 42}.get(at, 0))
        run = paragraph.add_run(f"\t{left}\t{right}")
        run.bold, run.italic = look == "bold", look == "italic"


def document() -> Any:
    """An empty page on A4 across, in the letters of official papers."""
    page = Document()
    style: Any = page.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(11)
    # letters with Vietnamese marks count as "East Asian" for some versions of Word
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after = Pt(3)
    section = page.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin = section.bottom_margin = Mm(15)
    section.left_margin, section.right_margin = Mm(17), Mm(15)
    return page


def centred(page: Any, text: str, *, bold: bool = False) -> None:
    """One centred line."""
    paragraph = page.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(clean(text))
    run.bold = bold


def heading(page: Any, text: str) -> None:
    """The name of a table, on the page where the table begins."""
    paragraph = page.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.space_before = Pt(9)
    paragraph.add_run(clean(text)).bold = True


def columns(table: Any, widths: Sequence[int]) -> None:
    """Widths in millimetres; LibreOffice takes them from the columns, Word from the cells."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)


def mark(row: Any, name: str) -> None:
    """A property of a row that python-docx has no word for."""
    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def clean(text: str) -> str:
    """Without control characters, which XML cannot hold."""
    return "".join(c for c in text if c in "\n\t" or ord(c) >= 32)


def save(page: Any, path: Path) -> None:
    """Whole or not at all. Raises WriteError."""
    with whole_file(path) as beside:
        page.save(str(beside))

"""The form and the reminder as Word files, for those who fill in by hand and for the letter that an official finishes and signs.

A form filled in here is read back like a workbook: its tables carry the names of the sheets right above them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from auditor.forms.model import Form, Sender
from auditor.forms.plan import CollectingPlan
from auditor.forms.workbook import COLUMNS, asked_in_words, day_in_words, facts_of, guide_lines, head
from auditor.words import Words, number
from reports.files import whole_file, write_text

FONT = "Times New Roman"
# millimetres on A4 across
WIDTHS = (12, 18, 82, 18, 18, 28, 42, 46)


def write_form(path: Path, form: Form, words: Words) -> None:
    """One body's form on paper. Raises WriteError."""
    page = _document(landscape=True)
    _centred(page, words(f"form.title.{form.sender.respondent}"), bold=True)
    for line in guide_lines(form, words):
        page.add_paragraph(_clean(line))
    page.add_paragraph(words("form.sheet.info"))
    _facts(page, form, words)
    page.add_paragraph(words("form.sheet.answers"))
    _questions(page, form, words)
    page.add_paragraph()
    page.add_paragraph(words("form.paper.signature"))
    _save(page, path)


def _facts(page: Any, form: Form, words: Words) -> None:
    facts = facts_of(form, words)
    table = page.add_table(rows=0, cols=2, style="Table Grid")
    _columns(table, (90, 172))
    rows = [(words("form.info.what"), words("form.info.value"))]
    rows += [(words(f"form.info.{name}"), value) for name, value in facts.items()]
    for cells in rows:
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = _clean(text)


def _questions(page: Any, form: Form, words: Words) -> None:
    table = page.add_table(rows=1, cols=len(COLUMNS), style="Table Grid")
    _columns(table, WIDTHS)
    for cell, name, width in zip(table.rows[0].cells, COLUMNS, WIDTHS, strict=True):
        cell.text = head(name, form, words)
        cell.width = Mm(width)
        cell.paragraphs[0].runs[0].bold = True
    # the head on every page
    _mark(table.rows[0], "w:tblHeader")
    for at, line in enumerate(form.lines, 1):
        most = words("form.no_maximum") if line.maximum is None else number(line.maximum, words.lang, 2)
        if words.lang == "vi" and line.maximum is not None:
            most = most.rstrip("0").rstrip(",")
        texts = (str(at), line.code, asked_in_words(line, words), most)
        row = table.add_row()
        _mark(row, "w:cantSplit")
        # a row's cells are looked up anew at every step of the library: once is enough
        cells = row.cells
        for cell, width in zip(cells, WIDTHS, strict=True):
            cell.width = Mm(width)
        for cell, text in zip(cells, texts, strict=False):
            cell.text = _clean(text)


def reminder_text(
    waiting: Sequence[Sender], form_period: tuple[str, str], plan: CollectingPlan, words: Words
) -> tuple[str, list[str], list[str]]:
    """Subject, addressees and paragraphs of the draft letter; number and date are dots, and nobody is signed for."""
    period = [day_in_words(day) for day in form_period]
    subject = words("form.letter.subject", first=period[0], last=period[1])
    body = [
        words("form.letter.body", first=period[0], last=period[1], deadline=day_in_words(plan.deadline)),
        words("form.letter.ask"),
        words("form.letter.help"),
    ]
    return subject, [sender.name for sender in waiting], body


def write_reminder(path: Path, waiting: Sequence[Sender], plan: CollectingPlan, words: Words) -> None:
    """The draft letter to all who have not sent, as .docx or, by its name, as .txt. Raises WriteError."""
    subject, names, body = reminder_text(waiting, plan.period, plan, words)
    issuer = plan.issuer or words("form.letter.issuer")
    if path.suffix.lower() == ".txt":
        lines = [
            words("form.letter.draft"), "", issuer, words("form.letter.number"), subject, words("form.letter.day"), "",
            words("form.letter.to"), *(f"- {name};" for name in names), "", *body, "", words("form.letter.signature"),
        ]  # fmt: skip
        write_text(path, "\n".join(lines) + "\n")
        return
    page = _document(landscape=False)
    _letter_head(page, issuer, plan.parent, subject, words)
    page.add_paragraph()
    _centred(page, words("form.letter.to"))
    for name in names:
        page.add_paragraph(_clean(f"- {name};")).paragraph_format.left_indent = Mm(40)
    for text in body:
        paragraph = page.add_paragraph(_clean(text))
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Mm(10)
        paragraph.paragraph_format.space_before = Pt(6)
    _letter_foot(page, words)
    _save(page, path)


def _letter_head(page: Any, issuer: str, parent: str, subject: str, words: Words) -> None:
    """Issuing body and number left, motto and day right (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""
    table = page.add_table(rows=1, cols=2)
    _columns(table, (65, 103))
    left, right = table.rows[0].cells
    left.width, right.width = Mm(65), Mm(103)
    _lines(left, [(parent.upper(), 13, False)] if parent else [])
    _lines(left, [(issuer.upper(), 13, True), (words("form.letter.number"), 13, False), (subject, 12, False)])
    _lines(right, [(words("form.letter.country"), 13, True), (words("form.letter.motto"), 14, True)])
    _lines(right, [(words("form.letter.day"), 14, False)])
    right.paragraphs[-1].runs[0].italic = True
    _centred(page, words("form.letter.draft"), italic=True)


def _letter_foot(page: Any, words: Words) -> None:
    page.add_paragraph()
    left, right = page.add_table(rows=1, cols=2).rows[0].cells
    _lines(left, [(line, 11, False) for line in words("form.letter.copies").split("\n")], centred=False)
    left.paragraphs[0].runs[0].bold = True
    left.paragraphs[0].runs[0].italic = True
    _lines(right, [(line, 14, True) for line in words("form.letter.signature").split("\n")])


def _lines(cell: Any, lines: Iterable[tuple[str, int, bool]], *, centred: bool = True) -> None:
    for text, size, bold in lines:
        first = cell.paragraphs[0]
        paragraph = first if not first.runs and len(cell.paragraphs) == 1 else cell.add_paragraph()
        run = paragraph.add_run(_clean(text))
        run.font.size, run.bold = Pt(size), bold
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _document(*, landscape: bool) -> Any:
    page = Document()
    style: Any = page.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(11 if landscape else 14)
    # letters with Vietnamese marks count as "East Asian" for some versions of Word
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after = Pt(3)
    section = page.sections[0]
    wide, high = (297, 210) if landscape else (210, 297)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(wide), Mm(high)
    section.top_margin = section.bottom_margin = Mm(15 if landscape else 20)
    section.left_margin, section.right_margin = (Mm(17), Mm(15)) if landscape else (Mm(30), Mm(15))
    return page


def _centred(page: Any, text: str, *, bold: bool = False, italic: bool = False) -> None:
    paragraph = page.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(_clean(text))
    run.bold, run.italic = bold, italic


def _columns(table: Any, widths: Sequence[int]) -> None:
    """Widths in millimetres; LibreOffice takes them from the columns, Word from the cells."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)


def _mark(row: Any, name: str) -> None:
    """A property of a row that python-docx has no word for."""
    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _clean(text: str) -> str:
    """Without control characters, which XML cannot hold."""
    return "".join(c for c in text if c in "\n\t" or ord(c) >= 32)


def _save(page: Any, path: Path) -> None:
    with whole_file(path) as beside:
        page.save(str(beside))

"""The sheet as Nghị định 30/2020/NĐ-CP, Phụ lục I asks for it: paper, margins, letters, head, title, tables, signatures.

Evidence: paper, margins, font and page number read in a source [C]; sizes of the head, title and signature are
general knowledge of the decree [K], to be held against its annex by whoever issues a paper.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from reports.files import whole_file
from reports.papers.kinds import Issuer
from reports.prepare import clean_text
from reports.wording import Wording

FONT = "Times New Roman"
BODY = 14
# inside the decree's 20-25, 20-25, 30-35 and 15-20 mm
TOP, BOTTOM, LEFT, RIGHT = 20, 20, 30, 15
WIDTH = 210 - LEFT - RIGHT
_FIGURES = re.compile(r"[\d\s.,/%–−]+")
_HEAD = (63, WIDTH - 63)
# where "Kính gửi:" begins over several addressees, and where their dashes stand
_DEAR, _DEAR_LIST = 38.0, 63.0


class Page:
    """One paper being written, from top to bottom."""

    def __init__(self, say: Wording, title: str, day: str, *, body: int = BODY) -> None:
        self.say = say
        self.t = say.words
        self.body = body
        self.document = docx.Document()
        self._sheet()
        self._letters()
        self._number()
        self._properties(title, day)

    # --- the sheet ------------------------------------------------------------------------------------------------

    def _sheet(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
        section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
        section.header_distance = section.footer_distance = Mm(10)
        section.different_first_page_header_footer = True

    def _letters(self) -> None:
        style = self.document.styles["Normal"]
        style.font.name, style.font.size = FONT, Pt(self.body)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(qn(kind), FONT)
        lang = OxmlElement("w:lang")
        lang.set(qn("w:val"), "vi-VN" if self.say.lang == "vi" else "en-GB")
        style.element.get_or_add_rPr().append(lang)
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
        style.paragraph_format.line_spacing = 1.0

    def _number(self) -> None:
        """The page number, centred in the top margin, not on the first page."""
        paragraph = self.document.sections[0].header.paragraphs[0]
        paragraph.alignment = ALIGN.CENTER
        for kind in ("begin", "", "end"):
            run = paragraph.add_run()
            run.font.size = Pt(13)
            element = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                element.set(qn("w:fldCharType"), kind)
            else:
                element.text = "PAGE"
            run._r.append(element)

    def _properties(self, title: str, day: str) -> None:
        properties = self.document.core_properties
        properties.title, properties.author, properties.last_modified_by = clean_text(title), "", ""
        properties.comments = properties.keywords = properties.subject = ""
        try:
            made = datetime.fromisoformat(day[:10])
        except ValueError:
            made = datetime(2000, 1, 1)  # noqa: DTZ001  the file format knows no zone
        properties.created = properties.modified = made

    # --- head and title -------------------------------------------------------------------------------------------

    def head(self, issuer: Issuer, symbol: str, about: str = "") -> None:
        """Issuing bodies left, national title and motto right, number and date as dots below; ``about``: a letter's V/v."""
        left, right = self._pair(*_HEAD)
        for line in issuer.parent:
            _line(left, line.upper(), 12)
        for line in issuer.name:
            _line(left, line.upper(), 13 if not issuer.parent else 12, bold=True)
        _rule(left, _HEAD[0] * 0.32)
        _line(right, self.t("papers.nation"), 12, bold=True)
        _line(right, self.t("papers.motto"), 13, bold=True)
        # as long as the motto set in 13 point bold, measured
        _rule(right, 57)
        _line(left, self.t("papers.number.letter" if about else "papers.number", symbol=symbol), 13, before=4)
        if about:
            _line(left, about, 12, before=4)
        _line(right, self.t("papers.date", place=issuer.place), 13, italic=True, before=4)

    def title(self, kind: str, subject: str, *notes: str) -> None:
        """The kind in capitals, the subject below it, a short line, and notes in brackets."""
        self._centred(kind.upper(), bold=True, before=14)
        self._centred(subject, bold=True)
        _rule(self.document, 45)
        for at, note in enumerate(notes):
            last = at == len(notes) - 1
            self._centred(f"({note})", italic=True, size=13, before=0 if at else 4, after=10 if last else 0)

    def dear(self, names: Sequence[str]) -> None:
        """Kính gửi: one name on the line, several below it with dashes."""
        if len(names) == 1:
            self._centred(self.t("papers.dear", name=names[0]), before=14, after=8)
            return
        # the dashes in one line, below the colon
        self._addressed(self.t("papers.dear", name="").strip(), _DEAR, before=14)
        for at, name in enumerate(names):
            last = at == len(names) - 1
            line = self._addressed(f"- {name}{'.' if last else ';'}", _DEAR_LIST, after=8 if last else 0)
            line.paragraph_format.first_line_indent = Mm(-3)

    def _addressed(self, text: str, left: float, *, before: float = 0, after: float = 0) -> Paragraph:
        paragraph = self.document.add_paragraph()
        paragraph.add_run(_typeset(text))
        form = paragraph.paragraph_format
        form.left_indent, form.space_before, form.space_after = Mm(left), Pt(before), Pt(after)
        paragraph.alignment = ALIGN.LEFT
        return paragraph

    # --- body -----------------------------------------------------------------------------------------------------

    def part(self, text: str) -> None:
        """A numbered heading of the first order, in bold capitals as provinces set it."""
        self._body(text.upper(), bold=True, keep=True)

    def heading(self, text: str) -> None:
        self._body(text, bold=True, keep=True)

    def say_that(self, text: str) -> None:
        """One paragraph: justified, first line set in, 6 points to the next."""
        self._body(text)

    def prompt(self, text: str) -> None:
        """What a person has to write or strike out: in square brackets and italics, never a finished sentence."""
        self._body(f"[{text}]", italic=True)

    def item(self, text: str) -> None:
        """One line of a list, with a dash, not justified: paths and addresses would be torn apart."""
        self._body(f"- {text}").alignment = ALIGN.LEFT

    def caption(self, text: str) -> None:
        paragraph = self._centred(text, bold=True, size=13, before=6, after=3)
        paragraph.paragraph_format.keep_with_next = True

    def annex(self, number: str, title: str) -> None:
        """An annex begins on its own page."""
        self._centred(number, bold=True).paragraph_format.page_break_before = True
        self._centred(title, bold=True, after=6)

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]) -> None:
        """A ruled table over the whole width, letters two points below the body's; ``widths`` are parts of it. Figures
        and what is short in a narrow column are centred.
        """
        table = self.document.add_table(rows=1 + len(rows), cols=len(heads))
        table.style = "Table Grid"
        unit = WIDTH / sum(widths)
        columns = [width * unit for width in widths]
        cells = _laid_out(table, columns)
        # a column is centred as a whole or not at all
        centred = [
            all(_FIGURES.fullmatch(row[at]) or (width < WIDTH / 6 and len(row[at]) < 24) for row in rows)
            for at, width in enumerate(columns)
        ]
        for at, text in enumerate([*heads, *(text for row in rows for text in row)]):
            column = at % len(heads)
            head = at < len(heads)
            paragraph = cells[at].paragraphs[0]
            run = paragraph.add_run(_typeset(text))
            run.font.size, run.bold = Pt(self.body - 2), head
            paragraph.alignment = ALIGN.CENTER if head or centred[column] else ALIGN.LEFT
        for at, row in enumerate(table.rows):
            properties = row._tr.get_or_add_trPr()
            properties.append(OxmlElement("w:cantSplit"))
            if at == 0:
                properties.append(OxmlElement("w:tblHeader"))
        self._gap(6)

    def end(self) -> None:
        """The end mark behind the last sentence."""
        for paragraph in reversed(self.document.paragraphs):
            if paragraph.text.strip():
                # a signature alone on a page could stand under anything
                paragraph.paragraph_format.keep_with_next = True
                if paragraph.text.startswith("["):
                    return  # who completes the prompt ends the paper
                paragraph.runs[-1].text = paragraph.text.rstrip(".") + "./."
                return

    # --- signatures -----------------------------------------------------------------------------------------------

    def signed(self, issuer: Issuer, copies: Sequence[str], *, room: int = 66) -> None:
        """Nơi nhận on the left, authority and title on the right, ``room`` points to sign, the name as dots."""
        self._gap(6)
        left, right = self._pair(78, WIDTH - 78)
        _line(left, self.t("papers.recipients"), 12, bold=True, italic=True, align=ALIGN.LEFT)
        for at, line in enumerate(copies):
            end = "." if at == len(copies) - 1 else ";"
            _line(left, f"- {line}{end}", 11, align=ALIGN.LEFT)
        for line in issuer.signature:
            _line(right, line.upper(), 14, bold=True)
        _line(right, self.t("papers.name"), 14, bold=True, before=room)

    def both_signed(self, left_title: str, right_title: str) -> None:
        """Two signatures side by side: of minutes, or below an annex table. Never alone on a page."""
        last = next((p for p in reversed(self.document.paragraphs) if p.text.strip()), None)
        if last is not None:
            last.paragraph_format.keep_with_next = True
        self._gap(6)
        for cell, title in zip(self._pair(WIDTH / 2, WIDTH / 2), (left_title, right_title), strict=True):
            _line(cell, title, 13, bold=True)
            _line(cell, self.t("papers.sign_here"), 12, italic=True)
            _line(cell, self.t("papers.name"), 13, bold=True, before=52)

    # --- saving ---------------------------------------------------------------------------------------------------

    def save(self, path: Path) -> None:
        """Whole or not at all, and the same bytes for the same figures. Raises WriteError."""
        made = io.BytesIO()
        self.document.save(made)
        with (
            whole_file(path) as beside,
            zipfile.ZipFile(made) as given,
            zipfile.ZipFile(beside, "w") as archive,
        ):
            for name in given.namelist():
                # the preview picture of the library's own template shows another document
                if "thumbnail" not in name:
                    content = _without_preview(name, given.read(name))
                    archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)

    # --- below ----------------------------------------------------------------------------------------------------

    def _pair(self, left: float, right: float) -> tuple[_Cell, _Cell]:
        """Two columns without lines."""
        table = self.document.add_table(rows=1, cols=2)
        cells = _laid_out(table, (left, right), edge=0)
        # a title on one page and the name on the next is no signature
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        return cells[0], cells[1]

    def _gap(self, points: int) -> None:
        """Air between two tables, which would run into one another."""
        form = self.document.add_paragraph().paragraph_format
        form.line_spacing, form.keep_with_next = Pt(points), True

    def _body(self, text: str, *, bold: bool = False, italic: bool = False, keep: bool = False) -> Paragraph:
        paragraph = self.document.add_paragraph()
        run = paragraph.add_run(_typeset(text))
        run.bold, run.italic, run.font.size = bold, italic, Pt(self.body)
        form = paragraph.paragraph_format
        form.alignment, form.first_line_indent = ALIGN.JUSTIFY, Mm(12.7)
        form.space_after, form.keep_with_next = Pt(6), keep
        return paragraph

    def _centred(
        self,
        text: str,
        *,
        bold: bool = False,
        italic: bool = False,
        size: int = BODY,
        before: int = 0,
        after: int = 0,
    ) -> Paragraph:
        paragraph = self.document.add_paragraph()
        run = paragraph.add_run(_typeset(text))
        run.bold, run.italic, run.font.size = bold, italic, Pt(size)
        form = paragraph.paragraph_format
        form.alignment, form.space_before, form.space_after = ALIGN.CENTER, Pt(before), Pt(after)
        return paragraph


def _laid_out(table: Table, widths: Sequence[float], *, edge: int = 60) -> list[_Cell]:
    """Fixed columns (Word and LibreOffice guess differently), ``edge`` twentieths of a point
    inside each cell; the cells, taken once: one by one is quadratic.
    """
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    margins = OxmlElement("w:tblCellMar")
    for side in ("w:left", "w:right"):
        element = OxmlElement(side)
        element.set(qn("w:w"), str(edge))
        element.set(qn("w:type"), "dxa")
        margins.append(element)
    # the schema puts the look last; Word refuses other orders
    look = table._tblPr.find(qn("w:tblLook"))
    look.addprevious(margins) if look is not None else table._tblPr.append(margins)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    cells = table._cells
    for at, cell in enumerate(cells):
        cell.width = Mm(widths[at % len(widths)])
    return cells


def _line(
    cell: _Cell,
    text: str,
    size: int,
    *,
    bold: bool = False,
    italic: bool = False,
    align: ALIGN = ALIGN.CENTER,
    before: int = 0,
) -> None:
    """One line of a cell; the paragraph every cell begins with is used first."""
    first = cell.paragraphs[0]
    paragraph = first if len(cell.paragraphs) == 1 and not first.runs else cell.add_paragraph()
    run = paragraph.add_run(_typeset(text))
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    paragraph.alignment, paragraph.paragraph_format.space_before = align, Pt(before)


def _typeset(text: str) -> str:
    """Fit for a file, and a figure never parted from its percent sign."""
    return clean_text(text).replace(" %", "\u00a0%")


def _rule(where: Any, length: float) -> None:
    """A drawn line of this many millimetres, centred: the lower edge of an empty paragraph set in from both sides."""
    paragraph: Paragraph = where.add_paragraph()
    room = where.width.mm if isinstance(where, _Cell) and where.width else WIDTH
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Mm((room - length) / 2)
    form.space_before, form.line_spacing = Pt(2), Pt(2)
    border, top = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    border.append(top)
    paragraph._p.get_or_add_pPr().insert_element_before(
        border, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _without_preview(name: str, content: bytes) -> bytes:
    if name != "_rels/.rels":
        return content
    return re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", content)

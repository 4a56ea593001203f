"""How letters stand on the page, as officials know them from the annex of Nghị định 30/2020/NĐ-CP."""

from __future__ import annotations

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from paper_sample import made

from auditor.words import Words
from reports.papers import Circulation, Kind
from reports.papers.page import Page
from reports.wording import Wording


def test_several_addressees_stand_below_the_colon_with_their_dashes_in_one_line(tmp_path):
    """Nghị định 30: a line each, the dashes in line; centred lines would have none."""
    page = Page(Wording(Words("vi")), "x", "2025-12-31")
    page.dear(["Báo Mây", "Đài Phát thanh và Truyền hình Mây"])
    head, *names = page.document.paragraphs[-3:]
    assert head.text == "Kính gửi:" and [p.text for p in names] == [
        "- Báo Mây;",
        "- Đài Phát thanh và Truyền hình Mây.",
    ]
    assert {p.paragraph_format.alignment for p in (head, *names)} == {ALIGN.LEFT}
    assert len({p.paragraph_format.left_indent for p in names}) == 1
    assert names[0].paragraph_format.left_indent > head.paragraph_format.left_indent


def test_the_number_of_a_letter_leaves_room_for_the_drafting_unit(tmp_path):
    """ "Số: 12/SNV-XDCQ" is a letter's, "Số: 12/BC-SNV" a report's."""
    for kind, readers, symbol in (
        (Kind.EXPLANATION, Circulation.OUTLET, "Số: ………/SMH-……"),
        (Kind.ANNUAL, Circulation.INTERNAL, "Số: ………/BC-SMH"),
    ):
        head = docx.Document(str(made(tmp_path, kind, readers))).tables[0].rows[0].cells[0]
        assert symbol in [p.text for p in head.paragraphs]

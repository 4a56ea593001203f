"""What an outlet wrote is shown beside its figures as it wrote it, and can neither run nor leave for the public."""

from __future__ import annotations

import zipfile
from dataclasses import replace

import docx
import report_sample as sample
from paper_sample import ISSUER

import reports
from auditor.figurewords import waiting_in_words
from auditor.words import Words
from reports.columns import OPINIONS
from reports.figures import Opinion, Replies
from reports.papers import Kind, PaperOrder, write_paper
from reports.papers.circulating import circulated
from reports.papers.kinds import Circulation
from reports.papers.opinions import answered
from reports.wording import Wording

EVIL = '=HYPERLINK("http://x.example")<script>alert(1)</script>\u202e{{ 7*7 }}'
SAID = Opinion(
    "3f2a9c10", "Cách viết: mẫu", "context", EVIL, "2026-01-12", late=True, papers=("=1+1",), outcome="accepted",
    answer=EVIL, answered_by="Trần Thị Mẫu", answered="2026-01-20", effect="Cách viết này không còn được tính",
)  # fmt: skip
OPEN = replace(SAID, id="00000000", outcome="", answer="", answered_by="", answered="", effect="", late=False)


def told():
    report = sample.report()
    first = report.outlets[0]
    counts = Replies(received=2, accepted=1, waiting=1, late=1, before="30,8 % (4/13)")
    figures = tuple(replace(f, replies=counts) if at == 0 else f for at, f in enumerate(first.indicators))
    outlet = replace(first, opinions=(SAID, OPEN), replies=counts, indicators=figures)
    return replace(report, outlets=(outlet, *report.outlets[1:]), replies=counts)


def test_numbers_stand_beside_the_figure_with_what_it_was(vi):
    page = reports.render_html(told(), vi)
    assert (
        "Đã có 2 ý kiến, tiếp thu 1; chờ trả lời 1; gửi sau thời hạn 1. Trước khi tiếp thu: 30,8 % (4/13)."
        in page
    )
    assert "Tiếp thu." in page and "Chờ trả lời." in page and "12/01/2026, sau thời hạn" in page


def test_an_opinion_is_text_in_every_format(vi, tmp_path):
    page = reports.render_html(told(), vi)
    assert "<script>alert" not in page and "&lt;script&gt;alert" in page and "\u202e" not in page
    reports.write_xlsx(told(), vi, tmp_path / "r.xlsx")
    reports.write_opinions(told(), vi, tmp_path / "o.xlsx")
    for name in ("r.xlsx", "o.xlsx"):
        with zipfile.ZipFile(tmp_path / name) as archive:
            cells = b"".join(archive.read(n) for n in archive.namelist() if "worksheets/sheet" in n)
            strings = archive.read("xl/sharedStrings.xml").decode()
        assert b"HYPERLINK" not in cells and "=HYPERLINK" in strings


def test_a_report_without_replies_has_no_empty_sheet(vi, tmp_path):
    reports.write_xlsx(sample.report(), vi, tmp_path / "r.xlsx")
    with zipfile.ZipFile(tmp_path / "r.xlsx") as archive:
        assert vi("report.sheet.replies") not in archive.read("xl/workbook.xml").decode()


def test_the_public_reads_how_many_and_nothing_of_whom():
    shown = circulated(told(), Circulation.PUBLIC)
    assert shown.replies.received == 2
    assert not any(o.opinions or o.replies or any(f.replies for f in o.indicators) for o in shown.outlets)


def test_reason_and_effect_are_two_sentences_in_the_answer():
    say = Wording(Words("vi"))
    one = replace(
        SAID, answer="Đã nghe lại", answered_by="", effect="Số liệu không còn được nêu trong kỳ này"
    )
    assert answered(one, say) == "Tiếp thu. Đã nghe lại. Số liệu không còn được nêu trong kỳ này."
    assert answered(replace(one, answer="Đã nghe lại."), say).count("..") == 0


def test_an_opinion_that_waits_is_a_prompt_in_the_table(tmp_path):
    from paper_sample import ISSUER

    from reports.papers import Kind, PaperOrder, write_paper

    order = PaperOrder(Kind.OPINIONS, Circulation.INTERNAL, told(), ISSUER)
    write_paper(order, Words("vi"), tmp_path / "o.docx")
    text = [p.text for p in docx.Document(str(tmp_path / "o.docx")).paragraphs]
    assert any("nhận 2 ý kiến của 1 cơ quan" in line for line in text)
    assert any(line.startswith("[Trả lời 1 ý kiến còn chờ") for line in text)
    none = replace(order, report=sample.report())
    write_paper(none, Words("vi"), tmp_path / "k.docx")
    assert any("Chưa nhận được ý kiến" in p.text for p in docx.Document(str(tmp_path / "k.docx")).paragraphs)


def test_the_table_of_opinions_counts_what_happened_and_names_no_command(vi, tmp_path):
    order = PaperOrder(Kind.OPINIONS, Circulation.INTERNAL, told(), ISSUER)
    write_paper(order, vi, tmp_path / "o.docx")
    text = "\n".join(p.text for p in docx.Document(str(tmp_path / "o.docx")).paragraphs)
    assert "Kết quả xem xét: tiếp thu 1; chờ trả lời 1; gửi sau thời hạn 1." in text
    assert "[Trả lời 1 ý kiến còn chờ trước khi trình ký]" in text and "auditor" not in text


def test_what_nobody_confirmed_is_not_counted_as_confirmed(vi):
    first = sample.report().outlets[0]
    waits = replace(first, findings_waiting=9, findings_confirmed=0)
    (line,) = waiting_in_words([waits], vi)
    assert line.endswith("chưa tính vào chỉ số nào.") and line.startswith("9 cách viết")
    (line,) = waiting_in_words([replace(waits, findings_confirmed=2)], vi)
    assert line.endswith("; 2 đã được xác nhận và được tính.")
    (line,) = waiting_in_words([replace(waits, findings_waiting=0, findings_confirmed=2)], vi)
    assert line.startswith("2 cách viết") and "chờ" not in line


def test_the_table_of_opinions_is_read_without_a_glass():
    """Twelve columns of A4 across, letters of eleven points set to one page's width: nine points are left."""
    room = (297 - (0.6 + 0.5) * 25.4) / 1.852  # millimetres a column's unit takes
    assert 11 * min(1, room / sum(column.width for column in OPINIONS)) >= 9

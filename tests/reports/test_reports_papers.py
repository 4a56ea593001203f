"""Papers a department signs: in the decree's form and true to the figures."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from dataclasses import replace

import docx
import pytest
import report_sample as sample
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from paper_sample import (
    COMMITTEE,
    EVERY,
    HISTORY,
    ISSUER,
    PRIVATE,
    PROMISES,
    TEXTS,
    corrected,
    facts,
    figures,
    made,
    nothing_lacking,
    shown,
    speaks_of_one,
    unsure,
)

from auditor.words import Words
from reports.errors import PaperError, WriteError
from reports.figures import Adoption, DueRate, Outcome
from reports.papers import (
    ALLOWED,
    Circulation,
    Kind,
    PaperOrder,
    Reminder,
    write_annex,
    write_paper,
    write_reminder,
)
from reports.papers.circulating import circulated
from reports.papers.kinds import PastRate


@pytest.mark.parametrize(("kind", "readers"), EVERY)
def test_the_sheet_is_the_decrees(tmp_path, kind, readers):
    document = docx.Document(str(made(tmp_path, kind, readers)))
    section = document.sections[0]
    assert len(document.sections) == 1
    # the library counts in twentieths of a point: half a millimetre is nothing a ruler shows
    for value, low, high in (
        (section.page_width, 210, 210),
        (section.page_height, 297, 297),
        (section.top_margin, 20, 25),
        (section.bottom_margin, 20, 25),
        (section.left_margin, 30, 35),
        (section.right_margin, 15, 20),
    ):
        assert Mm(low) - Mm(0.5) <= value <= Mm(high) + Mm(0.5)
    assert section.different_first_page_header_footer
    assert not "".join(p.text for p in section.first_page_header.paragraphs)
    number = section.header.paragraphs[0]
    assert number.alignment == ALIGN.CENTER
    assert number.runs[0].font.size == Pt(13)
    assert [e.text for e in number._p.iter(qn("w:instrText"))] == ["PAGE"]


@pytest.mark.parametrize(("kind", "readers"), EVERY)
def test_letters_are_times_new_roman_in_the_decrees_sizes(tmp_path, kind, readers):
    document = docx.Document(str(made(tmp_path, kind, readers)))
    normal = document.styles["Normal"]
    assert normal.font.name == "Times New Roman"
    assert {normal.element.rPr.rFonts.get(qn(f"w:{k}")) for k in ("ascii", "hAnsi", "cs", "eastAsia")} == {
        "Times New Roman"
    }
    for run in document.element.body.iter(qn("w:r")):
        fonts, size = run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}"), run.find(f"{qn('w:rPr')}/{qn('w:sz')}")
        assert fonts is None
        assert size is not None and 11 * 2 <= int(size.get(qn("w:val"))) <= 14 * 2
    body = [p for p in document.paragraphs if p.alignment == ALIGN.JUSTIFY]
    assert body
    for paragraph in body:
        assert {run.font.size for run in paragraph.runs} <= {Pt(13), Pt(14)}
        assert Mm(10) <= paragraph.paragraph_format.first_line_indent <= Mm(12.8)
        assert paragraph.paragraph_format.space_after >= Pt(6)


@pytest.mark.parametrize(("kind", "readers"), EVERY)
def test_the_head_names_nation_and_issuer_and_leaves_number_and_date_open(tmp_path, kind, readers):
    document = docx.Document(str(made(tmp_path, kind, readers)))
    left, right = document.tables[0]._cells
    lines = [p for p in right.paragraphs if p.text]
    assert [p.text for p in lines[:2]] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    ]
    assert all(p.runs[0].bold for p in lines[:2])
    assert re.fullmatch(r"Lạc Giang, ngày …+ tháng …+ năm …+", lines[2].text)
    assert lines[2].runs[0].italic
    issuer = [(p.text, bool(p.runs[0].bold)) for p in left.paragraphs if p.text]
    assert issuer[:3] == [("ỦY BAN NHÂN DÂN", False), ("TỈNH LẠC GIANG", False), ("SỞ MINH HỌA", True)]
    assert re.fullmatch(r"Số: …+/(([A-Z]+-)?SMH|SMH-…+)", issuer[3][0])
    # lines are drawn, one below each side
    for cell in (left, right):
        assert len(list(cell._tc.iter(qn("w:pBdr")))) == 1


def test_a_committee_has_nobody_above_it_and_signs_for_all(tmp_path):
    issuer = replace(COMMITTEE, signature=("TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch"))
    document = docx.Document(str(made(tmp_path, Kind.ANNUAL, Circulation.INTERNAL, issuer=issuer)))
    left = document.tables[0]._cells[0]
    assert all(p.runs[0].bold for p in left.paragraphs[:2])
    assert "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH" in shown(tmp_path / "annual-internal.docx")


@pytest.mark.parametrize(
    ("kind", "readers"), [(k, r) for k in Kind for r in Circulation if r not in ALLOWED[k]]
)
def test_a_paper_for_the_wrong_readers_is_not_written(tmp_path, kind, readers):
    with pytest.raises(PaperError):
        made(tmp_path, kind, readers)
    assert list(tmp_path.iterdir()) == []


def test_a_paper_about_an_unknown_outlet_is_not_written(tmp_path):
    with pytest.raises(PaperError):
        made(tmp_path, Kind.SCORECARD, Circulation.OUTLET, outlet="bao-khac")


def test_the_annual_report_says_the_figures_and_asks_for_causes(tmp_path):
    text = shown(made(tmp_path, Kind.ANNUAL, Circulation.INTERNAL))
    assert "STT\nChỉ tiêu\nĐVT\nKế hoạch\nThực hiện\nĐạt/Chưa đạt\nGhi chú" in text
    # 6 of 9 against 70 %: by hand 66,7 - 70 = -3,3 points; formal 3 of 9 against 90 % needs 9
    assert "chưa đạt (thấp hơn 3,3 điểm phần trăm)" in text
    assert "cần ít nhất 9/9 cơ quan" in text
    causes, proposals = (
        text.index(f"\n{n}. {w}\n")
        for n, w in (("III", "KHÓ KHĂN, HẠN CHẾ VÀ NGUYÊN NHÂN"), ("IV", "ĐỀ XUẤT, KIẾN NGHỊ"))
    )
    limits = text.index("\nV. PHẠM VI")
    for part in (text[causes:proposals], text[proposals:limits]):
        lines = part.strip().split("\n")[1:]
        assert lines
        # what the figures say stands first, then what a person has to add
        said = [line for line in lines if not (line.startswith("[") and line.endswith("]"))]
        assert said and lines[: len(said)] == said, lines
        assert all(
            line.startswith(("So với năm trước", "- ")) or line.endswith((" theo số liệu:", "đề xuất:"))
            for line in said
        ), said
        assert [line[-1] for line in said if line.startswith("- ")][:-1] == [";"] * (
            len([line for line in said if line.startswith("- ")]) - 1
        )
    assert "./." in text
    assert "NGƯỜI LẬP BIỂU" in text
    assert sample.report().outlets[0].name in text


def test_the_midterm_report_shows_earlier_rates_and_invents_none(tmp_path):
    text = shown(made(tmp_path, Kind.MIDTERM, Circulation.INTERNAL))
    assert "14/12/2024\nÁp dụng từ mức thí điểm trở lên\n4/9\n44,4 %" in text
    assert "14/12/2023\nÁp dụng từ mức thí điểm trở lên\n0/0\n–" in text
    assert "Tỷ lệ đã tính" not in shown(made(tmp_path, Kind.ANNUAL, Circulation.INTERNAL))


def test_the_final_report_has_earlier_rates_and_every_other_promise(tmp_path):
    text = shown(made(tmp_path, Kind.FINAL, Circulation.PUBLIC))
    assert "BÁO CÁO TỔNG KẾT" in text
    assert "Tỷ lệ đã tính" in text
    assert "II. CÁC CHỈ TIÊU TRUYỀN THÔNG KHÁC TRONG KẾ HOẠCH" in text
    row = "2\nNhận thức mẫu\ntăng 10–15 %\nchưa có số liệu\nChưa đánh giá được\n–"
    assert row in text
    assert "VI. PHẠM VI" in text
    assert "Hương ước mẫu" not in shown(made(tmp_path, Kind.SCORECARD, Circulation.OUTLET))


@pytest.mark.parametrize("kind", [Kind.FINAL, Kind.MIDTERM])
def test_without_a_plan_of_promises_the_report_asks_for_one(tmp_path, kind):
    path = tmp_path / "p.docx"
    write_paper(PaperOrder(kind, Circulation.INTERNAL, figures(), ISSUER), Words("vi"), path)
    text = shown(path)
    asked = "[Chưa có kế hoạch, số liệu về các chỉ tiêu khác: bổ sung kế hoạch, số liệu rồi lập lại báo cáo]"
    assert f"II. CÁC CHỈ TIÊU TRUYỀN THÔNG KHÁC TRONG KẾ HOẠCH\n{asked}\nIII." in text


def test_an_outlet_of_which_nothing_could_be_collected_is_named_inside_and_asked_about(tmp_path):
    name = next(o.name for o in figures().outlets if not o.articles)
    inside = shown(made(tmp_path, Kind.ANNUAL, Circulation.INTERNAL))
    assert f"Chưa thu thập được tin bài nào trong kỳ của: {name}." in inside
    assert f"[Nêu lý do 1 cơ quan chưa thu thập được tin bài: {name}]" in inside
    public = shown(made(tmp_path, Kind.ANNUAL, Circulation.PUBLIC))
    assert "[Nêu lý do một số cơ quan chưa thu thập được tin bài]" in public
    assert "số cơ quan có tin bài không công bố (số nhỏ)" in public


def test_the_public_reads_no_count_of_a_few_bodies(tmp_path):
    """Who is silent or whose papers nobody read can be guessed where they are one of ten; the rate itself is printed whole."""
    base = sample.report()
    assert len(base.pilot.missing) in range(1, 5)
    for kind in (Kind.ANNUAL, Kind.FINAL):
        inside = shown(made(tmp_path, kind, Circulation.INTERNAL))
        public = shown(made(tmp_path, kind, Circulation.PUBLIC))
        assert (
            "- một số cơ quan chưa gửi kê khai (tạm tính là chưa áp dụng) hoặc kê khai chưa áp dụng;"
            in public
        )
        for told in (
            "cơ quan chưa gửi kê khai, tạm tính",
            "tài liệu kiểm chứng đã được thẩm định",
            "chưa có tài liệu kiểm chứng được thẩm định",
        ):
            assert told not in public, (kind, told)
        assert "chưa gửi kê khai" in inside


def test_nothing_is_said_of_none_and_equal_values_are_said_once(tmp_path):
    base = sample.report()
    quiet = tuple(
        replace(o, reposts=0, findings=0, findings_waiting=0, indicators=o.indicators and sample.indicators())
        for o in base.outlets
    )
    text = shown(made(tmp_path, Kind.ANNUAL, Circulation.INTERNAL, replace(base, outlets=quiet)))
    assert "Ghi nhận" not in text and "đăng lại" not in text
    assert "(Tỷ lệ tin bài có định kiến giới lộ rõ): 8 cơ quan có kết quả, đều 0,0 %." in text
    read = tuple(replace(o, findings_waiting=0) for o in base.outlets)
    text = shown(made(tmp_path, Kind.ANNUAL, Circulation.INTERNAL, replace(base, outlets=read)))
    assert "lượt cách viết cần xem." in text and " 0 lượt" not in text
    assert "Trong đó có 328 tin bài đăng lại." in text


def test_beside_a_target_that_is_not_met_no_cell_says_met(tmp_path):
    text = shown(made(tmp_path, Kind.ANNUAL, Circulation.INTERNAL))
    table = text[text.index("Đạt/Chưa đạt") : text.index("Kết quả theo khối")]
    assert "\n6/9 cơ quan (66,7 %)\n" in table
    assert "đạt 6/9" not in table.replace("mới đạt 6/9", "")
    assert "- chưa đạt 2/2 mốc đã đến hạn (nêu tại bảng" in text


def test_a_scorecard_keeps_the_empties_apart(tmp_path):
    text = shown(made(tmp_path, Kind.SCORECARD, Circulation.OUTLET))
    assert "45 nữ/139 nhân vật" in text
    for outcome, code in (
        (Outcome.INSUFFICIENT, "B1.1.3"),
        (Outcome.NOT_ASSESSED, "A1.1.1, A1.1.2"),
        (Outcome.NOT_APPLICABLE, "A5.2.1"),
        (Outcome.NONE_ARISING, "B1.5.2"),
    ):
        assert re.search(rf"{Words('vi')(f'outcome.{outcome}')} \(\d chỉ số\): {code}\.", text), outcome
    assert "“phái đẹp”" in text
    assert PRIVATE[3] in text  # the note of a figure is the outlet's own affair


def test_what_an_outlet_is_asked_to_explain_comes_from_its_figures(tmp_path):
    report = sample.report()
    text = shown(made(tmp_path, Kind.EXPLANATION, Circulation.OUTLET, report))
    assert "12 trường hợp cần xem trong 312" in text
    assert "37 lượt; chi tiết tại phiếu kết quả" in text
    waits = shown(made(tmp_path, Kind.EXPLANATION, Circulation.OUTLET))
    assert "37 lượt, trong đó 9 lượt chờ xác nhận" in waits
    silent = next(o for o in report.outlets if o.counted and o.adoption.level is None)
    assert "Chưa gửi bảng kê khai mức áp dụng" in shown(
        made(tmp_path, Kind.MINUTES, Circulation.OUTLET, report, outlet=silent.id)
    )


def test_no_paper_calls_a_result_a_breach_or_an_inspection():
    for key, said in TEXTS.items():
        assert not re.search(r"vi phạm|thanh tra|kiểm tra|kiểm toán|sai phạm", said["vi"], re.IGNORECASE), key
        assert not re.search(r"violat|infring|inspect|offen[cd]", said["en"], re.IGNORECASE), key


@pytest.mark.slow
def test_no_sentence_of_the_papers_is_dead(tmp_path):
    asked: set[str] = set()

    class Heard(Words):
        def __call__(self, key, /, **values):
            asked.add(key)
            return super().__call__(key, **values)

    base = figures()
    nothing = replace(base, outlets=tuple(replace(o, articles=0, indicators=()) for o in base.outlets))
    quiet = replace(
        base, pilot=replace(base.pilot, last=(), verified=None), formal=replace(base.formal, next=())
    )
    first = base.outlets[0]
    done = replace(first, indicators=(), findings=0, channels_missing=(), examples=())
    few = replace(base, outlets=base.outlets[:3])
    heirs = replace(
        base,
        outlets=tuple(
            replace(o, adoption=Adoption(None, inherited=standing))
            for o, standing in zip(base.outlets, ("pending", "expired"), strict=False)
        ),
    )
    lots = (
        base,
        nothing,
        quiet,
        few,
        heirs,
        replace(base, outlets=(done,)),
        sample.forty(),
        corrected(base),
    )
    for report in lots:
        for kind, readers in EVERY:
            about = "bao-tinh" if speaks_of_one(kind, readers) else ""
            order = PaperOrder(
                kind, readers, report, ISSUER, about, HISTORY, promises=PROMISES, facts=facts(report)
            )
            write_paper(order, Heard(), tmp_path / "p.docx")
        write_annex(report, Heard(), tmp_path / "p.xlsx")
    unread = replace(base, outlets=(replace(done, adoption=Adoption(1)), base.outlets[5]))
    for about in ("bao-tinh", base.outlets[5].id):
        write_paper(
            PaperOrder(Kind.EXPLANATION, Circulation.OUTLET, unread, ISSUER, about),
            Heard(),
            tmp_path / "p.docx",
        )
    weak = replace(corrected(base), outlets=tuple(map(unsure, corrected(base).outlets)))
    write_paper(PaperOrder(Kind.BRIEFING, Circulation.INTERNAL, weak, ISSUER), Heard(), tmp_path / "p.docx")
    clean = replace(base, outlets=tuple(replace(o, findings=0) for o in base.outlets))
    write_paper(PaperOrder(Kind.BRIEFING, Circulation.PUBLIC, clean, ISSUER), Heard(), tmp_path / "p.docx")
    for points in (True, False):
        letter = Reminder(("Báo Mẫu",), ISSUER, base.as_of, base.period, points=points)
        write_reminder(letter, Heard(), tmp_path / "p.txt")
    calm = replace(
        sample.forty(), outlets=tuple(replace(o, findings_waiting=0) for o in sample.forty().outlets)
    )
    same = replace(calm, outlets=tuple(replace(o, indicators=sample.indicators()) for o in calm.outlets))
    # two of nine without a result: so few are not told apart in public
    lacking = tuple(replace(i, outcome=Outcome.INSUFFICIENT) for i in sample.indicators())
    less = [
        replace(
            whole,
            outlets=(*(replace(o, indicators=lacking) for o in whole.outlets[:2]), *whole.outlets[2:9]),
        )
        for whole in (calm, same)
    ]
    for report in (calm, same, *less, *nothing_lacking(base)):
        for readers in ALLOWED[Kind.FINAL]:
            write_paper(PaperOrder(Kind.FINAL, readers, report, ISSUER), Heard(), tmp_path / "p.docx")
    missed = replace(PROMISES[0], missed=True)
    unknown = replace(PROMISES[0], known=False)
    same_rate = PastRate("2024-12-14", 1, base.pilot.applied, base.pilot.counted)
    for past, breaks in (
        ((same_rate,), ()),
        ((replace(same_rate, applied=base.pilot.counted),), ()),
        (HISTORY, ("x",)),
    ):
        order = PaperOrder(
            Kind.FINAL,
            Circulation.INTERNAL,
            base,
            ISSUER,
            "",
            past,
            promises=(missed, unknown),
            breaks=breaks,
        )
        write_paper(order, Heard(), tmp_path / "p.docx")
        order = replace(order, facts=replace(facts(base), appraised=True))
        write_paper(order, Heard(), tmp_path / "p.docx")
    order = PaperOrder(Kind.FINAL, Circulation.INTERNAL, base, ISSUER, promises=PROMISES[:1])
    for promises in ((replace(PROMISES[0], missed=False),), (unknown,)):
        write_paper(replace(order, promises=promises), Heard(), tmp_path / "p.docx")
    write_paper(
        PaperOrder(
            Kind.BRIEFING,
            Circulation.INTERNAL,
            replace(corrected(base), outlets=corrected(base).outlets[:1]),
            ISSUER,
        ),
        Heard(),
        tmp_path / "p.docx",
    )
    own = {k for k in TEXTS if k.startswith("papers.") and not k.startswith("papers.file.")}
    assert own - asked == set()


@pytest.mark.parametrize(("kind", "readers"), EVERY)
def test_hostile_names_neither_break_nor_mislead(tmp_path, kind, readers):
    report = sample.hostile()
    path = made(
        tmp_path,
        kind,
        readers,
        report,
        outlet="x0" if speaks_of_one(kind, readers) else None,
        issuer=replace(ISSUER, place="\u202e\x00<w:p>"),
    )
    text = shown(path)
    assert "\u202e" not in text
    assert "<w:p>, ngày" in text


def test_the_same_figures_give_the_same_file(tmp_path):
    first = made(tmp_path, Kind.ANNUAL, Circulation.INTERNAL).read_bytes()
    assert made(tmp_path, Kind.ANNUAL, Circulation.INTERNAL).read_bytes() == first


def test_a_file_says_nothing_of_the_machine_that_wrote_it(tmp_path):
    path = made(tmp_path, Kind.ANNUAL, Circulation.PUBLIC)
    properties = docx.Document(str(path)).core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert properties.created.date().isoformat() == "2026-01-12"
    with zipfile.ZipFile(path) as archive:
        assert Counter(name.rsplit(".", 1)[-1] for name in archive.namelist())["jpeg"] == 0
        assert b"thumbnail" not in archive.read("_rels/.rels")


def test_a_folder_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "there").write_text("no folder")
    with pytest.raises(WriteError):
        made(tmp_path / "there", Kind.BRIEFING, Circulation.PUBLIC)


def test_both_languages_write_every_paper(tmp_path):
    for kind, readers in EVERY:
        text = shown(made(tmp_path, kind, readers, lang="en"))
        assert "SOCIALIST REPUBLIC OF VIET NAM" in text


def test_without_outlets_there_is_still_a_report(tmp_path):
    text = shown(made(tmp_path, Kind.ANNUAL, Circulation.PUBLIC, sample.report(())))
    assert "chưa tính được tỷ lệ" in text
    assert circulated(sample.report(()), Circulation.PUBLIC).outlets == ()


def test_the_sheet_prints_who_counts(tmp_path):
    base = replace(
        sample.report(), denominator="Tính theo báo Mây", denominator_unnamed="Tính theo quyết định"
    )
    for readers in ALLOWED[Kind.BRIEFING]:
        text = shown(made(tmp_path, Kind.BRIEFING, readers, base))
        assert "tính vào mẫu số: 9. Tính theo quyết định" in text


def test_a_target_missed_when_due_is_told_as_missed_and_asked_about(tmp_path):
    """All nine apply today, four did when the milestone fell due: the prime minister's report is about 2025."""
    base = figures()
    (goal, *_) = base.pilot.last
    late = replace(
        base, pilot=replace(base.pilot, applied=9, verified=5, last=(replace(goal, at_due=DueRate(4, 9, 3)),))
    )
    for kind in (Kind.MIDTERM, Kind.FINAL):
        order = PaperOrder(kind, Circulation.INTERNAL, late, ISSUER, "", HISTORY, promises=PROMISES)
        write_paper(order, Words("vi"), tmp_path / "b.docx")
        text = shown(tmp_path / "b.docx")
        due = (
            "hưa đạt khi đến hạn (số liệu ngày 31/12/2025: 4/9 cơ quan, 44,4 %; thấp hơn 25,6 điểm phần trăm)"
        )
        # in the sentence and in the table of targets
        assert text.count(due) == 2
        assert "đến nay 9/9 cơ quan (100,0 %)" in text
        assert "Số liệu ngày 31/12/2025: Tính riêng cơ quan có tài liệu kiểm chứng đã thẩm định: 3/9" in text
        assert "Nguyên nhân theo số liệu: mốc năm 2025 của " in text
        assert "mới đạt 4/9 cơ quan (44,4 %), còn thiếu 25,6 điểm phần trăm" in text
        assert "- chưa đạt 1/1 mốc đã đến hạn" in text


def test_a_target_met_by_declarations_says_what_was_appraised(tmp_path):
    """Seven of nine by their own word are above 70 per cent; the three whose papers somebody read are not."""
    base = figures()
    told = replace(base, pilot=replace(base.pilot, applied=7, verified=3))
    for kind in (Kind.ANNUAL, Kind.MIDTERM, Kind.FINAL):
        order = PaperOrder(kind, Circulation.INTERNAL, told, ISSUER, "", HISTORY, promises=PROMISES)
        write_paper(order, Words("vi"), tmp_path / "b.docx")
        text = shown(tmp_path / "b.docx")
        assert "Đạt (cao hơn 7,8 điểm phần trăm)" in text
        alone = "Tính riêng cơ quan có tài liệu kiểm chứng đã thẩm định: 3/9 cơ quan (33,3 %), thấp hơn mốc 36,7 điểm phần trăm."
        # as a sentence, and as the note of its row
        assert text.count(alone) == 2, kind

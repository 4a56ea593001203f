"""A report is signed by a director: what it says twice, asks for although it stands above, or tells of nothing, is struck out by hand."""

from __future__ import annotations

import re
from dataclasses import replace

import docx
import pytest
import report_sample as sample
from paper_sample import ISSUER, PROMISES, facts, figures, made, nothing_lacking, shown

from auditor.words import Words
from reports.figures import ProductRate
from reports.papers import Circulation, Kind, PaperOrder, known, write_paper
from reports.papers.beside import moved, of_outlets, of_standings, of_targets, of_whole
from reports.papers.circulating import standings
from reports.papers.facts import Facts, Why
from reports.wording import Wording

SAY = Wording(Words("vi"))
REPORTS = [Kind.ANNUAL, Kind.MIDTERM, Kind.FINAL]


@pytest.mark.parametrize("kind", REPORTS)
def test_no_clause_stands_twice_among_causes_and_proposals(tmp_path, kind):
    text = shown(made(tmp_path, kind, Circulation.INTERNAL))
    report = figures()
    clauses = [*known.standing(report, SAY), *known.to_do(report, SAY)]
    clauses += [
        *known.forms(facts(report), SAY),
        *known.unsure([o for o in report.outlets if o.counted], SAY),
    ]
    assert len(clauses) >= 6
    lines = text.split("\n")
    beside = [line for line in lines if line.startswith(("Nguyên nhân", "Đề xuất")) and "khối " not in line]
    for clause in clauses:
        assert lines.count(f"- {clause};") == 1, clause
        assert not any(clause in line for line in beside), clause


@pytest.mark.parametrize("kind", REPORTS)
def test_no_prompt_asks_for_what_the_clauses_above_it_say(tmp_path, kind):
    text = shown(made(tmp_path, kind, Circulation.INTERNAL))
    prompts = re.findall(r"\[.+?\]", text)
    for word in ("chưa gửi kê khai", "chưa có tài liệu kiểm chứng", "chưa đạt mốc", "đang chờ", "ít nhất"):
        assert not any(word in prompt for prompt in prompts), prompts
    assert "nguyên nhân khác, nếu có" not in text
    assert "bố trí người đọc xác nhận" in text


def test_no_assessment_counts_nothing():
    for report in (sample.report(), sample.forty(), *nothing_lacking(sample.report())):
        told = (
            of_targets(report, SAY).assessment,
            of_outlets(report, SAY).assessment,
            of_standings(rows, SAY).assessment if (rows := standings(report.outlets)) else "",
        )
        for line in told:
            assert not re.search(r"(?<![\d,./])0 ", line.replace("0/", "")), line


def test_the_states_of_empty_indicators_are_counted_once_and_one_way():
    """ "8 chỉ số không đủ cơ sở" in one line and 2 in the next: either may be right, both cannot."""
    found = of_standings(standings(figures().outlets), SAY)
    assert "không đủ cơ sở" not in found.assessment


def test_the_year_before_is_named_once():
    lines = list(
        moved(
            Facts(rate=(Why("A: từ 1 thành 2."), Why("B: từ 3 thành 4.")), content=(Why("C."), Why("D."))),
            SAY,
        )
    )
    assert lines == [
        "So với năm trước: A: từ 1 thành 2. B: từ 3 thành 4.",
        "So với năm trước, về nội dung (giá trị chưa hiệu chỉnh, trừ phần do người mã hóa): C. D.",
    ]
    assert list(moved(Facts(), SAY)) == []


def test_a_milestone_ahead_says_at_which_level():
    report = sample.report()
    told = " ".join(of_targets(report, SAY).proposals)
    assert "chính thức áp dụng để đạt mốc năm 2030" in told


def test_a_missed_milestone_is_counted_among_difficulties():
    causes = of_whole(figures(), SAY, Facts()).causes
    assert causes[0] == "chưa đạt 2/2 mốc đã đến hạn (nêu tại bảng kết quả so với các mốc chỉ tiêu)"


def test_where_nothing_is_lacking_a_person_is_still_asked_for_difficulties(tmp_path):
    done = nothing_lacking(sample.report())[0]
    write_paper(PaperOrder(Kind.ANNUAL, Circulation.INTERNAL, done, ISSUER), Words("vi"), tmp_path / "p.docx")
    assert "[Bổ sung khó khăn, hạn chế và nguyên nhân khác, nếu có]" in shown(tmp_path / "p.docx")


def heads(path):
    return [[c.text for c in t.rows[0].cells] for t in docx.Document(str(path)).tables]


def test_columns_that_would_say_one_thing_are_left_out(tmp_path):
    report = sample.report()
    few = replace(
        report,
        products=tuple(cell for cell in report.products if cell.group is None),
        outlets=report.outlets[:3],
    )
    order = PaperOrder(Kind.FINAL, Circulation.INTERNAL, few, ISSUER, promises=PROMISES[:1])
    write_paper(order, Words("vi"), tmp_path / "p.docx")
    found = heads(tmp_path / "p.docx")
    assert ["STT", "Loại sản phẩm", "Từ thí điểm trở lên", "Chính thức"] in found
    assert ["STT", "Mã", "Chỉ số", "Có kết quả"] in found
    text = shown(tmp_path / "p.docx")
    assert text.count(PROMISES[0].plan) == 1 and "không nêu khoảng giá trị khi dưới 5" in text
    whole = ProductRate("print", None, 9, 6, 2)
    more = replace(report, products=(whole, replace(whole, group="party", counted=6)))
    plans = (PROMISES[0], replace(PROMISES[0], plan="Kế hoạch khác"))
    write_paper(replace(order, report=more, promises=plans), Words("vi"), tmp_path / "q.docx")
    assert "(Kế hoạch khác)" in shown(tmp_path / "q.docx")
    found = heads(tmp_path / "q.docx")
    assert any("Khối" in row and "Loại sản phẩm" in row for row in found)
    assert any(row[-1] == "Thấp nhất – cao nhất" for row in found)


def test_a_column_is_centred_as_a_whole(tmp_path):
    path = made(tmp_path, Kind.SCORECARD, Circulation.OUTLET)
    for table in docx.Document(str(path)).tables:
        if len(table.rows) < 3 or len(table.columns) < 4:
            continue
        for column in table.columns:
            assert len({cell.paragraphs[0].alignment for cell in column.cells[1:]}) == 1


def test_the_months_sheet_explains_brackets_only_where_there_are_some(tmp_path):
    report = sample.report(sample.NAMES[:2])
    assert "Trong ngoặc" in shown(made(tmp_path, Kind.BRIEFING, Circulation.INTERNAL, report))
    empty = replace(report, outlets=tuple(replace(o, indicators=()) for o in report.outlets))
    assert "Trong ngoặc" not in shown(made(tmp_path, Kind.BRIEFING, Circulation.INTERNAL, empty))

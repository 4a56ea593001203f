"""What paragraphs say beyond the table they stand under: a cause that no figure shows, or a name that its readers may not see, would be
signed by a department.
"""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
import report_sample as sample
from paper_sample import EVERY, ISSUER, PRIVATE, facts, made, shown, speaks_of_one

from auditor.words import Words
from reports.figures import Corrected, Interval, Outcome
from reports.papers import Circulation, Kind, PaperOrder, known, write_paper
from reports.papers.beside import Beside, of_examples, of_results, paragraphs
from reports.papers.circulating import circulated, facts_for, standings
from reports.papers.facts import Facts, Lost, Sent, Weight, Why
from reports.small import SMALL
from reports.wording import Wording

SAY = Wording(Words("vi"))
TAIL = "nguyên nhân khác do cơ quan bổ sung: ………………"


def test_points_lost_are_added_by_criterion_and_the_most_stand_first():
    made_up = Facts(
        scored=3,
        appraised=True,
        lost=(
            Lost("A1.1.1", "", (("x", 1.0), ("y", 0.5))),
            Lost("A2.1.1", "", (("x", 2.0), ("y", 2.0), ("z", 2.0))),
        ),
    )
    (told,) = known.lost(made_up, SAY)
    assert told == (
        "tiêu chí mất nhiều điểm nhất (theo điểm thẩm định): A2.1.1 (mất 6 điểm ở 3/3 cơ quan), A1.1.1 (mất 1,5 điểm ở 2/3 cơ quan)"
    )
    assert known.train(made_up, SAY)[-1].endswith("tiêu chí A2.1.1, A1.1.1")


def test_criteria_that_lost_alike_are_not_called_the_worst():
    """Forty criteria lost one point each: the first three by their code are no more to blame than the others."""
    alike = tuple(Lost(f"A1.1.{n}", "", (("x", 1.0),)) for n in range(1, 6))
    assert list(known.lost(Facts(scored=2, lost=alike), SAY)) == []
    assert known.train(Facts(scored=2, lost=alike), SAY) == []
    worse = (*alike, Lost("B1.1.1", "", (("x", 2.0), ("y", 1.0))))
    (told,) = known.lost(Facts(scored=2, lost=worse), SAY)
    assert told.endswith("(theo điểm tự chấm): B1.1.1 (mất 3 điểm ở 2/2 cơ quan)")


def test_causes_are_counts_and_the_rest_is_left_to_the_department():
    (line,) = paragraphs(Beside("", ("2 cơ quan kê khai chưa áp dụng",), asking=True), SAY)
    assert line == f"Nguyên nhân theo số liệu: 2 cơ quan kê khai chưa áp dụng; {TAIL}"
    (line,) = paragraphs(Beside("", asking=True), SAY)
    assert line == "Nguyên nhân: số liệu hiện có chưa cho biết; cơ quan bổ sung: ………………"
    assert list(paragraphs(Beside("Đánh giá: tốt."), SAY)) == ["Đánh giá: tốt."]


def test_the_levels_of_the_bodies_are_told_apart_by_hand():
    report = sample.report()
    levels = [o.adoption.level for o in report.outlets if o.counted]
    told = known.standing(report, SAY)
    assert f"{levels.count(None)} cơ quan chưa gửi kê khai" in told
    assert f"{levels.count(0)} cơ quan kê khai chưa áp dụng" in told
    assert len(known.to_do(report, SAY)) == len(told)
    # of nine, four and less are too few to be counted in public, and so is a rest of as few
    public = circulated(report, Circulation.PUBLIC)
    assert known.standing(public, SAY) == [
        "một số cơ quan chưa gửi kê khai (tạm tính là chưa áp dụng) hoặc kê khai chưa áp dụng",
        "một số cơ quan mới áp dụng thí điểm",
        "tài liệu kiểm chứng của một số cơ quan kê khai áp dụng chưa được thẩm định",
    ]
    assert len(known.to_do(public, SAY)) == 3


def test_in_public_a_hidden_level_does_not_follow_from_the_others():
    """Twenty bodies: 8 apply, 9 said no; the 3 that are silent would be what is left of 20."""
    base = sample.report()
    rate = replace(base.pilot, applied=8, counted=20, verified=8, missing=("x", "y", "z"))
    report = circulated(replace(base, pilot=rate, ladder=None), Circulation.PUBLIC)
    told = " ".join(known.standing(report, SAY))
    assert "12 cơ quan chưa gửi kê khai (tạm tính là chưa áp dụng) hoặc kê khai chưa áp dụng" in told
    assert not re.search(r"\b[39]\b", told)
    # six that are silent and six that said no are both told
    rate = replace(rate, missing=("x",) * 6)
    report = circulated(replace(base, pilot=rate, ladder=None), Circulation.PUBLIC)
    silent, no, *_ = known.standing(report, SAY)
    assert silent.startswith("6 cơ quan chưa gửi kê khai") and no == "6 cơ quan kê khai chưa áp dụng"


@pytest.mark.parametrize(
    ("standings_", "asked", "told"),
    [
        ({"late": 6, "missing": 1, "draft": 7}, 30, {"late", "draft"}),
        # none is small: all are told, and who sent it in time follows
        ({"late": 6, "missing": 5, "draft": 7}, 30, {"late", "missing", "draft"}),
        # one is missing and one came in time: two together are a few, so the smallest of the others is not told either
        ({"late": 6, "missing": 1, "draft": 22}, 30, {"draft"}),
        # two that came in time would follow from the others
        ({"late": 8, "missing": 9, "draft": 11}, 30, {"missing", "draft"}),
    ],
)
def test_forms_are_one_table_of_which_no_small_count_follows(standings_, asked, told):
    sent = tuple(Sent("", "", name) for name, n in standings_.items() for _ in range(n))
    assert {one.standing for one in facts_for(Facts(asked=asked, sent=sent), Circulation.PUBLIC).sent} == told


def test_in_public_a_sum_of_forms_is_not_told_where_a_part_of_it_is_not():
    sent = tuple(Sent("", "", name) for name in ("missing",) * 9 + ("draft",) * 2)
    inside, public = (
        facts_for(Facts(asked=40, sent=sent), c) for c in (Circulation.INTERNAL, Circulation.PUBLIC)
    )
    assert [" ".join(known.remind_forms(f, SAY)) for f in (inside, public)] == [
        "đôn đốc 11 đơn vị gửi phiếu chính thức",
        "đôn đốc một số đơn vị gửi phiếu chính thức",
    ]


def test_points_of_nearly_all_bodies_are_not_counted_in_public():
    lost = (Lost("A1.1.1", "", tuple((str(n), 1.0) for n in range(7))),)
    some = Facts(scored=17, read=17, lost=lost, weights=(Weight("F2", (("a", 1),) * 17),))
    for counted, told in ((17, True), (20, False), (22, True)):
        found = facts_for(some, Circulation.PUBLIC, counted=counted)
        assert (bool(found.lost), bool(found.weights)) == (told, told)


def test_people_whose_sex_no_word_tells_are_added_up():
    (first, *_) = sample.report().outlets
    people = next(f for f in first.indicators if f.code == known.PEOPLE)
    two = [
        replace(first, indicators=(replace(people, unknown=10, unknown_share=0.1),)),
        replace(first, indicators=(replace(people, unknown=20, unknown_share=0.4),)),
    ]
    # 30 of 100 + 50
    assert known.unsure(two, SAY)[0] == "chưa xác định được giới của 30 nhân vật (20,0 % số nhân vật)"
    assert known.unsure(two, SAY, public=True) == []


def test_shares_are_uncorrected_until_somebody_coded_and_agreed():
    (first, *_) = sample.report().outlets
    shares = [
        f for f in first.indicators if f.outcome == Outcome.MEASURED and f.scale and f.method != "declared"
    ]
    raw = known.uncorrected([first])
    assert raw == (len(shares), len(shares))
    right = Corrected(0.3, Interval(0.2, 0.4), 40)
    for corrected, left in ((right, 0), (replace(right, weak=True), len(shares))):
        all_ = replace(first, indicators=tuple(replace(f, corrected=corrected) for f in shares))
        assert known.uncorrected([all_]) == (left, len(shares))


def test_an_outlet_reads_its_own_points_wordings_and_change_alone():
    report = sample.report()
    one = report.outlets[1]
    own = facts_for(facts(), Circulation.OUTLET, one.id)
    assert [[id for id, _ in line.points] for line in own.lost] == [[one.id]]
    assert {id for line in own.weights for id, _ in line.hits} == {one.id}
    assert (own.own, own.sent, own.rate, own.content) == ((), (), (), ())
    told = " ".join(paragraphs(of_results(one, SAY, own), SAY))
    assert "A2.1.1 (mất 2 điểm)" in told and "/9 cơ quan" not in told
    assert "“Phụ nữ lãnh đạo, thành đạt” (50 lượt)" in " ".join(of_examples(one, SAY, own).causes)


def test_in_public_no_sum_stands_for_a_few_bodies():
    shown_ = facts_for(facts(), Circulation.PUBLIC)
    # one body lost points under A1.1.1, two had findings of F5, one of thirty sent nothing
    assert [line.code for line in shown_.lost] == ["A2.1.1"]
    assert [weight.family for weight in shown_.weights] == ["F2"]
    assert {one.standing for one in shown_.sent} == {"late", "draft"}
    names = {one.name for one in shown_.sent} | {id for w in shown_.weights for id, _ in w.hits}
    assert names == {""} and shown_.own == ()
    few = Facts(
        asked=9, sent=tuple(Sent(str(n), "x", "late") for n in range(SMALL)), read=4, content=(Why("y"),)
    )
    # five of nine are late: the other four would be told
    assert (facts_for(few, Circulation.PUBLIC).sent, facts_for(few, Circulation.PUBLIC).content) == ((), ())
    weight = Weight("F2", (("a", 9),) * 4)
    assert facts_for(Facts(read=9, weights=(weight,)), Circulation.PUBLIC).weights == ()


@pytest.mark.parametrize(("kind", "readers"), EVERY)
def test_no_paper_names_a_command_and_public_ones_name_nobody(tmp_path, kind, readers):
    text = shown(made(tmp_path, kind, readers, sample.report()))
    assert not re.search(r"\bauditor\s+[a-z]{3,}|--[a-z]", text), re.findall(r".{20}auditor .{20}", text)
    if readers != Circulation.INTERNAL:
        assert PRIVATE[0] not in text


@pytest.mark.parametrize("kind", [Kind.ANNUAL, Kind.MIDTERM, Kind.FINAL, Kind.BRIEFING])
def test_reports_say_causes_and_proposals_that_the_figures_show(tmp_path, kind):
    text = shown(made(tmp_path, kind, Circulation.INTERNAL, sample.report()))
    assert TAIL in text and "Đề xuất: " in text
    assert "tập huấn biên tập viên về nhóm “Phụ nữ lãnh đạo, thành đạt”" in text
    if kind != Kind.BRIEFING:
        assert "A2.1.1 (mất 20 điểm ở 10/10 cơ quan)" in text
        assert "6/30 đơn vị gửi phiếu muộn (" in text and "1/30 đơn vị chưa gửi phiếu (" in text
        assert "So với năm trước: Tỷ lệ mẫu: từ 44,4 % thành 66,7 %." in text


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_without_facts_papers_are_made_as_before(tmp_path, lang):
    for kind, readers in EVERY:
        about = "bao-tinh" if speaks_of_one(kind, readers) else ""
        write_paper(
            PaperOrder(kind, readers, sample.report(), ISSUER, about), Words(lang), tmp_path / "p.docx"
        )


def test_corrected_ends_are_given_for_five_outlets_or_more():
    (first, *_) = sample.report().outlets
    share = next(f for f in first.indicators if f.code == known.PEOPLE)
    rights = [Corrected(0.3 + n / 100, Interval(0.2, 0.4), 40) for n in range(6)]
    many = [replace(first, indicators=(replace(share, corrected=right),)) for right in rights]
    (told,) = standings(many)
    assert told.corrected == (0.3, 0.35)
    assert standings(many[:4])[0].corrected is None
    weak = [
        replace(o, indicators=(replace(o.indicators[0], corrected=replace(rights[0], weak=True)),))
        for o in many
    ]
    assert standings(weak)[0].corrected is None

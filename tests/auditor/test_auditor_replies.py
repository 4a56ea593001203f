"""What an outlet would lose if its objection were lost, answered by whoever made the figure, or changed nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from auditor_replied import (
    CODE,
    OTHER,
    OUTLET,
    PERIOD,
    PROVEN,
    READER,
    SECOND,
    W,
    answer,
    case,
    copy_replied,
    figure_of,
    key_of,
    make_replied,
    object_to,
    outlet_of,
    report,
    target,
)

from auditor import figures
from auditor.adoption import adoption_stage
from auditor.cli import main
from auditor.decisions import append, decisions_of, write_export
from auditor.decisions.findings import decision_of
from auditor.replies import effects, model, records
from auditor.replies.model import Objection, Reply, Target
from indicators.rules.judgements import Judgement, Tally


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return make_replied(tmp_path_factory.mktemp("y-kien") / "w")


@pytest.fixture
def workspace(made, tmp_path):
    return copy_replied(made, tmp_path / "w")


# --- what is accepted changes the figure, and says what it was --------------------------------------------------------


def test_an_accepted_objection_takes_back_what_a_proven_rule_found(workspace):
    before = report(workspace)
    old = figure_of(before)
    assert old.numerator == 1, "the wording counts"
    one = object_to(workspace, target(workspace))
    waiting = figure_of(report(workspace))
    assert (waiting.numerator, waiting.replies.received, waiting.replies.waiting) == (1, 1, 1), (
        "asking changes nothing"
    )
    answer(workspace, one)
    after = report(workspace)
    new = figure_of(after)
    assert new.numerator == 0
    assert (new.replies.received, new.replies.accepted) == (1, 1)
    assert "1/31" in new.replies.before and "%" in new.replies.before
    assert outlet_of(after).findings == outlet_of(before).findings - 1
    assert not [e for e in outlet_of(after).examples if e.rule == PROVEN.id]
    (shown,) = outlet_of(after).opinions
    assert (shown.outcome, shown.answered_by, bool(shown.effect)) == (model.ACCEPTED, SECOND, True)
    assert figure_of(after, name=OTHER) == figure_of(before, name=OTHER), "nobody else's figure moves"


def test_a_report_made_before_the_next_scoring_says_so(workspace):
    one = object_to(workspace, target(workspace))
    answer(workspace, one)
    with workspace.store() as store:
        store.execute("UPDATE runs SET ended = '2020-01-01T00:00:00Z'")
        found = figures.province_report(workspace, store, W)
    assert any("auditor score" in limit for limit in found.limits)
    assert not any("auditor score" in limit for limit in report(workspace).limits)


def test_an_objection_that_is_upheld_changes_nothing_and_stands_beside_the_figure(workspace):
    before = figure_of(report(workspace))
    one = object_to(workspace, target(workspace))
    answer(workspace, one, model.UPHELD, text="Cụm từ nói về phụ nữ nói chung")
    found = report(workspace)
    after = figure_of(found)
    assert (after.value, after.numerator) == (before.value, before.numerator)
    assert (after.replies.upheld, after.replies.before) == (1, "")
    (example,) = [e for e in outlet_of(found).examples if e.rule == PROVEN.id]
    assert example.replies.upheld == 1


def test_an_answer_that_is_taken_back_gives_the_figure_back(workspace):
    before = figure_of(report(workspace))
    one = object_to(workspace, target(workspace))
    answer(workspace, one)
    report(workspace)
    answer(workspace, one, model.UPHELD, by="Lê Mẫu", text="Đọc lại: vẫn tính")
    after = figure_of(report(workspace))
    assert (after.value, after.numerator, after.replies.before) == (before.value, before.numerator, "")
    assert len(decisions_of(workspace.path, "reply")) == 2, "both answers stay in the history"


def test_an_item_of_somebody_else_leaves_that_outlets_figures_alone(workspace):
    before = report(workspace)
    one = object_to(workspace, Target(model.ITEM, key_of(workspace)), model.NOT_OURS)
    answer(workspace, one)
    after = report(workspace)
    assert outlet_of(after).articles == outlet_of(before).articles - 1 == 30
    assert figure_of(after).n == 30 and "1/31" in figure_of(after).replies.before
    assert any("1 tin bài" in limit and "tiếp thu" in limit for limit in after.limits)
    assert outlet_of(after, OTHER).articles == 31


def test_a_wrong_period_is_wrong_in_that_period_alone(workspace):
    one = object_to(workspace, Target(model.ITEM, key_of(workspace)), model.PLACEMENT)
    answer(workspace, one)
    found = effects.effects(records.cases(workspace.path), [], PERIOD)
    assert found.left_out and not effects.effects(
        records.cases(workspace.path), [], ("2026-01-01", "2026-12-31")
    )


def test_a_figure_that_was_objected_to_with_success_is_withheld(workspace):
    one = object_to(workspace, Target(model.FIGURE, code=CODE, version="vn-2014"), model.OTHER)
    answer(workspace, one)
    figure = figure_of(report(workspace))
    assert (figure.outcome, figure.value) == ("needs_review", None)
    # nobody works out another one by itself: what would give one is said
    assert "không còn được nêu trong kỳ này; muốn có số mới cần nêu ý kiến về từng tin bài" in figure.note
    assert "1/31" in figure.replies.before


def test_adoption_is_what_the_second_reader_found_shown(workspace):
    table = workspace.path / "adoption.csv"
    table.write_text(
        f"outlet,level,date,evidence,checked_by\n{OUTLET},thí điểm,2025-03-01,,{READER}\n", encoding="utf-8"
    )
    with workspace.store() as store:
        adoption_stage(workspace, store)
    one = object_to(workspace, Target(model.ADOPTION), model.EVIDENCE, "Đã áp dụng chính thức từ tháng 5")
    with pytest.raises(records.SameReader):
        answer(workspace, one, by=READER.upper(), level=2, date="2025-05-01")
    with pytest.raises(records.NoLevel):
        answer(workspace, one)
    answer(workspace, one, level=2, date="2025-05-01")
    found = report(workspace)
    adoption = outlet_of(found).adoption
    assert (adoption.level, adoption.date, adoption.verified) == (2, "2025-05-01", False), (
        "papers still have to be there"
    )
    assert "Thí điểm" in adoption.replies.before or "thí điểm" in adoption.replies.before
    assert found.formal.applied == 1
    # whoever declares anew later has the last word
    table.write_text(f"outlet,level,date\n{OUTLET},chưa,2025-06-01\n", encoding="utf-8")
    with workspace.store() as store:
        adoption_stage(workspace, store)
        store.execute(
            "UPDATE declarations SET read_at = '2099-01-01T00:00:00Z' WHERE id = (SELECT max(id) FROM declarations)"
        )
    assert outlet_of(report(workspace)).adoption.level == 0


def test_considered_and_kept_is_an_explanation_and_waits_for_nobody(workspace):
    one = object_to(workspace, target(workspace), model.KEPT, "Trích nguyên văn câu ca dao")
    with pytest.raises(records.NotAsked):
        answer(workspace, one)
    found = figure_of(report(workspace))
    assert (found.replies.received, found.replies.considered, found.replies.waiting, found.numerator) == (
        1,
        1,
        0,
        1,
    )


# --- the second reader ------------------------------------------------------------------------------------------------


def test_who_confirmed_a_finding_cannot_answer_the_objection_to_it(workspace):
    about = target(workspace)
    judged = Judgement(about.code, about.version, "c", about.item, about.start, about.end, "y", "", READER)
    with workspace.store() as store:
        append(store, [decision_of(judged)])
    one = object_to(workspace, about, by="Thư ký tòa soạn")
    for name in (READER, "nguyen van mau", " Nguyễn  Văn Mẫu", "Thư ký tòa soạn"):
        with pytest.raises(records.SameReader):
            answer(workspace, one, by=name)
    assert not case(workspace, one).outcome
    answer(workspace, one)
    assert case(workspace, one).accepted


def test_an_answer_that_comes_from_elsewhere_is_none_where_its_reader_had_a_hand_here(workspace, tmp_path):
    about = target(workspace)
    one = object_to(workspace, about)
    answer(workspace, one, by=READER)
    assert case(workspace, one).accepted
    judged = Judgement(about.code, about.version, "c", about.item, about.start, about.end, "y", "", READER)
    write_export(tmp_path / "b.jsonl", [decision_of(judged, at="2025-12-31T00:00:00Z")])
    assert main(["-w", str(workspace.path), "decisions", "import", str(tmp_path / "b.jsonl")]) == 0
    assert not case(workspace, one).outcome, "it waits for somebody else"
    answer(workspace, one)
    assert case(workspace, one).accepted


def test_an_amended_objection_has_to_be_answered_again(workspace):
    one = object_to(workspace, target(workspace))
    answer(workspace, one)
    assert records.add(workspace, [replace(one, received="2026-02-01")]) == records.Kept(0, 0, 1)
    assert records.add(
        workspace, [replace(one, text="Bổ sung lý do", received="2026-02-01")]
    ) == records.Kept(0, 1, 0)
    found = case(workspace, one)
    assert (found.outcome, found.objection.late) == ("", True), "late ones are marked, never lost"


def test_a_rule_that_loses_often_counts_no_more(workspace):
    weak = replace(PROVEN, tally=Tally(10, 1, 0))
    lost = [
        records.Case(
            Objection(OUTLET, PERIOD, replace(target(workspace), start=n), model.RULE, "x", key=str(n)),
            Reply(str(n), outcome, "y", SECOND),
        )
        for n, outcome in enumerate([model.ACCEPTED] * 12)
    ]
    assert PROVEN.id in effects.effects(lost, [PROVEN], PERIOD).demoted
    assert not effects.effects(lost[: effects.OFTEN - 1], [weak], PERIOD).demoted, (
        "once or twice is not often"
    )
    assert effects.effects(lost[: effects.OFTEN], [weak], PERIOD).demoted
    upheld = [replace(one, reply=replace(one.reply, outcome=model.UPHELD)) for one in lost]
    assert not effects.effects(upheld, [weak], PERIOD), "who is upheld loses nothing"
    misread = [replace(one, objection=replace(one.objection, type=model.EXTRACTION)) for one in lost]
    assert not effects.effects(misread, [PROVEN], PERIOD).demoted, (
        "the rule is not to blame for a misread page"
    )
    for one in lost:
        # the workspace's own cases, answered one by one
        records.add(workspace, [one.objection])
        answer(workspace, one.objection)
    found = report(workspace)
    assert any(PROVEN.id in limit and "không còn tính" in limit for limit in found.limits)
    assert figure_of(found).numerator == 0, "also where nobody objected"

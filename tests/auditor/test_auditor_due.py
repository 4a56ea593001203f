"""When the department itself has to report: without it the day is missed that a plan asks for, or one is shown that nobody set."""

from __future__ import annotations

import json

import docx
import pytest
from auditor_rooms import article, make_workspace
from docx.oxml.ns import qn

from auditor import papers, pipeline
from auditor.cli import main
from auditor.editions import edition_of
from auditor.figures import province_report
from auditor.forms.plan import load_plan
from auditor.rate import rate_stage
from auditor.words import Words
from reports.html import render_html
from reports.jsonfile import to_json

HEAD = "schema: auditor.collecting/1\n"
PLAN = (
    HEAD
    + """deadline: 2025-11-20
report_deadlines:
  - {paper: Báo cáo năm, to: UBND thành phố Mẫu, every: "12-10", before: true, evidence: C, source: "Kế hoạch mẫu, mục IV"}
  - {paper: Báo cáo năm, to: Bộ Mẫu, days: [2024-12-20, 2025-12-22]}
"""
)
YEAR = ("2024-12-15", "2025-12-14")


@pytest.fixture
def workspace(tmp_path):
    made = make_workspace(tmp_path / "w", period_from=YEAR[0], period_to=YEAR[1], as_of="2025-11-28")
    (made.path / "collecting.yaml").write_text(PLAN, encoding="utf-8")
    made.store().close()
    return made


@pytest.fixture
def scored(workspace):
    with workspace.store() as store:
        store.put_article(article(1))
        pipeline.analyse_stage(workspace, store)
        pipeline.score_stage(workspace, store)
        rate_stage(workspace, store)
    return workspace


def said(capsys, workspace, *words, code=0):
    capsys.readouterr()
    assert main(["-w", str(workspace.path), *words]) == code
    return capsys.readouterr().out


@pytest.mark.parametrize(
    ("period", "days"),
    [
        (YEAR, ["2025-12-10", "2025-12-22"]),
        (("2023-12-15", "2024-12-14"), ["2024-12-10", "2024-12-20"]),
        # the month's report is the plan's nearest, and a spring month has none
        (("2025-10-15", "2025-11-14"), ["2025-12-10", "2025-12-22"]),
        (("2025-03-15", "2025-04-14"), []),
    ],
)
def test_each_period_has_its_own_days(workspace, period, days):
    found = load_plan(workspace, edition_of(workspace), period).reports
    assert [one.day for one in found] == days


def test_before_a_day_ends_the_day_before(workspace):
    first, second = load_plan(workspace, edition_of(workspace), YEAR).reports
    assert (first.last_day, second.last_day) == ("2025-12-09", "2025-12-22")
    assert (first.left("2025-11-28"), first.left("2025-12-10")) == (11, -1)


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ('{paper: A, to: B, every: "02-30"}', "02-30"),
        ("{paper: A, to: B, days: [2025-02-30]}", "2025-02-30"),
        ("{paper: A, to: B}", "days / every"),
        ('{paper: A, to: B, every: "12-10", days: [2025-12-10]}', "days / every"),
        ('{paper: A, to: B, every: "12-10", evidence: C}', "source"),
        ('{paper: A, every: "12-10"}', "to"),
    ],
)
def test_a_mistake_is_named_with_file_and_line(workspace, capsys, entry, told):
    text = f"{HEAD}report_deadlines:\n  - {{paper: A, to: B, every: '12-10'}}\n  - {entry}\n"
    (workspace.path / "collecting.yaml").write_text(text, encoding="utf-8")
    for command in (["form", "missing"], ["status"]):
        assert main(["-w", str(workspace.path), *command]) == 5
        told_of = capsys.readouterr().err
        assert "collecting.yaml" in told_of and "4" in told_of and told in told_of


def test_the_days_left_stand_wherever_somebody_looks_in_the_morning(scored, capsys):
    first = "Báo cáo năm gửi UBND thành phố Mẫu: trước ngày 10/12/2025 (còn 11 ngày tính từ 28/11/2025; Kế hoạch mẫu, mục IV)"
    second = "gửi Bộ Mẫu: chậm nhất ngày 22/12/2025 (còn 24 ngày tính từ 28/11/2025; chưa tìm thấy nguồn)"
    for words in (("form", "missing"), ("status",), ("years", "--from", "2025")):
        out = " ".join(said(capsys, scored, *words).split())
        # years are read as of their own last day, here the workspace's
        assert first in out and second in out, words
    assert "20/11/2025 (đã qua hạn 8 ngày tính đến 28/11/2025)" in " ".join(
        said(capsys, scored, "form", "missing").split()
    )
    assert [one["days_left"] for one in json.loads(said(capsys, scored, "form", "missing", "--json"))["reports"]] == [11, 24]  # fmt: skip
    assert len(json.loads(said(capsys, scored, "status", "--json"))["report_deadlines"]) == 2


def test_the_report_and_inner_papers_carry_them_and_nobody_else(scored, tmp_path):
    words = Words("vi")
    with scored.store(readonly=True) as store:
        report = province_report(scored, store, words)
        assert [one["last_day"] for one in map(_with_last, report.deadlines)] == ["2025-12-09", "2025-12-22"]
        assert "trước ngày 10/12/2025 (còn 11 ngày" in render_html(report, words)
        assert [one["day"] for one in to_json(report)["deadlines"]] == ["2025-12-10", "2025-12-22"]
        for kind in ("annual", "briefing"):
            for readers in ("internal", "public"):
                path = papers.make(
                    scored, store, words, kind, circulation=readers, folder=tmp_path / readers
                )[0]
                shown = "".join(t.text or "" for t in docx.Document(str(path)).element.body.iter(qn("w:t")))
                assert ("trước ngày 10/12/2025 (còn 11 ngày" in shown) == (readers == "internal"), kind


def _with_last(one):
    return {"last_day": one.last_day}


def test_nothing_is_preset(tmp_path):
    made = make_workspace(tmp_path / "w")
    assert load_plan(made, edition_of(made)).reports == ()

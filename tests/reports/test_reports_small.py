"""Small counts in what leaves the house: a number of bodies below five, or that leaves fewer, would be a name to whoever lives there."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib import resources

import pytest
import report_sample as sample
from jsonschema import Draft202012Validator
from python_calamine import CalamineWorkbook

from auditor.words import Words
from reports import render_html, to_json, write_xlsx
from reports.figures import DueRate
from reports.papers import Circulation
from reports.papers.circulating import circulated, published
from reports.papers.readings import of_ladder
from reports.pdf.blocks import Pages
from reports.small import FOR_ONE, hidden
from reports.wording import Wording

VI = Words("vi")
SAY = Wording(VI)
SCHEMA = json.loads((resources.files("reports") / "report.schema.json").read_text(encoding="utf-8"))
SMALL_SIGN = VI("papers.small")


@pytest.mark.parametrize(
    ("parts", "wholes", "gaps"),
    [
        # all large: nothing is hidden
        ((10, 8), (20, 16), ()),
        # one small one of two that make a known total: the other follows from it
        ((3, 12), (15, 15), (0, 1)),
        # of three, the smallest that makes the gap large goes with it; zero would tell the small one
        ((3, 0, 12), (15, 15, 15), (0, 2)),
        # two small ones of 3 together: another has to go with them
        ((1, 2, 9, 30), (42, 42, 42, 42), (0, 1, 2)),
        # two small ones that are six together may each be any number up to six
        ((3, 3, 30), (36, 36, 36), (0, 1)),
        # the total itself is a few: nothing of it is told
        ((0, 3), (3, 3), (0, 1)),
        # the rest counts as much: 6 of 7 leaves one
        ((6, 10, 20), (7, 20, 40), (0, 1)),
        ((), (), ()),
    ],
)
def test_a_gap_is_made_so_large_that_no_count_can_be_worked_out(parts, wholes, gaps):
    assert hidden(parts, wholes) == frozenset(gaps)


def test_who_is_one_of_the_bodies_can_take_itself_out():
    # six silent: five others; five: four others are a few for the one that knows it is among them
    assert hidden((6, 9), (15, 15), least=FOR_ONE) == frozenset()
    assert hidden((5, 9), (14, 14)) == frozenset()
    assert hidden((5, 9), (14, 14), least=FOR_ONE) == frozenset({0, 1})


def province(*, applied=12, verified=9, silent=3, counted=20):
    base = sample.report()
    names = tuple(f"Cơ quan mẫu {n}" for n in range(silent))
    goal = replace(base.pilot.last[0], at_due=DueRate(10, 20, 8))
    rate = replace(
        base.pilot, applied=applied, counted=counted, verified=verified, missing=names, last=(goal,)
    )
    return replace(
        base, pilot=rate, formal=replace(base.formal, applied=5, verified=0, counted=counted, missing=names)
    )


def printed(report, tmp_path):
    """What each format says, as text."""
    write_xlsx(report, VI, tmp_path / "r.xlsx")
    book = CalamineWorkbook.from_path(tmp_path / "r.xlsx")
    cells = [
        str(cell)
        for name in book.sheet_names
        for row in book.get_sheet_by_name(name).to_python()
        for cell in row
    ]
    return {
        "html": render_html(report, VI),
        "pdf": json.dumps(Pages(report, SAY).blocks(), ensure_ascii=False),
        "xlsx": "\n".join(cells),
        "json": json.dumps(to_json(report, VI), ensure_ascii=False),
    }


def test_the_public_report_tells_no_few_in_any_format(tmp_path):
    report = published(province())
    raw = to_json(report, VI)
    Draft202012Validator(SCHEMA).validate(raw)
    assert (raw["pilot"]["verified"], raw["pilot"]["missing"]) == (None, [])
    assert raw["pilot"]["withheld"] == ["verified", "missing"]
    assert raw["pilot"]["last"][0]["at_due"] == {
        "applied": 10, "counted": 20, "verified": None, "withheld": ["verified"],
    }  # fmt: skip
    # none of five is no few, and the rate is told whole
    assert (raw["formal"]["verified"], raw["formal"]["applied"], raw["pilot"]["applied"]) == (0, 5, 12)
    for name, text in printed(report, tmp_path).items():
        assert "9/12" not in text and "3 cơ quan, tạm tính" not in text and " 8/20" not in text, name
        if name != "json":
            assert f"Trong đó đã thẩm định tài liệu kiểm chứng: {SMALL_SIGN}" in text or name == "xlsx"
            assert f"Chưa gửi kê khai: {SMALL_SIGN}" in text, name
            assert SMALL_SIGN in text


def test_large_counts_are_told_without_names(tmp_path):
    report = published(province(applied=30, verified=20, silent=12, counted=50))
    raw = to_json(report, VI)
    Draft202012Validator(SCHEMA).validate(raw)
    assert (raw["pilot"]["verified"], raw["pilot"]["missing"]) == (20, [""] * 12)
    assert "withheld" not in raw["pilot"]
    for name, text in printed(report, tmp_path).items():
        assert name == "json" or "Chưa gửi kê khai: 12 cơ quan, tạm tính là chưa áp dụng" in text, name
        assert "; ; " not in text and "Cơ quan mẫu" not in text


def test_inside_every_count_and_name_is_told(tmp_path):
    for text in printed(circulated(province(), Circulation.INTERNAL), tmp_path).values():
        assert "Cơ quan mẫu 2" in text and SMALL_SIGN not in text and "withheld" not in text


def test_an_outlet_reads_that_it_is_silent_itself_and_not_how_many_others_are():
    base = province(applied=9, verified=9, silent=5, counted=20)
    own = base.outlets[0]
    names = (own.name, *base.pilot.missing[1:])
    report = replace(base, pilot=replace(base.pilot, missing=names))
    # five silent and six that said no: of the five it knows itself, so that four are left
    shown = circulated(report, Circulation.OUTLET, own.id)
    assert (shown.pilot.missing, shown.pilot.withheld) == ((own.name,), ("missing",))
    assert shown.pilot.verified == 9
    assert circulated(report, Circulation.PUBLIC).pilot.missing == ("",) * 5
    assert own.name in SAY.silent(shown.pilot) and SMALL_SIGN in SAY.silent(shown.pilot)


def test_what_two_readings_leave_is_said_as_some_where_it_is_a_few():
    ladder = sample.report().ladder
    applied = {one.key: one.applied for one in ladder.readings}
    inside, public = of_ladder(ladder, SAY), of_ladder(ladder, SAY, public=True)
    few = applied["lenient"] - applied["middle"]
    assert few in range(1, 5)
    assert f"; {few} cơ quan chưa" in inside.assessment
    assert "; một số cơ quan chưa" in public.assessment

"""Why a rate moved, as everybody reads it: a part that stands for one body, or for all but one, is that body's own secret."""

from __future__ import annotations

from dataclasses import replace

import pytest
import report_sample as sample

from auditor.calibration.carrying import noise_in_words
from auditor.change.model import CONTENT, MIX, Change, Grid, Own, Part, Told
from auditor.figures import province_report
from auditor.papers import breaks_of, make
from auditor.papers.facts import why
from auditor.sample.threeyears import SLUGS
from auditor.sample.threeyears import make as make_years
from auditor.words import Words
from reports.figures import IndicatorFigure, Interval, Outcome
from reports.papers import Circulation, PastRate
from reports.papers.circulating import circulated, facts_for
from reports.papers.facts import Facts

VI = Words("vi")
SPLIT = (VI("change.cause.rate.content"), VI("change.cause.rate.mix"))


def moved(*bodies: tuple[tuple[float, float], tuple[float, float]], sampled: bool = False) -> Change:
    """A change of bodies told as (part, whole) of each year; its parts do not matter here, as long as they are there."""
    own = tuple(Own(str(n), f"Báo {n}", before, after, None) for n, (before, after) in enumerate(bodies))
    return Change(
        "rate.lenient",
        "Tỷ lệ mẫu",
        Told(0.5, 5, 10),
        Told(0.7, 7, 10),
        (Part(CONTENT, 0.1), Part(MIX, 0.1)),
        own,
        Grid(None, None, None, None),
        sampled=sampled,
    )


STAYED, ROSE, CAME, WENT = ((1, 1), (1, 1)), ((0, 1), (1, 1)), ((0, 0), (1, 1)), ((1, 1), (0, 0))
JOINED = ((2, 2), (1, 1))


@pytest.mark.parametrize(
    ("bodies", "told"),
    [
        ((*[STAYED] * 5, *[ROSE] * 5, *[CAME] * 5), True),
        # one that changed its level; four that did; all but one
        ((*[STAYED] * 14, ROSE), False),
        ((*[STAYED] * 10, *[ROSE] * 4), False),
        ((STAYED, *[ROSE] * 9), False),
        # one that came, one that went, one that became of two
        ((*[STAYED] * 5, *[ROSE] * 5, CAME), False),
        ((*[STAYED] * 5, *[ROSE] * 5, WENT), False),
        ((*[STAYED] * 5, *[ROSE] * 5, JOINED), False),
        ((*[STAYED] * 10, *[ROSE] * 5), True),
        ((*[ROSE] * 6,), True),
    ],
)
def test_parts_of_a_rate_are_told_to_everybody_only_where_each_stands_for_many(bodies, told):
    found = why(moved(*bodies), VI)
    assert all(cause in found.told for cause in SPLIT)
    inside = facts_for(Facts(rate=(found,)), Circulation.INTERNAL).rate
    (outside,) = facts_for(Facts(rate=(found,)), Circulation.PUBLIC).rate
    assert inside == (found,)
    assert (outside.told == found.told) is told
    # what moved is the province's own figure and stays
    assert "từ 50,0 % thành 70,0 %, +20,0 điểm phần trăm" in outside.told
    assert told or VI("papers.small").split("(")[1][:-1] in outside.told


@pytest.mark.parametrize(("bodies", "told"), [(5, True), (4, False), (0, False)])
def test_parts_of_a_share_are_told_where_five_outlets_were_read_in_both_years(bodies, told):
    change = moved(*[((3.0, 9.0), (4.0, 9.0))] * bodies, CAME, sampled=True)
    assert bool(facts_for(Facts(read=9, content=(why(change, VI),)), Circulation.PUBLIC).content) is told


@pytest.fixture(scope="module")
def workspaces(tmp_path_factory):
    folder = tmp_path_factory.mktemp("moved")
    return {slug: make_years(slug, folder / slug) for slug in SLUGS}


@pytest.mark.parametrize("slug", SLUGS)
def test_public_reports_of_three_and_four_bodies_tell_no_part_and_no_count_of_the_register(
    workspaces, slug, tmp_path
):
    import docx

    texts = {}
    with workspaces[slug].store() as store:
        for readers in (Circulation.INTERNAL, Circulation.PUBLIC):
            (file, *_) = make(
                workspaces[slug], store, VI, "midterm", circulation=readers, folder=tmp_path / readers
            )
            texts[readers] = "\n".join(p.text for p in docx.Document(str(file)).paragraphs)
    inside, outside = texts[Circulation.INTERNAL], texts[Circulation.PUBLIC]
    assert any(cause in inside for cause in SPLIT) and "Đứt chuỗi" in inside
    assert "không nêu riêng phần do" in outside
    assert "Đứt chuỗi" in outside and "danh bạ cơ quan thay đổi" in outside
    assert "cơ quan mới;" in inside and "cơ quan mới;" not in outside and "kết thúc" not in outside


def test_a_break_counts_no_zeros(workspaces):
    past = (PastRate("2024-12-14", 1, 2, 3),)
    (told, *_) = breaks_of(workspaces["van-tao"], VI, past, "2025-12-14")
    assert ": 1 cơ quan mới;" in told


def test_pairs_of_outlets_tell_nobody_outside_how_many_have_a_result(workspaces):
    """Four outlets make six pairs: how many have a result is withheld two lines further on."""
    with workspaces["van-tao"].store() as store:
        report = province_report(workspaces["van-tao"], store, VI)
    told = VI("noise.limit", pairs="|", ranked="").split("|")[0]
    assert any(limit.startswith(told) for limit in report.limits)
    for readers, outlet in ((Circulation.PUBLIC, ""), (Circulation.OUTLET, report.outlets[0].id)):
        assert not any(limit.startswith(told) for limit in circulated(report, readers, outlet).limits)
    assert circulated(report, Circulation.INTERNAL).limits == report.limits


@pytest.mark.parametrize(
    ("with_result", "without", "told"), [(6, 0, True), (5, 0, False), (6, 1, False), (6, 6, True)]
)
def test_pairs_are_told_where_many_compare_and_none_or_many_do_not(with_result, without, told):
    figure = IndicatorFigure(
        "B1.1.1", "x", Outcome.MEASURED, "people", "machine", 0.3, n=90, interval=Interval(0.2, 0.4)
    )
    empty = replace(figure, outcome=Outcome.INSUFFICIENT, value=None, interval=None)
    outlets = [
        replace(one, indicators=(figure if n < with_result else empty,))
        for n, one in enumerate(sample.report().outlets * 2)
    ][: with_result + without]
    assert noise_in_words(outlets, VI)
    assert bool(noise_in_words(outlets, VI, few=False)) is told

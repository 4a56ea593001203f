"""A report's figures: what was collected, what was not, and nobody exposed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from auditor_rooms import article, make_workspace

from auditor import figures, pipeline, quoting
from auditor.errors import NothingToDo
from auditor.words import Words
from indicators.model import (
    Analysis,
    EngineStamp,
    Evidence,
    Finding,
    Gender,
    Labels,
    Mention,
    Person,
    Voice,
    Zone,
)
from reports.figures import Outcome

TEXT = "Công an cho biết chị Lê Thị Hạnh ăn mặc hở hang khi đi qua bến đò."


def finding(text: str, **more: object) -> Finding:
    start = TEXT.index(text)
    values = {
        "rule": "r1", "family": "F9", "indicators": ("B1.5.2",), "start": start, "end": start + len(text), "text": text,
        "zone": Zone.BODY, "voice": Voice.NARRATOR, "severity": "warning", "scores": True, "message": f"“{text}”: xem lại",
    }  # fmt: skip
    return Finding(**values | more)


def analysis(
    *, victim: bool = False, gbv: bool = False, minor: bool | None = None, named: bool = True
) -> Analysis:
    at = TEXT.index("Lê Thị Hạnh")
    person = Person(
        "P1", "Lê Thị Hạnh", named, (Mention(at, at + 11, "Lê Thị Hạnh"),), Gender.FEMALE, Evidence.NAME,
        victim=victim, minor=minor,
    )  # fmt: skip
    return Analysis("1", "", "x", EngineStamp("0", "vn-2014", "r"), (person,), (), Labels(gbv=gbv), ())


@pytest.mark.parametrize(
    ("text", "who", "shown"),
    [
        ("ăn mặc hở hang", analysis(), "ăn mặc hở hang"),
        ("chị Lê Thị Hạnh ăn mặc hở hang", analysis(), "chị […] ăn mặc hở hang"),
        ("Thị Hạnh ăn mặc", analysis(), "[…] ăn mặc"),
        ("chị Lê Thị Hạnh ăn mặc hở hang", analysis(victim=True, gbv=True), ""),
        ("Lê Thị Hạnh ăn mặc", analysis(minor=True), ""),
        ("ăn mặc hở hang", analysis(victim=True, gbv=True), "ăn mặc hở hang"),
    ],
)
def test_a_quotation_holds_no_private_name_and_touches_no_survivor(text, who, shown):
    assert quoting.safe_quote(finding(text), who) == shown


def example(found: Finding, who: Analysis):
    row = {
        "archive_file": "",
        "url": "http://bao-song-mo.example/chi-hanh",
        "published": "2025-05-04",
        "text_sha256": "x",
    }
    return figures.example(figures._Found(found, who, row), Words("vi"))


def test_what_makes_somebody_recognisable_is_shown_as_rule_zone_and_place_alone():
    shown = example(finding("chị Lê Thị Hạnh", family="F18"), analysis(minor=True))
    assert (shown.quote, shown.url) == ("", "")
    assert "Hạnh" not in repr(shown)
    assert (shown.rule, shown.zone, shown.offsets[0]) == ("r1", "body", TEXT.index("chị Lê"))


@pytest.mark.parametrize(
    "who",
    [
        analysis(minor=True),
        analysis(victim=True),
        analysis(gbv=True),
        replace(analysis(), findings=(finding("chị Lê Thị Hạnh", family="F18"),)),
    ],
)
def test_the_address_stays_out_whichever_finding_stands_in_the_item(who):
    """The slug repeats the headline, and so the name of the child."""
    assert example(finding("ăn mặc hở hang"), who).url == ""
    assert example(finding("ăn mặc hở hang"), analysis()).url == "http://bao-song-mo.example/chi-hanh"


def test_a_long_finding_is_cut_to_a_quotation():
    long = Finding(
        "r", "F1", (), 0, 400, "dài " * 100, Zone.BODY, Voice.NARRATOR, "hint", False, "m"
    )  # fmt: skip
    assert len(quoting.safe_quote(long, analysis())) <= quoting.QUOTE


@pytest.fixture(scope="module")
def scored(tmp_path_factory):
    workspace = make_workspace(
        tmp_path_factory.mktemp("f") / "w", period_from="2025-01-01", period_to="2025-12-31"
    )
    with workspace.store() as store:
        for number in range(30):
            new = article(number)
            via = "http://bao-song-mo.example/rss"
            store.add_addresses(
                new.outlet, "feed", via, [(new.key, new.url), (f"{new.key}-x", f"{new.url}-x")]
            )
            store.put_article(new)
            store.collected(new.outlet, new.key, new.url)
            store.settle(f"{new.key}-x", *(("failed", "gone") if number < 3 else ("skipped", "window")))
        store.put_article(article(1, "dai-khac"))
        store.fail("crawl", "unreachable", outlet="dai-song-mo")
        pipeline.analyse_stage(workspace, store)
        pipeline.score_stage(workspace, store)
        yield workspace, store


def test_a_report_tells_collected_from_listed_and_names_what_failed(scored):
    report = figures.province_report(*scored, Words("vi"))
    paper = next(o for o in report.outlets if o.id == "bao-song-mo")
    assert (paper.coverage.listed, paper.coverage.collected, paper.coverage.failed) == (
        33,
        30,
        (("gone", 3),),
    )
    assert (paper.articles, paper.channels_missing) == (30, ("Báo in",))
    assert paper.people >= 30
    station = next(o for o in report.outlets if o.id == "dai-song-mo")
    assert station.coverage.note == "unreachable"
    assert [f.reason for f in report.failures] == ["unreachable"]


def test_an_outlet_without_articles_is_never_scored_as_zero(scored):
    report = figures.province_report(*scored, Words("vi"))
    station = next(o for o in report.outlets if o.id == "dai-song-mo")
    assert {f.outcome for f in station.indicators} <= {
        Outcome.INSUFFICIENT, Outcome.NOT_ASSESSED, Outcome.NOT_APPLICABLE,
    }  # fmt: skip
    assert all(f.value is None for f in station.indicators)


def test_an_outlet_outside_the_register_is_shown_and_not_counted(scored):
    report = figures.province_report(*scored, Words("vi"))
    assert [(o.id, o.counted) for o in report.outlets if not o.counted] == [("dai-khac", False)]
    assert report.pilot.counted == 3


def test_no_name_of_a_person_is_in_the_figures(scored):
    assert "Hạnh" not in repr(figures.province_report(*scored, Words("vi")))


def test_both_languages_give_the_same_figures(scored):
    vi, en = (figures.province_report(*scored, Words(lang), produced="x") for lang in ("vi", "en"))
    values = [[[(f.code, f.value, f.n) for f in o.indicators] for o in r.outlets] for r in (vi, en)]
    assert values[0] == values[1]
    assert vi.edition_title != en.edition_title


def test_without_scores_there_is_no_report(tmp_path):
    workspace = make_workspace(tmp_path / "w")
    with workspace.store() as store, pytest.raises(NothingToDo):
        figures.province_report(workspace, store, Words("vi"))

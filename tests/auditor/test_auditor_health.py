"""Coverage says what is missing and why; a reader that begins to fail is an alarm, a steady outlet is none."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from auditor_rooms import article, make_workspace

from auditor import health
from auditor.cli import main

START = date(2025, 3, 1)
METHODS = {"published": "json-ld"}


def fill(workspace, days, per_day=3, outlet="bao-song-mo", **more):
    """``per_day`` articles fetched on each of these days after START."""
    with workspace.store() as store, store.transaction():
        for day in days:
            for n in range(per_day):
                when = (START + timedelta(days=day)).isoformat()
                values = {"author": ("Mai Lan",), "methods": METHODS} | more
                store.put_article(
                    article(day * 10 + n, outlet, fetched_at=f"{when}T02:00:00Z", published=when, **values)
                )


@pytest.fixture
def workspace(tmp_path):
    return make_workspace(tmp_path / "w")


def fields(workspace):
    with workspace.store() as store:
        return [(alarm.outlet, alarm.field) for alarm in health.alarms(store, workspace.config)]


def test_a_field_that_falls_below_its_own_past_is_an_alarm_and_an_exit_code(workspace, capsys):
    fill(workspace, range(30))
    assert fields(workspace) == []
    assert main(["-w", str(workspace.path), "status"]) == 0
    fill(workspace, range(30, 37), author=(), methods={"published": "feed"})
    assert set(fields(workspace)) == {("bao-song-mo", "author"), ("bao-song-mo", "published")}
    capsys.readouterr()
    assert main(["-w", str(workspace.path), "status"]) == 1
    assert "CẢNH BÁO bao-song-mo" in capsys.readouterr().out
    assert main(["-w", str(workspace.path), "status", "--json"]) == 1
    assert {a["field"] for a in json.loads(capsys.readouterr().out)["alarms"]} == {"author", "published"}


def test_an_outlet_that_never_names_authors_is_no_alarm(workspace):
    fill(workspace, range(40), author=())
    assert fields(workspace) == []


def test_few_articles_are_no_evidence(workspace):
    fill(workspace, range(30))
    fill(workspace, [40], per_day=2, author=())
    assert fields(workspace) == []
    # nor is a chance low: one in ten bylines less
    fill(workspace, [60], per_day=9)
    fill(workspace, [61], per_day=1, author=())
    assert fields(workspace) == []


def test_one_outlets_fall_does_not_hide_behind_the_others(workspace):
    fill(workspace, range(37), per_day=9, outlet="dai-song-mo")
    fill(workspace, range(30))
    fill(workspace, range(30, 37), body="Ngắn.")
    assert fields(workspace) == [("bao-song-mo", "body")]


def test_an_outlet_that_falls_silent_while_crawls_go_on_is_an_alarm(workspace):
    fill(workspace, range(30))
    with workspace.store() as store:
        store.execute(
            "INSERT INTO runs (stage, started, ended) VALUES ('crawl', '2025-04-20T02:00:00Z', '2025-04-20T02:10:00Z')"
        )
    assert fields(workspace) == [("bao-song-mo", "silent")]
    # in a period that is over nothing new is expected
    closed = make_workspace(workspace.path.parent / "v", period_from="2025-03-01", period_to="2025-03-31")
    with workspace.store() as store:
        assert health.alarms(store, closed.config) == []


def test_coverage_counts_what_lists_named_by_month_and_says_why_the_rest_is_missing(
    workspace, capsys, monkeypatch
):
    monkeypatch.setenv("COLUMNS", "200")
    named = [
        (f"bao-song-mo.example/bai-{n}", f"http://bao-song-mo.example/bai-{n}", "2025-03-05")
        for n in range(5)
    ]
    with workspace.store() as store:
        store.add_addresses("bao-song-mo", "feed", "http://bao-song-mo.example/rss", named)
        store.add_addresses(
            "bao-song-mo", "listing", "x", [("bao-song-mo.example/z", "http://bao-song-mo.example/z", "")]
        )
        for n in (0, 1):
            store.put_article(
                article(n, published="2025-04-01" if n else "2025-03-06", body="" if n else "Thân.", lead="")
            )
            store.collected("bao-song-mo", named[n][0], named[n][1])
        store.settle(named[2][0], "failed", "temporary")
        store.settle(named[3][0], "skipped", "robots")
        store.settle(named[4][0], "skipped", "window")
        found = {m.month: m for m in health.coverage(store)}
    march = found["2025-03"]
    assert (march.found, march.fetched, march.extracted) == (3, 1, 1)
    assert march.failed == (("temporary", 1),)
    assert march.skipped == (("robots", 1), ("window", 1))
    # the page's own day decides once it is known; an empty text is fetched and not read
    assert (found["2025-04"].fetched, found["2025-04"].extracted) == (1, 0)
    assert found[""].found == 1
    assert main(["-w", str(workspace.path), "coverage"]) == 0
    out = capsys.readouterr().out
    assert "trang tạm thời không trả lời: 1" in out
    assert main(["-w", str(workspace.path), "coverage", "--fields"]) == 0

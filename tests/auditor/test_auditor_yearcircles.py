"""The years as everybody, or one outlet, may read them: a table over years is a paper like the others, and names and small counts of it
would leave the house by a side door.
"""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from auditor.cli import main
from auditor.editions import edition_of
from auditor.forms.overview import Standing
from auditor.sample.threeyears import SLUGS, make
from auditor.words import Words
from auditor.yearcircles import cut, totals
from auditor.yearpaper import year_paper
from auditor.years import read_years, years_of
from reports.papers import Circulation
from reports.tables import render_tables

VI = Words("vi")
SMALL_SIGN = VI("papers.small")


@pytest.fixture(scope="module")
def workspaces(tmp_path_factory):
    folder = tmp_path_factory.mktemp("yearcircles")
    return {slug: make(slug, folder / slug, articles=False) for slug in SLUGS}


def read(workspace):
    with workspace.store(readonly=True) as store:
        return read_years(workspace, store, years_of(workspace, store), edition_of(workspace))


def names_of(workspace, readings):
    bodies = workspace.register().outlets
    found = {one.sender.name for r in readings for one in r.collecting} | {
        name for o in bodies for name in (o.id, o.name)
    }
    return found | {name for r in readings for name in r.pilot.missing}


@pytest.mark.parametrize("slug", SLUGS)
def test_the_public_years_tell_rates_whole_and_nobody_by_name(workspaces, slug, tmp_path):
    workspace = workspaces[slug]
    readings = read(workspace)
    whole = render_tables(year_paper(workspace, readings, "x", VI), VI)
    for suffix in ("html", "json", "xlsx", "pdf"):
        file = tmp_path / f"years.{suffix}"
        assert main(["-w", str(workspace.path), "years", "-c", "public", "-o", str(file)]) == 0
    page = (tmp_path / "years.html").read_text(encoding="utf-8")
    raw = (tmp_path / "years.json").read_text(encoding="utf-8")
    hidden = names_of(workspace, readings)
    assert any(name in whole for name in hidden)
    assert [name for name in hidden if name in page or name in raw] == []
    last = readings[-1]
    assert f"{last.pilot.applied}/{last.pilot.counted} cơ quan" in page
    found = json.loads(raw)
    assert found["circulation"] == "public"
    year = found["years"][-1]
    assert [one["applied"] for one in year["ladder"]] == [one.applied for one in last.ladder]
    assert not any(
        year[name] for name in ("product", "group", "product_in_group", "places", "senders", "outlets")
    )
    # three to five bodies: which of their forms came when would be a name
    assert all(n is None or n == 0 for name, n in year["collecting"].items() if name not in ("asked", "sent"))
    assert SMALL_SIGN in page and VI("papers.say.nameless") in page
    assert VI("export.circulation.public") in page


def test_one_outlet_reads_its_own_forms_and_changes_alone(workspaces, tmp_path):
    workspace = workspaces["lac-giang"]
    readings = read(workspace)
    own = readings[-1].collecting[0].sender
    file = tmp_path / "years.html"
    words = ["-w", str(workspace.path), "years", "-c", "outlet", "--outlet", own.id, "-o", str(file)]
    assert main(words) == 0
    page = file.read_text(encoding="utf-8")
    assert own.name in page
    others = {one.sender.name for r in readings for one in r.collecting} - {own.name}
    others -= {name for name in others if name in own.name}
    assert [name for name in others if name in page] == []
    assert VI("export.circulation.outlet") in page


def test_a_few_forms_do_not_follow_from_the_others(workspaces):
    reading = read(workspaces["lac-giang"])[-1]
    sender = reading.collecting[0].sender

    def standing(**many):
        found = [Standing(sender, name, revisions=1) for name, n in many.items() for _ in range(n)]
        return replace(reading, collecting=tuple(found))

    clear = standing(sent=20, late=6, draft=0, missing=7, out_of_scope=0)
    assert totals(clear, Circulation.PUBLIC) == totals(clear)
    few = standing(sent=20, late=2, draft=0, missing=7, out_of_scope=3)
    told = totals(few, Circulation.PUBLIC)
    # two that were late would be what is left of 29
    assert told == {
        "asked": 29,
        "sent": None,
        "late": None,
        "draft": 0,
        "missing": 7,
        "out_of_scope": None,
        "amended": 0,
    }
    # five missing are four others to one of them
    five = standing(sent=20, late=0, draft=0, missing=5, out_of_scope=0)
    assert totals(five, Circulation.PUBLIC)["missing"] == 5
    assert totals(five, Circulation.OUTLET)["missing"] is None


def test_inside_nothing_is_cut(workspaces):
    for reading in read(workspaces["van-tao"]):
        assert cut(reading, Circulation.INTERNAL) is reading


def test_the_screen_is_for_the_department(workspaces, capsys):
    where = ["-w", str(workspaces["van-tao"].path), "years", "-c", "public"]
    assert main(where) == 2
    assert "--output" in capsys.readouterr().err
    assert main([*where, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["circulation"] == "public"

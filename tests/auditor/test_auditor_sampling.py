"""What an officer would lose who plans a sample: days that differ at the second draw, or an order that chance alone made."""

from __future__ import annotations

import json
import shutil

import pytest
from auditor_coded import make_forty
from auditor_rooms import OUTLETS, make_workspace

from auditor.calibration import frame
from auditor.cli import main
from auditor.workspace import Workspace


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return make_forty(tmp_path_factory.mktemp("lay-mau") / "w")


@pytest.fixture
def workspace(made, tmp_path):
    return Workspace.open(shutil.copytree(made.path, tmp_path / "w"))


def run(workspace, *words):
    return main(["-w", str(workspace.path), *map(str, words)])


def test_a_plan_and_days_for_every_outlet(workspace, capsys, tmp_path):
    assert run(workspace, "sample", "plan", "--margin", 8, "--json") == 0
    plan = json.loads(capsys.readouterr().out)
    assert set(plan) == set(OUTLETS)
    assert all(0 < p["articles"] <= 40 and p["measured"] and p["hours"] > 0 for p in plan.values())
    assert run(workspace, "sample", "plan", "--margin", 8) == 0
    assert "Giờ mã hóa tính với 6,0 phút" in capsys.readouterr().out
    page = tmp_path / "mau.html"
    words = ["sample", "days", "--days", 6, "--seed", 5, "-o", page, "--json"]
    assert run(workspace, *words) == 0
    drawn = json.loads(capsys.readouterr().out)
    assert len(drawn["days"]) == 6
    text = page.read_text(encoding="utf-8")
    assert "Số khởi tạo: 5" in text
    with workspace.store(readonly=True) as store:
        wanted = {i.article for i in frame.read_frame(workspace, store) if i.published in drawn["days"]}
    assert {a["article"] for a in drawn["articles"]} == wanted, "all articles of a day are read"
    assert run(workspace, *words) == 0
    assert json.loads(capsys.readouterr().out) == drawn
    assert page.read_text(encoding="utf-8") == text
    for wrong in (
        ["--days", 6, "--weeks", 1],
        [],
        ["--weeks", 26, "--parts", 12],
        ["--days", 3, "--from", "mai"],
    ):
        assert run(workspace, "sample", "days", *wrong) == 2


def test_a_plan_can_be_made_before_anything_is_collected(tmp_path, capsys):
    workspace = make_workspace(tmp_path / "w", period_from="2025-01-01", period_to="2025-06-30")
    assert run(workspace, "sample", "plan", "--json") == 0
    plan = json.loads(capsys.readouterr().out)
    assert {p["measured"] for p in plan.values()} == {False}
    assert run(workspace, "sample", "days", "--weeks", 2) == 0
    page = next(workspace.reports.glob("*.html")).read_text(encoding="utf-8")
    assert "Báo Sông Mơ" in page and "chưa có tin bài nào" in page


def test_three_outlets_get_no_order(workspace, capsys):
    assert run(workspace, "sample", "compare", "B1.1.1") == 0
    out = capsys.readouterr().out
    assert "Không nêu thứ tự" in out and "Bonferroni" in out
    assert run(workspace, "sample", "compare", "B9.9.9") == 2
    assert run(workspace, "sample", "compare", "B1.1.1", "--json") == 0
    assert json.loads(capsys.readouterr().out)["places"] == []

"""What an outlet would lose if findings nobody read counted against it, and an assessor if a confirmed one did not count."""

from __future__ import annotations

import json

import pytest
from auditor_rooms import article, make_workspace

from auditor import figures, pipeline
from auditor.cli import main
from auditor.decisions import decisions, read_decisions
from auditor.words import Words
from indicators.analyse import analyse, load_engine
from indicators.model import Record
from indicators.rules.judgements import Judgement, item_key, write_judgements
from reports import to_json


def _unproven():
    """An active rule that nobody has read enough hits of, and a text of its own examples on which it fires."""
    engine = load_engine()
    for rule in engine.ruleset.rules:
        if (
            rule.standing != "unproven"
            or rule.status != "active"
            or rule.type != "phrase"
            or rule.family == "F18"
        ):
            continue
        for example in rule.examples:
            record = Record(id="1", title="Chuyện ở xã", body=example.text)
            for finding in analyse(record, engine).findings if example.fires else ():
                if finding.rule == rule.id:
                    return rule, record, finding
    return pytest.skip("every rule is proven")


RULE, RECORD, FINDING = _unproven()
KEY = item_key(RECORD.text)


def said(verdict, who="L1", **more):
    values = {"rule": RULE.id, "version": RULE.version, "corpus": "c", "item": KEY, "start": FINDING.start}
    values |= {
        "end": FINDING.end,
        "verdict": verdict,
        "reason": "" if verdict == "y" else "lý do",
        "who": who,
    }
    return Judgement(**values | more)


@pytest.fixture
def workspace(tmp_path):
    made = make_workspace(tmp_path / "w")
    with made.store() as store:
        for n in range(1, 4):
            body = RECORD.body if n == 1 else f"Tin số {n}: trời mưa."
            store.put_article(article(n, title=RECORD.title if n == 1 else f"Tin {n}", lead="", body=body))
        pipeline.analyse_stage(made, store, jobs=1)
    return made


def report(workspace):
    with workspace.store() as store:
        pipeline.score_stage(workspace, store)
        return figures.province_report(workspace, store, Words("vi"))


def counted(found):
    return {(o.findings_waiting, o.findings_confirmed) for o in found.outlets if o.findings}


def test_unread_findings_are_counted_apart_until_a_person_confirms(workspace):
    before = report(workspace)
    assert counted(before) == {(1, 0)}
    assert any("1 cách viết" in limit and "chờ" in limit for limit in before.limits)
    (shown,) = [e for o in before.outlets for e in o.examples if e.rule == RULE.id]
    assert not shown.scores
    raw = to_json(before, Words("vi"))
    assert [o["findings_waiting"] for o in raw["outlets"] if o["findings"]] == [1]
    write_judgements(workspace.path / "rule-judgements.jsonl", [said("y")])
    after = report(workspace)
    assert counted(after) == {(0, 1)}
    (shown,) = [e for o in after.outlets for e in o.examples if e.rule == RULE.id]
    assert (shown.scores, shown.confirmed_by) == (True, "L1"), "a figure leads to whoever stands behind it"
    changed = {
        new.code
        for old_outlet, outlet in zip(before.outlets, after.outlets, strict=True)
        for old, new in zip(old_outlet.indicators, outlet.indicators, strict=True)
        if old != new
    }
    assert changed & set(RULE.indicators), "a decision makes scores stale"


def test_a_finding_somebody_decided_against_is_shown_no_more(workspace):
    write_judgements(workspace.path / "rule-judgements.jsonl", [said("n")])
    found = report(workspace)
    assert counted(found) == {(0, 0)}
    assert not [e for o in found.outlets for e in o.examples if e.rule == RULE.id]


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ([said("y")], "confirmed"),
        ([said("?")], "waits"),
        ([said("y", "A"), said("n", "B")], "rejected"),
        ([said("y", "A"), said("n", "B"), said("y", "C")], "confirmed"),
        ([said("y", version="another")], "waits"),
        ([said("y", start=FINDING.start + 1)], "waits"),
        ([said("y", item="0" * 16)], "waits"),
        # the workspace has other articles by now: the finding is the same
        ([said("y", corpus="an older state")], "confirmed"),
    ],
)
def test_a_decision_is_about_one_finding_of_one_version(words, state):
    made = decisions(words, [RULE]).of(KEY + "0" * 48)
    place = (RULE.id, FINDING.start, FINDING.end)
    assert (
        "confirmed" if place in made.confirmed else "rejected" if place in made.rejected else "waits"
    ) == state


def test_a_workspace_without_decisions_has_none(tmp_path):
    assert read_decisions(tmp_path, [RULE]).of(KEY) == decisions([], [RULE]).of(KEY)


def test_the_draft_checker_says_which_findings_wait(tmp_path, capsys):
    draft = tmp_path / "bai.txt"
    draft.write_text(RECORD.text, encoding="utf-8")
    main(["check", str(draft)])
    shown = capsys.readouterr().out
    assert f"({RULE.id}), chưa đủ kiểm chứng" in shown
    assert "1 chờ người đọc xác nhận" in shown
    main(["check", str(draft), "--format", "json"])
    found = json.loads(capsys.readouterr().out)["findings"]
    assert {f["standing"] for f in found if f["rule"] == RULE.id} == {"unproven"}


def test_a_workspace_that_grew_asks_nobody_twice(workspace, monkeypatch, capsys):
    answers = iter(["y"] + ["q"] * 9)
    monkeypatch.setattr("typer.prompt", lambda *_a, **_k: next(answers))
    head = ["-w", str(workspace.path), "rules", "judge", "--rule", RULE.id, "--who", "L1", "--jobs", "1"]
    assert main(head) == 0
    with workspace.store() as store:
        store.put_article(article(9, title="Tin mới", lead="", body="Trời nắng."))
    sheet = workspace.path / "sheet.jsonl"
    assert main([*head, "--export", str(sheet)]) == 0
    assert sheet.read_text(encoding="utf-8") == ""

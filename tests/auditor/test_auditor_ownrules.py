"""What a newsroom with a style sheet of its own would lose, and what it must not gain by one."""

from __future__ import annotations

import json

import pytest
from auditor_rooms import article, make_workspace

from auditor import figures, pipeline
from auditor.cli import main
from auditor.ownrules import own_packs
from auditor.words import Words
from indicators.analyse import analyse, load_engine
from indicators.model import Record

STYLE = """pack: toa-soan
title: {vi: "Quy ước của tòa soạn", en: "House style"}
rules:
  - id: ts-quy-ba
    family: F1
    type: phrase
    title: {vi: "quý bà thành đạt", en: "lady of success"}
    explanation: {vi: "Tòa soạn không gọi như vậy.", en: "Not our style."}
    indicators: [B1.2.4]
    severity: urgent
    authority: law
    evidence: C
    match: ["quý bà <3> thành đạt"]
    alternatives: ["bà, kèm chức danh"]
    must_fire: ["Một quý bà rất thành đạt nói."]
    must_not_fire: ["Bà chủ nhiệm nói."]
"""
TEXT = "Chuyện ở xã\n\nMột quý bà thành đạt mở xưởng ở thôn Đông.\n"


@pytest.fixture
def pack(tmp_path):
    file = tmp_path / "toa-soan.yaml"
    file.write_text(STYLE, encoding="utf-8")
    return file


def checked(capsys, *words):
    main([*map(str, words)])
    return {f["rule"]: f for f in json.loads(capsys.readouterr().out)["findings"]}


def test_a_draft_is_held_against_the_house_style_too(tmp_path, pack, capsys):
    draft = tmp_path / "bai.txt"
    draft.write_text(TEXT, encoding="utf-8")
    assert "ts-quy-ba" not in checked(capsys, "check", draft, "--format", "json")
    found = checked(capsys, "check", draft, "--pack", pack, "--format", "json")["ts-quy-ba"]
    assert (found["alternatives"], found["scores"]) == (["bà, kèm chức danh"], False)


def test_house_style_is_advice_and_enters_no_indicator(pack):
    """Whatever it claims to rest on: one province would be incomparable with the next."""
    engine = own_packs(None, [pack]).engine("vn-2014")
    (found,) = [f for f in analyse(Record(id="1", body=TEXT), engine).findings if f.rule == "ts-quy-ba"]
    assert (found.standing, found.indicators, found.scores) == ("advice", (), False)


def test_house_style_hides_no_finding_of_the_program(tmp_path):
    """A long and urgent rule of one's own would else be a way to wave findings away."""
    file = tmp_path / "che.yaml"
    text = STYLE.replace("family: F1", "family: F2").replace(
        '"quý bà <3> thành đạt"', '"một <2> hot girl <4> trà"'
    )
    text = text.replace("Một quý bà rất thành đạt nói.", "Một cô hot girl bán trà.")
    file.write_text(text, encoding="utf-8")
    record = Record(id="1", body="Một hot girl mở quán trà ở phố huyện.")
    before = {(f.rule, f.start) for f in analyse(record, load_engine()).findings}
    after = {(f.rule, f.start) for f in analyse(record, own_packs(None, [file]).engine("vn-2014")).findings}
    assert before
    assert after == before | {("ts-quy-ba", 0)}


def test_a_workspace_reads_its_own_folder_of_rules(tmp_path, pack, capsys):
    workspace = make_workspace(tmp_path / "w")
    with workspace.store() as store:
        store.put_article(article(1, title="Chuyện ở xã", lead="", body=TEXT))
        first = pipeline.analyse_stage(workspace, store, jobs=1)
        (workspace.path / "rules").mkdir()
        (workspace.path / "rules" / "toa-soan.yaml").write_text(STYLE, encoding="utf-8")
        again = pipeline.analyse_stage(workspace, store, jobs=1)
        assert (first.done, again.done) == (1, 1), "another rule makes analyses stale"
        pipeline.score_stage(workspace, store)
        report = figures.province_report(workspace, store, Words("vi"))
    shown = [e for o in report.outlets for e in o.examples if e.rule == "ts-quy-ba"]
    assert [(e.scores, e.indicator) for e in shown] == [(False, "")]
    capsys.readouterr()
    assert main(["-w", str(workspace.path), "rules", "show", "ts-quy-ba"]) == 0
    assert "toa-soan" in capsys.readouterr().out
    draft = tmp_path / "bai.txt"
    draft.write_text(TEXT, encoding="utf-8")
    assert "ts-quy-ba" in checked(capsys, "-w", workspace.path, "check", draft, "--format", "json")


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("Một quý bà rất thành đạt nói.", "Một bà nói.", 15),
        ("severity: urgent", "severity: grave", 10),
        ("id: ts-quy-ba", "id: hot-girl", 4),  # taken by the program
    ],
)
def test_a_mistake_in_house_style_is_named_with_its_line(tmp_path, pack, capsys, old, new, line):
    pack.write_text(STYLE.replace(old, new, 1), encoding="utf-8")
    draft = tmp_path / "bai.txt"
    draft.write_text(TEXT, encoding="utf-8")
    assert main(["check", str(draft), "--pack", str(pack)]) == 5
    said = capsys.readouterr().err
    assert str(pack) in said
    assert f"dòng {line}," in said


def test_a_backup_keeps_house_style_and_decisions(tmp_path, pack):
    workspace = make_workspace(tmp_path / "w")
    (workspace.path / "rules").mkdir()
    (workspace.path / "rules" / "toa-soan.yaml").write_text(STYLE, encoding="utf-8")
    (workspace.path / "rule-judgements.jsonl").write_text("", encoding="utf-8")
    file = tmp_path / "kho.zip"
    assert main(["-w", str(workspace.path), "backup", str(file)]) == 0
    assert main(["restore", str(file), str(tmp_path / "moi")]) == 0
    for name in ("rules/toa-soan.yaml", "rule-judgements.jsonl"):
        assert (tmp_path / "moi" / name).is_file(), name

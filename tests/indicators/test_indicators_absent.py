"""What a department would lose: to see of every line what it is computed from, or why it is not, in the edition's own data."""

from __future__ import annotations

from pathlib import Path

import pytest

from indicators.errors import DataFileError
from indicators.indexes import edition as loading
from indicators.indexes import editions, load_edition
from indicators.indexes.comparing import differences
from indicators.rules import load_packs

ROOT = Path(__file__).resolve().parents[2]
# Build 1: every line has unit, method, formula over named measures, smallest n, points, thresholds, validity
WANTED = ("measure", "formula", "minimum_n", "points", "bands")
OLD = """\
edition: cu
title: {vi: "Ấn bản cũ", en: "Old"}
categories: [{code: X, title: {vi: "X", en: "X"}, wording: own, evidence: I}]
sections: [{code: X1, title: {vi: "X1", en: "X1"}, wording: own, evidence: I}]
objectives: [{code: X1.1, title: {vi: "X1.1", en: "X1.1"}, wording: own, evidence: I}]
indicators:
  - code: X1.1.1
    title: {vi: "Một", en: "One"}
    wording: own
    evidence: I
    objective: X1.1
    answers: [media_body]
    unit: documents
    method: declared
"""


@pytest.mark.parametrize("name", editions())
def test_every_line_has_every_field_or_says_in_data_why_not(name):
    edition = load_edition(name)
    assert edition.gaps == ()
    for i in edition:
        assert i.unit and i.method and i.question and i.verification and i.sources and i.tags, i.code
        for field in WANTED:
            given = getattr(i, field) not in (None, ())
            assert given != (field in i.absent), (name, i.code, field)
        days = any((i.valid_from, i.valid_to, edition.valid_from, edition.valid_to))
        assert days != ("validity" in i.absent), (name, i.code)
        for words in i.absent.values():
            assert words["vi"] and words["en"] and words["vi"] != words["en"], (name, i.code)


def test_reasons_go_by_method_and_a_line_has_the_last_word():
    edition = load_edition("vn-2014")
    declared, adverts = edition.get("A1.1.1"), edition.get("B2.1.2")
    assert "kê khai" in declared.absent["formula"]["vi"]
    assert "hình, tiếng" in adverts.absent["measure"]["vi"]
    assert adverts.absent["minimum_n"] != declared.absent["minimum_n"]
    assert set(edition.get("B1.1.1").absent) == {"points", "bands", "validity"}
    assert load_edition("programme-1790").get("P1.1.1").formula == "kept_spans / whole_spans"


@pytest.mark.parametrize("code", ["B1.1.4", "B2.2.2"])
def test_a_line_that_rules_feed_does_not_say_that_nothing_does(code):
    """Rules point at places under both, as advice that never counts; the note says both halves."""
    rules = load_packs(sorted((ROOT / "indicators" / "rules" / "packs").glob("*.yaml"))).rules
    feeding = [rule for rule in rules if code in rule.indicators]
    assert feeding and all(rule.authority not in ("law", "guideline") for rule in feeding)
    line = load_edition("vn-2014").get(code)
    assert (line.method, line.measure) == ("assisted", None)
    assert "gợi ý" in line.note["vi"] and "không tính tỷ lệ" in line.note["vi"]
    assert "không đo" not in line.note["vi"]


@pytest.fixture
def ours(tmp_path, monkeypatch):
    """A folder that is taken for the program's own, with one edition in it."""
    monkeypatch.setattr(loading, "_HERE", tmp_path)

    def write(text: str) -> Path:
        file = tmp_path / "cu.yaml"
        file.write_text(text, encoding="utf-8")
        return file

    return write


def test_an_edition_of_the_program_with_a_gap_is_refused_with_file_and_line(ours):
    file = ours(OLD)
    with pytest.raises(DataFileError) as caught:
        loading._load(file)
    values = caught.value.values
    assert (values["file"], values["line"]) == (str(file), 7)
    assert "X1.1.1" in values["detail"] and "minimum_n" in values["detail"]


def test_one_reason_taken_from_an_edition_of_the_program_is_missed(ours):
    text = (ROOT / "indicators" / "indexes" / "vn-2014.yaml").read_text(encoding="utf-8")
    row = next(r for r in text.splitlines(keepends=True) if "nằm ở hình và tiếng của quảng cáo" in r)
    less = text.replace("    absent:\n" + row, "")
    assert loading._load(ours(text)).gaps == () and less != text
    with pytest.raises(DataFileError) as caught:
        loading._load(ours(less))
    values = caught.value.values
    assert values["line"] == less[: less.index("- code: B2.1.2")].count("\n") + 1
    assert values["detail"] == "B2.1.2: neither there nor explained under absent: measure"


def test_a_department_s_old_file_loads_and_is_told_of_its_gaps(tmp_path):
    file = tmp_path / "cu.yaml"
    file.write_text(OLD, encoding="utf-8")
    (gap,) = load_edition(file).gaps
    assert (gap.code, gap.file, gap.line) == ("X1.1.1", str(file), 7)
    assert gap.fields == (
        "question", "verification", "sources", "tags", "measure", "formula", "minimum_n", "points", "bands", "validity",
    )  # fmt: skip


def derived(tmp_path: Path, body: str) -> Path:
    file = tmp_path / "song-mo.yaml"
    file.write_text(
        'edition: song-mo\nextends: vn-2014\ntitle: {vi: "Sông Mơ", en: "Sông Mơ"}\n' + body, encoding="utf-8"
    )
    return file


def test_a_derived_edition_inherits_reasons_and_drops_those_it_answers(tmp_path):
    own = load_edition(
        derived(
            tmp_path,
            'absent: {declared: {measure: {vi: "Sở tự kiểm đếm", en: "counted by us"}}}\n'
            "indicators:\n"
            "  - {code: B1.1.4, measure: women_centred_items, minimum_n: 20, points: 4}\n"
            '  - {code: A1.1.2, absent: {formula: {vi: "tỉnh tính", en: "ours"}}}\n',
        )
    )
    assert own.gaps == ()
    assert set(own.get("B1.1.4").absent) == {"bands", "validity"}
    assert own.get("A1.1.1").absent["measure"]["vi"] == "Sở tự kiểm đếm"
    assert own.get("A1.1.2").absent["formula"]["vi"] == "tỉnh tính"
    assert own.get("A1.1.1").absent["formula"] == load_edition("vn-2014").get("A1.1.1").absent["formula"]
    told = {(d.code, d.field) for d in differences(load_edition("vn-2014"), own)}
    assert {("B1.1.4", "points"), ("B1.1.4", "measure"), ("A1.1.2", "absent")} <= told
    assert ("B1.1.4", "absent") not in told, "what the line has now is told by its own name"


def test_a_field_cleared_in_a_derived_edition_is_a_hint_at_its_own_line(tmp_path):
    file = derived(tmp_path, "indicators:\n  - {code: B1.1.1, minimum_n: null}\n")
    (gap,) = load_edition(file).gaps
    assert (gap.code, gap.fields, gap.file, gap.line) == ("B1.1.1", ("minimum_n",), str(file), 5)


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ('absent: {declared: {mesure: {vi: "a", en: "b"}}}\n', 4, "mesure"),
        ('absent: {counted: {measure: {vi: "a", en: "b"}}}\n', 4, "counted"),
        ('absent: {all: {points: {vi: "a"}}}\n', 4, "en"),
        ('indicators:\n  - {code: B1.1.1, absent: {measure: {vi: "a", en: "b"}}}\n', 5, "has measure"),
    ],
)
def test_a_mistake_in_a_reason_names_its_file_and_line(tmp_path, body, line, words):
    file = derived(tmp_path, body)
    with pytest.raises(DataFileError) as caught:
        load_edition(file)
    values = caught.value.values
    assert (values["file"], values["line"]) == (str(file), line)
    assert words in str(values["detail"])

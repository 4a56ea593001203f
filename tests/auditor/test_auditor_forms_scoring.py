"""What a body would lose: points, by a line counted as zero that nobody has assessed, or a sum that does not add up."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile

import pytest
from auditor_filling import WORDS, fill, rows_of, sheets
from auditor_rooms import article, make_workspace

from auditor import pipeline
from auditor.adoption import load_rules
from auditor.editions import edition_of
from auditor.forms import lines, plan, reading, records, scoresheet, scoring
from auditor.forms.model import (
    INSUFFICIENT,
    NONE_ARISING,
    NOT_APPLICABLE,
    NOT_ASSESSED,
    Answer,
    Appraisal,
    Submission,
)
from auditor.forms.scoring import Side

BODY, BY = "bao-song-mo", "Trần Thị Mẫu"
PLAN = """schema: auditor.collecting/1
points: {codes: {A1.1.1: 4, A1.1.2: 2, A1.1.3: 2, A1.1.4: 2, A1.1.5: 2, A2.1.2: 3}}
scale: 100
grades: [{from: 50, name: 'Khá "B"'}, {from: 80, name: Tốt}]
"""
#         code     self-scored           appraised
TABLE = [
    ("A1.1.1", 3.5, "",                  3,    ""),
    ("A1.1.2", 2,   "",                  1.5,  ""),
    ("A1.1.3", None, NOT_APPLICABLE,     None, NOT_APPLICABLE),
    ("A1.1.4", None, INSUFFICIENT,       1,    ""),
    ("A1.1.5", None, NOT_ASSESSED,       0,    ""),
    ("A2.1.2", None, NONE_ARISING,       3,    NONE_ARISING),
]  # fmt: skip


class Room:
    def __init__(self, folder, text=PLAN):
        self.workspace = make_workspace(folder / "w")
        (self.workspace.path / plan.FILE).write_text(text, encoding="utf-8")
        self.edition = edition_of(self.workspace)
        self.plan = plan.load_plan(self.workspace, self.edition)
        senders = plan.senders(self.workspace, self.workspace.register(), self.plan)
        self.form = lines.form_for(next(s for s in senders if s.id == BODY), self.edition, self.plan)
        answers = tuple(Answer(code, points, state) for code, points, state, *_ in TABLE)
        self.sent = Submission(
            BODY, "media_body", self.edition.id, self.plan.period, "a.xlsx", "0" * 64, "2025-11-01", False, "", answers
        )  # fmt: skip
        self.said = [
            Appraisal(BODY, self.edition.id, self.plan.period, code, points, state, "", BY)
            for code, _, _, points, state in TABLE
        ]
        self.path = folder / "bang-diem.xlsx"

    def sheet(self, measured=None):
        found = records.read_records(self.workspace, self.edition.id, self.plan.period)
        return scoring.score_sheet(self.form, found, self.plan, measured)

    def write(self, sheet=None):
        self.path.unlink(missing_ok=True)
        scoresheet.write_score_sheet(self.path, sheet or self.sheet(), self.plan, WORDS)
        return self.path

    def read(self, path):
        asked = {BODY: self.form}
        return reading.read_filled(path, asked.get, load_rules(), received="2025-12-01")


@pytest.fixture
def room(tmp_path):
    return Room(tmp_path)


@pytest.fixture
def scored(room):
    records.add(room.workspace, [room.sent, *room.said])
    return room


def test_the_sums_are_those_worked_out_by_hand(scored):
    found = scored.sheet()
    # 3.5 + 2 of 4 + 2 + 2 + 3; two lines of 2 + 3 points are open, two have left
    mine = found.declared
    assert (mine.raw, mine.maximum, mine.open_lines, mine.open_points, mine.left_out) == (5.5, 11, 2, 5, 2)
    assert (mine.low, mine.high, mine.grade) == (50, pytest.approx(1050 / 11), "")
    # 3 + 1.5 + 1 + 0 + 3 of 4 + 2 + 2 + 2 + 3; nothing open, one has left
    theirs = found.appraised
    assert (theirs.raw, theirs.maximum, theirs.open_lines, theirs.left_out) == (8.5, 13, 0, 1)
    assert theirs.low == theirs.high == pytest.approx(850 / 13)
    assert theirs.grade == 'Khá "B"'
    differences = {line.code: line.difference for line in found.lines if line.difference is not None}
    assert differences == {"A1.1.1": -0.5, "A1.1.2": -0.5}
    assert found.appraisers == (BY,)


def test_who_said_nothing_has_no_zero(room):
    found = room.sheet()
    for total in (found.declared, found.appraised):
        assert (total.raw, total.maximum, total.open_points, total.low, total.high) == (0, 15, 15, 0, 100)
        assert total.grade == ""
    assert {line.declared.state for line in found.lines} == {NOT_ASSESSED}
    room.write(found)
    # in the workbook, too: the row of raw points of both sides
    assert sheets(room.path)["Tổng hợp"][1][1:3] == ["chưa có điểm nào"] * 2


def test_no_scale_no_grades_nothing_converted(tmp_path):
    room = Room(tmp_path, PLAN.split("scale", maxsplit=1)[0])
    records.add(room.workspace, [room.sent, *room.said])
    found = room.sheet()
    assert (found.appraised.raw, found.appraised.low, found.appraised.grade) == (8.5, None, "")
    room.write(found)
    labels = [row[0] for row in sheets(room.path)["Tổng hợp"]]
    assert not any("quy đổi theo" in str(label) for label in labels[:6]) and "Mức xếp loại" not in labels
    assert WORDS("form.note.no_grades") in labels and WORDS("form.note.no_scale") in labels


def test_all_lines_outside_the_denominator_give_no_points_at_all(room):
    total = scoring.total([(2, Side(None, NOT_APPLICABLE)), (None, Side(None, NOT_ASSESSED))], room.plan)
    assert (total.maximum, total.low, total.high, total.grade, total.left_out) == (0, None, None, "", 1)


def test_a_grade_is_reached_at_its_bound(room):
    assert [room.plan.grade(points) for points in (49.99, 50, 79.99, 100 * (0.1 + 0.7))] == [
        "", 'Khá "B"', 'Khá "B"', "Tốt",
    ]  # fmt: skip


def test_the_department_fills_in_its_points_and_they_come_back(room):
    records.add(room.workspace, [room.sent])
    back = fill(
        room.write(), room.path.with_name("ve.xlsx"),
        {
            "A1.1.1": {"appraised": 3, "note": "Thiếu quyết định"},
            "A1.1.2": {"appraised": 9},
            "A1.1.3": {"appraised_state": "không áp dụng"},
        },
        sheet="score", columns=("appraised", "appraised_state", "note"), appraiser=BY,
    )  # fmt: skip
    filled = room.read(back)
    assert [(w.cell, w.reason) for w in filled.wrong] == [("H3", "above_maximum")]
    assert records.add(room.workspace, filled.appraisals) == 2
    assert records.add(room.workspace, filled.appraisals) == 0
    found = room.sheet()
    assert found.lines[0].appraised == Side(3, "") and found.lines[0].note == "Thiếu quyết định"
    assert found.lines[2].appraised.leaves and found.lines[0].difference == -0.5
    # printed anew it holds what was said, and reading it again adds nothing
    assert records.add(room.workspace, room.read(room.write()).appraisals) == 0


def test_points_without_a_name_are_not_taken(room):
    back = fill(
        room.write(), room.path.with_name("ve.xlsx"), {"A1.1.1": {"appraised": 3}},
        sheet="score", columns=("appraised",),
    )  # fmt: skip
    filled = room.read(back)
    assert filled.appraisals == () and [w.reason for w in filled.wrong] == ["no_appraiser"]


def test_what_the_program_measured_stands_beside_and_adds_nothing(scored):
    with scored.workspace.store() as store:
        for number in range(40):
            store.put_article(article(number))
        pipeline.analyse_stage(scored.workspace, store, jobs=1)
        pipeline.score_stage(scored.workspace, store, resamples=50)
        measured = scoring.measured_of(store, scored.edition, BODY)
        value = store.one("SELECT value, n FROM scores WHERE outlet = ? AND code = 'B1.1.1'", (BODY,))
    found = scored.sheet(measured)
    assert (measured["B1.1.1"].value, measured["B1.1.1"].n) == tuple(value)
    assert found.appraised == scored.sheet().appraised
    rows = {row["Mã"]: row["Máy đo"] for row in rows_of(scored.write(found), "score")}
    assert rows["B1.1.1"] == f"50,0 % (n = {value['n']})" and rows["A1.1.1"] in ("", None)


def test_a_draft_is_said_to_be_one(room):
    from dataclasses import replace

    records.add(room.workspace, [replace(room.sent, draft=True)])
    assert WORDS("form.note.draft") in scoresheet.total_notes(room.sheet(), room.plan, WORDS)
    records.add(room.workspace, [room.sent])
    assert WORDS("form.note.draft") not in scoresheet.total_notes(room.sheet(), room.plan, WORDS)


def test_the_formulas_are_live(scored):
    with zipfile.ZipFile(scored.write()) as archive:
        lines_xml, totals = (archive.read(f"xl/worksheets/sheet{n}.xml").decode() for n in (1, 2))
    assert lines_xml.count("<f>") == len(scored.form.lines)
    # seven sums a side
    assert totals.count("<f>") == 14


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_spreadsheet_recalculates_to_the_same_sums(scored, tmp_path):
    """The stored results are taken out first, so that LibreOffice has nothing to copy."""
    sheet = scored.sheet()
    bare = tmp_path / "bare.xlsx"
    with zipfile.ZipFile(scored.write(sheet)) as source, zipfile.ZipFile(bare, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            if "worksheets/sheet" in name:
                text = re.sub(rb"</f><v>[^<]*</v>", b"</f>", text)
            target.writestr(name, text)
    assert sheets(bare)["Tổng hợp"][1][1] in ("", None)
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/lo", "--convert-to", "xlsx:Calc MS Excel 2007 XML",
         "--outdir", str(tmp_path / "out"), str(bare)], check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    if not (tmp_path / "out" / "bare.xlsx").exists():
        pytest.skip("LibreOffice is there without its spreadsheet")
    tables = sheets(tmp_path / "out" / "bare.xlsx")
    rows = tables["Tổng hợp"][1:8]
    for at, total in ((1, sheet.declared), (2, sheet.appraised)):
        *numbers, grade = (row[at] for row in rows)
        wanted = (total.raw, total.maximum, total.open_lines, total.open_points, total.low, total.high)
        assert numbers == pytest.approx(wanted)
        assert grade == (total.grade or WORDS("form.total.no_grade"))
    shown = [row[9] for row in tables["Bảng điểm"][1:7]]
    assert shown[:2] == [-0.5, -0.5] and set(shown[2:]) <= {"", None}

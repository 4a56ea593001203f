"""What bodies would lose: an evening of answers that is not read back, is read wrongly, or is counted for something else."""

from __future__ import annotations

import zipfile
from datetime import datetime

import pytest
from auditor_filling import PLAN, WORDS, fill, save, sheets
from auditor_rooms import OUTLETS, make_workspace

from auditor.adoption import load_rules
from auditor.cli.base import Shell
from auditor.cli.forms import place_of
from auditor.editions import edition_of
from auditor.errors import InputError
from auditor.forms import files, lines, paper, plan, reading, records, workbook
from auditor.forms.model import NONE_ARISING, NOT_APPLICABLE, STATES, Exclusion
from auditor.forms.overview import counts, standings
from auditor.words import Words
from indicators.errors import DataFileError

BODY = "bao-song-mo"


class Room:
    """A workspace, its plan, and the forms of its bodies."""

    def __init__(self, folder, text=PLAN, lang="vi"):
        self.workspace = make_workspace(folder / "w")
        (self.workspace.path / plan.FILE).write_text(text, encoding="utf-8")
        self.edition = edition_of(self.workspace)
        self.plan = plan.load_plan(self.workspace, self.edition)
        asked = plan.senders(self.workspace, self.workspace.register(), self.plan)
        self.senders = {sender.id: sender for sender in asked}
        self.folder, self.words = folder, Words(lang)

    def form(self, sender=BODY):
        if sender not in self.senders:
            return None
        return lines.form_for(self.senders[sender], self.edition, self.plan, self.words.lang)

    def blank(self, sender=BODY):
        path = self.folder / f"trong-{sender}.xlsx"
        workbook.write_form(path, self.form(sender), self.words)
        return path

    def read(self, path, received="2025-11-19"):
        return reading.read_filled(path, self.form, load_rules(), received=received)

    def answered(self, answers, sender=BODY, name="nop.xlsx", **facts):
        return self.read(fill(self.blank(sender), self.folder / "ve" / name, answers, **facts))

    def records(self):
        return records.read_records(self.workspace, self.edition.id, self.plan.period)


@pytest.fixture
def room(tmp_path):
    return Room(tmp_path)


def cells(filled):
    return {(w.cell, w.reason) for w in filled.wrong}


def row_of(room, code, sender=BODY):
    """The spreadsheet's row of a code."""
    return [line.code for line in room.form(sender).lines].index(code) + 2


def test_each_kind_of_body_is_asked_its_own_lines(room):
    asked = {id: {line.code for line in room.form(id).lines} for id in room.senders}
    assert set(asked) == {*OUTLETS, "hoi-mau", "truong-mau"}
    assert {code[:2] for code in asked["hoi-mau"]} == {"A3"}
    assert {code[:4] for code in asked["truong-mau"]} == {"A5.2"}
    # the three kinds share no line, and together they are the whole index
    assert sum(len(asked[id]) for id in (BODY, "hoi-mau", "truong-mau")) == len(room.edition.indicators)


def test_what_was_filled_in_comes_back(room):
    (room.folder / "ve").mkdir()
    (room.folder / "ve" / "QD-12.pdf").write_bytes(b"%PDF-1.4 made up")
    filled = room.answered(
        {
            "A1.1.1": {"self": 3.5, "evidence": "quyết định: QD-12.pdf; Công văn 3/CV", "explanation": "Có 2 nữ, 3 nam"},
            "A1.1.2": {"self": "1,5"},
            "A2.1.2": {"self": 2, "state": "không phát sinh"},
            "A1.1.3": {"state": "KHÔNG ÁP DỤNG", "explanation": "Cơ quan chưa có biên chế"},
            "A1.1.4": {"state": "khong du co so danh gia"},
        },
        by="Lê Thị Mẫu",
    )  # fmt: skip
    assert filled.wrong == ()
    assert filled.blank == len(room.form().lines) - 5
    assert (filled.submission.filled_by, filled.submission.draft) == ("Lê Thị Mẫu", False)
    said = {a.code: (a.points, a.state) for a in filled.submission.answers}
    assert said == {
        "A1.1.1": (3.5, ""), "A1.1.2": (1.5, ""), "A2.1.2": (2, NONE_ARISING), "A1.1.3": (None, NOT_APPLICABLE),
        "A1.1.4": (None, "insufficient"),
    }  # fmt: skip
    assert records.add(room.workspace, [filled.submission]) == 1
    assert records.add(room.workspace, [filled.submission]) == 0
    kept = room.records().holding(BODY).answers[0].papers
    # the file is in the workspace under its hash; a number of a paper is kept as it was written
    assert (room.workspace.path / kept[0].file).read_bytes() == b"%PDF-1.4 made up"
    assert kept[0].file.startswith(f"evidence/{kept[0].sha256[:12]}-") and kept[0].kind == "decision"
    assert kept[1].text == "Công văn 3/CV" and not kept[1].file


def test_a_word_form_filled_in_by_hand_comes_back_the_same(room):
    from docx import Document

    path = room.folder / "nop.docx"
    paper.write_form(path, room.form(), room.words)
    document = Document(str(path))
    table = document.tables[1]
    head = [cell.text for cell in table.rows[0].cells]
    row = table.rows[1].cells
    for name, text in (("self", "3,5"), ("explanation", "Có 2 nữ,\n3 nam")):
        row[head.index(WORDS(f"form.column.{name}"))].text = text
    document.save(str(path))
    filled = room.read(path)
    assert filled.wrong == ()
    (answer,) = filled.submission.answers
    assert (answer.code, answer.points, answer.explanation) == ("A1.1.1", 3.5, "Có 2 nữ,\n3 nam")
    # and says for how long it is a working form
    assert any(
        WORDS("form.guide.working", n=0, all=len(room.form().lines)) == p.text for p in document.paragraphs
    )
    assert document.sections[0].page_width.mm == pytest.approx(297, abs=0.1)
    # the criterion stands out from its question, two sign side by side behind the last answer
    criterion, *rest = row[2].paragraphs[0].runs
    assert criterion.bold and rest and not any(run.bold for run in rest)
    signed = [p.text.split("\t") for p in document.paragraphs[-4:]]
    assert signed[1] == ["", WORDS("form.paper.by"), WORDS("form.paper.head")]


def test_a_mistake_in_a_word_form_is_found_where_word_shows_it(room):
    """Word has tables, rows and columns; nobody finds "cell F4" in it."""
    from docx import Document

    path = room.folder / "nop.docx"
    paper.write_form(path, room.form(), room.words)
    document = Document(str(path))
    table = document.tables[1]
    head = [cell.text for cell in table.rows[0].cells]
    column = WORDS("form.column.self")
    table.rows[1].cells[head.index(column)].text = "ba"
    document.save(str(path))
    wrong = room.read(path).wrong
    assert [w.reason for w in wrong] == ["no_number", "empty"][: len(wrong)]
    place = place_of(Shell("vi"), wrong[0])
    assert place == f"bảng 2 (“Tự đánh giá”), dòng “A1.1.1”, cột “{column}”"


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_form_of_either_language_is_read(tmp_path, lang):
    room = Room(tmp_path, lang=lang)
    tables = sheets(room.blank())
    sheet = room.words("form.sheet.answers")
    tables[sheet][1][tables[sheet][0].index(room.words("form.column.self"))] = 4
    filled = room.read(save(tmp_path / "nop.xlsx", tables))
    assert filled.wrong == () and filled.submission.answers[0].points == 4


@pytest.mark.parametrize(
    ("code", "answer", "column", "reason"),
    [
        ("A1.1.1", {"self": 4.5}, "E", "above_maximum"),
        ("A1.1.2", {"self": -1}, "E", "negative"),
        ("A1.1.2", {"self": "nhiều"}, "E", "no_number"),
        ("A1.1.2", {"self": True}, "E", "no_number"),
        ("A1.1.2", {"self": "nan"}, "E", "no_number"),
        ("A1.1.2", {"self": "=1+1"}, "E", "no_number"),
        # a spreadsheet makes a day of 1/2
        ("A1.1.2", {"self": datetime(2025, 2, 1)}, "E", "no_number"),  # noqa: DTZ001
        ("A1.1.2", {"state": "tạm được"}, "F", "unknown_state"),
        ("A1.1.2", {"self": 1, "state": "chưa đánh giá"}, "E", "both"),
        ("A1.1.2", {"explanation": "đang làm"}, "E", "no_answer"),
        ("A1.1.2", {"self": 1, "explanation": "a" * 5000}, "H", "too_long"),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_of_its_row_is_kept(room, code, answer, column, reason):
    filled = room.answered({code: answer, "B1.1.1": {"self": 1}})
    assert cells(filled) == {(f"{column}{row_of(room, code)}", reason)}
    assert [a.code for a in filled.submission.answers] == ["B1.1.1"]
    assert filled.submission.wrong == 1
    place = place_of(Shell("vi"), filled.wrong[0])
    said = WORDS(f"form.wrong.{reason}", file="nop.xlsx", place=place, value="x")
    assert f"trang “Tự đánh giá”, ô {filled.wrong[0].cell}" in said and "nop.xlsx" in said


def test_without_points_of_the_province_none_are_taken(tmp_path):
    room = Room(tmp_path, "schema: auditor.collecting/1\n")
    filled = room.answered({"A1.1.1": {"self": 1}, "A1.1.2": {"explanation": "Có 2 nữ"}})
    assert cells(filled) == {("E2", "no_maximum")}
    assert [(a.code, a.points) for a in filled.submission.answers] == [("A1.1.2", None)]


def test_papers_are_taken_from_beside_the_form_only(room):
    (room.folder / "mat.pdf").write_bytes(b"elsewhere")
    inside = room.workspace.path / "bi-mat.pdf"
    inside.write_bytes(b"of the department")
    answers = {"A1.1.1": {"self": 1, "evidence": f"../mat.pdf; {inside}; ..\\mat.pdf; /etc/passwd.txt"}}
    filled = room.answered(answers)
    assert [w.reason for w in filled.wrong] == ["paper_missing"] * 4
    assert not any(w.fatal for w in filled.wrong)
    assert not any(p.sha256 for a in filled.submission.answers for p in a.papers)


# --- hostile and broken files -----------------------------------------------------------------------------------------


def test_a_formula_in_a_text_stays_a_text(room):
    evil = '=HYPERLINK("http://x.example";"bấm")'
    filled = room.answered({"A1.1.1": {"self": 1, "explanation": evil, "evidence": "=cmd|' /C calc'!A0"}})
    (answer,) = filled.submission.answers
    assert answer.explanation == evil
    workbook.write_form(room.folder / "lai.xlsx", room.form(), WORDS, {"A1.1.1": answer})
    with zipfile.ZipFile(room.folder / "lai.xlsx") as archive:
        assert not any(b"<f>" in archive.read(n) for n in archive.namelist() if "worksheets" in n)


def test_a_renamed_sheet_or_a_missing_column_is_said(room):
    tables = sheets(room.blank())
    renamed = {("Sheet1" if name == "Tự đánh giá" else name): rows for name, rows in tables.items()}
    filled = room.read(save(room.folder / "a.xlsx", renamed))
    assert (filled.submission, filled.wrong[0].reason, filled.wrong[0].value) == (
        None,
        "no_sheet",
        "Tự đánh giá",
    )
    rows = [[cell for at, cell in enumerate(row) if at != 4] for row in tables["Tự đánh giá"]]
    filled = room.read(save(room.folder / "b.xlsx", tables | {"Tự đánh giá": rows}))
    assert (filled.submission, filled.wrong[0].reason, filled.wrong[0].value) == (
        None,
        "no_column",
        "Điểm tự chấm",
    )


def test_columns_may_be_moved_and_rows_sorted(room):
    tables = sheets(
        fill(room.blank(), room.folder / "x.xlsx", {"A1.1.1": {"self": 3}, "B1.1.1": {"self": 1}})
    )
    head, *rows = [list(reversed(row)) for row in tables["Tự đánh giá"]]
    filled = room.read(save(room.folder / "y.xlsx", tables | {"Tự đánh giá": [head, *reversed(rows)]}))
    assert filled.wrong == ()
    assert {a.code: a.points for a in filled.submission.answers} == {"A1.1.1": 3, "B1.1.1": 1}


def test_ten_thousand_rows_are_read_as_far_as_a_form_goes(room):
    tables = sheets(room.blank())
    head, first, *_ = tables["Tự đánh giá"]
    junk = [[n, f"Z{n}", "", "", 1, "", "", ""] for n in range(10_000)]
    first[4] = 2
    filled = room.read(save(room.folder / "a.xlsx", tables | {"Tự đánh giá": [head, first, *junk]}))
    assert [a.code for a in filled.submission.answers] == ["A1.1.1"]
    reasons = [w.reason for w in filled.wrong]
    assert reasons.count("unknown_code") == files.MAX_ROWS - 1 and reasons[-1] == "too_many_rows"
    assert filled.wrong[-1].value == "10001"


def test_the_same_code_twice_is_taken_once(room):
    tables = sheets(fill(room.blank(), room.folder / "x.xlsx", {"A1.1.1": {"self": 3}}))
    again = list(tables["Tự đánh giá"][1])
    again[4] = 4
    tables["Tự đánh giá"].append(again)
    filled = room.read(save(room.folder / "y.xlsx", tables))
    assert [a.points for a in filled.submission.answers] == [3]
    assert [(w.reason, w.value) for w in filled.wrong] == [("twice", "2")]


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"sender": "bao-la"}, "unknown_sender"),
        ({"edition": "vn-1999"}, "other_edition"),
        ({"from": "2023-12-15"}, "other_period"),
    ],
)
def test_a_form_of_somebody_else_or_of_last_year_is_not_mixed_in(room, facts, reason):
    filled = room.read(fill(room.blank(), room.folder / "nop.xlsx", {"A1.1.1": {"self": 1}}, **facts))
    assert filled.submission is None and [w.reason for w in filled.wrong] == [reason]


def test_a_form_is_final_only_where_it_says_so(room):
    answers = {"A1.1.1": {"self": 1}}
    assert room.answered(answers, status="bản nháp").submission.draft
    unsure = room.answered(answers, status="xong rồi?")
    assert unsure.submission.draft and [w.reason for w in unsure.wrong] == ["unknown_status"]


def test_an_empty_form_does_not_count_as_sent(room):
    filled = room.answered({})
    assert filled.submission is None and [w.reason for w in filled.wrong] == ["empty"]


def _zip(path, entries):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return path


@pytest.mark.parametrize("suffix", [".xlsx", ".docx"])
def test_bombs_and_rubbish_are_refused_before_they_are_opened(room, tmp_path, suffix):
    big = tmp_path / f"bomb{suffix}"
    _zip(big, [(f"xl/{n}.xml", b"0" * 40_000_000) for n in range(4)])
    many = _zip(tmp_path / f"many{suffix}", [(f"{n}", b"") for n in range(3000)])
    text = tmp_path / f"text{suffix}"
    text.write_bytes(b"PK\x03\x04 no archive")
    short = tmp_path / f"short{suffix}"
    short.write_bytes(room.blank().read_bytes()[:4000])
    lying = tmp_path / f"lying{suffix}"
    data = _zip(tmp_path / "honest", [("a", b"0" * 5_000_000)]).read_bytes()
    size = (5_000_000).to_bytes(4, "little")
    lying.write_bytes(data.replace(size, (10).to_bytes(4, "little")))
    for file in (
        big,
        many,
        text,
        short,
        lying,
        tmp_path / "gone.xlsx",
        _zip(tmp_path / f"a{suffix}", [("a", b"")]),
    ):
        with pytest.raises(files.NoForm):
            room.read(file)


@pytest.mark.parametrize("place", [(1_048_575, 16_383), (1_048_575, 0), (0, 16_383), (2, 300)])
def test_one_cell_in_the_last_corner_does_not_take_all_memory(room, place):
    import xlsxwriter

    path = room.folder / "xa.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Thông tin")
        sheet.write(0, 0, "Mục")
        sheet.write(*place, "x")
    with pytest.raises(files.NoForm):
        room.read(path)


def test_empty_cells_with_a_format_may_stand_anywhere(room):
    """As LibreOffice and Excel leave them where somebody formatted a whole column."""
    import xlsxwriter

    path = fill(room.blank(), room.folder / "x.xlsx", {"A1.1.1": {"self": 3}})
    with xlsxwriter.Workbook(str(room.folder / "y.xlsx")) as book:
        grey = book.add_format({"bg_color": "#dddddd"})
        for name, rows in sheets(path).items():
            sheet = book.add_worksheet(name)
            for at, cells in enumerate(rows):
                sheet.write_row(at, 0, cells)
            sheet.write_blank(1_048_575, 16_383, None, grey)
    assert [a.points for a in room.read(room.folder / "y.xlsx").submission.answers] == [3]


def test_a_cell_that_only_its_row_places_is_found_as_well(room):
    path = room.blank()
    with zipfile.ZipFile(path) as archive:
        parts = {n: archive.read(n) for n in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    far = b'<row r="1048576"><c><v>1</v></c></row></sheetData>'
    parts[name] = parts[name].replace(b"</sheetData>", far)
    assert far in parts[name]
    with pytest.raises(files.NoForm):
        room.read(_zip(room.folder / "x.xlsx", parts.items()))


@pytest.mark.parametrize("name", ["xl/worksheets/sheet1.xml", "xl/media/picture.png"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_sheet_that_is_no_xml_is_not_handed_on(room, name, encoding):
    text = '<worksheet><sheetData><row r="1"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    with zipfile.ZipFile(room.blank()) as archive:
        parts = {n: archive.read(n) for n in archive.namelist()} | {name: text.encode(encoding)}
    with pytest.raises(files.NoForm):
        room.read(_zip(room.folder / "x.xlsx", parts.items()))


def test_entities_of_a_word_file_are_not_expanded(room):
    path = room.folder / "x.docx"
    paper.write_form(path, room.form(), room.words)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text = parts["word/document.xml"].decode()
    start = text.index("<w:document")
    lol = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "lol"}">' for n in range(9))
    secret = '<!ENTITY s SYSTEM "file:///etc/hostname">'
    text = f"{text[:start]}<!DOCTYPE d [{lol}{secret}]>{text[start:]}".replace("A1.1.1<", "A1.1.1&e8;&s;<", 1)
    parts["word/document.xml"] = text.encode()
    _zip(path, parts.items())
    try:
        found = room.read(path)
    except files.NoForm:
        return
    assert all("lol" not in w.value and len(w.value) < 100 for w in found.wrong)


# --- over time --------------------------------------------------------------------------------------------------------


def send(room, points, received, sender=BODY, **facts):
    filled = room.read(
        fill(room.blank(sender), room.folder / f"{sender}-{received}-{points}.xlsx",
             {room.form(sender).lines[0].code: {"self": points}}, **facts), received
    )  # fmt: skip
    records.add(room.workspace, [filled.submission])


def test_drafts_amended_late_missing_and_out_of_scope_are_told_apart(room):
    send(room, 1, "2025-11-01", status="bản nháp")
    send(room, 2, "2025-11-20")
    send(room, 3, "2025-12-01")
    # a draft after a final form takes nothing back
    send(room, 4, "2025-12-02", status="bản nháp")
    send(room, 1, "2025-11-21", sender="dai-song-mo")
    send(room, 1, "2025-11-02", sender="hoi-mau", status="bản nháp")
    period = room.plan.period
    records.add(room.workspace, [Exclusion("truong-mau", period, "Không đào tạo báo chí", "Lê Mẫu")])
    found = {s.sender.id: s for s in standings(room.senders.values(), room.records(), room.plan)}
    assert {id: s.standing for id, s in found.items()} == {
        BODY: "sent", "dai-song-mo": "late", "cong-song-mo": "missing", "hoi-mau": "draft", "truong-mau": "out_of_scope",
    }  # fmt: skip
    assert (found[BODY].amended, found[BODY].received, found[BODY].revisions) == (True, "2025-12-01", 2)
    assert room.records().holding(BODY).answers[0].points == 3
    assert found["truong-mau"].reason == "Không đào tạo báo chí"
    assert counts(found.values()) == {"sent": 1, "late": 1, "draft": 1, "missing": 1, "out_of_scope": 1}
    records.add(room.workspace, [Exclusion("truong-mau", period, "", "Lê Mẫu")])
    assert room.records().excluded("truong-mau") is None


def test_an_amended_form_comes_with_what_was_said(room):
    filled = room.answered({"A1.1.1": {"self": 3, "explanation": "Có 2 nữ", "evidence": "Công văn 3/CV"}})
    said = {answer.code: answer for answer in filled.submission.answers}
    workbook.write_form(room.folder / "lai.xlsx", room.form(), WORDS, said)
    assert room.read(room.folder / "lai.xlsx").submission.answers == filled.submission.answers


def test_a_broken_line_of_the_records_is_named(room):
    (room.workspace.path / records.FILE).write_text('{"kind": "submission"}\n', encoding="utf-8")
    with pytest.raises(InputError) as error:
        room.records()
    assert str(error.value.values["file"]).endswith("forms.jsonl:1")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("points: {codes: {Z9: 2}}", 2),
        ("deadline: 2025-13-01", 2),
        ("deadline: hôm nào", 2),
        ("period: {from: 2025-12-14, to: 2025-01-01}", 2),
        ("grades: [{from: 50, name: Khá}]", 2),
        ("scale: 10\ngrades: [{from: 50, name: Khá}]", 3),
        (
            "senders:\n  - {id: a, name: A, respondent: training}\n  - {id: a, name: B, respondent: training}",
            4,
        ),
        ("senders: [{id: ../a, name: A, respondent: training}]", 2),
        ("xếp: 1", 1),
    ],
)
def test_a_mistake_of_the_plan_is_named_with_its_line(tmp_path, text, line):
    with pytest.raises(DataFileError) as error:
        Room(tmp_path, f"schema: auditor.collecting/1\n{text}\n")
    assert error.value.values["line"] == line


def test_nothing_is_preset(tmp_path):
    room = Room(tmp_path, "schema: auditor.collecting/1\n")
    assert room.plan == plan.CollectingPlan(("2024-12-15", "2025-12-14"))
    assert {line.maximum for line in room.form().lines} == {None}


def test_a_form_is_a_working_one_until_each_line_is_confirmed(room):
    from auditor.editions import confirm

    codes = [line.code for line in room.form("hoi-mau").lines]
    for at, code in enumerate(codes):
        assert room.form("hoi-mau").working
        assert f"{at}/{len(codes)}" in workbook.guide_lines(room.form("hoi-mau"), WORDS)[0]
        confirm(room.edition.id, code, 21, "Lê Thị Mẫu", folder=room.workspace.path)
        room.edition = edition_of(room.workspace)
    form = room.form("hoi-mau")
    assert not form.working and WORDS("form.working") not in workbook.head("question", form, WORDS)
    # one body's form says nothing about another's
    assert room.form("truong-mau").working and room.form().working


def test_what_names_a_line_is_locked_and_answers_are_not(room):
    with zipfile.ZipFile(room.blank()) as archive:
        answers = archive.read("xl/worksheets/sheet2.xml").decode()
    assert "<sheetProtection" in answers
    for state in STATES:
        assert WORDS(f"form.state.{state}") in answers
    assert answers.count('type="decimal"') == len(room.form().lines)

"""What coders would lose: hours of work in a sheet that is not read back, or read back wrongly, and nobody says which cell."""

from __future__ import annotations

import json
import shutil
import zipfile

import pytest
import xlsxwriter
from auditor_coded import make_forty
from auditor_rooms import OUTLETS

from auditor import pipeline
from auditor.calibration import drawing, frame, outcome, questions, records, sheets
from auditor.cli import main
from auditor.decisions import decisions_of
from auditor.editions import edition_of
from auditor.errors import InputError
from auditor.figures import province_report
from auditor.tables import read_table
from auditor.words import Words
from auditor.workspace import Workspace

A, B, C = "Người đọc A", "Người đọc B", "Người đọc C"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return make_forty(tmp_path_factory.mktemp("ma-hoa") / "w")


@pytest.fixture
def workspace(made, tmp_path):
    return Workspace.open(shutil.copytree(made.path, tmp_path / "w"))


def run(workspace, *words):
    return main(["-w", str(workspace.path), *map(str, words)])


def draw(workspace, *more):
    assert run(workspace, "coding", "draw", "--articles", 96, "--who", A, "--who", B, *more) == 0
    folder = workspace.path / "coding" / "mau-1"
    return folder, sorted(folder.glob("phieu-ma-hoa-*.xlsx"))


def fill(source, target, answer):
    """A sheet as a coder sends it back: ``answer(code, heads)`` gives the cells by head, or None for a blank row."""
    words = Words("vi")
    book = xlsxwriter.Workbook(str(target), {"strings_to_formulas": False, "strings_to_urls": False})
    for name in ("answers", "guide", "info"):
        sheet = book.add_worksheet(words(f"coding.sheet.{name}"))
        if name == "guide":
            continue
        rows = list(read_table(source, sheet=words(f"coding.sheet.{name}")))
        heads = list(rows[0][1])
        sheet.write_row(0, 0, heads)
        for at, (_, cells) in enumerate(rows, 1):
            values = dict(cells)
            if name == "answers":
                values |= answer(values["Mã bài"], heads) or {}
            for column, head in enumerate(heads):
                if values[head] not in (None, ""):
                    sheet.write(at, column, values[head])
    book.close()
    return target


def everything(heads, **more):
    """All answers: nobody, and no trait."""
    blank = {h: 0 for h in heads if ": " in h} | dict.fromkeys(
        ("Phụ nữ là trung tâm", "Về bình đẳng giới", "Bạo lực trên cơ sở giới"), "không"
    )
    return blank | more


def truth(code, heads, counts):
    """What a careful reader sees: the machine's people, and in every fourth article a woman whom it missed."""
    number = int(code.split("-")[0])
    people = counts[number].people
    women = people.women + (number % 4 == 0)
    return everything(
        heads,
        **{"Người trong bài: nữ": women, "Người trong bài: nam": people.men, "Nguồn tin: nữ": min(women, 1)},
    )


def counts_of(workspace):
    with workspace.store(readonly=True) as store:
        return {item.article: item.counts for item in frame.read_frame(workspace, store)}


def test_a_sample_is_drawn_from_all_articles_with_or_without_findings(workspace, capsys):
    folder, files = draw(workspace)
    assert len(files) == 2
    raw = json.loads((folder / "sample.json").read_text(encoding="utf-8"))
    assert sum(len(items) for items in raw["frame"].values()) == 120
    per_outlet = {o: sum(i["outlet"] == o for i in raw["items"]) for o in OUTLETS}
    assert per_outlet == dict.fromkeys(OUTLETS, 32)
    with workspace.store(readonly=True) as store:
        found = {i.article: i.found for i in frame.read_frame(workspace, store)}
    assert not all(found[i["article"]] for i in raw["items"]), "articles without findings are read too"
    text = (folder / "phieu-chon-mau.html").read_text(encoding="utf-8")
    assert all(f'<td class="n">{i["article"]}</td>' in text for i in raw["items"])
    assert "<b>" not in text


def test_the_same_seed_draws_the_same_and_nothing_filled_is_overwritten(workspace, capsys):
    folder, files = draw(workspace)
    before = (folder / "sample.json").read_bytes()
    assert run(workspace, "coding", "draw", "--articles", 96, "--who", A, "--who", B) == 2
    assert "phieu-ma-hoa" in capsys.readouterr().err
    for file in files:
        file.unlink()
    draw(workspace)
    assert (folder / "sample.json").read_bytes() == before
    assert run(workspace, "coding", "draw", "--articles", 30, "--who", A, "--who", B) == 5
    assert "--name" in capsys.readouterr().err


def test_a_sheet_is_locked_guarded_and_blind(workspace):
    _, (file, _) = draw(workspace)
    with zipfile.ZipFile(file) as package:
        parts = {name: package.read(name).decode() for name in package.namelist() if name.endswith(".xml")}
    sheet = parts["xl/worksheets/sheet1.xml"]
    assert "<sheetProtection" in sheet
    assert 'type="list"' in sheet and 'type="whole"' in sheet
    assert "<f>" not in sheet, "a headline that begins with = is no formula"
    assert 'protection locked="0"' in parts["xl/styles.xml"]
    rows = list(read_table(file, sheet="Mã hóa"))
    assert len(rows) == 96
    heads = [h for h in rows[0][1] if ": " in h]
    assert all(cells[h] in (None, "") for _, cells in rows for h in heads), "nothing of the machine's counts"


def test_two_coders_come_back_agree_and_correct_the_machine(workspace, tmp_path, capsys, monkeypatch):
    _, files = draw(workspace)
    counts = counts_of(workspace)
    sent = tmp_path / "da-dien"
    sent.mkdir()
    for file in files:
        fill(file, sent / file.name, lambda code, heads: truth(code, heads, counts))
    (sent / "~$phieu.xlsx").write_bytes(b"Excel's lock")
    assert run(workspace, "coding", "import", sent) == 0
    assert capsys.readouterr().out.count("96 bài đã mã hóa, 96 bài mới") == 2
    assert run(workspace, "coding", "import", sent) == 0
    assert capsys.readouterr().out.count("96 bài đã mã hóa, 0 bài mới,") == 2, "twice is once"
    assert run(workspace, "coding", "agreement", "--json") == 0
    agreed = json.loads(capsys.readouterr().out)
    assert agreed["people.women"]["alpha"] == 1
    assert agreed["gbv"]["alpha"] is None
    monkeypatch.setenv("COLUMNS", "200")
    assert run(workspace, "coding", "agreement") == 0
    (gbv,) = [line for line in capsys.readouterr().out.splitlines() if "Bạo lực" in line]
    assert "không: 192" in gbv, "a yes or no is told as it was given"
    assert run(workspace, "coding", "correct", "--json") == 0
    lines = json.loads(capsys.readouterr().out)["lines"]
    (found,) = [x for x in lines if x["indicator"] == "B1.1.1" and x["outlet"] == ""]
    women = sum(c.people.women for c in counts.values())
    known = sum(c.people.known for c in counts.values())
    missed = sum(number % 4 == 0 for number in counts)
    real = (women + missed) / (known + missed)
    assert found["machine"] == pytest.approx(women / known)
    assert found["interval"][0] <= real <= found["interval"][1]
    assert abs(found["value"] - real) < abs(found["machine"] - real) / 2
    assert (found["coded"], found["articles"], found["weak"]) == (96, 120, "")
    assert {x["outlet"] for x in lines if x["indicator"] == "B1.1.1"} == {"", *OUTLETS}
    # and the report of the province carries it
    with workspace.store() as store:
        pipeline.score_stage(workspace, store)
        (share,) = [s for s in province_report(workspace, store, Words("vi")).shares if s.code == "B1.1.1"]
    right = (share.machine, share.articles, share.corrected.value, share.corrected.coded)
    assert right == (found["machine"], 120, found["value"], 96)


def test_without_coding_every_share_says_so(workspace, capsys):
    draw(workspace)
    capsys.readouterr()
    assert run(workspace, "coding", "correct") == 0
    out = capsys.readouterr().out
    assert out.count("chưa hiệu") >= 5
    assert run(workspace, "coding", "agreement") == 0
    assert "Chưa có bài nào" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("head", "value", "says"),
    [
        ("Người trong bài: nữ", "hai", ("G3", "“hai”", "0 đến 99")),
        ("Người trong bài: nữ", -1, ("G3", "“-1”")),
        ("Người trong bài: nữ", 1.5, ("G3", "“1.5”")),
        ("Người trong bài: nam", 100, ("H3", "“100”")),
        ("Người trong bài: nam", "", ("H3", "còn trống")),
        ("Bạo lực trên cơ sở giới", "hơi hơi", ("Q3", "“có” hoặc “không”")),
        ("Nguồn tin: nữ", 7, ("K3", "7 > 0")),
        ("Mã bài", "999-abcdefab", ("B3", "999-abcdefab")),
    ],
)
def test_a_wrong_cell_is_named_and_the_other_rows_are_kept(workspace, tmp_path, capsys, head, value, says):
    _, (file, _) = draw(workspace)
    rows = list(read_table(file, sheet="Mã hóa"))
    second = rows[1][1]["Mã bài"]
    sent = fill(
        file,
        tmp_path / "sai.xlsx",
        lambda code, heads: everything(heads, **({head: value} if code == second else {})),
    )
    capsys.readouterr()
    assert run(workspace, "coding", "import", sent) == 5
    streams = capsys.readouterr()
    assert all(word in streams.err for word in says), streams.err
    assert "sai.xlsx" in streams.err
    assert "95 bài đã mã hóa" in streams.out
    assert len(records.read_codings(workspace)) == 95


def test_a_blank_row_is_work_not_done_and_a_double_one_is_named(workspace, tmp_path, capsys):
    _, (file, _) = draw(workspace)
    codes = [cells["Mã bài"] for _, cells in read_table(file, sheet="Mã hóa")]
    sent = fill(
        file,
        tmp_path / "do.xlsx",
        lambda code, heads: (
            None
            if code == codes[5]
            else everything(heads, **({"Mã bài": codes[0]} if code == codes[2] else {}))
        ),
    )
    assert run(workspace, "coding", "import", sent) == 5
    streams = capsys.readouterr()
    assert "B4" in streams.err and "dòng 2" in streams.err
    assert "1 bài để trống" in streams.out


@pytest.mark.parametrize("kind", ["text", "other", "empty", "sample", "column"])
def test_a_file_that_is_no_sheet_is_a_sentence_and_the_rest_is_read(workspace, tmp_path, capsys, kind):
    folder, (file, other) = draw(workspace)
    bad = tmp_path / "a-hong.xlsx"
    if kind == "text":
        bad.write_bytes(b"PK\x03\x04kaputt")
    elif kind == "empty":
        bad.write_bytes(b"")
    elif kind == "other":
        book = xlsxwriter.Workbook(str(bad))
        book.add_worksheet().write_row(0, 0, ["a", "b"])
        book.close()
    elif kind == "sample":
        raw = json.loads((folder / "sample.json").read_text(encoding="utf-8"))
        bad = fill(file, bad, lambda code, heads: everything(heads))
        (folder / "sample.json").unlink()
        other_folder = folder.with_name("mau-2")
        other_folder.mkdir()
        (other_folder / "sample.json").write_text(json.dumps(raw | {"id": "mau-2"}), encoding="utf-8")
        assert run(workspace, "coding", "import", bad) == 5
        return
    else:
        # a column renamed by hand
        fill(file, bad, lambda code, heads: everything(heads))
        table = [cells for _, cells in read_table(bad, sheet="Mã hóa")]
        book = xlsxwriter.Workbook(str(bad))
        sheet = book.add_worksheet("Mã hóa")
        sheet.write_row(0, 0, ["Nữ" if h == "Người trong bài: nữ" else h for h in table[0]])
        sheet.write_row(1, 0, [v or "" for v in table[0].values()])
        info = book.add_worksheet("Thông tin")
        for row, pair in enumerate((("Mục", "Giá trị"), ("Mẫu", "mau-1"), ("Người mã hóa", A))):
            info.write_row(row, 0, pair)
        book.close()
    good = fill(other, tmp_path / "b-tot.xlsx", lambda code, heads: everything(heads))
    capsys.readouterr()
    assert run(workspace, "coding", "import", bad, good) == 5
    streams = capsys.readouterr()
    assert "a-hong.xlsx" in streams.err
    assert "Traceback" not in streams.err
    assert "b-tot.xlsx" in streams.out and "96 bài đã mã hóa" in streams.out


def test_a_sheet_cannot_lead_out_of_the_workspace(workspace, tmp_path):
    draw(workspace)
    for name in ("../../etc", "/etc", "a/b", ""):
        with pytest.raises(InputError):
            records.folder_of(workspace, name)


def test_what_coders_see_differently_is_settled_by_a_third(workspace, tmp_path, capsys):
    folder, (first, second) = draw(workspace)
    codes = [cells["Mã bài"] for _, cells in read_table(first, sheet="Mã hóa")]
    fill(first, tmp_path / "1.xlsx", lambda code, heads: everything(heads))
    fill(
        second,
        tmp_path / "2.xlsx",
        lambda code, heads: everything(heads, **({"Người trong bài: nam": 4} if code in codes[:3] else {})),
    )
    assert run(workspace, "coding", "import", tmp_path / "1.xlsx", tmp_path / "2.xlsx") == 0
    assert run(workspace, "coding", "settle", "--who", C) == 0
    sheet = folder / "phieu-thong-nhat-nguoi-doc-c.xlsx"
    assert [cells["Mã bài"] for _, cells in read_table(sheet, sheet="Mã hóa")] == codes[:3]
    fill(sheet, tmp_path / "3.xlsx", lambda code, heads: everything(heads, **{"Người trong bài: nam": 2}))
    assert run(workspace, "coding", "import", "--final", tmp_path / "3.xlsx") == 0
    sample, said = records.read_sample(workspace), records.read_codings(workspace)
    assert outcome.differing(sample, said) == []
    asked = questions.by_ids(sample.questions)
    agreed = outcome.agreements(asked, said, resamples=1)
    assert agreed["people.men"].coders == 2, "who settles is no third coder"
    with workspace.store(readonly=True) as store:
        items = frame.read_frame(workspace, store)
    found = outcome.outcome(items, sample, asked, said, edition_of(workspace), agreed)
    total = next(x for x in found.lines if x.indicator.code == "B1.1.1" and x.outlet == "")
    assert total.result.people == 0, "men alone, as the third said"
    assert total.weak == "people.men"


def test_a_coder_who_settles_keeps_their_own_reading(workspace):
    mine = records.Coding("mau-1", 1, "a" * 16, A, {"gbv": 0})
    from dataclasses import replace

    records.add_codings(workspace, [mine, replace(mine, who=B, answers={"gbv": 1})])
    records.add_codings(workspace, [replace(mine, answers={"gbv": 1}, final=True)])
    held = records.read_codings(workspace)
    agreed = outcome.agreements(questions.by_ids(["gbv"]), held, resamples=1)
    assert agreed["gbv"].same == 0, "what two settled together does not make them agree afterwards"


def test_a_sheet_filled_in_by_somebody_else_is_noticed(workspace, tmp_path, capsys):
    _, (file, _) = draw(workspace)
    fill(file, tmp_path / "1.xlsx", lambda code, heads: everything(heads))
    fill(file, tmp_path / "2.xlsx", lambda code, heads: everything(heads, **{"Người trong bài: nữ": 1}))
    assert run(workspace, "coding", "import", tmp_path / "1.xlsx") == 0
    capsys.readouterr()
    assert run(workspace, "coding", "import", tmp_path / "2.xlsx") == 0
    assert "96 bài" in capsys.readouterr().err


def test_an_article_that_changed_since_is_in_no_figure(workspace, tmp_path):
    _, (file, _) = draw(workspace)
    fill(file, tmp_path / "1.xlsx", lambda code, heads: everything(heads))
    assert run(workspace, "coding", "import", tmp_path / "1.xlsx") == 0
    sample, said = records.read_sample(workspace), records.read_codings(workspace)
    asked = questions.by_ids(sample.questions)
    with workspace.store(readonly=True) as store:
        items = frame.read_frame(workspace, store)
    from dataclasses import replace

    changed = [replace(items[0], text="0" * 16), *items[1:], replace(items[0], article=10**6)]
    found = outcome.outcome(changed, sample, asked, said, edition_of(workspace), {})
    assert (found.changed, found.added) == (1, 1)
    assert {x.result.articles for x in found.lines if x.outlet == ""} == {119}
    unread = outcome.outcome(items, sample, asked, said[:90], edition_of(workspace), {})
    assert unread.unread == 6


def test_the_codebook_says_what_the_index_asks(workspace):
    folder, _ = draw(workspace, "--texts")
    text = (folder / "huong-dan-ma-hoa.html").read_text(encoding="utf-8")
    edition = edition_of(workspace)
    for question in questions.choose(edition):
        assert question.label["vi"] in text
        for line in question.indicators(edition):
            assert f"{line.code} " in text
    texts = (folder / "toan-van-noi-bo.html").read_text(encoding="utf-8")
    assert "Chỉ dùng nội bộ" in texts and "&lt;b&gt;" in texts
    assert "nước sông lên" in texts


def test_questions_fit_what_the_machine_counts():
    from indicators.tallies import ItemMeasures

    fields = set(ItemMeasures.__dataclass_fields__)
    for question in questions.codebook().questions:
        assert question.id in fields
        assert set(question.measures) <= set(frame.PAIRS)
        assert set(question.label) == set(question.what) == {"vi", "en"}
    asked = questions.codebook().questions
    answers = {name: 1 for q in asked for name in q.fields}
    counts = questions.measures_of(asked, answers)
    assert all(frame.PAIRS[m](counts) in ((1, 1), (1, 3)) for m in frame.PAIRS)


def test_only_articles_of_the_index_are_asked_about(workspace):
    edition = edition_of(workspace)
    assert [q.id for q in questions.choose(edition)] == [
        "people",
        "sources",
        "women_central",
        "gender_topic",
        "gbv",
    ]
    assert [q.id for q in questions.choose(edition, ["victims"])] == ["people", "victims"], (
        "a part needs its whole"
    )


@pytest.mark.parametrize(
    "line",
    ["{", "[]", '{"sample": "mau-1"}', '{"answers": {"a": "x"}}', '{"answers": [], "who": 1}'],
)
def test_a_broken_line_of_answers_is_named(workspace, line, capsys):
    draw(workspace)
    (workspace.path / records.FILE).write_text(f"\n{line}\n", encoding="utf-8")
    capsys.readouterr()
    assert run(workspace, "coding", "agreement") == 5
    assert f"{records.FILE}:2" in capsys.readouterr().err


def test_answers_are_a_history_of_which_the_last_word_holds(workspace):
    first = records.Coding("mau-1", 1, "a" * 16, A, {"gbv": 0})
    assert records.add_codings(workspace, [first]) == records.Kept(1, 0)
    assert records.add_codings(workspace, [first]) == records.Kept(0, 0)
    from dataclasses import replace

    assert records.add_codings(workspace, [replace(first, answers={"gbv": 1})]) == records.Kept(0, 1)
    (held,) = records.read_codings(workspace, "mau-1")
    assert held.answers == {"gbv": 1}
    assert held.at
    assert [one.detail["answers"] for one in decisions_of(workspace.path, "coding")] == [
        {"gbv": 0},
        {"gbv": 1},
    ]


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["draw", "--articles", "20", "--who", A], 2, "hai người"),
        (["draw", "--articles", "20", "--who", A, "--who", "NGƯỜI ĐỌC A"], 2, "khác tên"),
        (["draw", "--who", A, "--who", B], 2, "--per-outlet"),
        (["draw", "--articles", "20", "--who", A, "--who", B, "--ask", "tuoi"], 2, "tuoi"),
        (["draw", "--articles", "20", "--who", A, "--who", B, "--name", "../x"], 5, "../x"),
        (["agreement"], 6, "auditor coding draw"),
        (["correct", "--sample", "khong-co"], 5, "khong-co"),
        (["import", "/khong/co.xlsx"], 5, "co.xlsx"),
    ],
)
def test_what_goes_wrong_is_a_sentence(workspace, capsys, words, code, says):
    assert run(workspace, "coding", *words) == code
    err = capsys.readouterr().err
    assert says in err
    assert "Traceback" not in err


def test_sheets_in_english_come_back_too(workspace, tmp_path):
    with workspace.store(readonly=True) as store:
        items = frame.read_frame(workspace, store)
        edition = edition_of(workspace)
        asked = questions.choose(edition, ["gbv"])
        made = drawing.draw_sample(workspace, store, items, asked, name="one", seed=1, per_outlet=2)
    file = tmp_path / "sheet.xlsx"
    sheets.write_sheet(file, made.sample, asked, "Reader", edition=edition, words=Words("en"))
    assert sheets.sample_of(file) == ("one", "Reader")
    read = sheets.read_sheet(file, made.sample, asked)
    assert (read.blank, read.wrong, read.codings) == (6, (), ())


def test_every_share_of_a_report_says_whether_it_is_corrected(workspace, tmp_path):
    from auditor import figures

    def notes(outlet="bao-song-mo"):
        with workspace.store(readonly=True) as store:
            report = figures.province_report(workspace, store, Words("vi"))
        (found,) = [o for o in report.outlets if o.id == outlet]
        return report, {f.code: f.note for f in found.indicators if f.outcome == "measured" and f.scale}

    report, before = notes()
    assert before
    assert all("chưa hiệu chỉnh" in note for note in before.values())
    (noise,) = [limit for limit in report.limits if "sai số ngẫu nhiên" in limit]
    assert not any(name in noise for name in OUTLETS), "how many pairs differ, never which"
    _, (file, _) = draw(workspace)
    counts = counts_of(workspace)
    fill(file, tmp_path / "1.xlsx", lambda code, heads: truth(code, heads, counts))
    assert run(workspace, "coding", "import", tmp_path / "1.xlsx") == 0
    corrected, after = notes()
    told = {f.code: f.corrected for o in corrected.outlets if o.id == "bao-song-mo" for f in o.indicators}
    assert told["B1.1.1"].coded == 32, "a machine reads the correction too"
    assert told["B1.1.1"].interval.low <= told["B1.1.1"].value <= told["B1.1.1"].interval.high
    assert told["B1.2.1"] is None
    assert not any(f.corrected for o in report.outlets for f in o.indicators)
    assert "đã hiệu chỉnh theo 32 bài người mã hóa" in after["B1.1.1"]
    assert "chưa hiệu chỉnh" in after["B1.2.1"], "what nobody coded stays as it is"
    (workspace.path / "coding" / "mau-1" / "sample.json").unlink()
    assert notes()[1] == before, "answers without their sample correct nothing, and no report fails over them"

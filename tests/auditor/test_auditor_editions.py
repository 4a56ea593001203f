"""What a department would lose: its own edition in its own workspace, and the name of who read the booklet."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path

import pytest
import yaml
from auditor_rooms import article, make_workspace
from jsonschema import Draft202012Validator
from made_pdf import make_pdf

from auditor import backup, indexpages, pipeline
from auditor.calibration import questions
from auditor.cli import main
from auditor.conventions import review
from auditor.decisions import decisions_of
from auditor.editions import CONFIRMED, edition_of, find_edition
from auditor.figures import province_report
from auditor.words import Words
from indicators.indexes import load_edition

ROOT = Path(__file__).resolve().parents[2]
# a name nobody bears
READER = "Nguyễn Thị Mẫu Mực"


@pytest.fixture
def workspace(tmp_path):
    return make_workspace(tmp_path / "w")


def worked_example() -> str:
    """The derived edition that docs/index.md shows."""
    text = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    return re.search(r"```yaml\n(edition: .*?)```", text, re.DOTALL).group(1)


def put(workspace, name: str, text: str) -> Path:
    folder = workspace.path / "indexes"
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_the_worked_example_works(workspace, capsys):
    put(workspace, "song-mo-2026.yaml", worked_example())
    assert main(["-w", str(workspace.path), "index", "validate"]) == 0
    told = capsys.readouterr().out
    assert "5 ấn bản, 0" in told and "Gợi ý" not in told, "what we show as an example leaves no gap"
    assert main(["-w", str(workspace.path), "index", "diff", "vn-2014", "song-mo-2026", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {d["code"] for d in told} == {"B1.1.2", "A4.1.5", "B1.3.3", "B2.1.2", "B2.2.2"}
    assert main(["-w", str(workspace.path), "index", "diff", "vn-2014", "song-mo-2026"]) == 0
    shown = capsys.readouterr().out
    assert "≥ 40,0 %" in shown and "câu chữ của ấn bản" in shown


def test_every_page_is_as_the_editions_say():
    # python -m auditor.indexpages writes them
    folder = ROOT / "docs" / "indicators"
    words = Words("vi")
    found = [find_edition(file.stem) for file in sorted(folder.glob("*-*.md"))]
    assert [e.id for e in found] == indexpages.editions()
    for edition in found:
        assert (folder / f"{edition.id}.md").read_text(encoding="utf-8") == indexpages.page(edition, words)
    assert (folder / "README.md").read_text(encoding="utf-8") == indexpages.contents(found, words)


def test_every_indicator_has_an_anchor_and_its_mark():
    edition = load_edition("vn-2014")
    page = indexpages.page(edition, Words("vi"))
    for i in edition:
        assert f'<a id="{indexpages.anchor(i.code)}"></a>{i.code}.' in page
    assert page.count("bản dịch làm việc, chờ đối chiếu") >= 38


def test_words_of_a_stranger_are_shown_as_they_are(workspace):
    evil = worked_example().replace("Danh bạ chuyên gia nữ của tỉnh", "<script>|[x](javascript:y)")
    edition = find_edition(str(put(workspace, "song-mo-2026.yaml", evil)))
    page = indexpages.page(edition, Words("vi"))
    assert "<script>" not in page and "&lt;script>\\|\\[x](javascript:y)" in page


def test_who_read_the_booklet_is_kept_and_shown_everywhere(workspace, tmp_path, capsys):
    w = ["-w", str(workspace.path), "index"]
    assert main([*w, "confirm", "B1.5.1", "--page", "36", "--by", READER, "--text", "Câu trong sách"]) == 0
    assert main([*w, "confirm", "A1.1", "--page", "13", "--by", READER]) == 0
    edition = edition_of(workspace)
    found = edition.get("B1.5.1")
    assert (found.confirmed, found.page, found.title["vi"]) == (True, 36, "Câu trong sách")
    assert next(e for e in edition.objectives if e.code == "A1.1").confirmed_by == READER
    assert not load_edition("vn-2014").get("B1.5.1").confirmed, "the program's own edition stays as it is"
    capsys.readouterr()
    assert main([*w, "show", "--json"]) == 0
    told = {i["code"]: i for i in json.loads(capsys.readouterr().out)["indicators"]}
    assert told["B1.5.1"]["confirmed_by"] == READER
    assert main([*w, "pages", "vn-2014", "--out", str(tmp_path / "p")]) == 0
    page = (tmp_path / "p" / "vn-2014.md").read_text(encoding="utf-8")
    assert f"trang 36, {READER}" in page


def test_the_report_names_who_read_the_booklet(workspace):
    assert (
        main(["-w", str(workspace.path), "index", "confirm", "B1.1.1", "--page", "31", "--by", READER]) == 0
    )
    with workspace.store() as store:
        for number in range(3):
            store.put_article(article(number))
        pipeline.analyse_stage(workspace, store, jobs=1)
        pipeline.score_stage(workspace, store)
        found = province_report(workspace, store, Words("vi"))
    figures = {f.code: f for f in found.outlets[0].indicators}
    assert READER in figures["B1.1.1"].wording and "trang 31" in figures["B1.1.1"].wording
    assert figures["B1.5.1"].wording == "" and not figures["B1.5.1"].confirmed


def test_a_confirmation_lapses_where_the_words_change(workspace):
    text = worked_example()
    put(workspace, "song-mo-2026.yaml", text)
    assert (
        main(["-w", str(workspace.path), "index", "confirm", "A4.1.4", "--page", "25", "--by", READER]) == 0
    )
    inherited = find_edition("song-mo-2026", workspace.path)
    assert inherited.get("A4.1.4").confirmed, "the same words in a derived edition"
    put(workspace, "song-mo-2026.yaml", text.replace("code: A4.1.5", "code: A4.1.4"))
    assert not find_edition("song-mo-2026", workspace.path).get("A4.1.4").confirmed


def test_confirming_again_replaces_the_older_reading(workspace):
    w = ["-w", str(workspace.path), "index", "confirm", "A1.1.1", "--by", READER, "--page"]
    assert main([*w, "13"]) == 0 and main([*w, "14"]) == 0
    assert edition_of(workspace).get("A1.1.1").page == 14
    (last,) = [one for one in decisions_of(workspace.path, "wording") if one.supersedes]
    assert (last.code, last.who, last.detail["page"]) == ("A1.1.1", READER, 14), (
        "both readings stay in the history"
    )


@pytest.mark.parametrize(
    ("argv", "code", "says"),
    [
        (["confirm", "Z9", "--page", "1", "--by", "A"], 2, "Z9"),
        (["confirm", "A1.1.1", "--page", "0", "--by", "A"], 2, "--page"),
        (["confirm", "A1.1.1", "--page", "1", "--by", " "], 2, "--by"),
        (["confirm", "A1.1.1", "--page", "999", "--by", "A"], 2, "các trang 13–15, 69–80"),
        (["confirm", "B2.1.1", "--page", "42", "--by", "A"], 2, "các trang 38–41, 69–80"),
        (["confirm", "B", "--page", "12", "--by", "A"], 2, "các trang 31–41, 69–80"),
        (["confirm", "A3.1.1", "--page", "70", "--by", "A"], 2, "các trang 20–24, 81–84"),
        (["confirm", "A5.2.1", "--page", "84", "--by", "A"], 2, "các trang 26–31, 85–…"),
        (["confirm", "BM1", "--page", "81", "--by", "A"], 2, "các trang 69–80"),
        (["confirm", "BM4", "--page", "69", "--by", "A"], 2, "BM4"),
        (["confirm", "H1.1.1", "--page", "1", "--by", "A", "--edition", "huong-uoc"], 2, "H1.1.1"),
        (["diff", "vn-2014", "vn-1999"], 5, "vn-1999"),
        (["new", "vn-2014.yaml"], 2, "vn-2014"),
        (["assess", "khong-co.docx"], 5, "khong-co.docx"),
        (["assess", "cu.doc"], 5, ".docx"),
        (["show", "../../etc/passwd"], 5, "vn-2014"),
    ],
)
def test_what_cannot_be_done_is_said(workspace, say, argv, code, says):
    found, err = say("-w", workspace.path, "index", *argv)
    assert found == code
    assert says in err


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("points: 5\n", "points: năm\n"),  # wrong type
        ("measure: formula", "measure: khong-co"),
        ("extends: vn-2014", "extends: song-mo-2026"),  # a circle
        ("code: A4.1.5", "code: B1.1.2"),  # twice
    ],
)
def test_validate_names_file_and_line_of_a_mistake(workspace, say, old, new):
    text = worked_example()
    assert old in text
    text = text.replace(old, new, 1)
    file = put(workspace, "song-mo-2026.yaml", text)
    code, err = say("-w", workspace.path, "index", "validate")
    assert code == 5
    line = [n for n, row in enumerate(text.splitlines(), start=1) if new.strip() in row][-1]
    assert f"“{file}”, dòng {line}," in err


def test_a_confirmation_needs_somewhere_to_stand(tmp_path, say):
    code, err = say("-w", tmp_path, "index", "confirm", "A1.1.1", "--page", "13", "--by", READER)
    assert code == 3 and "auditor init" in err


def test_a_broken_file_of_confirmations_is_named(workspace, say):
    (workspace.path / CONFIRMED).write_text("- {edition: vn-2014, code: A1.1.1}\n", encoding="utf-8")
    code, err = say("-w", workspace.path, "index", "show")
    assert code == 5 and CONFIRMED in err


def test_a_new_edition_loads_as_written_and_overwrites_nothing(tmp_path, say, monkeypatch):
    file = tmp_path / "tinh-mo.yaml"
    assert say("index", "new", "--from", "vn-2014", file)[0] == 0
    edition = find_edition(str(file))
    assert (edition.id, edition.extends, len(edition.indicators)) == ("tinh-mo", ("vn-2014",), 46)
    file.write_text("của tôi", encoding="utf-8")
    code, err = say("index", "new", file)
    assert code == 5 and "không ghi đè" in err
    assert file.read_text(encoding="utf-8") == "của tôi"


def test_an_editor_completes_a_file_of_ones_own(tmp_path, say):
    """The line an editor reads names a file beside the edition: it works on Windows, offline, and after the file was sent on."""
    folder = tmp_path / "Bộ chỉ số của tỉnh"
    file = folder / "tinh-mo.yaml"
    assert say("index", "new", file)[0] == 0
    first = file.read_text(encoding="utf-8").splitlines()[0]
    name = first.removeprefix("# yaml-language-server: $schema=")
    assert "/" not in name and "\\" not in name and str(tmp_path) not in file.read_text(encoding="utf-8")
    schema = json.loads((folder / name).read_text(encoding="utf-8"))
    assert schema["$id"] == "auditor.index/1"
    edition = yaml.safe_load(file.read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(edition)
    assert not Draft202012Validator(schema).is_valid({**edition, "isuer": "Sở Mẫu"}), "a slip is underlined"
    # what a newer program brings replaces ours, never somebody else's file of that name
    (folder / name).write_text('{"$id": "auditor.index/1"}', encoding="utf-8")
    assert say("index", "new", folder / "hai.yaml")[0] == 0
    assert json.loads((folder / name).read_text(encoding="utf-8")) == schema
    (folder / name).write_text('{"của": "người khác"}', encoding="utf-8")
    assert say("index", "new", folder / "ba.yaml")[0] == 0
    assert (folder / name).read_text(encoding="utf-8") == '{"của": "người khác"}'


def test_an_edition_of_ones_own_scores_without_a_new_analysis(tmp_path):
    workspace = make_workspace(tmp_path / "w", edition="song-mo-2026")
    put(workspace, "song-mo-2026.yaml", worked_example())
    with workspace.store() as store:
        for number in range(25):
            store.put_article(article(number))
        assert pipeline.analyse_stage(workspace, store, jobs=1).done == 25
        pipeline.score_stage(workspace, store)
        rows = {r["code"]: r for r in store.rows("SELECT * FROM scores")}
        assert rows["B1.1.2"]["max_points"] == 5
        assert rows["B1.3.3"]["outcome"] == "measured" and "B2.2.2" not in rows
        put(workspace, "song-mo-2026.yaml", worked_example().replace("points: 5\n", "points: 8\n"))
        assert pipeline.analyse_stage(workspace, store, jobs=1).done == 0
        assert not pipeline.score_stage(workspace, store).same
        report = province_report(workspace, store, Words("vi"))
    assert report.edition_title.endswith("tỉnh Sông Mơ")
    assert {f.code: f.max_points for f in report.outlets[0].indicators}["B1.1.2"] == 8


def test_promises_of_the_programme_are_counted_over_stored_articles(tmp_path):
    workspace = make_workspace(
        tmp_path / "w", edition="programme-1790", period_from="2025-01-01", period_to="2025-12-31"
    )
    with workspace.store() as store:
        for number in range(30):
            store.put_article(article(number))
        store.put_article(
            article(
                31,
                published="2025-03-06",
                title="Chuyên mục Bình đẳng giới: người cao tuổi bàn việc nhà",
                lead="Bình đẳng giới bắt đầu từ chia sẻ việc nhà, các cụ ở thôn 31 nói.",
            )
        )
        pipeline.analyse_stage(workspace, store, jobs=1)
        pipeline.score_stage(workspace, store)
        rows = {r["code"]: r for r in store.rows("SELECT * FROM scores")}
    assert (rows["P1.2.1"]["numerator"], rows["P1.2.1"]["n"]) == (1, 4)
    assert rows["P3.1.3"]["value"] == rows["P2.1.2"]["value"] == 1.0
    assert rows["P3.1.2"]["value"] == rows["P2.1.5"]["value"] == 0.0
    assert rows["P5.1.1"]["outcome"] == "not_assessed"
    assert rows["P5.2.1"]["outcome"] == "not_applicable"


CONVENTION = """HƯƠNG ƯỚC THÔN BẾN MƠ

Điều 1. Hương ước được thông qua khi trên 50% đại diện hộ gia đình tán thành.
Điều 2. Đại diện hộ dự họp phải là đàn ông.
Điều 3. Con gái đi lấy chồng không được chia đất của cha mẹ.
Điều 4. Vợ chồng cùng chăm sóc con, không phân biệt trai, gái.
"""


def word(text: str, *, media: bool = False) -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.splitlines() if line)
    xml = f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>'
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        package.writestr("word/document.xml", xml)
        if media:
            package.writestr("word/media/image1.png", b"\x89PNG")
    return data.getvalue()


@pytest.mark.parametrize("suffix", [".txt", ".docx"])
def test_a_convention_is_read_provision_by_provision(tmp_path, suffix):
    file = tmp_path / f"huong-uoc{suffix}"
    file.write_bytes(CONVENTION.encode() if suffix == ".txt" else word(CONVENTION))
    found = review(file, load_edition("huong-uoc"))
    told = {line.indicator.code: [p.provision for p in line.passages] for line in found.lines}
    assert told["H2.1.2"] == ["Điều 2"]
    assert told["H1.1.1"] == ["Điều 3"]
    assert sum(map(len, told.values())) == found.passages == 2, "a vote by households is no finding"


def test_a_line_without_a_hit_is_never_called_clean(tmp_path, capsys):
    file = tmp_path / "huong-uoc.txt"
    file.write_text(CONVENTION, encoding="utf-8")
    assert main(["index", "assess", str(file)]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert told.count("chưa thấy câu nào chương trình nhận ra; người đọc xem lại") == 6
    assert "không tìm thấy" not in told.lower()


def test_a_convention_of_old_counting_is_read_and_what_binds_both_alike_is_no_finding(tmp_path):
    """Made up after the kinds of provisions that published conventions hold; no text of one is repeated."""
    file = tmp_path / "huong-uoc.txt"
    file.write_text(
        "Điều thứ 4: Ruộng khẩu phần nhân đinh của làng có mười mẫu.\n"
        "Khoản thứ 2: Người làng khác lấy con gái làng phải nộp gấp đôi.\n"
        "3.1. Người chồng được lấy vợ hai nếu vợ cả bằng lòng.\n"
        "3.2. Nhà gái phải nộp cho nhà trai một con bò trước ngày cưới.\n"
        "Điều thứ 9: Con dâu, con rể, con nuôi, dù trai hay gái, đều là thành viên trong họ.\n"
        "Điều thứ 10: Ai dựng vợ, gả chồng cho con thì báo với thôn.\n",
        encoding="utf-8",
    )
    found = review(file, load_edition("huong-uoc"))
    told = {line.indicator.code: [p.provision for p in line.passages] for line in found.lines}
    assert told["H1.1.1"] == ["Điều thứ 4"]
    assert told["H1.1.2"] == ["Khoản thứ 2", "3.1.", "3.2."]
    assert found.passages == 4


def test_a_pdf_is_read_and_its_scanned_pages_are_told(tmp_path, say):
    file = tmp_path / "huong-uoc.pdf"
    file.write_bytes(
        make_pdf([[*CONVENTION.splitlines(), "Điều 5. Mọi người giữ sạch đường làng, ngõ xóm."], []])
    )
    found = review(file, load_edition("huong-uoc"))
    told = {line.indicator.code: [p.provision for p in line.passages] for line in found.lines}
    assert (told["H2.1.2"], told["H1.1.1"], found.unread_pages) == (["Điều 2"], ["Điều 3"], 1)
    code, err = say("index", "assess", file)
    assert code == 0, err


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("quet.pdf", make_pdf([[], []]), "bản quét"),
        ("quet-mot-dong.pdf", make_pdf([["Hương ước thôn Bến Mơ"], []]), "bản quét"),
        ("hong.pdf", b"%PDF-1.5\n1 0 obj\n<<", "hỏng"),
        ("gia.pdf", b"<html>", "không phải PDF"),
        ("quet.docx", word("", media=True), "bản quét"),
        ("quet-mot-dong.docx", word("Hương ước thôn Bến Mơ", media=True), "bản quét"),
        ("trong.txt", b"", "không thấy nội dung"),
        ("cu.txt", b"H\xb5ng", "UTF-8"),
    ],
)
def test_a_convention_that_cannot_be_read_never_looks_clean(tmp_path, say, name, data, says):
    file = tmp_path / name
    file.write_bytes(data)
    code, err = say("index", "assess", file)
    assert code == 5
    assert says in err


def test_one_scan_does_not_cost_the_others(tmp_path, capsys):
    scan, good = tmp_path / "quet.pdf", tmp_path / "tot.txt"
    scan.write_bytes(make_pdf([[]]))
    good.write_text(CONVENTION, encoding="utf-8")
    assert main(["index", "assess", str(scan), str(good), "--json"]) == 5
    told = json.loads(capsys.readouterr().out)
    assert told[0]["unread"] == "scan"
    assert sum(len(i["passages"]) for i in told[1]["indicators"]) == 2


def test_an_edition_for_outlets_reads_no_conventions(tmp_path, say):
    file = tmp_path / "a.txt"
    file.write_text(CONVENTION, encoding="utf-8")
    code, err = say("index", "assess", file, "--edition", "vn-2014")
    assert code == 5 and "huong-uoc" in err


def test_a_backup_keeps_editions_and_who_read_the_booklet(workspace, tmp_path):
    put(workspace, "song-mo-2026.yaml", worked_example())
    w = ["-w", str(workspace.path), "index", "confirm", "A1.1.1", "--page", "13", "--by", READER]
    assert main(w) == 0
    backup.backup(workspace, tmp_path / "b.zip")
    backup.restore(tmp_path / "b.zip", tmp_path / "r")
    assert find_edition("song-mo-2026", tmp_path / "r").get("A1.1.1").confirmed_by == READER


def test_the_coding_sheet_leads_to_questions_that_people_are_asked_and_is_printed():
    asked = {question.id for question in questions.codebook().questions}
    edition = find_edition("gmmp-2020", None)
    named = {field.question for field in edition.code_sheet if field.question}
    assert {"people", "sources", "victims", "women_central", "law_reference"} <= named <= asked
    page_of = indexpages.page(edition, Words("vi")).split('id="code-sheet"')[1].split("\n## ")[0]
    rows = [
        line for line in page_of.splitlines() if line.startswith(("| z |", "| 22 |", "| role |", "| 4 |"))
    ]
    assert len(rows) == 4 and all("index." not in row for row in rows)
    assert "chương trình không thu thập mạng xã hội" in page_of


def test_a_changed_coding_sheet_is_compared_and_a_mistake_in_it_is_a_sentence(tmp_path, say, capsys):
    file = tmp_path / "song-mo.yaml"
    head = "edition: song-mo\nextends: gmmp-2020\ncode_sheet:\n"
    field = (
        '  - {code: "22", title: {vi: a, en: a}, part: person, sheets: [internet], evidence: I, ours: %s}\n'
    )
    file.write_text(head + field % "none", encoding="utf-8")
    code, err = say("index", "validate", file)
    assert code == 5 and "dòng 4" in err and "mục 22 của phiếu mã hóa" in err
    file.write_text(head + field % "recorded", encoding="utf-8")
    assert main(["index", "diff", "gmmp-2020", str(file)]) == 0
    told = " ".join(re.sub("[│┃]", " ", capsys.readouterr().out).split())
    assert (
        "phiếu mã hóa" in told and "được lưu" in told and "by_hand" not in told and "code_sheet" not in told
    )


def test_a_line_is_shown_whole_with_why_it_lacks_what_it_lacks(say):
    """`index show EDITION CODE`, and the reasons of all lines below the table of an edition."""
    code, _ = say("index", "show", "vn-2014", "A1.1.1")
    assert code == 0
    code, err = say("index", "show", "vn-2014", "A9.9.9")
    assert code == 2 and "A9.9.9" in err


def test_shown_and_printed_reasons_are_those_of_the_data(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "240")
    assert main(["index", "show", "vn-2014", "A1.1.1"]) == 0
    shown = capsys.readouterr().out
    page = indexpages.page(load_edition("vn-2014"), Words("vi")).split('id="a111"')[1].split("####")[0]
    line = load_edition("vn-2014").get("A1.1.1")
    assert set(line.absent) == {"measure", "formula", "minimum_n", "points", "bands", "validity"}
    for name, why in line.absent.items():
        assert why["vi"] in shown and why["vi"] in page, name
    assert main(["index", "show", "vn-2014"]) == 0
    below = capsys.readouterr().out.split("Mục để trống và lý do")[1]
    assert "mọi dòng" in below and "B1.4.1" in below and "index." not in below
    assert main(["index", "show", "vn-2014", "B1.4.1", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["absent"]["measure"]["en"].startswith("perspectives")
    assert main(["index", "show", "programme-1790", "P1.1.1"]) == 0
    assert "kept_spans / whole_spans" in capsys.readouterr().out


def test_an_older_edition_of_a_department_gets_a_hint_and_is_no_mistake(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "400")
    file = tmp_path / "tinh.yaml"
    file.write_text(
        'edition: tinh\nextends: vn-2014\ntitle: {vi: "T", en: "T"}\nindicators:\n  - {code: B1.1.1, minimum_n: null}\n',
        encoding="utf-8",
    )
    assert main(["index", "validate", str(file)]) == 0
    told = "".join(capsys.readouterr())
    assert "dòng 5: B1.1.1 chưa có cỡ mẫu nhỏ nhất" in told and "absent" in told
    file.write_text(
        file.read_text(encoding="utf-8").replace("minimum_n: null", 'absent: {measure: {vi: "a", en: "b"}}')
    )
    assert main(["index", "validate", str(file)]) == 5
    assert "B1.1.1 đã có measure mà vẫn ghi lý do" in "".join(capsys.readouterr())

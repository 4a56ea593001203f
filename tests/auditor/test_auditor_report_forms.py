"""Who has the booklet reads its report forms as well: lines and forms are confirmed on the pages where they are printed."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from auditor_filling import PLAN
from auditor_rooms import make_workspace

from auditor.cli import main
from auditor.editions import edition_of, find_edition
from auditor.words import Words

WORDS = Words("vi")
# a name nobody bears
READER = "Nguyễn Thị Mẫu Mực"
OWN = "edition: song-mo-2026\nextends: vn-2014\nindicators:\n"


@pytest.fixture
def workspace(tmp_path):
    return make_workspace(tmp_path / "w")


def put(workspace, name: str, text: str) -> Path:
    folder = workspace.path / "indexes"
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


@pytest.mark.parametrize(
    ("code", "page"),
    [("A1.1.1", 69), ("B1.1.2", 80), ("A3.2", 81), ("A5.2.1", 85), ("A5", 90), ("A", 82), ("BM3", 85)],
)
def test_a_line_is_confirmed_on_the_report_form_that_asks_it(workspace, code, page):
    w = ["-w", str(workspace.path), "index", "confirm", code, "--page", str(page), "--by", READER]
    assert main(w) == 0
    entry = next(e for e in edition_of(workspace).entries if e.code == code)
    assert (entry.wording, entry.page, entry.confirmed_by) == ("confirmed", page, READER)


def test_a_report_form_is_confirmed_in_data_and_pages_and_lapses_with_its_lines(workspace, tmp_path, capsys):
    w = ["-w", str(workspace.path), "index"]
    assert main([*w, "confirm", "BM2", "--page", "81", "--by", READER]) == 0
    assert "còn 2 mẫu báo cáo chờ đối chiếu: BM1, BM3" in " ".join(capsys.readouterr().out.split())
    assert main([*w, "show", "--json"]) == 0
    told = {f["code"]: f for f in json.loads(capsys.readouterr().out)["forms"]}
    assert (told["BM2"]["confirmed_by"], told["BM2"]["page"], told["BM2"]["last_page"]) == (READER, 81, 84)
    assert told["BM1"]["wording"] == "working"
    assert main([*w, "pages", "vn-2014", "--out", str(tmp_path / "p")]) == 0
    rows = {
        row.split(" | ")[0].strip("| "): row
        for row in (tmp_path / "p" / "vn-2014.md").read_text(encoding="utf-8").split("\n")
        if row.startswith("| BM")
    }
    assert f"trang 81, {READER}" in rows["BM2"] and "biểu mẫu làm việc, chờ đối chiếu" in rows["BM1"]
    # a province's other points change no form; other words of a line do
    put(workspace, "song-mo-2026.yaml", OWN + "  - {code: A3.1.1, points: 5}\n")
    assert find_edition("song-mo-2026", workspace.path).form_of("association").confirmed_by == READER
    put(workspace, "song-mo-2026.yaml", OWN + '  - {code: A3.1.1, title: {vi: "Khác", en: "Other"}}\n')
    assert not find_edition("song-mo-2026", workspace.path).form_of("association").confirmed_by


def test_a_department_may_say_more_of_a_form_and_asks_each_body_on_one(tmp_path, say):
    file = tmp_path / "tinh.yaml"
    head = 'edition: tinh\nextends: vn-2014\ntitle: {vi: "T", en: "T"}\nforms:\n'
    file.write_text(head + "  - {code: BM3, last_page: 92}\n", encoding="utf-8")
    assert find_edition(str(file)).pages_of("BM3") == ((85, 92),)
    assert say("index", "diff", "vn-2014", file)[0] == 0
    file.write_text(head + "  - {code: BM3, answers: media_body}\n", encoding="utf-8")
    code, err = say("index", "validate", file)
    assert code == 5 and "dòng 5" in err and "media_body" in err


def papers(workspace, folder: Path, sender: str) -> tuple[str, str]:
    """The form of a body as `form new --docx` writes it: the workbook's words and the Word file's."""
    assert (
        main(["-w", str(workspace.path), "form", "new", "--who", sender, "--docx", "--output", str(folder)])
        == 0
    )
    told = []
    for kind in ("xlsx", "docx"):
        with zipfile.ZipFile(next(folder.glob(f"*.{kind}"))) as archive:
            told.append("".join(archive.read(n).decode() for n in archive.namelist() if n.endswith(".xml")))
    return told[0], told[1]


def test_a_form_held_against_the_booklet_is_no_working_form_and_its_lines_keep_their_marks(
    workspace, tmp_path, capsys
):
    (workspace.path / "collecting.yaml").write_text(PLAN, encoding="utf-8")
    line, form = WORDS("index.wording.working"), WORDS("form.working")
    for told in papers(workspace, tmp_path / "truoc", "bao-song-mo"):
        assert form in told and line not in told, "the mark of the form stands for all its lines"
    w = ["-w", str(workspace.path), "index", "confirm", "--by", READER, "--page"]
    assert main([*w, "69", "BM1"]) == 0 and main([*w, "70", "A1.1.1"]) == 0
    lines = [i for i in edition_of(workspace) if "media_body" in i.answers]
    for told in papers(workspace, tmp_path / "sau", "bao-song-mo"):
        assert form not in told and f"trang 69, {READER}" in told
        assert line in told and f"1/{len(lines)} dòng" in told
    # one body's form says nothing about another's
    for told in papers(workspace, tmp_path / "hoi", "hoi-mau"):
        assert form in told and READER not in told


def test_only_words_that_are_ours_are_marked_on_a_confirmed_form(workspace):
    from auditor.forms import plan
    from auditor.forms.lines import form_for

    assert main(["-w", str(workspace.path), "index", "confirm", "BM1", "--page", "69", "--by", READER]) == 0
    assert (
        main(["-w", str(workspace.path), "index", "confirm", "A1.1.1", "--page", "70", "--by", READER]) == 0
    )
    edition = edition_of(workspace)
    asked = plan.load_plan(workspace, edition)
    sender = next(iter(plan.senders(workspace, workspace.register(), asked)))
    working = {line.code: line.working for line in form_for(sender, edition, asked).lines}
    assert working["A1.1.2"] and not working["A1.1.1"]
    assert not working["B1.1.1"], "read in a published source"


def test_a_form_is_shown_with_the_lines_it_asks(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    assert main(["index", "show", "vn-2014", "BM3"]) == 0
    shown = capsys.readouterr().out
    assert "từ trang 85" in shown and "A5.2.1" in shown and "A1.1.1" not in shown
    assert main(["index", "show", "vn-2014", "BM1", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["last_page"] == 80

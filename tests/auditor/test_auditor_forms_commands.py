"""What a department would lose in a week of collecting: a form in a folder of a hundred, or who has not sent it."""

from __future__ import annotations

import json
import re
import shutil
import zipfile

import docx
import pytest
from auditor_filling import PLAN, WORDS, fill, rows_of, sheets

from auditor.cli import main
from auditor.sample.province import sample
from auditor.sample.threeyears import make
from auditor.workspace import Config, Workspace

PERIOD = ("2024-12-15", "2025-12-14")


@pytest.fixture(scope="module")
def blank(tmp_path_factory):
    """The demo province with its forms, nothing filled in."""
    chosen = sample()
    workspace = Workspace.create(
        tmp_path_factory.mktemp("bieu") / "w", Config(chosen.name, as_of="2025-12-31", fictitious=True)
    )
    chosen.write_outlets(workspace.outlets)
    (workspace.path / "collecting.yaml").write_text(PLAN, encoding="utf-8")
    workspace.store().close()
    assert main(["-w", str(workspace.path), "form", "new", "--docx"]) == 0
    return workspace


@pytest.fixture
def workspace(blank, tmp_path):
    shutil.copytree(blank.path, tmp_path / "w")
    return Workspace.open(tmp_path / "w")


@pytest.fixture
def run(workspace, capsys):
    def go(*words, code=0):
        capsys.readouterr()
        assert main(["-w", str(workspace.path), *map(str, words)]) == code
        said = capsys.readouterr()
        return said.out + said.err

    return go


def forms(workspace):
    return sorted((workspace.path / "forms" / f"vn-2014-{PERIOD[1]}").glob("*.xlsx"))


def return_all(workspace, folder, *, skip=0):
    """All bodies but the first ``skip`` fill in two lines and send."""
    for at, file in enumerate(forms(workspace)[skip:]):
        codes = [row[1] for row in sheets(file)[WORDS("form.sheet.answers")][1:]]
        answers = {code: {"self": at % 3, "explanation": f"Đã làm {at}"} for code in codes[:2]}
        fill(file, folder / f"ngay-{at % 2}" / file.name, answers)


def test_every_body_of_the_sample_province_gets_its_form(workspace):
    outlets = {o.id for o in workspace.register().on("2025-12-31", workspace.config.province)}
    found = {file.stem.removeprefix("phieu-tu-danh-gia-") for file in forms(workspace)}
    assert found == {*outlets, "hoi-mau", "truong-mau"} and len(outlets) >= 9
    assert all(file.with_suffix(".docx").is_file() for file in forms(workspace))


def test_a_folder_is_read_at_once_and_who_is_missing_is_told(workspace, run, tmp_path):
    back = tmp_path / "ve"
    return_all(workspace, back, skip=1)
    (back / "~$phieu.xlsx").write_bytes(b"lock file of an office program")
    (back / "hong.xlsx").write_bytes(b"not a workbook")
    count = len(forms(workspace)) - 1
    said = run("form", "read", back, "--received", "2025-11-19", code=5)
    assert f"Đã đọc {count} tệp: {count} nội dung mới; 1 tệp có chỗ sai." in said and "hong.xlsx" in said
    assert "Tiếp theo: sửa các chỗ nêu trên" in said
    (back / "hong.xlsx").unlink()
    said = run("form", "read", back, "--received", "2025-11-19")
    assert f"{count} tệp: 0 nội dung mới; 0 tệp" in said and "Tiếp theo: auditor form missing" in said
    assert "auditor form missing --letter" in run("form", "missing")
    first = forms(workspace)[0].stem.removeprefix("phieu-tu-danh-gia-")
    assert first == "hoi-mau"
    name = "Hội Nhà báo Sông Mơ"
    letter = tmp_path / "nhac.docx"
    said = run("form", "missing", "--letter", letter)
    assert f"đã gửi {count}" in said and "chưa gửi 1" in said and f"  {name}: chưa gửi" in said
    from docx import Document

    lines = [p.text for p in Document(str(letter)).paragraphs]
    assert f"Kính gửi: {name}" in lines
    standing = json.loads(run("form", "missing", "--json"))
    assert [s["sender"]["id"] for s in standing["senders"] if s["standing"] == "missing"] == [first]
    run("form", "exclude", first, "--reason", "Đang sáp nhập", "--by", "Lê Mẫu")
    said = run("form", "missing", "--letter", tmp_path / "khong.txt")
    assert f"Phải gửi {count} cơ quan, đơn vị: đã gửi {count}," in said and "ngoài phạm vi 1" in said
    assert not (tmp_path / "khong.txt").exists()


def test_the_reminder_leaves_number_day_and_signature_to_people(run, tmp_path):
    run("form", "missing", "--letter", tmp_path / "nhac.txt")
    text = (tmp_path / "nhac.txt").read_text(encoding="utf-8")
    assert "Số: ………/" in text and "ngày …… tháng …… năm ………" in text
    # figures of 31/12/2025: nobody can be asked to send by 20/11/2025
    assert "Thời hạn đã quy định là ngày 20/11/2025, đến nay đã qua." in text and "chậm nhất" not in text
    assert "[Ghi thời hạn và nơi nhận: trước ngày ……" in text
    assert "- Hội Nhà báo Sông Mơ;" in text, "one letter to all who have not sent"
    assert "Sở VHTTDL Sông Mơ" in text and not re.search(r"vi phạm|thanh tra|kiểm tra|kiểm toán", text)
    assert "chưa nhận được phiếu tự đánh giá" in text and "kê khai" not in text
    assert main(["form", "missing", "--letter", str(tmp_path / "nhac.pdf")]) != 0


def test_a_reminder_before_the_deadline_names_it(workspace, run, tmp_path):
    config = workspace.path / "auditor.toml"
    text = config.read_text(encoding="utf-8")
    config.write_text(re.sub(r'as_of = "[^"]*"', 'as_of = "2025-11-20"', text), encoding="utf-8")
    run("form", "missing", "--letter", tmp_path / "nhac.txt")
    told = (tmp_path / "nhac.txt").read_text(encoding="utf-8")
    config.write_text(text, encoding="utf-8")
    assert "chậm nhất ngày 20/11/2025" in told and "đã qua" not in told


def test_a_reminder_asks_for_points_only_where_the_form_has_a_place_for_them(workspace, run, tmp_path):
    run("form", "missing", "--letter", tmp_path / "nhac.txt")
    with_points = (tmp_path / "nhac.txt").read_text(encoding="utf-8")
    (workspace.path / "collecting.yaml").write_text(
        "schema: auditor.collecting/1\ndeadline: 2025-11-20\n", encoding="utf-8"
    )
    run("form", "missing", "--letter", tmp_path / "nhac.txt")
    without = (tmp_path / "nhac.txt").read_text(encoding="utf-8")
    assert "tự đánh giá, tự chấm theo biểu mẫu" in with_points
    assert "tự đánh giá theo biểu mẫu" in without and "tự chấm" not in without


def test_all_answers_are_merged_into_one_table(workspace, run, tmp_path):
    return_all(workspace, tmp_path / "ve")
    run("form", "read", tmp_path / "ve", "--received", "2025-12-01")
    run("form", "merge", tmp_path / "gop.xlsx")
    rows = rows_of(tmp_path / "gop.xlsx", "merged")
    # two lines a body, one of the school, which is asked but one
    assert len(rows) == 2 * len(forms(workspace)) - 1
    assert {row["Tình trạng"] for row in rows} == {"gửi muộn"}
    assert {row["Giải trình"] for row in rows} == {f"Đã làm {n}" for n in range(len(forms(workspace)))}
    senders = rows_of(tmp_path / "gop.xlsx", "senders")
    assert len(senders) == len(forms(workspace)) and {row["Ngày nhận"] for row in senders} == {"2025-12-01"}


def test_days_are_shown_as_officials_write_them_and_read_in_both_forms(workspace, run, tmp_path):
    """Forms sent out before had ISO days: whoever still fills one in is not turned away."""
    first, second, *_ = forms(workspace)
    shown = dict(row[:2] for row in sheets(first)[WORDS("form.sheet.info")])
    told = [shown[WORDS(f"form.info.{name}")] for name in ("from", "to", "deadline")]
    assert all(re.fullmatch(r"\d\d/\d\d/\d{4}", day) for day in told)
    iso = dict(zip(("from", "to"), ("-".join(reversed(day.split("/"))) for day in told), strict=False))
    for file, days in ((first, {}), (second, iso)):
        code = next(row[1] for row in sheets(file)[WORDS("form.sheet.answers")][1:])
        fill(file, tmp_path / "ve" / file.name, {code: {"self": 1}}, **days)
    assert "Đã đọc 2 tệp: 2 nội dung mới" in run("form", "read", tmp_path / "ve", "--received", "2025-11-01")


def test_a_draft_among_the_merged_is_said_to_be_one(workspace, run, tmp_path):
    """Its rows stand in the table, so the sentence must not give them to the bodies that sent."""
    first, *_ = forms(workspace)
    codes = [row[1] for row in sheets(first)[WORDS("form.sheet.answers")][1:]]
    return_all(workspace, tmp_path / "ve", skip=1)
    fill(first, tmp_path / "ve" / first.name, {codes[0]: {"self": 1}}, status="bản nháp")
    run("form", "read", tmp_path / "ve", "--received", "2025-11-01")
    said = run("form", "merge", tmp_path / "gop.xlsx")
    asked = len(forms(workspace))
    assert f"của {asked - 1}/{asked} cơ quan đã gửi và của 1 bản nháp" in said
    assert [r["Tình trạng"] for r in rows_of(tmp_path / "gop.xlsx", "merged")].count(
        WORDS("form.standing.draft")
    ) == 1


def test_the_sheet_of_an_outlet_goes_out_and_comes_back(workspace, run, tmp_path):
    return_all(workspace, tmp_path / "ve")
    run("form", "read", tmp_path / "ve", "--received", "2025-11-01")
    outlet = forms(workspace)[2].stem.removeprefix("phieu-tu-danh-gia-")
    said = run("form", "score", outlet, "--sheet", tmp_path / "bang.xlsx")
    # 43 lines, one of 4 points: the third form gave 2 + 2
    assert "Điểm tự chấm: 4/88 điểm gốc; để ngỏ 41 dòng (82 điểm)" in said
    assert "quy đổi: từ 4,55 đến 97,73/100" in said and "mức xếp loại: chưa xếp" in said
    back = fill(
        tmp_path / "bang.xlsx", tmp_path / "bang-ve.xlsx", {"A1.1.1": {"appraised": 1.5}},
        sheet="score", columns=("appraised",), appraiser="Lê Mẫu",
    )  # fmt: skip
    assert "ý kiến thẩm định cho 1 dòng (Lê Mẫu)" in run("form", "read", back)
    found = json.loads(run("form", "score", outlet, "--json"))
    assert found["lines"][0]["difference"] == -0.5 and found["appraised"]["raw"] == 1.5
    # a sheet that stands there is somebody's work
    assert "đã có, giữ nguyên" in run("form", "score", outlet, "--sheet", tmp_path / "bang.xlsx")


def test_a_body_that_amends_gets_its_answers_and_files_are_never_overwritten(workspace, run, tmp_path):
    return_all(workspace, tmp_path / "ve")
    run("form", "read", tmp_path / "ve", "--received", "2025-11-01")
    assert run("form", "new").count("đã có, giữ nguyên") == len(forms(workspace))
    outlet = forms(workspace)[1].stem.removeprefix("phieu-tu-danh-gia-")
    run("form", "new", "--who", outlet, "-o", tmp_path / "moi")
    (made,) = (tmp_path / "moi").glob("*.xlsx")
    assert sheets(made)[WORDS("form.sheet.answers")][1][7] == "Đã làm 1"


def test_communes_answer_for_the_other_targets_of_the_programme(workspace, run, tmp_path):
    more = "  - {id: xa-mau, name: Xã Mẫu, respondent: community}\n"
    (workspace.path / "collecting.yaml").write_text(PLAN + more, encoding="utf-8")
    run("form", "new", "--edition", "programme-1790", "--kind", "community")
    (file,) = (workspace.path / "forms").glob("programme-1790-*/*.xlsx")
    code = sheets(file)[WORDS("form.sheet.answers")][1][1]
    fill(file, tmp_path / "ve.xlsx", {code: {"self": 1}})
    # a plan of its own has no booklet behind it
    assert WORDS("form.working") not in str(sheets(file))
    run("form", "read", tmp_path / "ve.xlsx", "--edition", "programme-1790", "--received", "2025-11-01")
    assert "đã gửi 1" in run("form", "missing", "--edition", "programme-1790")
    assert "đã gửi" not in run("form", "missing").split("\n")[1]
    # the index of the media asks communes nothing
    assert "“xa-mau”" in run("form", "read", tmp_path / "ve.xlsx", code=5)


@pytest.mark.parametrize(
    "words",
    [
        ("form", "new", "--kind", "báo"),
        ("form", "new", "--who", "ai-do"),
        ("form", "score", "ai-do"),
        ("form", "exclude", "hoi-mau", "--by", "Lê Mẫu"),
        ("form", "merge", "a.csv"),
        ("form", "read", "a.xlsx", "--received", "hôm qua"),
    ],
)
def test_words_that_do_not_fit_are_a_sentence(workspace, say, words):
    code, err = say("-w", workspace.path, *words)
    assert code == 2 and err.strip()


def test_hundreds_of_forms_are_read_at_once(workspace, run, tmp_path):
    """The association's form of two lines, for 150 communes of the plan."""
    more = "".join(
        f"  - {{id: xa-{n}, name: Hội nhà báo số {n}, respondent: association}}\n" for n in range(150)
    )
    (workspace.path / "collecting.yaml").write_text(PLAN + more, encoding="utf-8")
    source = next(file for file in forms(workspace) if "hoi-mau" in file.name)
    first = fill(source, tmp_path / "mau.xlsx", {"A3.1.1": {"self": 1}})
    import zipfile

    (tmp_path / "ve").mkdir()
    with zipfile.ZipFile(first) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for n in range(150):
        with zipfile.ZipFile(tmp_path / "ve" / f"{n}.xlsx", "w") as archive:
            for name, data in parts.items():
                archive.writestr(name, data.replace(b"hoi-mau", b"xa-%d" % n))
    assert "150 nội dung mới; 0 tệp" in run("form", "read", tmp_path / "ve", "--received", "2025-11-01")
    assert "đã gửi 150" in run("form", "missing")


def test_a_scoring_sheet_is_read_in_a_narrow_window(tmp_path, capsys, monkeypatch):
    """Eight columns in eighty letters put one letter on a line: nobody could read a criterion."""
    monkeypatch.setenv("COLUMNS", "80")
    workspace = make("lac-giang", tmp_path / "x", articles=False)
    assert main(["-w", str(workspace.path), "form", "score", "lac-giang-bao-phu-nu"]) == 0
    said = capsys.readouterr().out
    assert "A1.1.1  Tỷ lệ nữ và nam ở vị trí quản lý" in said and "  điểm tối đa: 2; điểm tự chấm: " in said
    assert "│" not in said
    # nobody appraised: no "0 of 86"
    assert "Điểm thẩm định: chưa thẩm định dòng nào" in said and "0/86" not in said
    assert main(["-w", str(workspace.path), "sample", "plan"]) == 0
    assert "Báo Phụ nữ Lạc Giang" in capsys.readouterr().out


def test_the_name_of_a_table_stands_on_its_page(tmp_path):
    workspace = make("lac-giang", tmp_path / "x", articles=False)
    assert main(["-w", str(workspace.path), "form", "new", "--docx", "-o", str(tmp_path / "f")]) == 0
    for path in (tmp_path / "f").glob("*.docx"):
        named = [p for p in docx.Document(str(path)).paragraphs if p.text in ("Thông tin", "Tự đánh giá")]
        assert len(named) == 2 and all(p.paragraph_format.keep_with_next for p in named)


def test_what_is_nought_is_not_counted_and_what_is_not_there_is_said(run, workspace, capsys):
    said = run("form", "missing")
    assert " 0" not in said.split("\n")[1] and "chưa gửi" in said
    assert main(["-w", str(workspace.path), "form", "read", "khong-co"]) == 5
    told = capsys.readouterr().err
    assert "khong-co" in told and "không phải biểu" not in told and "?" not in told


def test_the_number_of_a_line_stands_clear_of_its_code(workspace, run, tmp_path):
    """ "1A1.1.1": a number at the right edge of its cell reads as part of the code beside it."""
    run("form", "score", "lac-giang-bao-tinh", "--sheet", tmp_path / "s.xlsx")
    (form, *_) = sorted((workspace.path / "forms").rglob("*.xlsx"))
    for path, sheet in ((form, 2), (tmp_path / "s.xlsx", 1)):
        with zipfile.ZipFile(path) as book:
            looks = re.findall(
                r"<xf [^>]*?(?:/>|>.*?</xf>)", book.read("xl/styles.xml").decode().partition("<cellXfs")[2]
            )
            cell = re.search(r'<c r="A2" s="(\d+)"', book.read(f"xl/worksheets/sheet{sheet}.xml").decode())
        assert cell and 'horizontal="center"' in looks[int(cell[1])]

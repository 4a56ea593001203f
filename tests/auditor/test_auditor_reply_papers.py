"""What an outlet and a department would lose if a reply form came back unread, or a paper named somebody in the news."""

from __future__ import annotations

import json
import re

import pytest
from auditor_filling import save, sheets
from auditor_replied import (
    CODE,
    OUTLET,
    PROVEN,
    SECOND,
    W,
    answer,
    case,
    copy_replied,
    formulas,
    key_of,
    make_replied,
    object_to,
    outlet_of,
    report,
    run,
    target,
    words_of,
)
from auditor_rooms import article

from auditor.cli import main
from auditor.decisions import decisions_of, write_export
from auditor.replies import model, records
from auditor.replies.model import Target
from reports import to_json
from reports.papers.circulating import circulated
from reports.papers.kinds import Circulation


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return make_replied(tmp_path_factory.mktemp("y-kien") / "w")


@pytest.fixture(scope="module")
def blank(made, tmp_path_factory):
    """The reply form as it goes out."""
    folder = tmp_path_factory.mktemp("bieu")
    assert main(["-w", str(made.path), "reply", "form", OUTLET, "-o", str(folder)]) == 0
    return next(folder.glob("*.xlsx"))


@pytest.fixture
def workspace(made, tmp_path):
    return copy_replied(made, tmp_path / "w")


# --- papers -----------------------------------------------------------------------------------------------------------


def filled(source, target_file, rows, sheet="opinions", **facts):
    """A reply form as it comes back: ``rows`` by the beginning of the key, or of the number."""
    tables = sheets(source)
    head, *cells = tables[W(f"reply.sheet.{sheet}")]
    keys = head.index(W("reply.column.target" if sheet == "opinions" else "reply.column.id"))
    for row in cells:
        for begins, values in rows.items():
            if str(row[keys]).startswith(begins) if begins else not row[keys]:
                for name, value in values.items():
                    row[head.index(W(f"reply.column.{name}"))] = value
                if not begins:
                    rows = {k: v for k, v in rows.items() if k}
    for row in tables[W("reply.sheet.info")]:
        for name, value in facts.items():
            if row[0] == W(f"reply.info.{name}"):
                row[1] = value
    return save(target_file, tables)


def form(workspace, *words):
    run(workspace, "form", OUTLET, *words)
    (file,) = workspace.path.glob(f"forms/*/bieu-y-kien-{OUTLET}.xlsx")
    return file


def test_a_form_goes_out_comes_back_is_answered_on_a_sheet_and_ends_in_the_table(workspace, tmp_path, capsys):
    source = form(workspace)
    (tmp_path / "bia.pdf").write_bytes(b"%PDF")
    back = filled(
        source,
        tmp_path / "ve.xlsx",
        {
            "finding:": {
                "type": "Quy tắc không áp dụng cho trường hợp này",
                "text": "Tên vở kịch",
                "papers": "bia.pdf",
            },
            f"figure:{CODE}": {"type": "da can nhac, giu nguyen (neu ly do)", "text": "Giữ nguyên cách làm"},
            "": {"type": W("reply.type.not_ours"), "text": "Tin của hãng", "address": article(2).url},
        },
        by="Thư ký tòa soạn",
    )
    run(workspace, "read", back, "--received", "2026-01-12")
    assert "3 ý kiến mới" in capsys.readouterr().out
    run(workspace, "read", back, "--received", "2026-01-20")
    assert "0 ý kiến mới" in capsys.readouterr().out
    found = records.cases(workspace.path)
    assert {(c.objection.target.kind, c.objection.late) for c in found} == {
        ("finding", True),
        ("figure", True),
        ("item", True),
    }
    (paper,) = [p for c in found for p in c.objection.papers]
    assert (workspace.path / paper.file).read_bytes() == b"%PDF"
    run(workspace, "sheet", tmp_path / "tra-loi.xlsx")
    rows = {
        c.objection.id: {"outcome": "Tiếp thu", "answer": "Đồng ý"} for c in found if c.objection.contests
    }
    assert len(rows) == 2
    answered = filled(tmp_path / "tra-loi.xlsx", tmp_path / "xong.xlsx", rows, "answers", reader=SECOND)
    run(workspace, "read", answered)
    assert "2 trả lời" in capsys.readouterr().out
    run(workspace, "read", answered)
    assert "0 trả lời" in capsys.readouterr().out, "the same sheet again answers nothing twice"
    assert all(c.outcome for c in records.cases(workspace.path))
    after = outlet_of(report(workspace))
    assert (after.articles, after.replies.accepted, after.replies.considered, after.replies.late) == (
        30,
        2,
        1,
        3,
    )
    assert main(["-w", str(workspace.path), "paper", "opinions"]) == 0
    (document,) = workspace.reports.glob("bang-tong-hop-y-kien-*.docx")
    text = words_of(document)
    assert all(
        part in text
        for part in ("TIẾP THU, GIẢI TRÌNH", "Tên vở kịch", "Đồng ý", "tiếp thu 2", ", sau thời hạn")
    )
    (annex,) = workspace.reports.glob("bang-tong-hop-y-kien-*.xlsx")
    counts = sheets(annex)[W("report.sheet.replies.counts")]
    assert next(row for row in counts if row[1] == "Báo Sông Mơ")[2:] == [3, 2, 0, 0, 1, 0]
    assert b"COUNTIFS" in formulas(annex), "counts follow what is corrected in the annex"
    for kind in ("minutes", "explanation", "scorecard"):
        assert main(["-w", str(workspace.path), "paper", kind, "--outlet", OUTLET]) == 0
    assert f"auditor reply form {OUTLET}" in capsys.readouterr().err
    for name, word in (
        ("bien-ban", "Đồng ý"),
        ("cong-van-de-nghi", "Tên vở kịch"),
        ("phieu-ket-qua", "10/01/2026"),
    ):
        (document,) = workspace.reports.glob(f"{name}*.docx")
        assert word in words_of(document), name


def test_the_word_form_comes_back_too(workspace, tmp_path, capsys):
    import docx

    page = docx.Document(str(form(workspace, "--docx").with_suffix(".docx")))
    table = page.tables[1]
    days = {cells[0].text: cells[1] for cells in (row.cells for row in page.tables[0].rows)}
    told = days[W("reply.info.from")], days[W("reply.info.to")]
    assert [re.sub(r"\d", "9", cell.text) for cell in told] == ["99/99/9999"] * 2
    # forms that went out earlier have ISO days
    told[0].text = "-".join(reversed(told[0].text.split("/")))
    head = [cell.text for cell in table.rows[0].cells]
    row = next(
        row
        for row in table.rows
        if row.cells[head.index(W("reply.column.target"))].text.startswith("finding:")
    )
    row.cells[head.index(W("reply.column.type"))].text = W("reply.type.context")
    row.cells[head.index(W("reply.column.text"))].text = "Lời nhân vật trong truyện"
    page.save(str(tmp_path / "ve.docx"))
    run(workspace, "read", tmp_path / "ve.docx")
    (found,) = records.cases(workspace.path)
    assert found.objection.target == target(workspace)
    assert found.objection.period == (workspace.config.period_from, workspace.config.period_to)


def test_a_mistake_in_a_word_form_is_told_by_table_row_and_column(workspace, tmp_path, capsys):
    """A Word file has no cell C12: who filled it looks for the row and the head of the column."""
    import docx

    page = docx.Document(str(form(workspace, "--docx").with_suffix(".docx")))
    table = page.tables[1]
    head = [cell.text for cell in table.rows[0].cells]
    at, row = next(
        (at, row)
        for at, row in enumerate(table.rows, 1)
        if row.cells[head.index(W("reply.column.target"))].text.startswith("finding:")
    )
    row.cells[head.index(W("reply.column.type"))].text = "không rõ"
    row.cells[head.index(W("reply.column.text"))].text = "Lời nhân vật trong truyện"
    page.save(str(tmp_path / "ve.docx"))
    run(workspace, "read", tmp_path / "ve.docx", code=5)
    told = " ".join(capsys.readouterr().err.split())
    assert f"bảng 2 (“{W('reply.sheet.opinions')}”), dòng “{at}”, cột “{W('reply.column.type')}”" in told
    assert "ô " not in told.partition("chọn trong")[0]
    facts = page.tables[0].rows
    next(row for row in facts if row.cells[0].text == W("reply.info.outlet")).cells[1].text = "khong-co"
    page.save(str(tmp_path / "ve-2.docx"))
    run(workspace, "read", tmp_path / "ve-2.docx", code=5)
    told = " ".join(capsys.readouterr().err.split())
    assert f"bảng 1 (“{W('reply.sheet.info')}”), dòng “{W('reply.info.outlet')}”" in told


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ({"finding:": {"text": "Vì sao"}}, "chưa chọn loại"),
        ({"finding:": {"type": "Sai", "text": "x"}}, "“Sai”"),
        ({"finding:": {"type": W("reply.type.evidence"), "text": "x"}}, "không dùng cho dòng này"),
        ({"finding:": {"type": W("reply.type.rule")}}, "chưa ghi ý kiến"),
        ({"finding:": {"type": W("reply.type.rule"), "text": "x" * 1001}}, "1001"),
        (
            {"finding:": {"type": W("reply.type.rule"), "text": "x", "target": "finding:a@b:../../x:1-2"}},
            "mã dòng",
        ),
        ({"finding:": {"type": W("reply.type.rule"), "text": "x", "target": "item:" + "'" * 16}}, "mã dòng"),
        (
            {
                "finding:": {
                    "type": W("reply.type.rule"),
                    "text": "x",
                    "target": f"finding:{PROVEN.id}@v:{'a' * 16}:0-{10**30}",
                }
            },
            "mã dòng",
        ),
        (
            {"": {"type": W("reply.type.other"), "text": "x", "address": "http://[::1/%zz?" + "a" * 5000}},
            "ở địa chỉ",
        ),
        (
            {"": {"type": W("reply.type.other"), "text": "x", "address": "http://khac.example/1"}},
            "khac.example",
        ),
        ({"": {"type": W("reply.type.other"), "text": "x"}}, "chưa ghi địa chỉ"),
    ],
)
def test_a_wrong_row_is_named_and_the_right_ones_are_kept(workspace, blank, tmp_path, capsys, rows, says):
    right = {f"figure:{CODE}": {"type": W("reply.type.other"), "text": "Xin tính lại"}}
    back = filled(blank, tmp_path / "ve.xlsx", rows | right)
    run(workspace, "read", back, code=5)
    err = capsys.readouterr().err
    assert says in err and "ve.xlsx" in err and "ô " in err
    assert [c.objection.target.kind for c in records.cases(workspace.path)] == ["figure"]


def test_a_file_that_is_no_form_is_said_and_the_rest_is_read(workspace, blank, tmp_path, capsys):
    (tmp_path / "ve").mkdir()
    filled(
        blank,
        tmp_path / "ve" / "b.xlsx",
        {"adoption": {"type": W("reply.type.other"), "text": "x"}},
    )
    (tmp_path / "ve" / "a.xlsx").write_bytes(b"PK\x03\x04 nothing")
    save(tmp_path / "ve" / "c.xlsx", {"Khác": [["a"], ["b"]]})
    filled(
        blank,
        tmp_path / "ve" / "d.xlsx",
        {"adoption": {"type": W("reply.type.other"), "text": "x"}},
        outlet="la",
    )
    run(workspace, "read", tmp_path / "ve", code=5)
    err = capsys.readouterr().err
    assert all(name in err for name in ("a.xlsx", "c.xlsx", "“la”"))
    assert len(records.cases(workspace.path)) == 1


def test_a_folder_with_both_kinds_of_form_says_which_command_reads_which(workspace, blank, tmp_path, capsys):
    assert main(["-w", str(workspace.path), "form", "new", "--who", OUTLET, "-o", str(tmp_path / "f")]) == 0
    (other,) = (tmp_path / "f").glob("*.xlsx")
    capsys.readouterr()
    run(workspace, "read", other, code=5)
    assert "auditor form read" in capsys.readouterr().err
    assert main(["-w", str(workspace.path), "form", "read", str(blank)]) == 5
    assert "auditor reply read" in capsys.readouterr().err


def test_a_sheet_without_a_second_reader_or_by_the_first_answers_nothing(workspace, tmp_path, capsys):
    one = object_to(workspace, target(workspace), by="Thư ký tòa soạn")
    run(workspace, "sheet", tmp_path / "a.xlsx")
    rows = {one.id: {"outcome": "Tiếp thu", "answer": "Đồng ý"}}
    for reader, says in (("", "chưa ghi người đọc lại"), ("Thư ký tòa soạn", "người thứ hai")):
        file = filled(tmp_path / "a.xlsx", tmp_path / "b.xlsx", rows, "answers", reader=reader)
        run(workspace, "read", file, code=5)
        assert says in capsys.readouterr().err
    assert not case(workspace, one).outcome


# --- by command ---------------------------------------------------------------------------------------------------------


def test_by_command_alone(workspace, capsys):
    run(
        workspace,
        "add",
        OUTLET,
        "--about",
        CODE,
        "--type",
        "other",
        "--reason",
        "Xin tính lại",
        "--received",
        "2026-01-11",
    )
    said = capsys.readouterr()
    assert main(["-w", str(workspace.path), "status"]) in (0, 1)
    assert "1 ý kiến của cơ quan chờ trả lời" in capsys.readouterr().out
    assert "Nhận sau thời hạn 10/01/2026" in said.err
    (found,) = records.cases(workspace.path)
    run(workspace, "list", "--open", "--json")
    (listed,) = json.loads(capsys.readouterr().out)
    assert (listed["id"], listed["outcome"], listed["late"]) == (found.objection.id, "", True)
    run(
        workspace,
        "answer",
        found.objection.id[:5],
        "--outcome",
        "partly",
        "--reason",
        "Ghi chú thêm",
        "--by",
        SECOND,
    )
    run(workspace, "list")
    assert "tiếp thu một phần 1" in capsys.readouterr().out
    words = ["--outcome", "accepted", "--reason", "Đồng ý", "--by", SECOND]
    run(workspace, "answer", found.objection.id, *words)
    said = capsys.readouterr()
    assert "không còn được nêu trong kỳ này" in said.err and "auditor coding" in said.err
    assert "Số liệu đổi khi tính lại" not in said.err
    run(workspace, "targets", OUTLET)
    assert f"figure:{CODE}@vn-2014" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["add", "khong-co", "--about", "B1.1.1", "--type", "other", "--reason", "x"], "khong-co"),
        (["add", OUTLET, "--about", "Z9", "--type", "other", "--reason", "x"], "Z9"),
        (["add", OUTLET, "--about", "adoption", "--type", "rule", "--reason", "x"], "evidence"),
        (["add", OUTLET, "--about", "adoption", "--type", "other", "--reason", " "], "--reason"),
        (
            [
                "add",
                OUTLET,
                "--about",
                "adoption",
                "--type",
                "other",
                "--reason",
                "x",
                "--received",
                "hôm qua",
            ],
            "--received",
        ),
        (["answer", "ffff", "--outcome", "accepted", "--reason", "x", "--by", "A"], "ffff"),
        (["answer", "ffff", "--outcome", "yes", "--reason", "x", "--by", "A"], "accepted"),
        (["sheet", "a.docx"], ".xlsx"),
        (["form", "khong-co"], "khong-co"),
    ],
)
def test_what_cannot_be_done_is_said(workspace, say, words, says):
    code, err = say("-w", workspace.path, "reply", *words)
    assert code == 2 and says in err


@pytest.mark.parametrize(
    "text", ["deadline: 2026-02-30", "deadline: mai", "thời hạn: 2026-01-01", "deadlines: [a]"]
)
def test_a_mistake_in_the_provinces_choice_is_named(workspace, say, text):
    (workspace.path / "replies.yaml").write_text(f"schema: auditor.replies/1\n{text}\n", encoding="utf-8")
    code, err = say("-w", workspace.path, "reply", "form", OUTLET)
    assert code == 5 and "replies.yaml" in err


# --- nobody is named ----------------------------------------------------------------------------------------------------


def test_names_of_people_in_the_news_leave_with_no_opinion(workspace, tmp_path):
    one = object_to(
        workspace,
        Target(model.ITEM, key_of(workspace, 2)),
        model.PERSON,
        "Bà Lê Thị Hạnh và ông Trần Văn Bình là vợ chồng",
    )
    answer(workspace, one, text="Đã hỏi lại bà Lê Thị Hạnh")
    found = report(workspace)
    write_export(tmp_path / "x.jsonl", decisions_of(workspace.path))
    assert main(["-w", str(workspace.path), "paper", "opinions", "--output", str(tmp_path)]) == 0
    (document,) = tmp_path.glob("*.docx")
    shown = [
        json.dumps(to_json(found, W), ensure_ascii=False),
        (tmp_path / "x.jsonl").read_text(encoding="utf-8"),
        words_of(document),
    ]
    for text in shown:
        assert "vợ chồng" in text, "the opinion itself stays"
        assert not any(name in text for name in ("Thị Hạnh", "Văn Bình", "Sông lên"))


def test_in_public_no_opinion_and_no_second_reader_stand(workspace):
    one = object_to(workspace, target(workspace))
    answer(workspace, one)
    found = report(workspace)
    public = json.dumps(to_json(circulated(found, Circulation.PUBLIC), W), ensure_ascii=False)
    assert "vở kịch" not in public and SECOND not in public
    own = circulated(found, Circulation.OUTLET, OUTLET)
    assert own.outlets[0].opinions[0].answer and not own.outlets[0].opinions[0].answered_by
    assert main(["-w", str(workspace.path), "paper", "opinions", "-c", "public"]) == 2

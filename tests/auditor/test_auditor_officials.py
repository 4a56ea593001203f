"""A department's own table of office holders: what it settles, what it never overrules, and what is wrong with a table."""

from __future__ import annotations

import json

import pytest
from auditor_filling import save, sheets
from auditor_rooms import article, make_workspace

from auditor import officials, pipeline
from auditor.backup import FILES
from auditor.cli import main
from auditor.ownrules import own_packs
from auditor.tables import read_table
from indicators.analyse import analyse, load_engine
from indicators.model import Evidence, Gender, Record
from indicators.people.knowledge import Holder

HEADER = "Họ và tên,Giới,Chức vụ,Căn cứ\n"
NHAN = "Nguyễn Thanh Nhàn,nữ,Bí thư Tỉnh ủy,Quyết định hư cấu ngày 01/02/2025\n"
BODY = (
    "Đồng chí Nguyễn Thanh Nhàn, Bí thư Tỉnh ủy Sông Mơ, dự lễ khánh thành xưởng mộc.\n"
    "Phát biểu tại đây, đồng chí đề nghị xã mở thêm lớp nghề."
)


def sexes(body: str, *holders: Holder) -> dict[str, tuple[str, str]]:
    found = analyse(Record(id="1", title="Tin hư cấu", body=body), load_engine(holders=holders))
    return {p.name: (p.gender, p.evidence) for p in found.people}


NHAN_HOLDER = Holder("Nguyễn Thanh Nhàn", "female", ("Bí thư Tỉnh ủy",), "Quyết định hư cấu")


def test_the_table_settles_what_the_item_leaves_open():
    assert sexes(BODY)["Nguyễn Thanh Nhàn"] == (Gender.UNKNOWN, Evidence.NONE)
    assert sexes(BODY, NHAN_HOLDER)["Nguyễn Thanh Nhàn"] == (Gender.FEMALE, Evidence.KNOWLEDGE)
    male = Holder("Nguyễn Thanh Nhàn", "male", ("Bí thư Tỉnh ủy",), "Quyết định hư cấu")
    assert sexes(BODY, male)["Nguyễn Thanh Nhàn"] == (Gender.MALE, Evidence.KNOWLEDGE)


def test_the_evidence_names_the_paper():
    (person,) = analyse(Record(id="1", body=BODY), load_engine(holders=[NHAN_HOLDER])).people
    assert person.evidence_text == "Quyết định hư cấu"


@pytest.mark.parametrize("spelling", ["Nguyễn Thanh Nhàn", "Nguyễn  thanh nhàn"])
def test_names_are_held_against_the_table_in_any_spelling(spelling):
    holder = Holder(spelling, "female", ("Bí thư Tỉnh uỷ",), "Quyết định hư cấu")
    assert sexes(BODY, holder)["Nguyễn Thanh Nhàn"][0] == Gender.FEMALE


def test_what_the_item_says_comes_first():
    said = "Ông Nguyễn Thanh Nhàn, Bí thư Tỉnh ủy Sông Mơ, nói với phóng viên."
    assert sexes(said, NHAN_HOLDER)["Nguyễn Thanh Nhàn"] == (Gender.MALE, Evidence.HONORIFIC)


@pytest.mark.parametrize(
    "body", ["Công nhân Nguyễn Thanh Nhàn đứng máy cưa.", "Phó Giám đốc Nguyễn Thanh Nhàn ký văn bản."]
)
def test_a_namesake_without_the_office_stays_open(body):
    director = Holder("Nguyễn Thanh Nhàn", "female", ("Giám đốc Sở Xây dựng",), "Quyết định hư cấu")
    assert sexes(body, director)["Nguyễn Thanh Nhàn"][0] == Gender.UNKNOWN


def test_two_holders_of_one_name_and_different_sex_say_nothing():
    other = Holder("Nguyễn Thanh Nhàn", "male", ("Bí thư Tỉnh ủy",), "Quyết định khác")
    assert sexes(BODY, NHAN_HOLDER, other)["Nguyễn Thanh Nhàn"][0] == Gender.UNKNOWN


@pytest.fixture
def workspace(tmp_path):
    made = make_workspace(tmp_path / "w", period_from="2025-01-01", period_to="2025-12-31")
    child = "\nBé Nguyễn Thanh An, học sinh lớp 3, tặng hoa."
    told = "Bà Nguyễn Thanh Nhàn, Bí thư Tỉnh ủy, tiếp dân."
    with made.store() as store:
        for number, more in enumerate(
            (
                {"body": BODY},
                {"body": BODY + child},
                {"body": told},
                {"body": BODY, "published": "2023-05-01"},
            ),
            1,
        ):
            store.put_article(article(number, title="Tin hư cấu", lead="", **more))
        pipeline.analyse_stage(made, store)
    return made


def command(workspace, capsys, *words):
    code = main(["-w", str(workspace.path), "officials", *words])
    shown = capsys.readouterr()
    return code, shown.out, shown.err


def test_the_command_lists_office_holders_of_the_period_and_nobody_else(workspace, capsys):
    code, out, _ = command(workspace, capsys, "--json")
    told = json.loads(out)
    assert code == 0
    assert (told["table"], told["unclear"]) == (
        None,
        [{"name": "Nguyễn Thanh Nhàn", "items": 2, "titles": ["Bí thư Tỉnh ủy Sông Mơ"], "elsewhere": {"female": 1}}],
    )  # fmt: skip
    _, out, _ = command(workspace, capsys)
    assert "Nguyễn Thanh Nhàn (Bí thư Tỉnh ủy Sông Mơ): 2 tin bài; bài khác cho biết nữ: 1 bài" in out
    assert "Thanh An" not in out


def test_the_round_from_the_list_over_the_table_to_new_figures(workspace, capsys):
    """Listed, added, filled in as Excel would, analysed again: the unclear is a woman, and only then."""
    code, _, err = command(workspace, capsys, "--add")
    assert (code, "Căn cứ" in err) == (0, True)
    (row,) = [cells for _, cells in read_table(workspace.path / "officials.xlsx")]
    assert (row["Họ và tên"], row["Giới"], row["Số tin bài chưa rõ"]) == ("Nguyễn Thanh Nhàn", "", 2)
    assert own_packs(workspace.path).holders == ()
    before = stamps(workspace)
    assert run_again(workspace) == 0, "an empty row changes nothing"
    file = workspace.path / "officials.xlsx"
    tables = sheets(file)
    (table,) = tables.values()
    table[1][1], table[1][3] = "nữ", "Quyết định hư cấu ngày 01/02/2025"
    save(file, tables)
    assert run_again(workspace) == 4
    assert stamps(workspace) != before
    with workspace.store(readonly=True) as store:
        found = [
            json.loads(r["json"]) for r in store.rows("SELECT json FROM analyses ORDER BY id DESC LIMIT 4")
        ]
    said = {
        (p["gender"], p["evidence"]) for a in found for p in a["people"] if p["name"] == "Nguyễn Thanh Nhàn"
    }
    assert said == {("female", "knowledge"), ("female", "honorific")}
    _, out, _ = command(workspace, capsys)
    assert "1 người, 1 người đã ghi giới" in out
    assert "không có thêm người giữ chức vụ nào chưa rõ giới" in out  # fmt: skip


def run_again(workspace) -> int:
    with workspace.store() as store:
        return pipeline.analyse_stage(workspace, store).done


def stamps(workspace) -> str:
    return own_packs(workspace.path).engine("vn-2014").fingerprints["people"]


def test_adding_keeps_every_row_and_names_nobody_twice(workspace, capsys):
    (workspace.path / "officials.csv").write_text(
        HEADER + "Trần An Bình,nam,Chủ tịch UBND tỉnh,Nghị quyết hư cấu\nLê Thu Sơn,,Giám đốc Sở,\n", "utf-8"
    )
    command(workspace, capsys, "--add")
    command(workspace, capsys, "--add")
    found = officials.rows(workspace.path / "officials.xlsx")
    assert found == [
        officials.Row("Trần An Bình", "male", "Chủ tịch UBND tỉnh", "Nghị quyết hư cấu"),
        officials.Row("Lê Thu Sơn", "", "Giám đốc Sở", ""),
        officials.Row("Nguyễn Thanh Nhàn", "", "Bí thư Tỉnh ủy Sông Mơ", "", "2", "nữ: 1 bài"),
    ]
    assert (workspace.path / "officials.csv.taken-over").is_file()


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (HEADER + NHAN.replace("nữ", "bà"), "dòng 2, cột “Giới”: “bà”"),
        (HEADER + NHAN.replace("Nguyễn Thanh Nhàn", "Nhàn"), "dòng 2, cột “Họ và tên”: “Nhàn”"),
        (HEADER + "Nguyễn Thanh Nhàn,nữ,,Quyết định\n", "dòng 2 đã ghi giới nhưng cột “Chức vụ” còn trống"),
        (HEADER + "Nguyễn Thanh Nhàn,nữ,Bí thư,\n", "dòng 2 đã ghi giới nhưng cột “Căn cứ” còn trống"),
        (HEADER + NHAN.replace("Quyết", "Quyết" * 200), "dòng 2 có ô quá dài"),
        ("Họ và tên,Giới\nNguyễn Thanh Nhàn,nữ\n", "thiếu một cột bắt buộc"),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_is_lost(workspace, capsys, table, said):
    file = workspace.path / "officials.csv"
    file.write_text(table, encoding="utf-8")
    code = main(["-w", str(workspace.path), "analyse"])
    assert (code, said in " ".join(capsys.readouterr().err.split())) == (5, True)
    assert file.read_text(encoding="utf-8") == table
    code, _, _ = command(workspace, capsys, "--add")
    assert (code, file.read_text(encoding="utf-8")) == (5, table)


def test_two_tables_are_one_too_many(workspace, capsys):
    for name in ("officials.csv", "officials.xlsx"):
        (workspace.path / name).write_text(HEADER + NHAN, encoding="utf-8")
    code, _, err = command(workspace, capsys)
    assert (code, "giữ lại một tệp" in " ".join(err.split())) == (5, True)


def test_the_table_goes_along_in_backups_and_counts_as_an_input_of_figures():
    assert {"officials.csv", "officials.xlsx"} <= set(FILES)

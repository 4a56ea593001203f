"""What outlets declare is kept as they said it; what is wrong is named by cell; the rate claims nothing more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from auditor_rooms import make_workspace

from auditor import adoption, rate
from auditor.errors import InputError, NothingToDo
from auditor.figurewords import adoption_figures, ladder_figures
from auditor.words import Words
from crawlers.register import Register
from reports.figures import DueRate, Milestone
from reports.wording import Wording

HEAD = "cơ quan,mức,ngày,căn cứ,người thẩm định\n"


@pytest.fixture
def workspace(tmp_path):
    return make_workspace(tmp_path / "w")


def table(workspace, text: str, *, encoding: str = "utf-8-sig") -> Path:
    folder = workspace.path.parent / "gui"
    folder.mkdir(exist_ok=True)
    (folder / "quyet-dinh-12.pdf").write_bytes(b"%PDF quyet dinh")
    (folder / "tu-danh-gia.docx").write_bytes(b"PK tu danh gia")
    path = folder / "ke-khai.csv"
    path.write_bytes((HEAD + text).encode(encoding))
    return path


def problems(workspace, text: str, **more: str) -> list[tuple[int, str, str]]:
    found = adoption.check(table(workspace, text, **more), workspace.register(), workspace)
    return [(p.row, p.column, p.reason) for p in found.problems]


def test_right_rows_are_kept_with_the_hash_of_their_papers(workspace):
    path = table(workspace, "Báo Sông Mơ,thí điểm,15/03/2025,quyet-dinh-12.pdf; tu-danh-gia.docx,Bà Năm\n")
    with workspace.store() as store:
        result = adoption.adoption_stage(workspace, store, path)
        assert (result.kept, result.same, result.problems) == (1, False, ())
        row = adoption.current(workspace, store, "2025-12-31")["bao-song-mo"]
    assert (row.level, row.date, row.verified, row.lacking) == (1, "2025-03-15", True, ())
    assert [p.kind for p in row.papers] == ["decision", "self_assessment"]
    # the paper itself is in the workspace now, under its hash
    assert (workspace.path / row.papers[0].file).read_bytes() == b"%PDF quyet dinh"
    assert Path(row.papers[0].file).name.startswith(row.papers[0].sha256[:12])


def test_a_level_without_its_papers_or_a_reader_is_declared_and_not_verified(workspace):
    text = "bao-song-mo,2,2025-03-15,quyet-dinh-12.pdf,Bà Năm\ndai-song-mo,1,2025-03-15,quyet-dinh-12.pdf; tu-danh-gia.docx,\n"
    with workspace.store() as store:
        adoption.adoption_stage(workspace, store, table(workspace, text))
        rows = adoption.current(workspace, store, "2025-12-31")
        assert rows["bao-song-mo"].lacking == ("self_assessment", "editorial_rules", "monitoring")
        assert not any(row.verified for row in rows.values())
        result = rate.compute(workspace, store)
    assert (result.pilot.applied, result.pilot.verified, result.formal.applied) == (2, 0, 1)


def test_a_report_shows_what_papers_prove_beside_what_was_declared_and_prints_a_ladder_of_ones_own(tmp_path):
    workspace = make_workspace(tmp_path / "w")
    (workspace.path / "adoption-rules.yaml").write_text(
        "levels: {1: [decision], 2: [decision, minutes]}\n"
        "papers: {decision: [quyet dinh], minutes: [bien ban]}\nnames: {minutes: biên bản họp tòa soạn}\n"
        "words: {0: [chua], 1: [thi diem], 2: [chinh thuc]}\n"
        "columns: {outlet: [co quan], level: [muc], date: [ngay], evidence: [can cu], checked_by: [nguoi tham dinh]}\n",
        encoding="utf-8",
    )
    text = "bao-song-mo,chính thức,15/03/2025,quyet-dinh-12.pdf,Bà Năm\ndai-song-mo,thí điểm,15/03/2025,quyết định,\n"
    with workspace.store() as store:
        adoption.adoption_stage(workspace, store, table(workspace, text))
        result = rate.compute(workspace, store)
    said = result.adoption
    assert (said["bao-song-mo"].level, said["bao-song-mo"].shown, said["dai-song-mo"].shown) == (2, 1, None)
    figures = adoption_figures(said["bao-song-mo"], workspace, Words("vi"))
    assert (figures.level, figures.verified, figures.proven) == (2, False, 1)
    assert "biên bản họp tòa soạn" in figures.note
    ladder = ladder_figures(result, workspace, Words("vi"))
    assert {one.key: one.applied for one in ladder.readings} == {"strict": 0, "middle": 1, "lenient": 2}
    assert ladder.own
    assert dict(ladder.rungs)[2] == ("văn bản giao, phân công áp dụng", "biên bản họp tòa soạn")


@pytest.mark.parametrize("levels", ["{1: [decision], 3: [decision]}", "{1: [decision], 2: [oath]}"])
def test_a_ladder_that_could_never_be_climbed_is_refused(tmp_path, levels):
    workspace = make_workspace(tmp_path / "w")
    (workspace.path / "adoption-rules.yaml").write_text(
        f"levels: {levels}\npapers: {{decision: [quyet dinh]}}\nwords: {{1: [thi diem]}}\ncolumns: {{outlet: [co quan]}}\n",
        encoding="utf-8",
    )
    with pytest.raises(InputError) as caught:
        adoption.load_rules(workspace)
    assert "levels" in str(caught.value.values["detail"])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Báo Không Có,1,2025-03-15,,\n", [(2, "cơ quan", "unknown_outlet")]),
        ("bao-song-mo,gần như,2025-03-15,,\n", [(2, "mức", "unknown_level")]),
        ("bao-song-mo,3,2025-03-15,,\n", [(2, "mức", "unknown_level")]),
        ("bao-song-mo,1,31/02/2025,,\n", [(2, "ngày", "no_day")]),
        ("bao-song-mo,1,,,\n", [(2, "ngày", "date_missing")]),
        ("bao-song-mo,1,2025-03-15,mat-roi.pdf,\n", [(2, "căn cứ", "paper_missing")]),
        ("bao-song-mo,1,2025-03-15,../../../../etc/hostname.txt,\n", [(2, "căn cứ", "paper_missing")]),
        (",1,2025-03-15,,\n", [(2, "cơ quan", "empty")]),
        ("bao-song-mo,1,2025-03-15,,\nBáo Sông Mơ,0,2025-03-15,,\n", [(3, "cơ quan", "twice")]),
        ("bao-song-mo,0,,,\n\ndai-song-mo,x,,,\n", [(4, "mức", "unknown_level")]),
    ],
)
def test_every_wrong_cell_is_named(workspace, text, said):
    assert problems(workspace, text) == said


def test_a_table_without_outlets_is_one_sentence_however_long(workspace):
    path = workspace.path.parent / "ke-khai.csv"
    path.write_text("mức,ngày\n" + "1,2025-03-15\n" * 40, encoding="utf-8")
    found = adoption.check(path, workspace.register(), workspace)
    assert [(p.row, p.column, p.reason, p.fatal) for p in found.problems] == [
        (1, "outlet", "no_outlet_column", True)
    ]
    assert found.rows == ()


def test_every_problem_has_a_sentence():
    words = Words("vi")
    for reason in "unknown_outlet empty unknown_level no_day date_missing paper_missing paper_too_large no_column no_outlet_column twice".split():
        assert words(f"adoption.{reason}", row=2, column="mức", value="x")


def test_wrong_rows_do_not_cost_the_right_ones(workspace):
    with workspace.store() as store:
        path = table(workspace, "bao-song-mo,1,2025-03-15,,\nBáo Không Có,1,2025-03-15,,\n")
        assert adoption.adoption_stage(workspace, store, path).kept == 1
        assert adoption.adoption_stage(workspace, store, path).same
        assert store.number("SELECT count(*) FROM declarations") == 1


def test_the_same_table_as_excel_sends_it(workspace):
    path = workspace.path.parent / "ke-khai.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Tên cơ quan", "Mức áp dụng", "Ngày quyết định"])
    sheet.write_row(1, 0, ["Đài PT-TH Sông Mơ", 1])
    sheet.write_datetime(1, 2, date(2025, 5, 4), book.add_format({"num_format": "dd/mm/yyyy"}))
    book.close()
    found = adoption.check(path, workspace.register(), workspace)
    assert [(r.outlet, r.level, r.date) for r in found.rows] == [("dai-song-mo", 1, "2025-05-04")]
    assert found.problems == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_of_any_kind_is_read(workspace, encoding):
    assert problems(workspace, "Báo Sông Mơ,0,,,\n", encoding=encoding) == []


def test_what_is_no_unicode_is_refused_instead_of_guessed(workspace):
    path = workspace.path.parent / "cu.csv"
    path.write_bytes(b"outlet,level\nB\xe1o S\xf4ng,1\n")
    with pytest.raises(InputError) as caught:
        adoption.check(path, workspace.register(), workspace)
    assert caught.value.code == "input_encoding"


def test_a_later_declaration_rules_and_a_future_one_does_not_yet(workspace):
    with workspace.store() as store:
        adoption.adoption_stage(
            workspace, store, table(workspace, "bao-song-mo,1,2025-03-01,,\ndai-song-mo,2,2026-02-01,,\n")
        )
        rows = adoption.current(workspace, store, "2025-12-31")
        assert (rows["bao-song-mo"].level, rows["dai-song-mo"].level) == (1, 0)
        adoption.adoption_stage(workspace, store, table(workspace, "bao-song-mo,0,2025-06-01,,\n"))
        rows = adoption.current(workspace, store, "2025-12-31")
        assert (rows["bao-song-mo"].level, rows["dai-song-mo"].level) == (0, 0)
        assert adoption.current(workspace, store, "2026-03-01")["dai-song-mo"].level == 2


def test_the_rate_says_k_of_n_and_names_the_silent(workspace):
    with workspace.store() as store:
        adoption.adoption_stage(
            workspace, store, table(workspace, "bao-song-mo,2,2025-03-01,,\ndai-song-mo,1,2025-03-01,,\n")
        )
        result = rate.rate_stage(workspace, store)
        assert store.number("SELECT count(*) FROM rates") == 4
    assert rate.in_words(result.pilot, Words("vi")) == "đạt 2/3 cơ quan (66,7 %)"
    assert rate.in_words(result.formal, Words("en")) == "1 of 3 outlets (33.3 %)"
    assert result.pilot.missing == ("Cổng TTĐT Sông Mơ",)
    assert result.pilot.verified is None


def test_the_denominator_is_what_the_workspace_asks_for(tmp_path):
    workspace = make_workspace(tmp_path / "k", kinds=("newspaper", "broadcaster"))
    with workspace.store() as store:
        assert rate.compute(workspace, store).pilot.counted == 2
    assert "Báo in" in rate.rule_in_words(workspace, Words("vi"))
    unknown = make_workspace(tmp_path / "u", province="Tỉnh Không Có")
    with unknown.store() as store, pytest.raises(NothingToDo):
        rate.compute(unknown, store)


def _target(year: int, level: int, issuer: str = "TƯ") -> Milestone:
    return Milestone(year, 0.7, level, issuer, "kế hoạch", "C")


def test_a_province_keeps_the_promises_of_those_that_became_part_of_it(tmp_path):
    workspace = make_workspace(tmp_path / "w", province="Thái Nguyên", fictitious=False, as_of="2025-12-31")
    found = [(m.issuer, m.year, m.share) for m in rate.load_targets(workspace) if m.issuer.startswith("UBND")]
    assert found == [("UBND tỉnh Bắc Kạn", 2025, 0.70), ("UBND tỉnh Bắc Kạn", 2030, 0.90)]


@pytest.mark.parametrize(
    ("day", "last", "following"),
    [
        ("2025-12-30", [], [2025]),
        ("2025-12-31", [2025], [2028]),
        ("2027-06-01", [2025], [2028]),
        ("2031-01-01", [2028], []),
    ],
)
def test_milestones_are_the_last_and_the_next_never_between(day, last, following):
    targets = [_target(2028, 1), _target(2025, 1), _target(2030, 2)]
    found = rate.milestones(targets, 1, day)
    assert ([m.year for m in found[0]], [m.year for m in found[1]]) == (last, following)


def test_the_programs_own_targets_carry_their_marks(tmp_path):
    workspace = make_workspace(tmp_path / "h", province="Hà Nội")
    found = rate.load_targets(workspace)
    assert {(m.year, m.share, m.level) for m in found} == {
        (2025, 0.7, 1),
        (2030, 0.9, 2),
        (2025, 0.8, 1),
        (2030, 1.0, 2),
    }
    assert {m.evidence_mark for m in found} == {"C"}


def test_a_workspaces_own_plan_replaces_ours(workspace):
    own = workspace.path / "targets.yaml"
    own.write_text(
        "- {scope: Sông Mơ, issuer: {vi: UBND, en: PC}, plan: KH hư cấu, evidence: I,"
        " milestones: [{year: 2026, share: 0.5, level: 1}]}\n",
        encoding="utf-8",
    )
    assert [(m.year, m.issuer) for m in rate.load_targets(workspace) if m.evidence_mark == "I"] == [
        (2026, "UBND")
    ]
    own.write_text("- {scope: Sông Mơ, milestones: [{year: 2026, share: 70, level: 1}]}\n", encoding="utf-8")
    with pytest.raises(InputError):
        rate.load_targets(workspace)


def test_a_target_missed_when_due_stays_missed_in_later_reports(tmp_path):
    """One of three at the end of 2025, all three in March: the target of 2025 was not met, whatever is so today."""
    workspace = make_workspace(tmp_path / "w", as_of="2026-03-31")
    rows = "bao-song-mo,1,2025-03-01,,\ndai-song-mo,1,2026-02-01,,\ncong-song-mo,1,2026-02-01,,\n"
    with workspace.store() as store:
        adoption.adoption_stage(workspace, store, table(workspace, rows))
        pilot = rate.compute(workspace, store).pilot
        assert (pilot.applied, pilot.counted) == (3, 3)
        assert [goal.year for goal in pilot.last] == [2025]
        assert pilot.last[0].at_due == DueRate(1, 3)
        assert pilot.missed(pilot.last[0])
        then = Wording(Words("vi")).against(pilot, pilot.last[0], due=True)
        assert then.startswith("Chưa đạt khi đến hạn (số liệu ngày 31/12/2025: 1/3 cơ quan, 33,3 %;")
        # on the due day itself there is nothing to tell apart, and what is ahead has no due figure
        on_the_day = replace(workspace, config=replace(workspace.config, as_of="2025-12-31"))
        assert [goal.at_due for goal in rate.compute(on_the_day, store).pilot.last] == [None]
        assert [goal.at_due for goal in rate.compute(workspace, store).formal.next] == [None]


def test_a_province_without_any_outlet_then_is_not_said_to_have_missed(tmp_path):
    workspace = make_workspace(tmp_path / "w", as_of="2026-03-31")
    begun = [replace(o, valid_from=date(2026, 1, 1)) for o in workspace.register().outlets]
    with workspace.store() as store:
        pilot = rate.compute(workspace, store, Register(tuple(begun))).pilot
    assert pilot.last[0].at_due == DueRate(0, 0)
    assert "Chưa đủ số liệu" in Wording(Words("vi")).against(pilot, pilot.last[0], due=True)

"""Who counts is the province's choice. If this fails, a rate changes without anybody having decided it, or the decision is not
printed, or figures of an earlier year change when today's choice does.
"""

from __future__ import annotations

import datetime as dt
import json

import docx
import pytest
import xlsxwriter

from auditor import rate, rateviews
from auditor.cli import main
from auditor.counted import (
    Choice,
    Single,
    bodies_on,
    choice_of,
    choice_on,
    choices,
    decision_of,
    withdrawal_of,
)
from auditor.decisions.ledger import keep, read_export
from auditor.decisions.model import NoDecision
from auditor.editions import edition_of
from auditor.errors import InputError
from auditor.figures import province_report
from auditor.forms.plan import load_plan, senders
from auditor.sample.threeyears import make
from auditor.words import Words
from auditor.years import at, year_of
from reports.papers import Circulation
from reports.papers.circulating import circulated

# Ngàn Hạc on 14/12/2026 (auditor/sample/years): business paper, merged paper and broadcaster, portal, magazine; auditor.toml
# counts all but portals. Nothing in there exists.
PAPER, MERGED, PORTAL, MAGAZINE = (
    "khe-may-kinh-te",
    "ngan-hac-bao-va-dai",
    "ngan-hac-cong",
    "ngan-hac-tap-chi",
)
REASON = "không thuộc đối tượng của kế hoạch (hư cấu)"
MADE = Choice(
    kinds=("newspaper", "press_and_broadcaster"),
    include=(Single(PORTAL, "kế hoạch gửi cả cổng (hư cấu)"),),
    exclude=(Single(PAPER, REASON),),
    since="2025-12-15",
    decided="2025-12-20",
    basis="Kế hoạch hư cấu, dùng để thử",
    who="Nguyễn Văn Mẫu",
)


@pytest.fixture(scope="module")
def years(tmp_path_factory):
    workspace = make("ngan-hac", tmp_path_factory.mktemp("counted") / "w", articles=True)
    # the sample province chose for itself; here it has not yet
    keep(workspace, [withdrawal_of(one, "Nguyễn Văn Mẫu", "để thử") for one in choices(workspace)])
    return workspace


@pytest.fixture
def workspace(years, tmp_path):
    import shutil

    from auditor.workspace import Workspace

    return Workspace.open(shutil.copytree(years.path, tmp_path / "w"))


@pytest.fixture
def say(capsys):
    def run(*argv: object) -> tuple[int, str]:
        code = main([str(word) for word in argv])
        found = capsys.readouterr()
        return code, " ".join((found.out + found.err).split())

    return run


def ids(found) -> set[str]:
    return {outlet.id for outlet in found}


def test_without_a_choice_the_kinds_of_the_configuration_count(workspace):
    register = workspace.register()
    assert choices(workspace) == ()
    assert ids(bodies_on(workspace, register, "2026-12-14")) == {PAPER, MERGED, MAGAZINE}


def test_a_choice_counts_kinds_and_single_bodies_from_its_day_on(workspace):
    keep(workspace, [decision_of(MADE)])
    register = workspace.register()
    assert ids(bodies_on(workspace, register, "2026-12-14")) == {MERGED, PORTAL}
    assert ids(bodies_on(workspace, register, "2025-12-15")) == {MERGED, PORTAL}
    # the day before it another rule held, and figures of that day keep it
    assert ids(bodies_on(workspace, register, "2025-12-14")) == {PAPER, MERGED, MAGAZINE}
    assert choices(workspace) == (MADE,)


def test_the_rate_of_each_year_follows_the_choice_of_its_day(workspace):
    keep(workspace, [decision_of(MADE)])
    counted = {}
    with workspace.store(readonly=True) as store:
        for number in (2025, 2026):
            found = rate.compute(at(workspace, year_of(workspace, number)), store)
            counted[number] = (found.pilot.applied, found.pilot.counted)
            # 31/12/2025, when the plans fell due, lies after the choice
            if number == 2026:
                assert {goal.at_due.counted for goal in found.pilot.last} == {2}
    assert counted == {2025: (2, 3), 2026: (0, 2)}


def test_a_choice_that_ends_gives_way_and_a_later_one_takes_over(workspace):
    from dataclasses import replace

    later = replace(
        MADE, since="2026-06-01", kinds=(), listed=True, include=(Single(MAGAZINE, REASON),), exclude=()
    )
    keep(workspace, [decision_of(replace(MADE, until="2026-03-31")), decision_of(later)])
    on = {day: choice_on(workspace, day).since for day in ("2026-03-31", "2026-04-01", "2026-06-01")}
    assert on == {"2026-03-31": "2025-12-15", "2026-04-01": "", "2026-06-01": "2026-06-01"}
    assert ids(bodies_on(workspace, workspace.register(), "2026-12-14")) == {MAGAZINE}


def test_a_province_that_joined_keeps_the_choice_it_made_for_itself(workspace):
    from dataclasses import replace

    own = replace(MADE, since="2024-01-01", kinds=("broadcaster",), include=(), exclude=(), place="Khe Mây")
    keep(workspace, [decision_of(own), decision_of(MADE)])
    register = workspace.register()
    then = bodies_on(workspace, register, "2024-12-14", "Khe Mây")
    assert [o.kind for o in then] == ["broadcaster"]
    assert len(bodies_on(workspace, register, "2024-12-14")) == 3


def test_another_choice_is_a_break_in_the_series_with_names_and_reasons(workspace, capsys):
    keep(workspace, [decision_of(MADE)])
    gap = rateviews.breaks(workspace, workspace.register(), dt.date(2025, 12, 14))
    assert (ids(gap.taken_in), ids(gap.left_out)) == ({PORTAL}, {PAPER, MAGAZINE})
    assert (gap.ended, gap.begun) == ((), ())
    assert gap.before is not None and gap.before.since == ""
    assert gap.after == MADE
    assert main(["-w", str(workspace.path), "years"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert (
        "Đứt chuỗi năm 2026: địa phương đổi cách tính mẫu số, 1 cơ quan đang có nay được tính, 2 cơ quan nay không tính"
        in told
    )
    assert f"Báo Kinh tế Ba Sông: nay không tính vào mẫu số ({REASON})" in told
    assert main(["-w", str(workspace.path), "rate", "--base", "2025-12-14"]) == 0
    assert "địa phương đổi cách tính mẫu số" in " ".join(capsys.readouterr().out.split())


def test_years_of_one_choice_are_no_break(workspace):
    keep(workspace, [decision_of(MADE)])
    assert not rateviews.breaks(workspace, workspace.register(), dt.date(2026, 1, 5))


def test_rate_report_and_papers_print_who_chose_what_when_and_why(workspace, capsys):
    keep(workspace, [decision_of(MADE)])
    assert main(["-w", str(workspace.path), "rate"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    for words in (
        "Nguyễn Văn Mẫu",
        "20/12/2025",
        "15/12/2025",
        "Kế hoạch hư cấu, dùng để thử",
        REASON,
        "Cổng Thông tin điện tử tỉnh Ngàn Hạc",
    ):
        assert words in told
    with workspace.store(readonly=True) as store:
        report = province_report(workspace, store, Words("vi"))
    assert REASON in report.denominator and "Nguyễn Văn Mẫu" in report.denominator
    folder = workspace.path / "giay"
    assert main(["-w", str(workspace.path), "paper", "midterm", "-o", str(folder)]) == 0
    (file,) = folder.glob("*.docx")
    paper = "\n".join(p.text for p in docx.Document(str(file)).paragraphs)
    assert REASON in paper
    assert "Đứt chuỗi giữa ngày 14/12/2025 và ngày 14/12/2026: địa phương đổi cách tính mẫu số" in paper


@pytest.mark.parametrize("circle", [Circulation.PUBLIC, Circulation.OUTLET])
def test_other_readers_get_the_rule_without_bodies_and_people_by_name(workspace, circle):
    keep(workspace, [decision_of(MADE)])
    with workspace.store(readonly=True) as store:
        report = province_report(workspace, store, Words("vi"))
    told = circulated(report, circle, MERGED).denominator
    # one body is a few, here too
    assert "Không tính theo danh sách riêng: một số cơ quan" in told and "15/12/2025" in told
    for hidden in ("Nguyễn", REASON, "Ba Sông", "Cổng Thông tin"):
        assert hidden not in told


def test_forms_go_to_those_who_count(workspace):
    keep(workspace, [decision_of(MADE)])
    plan = load_plan(workspace, edition_of(workspace))
    asked = {one.id for one in senders(workspace, workspace.register(), plan)}
    assert {MERGED, PORTAL} <= asked and MAGAZINE not in asked and PAPER not in asked


def test_set_show_and_withdraw_by_command(workspace, say, tmp_path):
    folder = ("-w", workspace.path)
    line = ("counted", "set", "--from", "2025-12-15", "--kind", "press_and_broadcaster", "--exclude", f"{PAPER}: {REASON}", "--by",
            "Nguyễn Văn Mẫu", "--on", "2025-12-20", "--basis", "chưa có văn bản")  # fmt: skip
    code, told = say(*folder, *line)
    assert code == 0 and "1 cơ quan" in told
    code, told = say(*folder, "counted", "show", "--json")
    assert code == 0
    shown = json.loads(told)
    assert shown["bodies"] == [MERGED]
    assert shown["choices"][0]["exclude"] == [{"outlet": PAPER, "reason": REASON}]
    code, told = say(*folder, "decisions", "list", "--outlet", PAPER, "--kind", "denominator")
    assert code == 0 and "chọn mẫu số" in told
    # what one department decided, another workspace takes in
    export = tmp_path / "so.jsonl"
    assert say(*folder, "decisions", "export", export, "--kind", "denominator")[0] == 0
    # the last line; before it stand the sample province's own choice and its withdrawal
    *_, made = read_export(export)
    assert choice_of(made).kinds == ("press_and_broadcaster",)
    assert (
        say(*folder, "counted", "withdraw", "--from", "2025-12-15", "--by", "A", "--reason", "ghi nhầm")[0]
        == 0
    )
    assert choices(workspace) == ()
    assert (
        say(*folder, "counted", "withdraw", "--from", "2025-12-15", "--by", "A", "--reason", "ghi nhầm")[0]
        == 2
    )


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--from", "2025-02-30"), "--from"),
        (("--from", "2026-01-01", "--to", "2025-01-01"), "--to"),
        (("--from", "2026-01-01", "--kind", "press"), "--kind"),
        (("--from", "2026-01-01", "--exclude", PAPER), "lý do"),
        (("--from", "2026-01-01", "--include", "khong-co: vì"), "khong-co"),
        (("--from", "2026-01-01", "--include", f"{PAPER}: a", "--include", f"{PAPER}: b"), "hai lần"),
        (("--from", "2026-01-01", "--include", f"{PAPER}: a", "--exclude", f"{PAPER}: b"), "--include"),
        (("--from", "2026-01-01", "--listed"), "--include"),
        (("--from", "2026-01-01", "--kind", "supplement"), "không có cơ quan nào"),
        (("--from", "2026-01-01", "--place", "Sông Mơ"), "--place"),
    ],
)
def test_a_choice_that_cannot_be_is_refused_in_words_and_nothing_is_kept(workspace, say, options, told):
    code, said = say("-w", workspace.path, "counted", "set", *options, "--by", "A", "--basis", "b")
    assert code == 2 and told in said
    assert choices(workspace) == ()


def test_a_made_up_line_is_not_imported_as_a_choice(tmp_path):
    raw = decision_of(MADE).as_json() | {"schema": "auditor.decision/1"}
    raw["detail"]["include"] = {PAPER: ""}
    file = tmp_path / "so.jsonl"
    file.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
    with pytest.raises((InputError, NoDecision)):
        read_export(file)


def test_who_inherited_is_told_in_report_and_papers_until_it_confirms(workspace):
    """The merged body of Ngàn Hạc has said nothing; two papers and a broadcaster that went into it had applied."""
    with workspace.store(readonly=True) as store:
        report = province_report(workspace, store, Words("vi"))
        earlier = at(workspace, year_of(workspace, 2025))
        before = province_report(earlier, store, Words("vi"))
    (merged,) = [o for o in report.outlets if o.id == MERGED]
    (pending,) = [o for o in before.outlets if o.id == MERGED]
    assert (merged.adoption.inherited, pending.adoption.inherited) == ("expired", "pending")
    assert "Báo Khe Mây" in pending.adoption.note and "01/01/2026" in pending.adoption.note
    assert not any(o.adoption.inherited for o in circulated(report, Circulation.PUBLIC).outlets)


def test_a_long_list_comes_from_a_table_with_a_reason_for_every_body(workspace, say, tmp_path):
    base = ("-w", workspace.path, "counted", "set", "--from", "2025-12-15", "--by", "A", "--basis", "b")
    name = workspace.register().get(PAPER).name
    file = tmp_path / "khong-tinh.csv"
    file.write_text(
        f"STT,Cơ quan,Lý do\n1,{name},{REASON}\n2,{MAGAZINE},đang giải thể\n", encoding="utf-8-sig"
    )
    assert say(*base, "--exclude-from", file, "--exclude", f"{PORTAL}: trang tin")[0] == 0
    assert [(one.outlet, one.reason) for one in choices(workspace)[0].exclude] == [
        (PORTAL, "trang tin"), (PAPER, REASON), (MAGAZINE, "đang giải thể"),
    ]  # fmt: skip
    book = tmp_path / "tinh.xlsx"
    with xlsxwriter.Workbook(book) as made:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, ["outlet", "reason"])
        sheet.write_row(1, 0, [MERGED, "kế hoạch"])
    assert say(*base, "--listed", "--include-from", book)[0] == 0
    assert [one.outlet for one in choices(workspace)[0].include] == [MERGED]


def test_every_wrong_cell_of_such_a_table_is_named_and_nothing_is_kept(workspace, say, tmp_path):
    file = tmp_path / "khong-tinh.csv"
    base = (
        "-w",
        workspace.path,
        "counted",
        "set",
        "--from",
        "2025-12-15",
        "--by",
        "A",
        "--basis",
        "b",
        "--exclude-from",
        file,
    )
    file.write_text(
        f"cơ quan,lý do\nBáo Không Có,x\n{PAPER},\n{MAGAZINE},a\n{MAGAZINE},b\n", encoding="utf-8"
    )
    code, told = say(*base)
    assert code == 2 and choices(workspace) == ()
    for line in (
        "dòng 2, cột “cơ quan”: “Báo Không Có” không có",
        "dòng 3, cột “lý do”: cần một lý do",
        "dòng 5, cột “cơ quan”",
    ):
        assert line in " ".join(told.split())
    file.write_text(f"cơ quan\n{PAPER}\n", encoding="utf-8")
    code, told = say(*base)
    assert code == 2 and "cần hai cột" in told
    file.unlink()
    assert say(*base)[0] != 0

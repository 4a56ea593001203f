"""Whatever is wrong with a folder, a file or a disk: one sentence that says what to do, and nothing stored is lost."""

from __future__ import annotations

import errno
import json
import os
import re
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from auditor_bad import GOOD, NOISE, articles, jsonl
from auditor_rooms import make_workspace

from auditor import words
from auditor.cli import base, main
from auditor.cli.plainly import _FORMS
from auditor.store import connection

# an empty folder, an empty workspace

COMMANDS = (["status"], ["analyse"], ["score"], ["audit"], ["report"], ["crawl"], ["backup", "x.zip"])


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_folder_without_workspace_is_said_by_every_command(tmp_path, say, command):
    code, err = say("-w", tmp_path, *command)
    assert code == 3
    assert "auditor init" in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("command", "code", "says"),
    [
        (["status"], 0, ""),
        (["analyse"], 0, ""),
        (["score"], 6, "auditor crawl"),
        (["audit"], 6, "auditor import"),
        (["report"], 6, "auditor audit"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_a_workspace_without_articles_says_which_command_comes_first(tmp_path, say, command, code, says):
    make_workspace(tmp_path / "w")
    got, err = say("-w", tmp_path / "w", *command)
    assert got == code
    assert says in err


def test_an_empty_workspace_can_be_backed_up_and_restored(tmp_path, say):
    make_workspace(tmp_path / "w")
    assert say("-w", tmp_path / "w", "backup", tmp_path / "b.zip")[0] == 0
    assert say("restore", tmp_path / "b.zip", tmp_path / "r")[0] == 0
    assert say("-w", tmp_path / "r", "status")[0] == 0


def test_a_workspace_is_not_made_over_another(stocked, say):
    code, err = say("init", stocked.path, "--province", "Hà Nội")
    assert code == 3 and "đã là một không gian làm việc" in err
    assert articles(stocked) == 3


def test_an_edition_that_no_command_could_use_is_refused_before_a_workspace_is_made(tmp_path, say):
    code, err = say("init", tmp_path / "w", "--province", "Hà Nội", "--edition", "x.yaml")
    assert code == 5 and "vn-2014" in err
    assert not (tmp_path / "w").exists()


# data files


@pytest.mark.parametrize(
    "text",
    [b"a: [", b"- 1\n", b"\xff\xff", b"", b"id: x\n", b"id: &a [*a]\n", NOISE],
    ids=["cut", "list", "bytes", "empty", "short", "alias", "noise"],
)
def test_a_broken_outlet_file_is_named(stocked, say, text):
    file = stocked.outlets / "bao-moi.yaml"
    file.write_bytes(text)
    for command in ("audit", "crawl"):
        code, err = say("-w", stocked.path, command)
        assert code == 5
        assert "bao-moi.yaml" in err and re.search(r"dòng \d", err)
    assert say("-w", stocked.path, "outlets", "check")[0] == 5
    file.unlink()
    assert say("-w", stocked.path, "audit")[0] == 0


PLAN = '- {scope: national, plan: p, evidence: "[?]", issuer: {vi: a, en: b}, milestones: [{year: 2025, share: 3, level: 1}]}'


@pytest.mark.parametrize(
    "text",
    ["a: [", "- 1\n", "", "{}", "a: b", "- {scope: 1}", "- {scope: national}", PLAN, "- [1]", "x"],
)
def test_a_broken_plan_is_named_and_nothing_is_promised_by_it(stocked, say, text):
    (stocked.path / "targets.yaml").write_text(text, encoding="utf-8")
    code, err = say("-w", stocked.path, "audit")
    assert code == 5
    assert "targets.yaml" in err
    (stocked.path / "targets.yaml").unlink()
    assert say("-w", stocked.path, "audit")[0] == 0


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("adoption.csv", b""),
        ("adoption.csv", b"\xff\xff"),
        ("adoption.csv", b"outlet,level\n"),
        ("adoption.csv", b"\x00" * 100),
        ("adoption.csv", NOISE),
        ("adoption.xlsx", b""),
        ("adoption.xlsx", b"PK\x03\x04 kaputt"),
        ("adoption.yaml", b"a: ["),
        ("adoption.yaml", b"a: b"),
        ("adoption-rules.yaml", b"a: ["),
        ("adoption-rules.yaml", b"levels: 3"),
    ],
)
def test_a_broken_declaration_stops_the_audit_and_keeps_the_one_before(stocked, say, name, data):
    good = stocked.path / "adoption.csv"
    good.write_text("outlet,level,date\nbao-song-mo,1,01/02/2025\n", encoding="utf-8")
    assert say("-w", stocked.path, "audit")[0] == 0
    if name != "adoption-rules.yaml":
        good.unlink()
    (stocked.path / name).write_bytes(data)
    code, err = say("-w", stocked.path, "audit")
    assert code == 5
    assert name in err
    with stocked.store(readonly=True) as store:
        assert store.number("SELECT count(*) FROM adoptions") == 1


def test_wrong_cells_of_a_declaration_are_named_and_right_rows_count(stocked, say):
    table = stocked.path / "adoption.csv"
    table.write_text("outlet,level,date\nBáo Lạ,7,\nbao-song-mo,1,01/02/2025\n", encoding="utf-8")
    code, err = say("-w", stocked.path, "import", "--adoption", table)
    assert code == 5
    assert "Dòng 2" in err and "“Báo Lạ”" in err and "“7”" in err
    assert say("-w", stocked.path, "audit")[0] == 0
    with stocked.store(readonly=True) as store:
        assert store.number("SELECT count(*) FROM adoptions") == 1


def test_a_table_of_other_columns_is_said_not_crashed_over(stocked, say):
    table = stocked.path / "adoption.csv"
    table.write_text("foo,bar\n1,2\n", encoding="utf-8")
    code, err = say("-w", stocked.path, "import", "--adoption", table)
    assert code == 5 and "không có cột" in err


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"", "province"),
        (b"x = ", "TOML"),
        (b"province = 1\n", "province"),
        (b'province = " "\n', "địa phương"),
        (b"\xff\xff", "UTF-8"),
        (b'province = "A"\nas_of = "hom qua"\n', "2025-12-14"),
        (b'province = "A"\nperiod_from = "2025-02-01"\nperiod_to = "2025-01-01"\n', "period_from"),
        (b'province = "A"\nmau = 1\n', "mau"),
    ],
)
def test_a_broken_configuration_names_what_to_mend(stocked, say, text, says):
    file = stocked.path / "auditor.toml"
    before = file.read_bytes()
    file.write_bytes(text)
    for command in COMMANDS:
        code, err = say("-w", stocked.path, *command)
        assert code == 3
        assert says in err and "auditor.toml" in err
    file.write_bytes(before)
    assert articles(stocked) == 3


def test_a_province_nobody_knows_is_said(stocked, say):
    file = stocked.path / "auditor.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("Sông Mơ", "Sông Mây"), encoding="utf-8")
    code, err = say("-w", stocked.path, "audit")
    assert code == 6
    assert "Sông Mây" in err and "outlets/" in err


def test_an_unknown_edition_in_the_configuration_is_said(stocked, say):
    file = stocked.path / "auditor.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("vn-2014", "vn-1914"), encoding="utf-8")
    code, err = say("-w", stocked.path, "audit")
    assert code == 5 and "vn-1914" in err and "vn-2014" in err


@pytest.mark.parametrize("data", [b"a: [", b"", b"- 1", b"\xff", NOISE, b"id: x\nindicators: 3\n"])
def test_a_broken_edition_or_rule_pack_is_named(tmp_path, say, data):
    file = tmp_path / "rieng.yaml"
    file.write_bytes(data)
    for command in ("show", "validate"):
        code, err = say("index", command, file)
        assert code == 5
        assert "rieng.yaml" in err
    from indicators.errors import DataFileError
    from indicators.rules import load_packs

    with pytest.raises(DataFileError) as caught:
        load_packs([file])
    sentence, code = base.describe(base.Shell("vi"), caught.value)
    assert code == 5 and "rieng.yaml" in sentence


def test_an_edition_is_shown_to_a_machine(capsys):
    assert main(["index", "show", "vn-2014", "--json"]) == 0
    assert {i["code"] for i in json.loads(capsys.readouterr().out)["indicators"]} >= {"A1.1.1", "A2.1.1"}


def test_a_family_of_rules_that_is_none_is_a_wrong_command(say):
    code, err = say("rules", "list", "--family", "F99")
    assert code == 2 and "F18" in err


# the database

READ = (["status"], ["report"], ["backup", "b.zip"])
WRITE = (["audit"], ["analyse"], ["score"])


def _replace(stocked, data: bytes) -> None:
    for file in stocked.path.glob("auditor.sqlite*"):
        file.unlink()
    stocked.store_file.write_bytes(data)


@pytest.mark.parametrize("kind", ["text", "cut", "noise", "empty"])
def test_a_damaged_database_is_said_left_alone_and_can_be_restored(stocked, say, tmp_path, kind, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert say("-w", stocked.path, "audit")[0] == 0
    assert say("-w", stocked.path, "backup", tmp_path / "good.zip")[0] == 0
    good = stocked.store_file.read_bytes()
    bad = {
        "text": b"day la van ban" * 99,
        "cut": good[: len(good) // 2],
        "noise": good[:200] + NOISE * 9,
        "empty": b"",
    }[kind]
    _replace(stocked, bad)
    for command in (*READ, *WRITE):
        code, err = say("-w", stocked.path, *command)
        assert code == 4
        assert "auditor restore" in err
    assert stocked.store_file.read_bytes() == bad
    assert say("restore", tmp_path / "good.zip", tmp_path / "back")[0] == 0
    assert say("-w", tmp_path / "back", "report")[0] == 0


def test_a_database_that_is_gone_is_said_by_readers(stocked, say, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for file in stocked.path.glob("auditor.sqlite*"):
        file.unlink()
    for command in READ:
        code, err = say("-w", stocked.path, *command)
        assert code == 4
        assert "auditor crawl" in err and "auditor restore" in err
    assert not stocked.store_file.exists()


def test_a_folder_where_the_database_should_be_is_said(stocked, say, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for file in stocked.path.glob("auditor.sqlite*"):
        file.unlink()
    stocked.store_file.mkdir()
    for command in (*READ, *WRITE):
        code, err = say("-w", stocked.path, *command)
        assert code == 4 and "thư mục" in err


def test_a_database_held_by_another_program_is_waited_for_then_said(stocked, say, tmp_path, monkeypatch):
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.1)
    other = sqlite3.connect(stocked.store_file)
    other.execute("BEGIN EXCLUSIVE")
    for command in (["audit"], ["import", jsonl(tmp_path / "a.jsonl", GOOD)]):
        code, err = say("-w", stocked.path, *command)
        assert code == 4 and "chương trình khác" in err
    # readers go on
    assert say("-w", stocked.path, "status")[0] == 0
    other.rollback()
    other.close()
    assert say("-w", stocked.path, "import", tmp_path / "a.jsonl")[0] == 0
    assert articles(stocked) == 4


def test_two_commands_do_not_write_at_once(stocked, say):
    with stocked.lock():
        code, err = say("-w", stocked.path, "audit")
        assert code == 3 and "lệnh auditor khác" in err
        assert say("-w", stocked.path, "status")[0] == 0
    assert say("-w", stocked.path, "audit")[0] == 0


def test_a_database_nobody_may_write_to_is_said(stocked, say, tmp_path, monkeypatch):
    # rights do not stop root, so SQLite itself is told to refuse
    configure = connection._configure

    def readonly(conn, *, readonly):
        configure(conn, readonly=readonly)
        conn.execute("PRAGMA query_only = ON")

    monkeypatch.setattr(connection, "_configure", readonly)
    code, err = say("-w", stocked.path, "import", jsonl(tmp_path / "a.jsonl", GOOD))
    assert code == 4 and "không ghi được" in err
    monkeypatch.undo()
    assert articles(stocked) == 3


# a full disk


def test_a_full_disk_under_the_database_keeps_what_was_there(stocked, say, tmp_path, monkeypatch):
    configure = connection._configure

    def full(conn, *, readonly):
        configure(conn, readonly=readonly)
        pages = conn.execute("PRAGMA page_count").fetchone()[0]
        conn.execute(f"PRAGMA max_page_count = {pages + 4}")

    monkeypatch.setattr(connection, "_configure", full)
    rows = [GOOD | {"id": str(n), "body": f"đoạn {n} " * 3000} for n in range(20)]
    code, err = say("-w", stocked.path, "import", jsonl(tmp_path / "a.jsonl", *rows))
    assert code == 4
    assert "đã đầy" in err and "còn nguyên" in err
    monkeypatch.undo()
    assert articles(stocked) == 3
    assert say("-w", stocked.path, "import", tmp_path / "a.jsonl")[0] == 0
    assert articles(stocked) == 23


def _no_space(*args: object, **more: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "bao-cao")


@pytest.mark.parametrize("form", ["html", "xlsx", "json"])
def test_a_full_disk_under_a_report_keeps_the_one_before(stocked, say, monkeypatch, form):
    assert say("-w", stocked.path, "audit")[0] == 0
    assert say("-w", stocked.path, "report", "-f", form)[0] == 0
    (report,) = stocked.reports.iterdir()
    before = report.read_bytes()
    monkeypatch.setattr(Path, "replace", _no_space)
    code, err = say("-w", stocked.path, "report", "-f", form)
    assert code == 5
    assert "đầy" in err and report.name in err
    monkeypatch.undo()
    assert [f.read_bytes() for f in stocked.reports.iterdir()] == [before]


def test_a_full_disk_under_a_backup_leaves_no_half_one(stocked, say, tmp_path, monkeypatch):
    monkeypatch.setattr(zipfile.ZipFile, "writestr", _no_space)
    code, err = say("-w", stocked.path, "backup", tmp_path / "b.zip")
    assert code == 4 and "đã đầy" in err
    monkeypatch.undo()
    assert not list(tmp_path.glob("b.zip*"))
    assert not list(stocked.path.glob(".backup-*"))


def test_a_full_disk_under_a_stream_of_analyses_leaves_the_old_file(tmp_path, say, monkeypatch):
    source, target = jsonl(tmp_path / "in.jsonl", GOOD), tmp_path / "out.jsonl"
    target.write_text("cũ", encoding="utf-8")
    monkeypatch.setattr(os, "replace", _no_space)
    code, err = say("analyse", source, "-o", target)
    assert code == 4 and "đã đầy" in err
    monkeypatch.undo()
    assert target.read_text(encoding="utf-8") == "cũ"


def test_a_full_disk_under_the_page_archive_stops_and_keeps_what_was_read(
    stocked, say, tmp_path, monkeypatch
):
    page = (
        "<html><head><link rel='canonical' href='http://bao-song-mo.example/x1'>"
        "<meta property='og:type' content='article'>"
        "<meta property='article:published_time' content='2025-05-04T07:00:00+07:00'></head><body><article><h1>Chợ họp lại bên bến đò</h1>"
        "<p>Bà con mang cá, rau và vải ra chợ từ năm giờ sáng, đông hơn phiên trước nhiều.</p>"
        "<p>Bà Lê Thị Hạnh, tiểu thương, cho biết hàng bông bán hết trước tám giờ sáng.</p>"
        "<p>Ban quản lý chợ sẽ mở thêm hai bến đỗ mới trong quý tới để ghe hàng ra vào thuận tiện hơn.</p>"
        "</article></body></html>"
    )
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "x.html").write_text(page, encoding="utf-8")
    from warcio.warcwriter import WARCWriter

    monkeypatch.setattr(WARCWriter, "write_record", _no_space)
    code, err = say("-w", stocked.path, "import", tmp_path / "p")
    assert code in (4, 5) and "đầy" in err
    monkeypatch.undo()
    assert articles(stocked) == 3
    assert say("-w", stocked.path, "import", tmp_path / "p")[0] == 0
    assert articles(stocked) == 4


@pytest.mark.parametrize("command", [["report", "-o"], ["backup"]], ids=" ".join)
def test_a_place_nobody_can_write_to_is_said(stocked, say, tmp_path, command):
    assert say("-w", stocked.path, "audit")[0] == 0
    (tmp_path / "tep").write_text("x", encoding="utf-8")
    code, err = say("-w", stocked.path, *command, tmp_path / "tep" / "y")
    assert code == 5 and "tep" in err
    assert (tmp_path / "tep").read_text(encoding="utf-8") == "x"


# languages


@pytest.mark.parametrize(
    ("argv", "vi", "en"),
    [
        (["-w", "/khong/co", "status"], "Chạy “auditor init”", "Make one with"),
        (["check", "/khong/co.txt"], "Không tìm thấy", "was not found"),
        (["outlets", "list", "--province", "Atlantis"], "không có địa phương", "knows no province"),
        (["restore", "/khong/co.zip", "x"], "Không tìm thấy", "was not found"),
        (["rules", "list", "--family", "F99"], "không có nhóm", "no family"),
    ],
)
def test_every_failure_is_said_in_the_language_asked_for(argv, vi, en, capsys):
    codes = []
    for lang, says in (("vi", vi), ("en", en)):
        codes.append(main(["--lang", lang, *argv]))
        assert says in capsys.readouterr().err
    assert codes[0] == codes[1] != 0


def test_every_cause_that_is_recognised_has_its_words():
    for _, key in _FORMS:
        assert f"detail.{key}" in words.catalogue()


def test_a_reader_of_a_pipe_may_leave_early(tmp_path):
    rows = jsonl(tmp_path / "a.jsonl", *[GOOD | {"id": str(n)} for n in range(300)])
    program = "import sys; from auditor.cli import main; sys.exit(main(sys.argv[1:]))"
    run = subprocess.Popen(
        [sys.executable, "-c", program, "analyse", str(rows), "-j", "1"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert run.stdout is not None and run.stderr is not None
    run.stdout.readline()
    run.stdout.close()
    err = run.stderr.read().decode()
    run.stderr.close()
    run.wait(60)
    assert "Traceback" not in err and "ngoài dự kiến" not in err

"""What people would lose if their judgements were overwritten, doubled, left behind in old files or lost on the way."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import sqlite3
import subprocess
import sys

import pytest
from auditor_rooms import article, make_workspace

from auditor import backup
from auditor.calibration.records import Coding, read_codings
from auditor.cli import main
from auditor.cli.decisions import local
from auditor.decisions import Decision, append, decisions_of, holding, merge, read_export, write_export
from auditor.decisions.findings import decision_of, judgements_of
from auditor.editions import edition_of
from auditor.errors import InputError, StoreError
from auditor.forms.model import Exclusion
from auditor.forms.records import read_records
from auditor.store import StoreLocked, connection
from auditor.workspace import Workspace
from indicators.rules.judgements import Judgement

PERIOD = ("2024-12-15", "2025-12-14")
JUDGED = {"rule": "r", "version": "v1", "corpus": "c", "item": "a" * 16, "start": 1, "end": 4, "verdict": "y"}
CODED = {
    "sample": "mau-1", "article": 1, "text": "b" * 16, "who": "A", "answers": {"gbv": 1}, "final": False, "note": "",
    "at": "2025-11-01T00:00:00Z",
}  # fmt: skip
EXCLUDED = {"kind": "exclusion", "sender": "x", "period": PERIOD, "reason": "Đang sáp nhập", "by": "B", "at": "2025-11-02T00:00:00Z"}  # fmt: skip


@pytest.fixture
def workspace(tmp_path):
    return make_workspace(tmp_path / "w")


def old_files(workspace):
    """The files in which an earlier program kept what people decided."""
    title = edition_of(workspace).get("A1.1.1").title["vi"]
    digest = hashlib.sha256(title.encode()).hexdigest()
    lines = {
        "rule-judgements.jsonl": json.dumps(JUDGED | {"who": "L1"}),
        "coding.jsonl": json.dumps(CODED),
        "forms.jsonl": json.dumps(EXCLUDED, ensure_ascii=False),
        "confirmed-wording.yaml": f"- {{edition: vn-2014, code: A1.1.1, page: 13, by: C, 'on': '2025-11-03', title_sha256: {digest}}}",
    }
    for name, text in lines.items():
        (workspace.path / name).write_text(text + "\n", encoding="utf-8")
    return list(lines)


def seen(workspace):
    """What each kind of reader finds."""
    return (
        [one.who for one in judgements_of(workspace.path)],
        read_codings(workspace),
        read_records(workspace, "vn-2014", PERIOD).exclusions,
        edition_of(workspace).get("A1.1.1").confirmed_by,
    )


KNOWN = (
    ["L1"],
    [Coding("mau-1", 1, "b" * 16, "A", {"gbv": 1}, at="2025-11-01T00:00:00Z")],
    (Exclusion("x", PERIOD, "Đang sáp nhập", "B", "2025-11-02T00:00:00Z"),),
    "C",
)


def test_old_files_are_read_where_they_stand_and_taken_over_once(workspace):
    names = old_files(workspace)
    assert seen(workspace) == KNOWN, "also by whoever may only read"
    assert all((workspace.path / name).is_file() for name in names)
    for _ in range(2):
        workspace.store().close()
        assert seen(workspace) == KNOWN
    assert len(decisions_of(workspace.path)) == 4
    left = sorted(file.name for file in workspace.path.iterdir() if file.name.startswith(tuple(names)))
    assert left == sorted(f"{name}.taken-over" for name in names), "set aside, not deleted"


def test_killed_between_the_table_and_the_file_nothing_is_doubled(workspace):
    old_files(workspace)
    workspace.store().close()
    for file in workspace.path.glob("*.taken-over"):
        file.rename(file.with_name(file.name.removesuffix(".taken-over")))
    assert seen(workspace) == KNOWN
    workspace.store().close()
    assert len(decisions_of(workspace.path)) == 4


def test_a_broken_old_file_stays_and_whoever_needs_it_hears_the_line(workspace, say):
    old_files(workspace)
    (workspace.path / "coding.jsonl").write_text(json.dumps(CODED) + "\n{\n", encoding="utf-8")
    workspace.store().close()
    assert (workspace.path / "coding.jsonl").is_file()
    with pytest.raises(InputError) as error:
        read_codings(workspace)
    assert str(error.value.values["file"]).endswith("coding.jsonl:2")
    assert judgements_of(workspace.path), "the others are read all the same"


def said(verdict, who="L1", at="2025-11-05T00:00:00Z", **more):
    return decision_of(Judgement(**JUDGED | {"who": who, "verdict": verdict, "reason": "" if verdict == "y" else "x"} | more), at=at)  # fmt: skip


def test_a_decision_is_replaced_and_never_changed(workspace):
    with workspace.store() as store:
        append(store, [said("y")])
        append(store, [said("n", at="2025-11-06T00:00:00Z")])
        first, second = decisions_of(workspace.path, store=store)
        assert second.supersedes == first.key
        assert [one.answer for one in holding([first, second])] == ["n"]
        for change in ("UPDATE decisions SET answer = 'y'", "DELETE FROM decisions"):
            with pytest.raises(StoreError), connection.transaction(store.conn, store.file):
                store.conn.execute(change)
        assert [one.answer for one in decisions_of(workspace.path, store=store)] == ["y", "n"]


def test_two_workspaces_merge_to_the_same_in_either_order(tmp_path):
    made = [make_workspace(tmp_path / name) for name in "ab"]
    words = ([said("y"), said("n", who="L2")], [said("y"), said("n", at="2025-11-07T00:00:00Z")])
    files = []
    for workspace, given in zip(made, words, strict=True):
        with workspace.store() as store:
            append(store, given)
        files.append(tmp_path / f"{workspace.path.name}.jsonl")
        write_export(files[-1], decisions_of(workspace.path))
    for workspace, file in zip(made, reversed(files), strict=True):
        assert main(["-w", str(workspace.path), "decisions", "import", str(file), str(file)]) == 0
    ours, theirs = ({one.key for one in decisions_of(workspace.path)} for workspace in made)
    assert ours == theirs and len(ours) == 3, "what both hold is one"
    for workspace in made:
        assert {(j.who, j.verdict) for j in judgements_of(workspace.path)} == {("L1", "n"), ("L2", "n")}


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "verdict"},
        {"answer": "maybe"},
        {"subject": []},
        {"span": ["a", 2]},
        {"reason": "x" * 5000},
        {"detail": [1]},
        {"kind": "coding", "detail": {"answers": {"gbv": "nhiều"}}},
        {"kind": "reply", "answer": "yes"},
        {"schema": "auditor.decision/9"},
        {"span": [1, 10**30]},
        {"reason": "\ud800"},
        {"who": "\ud800"},
    ],
)
def test_a_damaged_export_is_refused_as_a_whole(workspace, tmp_path, say, change):
    file = tmp_path / "x.jsonl"
    write_export(file, [said("y"), said("n", who="L2")])
    good, other = file.read_text(encoding="utf-8").splitlines()
    file.write_text(f"{good}\n{json.dumps(json.loads(other) | change)}\n", encoding="utf-8")
    code, err = say("-w", workspace.path, "decisions", "import", file)
    assert code == 5 and "x.jsonl:2" in err
    assert not decisions_of(workspace.path)


def test_files_of_earlier_releases_are_imported_by_any_name(workspace, tmp_path):
    names = old_files(workspace)
    for name in names:
        (workspace.path / name).rename(tmp_path / f"tu-{name}")
    for name in names:
        with workspace.store() as store:
            merge(store, read_export(tmp_path / f"tu-{name}"))
    assert seen(workspace) == KNOWN


def test_while_another_program_writes_a_decision_waits_and_is_said_to(workspace, monkeypatch):
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
    with workspace.store() as store:
        other = sqlite3.connect(workspace.store_file, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreLocked):
            append(store, [said("y")])
        assert not decisions_of(workspace.path), "reading goes on meanwhile"
        other.execute("COMMIT")
        other.close()
        assert len(append(store, [said("y")])) == 1


def test_what_cannot_be_written_is_said_and_what_is_there_stays_readable(workspace):
    with workspace.store() as store:
        append(store, [said("y")])
    with workspace.store(readonly=True) as store:
        with pytest.raises(StoreError):
            append(store, [said("n")])
        assert [one.answer for one in decisions_of(workspace.path, store=store)] == ["y"]


def test_who_read_papers_before_there_was_a_register_is_in_it(workspace):
    with workspace.store() as store:
        store.execute("INSERT INTO declarations VALUES (1, 'a.csv', ?, '2025-03-01T00:00:00Z')", ("c" * 64,))
        for row, who in enumerate(("Lê Mẫu", ""), 1):
            store.execute(
                "INSERT INTO adoptions VALUES (1, ?, 'bao-song-mo', 1, '2025-01-01', '[]', 1, ?, '')",
                (row, who),
            )
    for _ in range(2):
        workspace.store().close()
        (one,) = decisions_of(workspace.path, "adoption")
        assert (one.who, one.answer, one.outlet, one.at) == (
            "Lê Mẫu",
            "verified",
            "bao-song-mo",
            "2025-03-01T00:00:00Z",
        )


def test_of_decisions_recorded_together_all_are_there_or_none(workspace):
    script = """
import os, signal, sys
from pathlib import Path
from auditor.decisions import append
from auditor.decisions.findings import decision_of
from auditor.workspace import Workspace
from indicators.rules.judgements import Judgement

def given():
    for n in range(50):
        if n == 40:
            os.kill(os.getpid(), signal.SIGKILL)
        yield decision_of(Judgement("r", "v", "c", "a" * 16, n, n + 1, "y", "", "L1"))

with Workspace.open(Path(sys.argv[1])).store() as store:
    append(store, given())
"""
    done = subprocess.run([sys.executable, "-c", script, workspace.path], check=False, env=os.environ)
    assert done.returncode == -signal.SIGKILL
    assert not decisions_of(workspace.path)
    with workspace.store() as store:
        append(store, [said("y")])
    assert len(decisions_of(workspace.path)) == 1


def test_a_backup_keeps_who_decided_what(workspace, tmp_path):
    old_files(workspace)
    workspace.store().close()
    backup.backup(workspace, tmp_path / "b.zip")
    backup.restore(tmp_path / "b.zip", tmp_path / "r")
    assert seen(Workspace.open(tmp_path / "r")) == KNOWN


def test_who_decided_about_a_figure(workspace, capsys):
    with workspace.store() as store:
        store.put_article(article(1))
        key = store.one("SELECT text_sha256 FROM articles")[0][:16]
        rule = next(r for r in _rules() if "B1.2.4" in r.indicators)
        append(
            store,
            [
                said("y", item=key, rule=rule.id, version=rule.version),
                said("n", who="L2", rule=rule.id),
                Decision("appraisal", "Lê Mẫu", ("bao-song-mo", *PERIOD, "vn-2014", "B1.2.4"), "3", outlet="bao-song-mo",
                         code="B1.2.4", version="vn-2014"),
            ],
        )  # fmt: skip

    def asked(*words):
        capsys.readouterr()
        assert main(["-w", str(workspace.path), "decisions", "list", "--json", *words]) == 0
        return {one["who"] for one in json.loads(capsys.readouterr().out)}

    assert asked("--outlet", "bao-song-mo", "--about", "B1.2.4") == {"L1", "Lê Mẫu"}
    assert asked("--about", "B1.2.4") == {"L1", "L2", "Lê Mẫu"}
    assert asked("--outlet", "bao-song-mo", "--about", "B1.1.1") == set()
    assert asked("--about", article(1).url) == {"L1"}
    assert asked("--about", rule.id, "--who", "l2") == {"L2"}
    assert asked("--kind", "appraisal", "--since", "2025-01-01") == {"Lê Mẫu"}
    assert main(["-w", str(workspace.path), "decisions", "list", "--about", "khong-co"]) == 2
    assert main(["-w", str(workspace.path), "decisions", "list", "--kind", "gi"]) == 2
    capsys.readouterr()
    # an empty list would read as "nobody decided anything"
    assert main(["-w", str(workspace.path), "decisions", "list", "--outlet", "bao-khong-co"]) == 2
    assert "không có cơ quan “bao-khong-co”" in capsys.readouterr().err
    capsys.readouterr()
    assert main(["-w", str(workspace.path), "decisions", "list"]) == 0
    assert "thẩm định điểm" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("2025-12-31T20:15:00Z", "2026-01-01 03:15:00"),
        ("2025-12-31", "2025-12-31"),
        ("", ""),
        ("nonsenseZ", "nonsenseZ"),
    ],
)
def test_a_moment_is_shown_by_the_clocks_of_viet_nam(kept, shown):
    """Kept in UTC; who decided at three in the morning of New Year must not find it in the year before."""
    assert local(kept) == shown


def _rules():
    from indicators.rules import load_packs

    return load_packs().rules

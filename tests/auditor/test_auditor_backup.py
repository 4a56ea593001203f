"""A backup holds everything that cannot be made anew; a hostile or damaged one changes nothing."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, datetime

import pytest
from auditor_rooms import article, make_workspace

from auditor import backup
from auditor.errors import WorkspaceError
from auditor.workspace import STORE, Workspace


@pytest.fixture
def workspace(tmp_path):
    made = make_workspace(tmp_path / "w")
    (made.evidence / "abc-quyet-dinh.pdf").write_bytes(b"%PDF")
    (made.path / "adoption.csv").write_text("outlet,level\n", encoding="utf-8")
    (made.archive / "20250101T000000Z-a.warc.gz").write_bytes(b"old")
    (made.archive / "20991231T000000Z-b.warc.gz").write_bytes(b"new")
    (made.reports / "bao-cao.html").write_text("<p>", encoding="utf-8")
    with made.store() as store:
        store.put_article(article(1))
    return made


def test_everything_comes_back_also_what_is_still_in_the_log(workspace, tmp_path):
    with workspace.store() as writer:
        # an open connection keeps its write-ahead log: a plain copy of the file would lose this
        writer.put_article(article(2))
        backup.backup(workspace, tmp_path / "b.zip")
    backup.restore(tmp_path / "b.zip", tmp_path / "r")
    restored = Workspace.open(tmp_path / "r")
    assert restored.config == workspace.config
    assert len(restored.register().outlets) == 3
    assert (restored.evidence / "abc-quyet-dinh.pdf").read_bytes() == b"%PDF"
    with restored.store() as store:
        assert [a.key for a in store.articles()] == [article(1).key, article(2).key]
    assert not list(tmp_path.glob(".*")) + list(workspace.path.glob(".backup-*"))


def test_what_people_wrote_comes_back(workspace, tmp_path):
    names = (
        "coding.jsonl",
        "forms.jsonl",
        "collecting.yaml",
        "papers.yaml",
        "replies.yaml",
        "coding/mau/sample.json",
        "forms/a.xlsx",
        "attachments/1.txt",
    )
    for name in names:
        (workspace.path / name).parent.mkdir(parents=True, exist_ok=True)
        (workspace.path / name).write_text(name, encoding="utf-8")
    with workspace.store():
        backup.backup(workspace, tmp_path / "b.zip")
    backup.restore(tmp_path / "b.zip", tmp_path / "r")
    assert [(tmp_path / "r" / name).read_text(encoding="utf-8") for name in names] == list(names)


def test_the_page_archive_goes_along_only_when_asked(workspace, tmp_path):
    backup.backup(workspace, tmp_path / "a.zip")
    backup.backup(workspace, tmp_path / "b.zip", with_archive=True)
    names = [set(zipfile.ZipFile(tmp_path / n).namelist()) for n in ("a.zip", "b.zip")]
    assert names[1] - names[0] == {"archive/20250101T000000Z-a.warc.gz", "archive/20991231T000000Z-b.warc.gz"}
    assert not any(n.startswith("reports/") for n in names[1])


def test_nothing_is_overwritten_without_force_and_nothing_deleted_with_it(workspace, tmp_path):
    backup.backup(workspace, tmp_path / "b.zip")
    with workspace.store() as store:
        store.put_article(article(2))
    with pytest.raises(WorkspaceError) as caught:
        backup.restore(tmp_path / "b.zip", workspace.path)
    assert caught.value.code == "occupied"
    backup.restore(tmp_path / "b.zip", workspace.path, force=True)
    with workspace.store() as store:
        assert store.number("SELECT count(*) FROM articles") == 1
    (aside,) = tmp_path.glob("w.*.old")
    with Workspace.open(aside).store() as store:
        assert store.number("SELECT count(*) FROM articles") == 2


def tampered(workspace, tmp_path, change) -> None:
    """A backup rewritten by ``change(members, manifest)``."""
    backup.backup(workspace, tmp_path / "b.zip")
    with zipfile.ZipFile(tmp_path / "b.zip") as old:
        members = {n: old.read(n) for n in old.namelist()}
    manifest = json.loads(members.pop("manifest.json"))
    change(members, manifest)
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as new:
        for name, content in members.items():
            new.writestr(name, content)
        new.writestr("manifest.json", json.dumps(manifest))


def _add(name: str):
    import hashlib

    def change(members: dict, manifest: dict) -> None:
        members[name] = b"x"
        manifest["files"][name] = {"sha256": hashlib.sha256(b"x").hexdigest(), "size": 1}

    return change


def _spoil(members: dict, manifest: dict) -> None:
    members[STORE] = members[STORE][:-1] + b"\x01"


def _bomb(members: dict, manifest: dict) -> None:
    members["evidence/abc-quyet-dinh.pdf"] = b"0" * 10_000_000


def _unlisted(members: dict, manifest: dict) -> None:
    members["evidence/khac.txt"] = b"x"


def _newer(members: dict, manifest: dict) -> None:
    manifest["schema"] = "auditor.backup/99"


@pytest.mark.parametrize(
    "change",
    [
        _spoil, _bomb, _unlisted, _newer,
        *map(_add, ["../ra-ngoai.txt", "/etc/x", "evidence/../../x", "C:\\x", "evidence\\..\\x", "khac.py", "evidence/ ./x",
                    ".lock", "outlets", "evidence/a:b"]),
    ],
)  # fmt: skip
def test_a_tampered_backup_restores_nothing(workspace, tmp_path, change):
    tampered(workspace, tmp_path, change)
    before = set(tmp_path.rglob("*"))
    with pytest.raises(backup.BadBackup):
        backup.restore(tmp_path / "b.zip", tmp_path / "r")
    assert set(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04cut", b"no zip"])
def test_what_is_no_backup_is_said(tmp_path, content):
    (tmp_path / "b.zip").write_bytes(content)
    with pytest.raises(backup.BadBackup):
        backup.restore(tmp_path / "b.zip", tmp_path / "r")
    with pytest.raises(backup.BadBackup):
        backup.restore(tmp_path / "missing.zip", tmp_path / "r")
    assert not (tmp_path / "r").exists()


def test_pages_past_their_retention_go_and_articles_stay(workspace):
    with workspace.store() as store:
        store.execute("UPDATE articles SET archive_file = '20250101T000000Z-a.warc.gz', page_sha256 = 'x'")
        result = backup.purge_archive(workspace, store, today=datetime(2028, 1, 1, tzinfo=UTC))
        assert (result.files, result.size) == (1, 3)
        (kept,) = store.articles()
        assert kept.archived is None
        assert kept.title == article(1).title
    assert [f.name for f in workspace.archive.iterdir()] == ["20991231T000000Z-b.warc.gz"]

"""The store keeps what it was given, once, whatever happens to the process, the file or the disk."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from auditor_rooms import article, make_workspace
from sqlite_utils import Database

from auditor.errors import DiskFull, StoreError, StoreNewer
from auditor.store import (
    NewArticle,
    Store,
    StoreBroken,
    StoreLocked,
    StoreMissing,
    connection,
    schema,
    search,
)

STORED = Path(__file__).parent / "stored" / "workspace-0.1.0.sql"


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "a.sqlite", create=True) as opened:
        yield opened


def old_file(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    file = folder / "old.sqlite"
    conn = sqlite3.connect(file)
    conn.executescript(STORED.read_text(encoding="utf-8"))
    conn.close()
    return file


def test_the_same_article_again_is_no_second_row(store):
    assert [store.put_article(article(1)) for _ in range(3)] == ["new", "same", "same"]
    assert store.number("SELECT count(*) FROM articles") == 1


def test_a_changed_text_keeps_the_one_before(store):
    store.put_article(article(1))
    assert store.put_article(article(1, body="Bản đã sửa.")) == "changed"
    (stored,) = store.articles()
    assert stored.body == "Bản đã sửa."
    assert "xưởng" not in stored.body
    assert store.one("SELECT body FROM versions")["body"] == article(1).body


def test_texts_sqlite_cannot_keep_do_not_stop_an_import(store):
    store.put_article(article(1, title="Tít \ud800 hỏng", body="a\x00b"))
    (stored,) = store.articles()
    assert stored.title == "Tít \ufffd hỏng"
    # the hash is of the text as kept, or every later analysis would look stale
    assert (
        stored.text_sha256
        == NewArticle("k", "", "", title=stored.title, lead=stored.lead, body=stored.body).text_sha256
    )


def test_pages_of_articles_come_complete_and_in_order(store):
    with store.transaction():
        for number in range(1203):
            store.put_article(article(number))
    assert [a.id for a in store.articles()] == list(range(1, 1204))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("đội", {"Cô giáo về đội một"}),
        ("doi", {"Cô giáo về đội một", "Đời sống bãi bồi"}),
        ("ĐỜI SỐNG", {"Đời sống bãi bồi"}),
        ("đôi", set()),
        ('giáo" OR "đời', set()),
        ("***", set()),
    ],
)
def test_a_reader_finds_words_with_and_without_diacritics(store, typed, found):
    for number, title in enumerate(("Cô giáo về đội một", "Đời sống bãi bồi")):
        store.put_article(article(number, title=title, lead="", body=""))
    assert {hit.title for hit in search(store, typed)} == found


def test_search_follows_a_changed_text(store):
    store.put_article(article(1, body="thuyền nan"))
    store.put_article(article(1, body="xe trâu"))
    assert not search(store, "thuyền nan")
    assert search(store, "xe trâu")[0].excerpt.endswith("xe trâu")


def test_nobody_can_ask_the_database_for_names(store):
    columns = {
        row["name"]
        for table in ("people", "quotes", "findings")
        for row in store.rows(f"PRAGMA table_info({table})")
    }
    assert not columns & {"name", "text", "mention"}


def test_all_tables_are_strict(store):
    loose = [
        row["name"]
        for row in store.rows("PRAGMA table_list")
        if row["type"] == "table" and not row["strict"]
        and not row["name"].startswith(("sqlite_", "articles_fts", "_sqlite_migrations"))
    ]  # fmt: skip
    assert loose == []


def test_a_database_of_release_0_1_0_opens(tmp_path):
    with Store.open(old_file(tmp_path)) as store:
        assert next(a.title for a in store.articles()) == article(1).title
        assert store.number("SELECT count(*) FROM versions") == 1
        assert store.number("SELECT count(*) FROM analyses") == 3
        assert store.put_article(article(4)) == "new"
        assert len(search(store, "xưởng mộc")) == 4


def test_a_released_migration_was_not_edited(tmp_path, store):
    """A workspace in the field would then differ from a new one, and nobody would notice until a column is missing."""
    wanted = "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE '%sqlite%' ORDER BY name"
    conn = sqlite3.connect(old_file(tmp_path))
    before = dict(conn.execute(wanted).fetchall())
    conn.close()
    assert set(connection.KNOWN) == {m.name for m in schema.migrations._migrations}
    fresh = Database(memory=True)
    schema.migrations.apply(fresh, stop_before="m0002_copies_and_edits")
    assert dict(fresh.execute(wanted).fetchall()) == before
    # and an old file brought up to date has the tables of a new one
    with Store.open(old_file(tmp_path / "again")) as old:
        columns = "SELECT m.name, group_concat(c.name) FROM sqlite_master m, pragma_table_info(m.name) c GROUP BY 1 ORDER BY 1"
        assert [tuple(row) for row in old.rows(columns)] == [tuple(row) for row in store.rows(columns)]
    fresh.close()


def test_a_reader_opens_the_workspace_of_an_earlier_release(tmp_path):
    workspace = make_workspace(tmp_path / "w")
    workspace.store_file.unlink()
    old_file(tmp_path).rename(workspace.store_file)
    with workspace.store(readonly=True) as store:
        assert store.number("SELECT count(*) FROM articles WHERE credit = ''") == 3


def test_a_newer_database_is_refused_untouched(tmp_path):
    file = tmp_path / "a.sqlite"
    Store.open(file, create=True).close()
    conn = sqlite3.connect(file)
    conn.execute("INSERT INTO _sqlite_migrations VALUES (NULL, 'auditor', 'm9999_future', 'x')")
    conn.commit()
    conn.close()
    with pytest.raises(StoreNewer) as caught:
        Store.open(file)
    assert caught.value.values["found"] == "m9999_future"


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 no database at all", b"SQLite format 3\x00" + b"\xff" * 4096]
)
def test_what_is_no_database_is_said_and_left_alone(tmp_path, content):
    file = tmp_path / "a.sqlite"
    file.write_bytes(content)
    with pytest.raises(StoreBroken):
        Store.open(file, create=True)
    assert file.read_bytes() == content


def test_a_database_of_ours_is_never_empty_however_early_we_are_killed(tmp_path):
    """An empty file is refused as broken; one that this program left behind would lock its owner out."""
    file = tmp_path / "a.sqlite"
    connection.connect(file, create=True).close()
    assert file.stat().st_size > 0
    (tmp_path / "b.sqlite.new").write_bytes(b"")  # killed while it was made
    with Store.open(tmp_path / "b.sqlite", create=True) as made:
        assert made.number("SELECT count(*) FROM articles") == 0
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.sqlite", "b.sqlite"]


def test_a_missing_database_is_not_made_by_reading(tmp_path):
    with pytest.raises(StoreMissing):
        Store.open(tmp_path / "a.sqlite")
    with pytest.raises(StoreBroken):
        Store.open(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_held_database_is_said_and_nothing_is_half_written(tmp_path, monkeypatch):
    file = tmp_path / "a.sqlite"
    Store.open(file, create=True).close()
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with Store.open(file) as store:
        with pytest.raises(StoreLocked):
            store.put_article(article(1))
        other.execute("ROLLBACK")
        other.close()
        assert store.put_article(article(1)) == "new"


def test_readers_go_on_while_somebody_writes(tmp_path):
    file = tmp_path / "a.sqlite"
    with (
        Store.open(file, create=True) as writer,
        Store.open(file, readonly=True) as reader,
        writer.transaction(),
    ):
        writer.put_article(article(1))
        assert reader.number("SELECT count(*) FROM articles") == 0
    with Store.open(file, readonly=True) as reader, pytest.raises(StoreError):
        reader.execute("DELETE FROM articles")


def test_a_full_disk_takes_back_the_whole_transaction(store):
    store.put_article(article(0))
    pages = store.number("PRAGMA page_count")
    store.conn.execute(f"PRAGMA max_page_count = {pages + 10}")

    def fill() -> None:
        with store.transaction():
            for number in range(1, 500):
                store.put_article(article(number, body="dài " * 2000))

    with pytest.raises(DiskFull):
        fill()
    assert store.number("SELECT count(*) FROM articles") == 1
    store.conn.execute("PRAGMA max_page_count = 100000")
    assert store.put_article(article(1)) == "new"
    assert store.rows("PRAGMA integrity_check")[0][0] == "ok"


def test_a_failure_is_counted_and_solved(store):
    for _ in range(3):
        store.fail("crawl", "temporary", outlet="bao-song-mo", url="http://bao-song-mo.example/x")
    assert store.one("SELECT count, solved FROM failures")[:] == (3, 0)
    store.solved("crawl", "http://bao-song-mo.example/x")
    assert store.one("SELECT count, solved FROM failures")[:] == (3, 1)

"""What a figure stands on can be shown again from the archive alone, to the byte; what cannot is said by exit code."""

from __future__ import annotations

import json
import shutil

import pytest

from auditor import pipeline
from auditor.cli import main
from auditor.sample.province import sample
from auditor.sample.server import SampleServer
from auditor.workspace import Config, Workspace


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    """Two outlets of the sample province, collected and analysed; the server is gone."""
    province = sample()
    keys = ("bao-tuoi-tre", "trang-truyen-thanh")
    hosts = {o.host: province.sites[o.host] for o in province.outlets if o.key in keys}
    folder = tmp_path_factory.mktemp("replay") / "w"
    with SampleServer(hosts) as server:
        config = Config(
            province=province.name, period_from="2025-01-01", period_to="2025-12-31", as_of="2025-12-31",
            fictitious=True, allow_private=True, delay=0.0, resolve=dict(server.resolve),
        )  # fmt: skip
        workspace = Workspace.create(folder, config)
        province.write_outlets(workspace.outlets)
        for file in workspace.outlets.iterdir():
            if not file.stem.endswith(keys):
                file.unlink()
        with workspace.lock(), workspace.store() as store:
            pipeline.crawl_stage(workspace, store)
            pipeline.analyse_stage(workspace, store, jobs=1)
    return workspace


@pytest.fixture
def workspace(crawled, tmp_path):
    shutil.copytree(crawled.path, tmp_path / "w")
    return Workspace.open(tmp_path / "w")


def replay(workspace, capsys, *more):
    capsys.readouterr()
    code = main(["-w", str(workspace.path), "replay", "--json", "--jobs", "1", *more])
    return code, json.loads(capsys.readouterr().out)


def test_texts_and_analyses_come_out_as_they_are_kept(workspace, capsys):
    code, found = replay(workspace, capsys)
    assert found["read"] >= 80
    assert (found["same_text"], found["other_text"], found["failed"]) == (found["read"], 0, 0)
    assert (found["same"], found["other"], found["missing"]) == (found["read"], 0, 0)
    assert code == 0
    code, found = replay(workspace, capsys, "--year", "2024")
    assert (code, found["read"]) == (0, 0)


def test_a_text_that_was_tampered_with_is_named_and_can_be_put_right(workspace, capsys):
    with workspace.store() as store:
        store.execute("UPDATE articles SET body = 'Ai đó đã sửa.', text_sha256 = 'x' WHERE id = 3")
        url = store.one("SELECT url FROM articles WHERE id = 3")["url"]
    code, found = replay(workspace, capsys)
    assert (code, found["other_text"], found["named"]) == (1, 1, [url])
    with workspace.store() as store:
        assert store.one("SELECT body FROM articles WHERE id = 3")["body"] == "Ai đó đã sửa."
    replay(workspace, capsys, "--keep")
    assert replay(workspace, capsys)[0] == 0
    with workspace.store() as store:
        # the text that stood there is kept as a version, and is no edit of the outlet's
        assert store.number("SELECT count(*) FROM versions WHERE article = 3 AND cause = 'reading'") == 1


def test_a_damaged_archive_is_a_failure_with_a_name(workspace, capsys):
    (file,) = workspace.archive.glob("*.warc.gz")
    data = bytearray(file.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 20] = bytes(20)
    file.write_bytes(bytes(data))
    code, found = replay(workspace, capsys)
    assert code == 1
    assert 1 <= found["failed"] <= 3
    assert len(found["named"]) == found["failed"]


def test_a_day_that_only_the_feed_gave_survives_reading_the_page_again(workspace):
    with workspace.store() as store:
        # as for a page that prints no day
        store.execute(
            """UPDATE articles SET published = '2025-05-05', methods = json_set(methods, '$.published', 'feed')
               WHERE id = 5"""
        )
        from auditor.collecting import _with_known_day
        from auditor.store import NewArticle

        row = store.one("SELECT * FROM articles WHERE id = 5")
        new = NewArticle(key=row["key"], outlet=row["outlet"], source="crawl", title=row["title"])
        assert _with_known_day(store, new).published == "2025-05-05"
        store.execute(
            "UPDATE articles SET methods = json_set(methods, '$.published', 'json-ld') WHERE id = 5"
        )
        assert _with_known_day(store, new).published == ""


def test_a_page_that_todays_reader_takes_for_none_keeps_its_article_and_is_said(workspace, monkeypatch):
    from crawlers import extract

    monkeypatch.setattr(extract.nopage, "reason", lambda *_: ("gone", "the page says that it is not there"))
    with workspace.lock(), workspace.store() as store:
        before = [tuple(r) for r in store.rows("SELECT key, title, body, kind FROM articles ORDER BY id")]
        result = pipeline.extract_stage(workspace, store)
        assert (result.read, result.changed, result.failed) == (len(before), 0, len(before))
        assert [
            tuple(r) for r in store.rows("SELECT key, title, body, kind FROM articles ORDER BY id")
        ] == before

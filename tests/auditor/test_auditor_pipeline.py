"""Every stage can be run alone, twice, and after a kill; nothing is lost, nothing doubled."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path

import pytest
from auditor_rooms import article, make_workspace

from auditor import analysing, pipeline, workers
from auditor.errors import InputError, NothingToDo
from auditor.sample.province import sample
from auditor.sample.server import SampleServer
from auditor.words import Words
from auditor.workspace import Config, Workspace

KILLED = Path(__file__).with_name("auditor_killed.py")


def kill_in_the_middle(stage: str, workspace: Workspace, after: int) -> None:
    command = [sys.executable, str(KILLED), stage, str(workspace.path), str(after)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("ready")
        os.kill(process.pid, signal.SIGKILL)


def filled(folder: Path, count: int, **more: object) -> Workspace:
    workspace = make_workspace(folder, **more)
    with workspace.store() as store, store.transaction():
        for number in range(count):
            store.put_article(article(number))
    return workspace


def test_an_analysis_killed_half_way_goes_on_where_it_stood(tmp_path):
    workspace = filled(tmp_path / "w", 3 * pipeline.COMMIT)
    kill_in_the_middle("analyse", workspace, 2 * pipeline.COMMIT)
    with workspace.lock(), workspace.store() as store:
        before = store.number("SELECT count(*) FROM analyses")
        assert pipeline.COMMIT <= before < 3 * pipeline.COMMIT
        result = pipeline.analyse_stage(workspace, store, jobs=1)
        assert (result.done, result.fresh) == (3 * pipeline.COMMIT - before, before)
        assert store.number("SELECT count(*) FROM analyses") == 3 * pipeline.COMMIT
        # each with its rows for SQL, none twice
        assert store.number("SELECT count(*) FROM analyses WHERE people <> (SELECT count(*) FROM people"
                            " WHERE analysis = analyses.id)") == 0  # fmt: skip
        assert store.rows("PRAGMA foreign_key_check") == []


def one_paper(folder: Path, server: SampleServer, province: object) -> Workspace:
    config = Config(
        province=province.name, period_from="2025-01-01", period_to="2025-12-31", as_of="2025-12-31",
        fictitious=True, allow_private=True, delay=0.0, resolve=dict(server.resolve),
    )  # fmt: skip
    workspace = Workspace.create(folder, config)
    province.write_outlets(workspace.outlets)
    for file in workspace.outlets.iterdir():
        if not file.name.endswith("-bao-tuoi-tre.yaml"):
            file.unlink()
    return workspace


def test_a_crawl_killed_half_way_collects_the_rest_and_nothing_twice(tmp_path):
    province = sample()
    paper = next(o for o in province.outlets if o.key == "bao-tuoi-tre")
    wanted = {p.url for p in province.placed if p.outlet is paper}
    with SampleServer({paper.host: province.sites[paper.host]}) as server:
        workspace = one_paper(tmp_path / "w", server, province)
        kill_in_the_middle("crawl", workspace, 10)
        with workspace.lock(), workspace.store() as store:
            kept = {row["url"] for row in store.rows("SELECT url FROM articles")}
            assert 0 < len(kept) < len(wanted)
            server.hits.clear()
            pipeline.crawl_stage(workspace, store)
            assert {row["url"] for row in store.rows("SELECT url FROM articles")} == wanted
            asked_again = {f"{paper.base}{hit.path}" for hit in server.hits}
            assert not kept & asked_again
            server.hits.clear()
            again = pipeline.crawl_stage(workspace, store)
            assert (again.collected, again.found) == (0, 0)
            assert server.hits, "feeds and lists are asked anew"
            assert not {f"{paper.base}{hit.path}" for hit in server.hits} & wanted
            # every page can be shown again, and reading it again gives the same text
            result = pipeline.extract_stage(workspace, store)
            assert (result.read, result.changed, result.failed) == (len(wanted), 0, 0)


def test_a_crawl_whose_keeping_fails_asks_nobody_for_more(tmp_path):
    """Its threads would go on asking, with archive and readers closed under them."""

    def tick(stage: str, done: int, total: int) -> None:
        if done > 3:
            raise InputError("full", file="-", detail="the disk is full")

    province = sample()
    paper = next(o for o in province.outlets if o.key == "bao-tuoi-tre")
    with SampleServer({paper.host: province.sites[paper.host]}) as server:
        workspace = one_paper(tmp_path / "w", server, province)
        with workspace.lock(), workspace.store() as store:
            with pytest.raises(InputError, match="full") as error:
                pipeline.crawl_stage(workspace, store, tick=tick)
            # while the error is still held, and the frames of the crawl with it
            assert [t.name for t in threading.enumerate() if t.name.startswith("crawl")] == []
            assert error.tb is not None


def test_only_what_is_new_or_changed_is_analysed(tmp_path):
    workspace = filled(tmp_path / "w", 5)
    with workspace.store() as store:
        assert pipeline.analyse_stage(workspace, store).done == 5
        assert pipeline.analyse_stage(workspace, store).done == 0
        store.put_article(article(2, body="Ông Trần Văn Bình kể chuyện nghề."))
        store.put_article(article(99))
        store.put_article(article(98, kind="listing"))
        assert pipeline.analyse_stage(workspace, store).done == 2
        assert store.number("SELECT count(*) FROM analyses") == 6


def test_other_rules_analyse_anew_and_the_old_result_stays(tmp_path, monkeypatch):
    workspace = filled(tmp_path / "w", 3)
    with workspace.store() as store:
        pipeline.analyse_stage(workspace, store)
        from dataclasses import replace

        engine = workers.load_engine("vn-2014")
        newer = replace(engine, fingerprints=dict(engine.fingerprints) | {"rules:new": "1"})
        monkeypatch.setattr(workers, "load_engine", lambda edition: newer)
        kept = []
        again = workers.reanalyse
        monkeypatch.setattr(workers, "reanalyse", lambda *a: kept.append(a) or again(*a))
        assert pipeline.analyse_stage(workspace, store).done == 3
        assert store.number("SELECT count(*) FROM analyses") == 6
        # the people of the first reading still hold; with another reader of people they do not
        assert len(kept) == 3
        other = replace(engine, fingerprints=dict(engine.fingerprints) | {"people": "1"})
        monkeypatch.setattr(workers, "load_engine", lambda edition: other)
        assert pipeline.analyse_stage(workspace, store).done == 3
        assert len(kept) == 3
        # another edition or threshold decides scores alone
        scored = replace(newer, fingerprints=dict(newer.fingerprints) | {"index": "other"})
        monkeypatch.setattr(workers, "load_engine", lambda edition: scored)
        assert pipeline.analyse_stage(workspace, store).done == 0


def test_many_processes_find_what_one_finds(tmp_path):
    found = []
    for jobs in (1, 2):
        workspace = filled(tmp_path / str(jobs), 40)
        with workspace.store() as store:
            pipeline.analyse_stage(workspace, store, jobs=jobs)
            found.append([row[0] for row in store.rows("SELECT json FROM analyses ORDER BY article")])
    assert len(found[0]) == 40
    assert found[0] == found[1]


def test_scores_are_made_again_only_when_something_changed(tmp_path):
    workspace = filled(tmp_path / "w", 24)
    with workspace.store() as store:
        with pytest.raises(NothingToDo):
            pipeline.score_stage(workspace, store)
        pipeline.analyse_stage(workspace, store)
        first = pipeline.score_stage(workspace, store)
        assert (first.outlets, first.items, first.same) == (1, 24, False)
        assert pipeline.score_stage(workspace, store).same
        narrower = Workspace(
            workspace.path, Config(workspace.config.province, period_from="2025-06-01", fictitious=True)
        )
        second = pipeline.score_stage(narrower, store)
        assert 0 < second.items < 24
        # the old scores stay beside the new
        assert store.number("SELECT count(DISTINCT run) FROM scores") == 2


def test_an_article_of_unknown_day_is_left_out_of_a_period_and_said(tmp_path):
    workspace = make_workspace(tmp_path / "w", period_from="2025-01-01", period_to="2025-12-31")
    with workspace.store() as store:
        store.put_article(article(1))
        store.put_article(article(2, published=""))
        pipeline.analyse_stage(workspace, store)
        result = pipeline.score_stage(workspace, store)
        assert (result.items, result.undated) == (1, 1)
        # the report says how many have no day, so one more is a reason to score again
        store.put_article(article(3, published=""))
        pipeline.analyse_stage(workspace, store)
        again = pipeline.score_stage(workspace, store)
        assert (again.undated, again.same) == (2, False)
        last = store.one("SELECT undated FROM score_runs ORDER BY run DESC")
        assert last is not None and last["undated"] == 2
        assert pipeline.score_stage(workspace, store).same


# analyse: one stream in, one out


def lines(path: Path, *records: object) -> Path:
    text = "".join(
        r + "\n" if isinstance(r, str) else json.dumps(r, ensure_ascii=False) + "\n" for r in records
    )
    data = text.encode("utf-8", "surrogatepass")
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


def read(path: Path) -> list[dict]:
    data = path.read_bytes()
    return [
        json.loads(line) for line in (gzip.decompress(data) if path.suffix == ".gz" else data).splitlines()
    ]


@pytest.mark.parametrize(("source", "target"), [("a.jsonl", "b.jsonl"), ("a.jsonl.gz", "b.jsonl.gz")])
def test_records_come_back_in_order_whatever_the_number_of_processes(tmp_path, source, target):
    records = [
        {"id": str(n), "title": f"Tít {n}", "lead": "", "body": f"Bà Lê Thị Hạnh nói {n}."} for n in range(60)
    ]
    given = lines(tmp_path / source, *records)
    written = []
    for jobs in (1, 2):
        result = analysing.analyse_jsonl(given, tmp_path / target, jobs=jobs)
        assert (result.read, result.written, result.wrong_count) == (60, 60, 0)
        written.append((tmp_path / target).read_bytes())
    assert written[0] == written[1]
    assert [a["id"] for a in read(tmp_path / target)] == [str(n) for n in range(60)]
    assert {path.name for path in tmp_path.iterdir()} == {source, target}


def test_wrong_lines_are_named_and_cost_no_other(tmp_path):
    given = tmp_path / "a.jsonl"
    good = json.dumps({"id": "1", "title": "Tít", "lead": "", "body": "Thân."}).encode()
    deep = b"[" * 100_000
    given.write_bytes(
        b"\xef\xbb\xbf" + good + b"\n\n{\n[1]\n" + b'{"title": "a"}\n{"id": "2", "body": 5}\n\xff\xfe\n' + deep
        + b'\n{"id": 3, "title": "x", "body": "\\ud800"}\n' + good
    )  # fmt: skip
    result = analysing.analyse_jsonl(given, tmp_path / "b.jsonl", jobs=1)
    assert [(w.number, w.reason) for w in result.wrong] == [
        (3, "not_json"), (4, "not_a_record"), (5, "not_a_record"), (6, "not_a_record"), (7, "not_utf8"), (8, "not_json"),
    ]  # fmt: skip
    assert [a["id"] for a in read(tmp_path / "b.jsonl")] == ["1", "3", "1"]
    for wrong in result.wrong:
        assert str(wrong.number) in Words("vi")(
            f"line.{wrong.reason}", number=wrong.number, detail=wrong.detail
        )


def test_a_cut_gzip_gives_what_stands_before_the_cut(tmp_path):
    records = [
        {"id": str(n), "title": os.urandom(40).hex(), "body": os.urandom(400).hex()} for n in range(400)
    ]
    given = lines(tmp_path / "a.jsonl.gz", *records)
    given.write_bytes(given.read_bytes()[:-5000])
    with pytest.raises(InputError) as caught:
        analysing.analyse_jsonl(given, tmp_path / "b.jsonl", jobs=1)
    assert caught.value.code == "input_damaged"
    kept = [a["id"] for a in read(tmp_path / "b.jsonl")]
    assert kept == [str(n) for n in range(len(kept))]
    assert 300 < len(kept) < 400


@pytest.mark.parametrize("name", ["missing.jsonl", ".", "text.jsonl.gz"])
def test_what_cannot_be_read_is_said_before_anything_is_written(tmp_path, name):
    (tmp_path / "text.jsonl.gz").write_text("{}")
    with pytest.raises(InputError):
        analysing.analyse_jsonl(tmp_path / name, tmp_path / "b.jsonl")
    assert not (tmp_path / "b.jsonl").exists()


def test_a_longer_line_than_any_article_is_skipped_and_the_next_one_read(tmp_path, monkeypatch):
    monkeypatch.setattr(analysing, "MAX_LINE", 1000)
    given = lines(tmp_path / "a.jsonl", {"id": "1", "body": "dài " * 900}, {"id": "2", "body": "ngắn"})
    result = analysing.analyse_jsonl(given, tmp_path / "b.jsonl", jobs=1)
    assert Counter(w.reason for w in result.wrong) == {"too_long": 1}
    assert [a["id"] for a in read(tmp_path / "b.jsonl")] == ["2"]

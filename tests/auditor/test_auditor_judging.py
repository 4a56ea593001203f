"""What a reader of hits would lose: their place, their answers, and the promise that no text is kept."""

import gzip
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from auditor.cli import main
from auditor.judging import (
    carried,
    every_rule,
    file_corpus,
    find_hits,
    judgement,
    packs_for,
    record_judgements,
)
from auditor.missed import read_sheets
from auditor.readings import agreements, counting, third_reading, thirds, weighted
from indicators.rules.judgements import Judgement, Tally, read_judgements

TEXTS = [
    {"url": "http://a.example/1", "title": "Hot girl mở quán trà", "lead": "", "day": "2026-01-02"},
    {"id": "2", "text": "Chuyện ở xã\r\nMột hot girl kể với đám nữ quái.\r\nHết."},
    {"id": "3", "title": "Mưa lớn", "body": "Không có gì.", "published": "23/10/2013 11:39"},
    {"id": "4", "title": "Hot girl mở quán trà", "lead": ""},
]


@pytest.fixture
def corpus(tmp_path):
    file = tmp_path / "bai.jsonl.gz"
    file.write_bytes(gzip.compress("\n".join(map(json.dumps, TEXTS)).encode()))
    return file


def test_hits_are_found_once_a_text_in_every_form_of_record(corpus):
    items, hits = find_hits(file_corpus(corpus), edition="vn-2014", jobs=1)
    assert items == 4
    assert sorted((h.rule, h.text.lower()) for h in hits if h.rule in {"hot-girl", "nu-quai"}) == [
        ("hot-girl", "hot girl"),
        ("hot-girl", "hot girl"),
        ("nu-quai", "nữ quái"),
    ]


def test_a_card_says_how_often_a_rule_fires(corpus, capsys):
    assert main(["rules", "stats", str(corpus), "--json", "--jobs", "1"]) == 0
    found = json.loads(capsys.readouterr().out)
    card = next(c for c in found["rules"] if c["rule"] == "hot-girl")
    assert (found["items"], card["findings"], card["per_thousand"]) == (4, 2, 500.0)
    assert main(["rules", "stats", str(corpus), "--rule", "hot-girl", "--jobs", "1"]) == 0
    assert "hot-girl" in capsys.readouterr().out
    assert main(["rules", "stats", str(corpus), "--rule", "khong-co"]) == 2


def test_verdicts_from_a_file_are_kept_without_the_text(corpus, tmp_path, capsys):
    sheet, out = tmp_path / "sheet.jsonl", tmp_path / "judged.jsonl"
    head = ["rules", "judge", str(corpus), "--rule", "hot-girl", "--jobs", "1"]
    assert main([*head, "--export", str(sheet)]) == 0
    rows = [json.loads(line) for line in sheet.read_text(encoding="utf-8").splitlines()]
    assert len(rows) == 2
    rows[0]["verdict"] = "y"
    rows[1] |= {"verdict": "n", "reason": "tự gọi mình"}
    rows.append(rows[0] | {"item": "0" * 16})
    sheet.write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    assert main([*head, "--verdicts", str(sheet), "--who", "L1", "--out", str(out)]) == 0
    assert "1" in capsys.readouterr().err  # the one that fits no hit
    assert [j.verdict for j in read_judgements([out])].count("n") == 1
    kept = out.read_text(encoding="utf-8")
    assert "quán trà" not in kept
    assert "a.example" not in kept
    # nothing is asked twice; another reader is asked all again
    assert main([*head, "--export", str(sheet), "--who", "L1", "--out", str(out)]) == 0
    assert sheet.read_text(encoding="utf-8") == ""
    assert main([*head, "--export", str(sheet), "--who", "L2", "--out", str(out)]) == 0
    assert len(sheet.read_text(encoding="utf-8").splitlines()) == 2


def test_answers_at_the_prompt_are_kept_up_to_the_stop(corpus, tmp_path, monkeypatch, capsys):
    answers = iter(["so so", "?", "", "không rõ ai nói", "q"])
    monkeypatch.setattr("typer.prompt", lambda *_a, **_k: next(answers))
    out = tmp_path / "judged.jsonl"
    head = ["rules", "judge", str(corpus), "--rule", "hot-girl", "--jobs", "1"]
    assert main([*head, "--who", "L1", "--out", str(out)]) == 0
    assert [(j.verdict, j.reason) for j in read_judgements([out])] == [("?", "không rõ ai nói")]
    assert main([*head, "--out", str(out)]) == 2  # nobody stands behind it


@pytest.mark.parametrize("typed", ["y\n", "y\nn\n"])
def test_what_was_answered_is_kept_where_the_answers_end(corpus, tmp_path, monkeypatch, capsys, typed):
    """Piped answers run out, a reader presses Ctrl+C at the second hit or at its reason: the first verdict stays."""
    out = tmp_path / "judged.jsonl"
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    head = [
        "rules",
        "judge",
        str(corpus),
        "--rule",
        "hot-girl",
        "--jobs",
        "1",
        "--who",
        "L1",
        "--out",
        str(out),
    ]
    assert main(head) == 130
    shown = capsys.readouterr()
    assert "»" in shown.out and "Đã ghi 1 ý kiến" in shown.out and "giữ nguyên" in shown.err
    assert [j.verdict for j in read_judgements([out])] == ["y"]
    monkeypatch.setattr("sys.stdin", io.StringIO("?\nchưa rõ ai nói\n"))
    assert main(head) == 0, "the second hit alone is asked again"
    assert sorted(j.verdict for j in read_judgements([out])) == ["?", "y"]


def test_a_verdict_stays_with_a_hit_that_a_new_version_still_makes(corpus):
    given = file_corpus(corpus)
    _, hits = find_hits(given, edition="vn-2014", jobs=1, only=frozenset({"hot-girl"}))
    old = judgement(hits[0], given.sha256, "y", "", "L1")
    newer = [type(h)(**{s: getattr(h, s) for s in h.__slots__} | {"version": "new"}) for h in hits]
    assert [j.version for j in carried([old], newer, given.sha256)] == ["new"]
    assert [j.version for j in carried([old], newer[1:], given.sha256)] == [old.version]
    assert [j.version for j in carried([old], newer, "another corpus")] == [old.version]


ABUSE = "Công an xã tạm giữ nghi phạm Nguyễn Văn Mẫu về hành vi bạo lực gia đình với vợ. " * 3


def test_whoever_judges_a_missing_helpline_reads_the_whole_item(tmp_path):
    text = "Bắt người chồng bạo hành vợ\n\n" + "\n".join([ABUSE] * 6)
    file = tmp_path / "x.jsonl"
    file.write_text(json.dumps({"id": "1", "text": text}), encoding="utf-8")
    sheet = tmp_path / "sheet.jsonl"
    assert main(["rules", "judge", str(file), "--jobs", "1", "--export", str(sheet)]) == 0
    rows = [json.loads(line) for line in sheet.read_text(encoding="utf-8").splitlines()]
    whole = [row["whole"] for row in rows if row["whole"]]
    assert whole
    assert all(one.count(ABUSE.strip()) == 6 for one in whole)


def test_a_reader_sees_the_paragraph_and_what_the_rule_means(corpus, tmp_path):
    sheet = tmp_path / "sheet.jsonl"
    assert (
        main(["rules", "judge", str(corpus), "--rule", "nu-quai", "--jobs", "1", "--export", str(sheet)]) == 0
    )
    (row,) = [json.loads(line) for line in sheet.read_text(encoding="utf-8").splitlines()]
    assert (
        row["before"] + row["text"] + row["after"] == "Chuyện ở xã\n\nMột hot girl kể với đám nữ quái.\nHết."
    )
    assert row["explanation"]
    assert (row["verdict"], row["reason"]) == ("", "")


def test_a_sheet_is_the_same_for_every_reader_and_holds_no_word_of_another(corpus, tmp_path, capsys):
    out = tmp_path / "judged"
    out.mkdir()
    head = [
        "rules",
        "judge",
        str(corpus),
        "--rule",
        "hot-girl",
        "--jobs",
        "1",
        "--per-rule",
        "1",
        "--seed",
        "7",
    ]
    sheets = [tmp_path / "a.jsonl", tmp_path / "b.jsonl"]
    assert main([*head, "--export", str(sheets[0]), "--who", "A", "--out", str(out)]) == 0
    row = json.loads(sheets[0].read_text(encoding="utf-8"))
    row |= {"verdict": "n", "reason": "tên của quán"}
    filled = tmp_path / "filled.jsonl"
    filled.write_text(json.dumps(row), encoding="utf-8")
    assert main([*head, "--verdicts", str(filled), "--who", "A", "--out", str(out)]) == 0
    assert [f.name for f in out.iterdir()] == ["bai.A.jsonl"]
    # the second reader gets the very same hit, and no trace of the first one's answer; the first has nothing left
    assert main([*head, "--export", str(sheets[1]), "--who", "B", "--out", str(out)]) == 0
    assert sheets[1].read_bytes() == sheets[0].read_bytes()
    assert main([*head, "--export", str(sheets[1]), "--who", "A", "--out", str(out)]) == 0
    assert sheets[1].read_bytes() == b""


def test_rules_on_trial_and_on_request_can_be_judged(tmp_path, capsys):
    file = tmp_path / "x.jsonl"
    file.write_text(json.dumps({"id": "1", "title": "Quy ước", "body": "Cấm vợ bỏ chồng."}), encoding="utf-8")
    given = file_corpus(file)
    only = frozenset({"hu-cam-tai-gia"})
    assert find_hits(given, edition="vn-2014", jobs=1, only=only)[1] == []
    (hit,) = find_hits(given, edition="vn-2014", jobs=1, only=only, packs=packs_for(only))[1]
    assert hit.text == "Cấm vợ bỏ chồng"
    assert main(["rules", "stats", str(file), "--pack", "huong-uoc", "--jobs", "1", "--json"]) == 0
    cards = {c["rule"]: c["findings"] for c in json.loads(capsys.readouterr().out)["rules"]}
    assert cards["hu-cam-tai-gia"] == 1
    assert main(["rules", "stats", str(file), "--pack", "../huong-uoc"]) == 2


def test_texts_of_others_never_land_in_the_program_s_tree(corpus, capsys):
    inside = Path(__file__).parent / "sheet.jsonl"
    if not (Path(__file__).parents[2] / ".git").exists():
        pytest.skip("no checkout")
    for words in (["judge", str(corpus), "--export"], ["sample", str(corpus), "--out"]):
        assert main(["rules", *words, str(inside), "--jobs", "1"]) == 2
        assert not inside.exists()


def test_an_item_can_be_read_whole_by_its_key(corpus, capsys):
    key = find_hits(file_corpus(corpus), edition="vn-2014", jobs=1)[1][0].item
    assert main(["rules", "judge", str(corpus), "--item", key]) == 0
    assert "ot girl" in capsys.readouterr().out
    assert main(["rules", "judge", str(corpus), "--item", "0" * 16]) == 2


def word(who, item, verdict, rule="mot", version="v"):
    return Judgement(
        rule, version, "c", f"{item:016x}", 0, 4, verdict, "" if verdict == "y" else "lý do", who
    )


def test_agreement_corrects_for_chance():
    """Two who call everything right agree by habit: the figure must not flatter them."""
    first = "y" * 40 + "n" * 10
    second = "y" * 35 + "n" * 5 + "y" * 4 + "n" * 5 + "?"
    judged = [word("A", n, v) for n, v in enumerate(first)] + [word("B", n, v) for n, v in enumerate(second)]
    (pair,) = agreements(judged)
    assert (pair.both, pair.same, pair.same_right) == (50, 40, 41)
    # po 0.82; pe = .8*.78 + .2*.22 = 0.668; AC1: pi = .79, pe = 2*.79*.21 = 0.3318
    assert round(pair.kappa, 4) == round((0.82 - 0.668) / (1 - 0.668), 4)
    assert round(pair.ac1, 4) == round((0.82 - 0.3318) / (1 - 0.3318), 4)
    assert agreements([word("A", 1, "y"), word("B", 2, "y")]) == []
    assert agreements([word("A", 1, "y"), word("B", 1, "y")])[0].kappa is None


def test_the_third_reading_tells_apart_what_two_read_alike_and_where_they_differ():
    verdicts = {"A": "yyyyynnn", "B": "yyyyyyy?", "C": "yyyny n?"}
    judged = [word(who, n, v) for who, said in verdicts.items() for n, v in enumerate(said) if v != " "]
    judged += [word(who, n, "y") for who in "AB" for n in range(20, 40)]
    (one,) = thirds(judged)
    assert (one.first, one.second, one.third) == ("A", "B", "C")
    assert (one.alike, one.same) == (5, 4)
    assert (one.differed, one.with_first, one.with_second) == (2, 1, 1)
    assert thirds(judged[:8]) == []


def test_the_third_reader_gets_a_fixed_random_sample_and_what_the_two_differ_on():
    judged = [word(who, n, "y") for who in "AB" for n in range(100)]
    judged += [word("A", 200, "y"), word("B", 200, "n"), word("A", 300, "y")]
    sample = third_reading(judged, sample=50, seed=3)
    assert len(sample) == 50
    assert sample == third_reading(judged, sample=50, seed=3)
    assert sample != third_reading(judged, sample=50, seed=4)
    assert [place[2] for place in third_reading(judged, differing=True)] == [f"{200:016x}"]
    # hits that the present rule no longer makes need no third word
    assert third_reading(judged, {"mot": "newer"}, sample=50) == []


def test_places_for_a_third_reader_say_nothing_but_where(corpus, tmp_path, capsys):
    given = file_corpus(corpus)
    hits = [h for h in find_hits(given, edition="vn-2014", jobs=1)[1] if h.rule == "hot-girl"]
    kept = tmp_path / "kept"
    for who, verdict in (("A", "y"), ("B", "n")):
        added = [judgement(hits[0], given.sha256, verdict, "không rõ", who)]
        record_judgements(kept / f"bai.{who}.jsonl", added, hits, given.sha256)
    third, sheet = tmp_path / "third.jsonl", tmp_path / "sheet.jsonl"
    assert main(["rules", "agreement", str(kept), "--third", str(third), "--n", "0", "--differing"]) == 0
    (place,) = map(json.loads, third.read_text(encoding="utf-8").splitlines())
    assert set(place) == {"rule", "corpus", "item", "start", "end"}
    head = ["rules", "judge", str(corpus), "--jobs", "1", "--places", str(third), "--export", str(sheet)]
    assert main(head) == 0
    (row,) = map(json.loads, sheet.read_text(encoding="utf-8").splitlines())
    assert (row["item"], row["start"]) == (hits[0].item, hits[0].start)
    capsys.readouterr()
    assert main(["rules", "agreement", str(kept), "--json"]) == 0
    (pair,) = json.loads(capsys.readouterr().out)["pairs"]
    assert (pair["both"], pair["same"], pair["table"]) == (1, 0, {"yn": 1})


def test_precision_weighs_each_rule_by_what_it_finds():
    """Ten hits read of a rule that fires a thousand times say more than ten of one that fires ten times."""
    tallies = {"often": Tally(10, 0, 0), "rare": Tally(5, 5, 0), "unread": Tally()}
    found = weighted({"often": 990, "rare": 10, "unread": 7}, tallies)
    assert found.precision == pytest.approx(0.99 + 0.01 * 0.5)
    assert (found.findings, found.unread) == (1000, 7)
    low, high = found.interval
    assert low < 0.75, "ten hits prove little, however often the rule fires"
    assert high > found.precision
    every = weighted({"a": 100}, {"a": Tally(95, 5, 0)})
    assert every.precision == 0.95
    assert every.interval[0] == pytest.approx(Tally(95, 5, 0).interval[0], abs=0.01)
    assert weighted({"unread": 3}, tallies) is None


def test_only_what_awaits_confirmation_can_be_asked_for(tmp_path):
    """Advice never counts: nobody should have to read it to get their indicator measured."""
    rules = [
        r
        for r in every_rule().values()
        if r.type == "phrase" and r.status == "active" and r.origin == "program"
    ]
    texts = [
        e.text for r in rules for e in r.examples[:1] if e.fires and r.standing in {"unproven", "advice"}
    ]
    corpus, sheet = tmp_path / "x.jsonl", tmp_path / "sheet.jsonl"
    lines = [json.dumps({"id": str(n), "title": "Chuyện ở xã", "body": text}) for n, text in enumerate(texts)]
    corpus.write_text("\n".join(lines), encoding="utf-8")
    head = ["rules", "judge", str(corpus), "--jobs", "1", "--export", str(sheet)]
    standing = {rule.id: rule.standing for rule in every_rule().values()}
    assert main([*head, "--waiting"]) == 0
    waiting = [standing[json.loads(line)["rule"]] for line in sheet.read_text(encoding="utf-8").splitlines()]
    assert main(head) == 0
    every = [standing[json.loads(line)["rule"]] for line in sheet.read_text(encoding="utf-8").splitlines()]
    assert set(waiting) == {"unproven"}
    assert len(waiting) == every.count("unproven") < len(every)


def test_what_was_missed_gives_recall_with_an_interval(tmp_path, capsys):
    """100 items without a finding, 20 read, 2 with something missed: 10 of 100 are missed in all; 40 are found."""
    sheet = tmp_path / "sheet.jsonl"
    rows = [
        {"read": True, "missed": [{"family": "F8", "words": "…"}] if n < 2 else [], "item": f"{n}"}
        | {"quiet": 100, "found": 40, "corpus": "c", "text": "…"}
        for n in range(20)
    ]
    rows.append(rows[-1] | {"item": "unread", "read": False})
    sheet.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    found = read_sheets([sheet, sheet])  # the same sheet read twice is no second sample
    assert (found.read, found.with_missed, found.wordings) == (20, 2, {"F8": 2})
    assert found.recall == pytest.approx(40 / 50)
    low, high = found.recall_interval
    assert low == pytest.approx(40 / (40 + 100 * found.share_interval[1]))
    assert low < 0.8 < high
    assert read_sheets([sheet], right=0.5).recall == pytest.approx(20 / 30)
    assert main(["rules", "missed", str(sheet)]) == 0
    assert "F8: 2" in capsys.readouterr().out
    sheet.write_text('{"read": true, "missed": ["x"], "quiet": 1, "found": 1}', encoding="utf-8")
    assert main(["rules", "missed", str(sheet)]) == 5


def test_only_items_without_a_finding_are_drawn(corpus, tmp_path, capsys):
    sheet = tmp_path / "sheet.jsonl"
    head = ["rules", "sample", str(corpus), "--n", "9", "--seed", "1", "--jobs", "1", "--out", str(sheet)]
    assert main([*head, "--without-findings"]) == 0
    rows = [json.loads(line) for line in sheet.read_text(encoding="utf-8").splitlines()]
    assert [(r["text"], r["quiet"], r["found"]) for r in rows] == [("Mưa lớn\n\nKhông có gì.", 1, 2)]
    assert main(head) == 0
    assert len(sheet.read_text(encoding="utf-8").splitlines()) == 3


def test_a_record_that_cannot_be_analysed_is_told(corpus, monkeypatch, capsys):
    """It must not pass for one in which nothing was found."""
    monkeypatch.setattr("auditor.workers.analyse", lambda record, engine: 1 / 0)
    assert main(["rules", "stats", str(corpus), "--jobs", "1"]) == 0
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_verdicts_are_carried_on_request_without_asking(corpus, tmp_path):
    given = file_corpus(corpus)
    hits = [h for h in find_hits(given, edition="vn-2014", jobs=1)[1] if h.rule == "hot-girl"]
    out = tmp_path / "bai.A.jsonl"
    old = replace(judgement(hits[0], given.sha256, "y", "", "A"), version="older")
    record_judgements(out, [old], [], "another")
    assert (
        main(["rules", "judge", str(corpus), "--who", "A", "--out", str(out), "--carry", "--jobs", "1"]) == 0
    )
    assert [j.version for j in read_judgements([out])] == [hits[0].version]


def test_a_broken_file_is_a_sentence(tmp_path, capsys):
    broken = tmp_path / "x.jsonl.gz"
    broken.write_bytes(gzip.compress(b'{"id": "1"}\n' * 1000)[:-20])
    assert main(["rules", "stats", str(broken)]) == 5
    assert main(["rules", "stats", str(tmp_path / "missing.jsonl")]) == 5
    assert "Traceback" not in capsys.readouterr().err


def test_precision_is_told_by_article_as_well_since_that_is_what_an_outlet_sees(capsys):
    proven = next(rule for rule in every_rule().values() if rule.scores)

    def one(item: str, start: int, verdict: str) -> Judgement:
        return Judgement(
            proven.id,
            proven.version,
            "c",
            item,
            start,
            start + 1,
            verdict,
            "" if verdict == "y" else "sai",
            "L1",
        )

    # nine right hits and one wrong in one article, one wrong alone in another, one right in a third
    judged = [one("a", n, "y") for n in range(9)] + [one("a", 9, "n"), one("b", 0, "?"), one("c", 0, "y")]
    count = counting(judged, [proven])
    assert (count.proven.yes, count.proven.judged) == (10, 12)
    assert (count.articles.read, count.articles.touched, count.articles.wrong) == (3, 2, 1)
    low, high = count.articles.interval(count.articles.wrong)
    assert low < 1 / 3 < high
    assert main(["rules", "list", "--summary"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "Tính theo tin, bài:" in shown

"""What a reader of hits would lose: their place, their answers, and the promise that no text is kept."""

import gzip
import json

import pytest

from auditor.cli import main
from auditor.judging import carried, file_corpus, find_hits
from indicators.rules.judgements import read_judgements

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


def test_a_verdict_stays_with_a_hit_that_a_new_version_still_makes(corpus):
    given = file_corpus(corpus)
    _, hits = find_hits(given, edition="vn-2014", jobs=1, only=frozenset({"hot-girl"}))
    from auditor.judging import judgement

    old = judgement(hits[0], given.sha256, "y", "", "L1")
    newer = [type(h)(**{s: getattr(h, s) for s in h.__slots__} | {"version": "new"}) for h in hits]
    assert [j.version for j in carried([old], newer, given.sha256)] == ["new"]
    assert [j.version for j in carried([old], newer[1:], given.sha256)] == [old.version]
    assert [j.version for j in carried([old], newer, "another corpus")] == [old.version]


def test_a_broken_file_is_a_sentence(tmp_path, capsys):
    broken = tmp_path / "x.jsonl.gz"
    broken.write_bytes(gzip.compress(b'{"id": "1"}\n' * 1000)[:-20])
    assert main(["rules", "stats", str(broken)]) == 5
    assert main(["rules", "stats", str(tmp_path / "missing.jsonl")]) == 5
    assert "Traceback" not in capsys.readouterr().err

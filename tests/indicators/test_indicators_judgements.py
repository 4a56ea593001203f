"""What an outlet would lose if unread rules counted against it, and an editor if a good rule never could."""

import json
from pathlib import Path

import pytest

from indicators.errors import DataFileError
from indicators.model import Voice
from indicators.rules import RuleContext, RuleSet, load_packs, loader
from indicators.rules.judgements import (
    Judgement,
    Tally,
    item_key,
    own_files,
    read_judgements,
    standing_of,
    tallies,
    write_judgements,
)
from indicators.rules.loader import on_request_packs, program_packs
from indicators.text import Document

PACK = """pack: thu
title: {{vi: "Thử", en: "Trial"}}
rules:
  - id: mot
    family: F1
    type: phrase
    title: {{vi: "một", en: "one"}}
    explanation: {{vi: "{why}", en: "because"}}
    indicators: [B1.2.2]
    severity: hint
    authority: {authority}
    evidence: C
    match: ["{match}"]
    must_fire: ["nói phái yếu ở đây"]
    must_not_fire: ["không có gì"]
"""


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(loader, "_cache_folder", lambda: tmp_path / "cache")

    def load(judged=(), authority="guideline", match="phái yếu", why="vì") -> RuleSet:
        file = tmp_path / "thu.yaml"
        file.write_text(PACK.format(authority=authority, match=match, why=why), encoding="utf-8")
        return load_packs([file], judgements=list(judged))

    return load


def judged(version: str, verdicts: str, who: str = "L1", rule: str = "mot") -> list[Judgement]:
    return [
        Judgement(rule, version, "c", f"{n:016x}", 0, 4, v, "" if v == "y" else "tên riêng", who)
        for n, v in enumerate(verdicts)
    ]


@pytest.mark.parametrize(
    ("verdicts", "authority", "standing"),
    [
        ("", "guideline", "unproven"),
        ("yyyyyyyyy", "law", "unproven"),
        ("yyyyyyyyyy", "law", "proven"),
        ("yyyyyyyyyn", "guideline", "demoted"),  # lower bound 0.596
        ("yyyyyyyyy?", "guideline", "demoted"),  # unsure is not right
        ("yyyyyyyyyyn", "guideline", "proven"),  # 0.62
        ("y" * 40, "opinion", "advice"),
        ("y" * 40, "research", "advice"),
    ],
)
def test_a_rule_scores_when_its_hits_were_read_and_held_up(pack, verdicts, authority, standing):
    version = pack(authority=authority).rules[0].version
    rules = pack(judged(version, verdicts), authority=authority)
    assert rules.rules[0].standing == standing
    (finding,) = rules.match(Document.of("nói phái yếu ở đây"), RuleContext())
    assert (finding.scores, finding.standing) == (standing == "proven", standing)


def test_judgements_belong_to_what_the_rule_finds_not_to_how_it_is_explained(pack):
    version = pack().rules[0].version
    assert pack(why="vì lý do khác").rules[0].version == version
    changed = pack(judged(version, "y" * 12), match="phái (yếu | nữ)")
    assert changed.rules[0].version != version
    assert changed.rules[0].standing == "unproven"


def test_a_change_of_standing_makes_stored_analyses_stale(pack):
    before = pack()
    after = pack(judged(before.rules[0].version, "y" * 12))
    assert before.stamp != after.stamp
    # one more judgement that changes nothing keeps them
    assert after.stamp == pack(judged(before.rules[0].version, "y" * 13)).stamp


def test_quoted_words_never_score_however_proven_the_rule(pack):
    rules = pack(judged(pack().rules[0].version, "y" * 12))
    context = RuleContext(voice_of=lambda _s, _e: Voice.QUOTED)
    assert rules.match(Document.of("nói phái yếu ở đây"), context) == ()


def test_readers_who_differ_leave_a_hit_unproven():
    both = judged("v", "yyy", "L1") + judged("v", "y?n", "L2")
    assert tallies(both, {"mot": "v"})["mot"] == Tally(1, 1, 1)
    # a reader who changes their mind has one word, the last
    assert tallies(judged("v", "n") + judged("v", "y"), {"mot": "v"})["mot"] == Tally(1, 0, 0)


@pytest.mark.parametrize(
    ("words", "counts"),
    [("y", "y"), ("yy", "y"), ("yn", "n"), ("y?", "?"), ("?n", "n"), ("yyn", "y"), ("nny", "n"), ("yn?", "n"), ("yynn", "n")],
)  # fmt: skip
def test_a_third_reader_decides_and_without_one_the_worst_word_counts(words, counts):
    both = [one for n, word in enumerate(words) for one in judged("v", word, f"L{n}")]
    assert tallies(both, {"mot": "v"})["mot"] == Tally(counts == "y", counts == "n", counts == "?")


def test_a_newsroom_s_own_pack_never_scores(pack, tmp_path):
    """What one newsroom adds must not make its province incomparable with the next."""
    version = pack().rules[0].version
    alone = load_packs([], added=[tmp_path / "thu.yaml"], judgements=judged(version, "y" * 12))
    assert [rule.standing for rule in alone.rules] == ["advice"]
    (finding,) = alone.match(Document.of("nói phái yếu ở đây"), RuleContext())
    assert not finding.scores


def test_the_bound_is_the_lower_end_of_wilsons_interval():
    low, high = Tally(10, 0, 0).interval
    assert (round(low, 4), high) == (0.7225, 1.0)
    assert Tally().interval is None
    assert standing_of(True, Tally(0, 10, 0)) == "demoted"


def test_judgements_survive_being_written(tmp_path):
    file = tmp_path / "a" / "b.jsonl"
    found = judged("v", "yn?")
    write_judgements(file, reversed(found))
    assert read_judgements([file]) == sorted(found, key=lambda j: j.item)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"verdict": "maybe"}, "verdict"),
        ({"verdict": "n", "reason": ""}, "reason"),
        ({"reason": "x" * 121}, "reason"),
        ({"start": "1"}, "start"),
    ],
)
def test_a_wrong_line_is_named(tmp_path, change, words):
    file = tmp_path / "j.jsonl"
    write_judgements(file, judged("v", "yy"))
    lines = file.read_text(encoding="utf-8").splitlines()
    lines[1] = json.dumps(json.loads(lines[1]) | change)
    file.write_text("\n".join([*lines, "{"]), encoding="utf-8")
    with pytest.raises(DataFileError) as caught:
        read_judgements([file])
    assert caught.value.values["line"] == 2
    assert words in str(caught.value.values["detail"])


def test_own_judgements_name_places_and_no_texts():
    """A place is a hash and two numbers; a reason is a few words of ours."""
    known = {rule.id for rule in load_packs([program_packs(), *on_request_packs()]).rules}
    for file in own_files():
        # one file a corpus and a reader: two readings stay two files
        assert {one.who for one in read_judgements([file])} == {file.name.split(".")[-2]}
        assert len({one.corpus for one in read_judgements([file])}) == 1
    for one in read_judgements(own_files()):
        assert one.rule in known
        assert len(one.corpus) == 64
        assert len(one.item) == len(item_key(""))
        assert int(one.item, 16) >= 0
        assert len(one.reason) <= 80
        assert one.who


@pytest.mark.parametrize("damage", [None, "", "cut"])
def test_what_the_readers_found_is_counted_once_and_never_taken_from_a_damaged_file(
    tmp_path, monkeypatch, damage
):
    monkeypatch.setattr(loader, "_cache_folder", lambda: tmp_path)
    versions = {one.rule: one.version for one in loader.read_judgements(loader.own_files())}
    counted = loader._own_tallies(versions)
    assert counted == loader.tallies(loader.read_judgements(loader.own_files()), versions)
    (kept,) = tmp_path.glob("judged-*.json")
    if damage is not None:
        kept.write_text(kept.read_text(encoding="utf-8")[:-9] if damage else "", encoding="utf-8")
    else:
        monkeypatch.setattr(loader, "read_judgements", lambda _files: 1 / 0)
    assert loader._own_tallies(versions) == counted
    monkeypatch.undo()
    monkeypatch.setattr(loader, "_cache_folder", lambda: tmp_path)
    assert loader._own_tallies({}) == {}  # another version of the rules is counted anew

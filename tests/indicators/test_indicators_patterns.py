"""What the writer of a rule would lose: that a pattern finds exactly the phrases it stands for, however it is searched."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from indicators.errors import DataFileError
from indicators.model import Record
from indicators.rules import RuleContext, load_packs, loader
from indicators.rules.loader import word_classes
from indicators.rules.pattern import (
    Gap,
    PatternError,
    anchors,
    compile_all,
    expand,
    gapped,
    parse,
    regex,
    source,
    variants,
    watched,
)
from indicators.text import Document

CLASSES = {"nghề": ["bác sĩ", "kỹ sư", "thợ may"]}
WORDS = st.sampled_from(["cô", "anh", "gái", "trẻ", "thợ may", "đẹp"])


def tree_of(pattern: str):
    """The tree of a made-up pattern; those with too many variants are refused and say nothing here."""
    try:
        return parse(pattern, CLASSES)
    except PatternError as error:
        assume("more than" not in str(error))
        raise


def joined(parts: list[str]) -> str:
    return " ".join(parts)


atoms = WORDS | st.just("[nghề]")
groups = st.recursive(
    atoms,
    lambda inner: st.tuples(
        st.lists(st.lists(inner, min_size=1, max_size=2).map(joined), min_size=1, max_size=3),
        st.sampled_from([")", ")?"]),
    ).map(lambda g: "(" + " | ".join(g[0]) + g[1]),
    max_leaves=4,
)
patterns = st.tuples(
    WORDS, st.lists(groups | st.sampled_from(["<1>", "<2>", "<1,1>"]), max_size=4).map(joined), WORDS
).map(joined)


def spelled(variant: tuple[object, ...], filler: str) -> str:
    """A text of one variant, its gaps filled as far as they reach, or empty."""
    text = " ".join(
        _filled(part, filler) if isinstance(part, Gap) else str(part)
        for part in variant
        if filler or not isinstance(part, Gap) or part.behind is not None
    )
    return text.replace(" ,", ",")


def _filled(gap: Gap, filler: str) -> str:
    return filler if gap.behind is None else f"{filler} , {filler}".strip()


@settings(max_examples=300, deadline=None)
@given(patterns)
def test_the_expression_finds_every_phrase_a_pattern_stands_for(pattern):
    tree = tree_of(pattern)
    test = regex([tree])
    for variant in expand(tree)[:40]:
        for filler in ("", "xe"):
            text = spelled(variant, filler)
            assert test.fullmatch(text), (text, test.pattern)


@settings(max_examples=300, deadline=None)
@given(
    patterns,
    st.lists(WORDS | st.sampled_from(["bác sĩ", "kỹ sư", "xe", "xe,", "cô,"]), max_size=9).map(joined),
)
def test_it_finds_where_the_phrases_are_and_nowhere_else(pattern, text):
    tree = tree_of(pattern)
    one_by_one = [re.compile(rf"(?<!\w)(?:{_written(v)})(?!\w)") for v in expand(tree)]
    assert bool(regex([tree]).search(text)) == any(test.search(text) for test in one_by_one)


def _written(variant):
    """The plainest expression there is, written anew: words with one blank, gaps of so many words."""
    out = ""
    for n, part in enumerate(variant):
        if isinstance(part, Gap):
            out += rf"(?:[ ,]+\w+){{0,{part.words}}}"
            out += "" if part.behind is None else rf" *,(?:[ ,]+\w+){{0,{part.behind}}}"
        else:
            gap = n and isinstance(variant[n - 1], Gap)
            out += ("[ ,]+" if gap else " " if n else "") + re.escape(part)
    return out


@settings(max_examples=300, deadline=None)
@given(patterns)
def test_what_is_waited_for_stands_in_every_phrase(pattern):
    """A rule is tried only where one of its anchors stands: a phrase without one would never be found."""
    tree = tree_of(pattern)
    keys = anchors(tree)
    watch = watched(pattern, CLASSES)
    assert keys
    for variant in expand(tree):
        text = f" {spelled(variant, '')} "
        text = text.replace(",", " ,")
        assert any(f" {key} " in text for key in keys), (text, keys)
        assert any(f" {key} " in text for key in watch.keys)
    if watch.whole:
        assert not gapped(tree)
        assert set(watch.keys) == {str(v[0]) for v in expand(tree)}


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("<2> cô", "gap"),
        ("cô <2>", "gap"),
        ("(cô)? (anh)?", "nothing"),
        ("(cô", "not closed"),
        ("cô)", "unbalanced"),
        ("cô [nghề lạ]", "no class"),
        (" ".join(["(a | b)"] * 13), "more than"),
        ("(<1> cô | anh) đẹp", "gap"),
        ("cô <21> đẹp", "gap of more"),
        ("cô <2,21> đẹp", "gap of more"),
        ("cô <2,1>", "gap"),
        ("cô <99999999> đẹp", "gap of more"),
    ],
)
def test_a_pattern_that_means_nothing_is_refused(pattern, words):
    with pytest.raises(PatternError, match=words):
        parse(pattern, CLASSES)


def test_large_patterns_are_waited_for_by_their_rarest_part():
    many = {"nghề": [f"nghề số {n}" for n in range(200)]}
    assert watched("[nghề] (xinh đẹp | duyên dáng)", many).keys == ("duyên dáng", "xinh đẹp")
    assert set(watched("(cô | chị) (thợ)? may", many).keys) == {
        "cô may",
        "cô thợ may",
        "chị may",
        "chị thợ may",
    }
    assert len(source(parse("[nghề] <2> (đẹp | xinh | duyên)", many))) < 200 * 25


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("vợ đòi ly hôn, chồng đâm", True),
        ("vợ “đòi ly hôn”, “chồng đâm”", True),
        ("vợ đòi ly hôn, sáng nay chồng đâm", True),
        ("vợ đòi ly hôn chồng đâm", False),
        ("vợ đòi 2,5 triệu chồng đâm", False),
        ("vợ đòi ly hôn. rồi, chồng đâm", False),
        ("vợ đòi ly hôn, sáng sớm hôm nay chồng đâm", False),
    ],
)
def test_a_comma_divides_what_stands_before_and_behind_it(text, found):
    assert bool(compile_all(["vợ <3,2> chồng đâm"], {}).search(text)) == found


def test_optional_parts_beside_gaps_are_read():
    test = compile_all(["cô <2> (rất)? <1> đẹp", "anh (thợ)? <1> (may)? giỏi"], {})
    for text in (
        "cô đẹp",
        "cô em rất là đẹp",
        "cô ấy, rất đẹp",
        "anh giỏi",
        "anh thợ làm may giỏi",
        "anh may giỏi",
    ):
        assert test.search(text), text
    assert not test.search("cô đẹpx")
    assert variants("a (b)? c", {}) == (("a b c",), ("a c",))


PACK = """pack: thu
title: {vi: "Thử", en: "Trial"}
rules:
  - id: mot
    family: F1
    type: phrase
    title: {vi: "một", en: "one"}
    explanation: {vi: "vì", en: "because"}
    indicators: [B1.2.2]
    severity: hint
    authority: ours
    evidence: C
    match: ["bán <2> xăng"]
    must_fire: ["ông bán rất nhiều xăng"]
    must_not_fire: ["không có gì"]
"""


@pytest.mark.parametrize("damage", ["", "{}", "x", "cut", "turned"])
def test_a_damaged_cache_costs_time_and_no_finding(tmp_path, monkeypatch, damage):
    monkeypatch.setattr(loader, "_cache_folder", lambda: tmp_path / "cache")
    file = tmp_path / "thu.yaml"
    file.write_text(PACK, encoding="utf-8")
    load_packs([file])
    (kept,) = (tmp_path / "cache").glob("*.json")
    text = kept.read_text(encoding="utf-8")
    turned = text.replace("xăng", "than")
    kept.write_text({"cut": text[:-9], "turned": turned}.get(damage, damage), encoding="utf-8")
    rules = load_packs([file])
    assert len(rules.match(Document(Record(id="1", body="Ông bán xăng lẻ.")), RuleContext())) == 1


def test_a_kept_pack_is_not_checked_again(tmp_path, monkeypatch):
    monkeypatch.setattr(loader, "_cache_folder", lambda: tmp_path / "cache")
    file = tmp_path / "thu.yaml"
    file.write_text(PACK, encoding="utf-8")
    load_packs([file])
    monkeypatch.setattr(loader, "_try_examples", lambda *_a: 1 / 0)
    assert len(load_packs([file])) == 1
    (kept,) = (tmp_path / "cache").glob("*.json")
    assert json.loads(kept.read_text(encoding="utf-8").partition("\n")[2])["watched"]
    file.write_text(PACK.replace("bán <2>", "<2>"), encoding="utf-8")
    monkeypatch.undo()
    monkeypatch.setattr(loader, "_cache_folder", lambda: tmp_path / "cache")
    with pytest.raises(DataFileError, match="gap"):
        load_packs([file])


def test_an_optional_word_between_two_gaps_costs_no_long_expression():
    # written out variant by variant, two patterns of the packs took two seconds to compile in the middle of a check
    ways = " | ".join(f"kiểu{n}" for n in range(12))
    phrase = f"({ways}) <1> (rất)? <1> ({ways}) <2> ({ways})"
    assert len(source(parse(phrase, {}))) < 2_000
    test = regex([parse(phrase, {})])
    assert test.search("nói kiểu3 một rất hai kiểu7 kiểu9 nhé")
    assert test.search("nói kiểu3 một hai kiểu7 kiểu9 nhé")
    assert not test.search("nói kiểu3 một hai ba kiểu7 kiểu9 nhé")


def test_no_pattern_of_the_program_is_written_out_in_full() -> None:
    """A gap inside an alternative multiplies the classes beside it: one such expression took a quarter of a second to compile."""
    classes = word_classes()
    longest = {
        (rule.id, pattern): len(source(parse(pattern, rule.body.get("classes", classes))))
        for rule in load_packs().rules
        for pattern in rule.body.get("match", ())
        if isinstance(pattern, str)
    }
    assert {key: size for key, size in longest.items() if size > 12_000} == {}

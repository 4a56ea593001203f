"""No text, however broken, may stop an audit, and every span must point at the words it claims."""

from __future__ import annotations

import gzip
import json
import os
import random
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.analyse import analyse, load_engine
from indicators.model import Analysis, Record

SHARED = Path(os.environ.get("AUDITOR_SHARED", Path(__file__).parents[3] / "shared"))
ENGINE = load_engine(packs=[])
PIECES = [
    "Bà ", "ông ", "Nguyễn Văn A", "Lê Thị Hoà", "chị H.", "cháu N.T.K", "“", "”", '"', "'", "‘", "’", "«", "»", ": ", ", ", " - ", ".", "…",
    "\n", "\n\n", "\r\n", " cho biết ", " nói", "theo ", "Theo ", "Công an xã ", "Giám đốc ", "\u200b", "\u00a0", "\u0301", "(", ")", "28 tuổi", "vợ ", "một ", "nữ ",
    "TP.", "HỘI NGHỊ ", "ÔNG TRẦN VĂN B ", "đồng chí ", "Dự hội nghị có ", "\ud800", "İ", "Ảnh: ", "H'Hen ", "Kim Jong - un",
]  # fmt: skip


def check(record: Record) -> Analysis:
    analysis = analyse(record, ENGINE)
    text = record.text
    spans = [m for p in analysis.people for m in p.mentions] + list(analysis.quotes)
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.text
    ids = {p.id for p in analysis.people}
    assert all(q.speaker is None or q.speaker in ids or q.speaker.startswith("org:") for q in analysis.quotes)
    assert Analysis.from_dict(analysis.to_dict()) == analysis
    return analysis


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join), st.text(max_size=30))
def test_no_text_raises_and_spans_give_back_their_words(body, title):
    check(Record(id="x", title=title, body=body))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    st.lists(st.sampled_from([p for p in PIECES if p not in ("\u0301", "\ud800", "İ")]), max_size=30).map(
        "".join
    )
)
def test_composed_and_decomposed_texts_give_the_same_people(body):
    one = check(Record(id="x", body=unicodedata.normalize("NFC", body)))
    other = check(Record(id="x", body=unicodedata.normalize("NFD", body)))
    assert [(p.gender, p.named, p.source) for p in one.people] == [
        (p.gender, p.named, p.source) for p in other.people
    ]
    assert [q.kind for q in one.quotes] == [q.kind for q in other.quotes]


def test_time_grows_with_length_and_not_faster():
    rng = random.Random(1)
    body = " ".join(rng.choice(PIECES) for _ in range(4000))

    def seconds(times: int) -> float:
        record = Record(id="x", body="\n".join([body] * times))
        best = 1e9
        for _ in range(2):
            begin = time.perf_counter()
            analyse(record, ENGINE)
            best = min(best, time.perf_counter() - begin)
        return best

    # four times the text; quadratic work would take sixteen times as long
    assert seconds(4) < 10 * seconds(1) + 0.1


def test_fingerprints_name_every_layer():
    engine = load_engine()
    assert {"text", "people", "index"} <= set(engine.fingerprints)
    assert all(len(value) == 64 for value in engine.fingerprints.values())
    assert engine.stamp.rules != ENGINE.stamp.rules


@pytest.mark.held
@pytest.mark.parametrize("name", ["baomoi-2017", "mds-2013", "vntc-2007", "headlines-2025-26"])
def test_real_articles_are_read_without_a_slip(name):
    path = SHARED / "data" / "articles" / f"{name}.jsonl.gz"
    if not path.exists():
        pytest.skip("held material is missing (AUDITOR_SHARED)")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for at, line in enumerate(lines):
            if at % 15:
                continue
            raw = json.loads(line)
            check(
                Record(
                    id=str(at),
                    title=raw.get("title") or "",
                    lead=raw.get("lead") or "",
                    body=raw.get("body") or raw.get("text") or "",
                )
            )

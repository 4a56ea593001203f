"""What must hold for every text: no exception, offsets that give the words back, one answer in every Unicode form, and no
preference for either sex built into the machine.
"""

from __future__ import annotations

import re
import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.analyse import analyse, load_engine
from indicators.counts import Count, two_counts
from indicators.model import Analysis, Evidence, Gender, Record

ENGINE = load_engine()
FAST = settings(max_examples=60, deadline=None, derandomize=True, database=None)

WORDS = [
    "Bà", "ông", "chị", "Anh", "cháu", "bé", "đồng chí", "Kha", "Thị", "Văn", "Mận", "Đ.", "N.T.K.", "Hoà", "Thuý", "nữ", "nam", "vợ", "chồng", "mẹ",
    "bị", "đâm", "tử vong", "nạn nhân", "khởi tố", "là", "và", "của", "cho biết", "theo", "nói", "rằng", "“", "”", "\"", "'", "‘", "(", ")", ":", ",", ".", "…", "–", "-",
    "Giám đốc", "Sở", "Trường", "đường", "Ảnh:", "TP.", "12 tuổi", "(SN 1990)", "lớp 5", "một", "người phụ nữ", "Dự hội nghị có", "luật bình đẳng giới",
    "\n", "\n\n", "\t", "\u00a0", "\u200b", "\u00ad", "\ufeff", "\x00", "\u202e", "𝕏", "👩‍👧", "İ", "ß", "ﬁ", "Ð", "H'Hen", "Kim Jong - un", "A" * 60,
]  # fmt: skip
texts = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=60).map("".join),
    st.text(max_size=200),
    st.text(alphabet=st.characters(codec=None), max_size=80),
)


def spans(analysis: Analysis):
    for person in analysis.people:
        yield from person.mentions
    yield from analysis.quotes
    yield from analysis.findings


@FAST
@given(title=texts, lead=texts, body=texts, caption=texts)
def test_no_text_stops_an_audit_and_every_span_gives_back_its_words(title, lead, body, caption):
    record = Record(id="x", title=title, lead=lead, body=body, captions=(caption,))
    analysis = analyse(record, ENGINE)
    text = record.text
    for span in spans(analysis):
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.text
    ids = {p.id for p in analysis.people}
    assert all(q.speaker is None or q.speaker in ids or q.speaker.startswith("org:") for q in analysis.quotes)
    assert all(p.probability_female is None or 0 <= p.probability_female <= 1 for p in analysis.people)
    assert Analysis.from_dict(analysis.to_dict()) == analysis


ITEM = st.lists(
    st.sampled_from(
        [
            "Bà Kha Thị Mận, Giám đốc Sở Thuỷ sản, cho biết: “Chúng tôi đã kiểm tra toàn bộ hồ sơ.”",
            "Anh Mạc Văn Tửu (28 tuổi) bị tông tử vong trên đường về nhà.",
            "Vợ ông là chị Lê Thị Hoà, giáo viên, kể lại sự việc.",
            "Công an xã khởi tố Đỗ Văn Ngữ về hành vi giết vợ.",
            "Theo luật sư Nguyễn Thị Quế, bị hại có quyền đòi bồi thường.",
            "Một nữ tài xế khẳng định không ai bị thương.",
            "Cháu N.T.K. (12 tuổi) được đưa đi cấp cứu.",
            "Dự hội nghị có các đồng chí: Trần Quốc Bửu, Lý Thuỳ Dương.",
            "Ở đây người ta vẫn nói phái yếu không nên làm lãnh đạo.",
        ]
    ),
    min_size=1,
    max_size=6,
).map("\n".join)


@FAST
@given(ITEM, ITEM)
def test_composed_and_decomposed_text_give_the_same_answer(title, body):
    answers = []
    for form in ("NFC", "NFD"):
        record = Record(
            id="x",
            title=unicodedata.normalize(form, title.split("\n")[0]),
            body=unicodedata.normalize(form, body),
        )
        got = analyse(record, ENGINE)
        answers.append(
            (
                [
                    (unicodedata.normalize("NFC", p.name), p.gender, p.function, p.gmmp_occupation, p.victim, p.family_role, p.source, p.listed, p.minor)
                    for p in got.people
                ],
                [(unicodedata.normalize("NFC", q.text), q.kind) for q in got.quotes],
                got.labels,
                [(f.rule, unicodedata.normalize("NFC", f.text), f.voice) for f in got.findings],
            )
        )  # fmt: skip
    assert answers[0] == answers[1]


# every cue of sex and its opposite; names carry none but Thị and Văn
PAIRS = [
    ("Bà", "Ông"), ("bà", "ông"), ("Chị", "Anh"), ("chị", "anh"), ("vợ", "chồng"), ("Vợ", "Chồng"), ("nữ", "nam"), ("mẹ", "bố"), ("con gái", "con trai"),
    ("Thị", "Văn"), ("người phụ nữ", "người đàn ông"), ("cụ bà", "cụ ông"), ("bé gái", "bé trai"),
]  # fmt: skip
SWAP = dict(PAIRS) | {b: a for a, b in PAIRS}
_CUE = re.compile("(?<!\\w)(?:" + "|".join(sorted(map(re.escape, SWAP), key=len, reverse=True)) + ")(?!\\w)")

FAMILY = ["Kha", "Mạc", "Nguyễn", "Trần", "Đỗ", "Lý"]
GIVEN = ["An", "Bình", "Thanh", "Giang", "Khánh"]
FRAMES = [
    "{H} {F} {M} {G}, Giám đốc công ty, cho biết: “Chúng tôi sẽ trả lại tiền cho mọi người.”",
    "Theo {h} {F} {M} {G}, giá lúa đang tăng.",
    "{H} {F} {M} {G} (34 tuổi) bị xe tải tông tử vong.",
    "Công an bắt giữ {F} {M} {G} về hành vi trộm cắp.",
    "Luật sư {F} {M} {G} khẳng định bị hại có quyền đòi bồi thường.",
    "{K} của {h} {F} {M} {G} làm nghề may.",
]


@st.composite
def sentence(draw):
    woman = draw(st.booleans())
    values = {
        "H": "Bà" if woman else "Ông",
        "h": "bà" if woman else "ông",
        "M": "Thị" if woman else "Văn",
        "K": draw(st.sampled_from(["Vợ", "Chồng"])),
        "F": draw(st.sampled_from(FAMILY)),
        "G": draw(st.sampled_from(GIVEN)),
    }
    return draw(st.sampled_from(FRAMES)).format(**values)


def swapped(text: str) -> str:
    return _CUE.sub(lambda m: SWAP[m.group()], text)


def mirrored(count: Count) -> Count:
    return Count(count.male, count.female, count.other, count.unknown)


@FAST
@given(st.lists(sentence(), min_size=1, max_size=5).map("\n".join))
def test_swapping_every_cue_of_sex_swaps_the_counts(body):
    one = analyse(Record(id="x", body=body), ENGINE)
    other = analyse(Record(id="x", body=swapped(body)), ENGINE)
    ours, theirs = two_counts(one), two_counts(other)
    assert theirs.everybody == mirrored(ours.everybody)
    assert theirs.chosen == mirrored(ours.chosen)
    assert [(p.function, p.source, p.quoted, p.victim, p.family_role) for p in one.people] == [
        (p.function, p.source, p.quoted, p.victim, p.family_role) for p in other.people
    ]


@pytest.mark.parametrize("cue", sorted({cue for pair in PAIRS for cue in pair if cue[0].isupper()} - {"Thị", "Văn", "Vợ", "Chồng"}))  # fmt: skip
def test_every_form_of_address_is_heard(cue):
    found = analyse(Record(id="x", body=f"{cue} Kha Minh Thanh đã về."), ENGINE).people
    assert [p.gender for p in found] == [Gender.FEMALE if cue in ("Bà", "Chị") else Gender.MALE]
    assert found[0].evidence is Evidence.HONORIFIC


@pytest.mark.parametrize(
    "piece",
    ["“", "(", "– ", "nạn nhân ", " bị ", "Bà Kha ", "Nguyễn Văn A và ", "vợ chồng ", "giết vợ ", "Giám đốc Sở ", "ông A, vợ, ", "H. ", "a", "- ", "đ/c A; "],
)  # fmt: skip
def test_a_hostile_page_of_one_repeated_piece_is_read_in_linear_time(piece):
    def seconds(length: int) -> float:
        body = (piece * (length // len(piece) + 1))[:length]
        started = time.process_time()
        analyse(Record(id="x", body=body), ENGINE)
        return time.process_time() - started

    # eight times the length; quadratic work would take sixty-four times as long (0.2 s covers a busy machine)
    assert min(seconds(32_000), seconds(32_000)) < 24 * min(seconds(4_000), seconds(4_000)) + 0.2

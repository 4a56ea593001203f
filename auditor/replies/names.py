"""Takes the names of people out of what is written about an item, and what leads to a child or a survivor: opinions and answers are
printed and travel. Where the analysis of news doubts, an opinion loses a name too many rather than one too few.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from auditor.quoting import shields
from auditor.replies.describing import article_of
from auditor.store import Store
from indicators.analyse import analyse, load_engine
from indicators.model import Analysis, Record
from indicators.people.runs import UPPER

CUT = "[…]"

# a person is told of by these nouns; the analysis takes "nhân vật Nguyễn Thị Hoa" for somebody of a novel
_TOLD_AS = re.compile(
    r"\b(?:nhân vật|nhân chứng|nạn nhân|bị hại|bị hại là|bị can|bị cáo|nghi phạm|nghi can|đương sự|bệnh nhân|sản phụ|học sinh|nữ sinh"
    r"|nam sinh|sinh viên|công nhân|tác giả|phóng viên|nhà báo|biên tập viên|bạn đọc|gia đình|vợ chồng|con gái|con trai|cháu|bé|em"
    r"|chị|anh|cô|chú|bác|bà|ông|cụ|mẹ|bố|cha|tên là|tên|họ tên)(?: (?:chính|nữ|nam|là|tên|bé|em|gái|trai|ông|bà|anh|chị|cô|cháu))*[ :–-]+",
    re.IGNORECASE,
)
# a family name behind these is a street's, a school's or a place's
_NO_PERSON = frozenset(
    "đường phố trường phường xã huyện quận tỉnh tp tp. thành giải quỹ rạp hát viện cầu chợ công ty tập đoàn đại họ".split()
)
# somebody is told of whom no detail may lead to
_PROTECTED = re.compile(
    r"(?<!\w)(?:cháu|bé|trẻ|em (?:gái|trai|bé|học sinh)|học sinh|nữ sinh|nam sinh|thiếu niên|thiếu nữ|vị thành niên|nạn nhân|bị hại|xâm hại"
    r"|hiếp dâm|bạo lực|bạo hành)(?!\w)",
    re.IGNORECASE,
)
_NAMED = rf"[{UPPER}][\w’'-]*"
_LEADS = (
    re.compile(r"\blớp\s+\d{1,2}\s?[A-ZĐ]?\d{0,2}\b", re.IGNORECASE),
    re.compile(
        r"\b(?i:trường(?: (?:mầm non|mẫu giáo|tiểu học|trung học cơ sở|trung học phổ thông|trung học|thcs|thpt|ptdt(?:nt|bt)?|dân tộc nội trú"
        rf"|dân tộc bán trú|đại học|cao đẳng|liên cấp))*)(?: {_NAMED}|(?<=\w) số \d+)+"
    ),
    re.compile(
        r"\b(?i:thôn|xóm|ấp|bản|buôn|làng|khóm|khu phố|tổ dân phố|tổ|xã|phường|thị trấn|khu tập thể|chung cư|ngõ|ngách|hẻm|đường|phố)"
        rf"(?: số)?(?: \d+[A-Z]?| {_NAMED})+"
    ),
    re.compile(r"\b(?i:số nhà|nhà số)\s+\w+"),
    re.compile(r"\b(?i:sinh (?:ngày|năm)|SN)\s+[\d/.-]+"),
    re.compile(r"(?:\+?84|0)[\d .-]{8,12}\d"),
)


def people_of(store: Store, item: str) -> frozenset[str]:
    """How the people of an item are named in it, and by their given names alone."""
    found = _read(store, item)
    people = found.people if found is not None else ()
    said = [m.text for person in people if person.named for m in person.mentions]
    # "chị" alone names nobody; a letter is not enough to cut every one like it
    given = [person.name.split()[-1] for person in people if person.named and person.name]
    return frozenset(
        text for text in (*said, *given) if len(text) > 1 and any(word[:1].isupper() for word in text.split())
    )


def protects(store: Store, item: str) -> bool:
    """Does somebody stand in the item whom nothing may lead to?"""
    found = _read(store, item)
    return found is not None and shields(found)


def _read(store: Store, item: str) -> Analysis | None:
    row = article_of(store, item) if item else None
    found = (
        store.one("SELECT json FROM analyses WHERE article = ? ORDER BY id DESC", (row["id"],))
        if row is not None
        else None
    )
    return Analysis.from_dict(json.loads(found["json"])) if found is not None else None


def without_names(text: str, known: Iterable[str] = (), *, protected: bool = False) -> str:
    """The text with people's names cut: those known from the item, those that the program finds itself, and whatever stands like one.
    ``protected``, or where the text itself tells of a child or a victim: classes, schools, villages, streets, days of birth and
    telephone numbers too.
    """
    engine = load_engine()
    analysis = analyse(Record(id="", body=text), engine)
    spans = [(m.start, m.end) for p in analysis.people if p.named for m in p.mentions]
    for name in known:
        spans += [found.span() for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)]
    spans += _like_names(text, engine.lexicon.strong)
    if protected or _PROTECTED.search(text):
        spans += [found.span() for form in _LEADS for found in form.finditer(text)]
    return _cut(text, spans)


def _like_names(text: str, families: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Runs of capitals behind a noun for a person, and those of three and more that begin with a family name."""
    for run in re.finditer(rf"{_NAMED}(?: {_NAMED})*", text):
        told = next(
            (
                t
                for t in _TOLD_AS.finditer(text, max(0, run.start() - 60), run.start())
                if t.end() == run.start()
            ),
            None,
        )
        if told is not None:
            yield run.span()
            continue
        words = list(re.finditer(r"\S+", run.group()))
        at = next((n for n, w in enumerate(words[:-2]) if w.group().lower() in families), None)
        if at is None:
            continue
        before = text[: run.start() + words[at].start()].split()
        if not before or before[-1].lower() not in _NO_PERSON:
            yield run.start() + words[at].start(), run.end()


def _cut(text: str, spans: Iterable[tuple[int, int]]) -> str:
    left: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if left and start <= left[-1][1]:
            left[-1] = (left[-1][0], max(end, left[-1][1]))
        else:
            left.append((start, end))
    for start, end in reversed(left):
        text = text[:start] + CUT + text[end:]
    return text

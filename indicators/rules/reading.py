"""One item as the rules see it: the document, its context, and what several rules would compute again."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import Any, TypeVar

from indicators.model import Record, Voice, Zone
from indicators.rules.mentions import Mentions
from indicators.rules.model import FINDING_VOICES, RuleContext
from indicators.rules.ownwords import passed_on
from indicators.rules.pattern import Test, fold
from indicators.text import Document

Span = tuple[int, int]
T = TypeVar("T")
_ADVERTS = frozenset({"job_advert", "advert", "tuyen-dung", "quang-cao"})
# offer, terms, contact: all three give a job advert away
_ADVERT_MARKS = [
    re.compile(r"(?<!\w)(?:" + "|".join(map(fold, group)) + r")(?!\w)")
    for group in (
        ("tuyển dụng", "cần tuyển", "tuyển gấp", "thông báo tuyển", "tuyển lao động", "tuyển nhân viên"),
        ("hồ sơ", "ứng viên", "mức lương", "thu nhập", "lương", "chế độ", "quyền lợi"),
        ("liên hệ", "nộp hồ sơ", "yêu cầu", "số lượng", "địa điểm làm việc", "mô tả công việc", "hạn nộp"),
    )
]
# an item that opens by offering a job is an advert where it names terms or whom to ask; "tuyển nữ Việt Nam" is a team, and
# "tuyển 210 học sinh" a school
_JOB = (
    r"(?:nhân viên|lao động|công nhân|kế toán|bảo vệ|lái xe|tài xế|giúp việc|tạp vụ|lễ tân|thư ký|trợ lý|thợ|phụ|đầu bếp|"
    r"bán hàng|thu ngân|phục vụ|cộng tác viên|biên tập viên|phóng viên|phát thanh viên|người dẫn|kỹ sư|kỹ thuật viên)"
)
_OPENS_WITH_OFFER = re.compile(
    r"\A[^\n.]{0,60}?(?<!\w)(?:(?:thông báo )?tuyển dụng|cần tuyển|tuyển gấp|tuyển thêm|"
    rf"tuyển (?:\d+ )?(?:nam |nữ |nam, nữ |nam nữ )?{_JOB})(?!\w)"
)
# nor is news about hiring: sai phạm trong tuyển dụng, được quyền tuyển dụng
_ABOUT_HIRING = re.compile(
    r"(?:về|quyền|trong|việc|công tác|quy định|quy trình|sai phạm|đề án|chính sách|kỳ|gian lận|lừa đảo|chiêu trò|bẫy|cảnh báo|nhu cầu|thị trường|hồ sơ|ký|đã|thẩm quyền)[^\n.]{0,30}tuyển|tuyển dụng (?:công chức|viên chức|giáo viên|cán bộ)"
)


class Reading:
    """A document with its context; all spans are of the normal form."""

    __slots__ = ("__dict__", "context", "document", "folded")

    def __init__(self, document: Document, context: RuleContext) -> None:
        self.document = document
        self.context = context
        self.folded = document.folded

    @property
    def record(self) -> Record:
        return self.document.record

    def sentence(self, offset: int) -> Span:
        """The sentence at an offset, or the whole text where there is none."""
        at = self.document.sentence_at(offset)
        return self.document.sentences[at] if at >= 0 else (0, len(self.folded))

    def paragraph(self, offset: int) -> Span:
        """The line at an offset."""
        start = self.folded.rfind("\n", 0, offset) + 1
        end = self.folded.find("\n", offset)
        return start, len(self.folded) if end < 0 else end

    def scope(self, name: str, offset: int) -> Span:
        """The span a rule means by "sentence", "paragraph", "front" or "item"."""
        if name == "front":
            return self.opening
        if name == "sentence":
            return self.sentence(offset)
        return self.paragraph(offset) if name == "paragraph" else (0, len(self.folded))

    @cached_property
    def _told_of(self) -> dict[tuple[int, Span], frozenset[str]]:
        return {}

    @cached_property
    def _kept(self) -> dict[object, Any]:
        return {}

    def kept(self, key: object, make: Callable[[], T]) -> T:
        """What a matcher works out once for an item, by a key of its own."""
        if key not in self._kept:
            self._kept[key] = make()
        found: T = self._kept[key]
        return found

    def tell_of(self, matcher: object, span: Span, facts: frozenset[str]) -> None:
        """Keep what a matcher knows of the person a span of its speaks of."""
        self._told_of[id(matcher), span] = facts

    def told_of(self, matcher: object, span: Span) -> frozenset[str]:
        """What it said; nothing for a matcher that knows no persons."""
        return self._told_of.get((id(matcher), span), frozenset())

    @cached_property
    def opening(self) -> Span:
        """What says what an item is about: title and lead, and of the body so much that 400 letters are read."""
        front = [p.end for p in self.document.parts if p.zone in (Zone.TITLE, Zone.LEAD)]
        return 0, min(len(self.folded), max([400, *front]))

    @cached_property
    def advert(self) -> bool:
        """Is it an advert by its kind, or a job advert by its words?"""
        if self.record.kind in _ADVERTS:
            return True
        if "tuyển" not in self.folded:
            # nothing is offered
            return False
        if all(mark.search(self.folded) for mark in _ADVERT_MARKS):
            return True
        opening = _OPENS_WITH_OFFER.search(self.folded)
        if opening is None or _ABOUT_HIRING.search(self.folded, 0, self.sentence(0)[1]):
            return False
        return any(mark.search(self.folded) for mark in _ADVERT_MARKS[1:])

    @cached_property
    def front(self) -> Span:
        """Where a finding about the whole item points: the title, or the first sentence."""
        if self.document.parts and self.document.parts[0].zone is Zone.TITLE:
            return self.document.parts[0].start, self.document.parts[0].end
        return self.document.sentences[0] if self.document.sentences else (0, len(self.folded))

    def voice(self, span: Span) -> Voice:
        """Whose words a span is; words that are only spoken about are nobody's, and those passed on
        are of who said them.
        """
        found = self.context.voice_of(*span)
        if found in FINDING_VOICES and self._mentions.holds(span):
            return Voice.CRITICISED
        if found is Voice.NARRATOR:
            return passed_on(self.document, span[0]) or found
        return found

    @cached_property
    def _mentions(self) -> Mentions:
        return Mentions(self.document)

    @cached_property
    def words(self) -> Callable[[Span], bool]:
        """Does a span begin and end at word boundaries? Asks the word segmenter, one sentence at a time."""
        from indicators.rules.segment import whole_words  # noqa: PLC0415  the segmenter takes a second to load

        return lambda span: whole_words(self.document.norm, self.sentence(span[0]), span)

    def has(self, pattern: Test | None, span: Span) -> bool:
        return pattern is not None and pattern.search(self.folded, *span) is not None

"""What stands around a run of capitals: address, titles, heads of places, verbs of saying, and where sentences begin."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from indicators.lexicon import (
    ACCORDING,
    CUE,
    DOES,
    DONE,
    HONORIFIC,
    KIN,
    ORG,
    PLACE,
    PLACE_HEAD,
    SAY,
    THING_HEAD,
    TITLE,
    Hit,
    Lexicon,
)
from indicators.people.runs import Piece
from indicators.text import Document

# cues of labels and words that open sentences say nothing about the name beside them
_NO_CONTEXT = frozenset({CUE})
_ADDRESSES = frozenset({HONORIFIC, KIN, TITLE})
_SHOWN = _ADDRESSES | {SAY, ACCORDING}
_PLACES = frozenset({PLACE, PLACE_HEAD})
_SEATS = _PLACES | {ORG}
ADDRESS = frozenset(
    {
        "ông",
        "bà",
        "anh",
        "chị",
        "cô",
        "chú",
        "em",
        "cháu",
        "bé",
        "đồng chí",
        "thầy",
        "cụ",
        "bác",
        "bầu",
        "đ/c",
    }
)
_NICKNAME = re.compile(r" [“\"'‘](?:[^\W\d_]{1,9})(?: [^\W\d_]{1,7})?[”\"'’]")
_FIRMS = frozenset(
    "công ty,tập đoàn,hợp tác xã,htx,hãng,cửa hàng,tổ hợp tác,ban quản lý,tổng công ty,nhà máy,xưởng,doanh nghiệp,nhà xe,hãng xe,hãng tin,trung tâm,siêu thị,câu lạc bộ,thương hiệu,mái ấm,quỹ,trường thpt,trường thcs,trường tiểu học,trường mầm non,trường chuyên,trường trung học,thpt,thcs,bệnh viện,phòng khám,hệ thống,chi nhánh,khách sạn,nhà hàng,nhà hát,đoàn nghệ thuật,đoàn cải lương,bến xe,khu du lịch,khu đô thị,khu công nghiệp,dự án,trang trại,nông trường,lâm trường,nhà thuốc,nhà sách,nhà xuất bản,ban nhạc,nhóm nhạc,vũ đoàn,văn phòng luật sư,khu nghỉ dưỡng,chung cư,tòa nhà,cao ốc,sân vận động,bảo tàng,đại lý,xí nghiệp,làng nghề,hội quán".split(
        ","
    )
)
_LINKS = frozenset(
    "do của với và là cho có ở tại theo để khi cùng bị được đã về từ vào ra đến nơi mà nhưng trước sau bởi gồm như bắt gặp giữa người".split()
)
# the office names its seat by a common noun: "cán bộ tư pháp xã Kiều ...", "Trung tá quân đội ..."
_AT = frozenset("tỉnh huyện xã phường quận thôn bản ấp xóm đội đoàn hội".split())
# between an office and its holder stands no verb
_VERBS = frozenset("sẽ đã đang vừa tới đến thăm gặp với trình về bị được ký khi trao".split())
# no office and no firm reaches over one of these
_STOPS = ',.;:()“”"\n–!?'
# researchers, doctors, artists and sportsmen (GMMP codes) are called by their field, of at most so many words with the country
_LEARNED = frozenset({5, 6, 8, 9, 10, 18, 19})
_FIELD = 6
_WHOSE = (
    " của ",
    " ông ",
    " bà ",
    " anh ",
    " chị ",
    " cô ",
    " em ",
    " cháu ",
    " bé ",
    " nạn nhân",
    " bị cáo",
)
_COMPOUND_OF = {"ông": "đàn ", "em": "trẻ "}


class Context:
    """The vocabulary hits of one document, by where they start and end, and the questions asked of them."""

    def __init__(self, document: Document, lexicon: Lexicon, hits: list[Hit]) -> None:
        self.document, self.lexicon = document, lexicon
        self.norm, self.folded = document.norm, document.folded
        # where an address with a capital begins a sentence whose full stop before it is lost
        self.glued: set[int] = set()
        self.ending: defaultdict[int, list[Hit]] = defaultdict(list)
        self.starting: defaultdict[int, list[Hit]] = defaultdict(list)
        for hit in hits:
            start, end, entry = hit
            if entry.kinds != _NO_CONTEXT:
                self.ending[end].append(hit)
                self.starting[start].append(hit)
        self._titles = sorted(hit.end for hit in hits if TITLE in hit.entry.kinds)
        self._firms = [hit.start for hit in hits if hit.entry.form in _FIRMS]

    def in_capitals(self, piece: Piece) -> bool:
        """Does the word stand among words in capitals, as in a headline?"""
        around = self.norm[max(0, piece.start - 25) : piece.end + 25]
        return sum(map(str.isupper, around)) > 0.8 * sum(map(str.isalpha, around))

    def opens(self, at: int, *, weak: bool = True) -> bool:
        """Does a sentence, clause or line begin here, so that a capital means nothing?"""
        before = self.norm[max(0, at - 3) : at].rstrip(" ")
        return not before or before[-1] in (".!?…:;\n“\"'‘«-–—*•(|,)]”’/&" if weak else '.!?…\n“”"|')

    def address_before(self, at: int) -> Hit | None:
        """The longest honorific, kin word or title that ends right before."""
        end = at - 1
        if end < 1 or self.norm[end] != " ":
            return None
        # the longest form of any kind: no "bố" in "tuyên bố"
        best = min(self.ending.get(end, ()), key=lambda hit: hit.start, default=None)
        if best is None or best.entry.kinds.isdisjoint(_ADDRESSES):
            return None
        if _COMPOUND_OF.get(best.entry.form, " \n") == self.folded[max(0, best.start - 4) : best.start]:
            # "một người đàn ông Thái Lan", "trẻ em Việt Nam"
            return None
        if HONORIFIC in best.entry.kinds and " " not in best.entry.form and not self.address_stands(best):
            return None
        return best

    def address_stands(self, hit: Hit) -> bool:
        """Is it address, and no capital inside a name or place (nước Anh, Hoàng Anh Tuấn)?"""
        word = self.norm[hit.start : hit.end]
        if word[0].islower() or hit.start in self.glued:
            return True
        return self.opens(hit.start) or word.isupper()

    def place_follows(self, end: int) -> bool:
        if self.norm[end : end + 1] not in (",", "(") and self.norm[end : end + 2] != " (":
            return False
        return any(not h.entry.kinds.isdisjoint(_PLACES) for h in self.starting.get(end + 2, ()))

    def lands(self, piece: Piece) -> bool:
        """Lào-Việt: two countries."""
        at = piece.text.find("-")
        return at > 0 and any(
            PLACE in hit.entry.kinds and hit.end == piece.start + at
            for hit in self.starting.get(piece.start, ())
        )

    def nickname(self, end: int) -> int:
        """Where a nickname in quotation marks ends that follows a name: Hùng "xoăn"; 0 where there is none."""
        hit = _NICKNAME.match(self.norm, end)
        return hit.end() if hit else 0

    def speaks_next(self, end: int) -> bool:
        """Does a verb of saying follow?"""
        return self.follows(end, SAY)

    def acts_next(self, end: int) -> bool:
        """Does something follow that only a person does?"""
        return self.follows(end, DOES)

    def acted_on(self, start: int) -> bool:
        """Does something stand before that is done to persons only, or "vợ của" and the like?"""
        end = start - 1
        if end < 1 or self.norm[end] != " ":
            return False
        if any(DONE in hit.entry.kinds for hit in self.ending.get(end, ())):
            return True
        return self.folded.endswith(" của", 0, end) and any(
            KIN in hit.entry.kinds and hit.entry.kin_sex for hit in self.ending.get(end - 4, ())
        )

    def title_follows(self, end: int) -> bool:
        """Does an office or occupation follow as an apposition?"""
        for gap in (", ", " - ", " – ", " (", "- ", "– ", " -", " –"):
            if self.norm.startswith(gap, end):
                at = end + len(gap)
                for word in ("hiện là ", "nguyên ", "cựu ", "là "):
                    if self.folded.startswith(word, at):
                        at += len(word)
                return any(
                    (TITLE in hit.entry.kinds and hit.entry.code not in (23, 27))
                    # Lan Bell, chị gái của nạn nhân
                    or (
                        KIN in hit.entry.kinds
                        and hit.entry.kin_sex
                        and self.folded.startswith(_WHOSE, hit.end)
                    )
                    for hit in self.starting.get(at, ())
                )
        return False

    def follows(self, end: int, kind: str) -> bool:
        """Does a form of this kind follow, with at most small words between?"""
        at = end + 1
        for _ in range(3):
            for hit in self.starting.get(at, ()):
                if kind in hit.entry.kinds:
                    return True
            blank = self.folded.find(" ", at)
            if blank < 0 or self.folded[at:blank] not in self.lexicon.between:
                return False
            at = blank + 1
        return False

    def firm_before(self, at: int) -> bool:
        """Công ty vận tải Hoàng Long: does the head of a firm stand a few plain words before?"""
        begin = max(0, at - 45)
        if not _any_in(self._firms, begin, at):
            return False
        window = self.folded[begin:at]
        window = window[max(map(window.rfind, _STOPS)) + 1 :]
        hits = [h for i in range(at - len(window), at) for h in self.starting.get(i, ()) if h.end < at]
        # Trưởng ban quản lý ...: the end of an office
        titles = {h.end for h in hits if TITLE in h.entry.kinds}
        firm = max((h.end for h in hits if h.entry.form in _FIRMS and h.end not in titles), default=0)
        if not firm or any(h.start >= firm and not h.entry.kinds.isdisjoint(_SHOWN) for h in hits):
            return False
        words = self.norm[firm:at].split()
        return len(words) <= 5 and all(
            word not in _LINKS
            and (word.islower() or (word.istitle() and words[i + 1 : i + 2] and words[i + 1].islower()))
            for i, word in enumerate(words)
        )

    def far_title(self, at: int, *, things: bool = False) -> Hit | None:  # noqa: PLR0911  a list of decisions reads best in order
        """A title before an office or country: Tổng thống Mỹ Donald Trump, Giám đốc Sở Y tế Nguyễn Văn A. ``things``: schools and hospitals too."""
        low = max(0, at - 90)
        if not _any_in(self._titles, low, at) or self.folded.endswith((" và ", " cùng "), 0, at):
            return None
        window = self.norm[low:at]
        stop = max(map(window.rfind, _STOPS))
        begin = low + stop + 1
        best: Hit | None = None
        end = at - 1
        while end > begin:
            found = next(
                (h for h in self.ending.get(end, ()) if TITLE in h.entry.kinds and h.start >= begin), None
            )
            if found is not None:
                best = found
                break
            end = self.norm.rfind(" ", begin, end)
            if end < 0:
                break
        if best is None or " - " in window[best.end - low :]:
            return None
        # CEO của tập đoàn A John Bell
        owned = best.entry.code not in (20, 23, 25, 27) and self.folded.startswith(" của ", best.end)
        seat_at = best.end + (5 if owned else 1)
        after = self.norm[seat_at : seat_at + 1]
        seats = _SEATS | {THING_HEAD} if things else _SEATS
        heads = any(not h.entry.kinds.isdisjoint(seats) for h in self.starting.get(seat_at, ()))
        seat = self.folded[at - 8 : at - 1].rsplit(" ", 1)[-1] in _AT
        if not (after.isupper() or heads or seat):
            # nhà nghiên cứu địa chất học Đài Loan John Bell: the field, and the country right before the name
            field = best.entry.code in _LEARNED and self.norm.count(" ", best.end + 1, at) <= _FIELD
            if not (
                field
                and any(PLACE in h.entry.kinds and h.start > best.end for h in self.ending.get(at - 1, ()))
            ):
                return None
        inside = list(self.within(best.end + 1, at))
        # Bảo hiểm xã hội: a capital inside a name of a body says nothing
        if any(SAY in h.entry.kinds and self.norm[h.start].islower() for h in inside):
            return None
        words = self.norm[best.end + 1 : at].split()
        if any(word in _VERBS for word in words):
            # Tổng thống A sẽ tới B
            return None
        loose = sum(w[:1].islower() for w in words)
        if loose > 6:
            return None
        return best

    def within(self, start: int, end: int) -> Iterator[Hit]:
        at = start
        while 0 <= at < end:
            yield from (h for h in self.starting.get(at, ()) if h.end <= end)
            at = self.norm.find(" ", at, end)
            at = at + 1 if at >= 0 else end


def _any_in(offsets: Sequence[int], start: int, end: int) -> bool:
    """Does one of these sorted offsets lie from ``start`` to right before ``end``?"""
    at = bisect_left(offsets, start)
    return at < len(offsets) and offsets[at] < end

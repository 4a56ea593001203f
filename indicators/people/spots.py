"""Places where a person is named: runs of capitals, cut by the vocabulary around them and judged by their context."""

from __future__ import annotations

import itertools
import re
from collections import Counter

from indicators.lexicon import CREDIT, HONORIFIC, KIN, ORG, PLACE_HEAD, SAY, THING_HEAD, TITLE, Hit, Lexicon
from indicators.people.context import ADDRESS, Context
from indicators.people.cutting import Cutter
from indicators.people.eponyms import is_street
from indicators.people.judging import Judge
from indicators.people.runs import Piece, find_runs, is_syllable
from indicators.people.spot import Spot
from indicators.people.streets import Streets
from indicators.people.weighing import Weigher
from indicators.text import Document

__all__ = ["Spot", "SpotFinder"]

_JOIN = re.compile(r"(?:, | - | – | và |, và |; )\Z")
_LISTED = re.compile(
    r"(?: \([^()\n]{1,30}\))?(?:, |; | và | cùng | cùng với | hay | hoặc | - | – |, và |/| & | lẫn | hoặc là )"
)
# what an office may be named by, before the name of its holder
_SEATS = frozenset(
    "tp,tp.,tx,tx.,tt,tt.,bến xe,cảng,nhà máy,khu công nghiệp,khu kinh tế,kcn,giải,tỉnh,huyện,xã,phường,quận,thị xã,thị trấn,thành phố,thôn,bản,ấp,xóm,buôn,tổ dân phố,khu phố,chợ,sở,công ty,trung tâm,hội,đoàn,câu lạc bộ,clb,trường,hợp tác xã,tập đoàn,bang,quân đội,chi hội,viện,khoa,hiệp hội,tổ chức".split(
        ","
    )
)
# seats that bear names of their own, mostly of two or three words that a weak family name may open
_NAMED_SEATS = frozenset("công ty,tập đoàn,hợp tác xã,câu lạc bộ,clb,tổ chức".split(","))
# a list goes on after one of these only where it was opened in the plural: các xã A, B, but xã A, ông B
_SINGLE = frozenset(
    "xã,huyện,tỉnh,thôn,bản,ấp,làng,xóm,buôn,tp,tp.,thành phố,thị xã,thị trấn,công ty,tập đoàn,hợp tác xã,trung tâm,báo,tờ,hãng,trang,website,báo điện tử,tạp chí,đài,hãng tin,thông tấn xã,chương trình,tổng công ty,ứng dụng,phần mềm,hiệp hội,tổ chức,thủ đô,bang".split(
        ","
    )
)
_PLURAL = re.compile(r"(?<!\w)(?:các|những|hai|ba|bốn|năm|nhiều|\d+) \Z")
# môi trường, hòa giải: the second half of a compound heads no school and no prize
_COMPOUND = re.compile(
    r"(?<!\w)(?:(?:môi|thị|hiện|công|nông) trường|(?:hòa|giảng|lý) giải|(?:điện|hình|nhiếp) ảnh|(?:lái|phụ|chủ) (?:tàu|xe))\Z"
)
_NUMBER = re.compile(r"(?<!hạng )(?<!áo )(?:(?:số|ngõ|hẻm|ngách) \d[\w/.-]*|\d+[A-Z]?/\d[\w/.-]*) ?\Z")


_HOUSE = re.compile(r"\d[A-Z]? \Z")
# Đội hình dự kiến: A; B, C - D: players by family name alone, many in a row
_TEAM = re.compile(
    r"(?<!\w)(?:đội hình|dự kiến|xuất phát|ra sân|dự bị|thi đấu|danh sách|thủ môn|hậu vệ|tiền vệ|tiền đạo|trung vệ)[^.\n]{0,60}\Z"
    r"|\(\d(?:-\d){2,4}\): \Z"
)
_TEAM_LEAST = 5
_LIST = 3
_HARDLY = 10
_OFTEN = 2
_CODE = re.compile(r" [A-ZĐ]{0,3}\d[\w/.-]{0,5} \Z")
_PEOPLE = re.compile(
    r"(?<!\w)(?:cầu thủ|gương mặt|cái tên|nghệ sĩ|ca sĩ|diễn viên|người mẫu|sao việt|khách mời|thí sinh|học sinh|sinh viên|học trò|tuyển thủ"
    r"|tiền đạo|tiền vệ|hậu vệ|thủ môn|vđv|vận động viên|đồng chí|đối tượng|bị cáo|nạn nhân|cháu|em|anh|chị|bạn|con|nhạc sĩ|thành viên)"
    r"(?: [^\W\d_]+){0,3}(?::| là| như| gồm| gồm có|,)? \Z"
)
# "cặp đôi Ngọc Ảnh – Văn Tuyền", "chia tay Đình Hạo và Ngọc Tiển": two names need a word right before them
_PAIR = re.compile(
    r"(?<!\w)(?:cặp đôi|cặp vợ chồng|vợ chồng|song ca|bạn nhảy|chia tay|đôi bạn|đôi tình nhân|nghệ sĩ|ca sĩ|diễn viên|người mẫu|thí sinh|cầu thủ|tiền đạo|học trò|đồng chí|bị cáo|nạn nhân|hai cháu|hai em|hai bé|chị em|anh em|đối tượng)"
    r"(?::| là| như| gồm)? \Z"
)
# several women or men, with words that describe between, before a list of them
_OF_ALL = re.compile(
    r"(?<!\w)(?:các|những|nhiều|hai|ba|bốn|năm|sáu|bảy|tám|\d+|dàn|loạt|cặp|bộ đôi|bộ ba|nhóm) (?:em |cháu )?"
    r"((?:nữ|nam) [^\W\d_]+(?: [^\W\d_]+)?|cô gái|phụ nữ|thiếu nữ|bé gái|người đẹp|mỹ nhân|kiều nữ|bóng hồng|hoa hậu|á hậu|chàng trai|đàn ông|thanh niên)"
    r"(?: (?!(?:của|cho|với|gặp|yêu|bị|đã|sau|bên|quanh|với|từ|giống)(?!\w))[^\s,.;:“”\"()]+){0,5}?(?::| gồm(?: có)?:?| là:?| như:?| có|,)? \Z"
)
# trú tại Trần Phú, Hà Nội: a street without its word
_LIVES = ("trú tại ", "ngụ tại ", "trú ở ", "ngụ ở ", "sống tại ", "địa chỉ ", "hktt ")


class SpotFinder:
    """Finds the spots of one document."""

    def __init__(self, document: Document, lexicon: Lexicon, hits: list[Hit], *, weigh: bool = True) -> None:
        self.weigh = weigh
        self.document, self.lexicon = document, lexicon
        self.norm, self.folded = document.norm, document.folded
        self.context = Context(document, lexicon, hits)
        self.cutter, self.judge = Cutter(self.context), Judge(self.context)

    def find(self) -> list[Spot]:
        """All spots in order, sure and unsure."""
        spots: list[Spot] = []
        street_until = -1
        places: Counter[tuple[str, ...]] = Counter()
        streets = Streets(self.context)
        for run in find_runs(self.document, self.lexicon.asian_surnames):
            if streets.own(run):
                continue
            for part in self.cutter.cut(run):
                joined = part[0].start - street_until in range(1, 8) and _JOIN.fullmatch(
                    self.norm, street_until, part[0].start
                )
                somebody = self.judge.aged(part) or self.context.nickname(part[-1].end) > 0
                if (self._headed(part) or joined) and not somebody:
                    owned = part
                    goes_on = joined or not self._single_seat(part[0].start)
                    street_until = part[-1].end if len(part) <= 4 and goes_on else -1
                    part = self._after_place(part)  # noqa: PLW2901
                    if not part:
                        places[tuple(piece.low for piece in owned)] += 1
                        continue
                spot = self.judge.judge(part)
                if spot is not None:
                    spots.append(spot)
        self._trim(spots)
        # what the item itself calls a street or a firm is none of its people, unless some place tells otherwise
        told = {spot.key for spot in spots if spot.key in places and self._told(spot)}
        often = Counter(spot.key for spot in spots if spot.sure)
        told |= {key for key, count in often.items() if count > places[key]}
        spots = [spot for spot in spots if spot.key not in places or spot.key in told]
        self._open_lists(spots)
        self._join_lists(spots)
        if self.weigh:
            Weigher(self.context).settle(spots)
        self._said_of_all(spots)
        return spots

    def _said_of_all(self, spots: list[Spot]) -> None:
        """Ba nữ diễn viên gồm A, B và C: the word before a list tells of all in it."""
        words, last = "", -1
        for spot in spots:
            if not spot.sure:
                continue
            if not (words and last >= 0 and _LISTED.fullmatch(self.norm, last, spot.lead)):
                said = _OF_ALL.search(self.folded, max(0, spot.lead - 80), spot.start) or _OF_ALL.search(
                    self.folded, max(0, spot.lead - 80), spot.lead
                )
                words = said.group(1) if said else ""
            if words:
                if not spot.sex_words:
                    sex = "male" if words.startswith(("nam", "chàng", "đàn", "thanh niên")) else "female"
                    spot.sex_words.append(("explicit", sex, words))
                last = spot.end

    def _told(self, spot: Spot) -> bool:
        """Does the place itself tell a person: address, office, an act?"""
        return (
            spot.trigger is not None
            or spot.title is not None
            or self.context.speaks_next(spot.end)
            or self.context.acts_next(spot.end)
            or self.context.title_follows(spot.end)
            or self.judge.aged(spot.pieces)
        )

    def _single_seat(self, start: int) -> bool:
        """Is the owner one village, town or firm? Then what follows after a comma is not the next of a list."""
        before = self.context.ending.get(start - 1, ())
        longest = min(before, key=lambda hit: hit.start, default=None)
        return (
            longest is not None
            and longest.entry.form in _SINGLE
            and not _PLURAL.search(self.folded, max(0, longest.start - 8), longest.start)
        )

    def _open_lists(self, spots: list[Spot]) -> None:
        """Bốn gương mặt là Văn An, Ngọc Bình và Xuân Chi: behind a word for people three names that people bear."""
        chain: list[Spot] = []
        for spot in spots:
            if chain and not _LISTED.fullmatch(self.norm, chain[-1].end, spot.lead):
                self._open(chain)
                chain = []
            chain.append(spot)
        self._open(chain)

    def _open(self, chain: list[Spot]) -> None:
        if len(chain) >= _TEAM_LEAST and self._team(chain):
            for spot in chain:
                spot.sure = True
            return
        if len(chain) < 2 or any(spot.sure for spot in chain):
            return
        before = self.folded[max(0, chain[0].start - 40) : chain[0].start]
        if (_PEOPLE if len(chain) >= _LIST else _PAIR).search(before) and all(
            self.judge.borne(spot) for spot in chain
        ):
            for spot in chain:
                spot.sure = True

    def _team(self, chain: list[Spot]) -> bool:
        """Đội hình dự kiến: A - B, C, D: those who play, each by a word or two."""
        start = chain[0].start
        return (
            self.norm.endswith((": ", "; "), 0, start)
            and _TEAM.search(self.folded, max(0, start - 80), start) is not None
            and all(len(spot.pieces) <= _LIST and not spot.pieces[0].text.isupper() for spot in chain)
        )

    def _join_lists(self, spots: list[Spot]) -> None:
        """In one list with persons stand persons: both ways, since a list may begin with the unknown one."""
        named = {spot.key for spot in spots if spot.sure and len(spot.key) > 1}
        for order in (spots, spots[::-1]):
            for one, other in itertools.pairwise(order):
                first, second = (one, other) if one.start < other.start else (other, one)
                # a name that is sure elsewhere in the item opens a list here too
                if (one.sure or one.key in named) and _LISTED.fullmatch(self.norm, first.end, second.lead):
                    if not other.sure and self.judge.may_join(other, one):
                        other.sure = True
                    if other.sure and one is first:
                        self.judge.share_address(one, other)

    def _headed(self, part: list[Piece]) -> bool:  # noqa: PLR0911  a list of decisions reads best in order
        """Does a street, school, prize or credit own this name?"""
        start = part[0].start
        end = self._before_code(start) - 1
        if end > 0 and self.norm[end] in ' “"':
            if self.norm[end] != " ":
                end -= 1
            longest = min(self.context.ending.get(end, ()), key=lambda h: h.start, default=None)
            if longest is not None and not longest.entry.kinds & {HONORIFIC, TITLE, KIN, SAY}:
                kinds = longest.entry.kinds
                if _COMPOUND.search(self.folded, max(0, end - 12), end):
                    return False
                if longest.entry.form == "nhà" and len(part) >= 3 and part[0].low in self.lexicon.strong:
                    # a dynasty has a name of one or two words; this is somebody's home
                    return False
                if kinds & {PLACE_HEAD, THING_HEAD} or longest.entry.form == "ảnh":
                    return not (longest.entry.form in _SEATS and self._officer(part, longest.entry.form))
                if ORG in kinds and longest.entry.form in ("báo", "nxb", "quỹ", "clb", "đài", "tờ"):
                    return True
        tail = self.norm[max(0, start - 12) : start]
        if tail.endswith((": ", ":")) and any(
            CREDIT in hit.entry.kinds
            for hit in self.context.ending.get(start - len(tail) + len(tail.rstrip(": ")), ())
        ):
            return True
        if len(part) < 2:
            return False
        if self.context.place_follows(part[-1].end) and self.folded.endswith(_LIVES, 0, start):
            return True
        if is_street(self.context, part):
            return True
        # "198 Trần Quang Khải, Hà Nội": an address without its word for street
        address = _HOUSE.search(tail) and self.context.place_follows(part[-1].end)
        return (
            bool(address)
            or bool(_NUMBER.search(tail))
            or (
                len(part) <= 3
                and self.context.firm_before(start)
                and not self._officer(part, "công ty")
                # Giám đốc Quỹ Tiền tệ Quốc tế Christine Lagarde
                and not (part[0].low in self.lexicon.foreign and self.context.far_title(start))
            )
        )

    def _before_code(self, start: int) -> int:
        """Chung cư CT8 Hoa Lư: where a number or code begins between a head and a name, else the name itself."""
        code = _CODE.search(self.norm, max(0, start - 12), start)
        if code and any(PLACE_HEAD in hit.entry.kinds for hit in self.context.ending.get(code.start(), ())):
            return code.start() + 1
        return start

    def _trim(self, spots: list[Spot]) -> None:
        """An Khê Trong, beside An Khê elsewhere: the next sentence's first word, its full stop lost."""
        whole = Counter(spot.key for spot in spots)
        called = Counter((spot.trigger.entry.form, spot.key) for spot in spots if spot.trigger is not None)
        for spot in spots:
            *name, last = spot.pieces
            if len(name) == 1 and spot.trigger is not None:
                # anh Mười Tiếp đó, beside anh Mười elsewhere
                form = spot.trigger.entry.form
                alone = called[form, spot.key[:1]] >= _OFTEN and called[form, spot.key] == 1
                if alone and form in ADDRESS and self._goes_on(spot.end) and self._seldom(last):
                    spot.shorten()
                continue
            if len(name) == _LIST and whole[spot.key[:2]] > 0 and whole[spot.key[2:]] > 0:
                # Thu Mi Hà Ly: two names of the item, glued
                spot.shorten()
                spot.shorten()
                continue
            if len(name) > 1 and whole[spot.key] == 1 and whole[spot.key[:-1]] > 0 and not spot.foreign:
                usual = whole[spot.key[:-1]] >= _OFTEN and len(name) >= _LIST
                # a full name told twice, and once with a word more
                if usual or (self._goes_on(spot.end) and self._seldom(last)):
                    spot.shorten()

    def _goes_on(self, end: int) -> bool:
        return self.norm[end : end + 1] == " " and self.norm[end + 1 : end + 2].islower()

    def _seldom(self, piece: Piece) -> bool:
        """A word that hardly anybody bears as a given name."""
        return sum(self.lexicon.names.given.get(piece.low, (0, 0))) < _HARDLY

    def _officer(self, part: list[Piece], seat: str) -> bool:
        """Chủ tịch UBND xã Bạch Kim An: a full name after an office and the common noun for its seat."""
        first = part[0].low
        family = first in self.lexicon.strong if seat in _NAMED_SEATS else self.lexicon.is_family(first)
        # a name of five words has Thị in it
        if not (family and (len(part) in (3, 4) or (len(part) == 5 and part[1].low == "thị"))):
            return False
        return self.context.far_title(part[0].start, things=True) is not None

    def _after_place(self, part: list[Piece]) -> list[Piece]:
        """Chủ tịch xã Cẩm Khê Nguyễn Văn An: the full name at the end of a run that a place opens."""
        before = self.context.ending.get(part[0].start - 1, ())
        if len(part) < 3 or not any(hit.entry.form in _SEATS for hit in before):
            return []
        if any(hit.entry.form in ("bang", "tiểu bang") for hit in before) and not is_syllable(part[-1].low):
            # thống đốc bang Texas Greg Abbott
            at = 1 if len(part) == 3 or part[1].low in self.lexicon.foreign else 2
            return part[at:] if self.context.far_title(part[0].start) else []
        strong = self.lexicon.strong
        if len(part) == 4 and part[2].low in strong and part[0].low not in strong:
            # Chủ tịch UBND xã Cẩm Khê Trần Tấn
            return part[2:] if self.context.far_title(part[0].start) else []
        if len(part) < 5:
            return []
        for at in range(1, len(part) - 2):
            if self.lexicon.is_family(part[at].low) and len(part) - at in (3, 4):
                return part[at:]
        return []

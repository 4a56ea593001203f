"""Individuals without a name who are told apart by speaking: đại diện Công ty X, chủ quán, cán bộ điều tra, một người ở gần."""

from __future__ import annotations

import re
from bisect import bisect_left

from indicators.lexicon import TITLE, Hit
from indicators.model import Zone
from indicators.people.gather import AUX, NAME_NEAR, Gatherer
from indicators.people.runs import UPPER

# callings in the list of those who speak for a body: only with the body's own name
_CALLINGS = frozenset({"giáo viên", "hiệu trưởng", "bác sĩ", "nhân viên"})
_BODY = re.compile(rf" [{UPPER}]")
_APPOSITION = re.compile(r"(?! (?:đã|đang|sẽ|vừa|cũng)(?!\w))[^.;:“”\"\n]{0,60}, ")
# told by what they do for a living or for the public, whoever else has a name
_CALLED = ("cán bộ", "điều tra viên", "bác sĩ", "bác sỹ", "giáo viên", "cô giáo", "thầy", "hàng xóm", "người hàng xóm", "thuyền trưởng", "cơ trưởng", "chuyên gia", "hiệu trưởng", "thẩm phán", "trưởng thôn", "trưởng bản", "công an viên", "chủ cơ sở", "luật sư", "nhân viên")  # fmt: skip
_NO_REP_BEFORE = re.compile(
    r"(?<!\w)(?:văn phòng|cơ quan|kiêm|là|trưởng|công ty|hình|gương mặt|đoàn|ban|phòng|nhà|khu|nguyên|cựu|phó|làm|chức|giữ|vị trí|năng lực|sự|trợ lý|thư ký|cố vấn) \Z"
)
_SEVERAL = re.compile(r" (?:các|những|nhiều|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|\d+) ")
_TOLD = ("theo ", "theo lời ", "theo lời kể của ", "lời kể của ", "trao đổi với ")
_ACRONYM = re.compile(rf" [{UPPER}]{{2,}}")
# (Hà Bắc), tỉnh Hà Bắc,
_ADDRESS_REST = re.compile(
    rf"(?: \([^()\n]{{1,60}}\))?(?:, (?:[^\W\d_]+ )?[{UPPER}][\w.]*(?: [{UPPER}][\w.]*){{0,3}}){{0,3}},?"
)
_LEADS = frozenset({"lãnh đạo", "đại diện lãnh đạo"})
_NOT_REP = re.compile(
    r" (?:cho|các|những|nhiều|một số|lãnh đạo|hai|toàn|diện|phần|pháp luật|theo pháp luật|hợp pháp|theo)(?!\w)"
)
# nouns that mean one person wherever a body follows
_ALWAYS_ONE = frozenset({"người phát ngôn", "phát ngôn viên", "người đại diện", "vị đại diện"})
# so far behind a name stands the second office of who bears it
_ROW = 110
_DRIVES = re.compile(r"(?<!\w)(?:đối tượng|tên|kẻ|người|hắn|y|đã|liền|rồi|định|lén|tự ý|để|và|thanh niên) \Z")
_SECOND = re.compile(
    r"(?: \([^()\n]{0,60}\))?(?:,| -| –) [^.;:“”\"\n]{3,90}, (?:đồng thời là |kiêm |cũng là )?"
)
_SOMEBODY = re.compile(r"(?<!\w)(?:một người|người khác)(?: (?:ở|tại|gần|sống|trong) [^,.;:\n]{3,40}?)?(?= )")
_NO_DEFINITE = re.compile(r"(?<!\w)(?:một|là|như|làm|cho|thành|vai|gia đình|số|phải) \Z")


class Spokespersons(Gatherer):
    """Finds those who speak, for a body or for themselves."""

    def _representatives(self) -> None:
        """Đại diện Công ty X, người phát ngôn Bộ Y: somebody who speaks for a body."""
        for start, noun in self._described["speaks_for"]:
            word = self.folded[start:noun]
            if _NOT_REP.match(self.folded, noun) or self._many(start):
                continue
            if word.startswith("lãnh đạo") and self.document.zone_at(start) in (Zone.TITLE, Zone.LEAD):
                # the body of the item tells who it was
                continue
            bearer = self._overlaps(start - 2, start)
            if bearer or _NO_REP_BEFORE.search(self.folded, max(0, start - 14), start):
                continue
            rep = word.endswith(("đại diện", "người phát ngôn", "phát ngôn viên"))
            if rep and (owner := self._owners.get(noun + 5)) and self.folded.startswith(" của ", noun):
                self._add(("says", self.folded[start:owner]), (start, owner))
                continue
            end = self.describer.end(noun)
            if end <= noun + 2 or self._overlaps(start - 1, end + 1) or self._is_named(start, end):
                continue
            if word in _ALWAYS_ONE and self._said_of_one_named(start):
                continue
            if (
                _SEVERAL.search(self.norm, noun, end)
                or self._named_behind(end)
                or (word in _CALLINGS and noun + 1 not in self._organisations)
            ):
                continue
            if self._speaks_for(word, start, noun, end) and not self.folded.endswith("một ", 0, start):
                self._add(
                    ("says", self.folded[start:end].removeprefix("người ").removeprefix("vị ")), (start, end)
                )

    def _said_of_one_named(self, start: int) -> bool:
        """Thượng tá A - Trưởng phòng B, người phát ngôn Công an C: the second office of the one before."""
        i = bisect_left(self.taken, (start, start)) - 1
        if i < 0 or start - self.taken[i][1] > _ROW:
            return False
        gap = (self.taken[i][1], start)
        offices = any(gap[0] < hit.start < start and TITLE in hit.entry.kinds for hit in self._near(*gap))
        return offices and _SECOND.fullmatch(self.folded, *gap) is not None

    def _near(self, start: int, end: int) -> list[Hit]:
        return [hit for hit in self.hits if start <= hit.start < end]

    def _speaks_for(self, word: str, start: int, noun: int, end: int) -> bool:
        """Does somebody stand for a body: named with it as đại diện, or under another word that speaks or acts?"""
        told = self.folded.endswith(("theo ", "theo lời ", "trao đổi với ", "lời "), 0, start)
        if word in _ALWAYS_ONE or (word in _LEADS and told) or self._says_far(end):
            return True
        if word.endswith(("đại diện", "người phát ngôn", "phát ngôn viên")):
            # a club on the field is "đại diện Tây Ban Nha": a body must be named
            body = _BODY.search(self.norm, noun, end) is not None and (
                noun + 1 in self._organisations or _ACRONYM.match(self.norm, noun) is not None
            )
            return body or told or AUX.match(self.folded, end) is not None
        return word.startswith("chủ ") and (told or AUX.match(self.folded, end) is not None)

    def _says_far(self, end: int) -> bool:
        """Lãnh đạo Công an quận A (B), thành phố C cho biết: is a verb of saying next, behind the rest of an address?"""
        return self._says(end) or self._says(_ADDRESS_REST.match(self.norm, end).end())  # type: ignore[union-attr]

    def _speaking(self) -> None:
        """Chủ quán cho biết, một người ở gần kể: told apart by what they say."""
        for start, end in self._described["speaking"]:
            if self._many(start) or self._overlaps(start, end + 1):
                continue
            whole = end
            if not self._says(end):
                # theo chủ tiệm bơm ga, ...
                whole = self.describer.end(end)
                of_body = (
                    self.folded.startswith(_CALLED, start)
                    and self._says(whole)
                    and _BODY.search(self.norm, end, whole)
                    and not self._overlaps(start, whole + 1)
                )
                told = self.folded.endswith(_TOLD, 0, start) or of_body
                if not told or self._is_named(start, whole):
                    continue
            word = self.folded[start:end]
            by_calling = word.startswith(_CALLED) and word not in self._held
            named = not by_calling and self.meant.of("", self._kind(word))
            if not self.folded.endswith("một ", 0, start) and not named:
                self._add(("the", word), (start, end), (start, whole))
        for start, noun in self._described["attached"]:
            owner = self._owners.get(noun + 5) if self.folded.startswith(" của ", noun) else None
            predicate = _NO_DEFINITE.search(self.folded, max(0, start - 9), start) or (
                # đối tượng lái xe của anh A bỏ chạy: what somebody does
                self.folded.startswith("lái xe", start)
                and _DRIVES.search(self.folded, max(0, start - 14), start)
            )
            if owner is None or predicate or self._many(start) or self._overlaps(start, noun):
                continue
            if self._is_named(start, owner):
                continue
            if not (NAME_NEAR.match(self.norm, owner) and self._overlaps(owner + 2, owner + 14)):
                self._add(("says", self.folded[start:owner]), (start, owner))
        if "một người" not in self.folded and "người khác" not in self.folded:
            return
        for hit in _SOMEBODY.finditer(self.folded):
            if self._says(hit.end()) and not self._overlaps(*hit.span()) and not self._many(hit.start()):
                self._add(("says", hit.group()), hit.span())

    def _named_behind(self, end: int) -> bool:
        """Người phát ngôn lực lượng X tại Bắc Lũng, ông A: a name in apposition behind the rest of the body's name."""
        i = bisect_left(self.taken, (end, end))
        if i == len(self.taken) or self.taken[i][0] > end + 70:
            return False
        gap = self.folded[end : self.taken[i][0]]
        return _APPOSITION.fullmatch(gap) is not None and not any(
            at in self._say_starts for at in range(end, self.taken[i][0])
        )

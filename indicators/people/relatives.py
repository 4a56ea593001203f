"""Relatives without a name: vợ ông Tú, mẹ tôi, Cường và vợ. Most of them have one elsewhere in the item."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indicators.lexicon import KIN, Hit
from indicators.people.gather import NAME_NEAR, Gatherer
from indicators.people.runs import UPPER

_OWNERS = "tôi|em|anh|chị|ông|bà|cô|y|hắn|nạn nhân|bị cáo|cháu|bé|anh ta|anh ấy|cô ấy|cô ta|chị ấy|ông ấy|bà ấy|nghi phạm|hung thủ|ca sĩ|nữ ca sĩ|diễn viên|nam ca sĩ|cô gái|bé gái|bé trai|cháu bé|người phụ nữ|người đàn ông|nam thanh niên|nữ sinh|nam sinh|cô dâu|chú rể|bệnh nhân|sản phụ|tài xế|nữ diễn viên|nam diễn viên|cầu thủ|người đẹp|mình|bà ta|ông ta|bệnh nhi|bị can|đối tượng|chàng trai|tên cướp|chủ nhà|em bé|cậu bé|cô bé"
_OWNED = re.compile(rf" (?:của )?(?:{_OWNERS})(?!\w)(?! (?:[{UPPER}]|gái|trai|ruột|rể|dâu|họ|út|ta))")
_PAIR = re.compile(r"(?<!\w)(?:vợ|bố|cha|ba|má|mẹ|ông|bà|đứa|con|anh|chị) \Z")
_PAIR_AFTER = re.compile(r" (?:chồng|mẹ|con)(?! (?:của|là|đầu|cả|út|trai|gái|nuôi|riêng|ruột)(?!\w))(?!\w)")
_WITH = re.compile(r" (?:và|cùng) \Z")
# tuyên bố, gò má: the second half of another word
_NO_KIN = re.compile(r"(?<!\w)(?:tuyên|công|khủng|phân|bác|bãi|gò|phấn|trứng) \Z")
_KIN_BEFORE = re.compile(
    r"(?<!\w)(?:cùng|với|cho|và|bị|được|đưa|chở|gọi|nhờ|theo|về|thấy|báo|giết|đánh|sang|thăm|của|gặp|hỏi|bảo|là do|do|có) \Z"
)
_KIN_AFTER = re.compile(
    r"(?=[,.;)]| (?:và|đi|đến|về|ra|vào|là|đã|đang|bị|được|cũng|không|ở|tại|đưa|gọi|mua|lên|sang|đứng|trông|lấy|làm|nói|kể|cho|khi|nên|thì|chở|đón)(?!\w))"
)


class Relatives(Gatherer):
    """Finds relatives who are told of by their relation alone."""

    def _relations(self) -> None:
        """Vợ ông Tú, mẹ của Lan: kin of somebody named, unless the name itself follows as an apposition."""
        leads = {spot.lead: (at, spot) for at, person in enumerate(self.people) for spot in person.spots}
        for hit in self._kin():
            at = hit.end + 1
            of = self.folded.startswith("của ", at)
            owner = leads.get(at + 4 if of else at)
            if owner is None:
                continue
            person, spot = owner
            if not of and spot.lead in (spot.start, hit.start):
                continue
            if NAME_NEAR.match(self.norm, spot.end) and self._overlaps(spot.end + 2, spot.end + 14):
                continue
            if self._has_name(hit, person):
                continue
            key = ("kin", hit.entry.form.rsplit(" ", 1)[-1], str(person))
            self._add(key, (hit.start, spot.end))

    def _kin(self) -> Iterator[Hit]:
        last = -1
        for hit in self.hits:
            if KIN in hit.entry.kinds and hit.entry.kin_sex and hit.start >= last:
                last = hit.end
                # vợ chồng ông Tú are two
                pair = _PAIR_AFTER.match(self.folded, hit.end) or _PAIR.search(
                    self.folded, max(0, hit.start - 5), hit.start
                )
                verb = _NO_KIN.search(self.folded, max(0, hit.start - 6), hit.start)
                if not pair and not verb and not self._many(hit.start):
                    yield hit

    def _owned(self) -> None:
        """Chồng tôi, mẹ nạn nhân, bạn trai của em: kin of somebody not named there."""
        named = {
            words.lower()
            for person in self.people
            for s in person.spots
            for rung, _, words in s.sex_words
            if rung == "kin"
        }
        for hit in self._kin():
            owner = _OWNED.match(self.folded, hit.end)
            form = hit.entry.form
            if owner is None or form in named or self._overlaps(hit.start, owner.end()):
                continue
            if self._is_named(hit.start, owner.end()):
                continue
            if self._has_name(hit, -1):
                continue
            self._add(("kin", form.removeprefix("người "), "-"), (hit.start, owner.end()))

    def _with(self) -> None:
        """Cường và vợ: kin of somebody named, without more words."""
        for hit in self._kin():
            end = _WITH.search(self.folded, max(0, hit.start - 6), hit.start)
            if end is None or not self._overlaps(end.start() - 1, end.start()):
                continue
            if NAME_NEAR.match(self.norm, hit.end) or self._overlaps(hit.start, hit.end + 2):
                continue
            if not self._has_name(hit, -1):
                self._add(("kin", hit.entry.form, "-"), (hit.start, hit.end))

    def _bare(self) -> None:
        """Nhờ con ruột, gọi cho vợ: a relative told of without an owner's word, in a story of somebody named."""
        if not any(not standing.public for standing in self.meant.standings):
            return
        for hit in self._kin():
            form = hit.entry.form
            if form not in self.lexicon.people["kin_alone"] or self._overlaps(hit.start, hit.end + 2):
                continue
            if not _KIN_BEFORE.search(self.folded, max(0, hit.start - 14), hit.start):
                continue
            if not _KIN_AFTER.match(self.folded, hit.end) or NAME_NEAR.match(self.norm, hit.end):
                continue
            if any(key[0] == "kin" and key[1] == form.rsplit(" ", 1)[-1] for key in self.found):
                continue
            if not self._has_name(hit, -1):
                self._add(("kin", form, "-"), (hit.start, hit.end))

    def _has_name(self, hit: Hit, owner: int) -> bool:
        """Is the relative of the one with index ``owner`` (-1: of somebody else) rather among the named?"""
        return self.meant.kin(hit.entry.kin_sex, owner=owner, child=_is_child(hit.entry.form))


def _is_child(form: str) -> bool:
    return form.startswith(("con", "cháu", "cậu con", "cô con", "em", "út", "gái út", "cậu út"))

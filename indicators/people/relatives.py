"""Relatives without a name: vợ ông Tú, mẹ tôi, Cường và vợ. Most of them have one elsewhere in the item."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Iterator

from indicators.lexicon import KIN, Hit
from indicators.people.gather import NAME_NEAR, Gatherer
from indicators.people.runs import UPPER

_OWNERS = "tôi|em|anh|chị|ông|bà|cô|y|hắn|nạn nhân|bị cáo|cháu|bé|anh ta|anh ấy|cô ấy|cô ta|chị ấy|ông ấy|bà ấy|nghi phạm|hung thủ|ca sĩ|nữ ca sĩ|diễn viên|nam ca sĩ|cô gái|bé gái|bé trai|cháu bé|người phụ nữ|người đàn ông|nam thanh niên|nữ sinh|nam sinh|cô dâu|chú rể|bệnh nhân|sản phụ|tài xế|nữ diễn viên|nam diễn viên|cầu thủ|người đẹp|mình|bà ta|ông ta|bệnh nhi|bị can|đối tượng|chàng trai|tên cướp|chủ nhà|em bé|cậu bé|cô bé"
_OWNED = re.compile(rf" (?:của )?(?:{_OWNERS})(?!\w)(?! (?:[{UPPER}]|gái|trai|ruột|rể|dâu|họ|út|ta|bỏng))")
# whose: a noun with what stands close behind it
_WHOSE = re.compile(r" (?:của )?(?:một |vị |tên |gã |cựu |nguyên |nữ |nam )?")
_WHOSE_REST = re.compile(
    rf" (?:này|đó|ấy|kia|trên|nói trên|xấu số|trẻ|quá cố|(?:người |gốc )?[{UPPER}]\w+(?: [{UPPER}]\w+)?)(?!\w)"
)
_PRONOUN_SEX = {
    "anh": "male", "ông": "male", "y": "male", "hắn": "male", "cô": "female", "chị": "female", "bà": "female",
}  # fmt: skip
_SPOUSES = frozenset({"vợ", "chồng", "bà xã", "ông xã"})
_REFLEXIVE = " mình"
_PAIR = re.compile(r"(?<!\w)(?:vợ|bố|cha|ba|má|mẹ|ông|bà|đứa|con|anh|chị) \Z")
_PAIR_AFTER = re.compile(r" (?:chồng|mẹ|con)(?! (?:của|là|đầu|cả|út|trai|gái|nuôi|riêng|ruột)(?!\w))(?!\w)")
# several, though one word of theirs tells a sex
_BOTH = ("ông bà", "bố mẹ", "cha mẹ", "chị em", "anh em")
_BESIDE = re.compile(r" (?:và|cùng) \Z")
_WITH = re.compile(r" (?:và|cùng) \Z")
# tuyên bố, gò má: the second half of another word
_NO_KIN = re.compile(r"(?<!\w)(?:tuyên|công|khủng|phân|bác|bãi|gò|phấn|trứng) \Z")
_KIN_BEFORE = re.compile(
    r"(?<!\w)(?:cùng|với|cho|và|bị|được|đưa|chở|gọi|nhờ|theo|về|thấy|báo|giết|đánh|sang|thăm|của|gặp|hỏi|bảo|là do|do|có|xin lỗi|khoe|giúp|giúp đỡ|phụ giúp|rủ|bế|cõng|dìu|dắt|đón|đưa đón|nuôi|chăm|chăm sóc|phụng dưỡng|thương|lừa|lừa dối|mắng|chửi|dọa|đâm|chém|bóp cổ|sát hại|đầu độc|hành hung|bạo hành|tạt axit|giục|dặn|khuyên|trách|xin|bỏ|ôm|đẩy|cứu|tìm|tố|tố cáo|nghi|ghen|bên|cạnh|khiến|ép|kéo|chờ|đợi|mất|phát hiện|nhìn thấy|nghe|từ|ly dị|ly hôn|ly thân|li dị|li hôn|chia tay|xa|nhớ|sợ|nhà|kêu|biếu|phản bội|giấu|xin phép|nghe lời|dỗ|ru|hối|nhắn|rước|tiễn|thuyết phục|bắt|bàn với|cãi|chửi mắng|lo cho|dành cho|thay|phụng dưỡng|tặng|mừng|chúc|khen|quên|tha thứ cho) \Z"
)
# Bố làm thợ, mẹ bán rau: where a clause begins, the verb must follow
_KIN_OPENS = re.compile(
    r"(?:\A|[.,;:!?…“”\"\n] ?)(?:trong khi |còn |nhưng |sau khi |khi |vì |do |thấy )?|(?<!\w)(?:rằng|vì|do|khi|lúc) \Z"
)
_KIN_DOES = re.compile(
    r" (?:(?:đã|đang|vừa|cũng|lại|vẫn|mới|chỉ|thì) )*(?:là|làm|mất|bị|được|qua đời|bỏ|đi|ở|nói|kể|khuyên|bảo|bán|chạy|mắc|nghi|không|thường|tên|lấy|sinh|chết|tử vong|nằm|ngồi|đứng|gọi|nghe|thấy|về|ra|vào|có|đánh|ốm|bệnh|gặp|mua|nợ|trông|chăm|nuôi|dạy|học)(?!\w)"
)
_ROW = re.compile(r"(?:,| và|, và) (?:cả )?")
_KIN_AFTER = re.compile(
    r"(?=[,.;)]| (?:và|đi|đến|về|ra|vào|là|đã|đang|bị|được|cũng|không|ở|tại|đưa|gọi|mua|lên|sang|đứng|trông|lấy|làm|nói|kể|cho|khi|nên|thì|chở|đón|rồi|phía|với|để|mà|phụ|từ|sau|trước|nhưng|do|bán|nuôi|dạy|mất|chết|qua|rất|luôn|mới|chỉ|hay|còn|sẽ|vừa|liền|bỏ|nghe|thấy|biết|giữ|giúp|mời|trở|nằm|ngồi|bằng|như|hoặc|cùng|xuống|sinh|ốm|tên|mang|vừa|tham|theo|tìm|gặp|nấu|ăn|bế|dắt|đẩy|đánh|xin|khóc)(?!\w))"
)


class Relatives(Gatherer):
    """Finds relatives who are told of by their relation alone."""

    def _relations(self) -> None:
        """Vợ ông Tú, mẹ của Lan: kin of somebody named, unless the name itself follows as an apposition."""
        leads = {spot.lead: (at, spot) for at, person in enumerate(self.people) for spot in person.spots}
        # chồng Lan: with a single name the husband is hers, and the word no address of Lan
        leads |= {
            spot.start: (at, spot)
            for at, person in enumerate(self.people)
            for spot in person.spots
            if spot.trigger is not None and spot.trigger.entry.form in _SPOUSES and spot.start > spot.lead
        }
        for hit in self._kin(neutral=True):
            at, form = hit.end + 1, hit.entry.form
            if not hit.entry.kin_sex and not self._one(hit):
                continue
            of = self.folded.startswith("của ", at)
            owner = leads.get(at + 4 if of else at)
            if owner is None:
                continue
            person, spot = owner
            if not of and spot.lead == spot.start:
                continue
            if not of and spot.lead == hit.start and form not in _SPOUSES:
                continue
            if self.folded.startswith("tên ", at) or (not of and self._bears(hit)):
                continue
            if NAME_NEAR.match(self.norm, spot.end) and self._overlaps(spot.end + 2, spot.end + 14):
                continue
            if self._has_name(hit, person):
                continue
            self._add(("kin", _plain(form), str(person)), (hit.start, spot.end))

    def _bears(self, hit: Hit) -> bool:
        """Anh A và bà xã B, cùng chồng C: beside somebody else the word is told of the one whose name follows."""
        beside = _BESIDE.search(self.folded, max(0, hit.start - 6), hit.start)
        return beside is not None and self._overlaps(beside.start() - 1, beside.start())

    def _kin(self, *, neutral: bool = False) -> Iterator[Hit]:
        last = -1
        for hit in self.hits:
            if KIN in hit.entry.kinds and (neutral or hit.entry.kin_sex) and hit.start >= last:
                last = hit.end
                # vợ chồng ông Tú are two
                pair = _PAIR_AFTER.match(self.folded, hit.end) or _PAIR.search(
                    self.folded, max(0, hit.start - 5), hit.start
                )
                verb = _NO_KIN.search(self.folded, max(0, hit.start - 6), hit.start)
                both = hit.entry.form.startswith(_BOTH) or self.folded.startswith(
                    (" con trai", " con gái"), hit.end
                )
                if not pair and not verb and not both and not self._many(hit.start):
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
        for hit in self._kin(neutral=True):
            form = hit.entry.form
            if not hit.entry.kin_sex and not self._one(hit):
                continue
            end, whose, own = self._whose(hit)
            if form.endswith(" trẻ") and self.folded.startswith(" em", hit.end):
                # cha mẹ trẻ em
                continue
            if not end or form in named or self._overlaps(hit.start, end) or self._is_named(hit.start, end):
                continue
            # a letter tells of the relatives of whoever writes, and names others
            mine = _MINE.search(self.folded, hit.end, end) is not None and not self._in_marks(hit.start)
            if self._has_name(hit, -1, own=own, told=mine):
                continue
            self._add(self._told_before(_plain(form), whose, hit.start), (hit.start, end))

    def _in_marks(self, at: int) -> bool:
        i = bisect_left(self.document.marks, (at + 1, 0, 0)) - 1
        return i >= 0 and at < self.document.marks[i][1]

    def _one(self, hit: Hit) -> bool:
        """Đứa con của chị, người yêu tôi: one person though the word tells no sex; not behind "là"."""
        before = _SAID_OF.search(self.folded, max(0, hit.start - 8), hit.start)
        return hit.entry.form in _NEUTRAL and before is None

    def _told_before(self, word: str, whose: str, at: int) -> tuple[str, ...]:
        """The key of "chồng chị": that of the nearest "chồng chị Lan"."""
        same = [key for key in self.found if key[0] == "kin" and key[1] == word and key[2].isdigit()]
        if whose != "-" or not same:
            return ("kin", word, whose)
        return min(same, key=lambda key: abs(self.found[key].extra[0][0] - at))

    def _whose(self, hit: Hit) -> tuple[int, str, str]:
        """Where "em trai của người lái xe", "chồng chị" ends, and whose relative it is, "-" for a pronoun; else 0.

        Then the sex that pronoun tells: of "mẹ cô" the woman of the story is no mother.
        """
        owner = _OWNED.match(self.folded, hit.end)
        if owner is not None:
            if owner.group().endswith(_REFLEXIVE) and self._subject(hit.start) < 0:
                # "nam giới quên hẳn vợ mình": of nobody in particular
                return 0, "", ""
            rest = _WHOSE_REST.match(self.norm, owner.end())
            sex = _PRONOUN_SEX.get(owner.group().removeprefix(" của").split()[0], "")
            return (rest or owner).end(), "-", sex
        lead = _WHOSE.match(self.folded, hit.end)
        noun = self._noun.match(self.folded, lead.end()) if lead else None
        if noun is None or noun.group() == "người":
            return 0, "", ""
        rest = _WHOSE_REST.match(self.norm, noun.end())
        end = rest.end() if rest else noun.end()
        if NAME_NEAR.match(self.norm, end) and self._overlaps(end, end + 14):
            return 0, "", ""
        return end, noun.group(), ""

    def _subject(self, at: int) -> int:
        """Who is named last in the sentence before an offset: an index, or -1."""
        start = self.document.sentences[max(0, self.document.sentence_at(at))][0]
        i = bisect_left(self._named_at, (at, -1)) - 1
        if i > 0:
            # ông A (chồng bà B) cùng vợ: the one in brackets is no subject
            gap = self.folded[self._named_at[i][0] : at]
            close = gap.find(")") if len(gap) < _NEAR else -1
            i -= close >= 0 and "(" not in gap[:close]
        return self._named_at[i][1] if i >= 0 and self._named_at[i][0] >= start else -1

    @functools.cached_property
    def _named_at(self) -> list[tuple[int, int]]:
        return sorted((spot.lead, at) for at, person in enumerate(self.people) for spot in person.spots)

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
        first = self.taken[0][0] if self.taken else len(self.norm)
        last = -1
        for hit in self._kin(neutral=True):
            form = hit.entry.form
            if hit.start < first or form not in self.lexicon.people["kin_alone"]:
                continue
            if self._overlaps(hit.start, hit.end + 2):
                continue
            if (hit.start, hit.end) in self.covered:
                last = hit.end
                continue
            row = 0 <= last <= hit.start and _ROW.fullmatch(self.folded, last, hit.start)
            if not row and not self._relative_at(hit):
                continue
            if not _KIN_AFTER.match(self.folded, hit.end) or NAME_NEAR.match(self.norm, hit.end):
                continue
            if any(key[0] == "kin" and key[1] == _plain(form) for key in self.found):
                continue
            subject = self._subject(hit.start)
            if not self._has_name(hit, subject, told=subject >= 0):
                self._add(("kin", _plain(form), "-"), (hit.start, hit.end))
                last = hit.end

    def _relative_at(self, hit: Hit) -> bool:
        """Can a relative of somebody stand here, who is told of without a word for whose?"""
        low = max(0, hit.start - 14)
        if _KIN_BEFORE.search(self.folded, low, hit.start):
            return True
        return bool(_KIN_OPENS.search(self.folded, low, hit.start) and _KIN_DOES.match(self.folded, hit.end))

    def _has_name(self, hit: Hit, owner: int, *, own: str = "", told: bool = False) -> bool:
        """Is the relative of the one with index ``owner`` (-1: of somebody else) rather among the named?

        ``own``: the sex of whoever the relative is of.
        """
        sexes = (hit.entry.kin_sex,) if hit.entry.kin_sex else ("female", "male")
        child = _is_child(hit.entry.form)
        return any(self.meant.kin(sex, owner=owner, child=child, own=own == sex, told=told) for sex in sexes)


def _plain(form: str) -> str:
    """Vợ of cô vợ, chồng of người chồng: one word for one relative."""
    first, _, rest = form.partition(" ")
    return rest if first in _CLASS and rest in _RELATIVES else form


# so far behind a bracket somebody outside it is the subject still
_NEAR = 160
_MINE = re.compile(r" (?:của )?(?:tôi|chúng tôi)\Z")
_SAID_OF = re.compile(r"(?<!\w)(?:là|làm|thành|như|khác nào|khác gì|tựa) (?:một )?\Z")
# of no sex, and yet one person beside the word for whose they are
_NEUTRAL = frozenset(
    "người yêu,người tình,đứa con,con ruột,con đẻ,con nuôi,con riêng,con út,con đầu lòng,con cả,con thứ hai,cháu nội,cháu ngoại,cháu ruột,em ruột,em họ,em út,em chồng,em vợ,bác ruột,người cháu,đứa cháu,người con".split(
        ","
    )
)
_CLASS = frozenset("người cô anh chị bà ông cậu đứa gã ả".split())
_RELATIVES = frozenset(
    "vợ,chồng,mẹ,bố,cha,con,con trai,con gái,anh trai,em trai,chị gái,em gái,cháu trai,cháu gái,vợ cũ,chồng cũ,cháu".split(
        ","
    )
)


def _is_child(form: str) -> bool:
    return form.startswith(
        ("con", "đứa", "người con", "người cháu", "cháu", "cậu con", "cô con", "em", "út", "gái út", "cậu út")
    )

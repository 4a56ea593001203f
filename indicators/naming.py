"""Whom a stretch of words names as speaker: a person, a bearer of an office, a body or a group."""

from __future__ import annotations

import functools
import itertools
import re
from bisect import bisect_left
from dataclasses import dataclass

from indicators.bodywords import ORGANISED
from indicators.groups import GroupFinder
from indicators.lexicon import ORG, TITLE
from indicators.meant import Reference
from indicators.model import Gender, Zone

TIMES = re.compile(
    r"\([^()\n]{0,80}\)|(?<!\w)(?:ngày|hôm|sáng|chiều|tối|trưa|đêm|tháng|năm|cùng|mới đây|nay|qua|hôm nay|lúc|liên tục|công khai|thành khẩn)(?!\w)"
)
# a group named in more words is rather a clause; so is what holds one of these
_LONGEST_GROUP = 10
_LONGEST_STRETCH = 14
_BRACKETED = re.compile(r" ?\([^()\n]{0,80}\)")
_TELLS = frozenset("tôi là thì mà nếu vì bởi".split())
PREPOSITIONS = frozenset(
    "với của về cho từ tại ở trong cùng bởi theo nhờ gặp tới đến trên trước sau khi".split()
)
_ADDRESSED = PREPOSITIONS | {"gửi", "dẫn", "yêu", "mời", "báo"}
# descriptions that stand for whoever was named last
_CONJUNCTIONS = frozenset("và nhưng song rồi nên mà".split())
_FEW = 3
_FEW_HEADS = 4
_CUT = re.compile(r"[,;:.(“”\"\n]")
_OF_REACH = 50
# occupations of arts and sport: titles.yaml
_CELEBRITIES = frozenset({18, 19})
_ANAPHORS = (
    "vị này", "người này", "ông này", "bà này", "anh này", "cô này", "chị này", "bị cáo", "bị can", "nghi phạm ", "nữ ca sĩ", "nam ca sĩ", "người đẹp",
    "nữ diễn viên", "nam diễn viên", "ca sĩ ", "diễn viên ", "đối tượng ", "cô gái", "chàng trai", "người chồng", "người vợ", "nữ nghệ sĩ", "nam nghệ sĩ",
    "nữ sinh", "nam sinh", "tài xế", "tổng bí thư", "thủ tướng", "chủ tịch nước", "tổng thống", "ngoại trưởng", "bộ trưởng", "thứ trưởng", "chủ tịch quốc hội",
    "nhà lãnh đạo", "vị lãnh đạo", "vị giám đốc", "vị đại diện", "nữ bộ trưởng", "nữ giám đốc", "hlv", "nhà cầm quân", "chiến lược gia", "cầu thủ", "luật sư", "bác sĩ", "tiến sĩ", "đồng chí",
)  # fmt: skip
_ACCUSED = ("bị cáo", "bị can", "nghi phạm ", "đối tượng ")
_REPORTERS = re.compile(
    r"(?:các |một |nhóm )?(?:phóng viên|đặc phái viên|thông tín viên|cộng tác viên|pv|nhà báo)(?: của| báo| hãng| đài| tờ)? (?=[^\W\d_])"
)
# một lúc sau có ba người lạ đi vào nói
_THERE = re.compile(
    r"(?:(?:một lúc sau|sau đó|lúc này|lúc đó|khi đó|bỗng|chợt|bất ngờ|thì|hiện|nay|gần đây|trước đó)[, ]+){0,2}có (?=(?:\d+|hai|ba|bốn|năm|vài|nhiều|nhóm|một nhóm) )"
)
# chỉ có 30% người dự, có tới hai người
_ONLY = re.compile(
    r"(?:(?:chỉ|cũng|vẫn|còn|đã) )?(?:có )?(?:tới |đến |khoảng |gần |hơn |trên |chừng )?(?=\d|một số|nhiều|không ít|hàng)"
)
# nhiều lần, hai năm
_TIMES_OF = frozenset("lần phen bận năm tháng tuần ngày giờ phút dịp lúc khi hôm".split())
_FIRST_PERSON = re.compile(r"[-–•* ]*(?:chúng tôi|tôi|mình|chúng ta|chúng mình|bạn)(?!\w)")
# groups and papers that state something: their own words name them
_BODIES = re.compile(
    r"(?:(?:các|những|nhiều|rất nhiều|một số|đa số|đại đa số|phần lớn|nhóm|cả|hai|ba|bốn|năm|giới|phía|một vài|số đông|không ít|hầu hết|toàn bộ|mọi|tất cả|hầu như|đông đảo|phần đông|hàng loạt|hàng trăm|hàng nghìn|vợ chồng|ban|tổ|đoàn|đội|lực lượng|\d[\d.,]*%(?! (?:do|so|vào|trong|và|là|cổ|vốn|diện|thị|giá|nhờ|ở|từ))|\d[\d.,/]*(?= (?:người|bác|hộ|nước|bộ|đại|chuyên|nhà|công|doanh))|\d+) "
    r"|(?:một |1 )?(?:bản |kết quả|tài liệu|báo cáo|đơn |văn bản|lời |thông tin|nguồn tin|nghiên cứu|cuộc nghiên cứu|công trình nghiên cứu|dư luận|ý kiến|thống kê|số liệu|khảo sát|cuộc khảo sát|cuộc thăm dò|thăm dò|cuộc điều tra|kết luận|hồ sơ|biên bản|cáo trạng|thông cáo|tuyên bố|bức thư|lá thư|tờ |trang |bài báo|bài viết|hãng |kênh |đài |nhật báo|tổ chức |công ty |tập đoàn )"
    r"|(?:người dân|dân làng|dân cư|dân mạng|cư dân|cư dân mạng|cộng đồng mạng|cộng đồng|dân chúng|nhân dân|cử tri|công chúng|khán giả|thính giả|độc giả|bạn đọc|phụ huynh|cổ động viên|người hâm mộ|fan|fans|báo chí|báo giới|truyền thông|bạn bè|người nhà|người thân|người quen|người xưa|người đời|ông cha ta|dân gian|thân nhân|gia đình|cả nhà|nhà chồng|nhà vợ|nhà trai|nhà gái|phía nhà trường|nhà trường|ban giám hiệu|thực khách|du khách|hành khách|người tiêu dùng|khách hàng|cư dân|người bán|tiểu thương|nông dân|ngư dân|công nhân|một gia đình|một hộ dân|họ hàng|hàng xóm|láng giềng|bà con|đồng nghiệp|phe|phiến quân|quân nổi dậy|quân đội|tình báo|hải quân|không quân|lục quân|quốc hội|nghị viện|thượng viện|hạ viện|hoàng gia|nhân chứng|mạng lưới|đảng|liên minh|chuyên gia(?= (?:và|cho rằng|khuyến cáo|cảnh báo))|học giả)(?!\w))"
)


# AFP dẫn nguồn tin của cảnh sát B cho biết
CITES = re.compile(
    r"(?<!\w)(?:dẫn|trích)(?: lại)? (?:lời|nguồn tin|nguồn|thông báo|thông cáo|tuyên bố|phát biểu|báo cáo|số liệu|thông tin|bài|nhận định|đánh giá|ý kiến|phân tích|khẳng định|tiết lộ|chia sẻ|kết quả|tài liệu)(?: tin)?(?: từ| của)? "
)
_SPOUSE = re.compile(
    r"(vợ|bà xã|phu nhân|bạn gái|chồng|ông xã|phu quân|bạn trai)(?: cũ| sắp cưới)?(?: của)? "
)
_WIVES = frozenset({"vợ", "bà xã", "phu nhân", "bạn gái"})
_PAIRS = frozenset({" và ", " - ", " – ", "-", " cùng "})
# where the words for a group end
_PREDICATE = frozenset("đi đến tới đều cũng đã vẫn lên từng".split())
# a group or somebody without a name, whose owner or listener may be named behind
_SOMEBODY = re.compile(
    r"(?:có |cũng có )?(?:một số|một vài|một|1|các|những|nhiều|đa số|phần lớn|phần đông|hầu hết|không ít|số đông|đông đảo|hàng loạt|hàng nghìn|hàng trăm|vài|mọi|tất cả|(?:\d+|hai|ba|bốn|năm|mấy) (?:người|thanh niên|đối tượng|kẻ|tên|phụ nữ|nhân chứng)) "
)
# vào phòng A nói: a room is nobody
_OWNED_BY = PREPOSITIONS | {"phòng", "nhà", "xe", "quán", "tiệm", "vào"}
# sau khi ông A cho biết: whom a conjunction stands before is a subject
_WHEN = frozenset({"khi"})
# bà xã của A, luật sư của B: the one named is not the one who speaks
_RELATED = re.compile(
    r"(?:bà xã|ông xã|vợ|chồng|vợ cũ|chồng cũ|mẹ|bố|cha|ba|má|con trai|con gái|anh trai|chị gái|em trai|em gái|ông nội|bà nội|ông ngoại|bà ngoại|bạn trai|bạn gái|bạn thân|hàng xóm|đồng nghiệp|luật sư|quản lý|trợ lý|người yêu|tình cũ|fan) (?:của |(?=(?:hoa hậu|á hậu|ca sĩ|diễn viên|nghệ sĩ|người mẫu|cầu thủ|nạn nhân|bị cáo|bị can|nghi phạm|ông|bà|anh|chị|em|cháu|bé) ))"
)


# hàng xóm của bà A: some of them, and not one person
_CIRCLES = ("hàng xóm ", "đồng nghiệp ", "fan ")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: a person's index, or the name of a body, or (-1, "") for nobody."""

    person: int = -1
    org: str = ""

    def __bool__(self) -> bool:
        return self.person >= 0 or bool(self.org)


NOBODY = Speaker()


class NamingFinder(GroupFinder):
    """Finds whom words name. All offsets are of the normal form."""

    def _body_around(self, start: int, at: int, end: int) -> str:
        """The body whose name ends in what looks like a person's: Sở Xây dựng Lạc Giang; "" where a title tells better."""
        if at not in self.bare:
            return ""
        i = bisect_left(self.head_starts, at)
        for head in self.heads[max(0, i - 3) : i]:
            if head.start < start or ORG not in head.entry.kinds or not self.norm[head.start].isupper():
                continue
            if self._title_near(head.start) or self.folded[start : head.start].strip():
                continue
            name = self._segment_org(head.start, end)
            if len(name) >= end - head.start - 1:
                return name
        return ""

    def _beside(self, start: int, end: int) -> Speaker:
        """The person whose name, else the body whose name ends right before the verb, but for adverbs and times."""
        words = TIMES.sub(lambda m: " " * len(m.group()), self._without_adverbs(self.folded[start:end]))
        while words.strip():
            words = words.rstrip()
            last = words.rfind(" ") + 1
            if words[last:] in self.lexicon.between or words[last:][0].isdigit():
                words = words[:last]
            else:
                break
        stop = start + len(words.rstrip())
        i = bisect_left(self.place_starts, stop) - 1
        # the longest first: vợ ông A is not ông A
        for at, last, person in self.places[max(0, i - 2) : i + 1]:
            if at >= start and stop - 1 <= last <= stop + 1:
                body = self._body_around(start, at, last)
                if body:
                    return Speaker(org=body)
                word = self.folded[max(start, at - 12) : at].split()
                if not (word and word[-1] in _OWNED_BY - _WHEN) and self._owner(start, at) < 0:
                    return Speaker(self._first_of_pair(start, at, person))
                return NOBODY
        i = bisect_left(self.head_starts, stop)
        for head in self.heads[max(0, i - 4) : i]:
            if head.start < start or ORG not in head.entry.kinds or not self.norm[head.start].isupper():
                continue
            name = self._segment_org(head.start, stop)
            if not name or len(name) < stop - head.start - 1 or name.rsplit(" ", 1)[-1] in _CONJUNCTIONS:
                continue
            if self._title_near(head.start):
                break
            before = self.folded[max(start, head.start - 30) : head.start].split()
            if len(before) >= _FEW and before[-1] not in _ADDRESSED:
                return Speaker(org=name)
        return NOBODY

    def _first_of_pair(self, start: int, at: int, person: int) -> int:
        """Of "ông A và bà B cho rằng" the one named first; else the person given."""
        if not self.folded.endswith(" và ", start, at):
            return person
        i = bisect_left(self.place_starts, at) - 1
        return (
            self.places[i][2]
            if i >= 0 and at - 4 <= self.places[i][1] <= at - 3 and self.places[i][0] >= start
            else person
        )

    def _titled(self, at: int) -> Speaker:
        """Tổng Bí thư, bị cáo, nữ ca sĩ, đồng chí without a name: who bore that title last."""
        text = self.folded[at : at + 40]
        officer = self._officer(at)
        if officer:
            return officer
        if self.document.zone_at(at) in (Zone.TITLE, Zone.LEAD):
            holder = self._holder(at)
            if holder:
                return holder
        if not text.startswith(_ANAPHORS):
            return self._celebrity(at)
        form = next(form for form in _ANAPHORS if text.startswith(form))
        borne = self._starts_title(at) and form not in _ACCUSED
        return Speaker(self._choose(at, Reference(self._sex_of_noun(form), noun=form.strip(), borne=borne)))

    def _officer(self, at: int) -> Speaker:
        """Who bears the title that begins at a place, by the words before or behind a name."""
        text = self.folded[at : at + 40]
        for form in self.titles_longest_first:
            if text.startswith(form) and not text[len(form) : len(form) + 1].isalnum():
                return Speaker(
                    self._among({i for _, i in self.titles[form]}, at, self._of_what(at + len(form)))
                )
        return NOBODY

    def _of_what(self, at: int) -> frozenset[str]:
        """The words with a capital behind a title: HLV của U20 Lạc Giang."""
        cut = _CUT.search(self.norm, at, at + _OF_REACH)
        says = self._first_say(at, at + _OF_REACH)
        ends = [cut.start() if cut else at + _OF_REACH, says.start if says else at + _OF_REACH]
        words = self.norm[at : min(ends)].split()
        return frozenset(word for word in words if word[0].isupper())

    def _celebrity(self, at: int) -> Speaker:
        """Nghệ sĩ nổi tiếng, cựu tiền đạo 58 tuổi: whom the item speaks of, rather one whom it calls so elsewhere."""
        i = bisect_left(self.head_starts, at)
        here = [h.entry for h in self.heads[i : i + 4] if h.start == at and h.entry.code in _CELEBRITIES]
        if not here:
            return NOBODY
        noun = max((entry.form for entry in here), key=len)
        sex = self._sex_of_noun(noun)
        return Speaker(self._choose(at, Reference(sex, noun=noun)))

    def _holder(self, at: int) -> Speaker:
        """Chủ tịch TP Lạc Giang: ... in a headline: the only one of the item who holds such an office."""
        i = bisect_left(self.head_starts, at)
        office = next(
            (h.entry.form for h in self.heads[i : i + 3] if h.start == at and TITLE in h.entry.kinds), ""
        )
        if not office:
            return NOBODY
        bearers = {
            person
            for form, listed in self.titles.items()
            if form == office or form.startswith(office + " ")
            for _, person in listed
        }
        return Speaker(bearers.pop()) if len(bearers) == 1 else NOBODY

    def _segment_speaker(self, start: int, end: int) -> Speaker:  # noqa: PLR0911, PLR0912  a list of decisions in order
        """The person, else the body, that a stretch of words names as speaker."""
        start = self._after_blanks(start)
        for cited in CITES.finditer(self.folded, start, end):
            start = cited.end()
        if self.folded[start:end].rstrip(" ,") == "đó":
            return Speaker(*self._last_said(start))
        meant = self._meant(start, end)
        if meant is not None:
            return Speaker(meant)
        body = self._body_meant(start, end)
        if body is not None:
            return Speaker(org=body)
        house = _REPORTERS.match(self.folded, start, end)
        if house and not self.places_in(start, end):
            return Speaker(org=self._segment_org(house.end(), end))
        partner = self._partner(start, end)
        if partner is not None:
            return partner
        unnamed = self._not_named(start, end)
        crowd = self._group(start, end) if unnamed and not self._one_person(start) else NOBODY
        if crowd:
            return crowd
        person = self._first_person(start, end, strict=unnamed)
        name = self._segment_org(start, end)
        if person.person >= 0 and name:
            at = next(
                a for a, _, i in self.places[bisect_left(self.place_starts, start) :] if i == person.person
            )
            # "Công an bắt ông A cho biết" is rare, "Giám đốc Sở A Nguyễn B" the rule: the person speaks
            if self.folded.find(name.lower(), start, end) < at and not self._starts_title(start):
                between = self.folded[start:at]
                if any(f" {word} " in between for word in ("bắt", "về", "với", "của")):
                    return Speaker(org=name)
        if person:
            return person
        if self.folded.startswith(("một ", "1 "), start) and self._one_person(start):
            return NOBODY
        named = NOBODY if unnamed else self._by_name(name)
        if named:
            return named
        titled = self._titled(start)
        if not titled and name and self._starts_office_holder(self._after_lead(start, end)):
            return NOBODY
        if titled or name:
            return titled or Speaker(org=name.strip(" -–"))
        return self._group(start, end)

    def _not_named(self, start: int, end: int) -> bool:
        """Nhiều người hâm mộ của A, một bạn của B: does a stretch begin as a group or somebody without a name?"""
        begin = self._after_lead(self._after_blanks(start), end)
        there = _THERE.match(self.folded, begin, end)
        begin = there.end() if there else begin
        if _RELATED.match(self.folded, begin, end):
            return True
        return bool(_SOMEBODY.match(self.folded, begin, end)) and not self._names_somebody(begin, begin + 1)

    def _partner(self, start: int, end: int) -> Speaker | None:
        """Bà xã của A: the one of the other sex whom the item names in one breath with A, if there is one alone; mẹ
        ca sĩ B: nobody, but who is found without a name; None where no relative begins here.
        """
        begin = self._after_lead(self._after_blanks(start), end)
        if _RELATED.match(self.folded, begin, end) is None:
            return None
        here = [place for place in self.places_in(begin, begin + 1) if not self.people[place[2]].named]
        if not here and self.folded.startswith(_CIRCLES, begin):
            return None
        word = _SPOUSE.match(self.folded, begin, end)
        owner = self.places_in(word.end(), word.end() + 1) if word else []
        if word is None or not owner:
            return Speaker(here[-1][2]) if here else NOBODY
        sex = Gender.FEMALE if word.group(1) in _WIVES else Gender.MALE
        beside = self._paired.get(owner[0][2], set()) - {owner[0][2]}
        fit = [i for i in beside if self.people[i].named and self._may_be(i, sex)]
        if len(fit) == 1:
            return Speaker(fit[0])
        return Speaker(here[-1][2]) if here else NOBODY

    @functools.cached_property
    def _paired(self) -> dict[int, set[int]]:
        """Who is named in one breath with whom: A và B."""
        paired: dict[int, set[int]] = {}
        for (_, stop, one), (at, _, other) in itertools.pairwise(self.places):
            if self.folded[stop:at] in _PAIRS:
                paired.setdefault(one, set()).add(other)
                paired.setdefault(other, set()).add(one)
        return paired

    def _may_be(self, person: int, sex: Gender) -> bool:
        known = self.sexes[person][0] if person < len(self.sexes) else Gender.UNKNOWN
        return known in (sex, Gender.UNKNOWN)

    def _group(self, start: int, end: int) -> Speaker:
        """Nhiều người, các bác sĩ, bản báo cáo: who or what speaks without any name."""
        there = _THERE.match(self.folded, start, end) or _ONLY.match(self.folded, start, end)
        start = there.end() if there else start
        if _FIRST_PERSON.match(self.folded, start) or not _BODIES.match(
            self.folded, self._after_lead(start, end)
        ):
            return NOBODY
        begin = self._after_lead(start, end)
        if self.folded.startswith("tổ chức ", begin) and ORGANISED.match(self.folded, begin + 7):
            return NOBODY
        told = len(self._without_adverbs(self.folded[begin:end]).rstrip())
        words = _BRACKETED.sub("", self.norm[begin : begin + told]).split()
        if len(words) > _LONGEST_STRETCH or (len(words) > 1 and words[1] in _TIMES_OF):
            return NOBODY
        ends = self.lexicon.words["org_end"] - {"bị", "có"}
        kept = list(itertools.takewhile(lambda w: w not in ends and w not in _PREDICATE, words))
        while kept and kept[-1].lower() in self.lexicon.between:
            kept.pop()
        while len(kept) > 1 and kept[-1] in ("mới", "gần", "đây", "ai", "hiện"):
            kept.pop()
        if not kept or len(kept) > _LONGEST_GROUP or not _TELLS.isdisjoint(w.lower() for w in kept):
            return NOBODY
        return Speaker(org=" ".join(kept).strip(" ,;"))

    def _last_group(self, at: int) -> str:
        """Whom "họ" means: a group that spoke, else the one that the sentence before begins with or names last."""
        spoke = super()._last_group(at)
        i = self.document.sentence_at(at)
        if spoke or i < 1:
            return spoke
        start, stop = self.document.sentences[i - 1]
        begin = self._after_lead(start, stop)
        if self.places_in(begin, begin + 1):
            return ""
        comma = self.norm.find(",", begin, stop)
        group = self._group(begin, comma if comma > 0 else stop).org
        if _SOMEBODY.match(group.lower() + " "):
            return group
        last = bisect_left(self.head_starts, stop)
        media = self._groups.alike["tờ"]
        for head in reversed(self.heads[max(0, last - _FEW_HEADS) : last]):
            if head.start < begin or ORG not in head.entry.kinds or head.entry.form in media:
                continue
            if self.norm[head.start].isupper():
                return self._segment_org(head.start, stop)
        return ""

    def _one_person(self, at: int) -> bool:
        """Một sĩ quan cảnh sát, một lãnh đạo xã: somebody of a body, though without a name, and not the body."""
        behind = self.folded.find(" ", at) + 1
        return self._personal(behind) or self.folded.startswith(("lãnh đạo ", "đại diện "), behind)

    def _by_name(self, name: str) -> Speaker:
        """The one person of the item whose name ends, or abroad begins, in the given words."""
        words = tuple(name.lower().split())[-3:]
        if not words:
            return NOBODY
        for size in range(len(words), 0, -1):
            tail = words[-size:]
            found = [
                i
                for i, p in enumerate(self.people)
                if p.named
                and len(p.key) >= size
                and (p.key[-size:] == tail or (p.foreign and p.key[:size] == tail))
            ]
            if len(found) == 1 and size == len(words):
                return Speaker(found[0])
        return NOBODY

    def _starts_office_holder(self, at: int) -> bool:
        """Chủ tịch UBND tỉnh, Giám đốc Sở: one person, though without a name, and not the body."""
        i = bisect_left(self.head_starts, at)
        here = list(itertools.takewhile(lambda h: h.start == at, self.heads[i : i + 4]))
        # đại sứ is a person, đại sứ quán a body: the longest form tells
        longest = max((h.end for h in here), default=at)
        kinds = [h.entry.kinds for h in here if h.end == longest]
        return any(TITLE in k and ORG not in k for k in kinds)

    def _first_person(self, start: int, end: int, *, strict: bool = False) -> Speaker:
        """The first person named or meant between two offsets who is no object of a preposition, else any."""
        spare = NOBODY
        i = bisect_left(self.place_starts, start)
        while i < len(self.places) and self.places[i][0] < end:
            at, stop, person = self.places[i]
            if stop <= end + 1:
                word = self.folded[max(start, at - 12) : at].split()
                if word and word[-1] == "phía":
                    return Speaker(org=self.norm[at - 5 : stop])
                owner = self._owner(start, at)
                if owner >= 0:
                    return Speaker(org=self.norm[owner:stop])
                if not word or word[-1] not in (_OWNED_BY if strict else PREPOSITIONS):
                    return Speaker(person)
                if not spare:
                    spare = Speaker(person)
            i += 1
        if strict or (
            spare
            and self.folded[start:end]
            .lstrip()
            .startswith(("trao đổi", "trả lời", "chia sẻ", "nói chuyện", "liên hệ", "gặp"))
        ):
            return NOBODY
        return spare

"""Whom a pronoun means: anh, cô, ông ấy, nữ ca sĩ further on tell the sex of somebody first named without address."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from indicators.lexicon import KIN, TITLE, Hit, Lexicon
from indicators.model import Gender, Zone
from indicators.people.merge import Individual
from indicators.people.names import SURE, probability_of_name
from indicators.people.runs import UPPER
from indicators.text import Document

# how many sentences back the person meant is looked for
_BACK = 2
# of one sentence only so many names are looked at: one without a point may be a whole text
_MOST = 30
# "cô gái", "anh trai", "bà con" and the like are words of their own
_PRONOUN = re.compile(
    r"(?<!\w)(anh|chị|ông|bà|cô|cậu|nàng|hắn|gã|ả|mụ|chàng|lão)"
    r"(?! (?:gái|trai|bạn|em|bà|chị|con|nội|ngoại|chủ|giáo|dâu|rể|mẹ|bố|cha|chồng|vợ|lớn|đồng|hùng|ruột|họ|cháu|cụ|tổ|xã|bầu|trùm|"
    r"ba|chàng|lão|già|hoàng|vua|đồ|lang|trưởng|mối|đỡ|chúa|phước|hồn|nhi|quyền|út|công|nghị|hàng|đơn|độc|lập|đặc|đọng|ninh|ngư|nông|mình|tôi|đúc|bồ|nhân|nàng nào)(?!\w))"
    r"(?: (?:ấy|này|ta|bé|nàng))?(?!\w)"
)
# words after which a pronoun can stand; elsewhere the same word is rather a kin term or part of a compound
_BEFORE_PRONOUN = frozenset(
    "của với cho khi rằng là mà và thì như nên vì để bởi do khiến giúp tuy nếu biết đưa được bị theo thấy nơi gặp từ nhưng cùng lúc điều việc vợ chồng mẹ bố cha đình lời nhà đời giọng mặt nghiệp gương bạn ảnh".split()
)
_ANAPHOR = re.compile(
    r"(n(?<!\w.)(?:ữ|am)) (?:ca sĩ|diễn viên|nghệ sĩ|sinh|sinh viên|doanh nhân|giám đốc|cầu thủ|tay vợt|vận động viên|chính trị gia|bệnh nhân|chính khách|nạn nhân|tài xế|người mẫu|mc|công nhân|bác sĩ|giáo viên|thủ tướng|tổng thống|bộ trưởng|nhà văn|đạo diễn|rapper|luật sư|thạc sĩ|tiến sĩ|nhạc sĩ|võ sĩ|kình ngư|bị cáo|nghi phạm|thanh niên|nhân viên|cảnh sát|đại gia|danh ca|idol|nghị sĩ|ứng viên|ứng cử viên|thí sinh|học sinh)\b(?= [^\W\d_A-ZĐ]|[.,;)])"
)
# "cô gái", "người đàn ông này" at the head of a clause: whoever was told of last, where nobody else of that sex was
_WOMAN_NOUN = "cô (?:gái|nàng|bé)|người (?:phụ nữ|đàn bà|đẹp)|thiếu nữ|bé gái|mỹ nhân|kiều nữ|nữ (?:sinh|thủ lĩnh)|cháu gái|quý cô|sản phụ|thai phụ|bà (?:mẹ|lão)|hot girl|cụ bà|nàng hậu|bóng hồng"
_MAN_NOUN = "chàng trai|anh chàng|người đàn ông|gã (?:đàn ông|trai)|nam (?:thanh niên|sinh)|thanh niên|cậu bé|bé trai|cháu trai|ông lão|cụ ông|quý ông|mỹ nam"
_NOUN = re.compile(
    rf"(?<!\w)(?=[abcghkmnqst])(?:(?P<f>{_WOMAN_NOUN})|(?P<m>{_MAN_NOUN}))"
    r"(?: (?:này|ấy|đó|trẻ|xấu số|bất hạnh|tội nghiệp|đáng thương|nói trên|\d{1,3} tuổi|sinh năm \d{4}|(?:người|gốc|quê|đến từ)(?: [^\W\d_]+){1,3}?))*"
    r"(?=,? (?:đã|đang|sẽ|vẫn|còn|cũng|lại|luôn|từng|vừa|chỉ|bị|được|cho|có|không|chưa|phải|nói|kể|chia sẻ|bày tỏ|tâm sự|tiết lộ|thừa nhận|khai|khẳng định|cho biết|sinh|tự|bắt|liền|bỗng|nhanh chóng|tiếp tục|sau đó|nhận|đi|về|ra|vào|khiến|gây|diện|khoe|xuất hiện|trở|là|rất|hiện|mới|bèn|lập tức|tỏ|quyết|muốn|mong|yêu|tử vong|qua đời|nhập viện)(?!\w))"
)
_HEADS_CLAUSE = re.compile(
    r"(?:\A|[\n.!?…:;,–-][”\"]? ?|(?<!\w)(?:khi|rằng|nhưng|vì|nên|do|lúc|song|dù|sau đó|thì|và) )\Z"
)
# what such a description holds, and the description
_TRANS = (
    (
        "sinh ra ",
        re.compile(
            r"sinh ra (?:trong|với|dưới|mang)? ?(?:hình hài|thân xác|cơ thể) (?:một )?(?:con trai|con gái|bé trai|bé gái|đàn ông|phụ nữ|nam|nữ)"
        ),
    ),
    (
        "chuyển giới",
        re.compile(
            r"(?<!\w)(?:nữ|nam|người đẹp|hoa hậu|ca sĩ|diễn viên|nghệ sĩ|người mẫu|siêu mẫu|vận động viên)(?: \w+){0,2} chuyển giới(?: này| nổi tiếng| đầu tiên)?(?=[ ,.;])"
        ),
    ),
    (
        "chuyển giới",
        re.compile(
            r"(?:phẫu thuật|ca) chuyển giới của (?:mình|cô|anh|chị)(?!\w)|đã chuyển giới thành công|chuyển giới từ (?:nam|nữ) sang (?:nam|nữ)"
        ),
    ),
)
# somebody told of without a name: whoever is introduced by "một", relatives, callings with an address
_SOMEBODY = {
    "female": re.compile(
        r"(?<!\w)(?:một (?:người phụ nữ|phụ nữ|thiếu nữ|cô gái|người đàn bà|nữ \w+|bà \w+|cô \w+)|bạn gái|người vợ|vợ|bà xã|mẹ|con gái|em gái|chị gái"
        r"|cô (?:hiệu trưởng|chủ|nhân viên|bạn|con)|bà (?:chủ|mẹ|cụ))(?!\w)"
    ),
    "male": re.compile(
        r"(?<!\w)(?:một (?:người đàn ông|thanh niên|nam \w+|chàng trai|gã \w+|ông \w+|anh \w+)|bạn trai|người chồng|chồng|ông xã|cha|bố|con trai|em trai|anh trai"
        r"|anh (?:công nhân|bộ đội|chủ|nhân viên|bạn)|ông (?:chủ|bố|cụ))(?!\w)"
    ),
}
# offices and callings whose holders speak (GMMP codes), how far behind one its holder is named, and how near before
_SPEAKERS = frozenset({2, 3, 4, 5, 6, 9, 10, 11})
_REACH, _APPOSED = 60, 12
# who is named so often is whom the item is about
_OFTEN = 3
_WOMAN = re.compile(r"nữ|người đẹp|hoa hậu")
_NAMED = re.compile(rf"(?: [^\W\d_{UPPER}]\w*){{0,1}} [{UPPER}]")
_SEX = {
    "chị": "female", "bà": "female", "cô": "female", "nàng": "female", "ả": "female", "mụ": "female",
    "anh": "male", "ông": "male", "cậu": "male", "hắn": "male", "gã": "male", "chàng": "male", "lão": "male",
}  # fmt: skip


# of children no anh, chị, ông, bà
_SMALL = frozenset({"cậu", "cô", "nàng"})
_CHILD = frozenset({"cô bé", "cậu bé"})
# offices and callings of grown people (GMMP codes)
_GROWN = frozenset({1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})


class _Names:
    """The places of all people in order, and what is known of each before pronouns are read."""

    def __init__(
        self,
        document: Document,
        people: Sequence[Individual],
        lexicon: Lexicon,
        unknown: Individual | None = None,
        hits: Sequence[Hit] = (),
    ) -> None:
        self.sentences = document.sentences
        spots = sorted(((s.start, p, s) for p in people for s in p.spots), key=lambda t: t[0])
        self.people = [person for _, person, _ in spots]
        self.starts = [start for start, _, _ in spots]
        # "vợ An ... cô": who owns the wife is not meant
        self.owners = [s.trigger is not None and KIN in s.trigger.entry.kinds for _, _, s in spots]
        self.called = [s.trigger.entry.form if s.trigger is not None else "" for _, _, s in spots]
        self.children = {id(p) for p in people if any(_small(s.trigger) for s in p.spots)}
        # of a professor or a colonel no cô bé, cậu bé
        self.officers = {
            id(p)
            for p in people
            if any(hit.entry.code in _GROWN for s in p.spots for hit in (s.trigger, s.title) if hit)
        }
        self.folded = document.folded
        # whom the item is about: named often, or in the headline; "chị" further on may be she, whoever was named since
        self.central: dict[str, list[tuple[int, Individual]]] = {}
        for person in people:
            told = len(person.spots) >= _OFTEN or any(
                document.zone_at(s.start) is Zone.TITLE for s in person.spots
            )
            if told:
                for sex in person.sexes:
                    self.central.setdefault(sex, []).append((min(s.start for s in person.spots), person))
        # where an address without a name stands, or a word for a woman or a man; found when first asked for
        self._described: dict[str, list[int]] = {}
        self.ends = sorted(s.end for _, _, s in spots)
        self.offices = [h for h in hits if TITLE in h.entry.kinds and h.entry.code in _SPEAKERS]
        self.office_starts = [h.start for h in self.offices]
        self.leads = {at for s in (spot for _, _, spot in spots) for at in (s.lead, s.start)}
        self.likely: dict[int, str] = {}
        for person in people:
            chance = None if person is unknown else probability_of_name(person, lexicon)
            if chance is not None and not 1 - SURE < chance < SURE:
                self.likely[id(person)] = "female" if chance >= SURE else "male"

    def sex_of(self, person: Individual) -> str:
        """The sex that address or name give somebody, or ""."""
        if len(person.sexes) == 1:
            return next(iter(person.sexes))
        return "" if person.sexes else self.likely.get(id(person), "")

    def rival(self, start: int, sex: str, person: Individual, at: int, named: int) -> bool:
        """May somebody else be meant: of whom the item itself says this sex, described so or of such a name, between
        the sentence that names the person and the pronoun?
        """
        if any(other is not person and begin < start for begin, other in self.central.get(sex, ())):
            return True
        if self.described(sex, self.sentences[max(0, named)][0], start):
            return True
        if self.unnamed_office(self.sentences[at][0], start):
            return True
        low = self.sentences[max(0, named)][0]
        first, last = bisect_left(self.starts, low), bisect_left(self.starts, start)
        near = self.people[max(first, last - _MOST) : last]
        return any(other is not person and self.sex_of(other) == sex for other in near)

    def described(self, sex: str, low: int, high: int) -> bool:
        """Does somebody of this sex stand between two offsets without a name: một người đàn ông, cô hiệu trưởng?"""
        if sex not in self._described:
            found = _SOMEBODY[sex].finditer(self.folded)
            self._described[sex] = [hit.start() for hit in found if not self._of_named(hit)]
        places = self._described[sex]
        return bisect_left(places, low) < bisect_left(places, high)

    def unnamed_office(self, low: int, high: int) -> bool:
        """Theo chủ tiệm, phó chủ tịch đảng A nói: does an office or calling stand there without its holder's name?"""
        first, last = bisect_left(self.office_starts, low), bisect_left(self.office_starts, high)
        return any(
            not self._holder_follows(hit.end, min(hit.end + _REACH, high))
            and not self._holder_before(hit.start)
            for hit in self.offices[max(first, last - _MOST) : last]
        )

    def _holder_follows(self, low: int, high: int) -> bool:
        """Chủ tịch xã A, or "chủ tịch xã, ông A"; in "theo chủ tiệm, khi nghe A kêu" a clause begins."""
        comma = self.folded.find(", ", low, high)
        if comma >= 0:
            return comma + 2 in self.leads or bisect_left(self.starts, low) < bisect_left(self.starts, comma)
        return bisect_left(self.starts, low) < bisect_left(self.starts, high)

    def _holder_before(self, at: int) -> bool:
        """Did a name end in the few letters before: A, chủ tịch B?"""
        return bisect_left(self.ends, at - _APPOSED) < bisect_left(self.ends, at)

    def _of_named(self, hit: re.Match[str]) -> bool:
        """Does a name follow the word, or does it stand in the address before one?"""
        return hit.start() in self.leads or bool(self.leads & {hit.end() + 1, hit.end() + 5})

    def addressed(self, words: str, start: int, person: Individual, at: int) -> bool:
        """Has somebody else been called by the very word, in the same sentence or the two before: bà Hoa ... bà?"""
        first = bisect_left(self.starts, self.sentences[max(0, at - _BACK)][0])
        last = bisect_left(self.starts, start)
        near = range(max(first, last - _MOST), last)
        word = words.split(" ", maxsplit=1)[0]
        return any(self.called[i] == word and self.people[i] is not person for i in near)

    def last_before(self, at: int) -> Individual | None:
        """Who was named last: "anh này" is nobody further off."""
        i = bisect_left(self.starts, at)
        return self.people[i - 1] if i else None

    def told_of(self, at: int, start: int, sex: str) -> Individual | None:
        """Whom a word for a woman or a man means: the only one the sentences before name who may be of that sex.

        Nobody where the sentence itself names somebody before, or the item told of such a person without a name.
        """
        if at < 0 or self.within(at, start) or self.described(sex, 0, start):
            return None
        for back in range(1, min(_BACK, at) + 1):
            near = list(dict.fromkeys(map(id, self.within(at - back))))
            if near:
                fit = [p for p in self.within(at - back) if self.fits(p, sex, grown=False)]
                alone = fit[0] if fit and all(p is fit[0] for p in fit) else None
                if alone is None or self.rival(start, sex, alone, at, at - back):
                    return None
                return alone
        return None

    def within(self, sentence: int, until: int = -1) -> list[Individual]:
        """Those named in a sentence, in order, without those whose wife or son is; at most the first thirty."""
        low, high = self.sentences[sentence]
        first = bisect_left(self.starts, low)
        last = min(bisect_left(self.starts, until if until >= 0 else high), first + _MOST)
        return [self.people[i] for i in range(first, last) if not self.owners[i]]

    def fits(self, person: Individual, sex: str, *, grown: bool) -> bool:
        """Does nothing known of the person speak against a pronoun of this sex?"""
        if person.sexes:
            return sex in person.sexes
        return self.likely.get(id(person), sex) == sex and not (grown and id(person) in self.children)


def _small(trigger: Hit | None) -> bool:
    return trigger is not None and trigger.entry.form in ("em", "cháu", "bé")


def pronouns(
    document: Document,
    people: Sequence[Individual],
    lexicon: Lexicon,
    hits: Sequence[Hit] = (),
    *,
    unknown: Individual | None = None,
) -> None:
    """Gives every pronoun to the person it most likely stands for, as weak evidence.

    That is the first person named in its own sentence before it, or else in the nearest of the two sentences before,
    of whom nothing contradicts. Where somebody else may be meant, the pronoun tells nothing.
    ``unknown``: somebody whose name is kept out of sight, for measuring.
    """
    names = _Names(document, people, lexicon, unknown, hits)
    if not names.people:
        return
    _otherwise(document, people, names)
    # for those alone whom no word before their name tells
    untold = any(not person.sexes for person in people)
    for start, end, sex, words in _nouns(document) if untold else ():
        at = document.sentence_at(start)
        person = names.told_of(at, start, sex)
        if person is not None:
            person.marks.append(("pronoun", sex, words))
            person.extra.append((start, end))
    for start, end, sex, words in _found(document, hits):
        at = document.sentence_at(start)
        if at < 0:
            continue
        person, named = _meant(names, at, start, sex, grown=words.split(" ")[0] not in _SMALL)
        if person is None or (words in _CHILD and id(person) in names.officers):
            continue
        this = words.endswith(" này") and names.last_before(start) is person
        addressed = names.addressed(words, start, person, at)
        if person.sexes or this or not (addressed or names.rival(start, sex, person, at, named)):
            person.marks.append(("pronoun", sex, words))
            person.extra.append((start, end))


def _nouns(document: Document) -> Iterator[tuple[int, int, str, str]]:
    """Words for a woman or a man that head a clause of the narrator's: start, end, sex, words."""
    folded, marks = document.folded, document.marks
    opened = [start for start, _, _ in marks]
    for hit in _NOUN.finditer(folded):
        start, end = hit.span()
        if not _HEADS_CLAUSE.search(folded, max(0, start - 9), start):
            continue
        i = bisect_right(opened, start) - 1
        if i >= 0 and start < marks[i][1]:
            continue
        yield start, end, "female" if hit["f"] else "male", hit.group()


def _otherwise(document: Document, people: Sequence[Individual], names: _Names) -> None:
    """Marks people the item describes as trans further on: "sinh ra trong hình hài con trai", "nữ ca sĩ chuyển giới".

    Said of nobody unless one person alone is named in that sentence and the one before, and nothing known of them
    speaks against the sex of the words: this must not hit another.
    """
    folded = document.folded
    for hit in (hit for word, test in _TRANS if word in folded for hit in test.finditer(folded)):
        at = document.sentence_at(hit.start())
        if at < 0:
            continue
        near = {id(p): p for back in (0, 1) if at >= back for p in names.within(at - back)}
        sex = "female" if _WOMAN.match(hit.group()) else "male" if hit.group().startswith("nam") else ""
        if len(near) == 1:
            person = next(iter(near.values()))
            if not sex or names.fits(person, sex, grown=False):
                person.marks.append(("explicit", Gender.OTHER, hit.group()))


def _found(document: Document, hits: Sequence[Hit]) -> Iterator[tuple[int, int, str, str]]:
    """Pronouns and descriptions that stand for one: start, end, sex, words."""
    folded, norm = document.folded, document.norm
    titles = {hit.start for hit in hits if TITLE in hit.entry.kinds}
    marks = document.marks
    opened = [start for start, _, _ in marks]
    for hit in _PRONOUN.finditer(folded):
        start, end = hit.start(1), hit.end()
        # "cô hiệu trưởng", "anh công nhân": address
        if not _stands_alone(norm, start, end) or (norm[end : end + 1] == " " and end + 1 in titles):
            continue
        i = bisect_right(opened, start) - 1
        if i >= 0 and start < marks[i][1]:
            # in somebody's words "anh" and "chị" are you and I
            continue
        yield start, end, _SEX[hit.group(1)], hit.group()
    for hit in _ANAPHOR.finditer(folded):
        # "nữ diễn viên người Pháp Anna Bell" is named at once
        if _stands_alone(norm, hit.start(), hit.end()) and not _NAMED.match(norm, hit.end()):
            yield hit.start(), hit.end(), "female" if hit.group(1) == "nữ" else "male", hit.group()


def _meant(names: _Names, at: int, start: int, sex: str, *, grown: bool) -> tuple[Individual | None, int]:
    """Who is meant, and the sentence that names them."""
    own = names.within(at, start)
    if own:
        return own[0] if names.fits(own[0], sex, grown=grown) else None, at
    for back in range(1, min(_BACK, at) + 1):
        fit = [p for p in names.within(at - back) if names.fits(p, sex, grown=grown)]
        if fit:
            return fit[0], at - back
    return None, -1


def _stands_alone(norm: str, start: int, end: int) -> bool:
    """Is the word a pronoun here, and not the address before a name or part of a compound?"""
    after = norm[end : end + 2]
    if not (not after or after[0] in '.,;!?)”"\n' or (after[0] == " " and after[1:].islower())):
        return False
    before = norm[max(0, start - 12) : start].rstrip(" ")
    if before[-1:] == "(" and after[:1] == ")":
        # London (Anh)
        return False
    if not before or before[-1] in '.!?…”"\n,;:(“–-':
        return True
    return norm[start].islower() and before.split(" ")[-1].lower() in _BEFORE_PRONOUN

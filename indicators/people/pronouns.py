"""Whom a pronoun means: anh, cô, ông ấy, nữ ca sĩ further on tell the sex of somebody first named without address."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from indicators.lexicon import Hit, Lexicon
from indicators.people.merge import Individual
from indicators.people.names import SURE, probability_of_name
from indicators.text import Document

# how many sentences back the person meant is looked for
_BACK = 2
# of one sentence only so many names are looked at: one without a point may be a whole text
_MOST = 30
# "cô gái", "anh trai", "bà con" and the like are words of their own
_PRONOUN = re.compile(
    r"(?<!\w)(anh|chị|ông|bà|cô|cậu|nàng|hắn|gã|ả|mụ|chàng|lão)"
    r"(?! (?:gái|trai|bạn|em|bà|chị|con|nội|ngoại|chủ|giáo|dâu|rể|mẹ|bố|cha|chồng|vợ|lớn|đồng|hùng|ruột|họ|cháu|cụ|tổ|xã|bầu|trùm|"
    r"ba|chàng|lão|già|út|công|nghị|hàng|đơn|độc|lập|đặc|đọng|ninh|ngư|nông)(?!\w))"
    r"(?: (?:ấy|này|ta|bé|nàng))?(?!\w)"
)
# words after which a pronoun can stand; elsewhere the same word is rather a kin term or part of a compound
_BEFORE_PRONOUN = frozenset(
    "của với cho khi rằng là mà và thì như nên vì để bởi do khiến giúp tuy nếu biết đưa được bị theo thấy nơi gặp từ nhưng cùng lúc".split()
)
_ANAPHOR = re.compile(
    r"\b(nữ|nam) (?:ca sĩ|diễn viên|nghệ sĩ|sinh|sinh viên|doanh nhân|giám đốc|cầu thủ|tay vợt|vận động viên|chính trị gia|bệnh nhân|chính khách|nạn nhân|tài xế|người mẫu|mc|công nhân|bác sĩ|giáo viên|thủ tướng|tổng thống|bộ trưởng|nhà văn|đạo diễn|rapper|luật sư|thạc sĩ|tiến sĩ|sao|thần|hoàng|nhạc sĩ|võ sĩ|kình ngư|chính|bị cáo|nghi phạm|thanh niên|quái|nhân viên|cảnh sát|đại gia|danh ca|idol|nghị sĩ|ứng viên|ứng cử viên|thí sinh|học sinh)\b(?= [^\W\d_A-ZĐ]|[.,;)])"
)
_SEX = {
    "chị": "female", "bà": "female", "cô": "female", "nàng": "female", "ả": "female", "mụ": "female",
    "anh": "male", "ông": "male", "cậu": "male", "hắn": "male", "gã": "male", "chàng": "male", "lão": "male",
}  # fmt: skip


class _Names:
    """The places of all people in order, and what is known of each before pronouns are read."""

    def __init__(self, document: Document, people: Sequence[Individual], lexicon: Lexicon) -> None:
        self.sentences = document.sentences
        spots = sorted(((s.start, p) for p in people for s in p.spots), key=lambda t: t[0])
        self.people = [person for _, person in spots]
        self.starts = [start for start, _ in spots]
        self.children = {id(p) for p in people if any(_small(s.trigger) for s in p.spots)}
        # the first two of each sex: one of them is somebody else
        self.first: dict[str, list[tuple[int, Individual]]] = {}
        for start, person in spots:
            for sex in person.sexes:
                known = self.first.setdefault(sex, [])
                if len(known) < 2 and all(other is not person for _, other in known):
                    known.append((start, person))
        self.likely: dict[int, str] = {}
        for person in people:
            chance = probability_of_name(person, lexicon)
            if chance is not None and not 1 - SURE < chance < SURE:
                self.likely[id(person)] = "female" if chance >= SURE else "male"

    def rival(self, start: int, sex: str, person: Individual) -> bool:
        """Was somebody else named before of whom the item itself says this sex?"""
        return any(other is not person and at < start for at, other in self.first.get(sex, ()))

    def within(self, sentence: int, until: int = -1) -> list[Individual]:
        """Those named in a sentence, in order; at most the first thirty."""
        low, high = self.sentences[sentence]
        first = bisect_left(self.starts, low)
        last = bisect_left(self.starts, until if until >= 0 else high)
        return self.people[first : min(last, first + _MOST)]

    def fits(self, person: Individual, sex: str) -> bool:
        """Does nothing known of the person speak against a pronoun of this sex?"""
        if person.sexes:
            return sex in person.sexes
        return self.likely.get(id(person), sex) == sex


def _small(trigger: Hit | None) -> bool:
    return trigger is not None and trigger.entry.form in ("em", "cháu", "bé")


def pronouns(document: Document, people: Sequence[Individual], lexicon: Lexicon) -> None:
    """Gives every pronoun to the person it most likely stands for, as weak evidence.

    That is the first person named in its own sentence before it, or else in the nearest of the two sentences before,
    of whom nothing contradicts. Somebody else named before, of whom the item itself says this sex, may be meant as well:
    then the pronoun tells nothing.
    """
    names = _Names(document, people, lexicon)
    if not names.people:
        return
    for start, end, sex, words in _found(document):
        at = document.sentence_at(start)
        if at < 0:
            continue
        person = _meant(names, at, start, sex)
        if person is None or (words.split(" ")[0] in ("hắn", "gã") and id(person) in names.children):
            continue
        if person.sexes or not names.rival(start, sex, person):
            person.marks.append(("pronoun", sex, words))
            person.extra.append((start, end))


def _found(document: Document) -> Iterator[tuple[int, int, str, str]]:
    """Pronouns and descriptions that stand for one: start, end, sex, words."""
    folded, norm = document.folded, document.norm
    for hit in _PRONOUN.finditer(folded):
        if _stands_alone(norm, hit.start(1), hit.end()):
            yield hit.start(1), hit.end(), _SEX[hit.group(1)], hit.group()
    for hit in _ANAPHOR.finditer(folded):
        if _stands_alone(norm, hit.start(), hit.end()):
            yield hit.start(), hit.end(), "female" if hit.group(1) == "nữ" else "male", hit.group()


def _meant(names: _Names, at: int, start: int, sex: str) -> Individual | None:
    own = names.within(at, start)
    if own:
        return own[0] if names.fits(own[0], sex) else None
    for back in range(1, min(_BACK, at) + 1):
        fit = [p for p in names.within(at - back) if names.fits(p, sex)]
        if fit:
            return fit[0]
    return None


def _stands_alone(norm: str, start: int, end: int) -> bool:
    """Is the word a pronoun here, and not the address before a name or part of a compound?"""
    after = norm[end : end + 2]
    if not (not after or after[0] in '.,;!?)”"\n' or (after[0] == " " and after[1:].islower())):
        return False
    before = norm[max(0, start - 12) : start].rstrip(" ")
    if not before or before[-1] in '.!?…”"\n,;:(“–-':
        return True
    return norm[start].islower() and before.split(" ")[-1].lower() in _BEFORE_PRONOUN

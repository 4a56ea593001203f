"""Woman or man, by what the item says: a ladder of evidence from explicit words down to the name, and no guess below it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from indicators.lexicon import Lexicon
from indicators.model import Evidence, Gender
from indicators.people.cues import around
from indicators.people.knowledge import known
from indicators.people.merge import Individual
from indicators.people.names import probability_female
from indicators.people.runs import is_initial
from indicators.text import Document

# from here on the name alone decides: on held names 0.88 decided, 0.991 right (2026-11)
NAME_SURE = 0.85
_RUNGS = ("explicit", "honorific", "office", "kin", "pronoun")
# measured by benchmarks/names.py (2026-11): honorific 62 of 62, pronoun and explicit about one wrong in fifteen where
# many are named together; rounded towards doubt
_RELIABLE = {
    "explicit": 0.97,
    "honorific": 0.995,
    "office": 0.99,
    "knowledge": 0.99,
    "kin": 0.97,
    "pronoun": 0.95,
}
_ABROAD = re.compile(
    r"trung quốc|hàn quốc|nhật bản|đài loan|triều tiên|hong kong|hồng kông|singapore|malaysia|bắc kinh|trung hoa"
)
_PRONOUN = re.compile(
    r"(?<!\w)(anh|chị|ông|bà|cô|cậu|nàng|hắn|gã|ả|mụ|chàng|lão)(?: (?:ấy|này|ta|bé|nàng))?(?!\w)"
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


def pronouns(document: Document, people: Sequence[Individual]) -> None:
    """Gives every pronoun to the person it most likely stands for, as weak evidence.

    The antecedent is the first person named in the nearest of the two sentences before (or of its own one) whose other
    evidence does not contradict.
    """
    spots = sorted(((s.start, p) for p in people for s in p.spots), key=lambda t: t[0])
    starts = [start for start, _ in spots]
    if not spots:
        return
    folded, norm = document.folded, document.norm
    sentences = document.sentences
    found = [(m.start(1), m.end(), _SEX[m.group(1)], m.group()) for m in _PRONOUN.finditer(folded)]
    found += [
        (m.start(), m.end(), "female" if m.group(1) == "nữ" else "male", m.group())
        for m in _ANAPHOR.finditer(folded)
    ]
    for start, end, sex, words in found:
        if not _stands_alone(norm, start, end):
            continue
        at = document.sentence_at(start)
        if at < 0:
            continue
        own = bisect_left(starts, sentences[at][0])
        person = None
        upto = bisect_left(starts, start)
        if upto > own:
            person = spots[own][1]
        for back in (1, 2):
            if person is not None or at < back:
                break
            low, high = sentences[at - back]
            inside = [p for _, p in spots[bisect_left(starts, low) : bisect_left(starts, high)]]
            fit = [p for p in inside if not (p.sexes and sex not in p.sexes)]
            if fit:
                person = fit[0]
        if (
            words[:3] in ("hắn", "gã", "gã ")
            and person is not None
            and any(
                s.trigger is not None and s.trigger.entry.form in ("em", "cháu", "bé") for s in person.spots
            )
        ):
            continue
        if person is None or (person.sexes and sex not in person.sexes):
            continue
        if person.sexes or not _meant_before(start, sex, person, spots, starts):
            person.marks.append(("pronoun", sex, words))
            person.extra.append((start, end))


def _meant_before(
    start: int,
    sex: str,
    person: Individual,
    spots: Sequence[tuple[int, Individual]],
    starts: Sequence[int],
) -> bool:
    """Was somebody else named before, of whom the item itself says this sex? The pronoun may well be theirs."""
    return any(other is not person and sex in other.sexes for _, other in spots[: bisect_left(starts, start)])


def _stands_alone(norm: str, start: int, end: int) -> bool:
    """Is the word a pronoun here, and not the address before a name or part of a compound?"""
    after = norm[end : end + 2]
    if not (not after or after[0] in '.,;!?)”"\n' or (after[0] == " " and after[1:].islower())):
        return False
    before = norm[max(0, start - 12) : start].rstrip(" ")
    if not before or before[-1] in '.!?…”"\n,;:(“–-':
        return True
    return norm[start].islower() and before.split(" ")[-1].lower() in _BEFORE_PRONOUN


def _votes(person: Individual, document: Document) -> dict[str, Counter[tuple[str, str]]]:
    """How often each rung speaks for each sex, and with which words."""
    votes: dict[str, Counter[tuple[str, str]]] = {rung: Counter() for rung in _RUNGS}
    for spot in person.spots:
        for rung, sex, words in (*spot.sex_words, *around(document, spot)):
            if sex:
                votes[rung][sex, words] += 1
    for rung, sex, words in person.marks:
        votes[rung][sex, words] += 1
    return votes


def decide(
    person: Individual, document: Document, lexicon: Lexicon
) -> tuple[Gender, Evidence, str, float | None]:
    """Sex, the rung that decided it, its words, and the probability of a woman."""
    votes = _votes(person, document)
    for sex, words in votes["explicit"]:
        # described as trans or non-binary: that stands whatever the address is
        if sex == Gender.OTHER:
            return Gender.OTHER, Evidence.EXPLICIT, words, None
    for rung in _RUNGS:
        if rung == "kin" and (figure := known(person, document, lexicon)) is not None:
            sure = _RELIABLE["knowledge"]
            chance = sure if figure.sex == "female" else round(1 - sure, 4)
            return Gender(figure.sex), Evidence.KNOWLEDGE, figure.source, chance
        sexes: Counter[str] = Counter()
        for (sex, _), count in votes[rung].items():
            sexes[sex] += count
        if not sexes:
            continue
        ranked = sexes.most_common(2)
        if len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]:
            continue
        sex = ranked[0][0]
        named = probability_of_name(person, lexicon)
        if rung in ("kin", "pronoun") and named is not None and _against(named, sex):
            continue
        words = next(w for (s, w), _ in votes[rung].most_common() if s == sex)
        sure = _RELIABLE[rung]
        return Gender(sex), Evidence(rung), words, sure if sex == "female" else round(1 - sure, 4)
    chance = None if _from_abroad(person, document) else probability_of_name(person, lexicon)
    if chance is not None and (chance >= NAME_SURE or chance <= 1 - NAME_SURE):
        sex = "female" if chance >= NAME_SURE else "male"
        return Gender(sex), Evidence.NAME, person.name, round(chance, 4)
    return Gender.UNKNOWN, Evidence.NONE, "", None


def _from_abroad(person: Individual, document: Document) -> bool:
    """Chinese and Korean names in Vietnamese letters: counts of Vietnamese names say nothing about them."""
    return any(
        _ABROAD.search(document.folded, max(spot.lead, spot.start - 12), spot.start) for spot in person.spots
    )


def _against(chance: float, sex: str) -> bool:
    return chance >= NAME_SURE if sex == "male" else chance <= 1 - NAME_SURE


def probability_of_name(person: Individual, lexicon: Lexicon) -> float | None:  # noqa: PLR0911  a list of decisions reads best in order
    """What the name alone says; None for initials, single names and unknown foreign ones."""
    key = person.key
    if person.foreign:
        first = key[0] if key[0] not in lexicon.asian_surnames else ""
        for word in (" ".join(key[:2]), first, first.split("-", 1)[0]):
            sex = lexicon.foreign.get(word)
            if sex:
                return 0.97 if sex == "female" else 0.03
        sex = lexicon.foreign_rare.get(first)
        if sex and len(key) > 1:
            return 0.93 if sex == "female" else 0.07
        return None
    if len(key) < 2 or is_initial(key[-1]):
        if "thị" in key[1:]:
            return 0.995
        if "văn" in key[1:]:
            return 0.005
        return None
    if key[0] in lexicon.foreign and key[0] not in lexicon.strong:
        sex = lexicon.foreign[key[0]]
        return None if not sex else 0.97 if sex == "female" else 0.03
    if key[0] not in lexicon.strong and key[0] not in lexicon.weak:
        return probability_female(("", *key), lexicon.names)
    return probability_female(key, lexicon.names)

"""Which descriptions tell of a person of the story: points for and against, added up.

A newsroom tells of many people without a name, and far more words that look like it mean people in general, somebody named,
or nobody. The finders propose whatever can stand for one person, with the signs they saw; the points decide. They were fitted
as a logistic regression on 326 annotated articles of the Vietnamese press with 272 unnamed people: 31 features of 1,059
descriptions proposed there (2026-11, ridge 2). Ten-fold cross-validation by article gave F1 0.59 there; the features were
chosen on the same articles, so that is too high for others. That the points of "sure" are held near 2, and the threshold, were
settled by comparing a few values on the totals of 114 further articles, where the F1 is 0.43 and no better than before the points.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter

from indicators.model import Zone
from indicators.people.gather import Gatherer, Told
from indicators.people.merge import Individual

# a person from here on
_LEAST = -0.7
# of somebody told of a thousand times so many places are looked at
_MOST = 40
POINTS: dict[str, float] = {
    "bias": -1.48, "aged": -0.16, "all:body": 0.73, "all:loose": -0.73, "all:meant": -0.34, "all:several": -0.36, "all:wide": -0.27, "any:early": -0.7, "any:of_one": -0.67,
    "any:same_office": -0.57, "child": 0.64, "front_only": -0.74, "generic": -0.64, "is:bare": 1.17, "is:of_named": 0.36, "is:of_somebody": 0.9, "is:office": 0.07, "is:one": 0.77,
    "is:one_private": -0.55, "is:private": -0.79, "is:rep": -0.1, "is:role": -0.83, "mass": -0.51, "often": 0.14, "past": 0.29, "rivals": -0.8, "says": 0.66,
    "sure": 1.82, "this": 0.28, "title": -0.48, "words": 0.2,
}  # fmt: skip
# against taking a mention for a person without further signs
_AGAINST = frozenset(
    (
        "has_name", "kin_named", "neutral", "loose", "unfinished", "early", "of_mình", "predicate", "silent", "general", "said_of", "advice", "named_soon",
        "age_named", "may_be_named", "wide", "held", "several", "meant", "near", "of_nobody",
    )
)  # fmt: skip
# what stands so never tells of a person of the story; of 320 such descriptions three were
_REFUSED = frozenset(("predicate", "said_of", "general", "advice", "held", "silent", "of_nobody"))
# said once, one of these is too often a figure of speech
_GENERIC = frozenset(
    (
        "người đàn ông", "người phụ nữ", "cô gái", "chàng trai", "người vợ", "người chồng", "người mẹ", "người cha", "người bố", "em bé", "đứa trẻ", "bệnh nhân",
        "người đàn bà", "thiếu nữ",
    )
)  # fmt: skip
_PAST = re.compile(
    r"(?<!\w)(?:đã|vừa|liền|bất ngờ|bỗng|hôm|sáng|trưa|chiều|tối|đêm|ngày \d|\d+h|lúc|khi đó|sau đó|trước đó|lúc này|rồi)(?!\w)"
)
_THIS = re.compile(r" (?:này|đó|ấy|trên|nói trên|kia)(?!\w)")
_DOES = re.compile(
    r" (?:đã|đang|bị|được|vừa|liền|bất ngờ|khai|tử vong|nhập viện|bỏ|chạy|lái|điều khiển|cũng|vẫn|không|chưa|lại|mới|tên|là|có)(?!\w)"
)
# of whom a sentence of advice speaks
ADVICE = re.compile(
    r"(?<!\w)(?:nếu|hãy|đừng|bạn|các bạn|chúng ta|(?<!một )(?<!người )(?<!gã )(?:phụ nữ|đàn ông|con gái|con trai)|nam giới|nữ giới|mọi người|ai|con người|người ta|các cô gái|các chàng trai|phái đẹp|phái mạnh|bất cứ|thế nào là|(?<!bình )thường|cảm giác của|nhu cầu)(?!\w)(?! tôi)"
)
_AGE = re.compile(r",? (?:khoảng |gần |hơn |mới )*\d{1,3} (?:tháng )?tuổi|,? sinh năm|,? \(?sn ")


class Chooser(Gatherer):
    """Decides who of those proposed is kept."""

    def _is_person(self, person: Individual) -> bool:
        if all(one.signs & _REFUSED for one in self.told[person.key]):
            return False
        features = self._features(person)
        return (
            POINTS["bias"] + sum(POINTS.get(name, 0.0) * value for name, value in features.items()) > _LEAST
        )

    def _features(self, person: Individual) -> dict[str, float]:
        """What speaks for and against somebody, by the names in ``POINTS``."""
        told = self.told[person.key]
        seen = told[:_MOST]
        first = person.key[0]
        signs = Counter(sign for one in told for sign in one.signs)
        noun = person.key[-1] if first != "kin" else person.key[1]
        hit = self._noun.search(noun)
        head = hit.group() if hit else noun
        made = {f"any:{sign}": 1.0 for sign in signs}
        made |= {f"all:{sign}": 1.0 for sign, count in signs.items() if count == len(told)}
        made["is:" + self._type(first, signs)] = 1.0
        made["often"] = math.log2(len(told))
        zones = {self.document.zone_at(one.start) for one in told}
        made["title"] = float(Zone.TITLE in zones)
        made["front_only"] = float(zones <= {Zone.TITLE, Zone.LEAD})
        short = [
            min((b for a, b in person.extra if a >= one.start and b <= one.end), default=one.end)
            for one in seen
        ]
        ends = [{one.end, end} for one, end in zip(seen, short, strict=True)]
        says = any(self._says(end) for both in ends for end in both)
        this = any(_THIS.match(self.folded, end) for both in ends for end in both)
        acts = any(_DOES.match(self.folded, end) for both in ends for end in both)
        made |= {"says": float(says), "this": float(this)}
        made["aged"] = float(any(_AGE.match(self.folded, end) for end in short))
        sentences = [self.document.sentences[max(0, self.document.sentence_at(one.start))] for one in seen]
        made["past"] = sum(_PAST.search(self.folded, *span) is not None for span in sentences) / len(seen)
        made["beside"] = sum(map(self._names_somebody, sentences)) / len(seen)
        made["generic"] = sum(
            ADVICE.search(self.folded, span[0], one.start) is not None
            for span, one in zip(sentences, seen, strict=True)
        ) / len(seen)
        made["child"] = float(head in self.lexicon.people["child"])
        made["mass"] = float(first != "kin" and head in self.lexicon.people["mass"])
        longest = max(person.extra, key=lambda span: span[1] - span[0])
        made["words"] = min(self.folded.count(" ", *longest) + 1, 8) / 4
        made["rivals"] = min(self.meant.count(self._word_sex(person.name.lower())), 3) / 3
        made["nobody_named"] = float(not self.people)
        clear = this or (acts and (head not in _GENERIC or len(told) > 1))
        speaking = head in self.lexicon.people["speaking"]
        clear = clear or ((says or "told" in signs) and speaking)
        made["sure"] = float(
            any(self._is_sure(one, first, clear=clear, says=says, speaking=speaking) for one in told)
        )
        return made

    def _is_sure(self, one: Told, first: str, *, clear: bool, says: bool, speaking: bool) -> bool:
        """Is a mention one without anything against it? ``clear``: a definite noun tells of somebody of the story."""
        against = one.signs & _AGAINST
        if (
            against
            and not (against == {"has_name"} and "of_somebody" in one.signs)
            and not (against <= {"wide", "meant"} and (says or "told" in one.signs) and speaking)
        ):
            return False
        if first == "the" and not clear:
            return False
        idle = "idle" in one.signs and ("shared" in one.signs or "of_state" in one.signs)
        return not idle or (one.start, one.end) in self.listed

    @staticmethod
    def _type(first: str, signs: Counter[str]) -> str:
        """The kind of description, as the points tell them apart."""
        if first == "kin":
            return next((sign for sign in ("of_named", "of_somebody") if sign in signs), "bare")
        if first == "says":
            return next((sign for sign in ("attached", "somebody") if sign in signs), "rep")
        if first == "the":
            return "role" if "role" in signs else "private"
        return "one_private" if first == "one" and "private" in signs else first

    def _names_somebody(self, sentence: tuple[int, int]) -> bool:
        i = bisect_left(self.taken, (sentence[0], sentence[0]))
        return i < len(self.taken) and self.taken[i][0] < sentence[1]

    def _word_sex(self, words: str) -> str:
        """What a describing word itself says about sex."""
        noun = self._noun.search(words)
        found = noun.group() if noun else words
        for sex in ("female", "male"):
            if found in self.lexicon.people[sex]:
                return sex
        first = words.removeprefix("một ").split(" ", 1)[0]
        return {"nữ": "female", "nam": "male"}.get(first, "")

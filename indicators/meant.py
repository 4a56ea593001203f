"""Who is meant by "ông", "cô ấy", "nữ ca sĩ", "thủ môn này": a reader looks back for whoever fits, and so does this.

Candidates are the people named before in the item. Each gets points for nearness, for being the subject of its sentence
or the last who spoke, for the address the item uses, and for the noun said of it; sex excludes. Words and weights are
data (vocab/references.yaml). Nobody is meant where nobody has enough points.
"""

from __future__ import annotations

import functools
import math
import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from indicators.bodies import BodyFinder
from indicators.lexicon import HONORIFIC, KIN, ORG, TITLE, VOCAB, forms, opening, read_yaml
from indicators.model import Evidence, Gender

_MOST_PLACES = 60
# how far behind a name stands what a title is of
_BESIDE = 50
_KIN_REACH = 24
_PART = re.compile(r"[,.;:\n]")
_LONGEST = 90
_MOST_WORDS = 14
# "ông trầm ngâm nói", "cô nàng không ngần ngại chia sẻ"
_MOST_MANNER = 5
_LONG_QUESTION = 400
# "theo đó" goes on with a statement so many sentences before
_THEREUPON = 3
_ONE = ("một ", "theo một ", "1 ")
_BRACKETS = re.compile(r"\([^()\n]{0,80}\)")
_LEAD = re.compile(
    r"(?:(?:và|nhưng|còn|dù rằng|mặc dù|dù|song|tuy nhiên|sau đó|trong khi đó|đồng thời|ngoài ra|trước đó|cũng|chính|bản thân|riêng|rồi|thì|mà|vì|do|sau khi|trước khi|khi|theo|như|dù|nói về việc này|về phần mình|lúc này|ngay sau đó|đến lượt|bên cạnh đó|tiếp đó|hiện|nay|mới đây|hôm nay|hôm qua|cuối cùng|thậm chí|điển hình là|điển hình|tiêu biểu là|cụ thể là|mới đây nhất|trong đó có)[, ]+){0,3}"
)
_POINTS = re.compile(r" (?:này|trên|nói trên|ấy|kia)\Z")
# chuyên gia người Đức, tiền vệ xứ Tuyên, đạo diễn sinh năm 1984: one told apart from others, and named elsewhere
_TOLD_APART = re.compile(
    r"(?P<noun>(?:[^\W\d_]+ ){1,4}?)(?:(?:người|gốc|xứ|đến từ|quê) [^\W\d_]+(?: [^\W\d_]+){0,2}|\d{1,2} tuổi|sinh năm(?: \d{4})?|sn \d{4})"
)
# of those in a case an item names several, and whoever is named last is as often the other
_IN_A_CASE = tuple("nghi can,nghi phạm,bị can,bị cáo,đối tượng,nạn nhân,bị hại,kẻ ,tên ,hung thủ".split(","))
_OF_SPORT = frozenset(
    "chiến lược gia,nhà cầm quân,thuyền trưởng,chân sút,tay săn bàn,thủ thành,người gác đền,trung vệ,tay đấm,tay vợt".split(
        ","
    )
)
_ACCUSED = frozenset(("đối tượng", "nghi phạm", "nghi can", "bị can", "bị cáo", "hung thủ"))
_OBJECT_OF = frozenset("với của cho về từ bởi gặp gửi tới cùng bên nhờ bằng".split())
_RANK = re.compile(r"\A(?:vị |viên |cựu |nguyên |nữ |nam |cựu )*")


@dataclass(frozen=True, slots=True)
class References:
    """The words of references.yaml and the weights."""

    pronouns: Mapping[str, str]
    addressed: frozenset[str]
    suffixes: frozenset[str]
    child: frozenset[str]
    compounds: frozenset[str]
    pointed: frozenset[str]
    definite: tuple[str, ...]
    indefinite: frozenset[str]
    others: frozenset[str]
    weights: Mapping[str, float]
    alike: Mapping[str, frozenset[str]]


@functools.cache
def load_references() -> References:
    """The list shipped with the program. Raises DataFileError."""
    raw = read_yaml(VOCAB / "references.yaml")
    pronouns = dict.fromkeys(forms(raw, "female"), "female") | dict.fromkeys(forms(raw, "male"), "male")
    addressed = frozenset(forms(raw, "addressed"))
    return References(
        pronouns=pronouns | {form: pronouns.get(form, "") for form in addressed},
        addressed=addressed,
        suffixes=frozenset(forms(raw, "suffixes")),
        child=frozenset(forms(raw, "child")),
        compounds=frozenset(forms(raw, "compounds")),
        pointed=frozenset(forms(raw, "pointed")),
        definite=tuple(sorted(forms(raw, "definite"), key=len, reverse=True)),
        indefinite=frozenset(forms(raw, "indefinite")),
        others=frozenset(forms(raw, "others")),
        weights={key: float(value) for key, value in raw["weights"].items()},
        alike={
            listed[0]: frozenset(listed[1:])
            for listed in (list(forms({"line": line}, "line")) for line in raw["nouns_alike"])
        },
    )


@dataclass(frozen=True, slots=True)
class Reference:
    """What a word that stands for somebody tells: sex or "", the pronoun or "", the noun of a description or "".

    ``surely``: only those can be meant whose sex the item itself tells; ``borne``: only those of whom the noun is said.
    """

    sex: str
    pronoun: str = ""
    noun: str = ""
    surely: bool = False
    borne: bool = False


class MeantFinder(BodyFinder):
    """Finds whom pronouns and descriptions mean. All offsets are of the normal form."""

    # sex of each individual and what told it, in their order; given before reading
    sexes: Sequence[tuple[Gender, Evidence]] = ()

    @functools.cached_property
    def _addressed(self) -> dict[int, set[str]]:
        return {}

    @functools.cached_property
    def _references(self) -> References:
        return load_references()

    @functools.cached_property
    def _spoke(self) -> list[tuple[int, int]]:
        """Where somebody was found to speak, and who: sorted."""
        return []

    @functools.cached_property
    def _spoken_by(self) -> list[tuple[int, int, str]]:
        """The same with bodies: place, person or -1, name of the body."""
        return []

    def speaks(self, at: int, person: int, org: str = "") -> None:
        """Notes who spoke at a place."""
        if person >= 0:
            insort(self._spoke, (at, person))
        if person >= 0 or org:
            insort(self._spoken_by, (at, person, org))

    def _last_said(self, at: int) -> tuple[int, str]:
        """Who spoke last before a place, in its sentence or the ones right before it: person or -1, body or ""."""
        i = bisect_left(self._spoken_by, (at, -1, "")) - 1
        if (
            i < 0
            or self.document.sentence_at(at) - self.document.sentence_at(self._spoken_by[i][0]) > _THEREUPON
        ):
            return -1, ""
        return self._spoken_by[i][1:]

    def _reference(self, start: int, end: int) -> Reference | None:
        """What a stretch before a verb refers with, if nothing but a pronoun or a description of one named before."""
        if end - start > _LONGEST:
            return None
        text = self._without_adverbs(_BRACKETS.sub(" ", self.folded[start:end])).strip(" ,-–")
        lead = _LEAD.match(text)
        words = text[lead.end() if lead else 0 :].split()
        while len(words) > 1 and (words[-1] in self.lexicon.between or words[-1][0].isdigit()):
            if words[-1] in self._references.suffixes:
                break
            words.pop()
        if not words or len(words) > _MOST_WORDS:
            return None
        return self._pronoun(words) or self._description(words, start, end)

    def _after_lead(self, start: int, end: int) -> int:
        """Where the subject begins behind "còn", "trong khi đó", "và"."""
        lead = _LEAD.match(self.folded, start, end)
        return lead.end() if lead else start

    def _pronoun(self, words: list[str]) -> Reference | None:
        refs = self._references
        for size in (2, 1):
            form = " ".join(words[:size])
            sex = refs.pronouns.get(form)
            if sex is None or len(words) < size:
                continue
            rest = words[size:]
            if rest and rest[0] in refs.suffixes:
                rest = rest[1:]
            elif rest and " ".join((words[size - 1], rest[0])) in refs.compounds:
                return None
            # anything else before the verb is manner, unless somebody or something is named there
            return Reference(sex, form) if len(rest) <= _MOST_MANNER else None
        return None

    def _description(self, words: list[str], start: int, end: int) -> Reference | None:
        refs = self._references
        text = " ".join(words)
        for form in refs.definite if text.startswith(refs.definite) else ():
            if text.startswith(form) and not text[len(form) : len(form) + 1].isalnum():
                return Reference(self._sex_of_noun(form), noun=_RANK.sub("", form))
        if (
            words[0] == "vị"
            and words[-1] not in ("này", "đó", "ấy")
            and self._personal(self._after_word(start, end))
        ):
            return Reference(self._sex_of_noun(text), noun=" ".join(words[1:3]))
        described = self._described_sex(text)
        told = (
            Reference(described, noun=text.removeprefix("người "), surely=True)
            if described
            else self._told_apart(words, start, end)
        )
        if told is not None:
            return told
        pointing = _POINTS.search(text)
        if pointing is None or words[0] in refs.indefinite or " ".join(words[:2]) in refs.indefinite:
            return None
        noun = text[: pointing.start()]
        at = self.folded.find(words[0], start, end)
        if not (words[0] in refs.pointed or " ".join(words[:2]) in refs.pointed or self._personal(at)):
            return None
        return Reference(self._sex_of_noun(noun), noun=_RANK.sub("", noun))

    def _told_apart(self, words: list[str], start: int, end: int) -> Reference | None:
        """Chuyên gia người Đức, nữ ca sĩ 25 tuổi: one whom where they come from or how old they are tells from others."""
        text = " ".join(words)
        told = _TOLD_APART.fullmatch(text)
        if (
            told is None
            or text.startswith(_IN_A_CASE)
            or {words[0], " ".join(words[:2])} & self._references.indefinite
        ):
            return None
        noun = told.group("noun").strip()
        if not self._personal(self.folded.find(words[0], start, end)):
            return None
        return Reference(self._sex_of_noun(noun), noun=_RANK.sub("", noun))

    def _described_sex(self, text: str) -> str:
        """The sex that "bà ngoại", "người vợ", "người đàn ông" tell, where nothing else is said; else ""."""
        people = self.lexicon.people
        for sex in ("female", "male"):
            if text in people[sex]:
                return sex
        entry = self.lexicon.entry(text)
        return entry.kin_sex if entry is not None and KIN in entry.kinds else ""

    def _after_word(self, start: int, end: int) -> int:
        """Where the word behind "vị" begins."""
        return self._after_blanks(self.folded.find("vị", start, end) + 2)

    def _personal(self, at: int) -> bool:
        """Does a word for a person, and not for a body, begin here?"""
        i = bisect_left(self.head_starts, at)
        here = []
        while i < len(self.heads) and self.heads[i].start == at:
            here.append(self.heads[i])
            i += 1
        longest = max((h.end for h in here), default=-1)
        kinds = [h.entry.kinds for h in here if h.end == longest]
        if any(ORG in k for k in kinds):
            return False
        return any(k & {TITLE, HONORIFIC, KIN} for k in kinds) or any(
            self.folded.startswith(opening(self.lexicon.people[group]), at)
            for group in ("female", "male", "neutral")
        )

    def _sex_of_noun(self, noun: str) -> str:
        first = noun.split(" ", 2)
        if "nữ" in first[:2]:
            return "female"
        if "nam" in first[:2]:
            return "male"
        people = self.lexicon.people
        for sex in ("female", "male"):
            if noun in people[sex]:
                return sex
        for form, sex in self._references.pronouns.items():
            if noun.startswith(form + " "):
                return sex
        return ""

    # --- the choice --------------------------------------------------------------------------------------------

    def _meant(self, start: int, end: int) -> int | None:
        """The person a stretch stands for, -1 where it is a reference but nobody fits; None where it is none."""
        reference = self._reference(start, end)
        if reference is None or self._names_somebody(start, end):
            return None
        if reference.pronoun and self._named_unknown(start, end, reference.pronoun):
            return -1
        if reference.pronoun and self.norm[self._sentence_end(end, end + _LONG_QUESTION) - 1] == "?":
            # "Chị có cho rằng ...?" asks whoever is talked to
            return -1
        if reference.noun and self._lately_indefinite(start):
            return -1
        return self._choose(start, reference)

    def _named_unknown(self, start: int, end: int, pronoun: str) -> bool:
        """Ngài Hạnh phúc, cô Quỳnh: does a name stand behind the pronoun, though of nobody whom the item names?"""
        at = self.folded.find(pronoun + " ", start, end)
        behind = at + len(pronoun) + 1
        if at < 0 or not self.norm[behind : behind + 1].isupper() or " " in pronoun:
            return False
        name = self.folded[behind:end].split(" ", 1)[0].strip(" ,")
        known = any(one.named and one.key[-1:] == (name,) for one in self.people)
        return not (
            known or self._starts_place(at) or self._starts_place(behind) or self._starts_title(behind)
        )

    def _lately_indefinite(self, at: int) -> bool:
        """Một chuyên gia khác cho rằng ... Vị này nói: is the last subject somebody who has no name in the item?"""
        i = self.document.sentence_at(at)
        begin, stop = self.document.sentences[i - 1] if i > 0 else (0, 0)
        begin = self._after_lead(begin, stop)
        return self.folded.startswith(_ONE, begin) and not self.places_in(begin, stop)

    def _names_somebody(self, start: int, end: int) -> bool:
        """Is somebody named, not merely meant, in the stretch?"""
        return any(at in self._name_places for at, _, _ in self.places_in(start, end))

    @functools.cached_property
    def _name_places(self) -> frozenset[int]:
        return frozenset(
            at for person in self.people if person.named for s in person.spots for at in (s.start, s.lead)
        )

    def _choose(self, at: int, reference: Reference | None) -> int:
        """Who has most points among those named before; -1 where nobody has enough."""
        weights = self._references.weights
        farthest, far = weights["farthest"], weights["sentence"]
        if reference is None:
            farthest, far = weights["farthest_unsaid"], weights["sentence_unsaid"]
        here = self.document.sentence_at(at)
        last = bisect_left(self._spoke, (at, -1)) - 1
        speaker = self._spoke[last][1] if last >= 0 else -1
        points: dict[int, float] = {}
        i = bisect_left(self.place_starts, at) - 1
        for j in range(i, max(-1, i - _MOST_PLACES), -1):
            start, _, person = self.places[j]
            back = here - self.document.sentence_at(start)
            if back > farthest:
                break
            if self._is_quoted(start):
                continue
            score = far * back + self._place_points(start, j)
            points[person] = max(points.get(person, -99.0), score)
        if last >= 0 and speaker not in points:
            back = here - self.document.sentence_at(self._spoke[last][0])
            if back <= farthest:
                points[speaker] = far * back
        best, most = -1, weights["enough"]
        for person, score in points.items():
            fit = self._fits(person, reference)
            if fit is None:
                continue
            total = score + fit + (weights["speaker"] if person == speaker else 0.0)
            if total > most:
                best, most = person, total
        return best

    def _among(self, bearers: set[int], at: int, of: frozenset[str] = frozenset()) -> int:
        """Of several who bear a title the one whom the item names most, and last; ``of``: what the title is said to be of."""
        weights = self._references.weights
        here = self.document.sentence_at(at)
        last = bisect_left(self._spoke, (at, -1)) - 1
        points: dict[int, float] = {}
        for j, (start, end, person) in enumerate(self.places):
            if person in bearers:
                back = abs(here - self.document.sentence_at(start))
                score = weights["often"] * math.log2(max(1, len(self.people[person].spots)))
                score += weights["title_sentence"] * back
                if last >= 0 and self._spoke[last][1] == person:
                    score += weights["speaker"]
                if of and of <= set(self._said_beside(j, start, end).split()):
                    score += weights["complement"]
                points[person] = max(points.get(person, -99.0), score)
        return max(points, key=lambda person: points[person]) if points else min(bearers)

    def _said_beside(self, j: int, start: int, end: int) -> str:
        """A naming and the words behind it, up to a comma, a stop or the next naming."""
        stop = self.places[j + 1][0] if j + 1 < len(self.places) else len(self.norm)
        return self.norm[start:end] + _PART.split(self.norm[end : min(stop, end + _BESIDE)], maxsplit=1)[0]

    def _place_points(self, start: int, j: int) -> float:
        """Points for how somebody is named in a sentence: first, or after a preposition."""
        weights = self._references.weights
        sentence = self._sentence_start(start)
        before = self.folded[max(sentence, start - 12) : start].split()
        if before and before[-1] in _OBJECT_OF:
            return weights["object"]
        return weights["first"] if j == 0 or self.places[j - 1][0] < sentence else 0.0

    def _fits(self, person: int, reference: Reference | None) -> float | None:
        """Points for sex, address and noun; None where the person cannot be meant."""
        weights, one = self._references.weights, self.people[person]
        times = max(1, len(one.spots) or len(one.extra))
        score = weights["often"] * math.log2(times) + (0.0 if one.named else weights["unnamed"])
        if reference is None:
            return score if one.named else None
        for points in (self._sex_fits(person, reference), self._address_fits(person, reference)):
            if points is None:
                return None
            score += points
        if reference.noun and (
            self._described_as(person, reference.noun) or self._called_like(person, reference.noun)
        ):
            return score + weights["noun"]
        if reference.noun in _OF_SPORT and any(self._titles_of(person)):
            # nhà cầm quân is no referee
            return None
        if reference.noun in _ACCUSED and self._addresses(person):
            # news calls the accused by bare names
            return None
        return None if reference.borne else score

    def _sex_fits(self, person: int, reference: Reference) -> float | None:
        """Points for sex; a name alone excludes nobody."""
        if not reference.sex:
            return 0.0
        weights = self._references.weights
        sex, told = self.sexes[person] if person < len(self.sexes) else (Gender.UNKNOWN, Evidence.NONE)
        if sex is Gender.UNKNOWN:
            return None if reference.surely else weights["sex_unknown"]
        if sex in (Gender.OTHER, reference.sex):
            return 0.0
        return weights["sex_of_name"] if told is Evidence.NAME else None

    def _address_fits(self, person: int, reference: Reference) -> float | None:
        """Points for how the item addresses somebody: "ông" is rather not whom it calls "anh"."""
        refs = self._references
        if not reference.pronoun:
            return 0.0
        address = self._addresses(person)
        if reference.pronoun in address or (reference.pronoun in refs.child and address & refs.child):
            return refs.weights["address"]
        if reference.pronoun in refs.addressed:
            return None if address or not self.people[person].named else refs.weights["other_address"]
        return refs.weights["other_address"] if address & refs.pronouns.keys() else 0.0

    def _addresses(self, person: int) -> set[str]:
        """How the item addresses somebody; worked out once, since each pronoun asks for everybody."""
        known = self._addressed.get(person)
        if known is None:
            known = self._addressed[person] = {
                s.trigger.entry.form
                for s in self.people[person].spots
                if s.trigger is not None and HONORIFIC in s.trigger.entry.kinds
            }
        return known

    def _described_as(self, person: int, noun: str) -> bool:
        """Is the noun said of somebody elsewhere, as a title or in the words that describe one without a name?"""
        one = self.people[person]
        if not one.named and noun.split(" ", 1)[0] in one.name.lower():
            return noun in one.name.lower() or one.name.lower().split(" ", 1)[-1] in noun
        for spot in one.spots:
            lead = self.folded[spot.lead : spot.start]
            if noun == "đồng chí" and spot.title is not None:
                return True
            if noun in lead or (spot.title is not None and spot.title.entry.form in noun):
                return True
        return self._is_kin_word(noun) and any(self._kin_beside(noun, s.lead, s.end) for s in one.spots)

    def _called_like(self, person: int, noun: str) -> bool:
        """Is somebody said to be what a noun is another word for: HLV A, and later "nhà cầm quân"?"""
        alike = self._references.alike.get(noun)
        return alike is not None and not alike.isdisjoint(self._titles_of(person))

    def _titles_of(self, person: int) -> Iterator[str]:
        """The titles that stand before somebody's name: HLV, trọng tài."""
        for spot in self.people[person].spots:
            for hit in (spot.title, spot.trigger):
                if hit is not None and TITLE in hit.entry.kinds:
                    yield hit.entry.form

    def _is_kin_word(self, noun: str) -> bool:
        entry = self.lexicon.entry(noun)
        return entry is not None and KIN in entry.kinds

    def _kin_beside(self, noun: str, start: int, end: int) -> bool:
        """Mẹ của chị này là bà A; bà A (mẹ của B): does a word of kin stand for whoever is named at a place?"""
        before = self.folded[max(0, start - _KIN_REACH) : start]
        if before.endswith((" là ", " - ", ", ")) and noun in re.split(r"[ \n]+", before.rsplit(". ", 1)[-1]):
            return True
        return (
            self.folded[end : end + _KIN_REACH].lstrip(" ,(-–").startswith((noun + " ", "là " + noun + " "))
        )

    def _is_quoted(self, at: int) -> bool:
        """Does a place stand inside quotation marks?"""
        i = bisect_right(self._quote_starts, at) - 1
        return i >= 0 and self.marks[i][1] > at

    @functools.cached_property
    def _quote_starts(self) -> list[int]:
        return [start for start, _, _ in self.marks]

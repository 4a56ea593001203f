"""What all finders of unnamed people share: which words are taken already, and whether several or a name are meant."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Sequence

from indicators.lexicon import ORG, SAY, Hit, Lexicon, one_of
from indicators.model import Gender
from indicators.people.described import Meant
from indicators.people.descriptions import Describer
from indicators.people.merge import Individual
from indicators.people.runs import UPPER
from indicators.text import Document

AUX = re.compile(r" (?:đã|đang|sẽ|vừa|bị|được|thừa nhận)(?!\w)")
_MANY = re.compile(
    r"(?<!\w)(?:các|những|nhiều|một số|vài|hai|ba|bốn|năm|mấy|toàn thể|tập thể|nhóm|cặp|số|mọi|mỗi|đôi|giữa|lượt|\d+)(?: (?:người|vị|em|cháu|anh|chị))? \Z"
)
NAME_NEAR = re.compile(
    rf"(?: tên(?: là)?| là|,| \(| -| –|:)? ?(?:(?:ông|bà|anh|chị|cô|em|cháu|bé|cụ) )?[{UPPER}]"
)
_AGED_BEFORE = re.compile(r"(?:, | \()\d{1,3} tuổi(?:, |\), )\Z")

# lists of nouns by the kind of person they describe
_KINDS = ("victim", "suspect", "child", "elder", "young")


@functools.lru_cache(maxsize=16)
def nouns(words: frozenset[str]) -> re.Pattern[str]:
    """One expression for a list of nouns, the longest first."""
    return re.compile(one_of(words))


class Gatherer:
    """The unnamed of one document, as far as they are found."""

    def __init__(
        self,
        document: Document,
        lexicon: Lexicon,
        hits: Sequence[Hit],
        people: list[Individual],
        genders: Sequence[Gender],
    ) -> None:
        self.document, self.lexicon, self.hits, self.people = document, lexicon, hits, people
        self.norm, self.folded = document.norm, document.folded
        self.describer = Describer(document, lexicon, hits)
        self.spots = [spot for person in people for spot in person.spots]
        self.taken = sorted((s.lead, s.end) for s in self.spots)
        self.found: dict[tuple[str, ...], Individual] = {}
        # what is described already: spans that do not overlap, in order
        self.covered: list[tuple[int, int]] = []
        self.meant = Meant(document, people, genders)

    @functools.cached_property
    def _noun(self) -> re.Pattern[str]:
        """One expression for every noun that describes somebody."""
        return nouns(self.lexicon.people["nouns"])

    @functools.cached_property
    def _described(self) -> dict[str, list[tuple[int, int]]]:
        """Where the words of each list stand."""
        return self.lexicon.described(self.folded)

    @functools.cached_property
    def _owners(self) -> dict[int, int]:
        """Where spots begin, with their address or without, and where they end."""
        return {start: s.end for s in self.spots for start in (s.start, s.lead)}

    def _add(self, key: tuple[str, ...], *spans: tuple[int, int]) -> None:
        """A person under a key, or one more mention; the first span is the name."""
        person = self.found.get(key)
        start, end = min(s for s, _ in spans), max(e for _, e in spans)
        i = bisect_left(self.covered, (start, start))
        if (i < len(self.covered) and self.covered[i][0] < end) or (i and self.covered[i - 1][1] > start):
            return
        self.covered.insert(i, (start, end))
        if person is None:
            person = self.found[key] = Individual(key, foreign=False, named=False)
            person.name = self.norm[spans[0][0] : spans[0][1]]
        person.extra += [span for span in dict.fromkeys(spans) if span[0] < span[1]]

    def _overlaps(self, start: int, end: int) -> bool:
        i = bisect_left(self.taken, (start, start))
        if i < len(self.taken) and self.taken[i][0] < end:
            return True
        return i > 0 and self.taken[i - 1][1] > start

    def _is_named(self, start: int, end: int) -> bool:
        """Does a name stand in apposition to the words, before or after?"""
        gap = NAME_NEAR.match(self.norm, end)
        if gap and self._overlaps(gap.end() - 1, gap.end()) and gap.group()[:1] != "":
            return True
        before = self.norm[max(0, start - 3) : start]
        aged = _AGED_BEFORE.search(self.folded, max(0, start - 14), start)
        if aged and self._overlaps(aged.start() - 1, aged.start()):
            return True
        if before.endswith((", ", "- ", "– ")) and self.norm[start - 3 : start - 2] == ")":
            # bà A (ở B), chủ doanh nghiệp C
            opened = self.norm.rfind("(", max(0, start - 90), start)
            if opened > 1 and self._overlaps(opened - 2, opened - 1):
                return True
        return before.endswith((", ", "- ", "– ", "(")) and self._overlaps(
            start - 4, start - len(before.lstrip()) + 1
        )

    def _many(self, start: int) -> bool:
        return _MANY.search(self.folded, max(0, start - 22), start) is not None

    def _says(self, end: int) -> bool:
        """Does a verb of saying follow, with small words between?"""
        at = end + 1
        for _ in range(3):
            if at in self._say_starts:
                return True
            blank = self.folded.find(" ", at)
            if blank < 0 or self.folded[at:blank] not in self.lexicon.between:
                return False
            at = blank + 1
        return False

    @functools.cached_property
    def _say_starts(self) -> set[int]:
        return {hit.start for hit in self.hits if SAY in hit.entry.kinds}

    def _kind(self, noun: str) -> str:
        return next((kind for kind in _KINDS if noun in self.lexicon.people[kind]), "")

    def _word_sex(self, words: str) -> str:
        """What a describing word itself says about sex."""
        noun = self._noun.search(words)
        found = noun.group() if noun else words
        for sex in (Gender.FEMALE, Gender.MALE):
            if found in self.lexicon.people[sex]:
                return sex
        first = words.removeprefix("một ").split(" ", 1)[0]
        return {"nữ": "female", "nam": "male"}.get(first, "")

    @functools.cached_property
    def _held(self) -> set[str]:
        """The callings and offices of those named."""
        return {spot.title.entry.form for spot in self.spots if spot.title is not None}

    @functools.cached_property
    def _organisations(self) -> set[int]:
        return {hit.start for hit in self.hits if ORG in hit.entry.kinds}

    @functools.cached_property
    def _deeds(self) -> set[int]:
        """Where words of harm, violence or arrest begin."""
        cues = {"harm", "attack", "suspect"}
        return {hit.start for hit in self.hits if hit.entry.cues & cues}

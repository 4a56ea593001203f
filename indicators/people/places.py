"""Where people stand in a text: one sorted list of all references, so that each word around them finds its person fast."""

from __future__ import annotations

import copy
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indicators.people.merge import Individual
from indicators.text import Document

_PARENTHESES = re.compile(r" ?\([^()\n]{0,90}\)")
_COORDINATE = re.compile(
    r"(?:\s*\([^()\n]{0,160}\))?(?:, \d{1,2} tuổi)?(?:,|;|,? và| cùng| với)(?: (?:vợ|chồng|con|con trai|con gái|em|em trai|em gái|mẹ|bố) (?:là )?)? ?\Z"
    # chị A cùng hai người khách là bà B
    r"|(?: cùng| và)(?: với)? (?:\d+|một|hai|ba|bốn|năm|những|các) [^.;:()\n]{3,40} (?:là|gồm|gồm có) ?\Z"
)
# in "con gái tôi" somebody else is told of: "tôi" counts where a clause begins, behind a verb of harm or its place
_ME = re.compile(r"(?<!\w)tôi(?!\w)(?! (?:thì|đừng))")
_ME_BEHIND = tuple(
    f"{word} "
    for word in (
        *'.,;:!?…“”"\n', "“", " và", " thì", " khi", " nên", " vì", " khiến", " làm", " rằng", " rồi", " mà", " của", " vào",
        " đánh", " đâm", " chém", " tát", " đấm", " hiếp", " lừa", " bán", " dọa", " ép", " nhốt", " dụ", " dâm", " hại", " vai", " mặt",
        " người", " cổ", " đầu", " tay",
    )
)  # fmt: skip
# a list of people is never longer than this in one sentence
_MOST = 20


@dataclass(frozen=True, slots=True)
class Reference:
    """One place where a person is meant: by name (``lead`` before it included) or by a pronoun."""

    start: int
    end: int
    person: int


class References:
    """All references of a document in order. Offsets are of the normal form."""

    def __init__(self, document: Document, people: Sequence[Individual]) -> None:
        self.folded = document.folded
        named = {(s.lead, s.end, i) for i, p in enumerate(people) for s in p.spots}
        loose = {(start, end, i) for i, p in enumerate(people) for start, end in p.extra}
        self.all: list[Reference] = []
        for start, end, person in sorted(named, key=lambda f: (f[0], -f[1])):
            if not self.all or start >= self.all[-1].end:
                self.all.append(Reference(start, end, person))
        # where "vợ ông A" overlaps "ông A", the name counts
        taken = [(r.start, r.end) for r in self.all]
        for start, end, person in sorted(loose, key=lambda f: (f[0], -f[1])):
            i = bisect_left(taken, (start, start))
            if (i < len(taken) and taken[i][0] < end) or (i and taken[i - 1][1] > start):
                continue
            self.all.append(Reference(start, end, person))
        self.all.sort(key=lambda r: (r.start, -r.end))
        self.all = [r for i, r in enumerate(self.all) if not i or r.start >= self.all[i - 1].end]
        self.starts = [r.start for r in self.all]
        self.ends = [r.end for r in self.all]

    def with_speakers(self, spoken: Sequence[tuple[int, int, int]]) -> References:
        """The same, and whoever says "tôi" where somebody's own words are quoted: begin, end and person of each."""
        more = [
            Reference(hit.start(), hit.end(), person)
            for start, end, person in spoken
            for hit in _ME.finditer(self.folded, start, end)
            if hit.start() - start < 2 or self.folded.endswith(_ME_BEHIND, start, hit.start())
        ]
        if not more:
            return self
        both = copy.copy(self)
        both.all = sorted(self.all + more, key=lambda r: (r.start, -r.end))
        both.all = [r for i, r in enumerate(both.all) if not i or r.start >= both.all[i - 1].end]
        both.starts = [r.start for r in both.all]
        both.ends = [r.end for r in both.all]
        return both

    def before(self, at: int) -> Reference | None:
        """The last reference that ends at or before an offset."""
        i = bisect_right(self.ends, at) - 1
        return self.all[i] if i >= 0 else None

    def after(self, at: int) -> Reference | None:
        """The first reference that begins at or after an offset."""
        i = bisect_left(self.starts, at)
        return self.all[i] if i < len(self.all) else None

    def start_of(self, end: int) -> int:
        """Where the reference begins that ends at an offset."""
        i = bisect_left(self.ends, end)
        return self.starts[i] if i < len(self.ends) and self.ends[i] == end else end

    def between(self, start: int, end: int) -> Sequence[Reference]:
        """References that begin inside a span."""
        return self.all[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def joined_before(self, reference: Reference) -> Iterator[Reference]:
        """Those named in one list with a reference, before it: "A, B và" C."""
        i = bisect_left(self.starts, reference.start)
        for j in range(i - 1, max(i - _MOST, -1), -1):
            gap = self.folded[self.all[j].end : self.all[j + 1].start]
            if len(gap) > 180 or not _COORDINATE.match(gap):
                return
            yield self.all[j]

    def joined_after(self, reference: Reference) -> Iterator[Reference]:
        """Those named in one list with a reference, after it: A "và B, C"."""
        i = bisect_left(self.starts, reference.start)
        for j in range(i + 1, min(i + _MOST, len(self.all))):
            gap = self.folded[self.all[j - 1].end : self.all[j].start]
            if len(gap) > 180 or not _COORDINATE.match(gap):
                return
            yield self.all[j]


def without_parentheses(text: str) -> str:
    """A stretch of words without what stands in brackets."""
    return _PARENTHESES.sub("", text)

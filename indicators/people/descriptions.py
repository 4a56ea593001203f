"""Where a description of somebody ends: "một nhân viên trong nhà hàng | kể lại", without a tagger."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indicators.lexicon import DOES, HONORIFIC, ORG, PLACE, SAY, TITLE, Hit, Lexicon
from indicators.people.runs import UPPER
from indicators.text import Document

# words a description may have after its noun; more is a clause
LONGEST, LONGEST_BODY = 7, 16
# the sign inside "GD&ĐT" is part of a word, the one of "&gt;" is not
_STOP = re.compile(
    r"(?!(?<=\w)&\w)[^\w\s/.'’-]|\n|(?<!\b[Tt][Pp])(?<!\bQ)(?<!\bP)(?<!\bTX)[.](?:\s|\Z)| [-–] (?!Việt Nam)"
)
# a body the person belongs to may have a long name
_BODY = frozenset("thuộc của tại phòng công sở ban trung bệnh trường hội cơ học đại hãng".split())
_CAPITAL = re.compile(f"[{UPPER}\\d]")

_HEADS, _VERBS = frozenset({TITLE, ORG, HONORIFIC}), frozenset({SAY, DOES})


class Describer:
    """Finds the ends of descriptions in one document."""

    def __init__(self, document: Document, lexicon: Lexicon, hits: Sequence[Hit]) -> None:
        self.norm, self.folded = document.norm, document.folded
        self.heads = {hit.start for hit in hits if not hit.entry.kinds.isdisjoint(_HEADS)}
        self.ends, self.whole = lexicon.people["ends"], lexicon.people["whole"]
        # quận Hai Bà Trưng is no lady of that name
        within = {at for hit in hits if PLACE in hit.entry.kinds for at in range(hit.start + 1, hit.end)}
        self.addressed = {
            hit.start for hit in hits if HONORIFIC in hit.entry.kinds and self._before_name(hit)
        } - within
        # of several forms at one place the longest counts: "bảo vệ" is no "bảo"
        longest: dict[int, Hit] = {}
        for hit in hits:
            longest.setdefault(hit.start, hit)
        self.stops = self.addressed | {
            at for at, hit in longest.items() if not hit.entry.kinds.isdisjoint(_VERBS)
        }

    def _before_name(self, hit: Hit) -> bool:
        return _CAPITAL.match(self.norm, hit.end + 1) is not None

    def end(self, at: int) -> int:
        """The end of a description whose noun ends at ``at``."""
        stop = _STOP.search(self.norm, at, at + 120)
        limit = stop.start() if stop else min(len(self.norm), at + 120)
        end = at
        words = 0
        body = False
        while end < limit and self.norm[end] == " ":
            start = end + 1
            blank = self.folded.find(" ", start, limit)
            word_end = blank if blank >= 0 else limit
            word = self.folded[start:word_end]
            two = self.folded[start : self._second(word_end, limit)]
            # Hãng Lao Airlines, Cục Bảo vệ môi trường: in capitals it is a name's word and no verb
            name = self.norm[start : start + 1].isupper()
            if not word:
                break
            inside = self._inside(start, word, body)
            proper = inside or (name and body and start not in self.addressed)
            if start in self.stops and not proper:
                break
            if word == "khác" and not name:
                # một giáo viên khác, một người bạn khác của bà A
                end = word_end
                if not self.folded.startswith(" của ", end):
                    break
                continue
            ends = two in self.ends or (word in self.ends and two not in self.whole)
            if ends and not name and not inside:
                break
            body = body or word in _BODY or name
            words += 1
            if words > (LONGEST_BODY if body else LONGEST):
                break
            end = word_end
        return self._whole(at, end)

    def _inside(self, start: int, word: str, body: bool) -> bool:
        """Hàng không, Bộ Công chính và Vận tải: a word that only looks like the end."""
        if word == "và":
            return body and self.norm[start + 3 : start + 4].isupper() and start + 3 not in self.heads
        last = self.folded.rfind(" ", 0, start - 1)
        return f"{self.folded[last + 1 : start]}{word}" in self.whole

    def _second(self, end: int, limit: int) -> int:
        blank = self.folded.find(" ", end + 1, limit)
        return blank if blank >= 0 else limit

    def _whole(self, at: int, end: int) -> int:
        """Without small words that lead on to something cut off: "tại", "của"."""
        while end > at:
            last = self.folded.rfind(" ", at, end)
            two = self.folded[self.folded.rfind(" ", 0, last) + 1 : end]
            if self.folded[last + 1 : end] not in _DANGLING or two in self.whole:
                break
            end = last
        return end


_DANGLING = frozenset("của tại ở trong thuộc về từ đến vào ra ngoài qua các những một".split())

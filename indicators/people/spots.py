"""Places where a person is named: runs of capitals, cut by the vocabulary around them and judged by their context."""

from __future__ import annotations

import itertools
import re

from indicators.lexicon import CREDIT, HONORIFIC, KIN, ORG, PLACE_HEAD, SAY, THING_HEAD, TITLE, Hit, Lexicon
from indicators.people.context import Context
from indicators.people.cutting import Cutter
from indicators.people.judging import Judge
from indicators.people.runs import Piece, find_runs
from indicators.people.spot import Spot
from indicators.text import Document

__all__ = ["Spot", "SpotFinder"]

_JOIN = re.compile(r"(?:, | - | – | và |, và |; )\Z")
_LISTED = re.compile(
    r"(?: \([^()\n]{1,30}\))?(?:, |; | và | cùng | cùng với | hay | hoặc | - | – |, và |/| & | lẫn | hoặc là )"
)
_NUMBER = re.compile(r"(?:(?:số|ngõ|hẻm|ngách) \d[\w/.-]*|\d+[A-Z]?/\d[\w/.-]*) ?\Z")


class SpotFinder:
    """Finds the spots of one document."""

    def __init__(self, document: Document, lexicon: Lexicon, hits: list[Hit]) -> None:
        self.document, self.lexicon = document, lexicon
        self.norm = document.norm
        self.context = Context(document, lexicon, hits)
        self.cutter, self.judge = Cutter(self.context), Judge(self.context)

    def find(self) -> list[Spot]:
        """All spots in order, sure and unsure."""
        spots: list[Spot] = []
        street_until = -1
        for run in find_runs(self.document, self.lexicon.asian_surnames):
            for part in self.cutter.cut(run):
                joined = part[0].start - street_until in range(1, 8) and _JOIN.search(
                    self.norm[street_until : part[0].start]
                )
                if (self._headed(part) or joined) and not self.judge.aged(part):
                    street_until = part[-1].end if len(part) <= 4 else -1
                    continue
                spot = self.judge.judge(part)
                if spot is not None:
                    spots.append(spot)
        self._join_lists(spots)
        return spots

    def _join_lists(self, spots: list[Spot]) -> None:
        """In one list with persons stand persons: both ways, since a list may begin with the unknown one."""
        for order in (spots, spots[::-1]):
            for one, other in itertools.pairwise(order):
                first, second = (one, other) if one.start < other.start else (other, one)
                if (
                    one.sure
                    and not other.sure
                    and _LISTED.fullmatch(self.norm, first.end, second.lead)
                    and self.judge.may_join(other)
                ):
                    other.sure = True

    def _headed(self, part: list[Piece]) -> bool:
        """Does a street, school, prize or credit own this name?"""
        start = part[0].start
        end = start - 1
        if end > 0 and self.norm[end] in ' “"':
            if self.norm[end] != " ":
                end -= 1
            longest = min(self.context.ending.get(end, ()), key=lambda h: h.start, default=None)
            if longest is not None and not longest.entry.kinds & {HONORIFIC, TITLE, KIN, SAY}:
                kinds = longest.entry.kinds
                if kinds & {PLACE_HEAD, THING_HEAD} or longest.entry.form == "ảnh":
                    return True
                if ORG in kinds and longest.entry.form in ("báo", "nxb", "quỹ", "clb", "đài", "tờ"):
                    return True
        tail = self.norm[max(0, start - 12) : start]
        if tail.endswith((": ", ":")) and any(
            CREDIT in hit.entry.kinds
            for hit in self.context.ending.get(start - len(tail) + len(tail.rstrip(": ")), ())
        ):
            return True
        if len(part) < 2:
            return False
        # "198 Trần Quang Khải, Hà Nội": an address without its word for street
        address = tail[-2:-1].isdigit() and tail.endswith(" ") and self.context.place_follows(part[-1].end)
        return address or bool(_NUMBER.search(tail))

"""Is a name that no address, title or verb vouches for a person's? Weighed over all places where the item has it.

"Thủy tránh né", "với Ngọc Hạ", "nhờ Hạ": one such place proves nothing, several do. What each neighbouring word speaks for
was learned from unannotated press (vocab/neighbours.csv, benchmarks/neighbours.py), how the signs weigh against each other
from 733 candidates of 126 annotated and 600 other articles, 128 of them people: of ten with a score above zero seven are
(cross-validated by article, 2026-11).
"""

from __future__ import annotations

import csv
import functools
import math
import re
from collections.abc import Iterator, Mapping, Sequence

from indicators.lexicon import VOCAB
from indicators.model import Zone
from indicators.people.context import Context
from indicators.people.knowledge import plays
from indicators.people.runs import is_initial, plain
from indicators.people.spot import Spot

# logistic regression, L2 = 2 on standardised signs; a score above 0 is a person. Half-way between the first fit and a second on 752
# candidates of 330 annotated articles, 77 of them people (L2 = 20 towards the first; by article F1 0.70 against 0.67, 2026-11)
_WEIGHTS: Mapping[str, float] = {
    "start": -1.93, "sum": 0.85, "best": 0.56, "worst": -0.05, "often": 0.97, "one": -1.01, "two": 0.69,
    "three": 1.30, "one abroad": -1.03, "more abroad": 1.30, "initial": 1.23, "given": 0.48, "pair": 0.44,
    "middle": 0.21, "title": 0.70, "first": -1.68, "opens": -0.94, "known": 1.47, "lower": -1.65,
    "byline": -3.57, "number": -1.88, "listed": 2.05, "player": 2.66, "game": 3.30, "place": -2.52,
    "quoted": -2.00, "strange": -0.08,
}  # fmt: skip
_MOST = 8
_CAP = 4.0
_REACH = 26
# those beside a person in a list gain by it, and so do those beside them
_ROUNDS = 3
_USUAL = 3
# so far into an item a word in small letters is looked for: no text makes reading slower than linear
_SCANNED = 20_000
_TOKEN = re.compile(r"\w[\w’'-]*|[^\w\s]")
_GAME = ("bóng đá", "cầu thủ", "tiền đạo", "tiền vệ", "hậu vệ", "thủ môn", "hlv", "trận đấu", "vòng đấu", "giải đấu", "world cup")  # fmt: skip
# no person is called so: articles, clubs
_NO_FIRST = frozenset("the real fc ac as sc inter le la el my no new big miss mr us team".split())
# bodies, parts of the country and peoples that a capital alone makes no name
_NO_ONE = frozenset(
    "đảng bộ sở ban đoàn hội luật tết tỉnh quận huyện xã phường thành viện trường tòa trạm cục khoa phòng đội miền vịnh biển việt mỹ pháp nhật hàn hán tây âu á phi úc lào đài sự tham chuyên".split()
)
_WARD = re.compile(r"(?<!\w)(?:P|Q|H|TX|TT|TP|Đ|X)\.? ?\Z")
_TRANSLITERATED = re.compile(r"[^\W\d_]+-[a-zà-ỹ]")
_SIGNED = re.compile(r"\s*(?:[-–/]|\n|\Z|\([^()\n]{0,40}\)?\s*(?:\n|\Z))")
_COMPILED = re.compile(
    r"\s*\((?:theo|tổng hợp|t/?\.?h|lược dịch|dịch|biên dịch|ghi|thực hiện)(?!\w)", re.IGNORECASE
)
_NEXT = re.compile(r"(?: \([^()\n]{1,30}\))?(?:, | và | hay | hoặc | cùng |; | & )")
_PREVIOUS = re.compile(r"(?:, | và | hay | hoặc | cùng |; | & )\Z")
_MARKS = "\"“”‘’'«»"


@functools.cache
def neighbours() -> Mapping[str, float]:
    """How much each neighbour of a capitalised word speaks for a person, as log odds; "" is where one starts."""
    with (VOCAB / "neighbours.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return {f"{row['side']} {row['words']}".strip(): float(row["weight"]) for row in rows}


def around(norm: str, start: int, end: int) -> Iterator[str]:
    """The neighbours of a span as they stand in the table: one and two tokens on each side, inside its line."""
    before = norm[max(0, start - _REACH) : start]
    left = [_kind(token) for token in _TOKEN.findall(before[before.rfind("\n") + 1 :])[-2:]]
    after = norm[end : end + _REACH]
    stop = after.find("\n")
    right = [_kind(token) for token in _TOKEN.findall(after if stop < 0 else after[:stop])[:2]]
    yield f"L {left[-1] if left else '^'}"
    yield f"R {right[0] if right else '$'}"
    if len(left) > 1 and left[-1] != ".":
        yield f"L {left[0]} {left[1]}"
    if len(right) > 1 and right[0] != ".":
        yield f"R {right[0]} {right[1]}"


def _kind(token: str) -> str:
    first = token[0]
    if first in ".!?…":
        return "."
    if first in '"“”‘’«»':
        return '"'
    if first.isdigit():
        return "0"
    return "Aa" if first.isupper() else token


class Weigher:
    """Weighs the unsure names of one document."""

    def __init__(self, context: Context) -> None:
        self.context, self.lexicon = context, context.lexicon
        self.norm, self.folded = context.norm, context.folded
        self.document = context.document

    @functools.cached_property
    def _game(self) -> bool:
        return any(word in self.folded for word in _GAME)

    def settle(self, spots: Sequence[Spot]) -> None:
        """Makes those sure that weigh enough. Parts of a name that is sure already are left to the merging."""
        parts = {
            spot.key[at:to]
            for spot in spots
            if spot.sure
            for at in range(len(spot.key))
            for to in range(at + 1, len(spot.key) + 1)
        }
        groups: dict[tuple[str, ...], list[Spot]] = {}
        for spot in spots:
            if spot.key not in parts:
                groups.setdefault(spot.key, []).append(spot)
        left = [group for group in groups.values() if not group[0].sure and not self._barred(group)]
        if not left:
            return
        alone = {group[0].key: self.score(group) for group in left}
        for _ in range(_ROUNDS):
            self.starts = {at for spot in spots if spot.sure for at in (spot.start, spot.lead)}
            self.ends = {spot.end for spot in spots if spot.sure}
            chosen = [group for group in left if alone[group[0].key] + self._beside(group) > 0]
            for spot in (spot for group in chosen for spot in group):
                spot.sure = True
            left = [group for group in left if not group[0].sure]
            if not chosen:
                return

    def _barred(self, group: Sequence[Spot]) -> bool:  # noqa: PLR0911  a list of decisions reads best in order
        """What no weight outbids: words that head other things, abbreviations, ordinary words of one syllable."""
        spot = group[0]
        first = spot.pieces[0]
        low = first.low
        initial = any(is_initial(p.text) for p in spot.pieces)
        if (
            initial
            and len(spot.pieces) == 1
            and not (first.text.count(".") == 1 and first.text.endswith("."))
        ):
            return True
        if low in _NO_FIRST or any(p.low in self.lexicon.tails for p in spot.pieces):
            return True
        if all(p.text.isupper() and len(p.text) > 1 for p in spot.pieces) or (len(low) == 1 and not initial):
            return True
        if not spot.foreign and not initial and len(spot.pieces) == 1:
            if low in _NO_ONE:
                return True
            # Hạnh, or Tim, a name elsewhere
            if sum(self.lexicon.names.given.get(low, (0, 0))) < _USUAL and low not in self.lexicon.foreign:
                return True
            if all(self._opens(s.start) for s in group):
                return True
        return bool(_TRANSLITERATED.match(first.text)) or any(
            _WARD.search(self.norm, max(0, s.start - 5), s.start) for s in group
        )

    def score(self, group: Sequence[Spot]) -> float:
        """The log odds that all these places name one person, but for the persons they are listed with."""
        return _WEIGHTS["start"] + sum(_WEIGHTS[sign] * value for sign, value in self._signs(group))

    def _beside(self, group: Sequence[Spot]) -> float:
        """What lists add: alone among the signs it changes when others are found to be persons."""
        return _WEIGHTS["listed"] * any(map(self._listed, group))

    def _signs(self, group: Sequence[Spot]) -> Iterator[tuple[str, float]]:
        yield from self._told_around(group)
        yield from self._told_by_form(group[0])
        spot = group[0]
        yield "often", math.log(len(group))
        yield "title", any(self.document.zone_at(s.start) == Zone.TITLE for s in group)
        yield "first", any(s.start == 0 for s in group)
        yield "opens", all(self._opens(s.start) for s in group)
        yield "lower", self.norm.find(self.norm[spot.start : spot.end].lower(), 0, _SCANNED) >= 0
        yield "byline", sum(map(self._signed, group)) / len(group)
        yield "number", any(self.norm[s.end : s.end + 2].strip()[:1].isdigit() for s in group)
        yield "place", sum(map(self._before_place, group)) / len(group)
        yield "quoted", any(map(self._quoted, group))

    def _told_around(self, group: Sequence[Spot]) -> Iterator[tuple[str, float]]:
        table = neighbours()
        told = [
            max(
                -_CAP,
                min(_CAP, table[""] + sum(table.get(n, 0.0) for n in around(self.norm, s.start, s.end))),
            )
            for s in group[:_MOST]
        ]
        yield "sum", sum(told) / math.sqrt(len(told))
        yield "best", max(told)
        yield "worst", min(told)

    def _told_by_form(self, spot: Spot) -> Iterator[tuple[str, float]]:
        low = [p.low for p in spot.pieces]
        names, count = self.lexicon.names, len(low)
        if spot.foreign:
            yield "one abroad" if count == 1 else "more abroad", 1
            yield "known", low[0] in self.lexicon.foreign
            yield "player", self._game and plays(plain(low[-1]))
            yield "game", self._game and count == 1
            return
        if any(is_initial(p.text) for p in spot.pieces):
            yield "initial", 1
            return
        yield ("one", "two", "three")[min(count, 3) - 1], 1
        yield (
            "strange",
            any(x not in names.given and x not in names.middle and x not in self.lexicon.strong for x in low),
        )
        first = sum(names.given.get(low[0], (0, 0)))
        if count == 1:
            yield "given", math.log1p(first)
            return
        yield "pair", math.log1p(sum(names.last_two.get(" ".join(low[-2:]), (0, 0))))
        yield "middle", math.log1p(first + sum(names.middle.get(low[0], (0, 0))))

    def _opens(self, at: int) -> bool:
        return self.norm[max(0, at - 2) : at].strip(" ")[-1:] in '.!?…:"“”‘\n(-–'

    def _signed(self, spot: Spot) -> bool:
        """Does it rather sign the item: a name at the end of a line after a full stop, or before "(theo ...)"?"""
        if _COMPILED.match(self.norm, spot.end):
            return True
        alone = spot.start > 0 and (self._opens(spot.start) or self.folded.endswith("theo ", 0, spot.start))
        return alone and _SIGNED.match(self.norm, spot.end) is not None

    def _listed(self, spot: Spot) -> bool:
        """Does a sure person stand beside it in one list?"""
        after = _NEXT.match(self.norm, spot.end)
        if after and after.end() in self.starts:
            return True
        before = _PREVIOUS.search(self.norm, max(0, spot.start - 6), spot.start)
        return before is not None and before.start() in self.ends

    def _before_place(self, spot: Spot) -> bool:
        return self.context.place_follows(spot.end)

    def _quoted(self, spot: Spot) -> bool:
        return (
            spot.start > 0
            and self.norm[spot.start - 1] in _MARKS
            and self.norm[spot.end : spot.end + 1] in tuple(_MARKS)
        )

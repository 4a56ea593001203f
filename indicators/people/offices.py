"""What somebody does for a living, as printed, with the code of the Global Media Monitoring Project.

Three places are read: words before the name ("Giám đốc Sở A, ông B" or "kỹ sư B"), an apposition after it ("ông B, Giám
đốc Sở A"), and brackets. An office wins over a rank or degree, wherever each stands.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indicators.lexicon import HONORIFIC, ORG, SAY, TITLE, VOCAB, Hit, fold, forms, one_of, read_yaml
from indicators.people.merge import Individual
from indicators.people.places import References
from indicators.people.spots import Spot
from indicators.text import Document

_MOST = 110
_LINK = r"(?:,| -| –| \(|:)? ?(?:(?:hiện |nguyên |cựu |vốn |từng )?là (?:một )?|(?P<former>nguyên |cựu |tân |quyền )|hiện |một |người |nữ |nam |nay là )?"
_APPOSITION = re.compile(r"(?:,? \d{1,3} tuổi|,? sn \d{4}|,? sinh năm \d{4})?" + _LINK)
_BEHIND_BRACKETS = re.compile(r" ?\([^()\n]{0,60}\)" + _LINK)
_END = re.compile(
    r"[,.;:()“”\"\n]| - | – | (?:cho|đã|nói|khẳng|chia|và|thì|cũng|đang|vừa|bị|được|phát|trao|nhấn|đến|tại buổi|trong|là|sẽ|ở|kể|không|khi|sau|với|để|vẫn|phải|có)(?!\w)"
)
_LAST = re.compile(r"[\s,–-]*(?:và|cùng|ông|bà|anh|chị|đồng chí|cô|thầy|của|là|–|-)?\Z")
_CLAUSE = re.compile(r"[.;:“”\"\n!?,(]| - | – ")
_JOINED = re.compile(r"(?:,| -| –|:)? ?\Z")


@dataclass(frozen=True, slots=True)
class Office:
    """One occupation of a person: the words as printed, the code, and what such people usually speak as."""

    text: str
    code: int | None
    function: str
    form: str
    rank: bool


@dataclass(frozen=True, slots=True)
class _Table:
    ranks: frozenset[str]
    none: frozenset[str]
    depends: frozenset[str]
    speak_for: frozenset[str]
    workplaces: tuple[tuple[int, re.Pattern[str]], ...]


@functools.cache
def _table() -> _Table:
    raw = read_yaml(VOCAB / "occupations.yaml")
    places = tuple(
        (
            group["code"],
            re.compile(one_of(forms(group, "forms"))),
        )
        for group in raw["workplaces"]
    )
    ranks, none, depends, speak_for = (
        frozenset(forms(raw, key)) for key in ("ranks", "no_occupation", "depends", "speak_for")
    )
    return _Table(ranks, none, depends, speak_for, places)


_FACULTIES = ("trưởng khoa", "phó khoa", "trưởng bộ môn")
_HEADS = frozenset({TITLE, ORG, HONORIFIC, SAY})


class OfficeReader:
    """Reads the occupations of the people of one document."""

    def __init__(self, document: Document, hits: Sequence[Hit], references: References) -> None:
        self.norm, self.folded = document.norm, document.folded
        self.references = references
        self.starting: dict[int, list[Hit]] = {}
        for hit in hits:
            if not hit.entry.kinds.isdisjoint(_HEADS):
                self.starting.setdefault(hit.start, []).append(hit)

    def read(self, person: Individual) -> Office | None:
        """The best description of what somebody does: the first office, else the first rank or degree."""
        spare: Office | None = None
        # a person named three hundred times is introduced near the first places
        for spot in person.spots[:12]:
            for office in self._around(spot):
                if not office.rank:
                    return office
                spare = spare or office
        return spare

    def _around(self, spot: Spot) -> Iterator[Office]:
        if spot.title is not None and spot.title.start < spot.start:
            yield from self._from_title(spot.title, spot.start, spot)
        yield from self._after(spot)
        yield from self._before(spot)

    # --- places ------------------------------------------------------------------------------------------------

    def _from_title(self, hit: Hit, end: int, spot: Spot | None = None) -> Iterator[Office]:
        """The title and its place of work up to the name, but not beyond somebody else's name."""
        start = hit.start
        if spot is not None and spot.lead < start:
            lead = self.folded[spot.lead : start]
            for word in ("nguyên ", "cựu ", "quyền ", "tân "):
                if word in lead:
                    start = spot.lead + lead.rindex(word)
        for other in self.references.between(hit.end, end):
            end = min(end, other.start)
        text = _LAST.sub("", self.norm[start : min(end, start + _MOST)])
        if hit.end <= start + len(text):
            yield from self._made(hit, text)

    def _after(self, spot: Spot) -> Iterator[Office]:
        for skip in (_APPOSITION, _BEHIND_BRACKETS):
            gap = skip.match(self.folded, spot.end)
            if gap is not None and gap.group().strip() and self._title_at(gap.end()) is not None:
                yield from self._chain(gap)
                return

    def _chain(self, gap: re.Match[str]) -> Iterator[Office]:
        """Ủy viên A, Phó Bí thư B, Giám đốc C: one after another, as long as titles follow."""
        at = gap.end()
        for _ in range(4):
            hit = self._title_at(at)
            if hit is None:
                return
            stop = self._end(hit.end, hit.start + _MOST)
            start = gap.start("former") if gap.group("former") and at == gap.end() else hit.start
            yield from self._made(hit, _LAST.sub("", self.norm[start:stop]))
            if not re.match(r", |,| kiêm ", self.folded[stop : stop + 6]):
                return
            at = stop + 2 if self.folded[stop] == "," else stop + 6

    def _before(self, spot: Spot) -> Iterator[Office]:
        """Cảnh sát trưởng bang A, ông B: a clause of its own that begins with the title."""
        low = max(0, spot.lead - _MOST)
        window = self.folded[low : spot.lead]
        joined = _JOINED.search(window)
        if joined is None:
            return
        cuts = [m.end() for m in _CLAUSE.finditer(window, 0, joined.start())]
        if not cuts and low:
            return
        begin = low + (cuts[-1] if cuts else 0)
        begin += len(self.folded[begin : spot.lead]) - len(self.folded[begin : spot.lead].lstrip())
        for word in ("theo ", "còn ", "và ", "cùng ngày ", "với ", "mới đây "):
            if self.folded.startswith(word, begin):
                begin += len(word)
        stop = low + joined.start()
        hit = self._title_at(begin)
        if hit is not None and not joined.group().strip() and not self._works_at(hit, stop):
            return
        if hit is None or self.references.between(begin, stop) or self._says(begin, stop):
            return
        yield from self._made(hit, self.norm[begin:stop])

    def _works_at(self, hit: Hit, stop: int) -> bool:
        """Chủ tịch Hội Nông dân tỉnh A Trần B: without a comma a place of work must follow the office."""
        rest = self.folded[hit.end + 1 : min(stop, hit.end + 60)]
        whole = f"{hit.entry.form} {rest}"
        return stop - hit.end < 80 and any(words.search(whole) for _, words in _table().workplaces)

    def _title_at(self, at: int) -> Hit | None:
        for hit in self.starting.get(at, ()):
            if TITLE in hit.entry.kinds:
                return hit
        return None

    def _says(self, start: int, end: int) -> bool:
        at = start
        while 0 <= at < end:
            if any(SAY in h.entry.kinds and TITLE not in h.entry.kinds for h in self.starting.get(at, ())):
                return True
            at = self.folded.find(" ", at, end)
            at = at + 1 if at >= 0 else end
        return False

    def _end(self, at: int, most: int) -> int:
        found = _END.search(self.folded, at)
        stop = min(found.start() if found else len(self.folded), most)
        other = self.references.after(at)
        return min(stop, other.start) if other is not None else stop

    # --- meaning -----------------------------------------------------------------------------------------------

    def _made(self, hit: Hit, text: str) -> Iterator[Office]:
        table, form, entry = _table(), hit.entry.form, hit.entry
        if form in table.none:
            return
        function, code = entry.function, entry.code
        low = fold(text)
        if form in table.depends or form in table.ranks:
            code = next((c for c, words in table.workplaces if words.search(low, len(form))), code)
        if form.endswith(_FACULTIES) or (form in table.speak_for and "nghiên cứu" in low):
            # heads of faculties, wards and research centres are asked for what they know
            function = "expert"
        elif form in table.speak_for:
            function = "spokesperson"
        yield Office(text.strip(" ,.-–"), code, function, form, form in table.ranks)

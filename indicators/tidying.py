"""Which statements stand where several were found at one place: marked words win, then the earlier, and a clause that
attributes again ends the one before it.
"""

from __future__ import annotations

import re

from indicators.dialogue import DialogueReader
from indicators.reported import Statement

# ... và nhiều chuyên gia cho rằng ...: others who say something else
_OTHERS = re.compile(
    r"[,;]? (?:và |còn |trong khi |nhưng |song )?(?:nhiều|một số|các|giới|không ít|đa số|những) "
)
# marked words this long inside a reported clause are a quotation of their own
MARKED_CLAUSE = 5
# marked words that are this much of their clause carry nearly the whole of it
_WHOLE = 0.5
# of a clause before another that attributes again: with fewer words it is the object of its verb
_LEAST_BEFORE = 4
_WORD = re.compile(r"\w+")
_FEWEST = 3
# a blank, a colon and a mark; words that merely name a speaker
_BESIDE = 4
_SHORT = 8
_AND = re.compile(r",? (?:và|đồng thời|song|nhưng|sau đó) ")
# right behind what cuts the clause off, or before its verb
_PART_OF = re.compile(
    r"\A[,;]? ?(?:và |nhưng |song )?(?:khi|nếu|lúc|để|vì|do|sau khi|trước khi|trong khi|trường hợp) | (?:được|bị|sẽ)(?! cho)(?: [^\W\d_]+){0,3} ?\Z"
)


class Tidier(DialogueReader):
    """Orders the statements of one document."""

    def _splits(self, kept: list[Statement], one: Statement) -> bool:
        """A clause of its own that attributes again inside a statement ends the one before it."""
        last = kept[-1]
        if (
            last.kind != "indirect"
            or one.cue <= last.start
            or self._nested(one)
            or self._reported_within(last, one)
        ):
            return False
        if len(_WORD.findall(self.norm, last.start, one.cue)) < _LEAST_BEFORE:
            # bác bỏ cáo buộc trên và cho rằng ...: the object of the first verb is no statement
            if _AND.match(self.folded, one.cue):
                kept.pop()
                return True
            return False
        one.end = max(one.end, last.end) if last.end > one.end else one.end
        last.end = one.cue
        while self.norm[last.end - 1] == " ":
            last.end -= 1
        return True

    def _nested(self, one: Statement) -> bool:
        """..., khi bà A nhắc nhở; ..., đã được cô giáo yêu cầu: is the clause that attributes again a part of another?"""
        return _PART_OF.search(self.folded, one.cue, self._last_say_start(one)) is not None

    def _last_say_start(self, one: Statement) -> int:
        says = self._last_say(one.cue, one.start)
        return says.start if says is not None else one.cue

    def _reported_within(self, last: Statement, one: Statement) -> bool:
        """Ông A cho biết công ty đã yêu cầu ...: what somebody else wants is a part of what is reported."""
        same = (one.person, one.org) == (last.person, last.org)
        if same or self.document.sentence_at(one.cue) != self.document.sentence_at(last.start):
            return False
        if last.according and last.person >= 0 and self._is_clause(last.start, one.cue):
            # theo ông A, Bộ đã họp và khẳng định ...: what ông A says that the ministry said
            return True
        if self.folded.startswith((";", ", đồng thời", " đồng thời"), one.cue):
            return False
        says = self._last_say(one.cue, one.start)
        others = one.known or _OTHERS.match(self.folded, one.cue)
        return not (others and says is not None and says.entry.say == "that")

    def _place(self, kept: list[Statement], one: Statement) -> None:
        """Marked words inside the reported clause kept last: a quotation of their own, or a part of the clause?"""
        last = kept[-1]
        if one.cue >= 0 and len(_WORD.findall(self.norm, one.start, one.end)) >= MARKED_CLAUSE:
            self._part(kept, one)
            return
        sentence = self._sentence_start(one.start)
        begin = max(last.start, sentence)
        stop = min(max(last.end, one.end), self._sentence_end(one.start, len(self.norm)))
        share = (one.end - one.start) / max(1, stop - begin)
        if share > _WHOLE and begin == last.start:
            kept[-1] = one
        elif share > _WHOLE or self._stands_alone(one):
            self._part(kept, one)

    def _part(self, kept: list[Statement], one: Statement) -> None:
        """Lets the reported clause kept last end before marked words, or gives way to them where little is left of it."""
        last = kept[-1]
        if len(_WORD.findall(self.norm, last.start, one.start)) < _LEAST_BEFORE:
            kept[-1] = one
            return
        last.end = max(last.start + 1, min(one.start - 2, last.end))
        kept.append(one)

    def _stands_alone(self, one: Statement) -> bool:
        """Words behind a colon, or of some length that begin and end as a sentence does."""
        norm = self.norm
        if norm[max(0, one.start - 4) : one.start].rstrip(" “\"‘'«").endswith(":"):
            return True
        return (
            len(_WORD.findall(norm, one.start, one.end)) >= MARKED_CLAUSE
            and (norm[one.start].isupper() or norm[one.start] in "….")
            and (norm[one.end - 1] in ".!?…" or norm[one.end + 1 : one.end + 2] in ("", "\n", ".", ",", ";"))
        )

    def _tidy(self) -> list[Statement]:
        """Statements by start, without those inside or across another: marked words win, then the earlier."""
        kept: list[Statement] = []
        for one in sorted(self.found, key=lambda s: (s.start, s.kind != "direct", -s.end)):
            if kept and one.start < kept[-1].end:
                if one.kind == "direct" and kept[-1].kind == "indirect":
                    if one.cue > kept[-1].start + 8:
                        if self._only_where(kept[-1].start, one.cue):
                            kept[-1] = one
                            continue
                        kept[-1].end = one.cue
                        kept.append(one)
                        continue
                    self._place(kept, one)
                    continue
                if one.kind == "indirect" and not self._splits(kept, one):
                    continue
                if one.kind == "direct":
                    continue
            if one.end > one.start:
                kept.append(one)
        return [
            s
            for at, s in enumerate(kept)
            if s.kind == "direct"
            or (
                len(_WORD.findall(self.norm, s.start, s.end)) >= _FEWEST
                and not self._announces(s, kept[at + 1 : at + 2])
            )
        ]

    def _only_where(self, start: int, end: int) -> bool:
        """... cho biết, trong cuộc gặp với B, ông A nói “...”: does nothing but a place or an occasion stand there?"""
        where = self.folded.startswith(("trong ", "tại ", "ở ", "khi ", "sau ", "trước ", "nhân "), start)
        return where and not self._is_clause(start, end)

    def _announces(self, one: Statement, following: list[Statement]) -> bool:
        """... cho biết [ông A khẳng định] “...”: do a few words only say who says the marked words behind them?"""
        if not following or following[0].kind != "direct" or following[0].start - one.end > _BESIDE:
            return False
        says = self._last_say(one.start, one.end)
        return (
            says is not None
            and not self.norm[says.end : one.end].strip(" :,")
            and len(_WORD.findall(self.norm, one.start, one.end)) <= _SHORT
        )

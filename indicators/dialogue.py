"""Interviews and dash dialogue: who answers where no verb says so.

Turns are told by labels ("PV:", "Bà Lan:") or by dashes after a question. The answers are the speaker's own words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass

from indicators.according import SourceReader
from indicators.reported import Statement
from indicators.speakers import NOBODY, Speaker

_LINE = re.compile(r"[^\n]+")
_LABEL = re.compile(r"(?:[-–—•*+] ?)?(?P<who>[^\n:.!?“”\"]{1,60}):(?= ?\S)")
_DASH = re.compile(r"[-–—] ?(?=[^\s\d])")
_ASKS = re.compile(r"(?:pv|phóng viên|hỏi|mc|nhà báo|người viết|bạn đọc|độc giả|p\.v)(?: [^:]{0,40})?\Z")
_WORD = re.compile(r"\w+")
_LEAST = 4
_ASIDE = re.compile(r" ?[-–—] (?=\S)")
_ASIDE_REACH = 60
_MOST_LINES = 6


@dataclass(slots=True)
class _Turn:
    """One line of the document: where its words begin, its label's speaker, whether it asks."""

    start: int
    end: int
    begin: int
    speaker: Speaker
    asks: bool
    labelled: bool
    dash: bool


class DialogueReader(SourceReader):
    """Adds the answers of interviews and dash dialogue to ``found``."""

    def read_dialogue(self) -> None:
        """Adds the turns that no marked words cover yet."""
        # marked words do not overlap, so that the nearest one before the end tells
        self._covered = sorted((s.start, s.end) for s in self.found)
        turns = [self._turn(m.start(), m.end()) for m in _LINE.finditer(self.norm)]
        answers = Counter(t.speaker for t in turns if t.labelled and t.speaker)
        asked = any(t.labelled and t.asks for t in turns)
        interview = bool(answers) and (asked or answers.most_common(1)[0][1] > 1)
        self._last_turn = NOBODY
        self._asides: list[tuple[int, int]] = []
        left = 0
        for at, turn in enumerate(turns):
            if turn.labelled and (turn.asks or turn.speaker) and interview:
                self._last_turn = NOBODY if turn.asks else turn.speaker
                left = 0 if turn.asks else _MOST_LINES
                if not turn.asks:
                    self._add(turn.begin, turn.end, turn.speaker)
            elif interview and asked and left and self._last_turn and not self._asks(turn):
                left -= 1
                self._add(turn.begin, turn.end, self._last_turn)
            elif turn.dash and not interview and self._said(turn):
                continue
            elif turn.dash and at and not interview:
                self._dash(turns, at)

    def _turn(self, start: int, end: int) -> _Turn:
        label = _LABEL.match(self.norm, start, end)
        dash = _DASH.match(self.norm, start, end)
        begin = dash.end() if dash else start
        speaker, asks = NOBODY, False
        if label is not None:
            who = self.folded[label.start("who") : label.end("who")].strip()
            asks = bool(_ASKS.match(who))
            if not asks and len(who.split()) <= 8:
                found = self._first_person(label.start("who"), label.end("who"))
                speaker = found if found.person >= 0 and self._covers(label, found) else NOBODY
            if asks or speaker:
                begin = label.end()
                while begin < end and self.norm[begin] == " ":
                    begin += 1
        return _Turn(
            start, end, begin, speaker, asks, label is not None and bool(asks or speaker), bool(dash)
        )

    def _covers(self, label: re.Match[str], who: Speaker) -> bool:
        """Does the label end with the person's name, and hold no verb of saying?"""
        if self._first_say(label.start(), label.end()) is not None:
            return False
        end = label.end("who")
        return any(
            person == who.person and end - 1 <= last <= end + 1
            for _, last, person in self.places_in(label.start(), end + 1)
        )

    def _asks(self, turn: _Turn) -> bool:
        return self.norm[turn.start : turn.end].rstrip(' ”"').endswith("?")

    def _dash(self, turns: list[_Turn], at: int) -> None:
        """A line with a dash after one that asks or announces."""
        turn, before = turns[at], turns[at - 1]
        last = self.norm[before.start : before.end].rstrip()[-1:]
        if last == ":":
            if self._last_say(max(before.start, before.end - 60), before.end) is None:
                return
        elif last != "?" or self._asks(turn):
            return
        speaker = turn.speaker
        if not speaker:
            speaker = self._last_turn if before.dash and self._last_turn else self._announced(turns, at)
        self._last_turn = speaker or self._last_turn
        self._add(turn.begin, turn.end, speaker)

    def _said(self, turn: _Turn) -> bool:
        """Reads "— Tôi chờ mãi — ông nói, tay vẫn thái lá. — Cả tuần nay.": the words before and behind the aside."""
        opened = _ASIDE.search(self.norm, turn.begin, turn.end)
        if opened is None:
            return False
        shut = _ASIDE.search(self.norm, opened.end(), turn.end)
        stop = shut.start() if shut else turn.end
        says = self._marking_from(opened.end())
        if (
            says is None
            or says.end > min(stop, opened.end() + _ASIDE_REACH)
            or not self.norm[opened.end()].islower()
        ):
            return False
        speaker = self._speaker_around(opened.end(), stop, sure=True)
        first = self.folded[opened.end() : stop].split(" ", 1)[0]
        if not speaker and first not in self.lexicon.words["somebody"]:
            return False
        speaker = speaker or self._last_turn or self._before_sentence(turn.start)
        self._last_turn = speaker
        self._asides.append((opened.end(), stop))
        self._add(turn.begin, opened.start(), speaker)
        if shut:
            self._add(shut.end(), turn.end, speaker)
        return True

    def _announced(self, turns: list[_Turn], at: int) -> Speaker:
        """Whom an interview is held with, else whom the lines before a dialogue introduce."""
        if self._interviewee:
            return self._interviewee
        for turn in reversed(turns[max(0, at - 4) : at]):
            if turn.dash and self._asks(turn):
                continue
            return self._before_sentence(turn.end)
        return self._before_sentence(turns[at].start)

    def _add(self, start: int, end: int, speaker: Speaker) -> None:
        if len(_WORD.findall(self.norm, start, end)) < _LEAST or self.norm[start] in "“\"‘'«":
            return
        i = bisect_left(self._covered, (end, end)) - 1
        if i >= 0 and self._covered[i][1] > start:
            return
        self.found.append(Statement(start, end, "direct", speaker.person, speaker.org))

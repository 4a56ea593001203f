"""Interviews and dash dialogue: who answers where no verb says so.

Turns are told by labels ("PV:", "Bà Lan:") or by dashes after a question. The answers are the speaker's own words.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
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
_FEWEST_ANSWERS = 2
# a line of fewer words is a heading or a credit and goes on with no answer
_PARAGRAPH = 12
# a dash between a sentence or a colon and a capital, inside a line
_GLUED = re.compile(r"(?<=[:.?!…]) [-–—] (?=\w)")
# lists are glued so as well: a dialogue says at least twice in a few words who speaks
_FEWEST_GLUED = 2
_ANNOUNCED = re.compile(r"(?:\A|[.?!…] )(?:[^\s.?!…:]+ ){0,6}[^\s.?!…:]+:\Z")
_DASHES = (" - ", " – ", " — ", "- ", "– ")
_ASKER = re.compile(r"[-– ]*(?:PV|P\.V|Phóng viên|Nhà báo|MC|Hỏi)(?: [^:.?!\n]{0,30})?:")
# whoever answers, as a label: Tiến sĩ Lò Văn Khu:
_ANSWERS = re.compile(r"(?P<first>[^\W\d_])[^.:?!\n]{2,80}: ")
_YOU = "ông|bà|anh|chị|đồng chí|giáo sư|gs|tiến sĩ|ts|bác sĩ|bs|luật sư|ls|bộ trưởng|thứ trưởng|chủ tịch|thiếu tướng|đại tá|thầy|cô|bác|nhạc sĩ|nhà văn|đạo diễn"
_POLITE_ASKED = re.compile(rf"(?<!\w)thưa (?:{_YOU})(?!\w)")
_TO_SOMEBODY = re.compile(
    rf"(?<!\w)(?:(?:thưa|theo|xin|mời|với|của|nhờ) (?:{_YOU})(?!\w)(?! [\w ]*(?:cho biết|nói|khẳng định),)"
    rf"|(?:{_YOU}) (?:có thể|đánh giá|nghĩ|nhận định|cho biết|nhìn nhận|lý giải|giải thích|bình luận|suy nghĩ|có|đã|sẽ|cảm thấy|thấy|mong|muốn|vừa))(?!\w)"
)
_THANKS = re.compile(
    r"(?<=[.?!…”\"] )(?:[-–] )?(?:(?:pv|p\.v|phóng viên): )?(?:xin|vâng, xin|vâng, cảm|trân trọng|cảm ơn|cám ơn)[^.?!\n]{0,30}(?:cảm|cám|ơn) [^.?!\n]{0,40}[.!]"
)
_CREDIT = re.compile(r"(?<=[.?!…]) \(?(?:Theo|Nguồn|Sưu tầm|ST) [^.?!\n]{0,40}\Z")


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
        put = any(self._asks(a) and b.labelled and b.speaker for a, b in itertools.pairwise(turns))
        interview = bool(answers) and (asked or put or answers.most_common(1)[0][1] > 1)
        self._last_turn = NOBODY
        self._asides: list[tuple[int, int]] = []
        left = 0
        held = not interview and self._held(turns)
        for at, turn in enumerate(turns):
            if not turn.labelled and not held and (self._inline(turn) or self._glued_talk(turn)):
                continue
            if turn.labelled and (turn.asks or turn.speaker) and interview:
                self._last_turn = NOBODY if turn.asks else turn.speaker
                left = 0 if turn.asks else _MOST_LINES
                if not turn.asks:
                    self._add(turn.begin, turn.end, turn.speaker)
            elif interview and asked and left and self._last_turn and not self._asks(turn):
                left -= 1
                self._add(turn.begin, turn.end, self._last_turn)
            elif held:
                left = self._answer(turns, at, left)
            elif turn.dash and not interview and self._said(turn):
                continue
            elif turn.dash and at and not interview:
                self._dash(turns, at)

    def _held(self, turns: list[_Turn]) -> bool:
        """Is the item a talk, whose questions stand as lines and whose answers begin with dashes?"""
        pairs = itertools.pairwise(turns)
        return sum(b.dash and self._asks(a) and not self._asks(b) for a, b in pairs) >= _FEWEST_ANSWERS

    def _answer(self, turns: list[_Turn], at: int, left: int) -> int:
        """Adds a line of a talk that answers; how many more may go on with the answer."""
        turn = turns[at]
        if self._asks(turn):
            return 0
        if turn.dash:
            self._last_turn = turn.speaker or self._announced(turns, at)
            self._add(turn.begin, turn.end, self._last_turn)
            return _MOST_LINES
        # the line before the next dash asks, whatever it ends with
        if not left or (at + 1 < len(turns) and turns[at + 1].dash):
            return 0
        if len(_WORD.findall(self.norm, turn.start, turn.end)) >= _PARAGRAPH:
            self._add(turn.start, turn.end, self._last_turn)
        return left - 1

    def _inline(self, turn: _Turn) -> bool:
        """Reads "Tý hỏi: - Đâu rồi? - Ở đây! Tý cười: - Thật à?": turns glued into one line behind an announcing colon."""
        dashes = [d for d in _GLUED.finditer(self.norm, turn.start, turn.end) if self.norm[d.end()].isupper()]
        told = [
            d for d in dashes if _ANNOUNCED.search(self.norm[max(turn.start, d.start() - 60) : d.start()])
        ]
        if len(told) < _FEWEST_GLUED or told[0] is not dashes[0]:
            return False
        ends = [dash.start() for dash in dashes[1:]] + [turn.end]
        spoke = [NOBODY, NOBODY]
        for dash, end in zip(dashes, ends, strict=True):
            who = spoke[0]
            if self.norm[dash.start() - 1] == ":":
                who = self._before_colon(self._sentence_start(dash.start() - 1), dash.start())
            spoke = [spoke[1], who]
            credit = _CREDIT.search(self.norm, dash.end(), end)
            stop = credit.start() if credit else end
            if self.norm[stop - 1] == ":":
                stop = max(dash.end(), self._sentence_start(stop - 1))
            stop = max(dash.end(), self._before_blanks(stop))
            if stop > dash.end():
                self.found.append(Statement(dash.end(), stop, "direct", who.person, who.org))
        return True

    def _glued_talk(self, turn: _Turn) -> bool:
        """Reads "... thưa ông? - Chúng tôi đã làm. Bao giờ xong, theo ông? - Sang năm.": a talk glued into one line."""
        if self.norm.find("?", turn.start, turn.end) < 0:
            return False
        asked = list(self._questions(turn))
        polite = _POLITE_ASKED.search(self.folded, turn.start, turn.end) is not None
        polite = polite or sum(bool(_ASKER.match(self.norm, start)) for start, _ in asked) >= _FEWEST_ANSWERS
        dashes = sum(self.norm.startswith(_DASHES, end) for _, end in asked)
        if len(asked) < _FEWEST_ANSWERS or not (polite or dashes >= _FEWEST_ANSWERS):
            return False
        who = self._interviewee or self._before_sentence(asked[0][0])
        ends = [start for start, _ in asked[1:]] + [turn.end]
        for (_, opened), shut in zip(asked, ends, strict=True):
            begin = opened
            while begin < shut and self.norm[begin] in " -–—":
                begin += 1
            label = _ANSWERS.match(self.norm, begin, shut)
            begin = label.end() if label and label.group("first").isupper() else begin
            thanks = _THANKS.search(self.folded, begin, shut)
            self._add(begin, self._before_blanks(thanks.start() if thanks else shut), who)
        return True

    def _questions(self, turn: _Turn) -> Iterator[tuple[int, int]]:
        """The questions of a talk in a line: labelled, polite, or answered behind a dash; those side by side are one."""
        at = bisect_left(self.document.sentences, (turn.start, 0))
        last: tuple[int, int] | None = None
        label = -1
        for start, end in itertools.takewhile(lambda s: s[0] < turn.end, self.document.sentences[at:]):
            if _ASKER.match(self.norm, start):
                label = start
            if self.norm[end - 1] != "?" or self._is_quoted(start):
                continue
            known = label >= 0 or _TO_SOMEBODY.search(self.folded, start, end)
            if not known and not self.norm.startswith(_DASHES, end):
                continue
            begin, label = (label if label >= 0 else start), -1
            if last is not None and not self.norm[last[1] : begin].strip(" -–"):
                begin = last[0]
            elif last is not None:
                yield last
            last = (begin, end)
        if last is not None:
            yield last

    def _before_blanks(self, at: int) -> int:
        while at > 0 and self.norm[at - 1] in " -–—":
            at -= 1
        return at

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
            says = self._last_say(max(before.start, before.end - 60), before.end)
            # ông A yêu cầu: and the lines of a list
            if says is None or says.entry.say == "order":
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

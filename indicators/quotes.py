"""Statements and who made them: words in marks, dash dialogue, and reported speech.

A statement is looked for from three sides: pairs of quotation marks, verbs of saying, and "theo X". Speakers are found
before, after or around it, or carried over from the statement before.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from indicators.lexicon import Hit, Lexicon
from indicators.model import Zone
from indicators.people.merge import Individual
from indicators.speakers import NOBODY, Speaker, SpeakerFinder
from indicators.text import Document

_OPENING = re.compile("[“”\"«‘'„]")
_CURLY = re.compile('[“”"]')
_CLOSING_SINGLE = re.compile("['’]")
_CAPTION = re.compile(r"[ (](?:Ảnh|Nguồn|Video|Clip)(?: [^.:\n]{0,20})?:|\((?:Ảnh|Nguồn)")
_ENDS = ".!?…"
_SKIP = re.compile(
    r"(?: (?:thêm|rằng|là|lại|rõ|tiếp|luôn|như sau|thẳng|ngay))*(?: ?[:,](?= )| rằng(?= )| là(?= ))?[ \n]*"
)
_COLON = re.compile(r"[^.!?\n:“”\"]{0,90}?:(?= ?)")
_WORD = re.compile(r"\w+")
# after these a verb of saying speaks of the matter, not its content
_NOT_CONTENT = frozenset(
    "về với của cho những các một sự bài lời nhiều trước tại trên trong từ ra vào lên đến khi và hay hoặc như qua theo bởi bằng cùng lẫn cũng để ý tin gì điều việc này đó câu".split()
)
_NOT_ORDERED = frozenset(
    "về với của cho trước trên trong từ ra vào lên khi và hay hoặc như qua theo bởi bằng cũng ý gì điều việc này đó".split()
)
_TRAILERS = re.compile(r"(?:,| -| –)? ?(?:theo|trích|dẫn)\b")
_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"(?m)^[-–—] ?(?=[^\s\d])")


@dataclass(slots=True)
class Statement:
    """One statement in offsets of the normal form. ``person`` indexes the individuals; ``org`` names a body."""

    start: int
    end: int
    kind: str
    person: int = -1
    org: str = ""

    @property
    def known(self) -> bool:
        """Is somebody named as the speaker?"""
        return self.person >= 0 or bool(self.org)


class StatementReader(SpeakerFinder):
    """Reads the statements of one document."""

    def __init__(
        self, document: Document, lexicon: Lexicon, hits: list[Hit], people: list[Individual]
    ) -> None:
        super().__init__(document, lexicon, hits, people)
        self.found: list[Statement] = []
        self.marks: list[tuple[int, int, int]] = []

    def read(self) -> list[Statement]:
        """All statements, by start; none overlaps another."""
        self._direct()
        marked = sorted((s.start, s.end) for s in self.found)
        self._marked = marked
        self._marked_starts = [a for a, _ in marked]
        for hit in self.says:
            self._indirect(hit)
        for hit in self.according:
            self._according(hit)
        return self._name_front(self._tidy())

    def _name_front(self, statements: list[Statement]) -> list[Statement]:
        """Words of nobody in title or lead are those of whoever says them below, else of the one who is quoted most."""
        counts: dict[tuple[int, str], int] = {}
        for one in statements:
            if one.known and one.kind == "direct":
                counts[one.person, one.org] = counts.get((one.person, one.org), 0) + 1
        for one in statements:
            if (
                one.known
                or one.kind != "direct"
                or self.document.zone_at(one.start) not in (Zone.TITLE, Zone.LEAD)
            ):
                continue
            words = self.folded[one.start : one.end].strip(" .!?…")
            again = next((s for s in statements if s.known and words in self.folded[s.start : s.end]), None)
            if again is not None:
                one.person, one.org = again.person, again.org
            elif counts:
                one.person, one.org = max(counts, key=lambda key: counts[key])
        return statements

    # --- direct ------------------------------------------------------------------------------------------------

    def _direct(self) -> None:
        last = NOBODY
        last_end = -1
        self.marks = self._marks()
        for start, end, close in self.marks:
            words = len(_WORD.findall(self.norm, start, end))
            if words < 3 or self._is_name(start, end):
                continue
            speaker, attributed = self._attribution(start, end, close)
            near = last_end >= 0 and start - last_end < 250 and "\n\n" not in self.norm[last_end:start]
            if not attributed:
                whole = self._is_whole(start, end)
                if not (whole and words >= 6):
                    if words < 7:
                        continue
                    sentence = self._sentence_start(start)
                    says = self._last_say(sentence, start)
                    speaker = self._subject(says, sentence) if says else self._first_person(sentence, start)
                    if not speaker:
                        continue
            if not speaker and near:
                speaker = last
            if not speaker:
                speaker = self._before_sentence(start)
            for line in _LINE.finditer(self.norm, start, end):
                self.found.append(Statement(line.start(), line.end(), "direct", speaker.person, speaker.org))
            last, last_end = speaker, end
        self._bullets()

    def _marks(self) -> list[tuple[int, int, int]]:
        """The insides of quotation marks and where they close, outermost only, none over a blank line."""
        norm = self.norm
        spans: list[tuple[int, int, int]] = []
        at = -1
        for hit in _OPENING.finditer(norm):
            if hit.start() < at:
                continue
            char = hit.group()
            if not self._opens_mark(hit.start(), char):
                continue
            stop = norm.find("\n\n", hit.end(), hit.end() + 3000)
            stop = min(len(norm), hit.end() + 3000) if stop < 0 else stop
            end = self._closing(hit.end(), stop, char)
            if end < 0:
                continue
            start, last = hit.end(), end
            while start < end and norm[start].isspace():
                start += 1
            while last > start and norm[last - 1] in " ,\n":
                last -= 1
            if start < last:
                spans.append((start, last, end))
            at = end + 1
        return spans

    def _opens_mark(self, at: int, char: str) -> bool:
        before, after = self.norm[at - 1 : at], self.norm[at + 1 : at + 3]
        if char in "'‘":
            return before in ("", " ", "\n", "(", ":") and (after[:1].isalnum() or after[1:].isalnum())
        if char in "”“" and before not in ("", " ", "\n", "(", ":", "-", "–"):
            return char == "“" and after[:1].isalnum()
        if char == "”":
            return after[:1].isupper()
        return after[:1] not in ("", ",", ".", ";")

    def _closing(self, start: int, stop: int, char: str) -> int:
        """Where the marks close again: at a closing mark, or at an opening one that stands like a closing one."""
        norm = self.norm
        if char in "'‘":
            for hit in _CLOSING_SINGLE.finditer(norm, start, stop):
                if not norm[hit.end() : hit.end() + 1].isalnum():
                    return hit.start()
            return -1
        if char in '"«':
            return norm.find("»" if char == "«" else '"', start, stop)
        depth = 1
        for hit in _CURLY.finditer(norm, start, stop):
            at = hit.start()
            mark = hit.group()
            after = norm[at + 1 : at + 2]
            if mark == "“" and (after.isalnum() or after in ("…", "(")) and norm[at - 1] in " \n(:":
                line = norm.find("\n", start, at)
                if line >= 0:
                    # a new quotation begins on a later line: the one before was never closed
                    return line
                depth += 1
                continue
            depth -= 1
            if not depth or ("\n" in norm[start:at] and mark == "“"):
                return at
        line = norm.find("\n", start, stop)
        return line if line >= 0 else stop

    def _attribution(self, start: int, end: int, close: int) -> tuple[Speaker, bool]:
        """Who is said to say the marked words, and whether anything says so at all."""
        norm = self.norm
        after = close + 1
        while after < len(norm) and norm[after] in "”\"’'» .,":
            if norm[after] == "." and norm[after + 1 : after + 2] == "\n":
                break
            after += 1
        line_end = norm.find("\n", after)
        line_end = len(norm) if line_end < 0 else line_end
        sentence_end = self._sentence_end(after, line_end)
        dash = re.match(r"[-–—]+ ?", norm[after : after + 3])
        begin = after + (dash.end() if dash else 0)
        closed = norm[max(0, end - 1)] in ".!?…" or "." in norm[close:after]
        if not closed or dash or norm[end - 1] in "!?":
            speaker = self._speaker_around(begin, sentence_end)
            if speaker is not None and (
                dash
                or norm[begin : begin + 1].islower()
                or "," in norm[close:after]
                or norm[end - 1] in "!?,"
            ):
                return speaker, True
            trailer = _TRAILERS.match(self.folded, max(close + 1, begin - 1))
            if trailer or self.folded.startswith("theo ", begin):
                found = self._entity(begin, sentence_end)
                if found:
                    return found, True
        # before: "X nói: “..."
        open_at = start - 1
        while open_at > 0 and norm[open_at - 1] in " “\"‘'«":
            open_at -= 1
        sentence = self._sentence_start(open_at)
        i = bisect_left(self.marking_starts, open_at) - 1
        hit = self.marking[i] if i >= 0 and self.marking[i].start >= sentence else None
        colon = norm[max(0, open_at - 1) : open_at] == ":"
        if hit is not None and (colon or open_at - hit.end <= 12):
            return self._subject(hit, sentence), True
        if colon:
            found = self._first_person(sentence, open_at)
            in_title = self.document.zone_at(start) == Zone.TITLE
            long = len(_WORD.findall(norm, start, end)) >= 5
            return (found or NOBODY), bool(found) or hit is not None or in_title or long
        return NOBODY, False

    def _is_name(self, start: int, end: int) -> bool:
        """Is it the name of a work, a charge, a motto? Told by the word before, or by capitals throughout."""
        before = self.folded[max(0, start - 30) : start - 1].rstrip(" :“\"'‘«").split()
        if any(" ".join(before[-n:]) in self.lexicon.words["name_before"] for n in (1, 2, 3)):
            return True
        words = self.norm[start:end].split()
        return len(words) <= 8 and sum(w[:1].isupper() for w in words) >= 0.8 * len(words)

    def _is_whole(self, start: int, end: int) -> bool:
        """Marked words that stand as sentences of their own."""
        norm = self.norm
        before = norm[max(0, start - 3) : start - 1].rstrip(" ")
        opens = not before or before[-1] in '.!?…\n:”"-–'
        return (
            opens
            and (norm[start].isupper() or norm[start] in "…." or norm[start].isdigit())
            and (norm[end - 1] in ".!?…" or norm[end + 1 : end + 2] in ("", "\n", ".", ",", " "))
        )

    def _bullets(self) -> None:
        """Dash dialogue: lines that begin with a dash after a line that asks or announces."""
        for hit in _BULLET.finditer(self.norm):
            start = hit.end()
            end = self.norm.find("\n", start)
            end = len(self.norm) if end < 0 else end
            before = self.norm[: hit.start()].rstrip()
            if not before or before[-1] not in "?:" or len(_WORD.findall(self.norm, start, end)) < 4:
                continue
            if any(s.start < end and s.end > start for s in self.found):
                continue
            colon = self.norm.find(":", start, min(end, start + 60))
            speaker = NOBODY
            if colon > 0:
                speaker = self._first_person(start, colon) or NOBODY
                if speaker:
                    start = colon + 2
            if not speaker:
                speaker = self._before_sentence(hit.start())
            if start < end:
                self.found.append(Statement(start, end, "direct", speaker.person, speaker.org))

    # --- indirect ----------------------------------------------------------------------------------------------

    def _indirect(self, hit: Hit) -> None:  # noqa: PLR0911, PLR0912  a list of decisions reads best in order
        norm, folded = self.norm, self.folded
        if hit.entry.say == "mark" or self._in_marks(hit.start):
            return
        sentence = self._sentence_start(hit.start)
        line_end = norm.find("\n", hit.end)
        line_end = len(norm) if line_end < 0 else line_end
        stop = self._sentence_end(hit.end, line_end)
        skip = _SKIP.match(norm, hit.end)
        begin = skip.end() if skip else hit.end
        linked = skip is not None and bool(skip.group().strip())
        rest = folded[begin:stop].rstrip(" .!?…")
        words = rest.split()
        if not words:
            self._postposed(hit, sentence)
            return
        colon = None
        linked = linked or hit.entry.form.endswith((" rằng", " là"))
        strong = hit.entry.say == "that"
        shut = _NOT_CONTENT if hit.entry.say == "weak" else _NOT_ORDERED
        if (
            strong
            and len(words) >= 5
            and words[0] in ("việc", "trên", "trong", "từ", "khi", "qua", "bằng", "này", "đó")
        ):
            linked = True
        if not linked and words[0] in shut:
            colon = _COLON.match(norm, hit.end)
            if not colon or colon.end() >= stop:
                return
            begin = colon.end()
            while begin < stop and norm[begin] == " ":
                begin += 1
            linked = True
        if begin >= stop or norm[begin] in "“\"‘'«" or self._in_marks(begin):
            return
        weak = hit.entry.say in ("weak", "order")
        if weak and linked and skip is not None and skip.group().strip() == "," and colon is None:
            linked = False
            if hit.entry.say == "weak" and len(words) < 6:
                return
        subject = self._subject(hit, sentence)
        if not subject and (
            weak or not (linked or (" " in hit.entry.form and hit.entry.form.startswith("cho ")))
        ):
            return
        if hit.entry.form == "xác định" and not self.norm[hit.end : begin].strip():
            return
        if hit.entry.form == "đánh giá" and words[0] == "cao":
            begin = hit.start
        if len(words) < (4 if weak and not linked else 3):
            return
        if weak and not linked and not self._adjacent(hit, sentence):
            return
        end = self._content_end(begin, stop, hit)
        if end - begin > 8:
            self.found.append(Statement(begin, end, "indirect", subject.person, subject.org))

    def _content_end(self, begin: int, stop: int, hit: Hit) -> int:
        """The end of the reported content: the sentence's, unless a trailing attribution interrupts."""
        caption = _CAPTION.search(self.norm, begin, stop)
        end = caption.start() if caption else stop
        trailing = self.folded.find(", theo ", begin, end)
        if trailing > begin and self._is_source(trailing + 7):
            end = trailing
        i = bisect_left(self.document.sentences, (hit.start, hit.start))
        while end == stop and i < len(self.document.sentences):
            # Cụ thể, Ngoài ra, Theo đó: the same speaker goes on
            begin, stop = self.document.sentences[i]
            gap = self.norm[end:begin]
            if "\n\n" in gap or begin - end > 3 or not self._carries(begin, stop):
                break
            end = stop
            i += 1
        while end > begin and self.norm[end - 1] in " ":
            end -= 1
        return end

    def _carries(self, begin: int, stop: int) -> bool:
        opening = self.folded[begin : begin + 14]
        if not any(opening.startswith((word + ",", word + " ")) for word in self.lexicon.words["carry"]):
            return False
        if self._first_say(begin, stop) is not None or _CAPTION.search(self.norm, begin, stop):
            return False
        return not any(c in self.norm[begin:stop] for c in '“"')

    def _postposed(self, hit: Hit, sentence: int) -> None:
        """Reads "..., ông A cho biết.", where the content stands before."""
        comma = self.norm.rfind(", ", sentence, hit.start)
        if comma < 0 or len(_WORD.findall(self.norm, sentence, comma)) < 4 or self._in_marks(comma - 1):
            return
        subject = self._segment_speaker(comma + 2, hit.start)
        if subject:
            self.found.append(Statement(sentence, comma, "indirect", subject.person, subject.org))

    def _according(self, hit: Hit) -> None:
        norm, folded = self.norm, self.folded
        if self._in_marks(hit.start):
            return
        sentence = self._sentence_start(hit.start)
        line_end = norm.find("\n", hit.end)
        line_end = len(norm) if line_end < 0 else line_end
        stop = self._sentence_end(hit.end, line_end)
        name_start = hit.end + 1
        if name_start >= stop or not self._is_source(name_start):
            return
        comma = norm.find(", ", name_start, stop)
        opening = (
            norm[max(0, hit.start - 2) : hit.start].strip() in ("", ".", ",", "”", '"', "-", "–")
            or hit.start == sentence
        )
        if hit.start - sentence <= 6 or (opening and norm[hit.start].isupper()):
            if comma < 0:
                return
            content = comma + 2
            # "Theo ông A, Giám đốc B, ..."
            if self._starts_title(content):
                again = norm.find(", ", content, stop)
                content = again + 2 if again > 0 else content
            speaker = self._segment_speaker(name_start, comma)
            says = self._first_say(content, stop)
            if says is not None and self._subject(says, content).person >= 0:
                return
            if content < stop and norm[content] not in '“"' and len(_WORD.findall(norm, content, stop)) >= 3:
                self.found.append(Statement(content, stop, "indirect", speaker.person, speaker.org))
        elif opening and folded[hit.start - 1 : hit.start] == " ":
            before = hit.start
            while before > sentence and norm[before - 1] in " ,-–":
                before -= 1
            if before - sentence > 15 and not self._in_marks(before - 1) and norm[before - 1] not in '”"':
                speaker = self._segment_speaker(name_start, stop)
                self.found.append(Statement(sentence, before, "indirect", speaker.person, speaker.org))

    def _is_source(self, at: int) -> bool:
        """Does "theo" name a source here, and not a plan, a rule or a direction?"""
        if self.norm[at].isupper():
            return True
        i = bisect_left(self.head_starts, at)
        return i < len(self.heads) and self.heads[i].start == at

    def _tidy(self) -> list[Statement]:
        """Statements by start, without those inside or across another: marked words win, then the earlier."""
        kept: list[Statement] = []
        for one in sorted(self.found, key=lambda s: (s.start, s.kind != "direct", -s.end)):
            if kept and one.start < kept[-1].end:
                if one.kind == "direct" and kept[-1].kind == "indirect":
                    share = (one.end - one.start) / max(1, kept[-1].end - kept[-1].start)
                    if share > 0.7:
                        kept[-1] = one
                    elif len(_WORD.findall(self.norm, one.start, one.end)) >= 7:
                        kept[-1].end = max(kept[-1].start + 1, one.start - 2)
                        kept.append(one)
                    continue
                continue
            if one.end > one.start:
                kept.append(one)
        return [s for s in kept if s.kind == "direct" or len(_WORD.findall(self.norm, s.start, s.end)) >= 3]

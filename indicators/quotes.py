"""Statements and who made them: words in marks, dash dialogue, and reported speech.

A statement is looked for from three sides: pairs of quotation marks, verbs of saying, and "theo X". Speakers are found
before, after or around it, or carried over from the statement before.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from indicators.lexicon import ACCORDING, HONORIFIC, KIN, ORG, PLACE, PLACE_HEAD, SAY, TITLE, Hit, Lexicon
from indicators.model import Zone
from indicators.people.merge import Individual
from indicators.text import Document

_OPENING = re.compile("[“”\"«‘'„]")
_CURLY = re.compile('[“”"]')
_CLOSING_SINGLE = re.compile("['’]")
_CLAUSE = re.compile(r"[,;:–—]| - |[“”\"«»]")
_PARENTHESES = re.compile(r" ?\([^()\n]{0,80}\)?")
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
_PREPOSITIONS = frozenset(
    "với của về cho từ tại ở trong cùng bởi theo nhờ gặp tới đến trên trước sau khi".split()
)
_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"(?m)^[-–—] ?(?=[^\s\d])")


_APPOSED = (
    "một trong ",
    "người ",
    "nguyên ",
    "cựu ",
    "hiện ",
    "là ",
    "con ",
    "vợ ",
    "chồng ",
    "mẹ ",
    "bố ",
    "trú ",
    "ngụ ",
    "quê ",
    "sinh ",
    "một ",
)


# descriptions that stand for whoever was named last
_ANAPHORS = (
    "vị này", "người này", "ông này", "bà này", "anh này", "cô này", "chị này", "bị cáo", "bị can", "nghi phạm ", "nữ ca sĩ", "nam ca sĩ", "người đẹp",
    "nữ diễn viên", "nam diễn viên", "ca sĩ ", "diễn viên ", "đối tượng ", "cô gái", "chàng trai", "người chồng", "người vợ", "nữ nghệ sĩ", "nam nghệ sĩ",
    "nữ sinh", "nam sinh", "tài xế", "tổng bí thư", "thủ tướng", "chủ tịch nước", "tổng thống", "ngoại trưởng", "bộ trưởng", "thứ trưởng", "chủ tịch quốc hội",
    "nhà lãnh đạo", "vị lãnh đạo", "vị giám đốc", "vị đại diện", "nữ bộ trưởng", "nữ giám đốc", "hlv", "nhà cầm quân", "chiến lược gia", "cầu thủ", "luật sư", "bác sĩ", "tiến sĩ", "đồng chí",
)  # fmt: skip
# groups and papers that state something: their own words name them
_BODIES = re.compile(
    r"(?:(?:các|những|nhiều|một số|đa số|nhóm|hai|ba|giới|phía|một vài|số đông) |(?:bản |kết quả|tài liệu|báo cáo|đơn |văn bản|lời |thông tin|nguồn tin|nghiên cứu|dư luận|ý kiến|thống kê|số liệu|khảo sát|kết luận|hồ sơ|biên bản|cáo trạng|thông cáo|tờ |trang ))"
)


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


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: a person's index, or the name of a body, or (-1, "") for nobody."""

    person: int = -1
    org: str = ""

    def __bool__(self) -> bool:
        return self.person >= 0 or bool(self.org)


NOBODY = Speaker()


class StatementReader:
    """Reads the statements of one document."""

    def __init__(
        self, document: Document, lexicon: Lexicon, hits: list[Hit], people: list[Individual]
    ) -> None:
        self.document, self.lexicon = document, lexicon
        self.norm, self.folded = document.norm, document.folded
        self.says = [h for h in hits if SAY in h.entry.kinds]
        self.says = [h for h in _longest(self.says) if self._is_verb(h)]
        marking = self.says
        self.says = [h for h in marking if h.entry.say != "mark"]
        self.marking = marking
        self.marking_starts = [h.start for h in marking]
        self.say_starts = [h.start for h in self.says]
        self.according = _longest([h for h in hits if ACCORDING in h.entry.kinds])
        self.heads = [h for h in hits if h.entry.kinds & {ORG, TITLE, HONORIFIC, KIN}]
        self.head_starts = [h.start for h in self.heads]
        places = [(s.lead, s.end, i) for i, p in enumerate(people) for s in p.spots]
        places += [(a, b, i) for i, p in enumerate(people) for a, b in p.extra]
        self.places = sorted(places)
        self.place_starts = [a for a, _, _ in self.places]
        self.people = people
        self.places_named = [h for h in hits if h.entry.kinds & {PLACE, PLACE_HEAD}]
        self.place_named_starts = [h.start for h in self.places_named]
        self.titles: dict[str, list[tuple[int, int]]] = {}
        for i, person in enumerate(people):
            for spot in person.spots:
                for hit in (spot.trigger, spot.title):
                    if hit is not None and (TITLE in hit.entry.kinds or hit.entry.form == "đồng chí"):
                        self.titles.setdefault(hit.entry.form, []).append((spot.start, i))
                lead = self.folded[spot.lead : spot.start].strip()
                if lead and (" " in lead) and len(lead) < 40:
                    self.titles.setdefault(lead, []).append((spot.start, i))
        for listed in self.titles.values():
            listed.sort()
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

    def _starts_title(self, at: int) -> bool:
        i = bisect_left(self.head_starts, at)
        while i < len(self.heads) and self.heads[i].start == at:
            if TITLE in self.heads[i].entry.kinds:
                return True
            i += 1
        return False

    # --- speakers ----------------------------------------------------------------------------------------------

    def _subject(self, hit: Hit, sentence: int) -> Speaker:
        """Who is the subject of a verb of saying."""
        cuts = [m.end() for m in _CLAUSE.finditer(self.norm, sentence, hit.start)]
        bounds = [sentence, *cuts, hit.start]
        segments = list(itertools.pairwise(bounds))
        own = segments[-1]
        if self.norm[own[0] : own[1]].strip(" ") and not self._only_between(own):
            begin = self._after_blanks(own[0])
            if len(segments) > 1 and (self._starts_title(begin) or self.folded.startswith(_APPOSED, begin)):
                earlier = self._person_before(segments[:-1])
                here = self._first_person(*own)
                return here or earlier or self._segment_speaker(*own)
            here = self._first_person(*own)
            if not here and len(segments) > 1 and self._starts_place(begin):
                earlier = self._segment_speaker(*segments[-2])
                if earlier:
                    return earlier
            return (
                here
                or self._segment_speaker(*own)
                or self._titled(begin)
                or self._person_before(segments[:-1])
            )
        return self._person_before(segments[:-1]) or self._org_before(segments[:-1])

    def _starts_place(self, at: int) -> bool:
        return any(h.start == at for h in self._from(self.places_named, self.place_named_starts, at))

    @staticmethod
    def _from(hits: list[Hit], starts: list[int], at: int) -> list[Hit]:
        i = bisect_left(starts, at)
        return hits[i : i + 2]

    def _titled(self, at: int) -> Speaker:
        """Tổng Bí thư, bị cáo, nữ ca sĩ, đồng chí without a name: who bore that title last."""
        text = self.folded[at : at + 40]
        for form in sorted(self.titles, key=len, reverse=True):
            if text.startswith(form) and not text[len(form) : len(form) + 1].isalnum():
                # of several who bore it, whom the item names most
                bearers = [i for _, i in self.titles[form]]
                return Speaker(max(bearers, key=lambda i: len(self.people[i].spots)))
        if text.startswith(_ANAPHORS):
            i = bisect_left(self.place_starts, at) - 1
            if i >= 0 and at - self.places[i][1] < 600:
                return Speaker(self.places[i][2])
        return NOBODY

    def _after_blanks(self, at: int) -> int:
        while at < len(self.norm) and self.norm[at] == " ":
            at += 1
        return at

    def _only_between(self, segment: tuple[int, int]) -> bool:
        return all(word in self.lexicon.between for word in self.folded[segment[0] : segment[1]].split())

    def _adjacent(self, hit: Hit, sentence: int) -> bool:
        """Does a person or body stand right before the verb, but for small words?"""
        text = self.folded[sentence : hit.start].rstrip()
        end = sentence + len(text)
        for _ in range(3):
            last = self.folded.rfind(" ", sentence, end) + 1
            if last > sentence and self.folded[last:end] in self.lexicon.between:
                end = last - 1
            else:
                break
        i = bisect_right(self.place_starts, end) - 1
        for j in range(i, max(i - 3, -1), -1):
            if self.places[j][1] == end or self.places[j][1] == end - 1:
                return True
        return bool(self._segment_org(max(sentence, end - 60), end))

    def _person_before(self, segments: list[tuple[int, int]]) -> Speaker:
        for start, end in reversed(segments):
            found = self._first_person(start, end)
            if found:
                return found
        return NOBODY

    def _org_before(self, segments: list[tuple[int, int]]) -> Speaker:
        for start, end in reversed(segments):
            name = self._segment_org(start, end)
            if name:
                return Speaker(org=name)
        return NOBODY

    def _segment_speaker(self, start: int, end: int) -> Speaker:
        """The person, else the body, that a stretch of words names as speaker."""
        start = self._after_blanks(start)
        person = self._first_person(start, end)
        name = self._segment_org(start, end)
        if person.person >= 0 and name:
            at = next(
                a for a, _, i in self.places[bisect_left(self.place_starts, start) :] if i == person.person
            )
            # "Công an bắt ông A cho biết" is rare, "Giám đốc Sở A Nguyễn B" the rule: the person speaks
            if self.folded.find(name.lower(), start, end) < at and not self._starts_title(start):
                between = self.folded[start:at]
                if any(f" {word} " in between for word in ("bắt", "về", "với", "của")):
                    return Speaker(org=name)
        if person:
            return person
        titled = self._titled(start)
        if titled or name:
            return titled or Speaker(org=name)
        if _BODIES.match(self.folded, start) and len(self.folded[start:end].split()) <= 14:
            ends = self.lexicon.words["org_end"] - {"bị", "có"}
            kept = list(itertools.takewhile(lambda w: w not in ends, self.norm[start:end].split()))
            return Speaker(org=" ".join(kept).strip(" ,")) if kept else NOBODY
        return NOBODY

    def _first_person(self, start: int, end: int) -> Speaker:
        """The first person named or meant between two offsets who is no object of a preposition, else any."""
        spare = NOBODY
        i = bisect_left(self.place_starts, start)
        while i < len(self.places) and self.places[i][0] < end:
            at, stop, person = self.places[i]
            if stop <= end + 1:
                word = self.folded[max(start, at - 8) : at].split()
                if word and word[-1] == "phía":
                    return Speaker(org=self.norm[at - 5 : stop])
                if not word or word[-1] not in _PREPOSITIONS:
                    return Speaker(person)
                if not spare:
                    spare = Speaker(person)
            i += 1
        if spare and self.folded[start:end].lstrip().startswith(
            ("trao đổi", "trả lời", "chia sẻ", "nói chuyện", "liên hệ", "gặp")
        ):
            return NOBODY
        return spare

    def _is_verb(self, hit: Hit) -> bool:
        """Is a one-syllable verb itself here, and not part of triển khai, tiếng nói, giao dịch?"""
        said = self.folded[max(0, hit.start - 10) : hit.start].rstrip().split()
        if said and said[-1] in self.lexicon.words["not_said"]:
            return False
        if " " in hit.entry.form:
            return not (
                self.norm[hit.start].isupper()
                and self.norm[max(0, hit.start - 1)] == " "
                and hit.start > 1
                and self.norm[hit.start - 2].islower()
            )
        before = self.folded[max(0, hit.start - 9) : hit.start].rstrip().rsplit(" ", 1)[-1]
        after = self.folded[hit.end : hit.end + 9].lstrip().split(" ", 1)[0].rstrip(",.")
        words = self.lexicon.words
        return before not in words["not_before"] and after not in words["not_after"]

    def _segment_org(self, start: int, end: int) -> str:
        i = bisect_left(self.head_starts, start)
        while i < len(self.heads) and self.heads[i].start < end:
            hit = self.heads[i]
            i += 1
            if ORG not in hit.entry.kinds:
                continue
            capital = self.norm[hit.start].isupper() or self.norm[hit.end + 1 : hit.end + 2].isupper()
            if " " not in hit.entry.form and not capital:
                continue
            text = _PARENTHESES.sub("", self.norm[hit.start : end]).strip(" ,.")
            kept: list[str] = []
            for word in text.split():
                if kept and word in self.lexicon.words["org_end"]:
                    break
                kept.append(word)
            while kept and kept[-1].lower() in self.lexicon.between:
                kept.pop()
            if kept:
                return " ".join(kept)[:120]
        words = _PARENTHESES.sub("", self.norm[start:end]).strip(" ,.").split(" ")
        while words and words[-1].lower() in self.lexicon.between:
            words.pop()
        caps = [w for w in words if w[:1].isupper()]
        if words and len(words) <= 5 and caps and words[-1][:1].isupper() and len(caps) >= len(words) - 1:
            return " ".join(words)
        return ""

    def _entity(self, start: int, end: int) -> Speaker:
        comma = self.norm.find(",", start, end)
        return self._segment_speaker(start, comma if comma > 0 else end)

    def _speaker_around(self, start: int, stop: int) -> Speaker | None:
        """Reads "bà Mai nói", "nói bà Mai" right after marked words; None where no verb of saying follows."""
        hit = self._first_say(start, min(stop, start + 160))
        if hit is None:
            return None
        found = self._segment_speaker(start, hit.start) if hit.start - start > 1 else NOBODY
        if not found:
            found = self._segment_speaker(hit.end, stop)
        return found

    def _before_sentence(self, at: int) -> Speaker:
        """The speaker of the sentence before: its subject of saying, else its first person."""
        i = self.document.sentence_at(at)
        if i >= 0 and self.document.sentences[i][0] >= at - 3:
            i -= 1
        for back in range(2):
            if i - back < 0:
                break
            start, end = self.document.sentences[i - back]
            end = min(end, at)
            hit = self._last_say(start, end)
            found = self._subject(hit, start) if hit is not None else NOBODY
            found = found or self._first_person(start, end)
            if found:
                return found
        return NOBODY

    # --- places ------------------------------------------------------------------------------------------------

    def _first_say(self, start: int, end: int) -> Hit | None:
        i = bisect_left(self.say_starts, start)
        return self.says[i] if i < len(self.says) and self.says[i].end <= end else None

    def _last_say(self, start: int, end: int) -> Hit | None:
        i = bisect_left(self.say_starts, end) - 1
        return self.says[i] if i >= 0 and self.says[i].start >= start else None

    def _in_marks(self, at: int) -> bool:
        i = bisect_right(self._marked_starts, at) - 1
        return i >= 0 and self._marked[i][1] > at

    def _sentence_start(self, at: int) -> int:
        i = self.document.sentence_at(at)
        return self.document.sentences[i][0] if i >= 0 else 0

    def _sentence_end(self, at: int, limit: int) -> int:
        i = self.document.sentence_at(at)
        if i < 0:
            return limit
        return min(max(self.document.sentences[i][1], at), limit)

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


def _longest(hits: list[Hit]) -> list[Hit]:
    kept: list[Hit] = []
    for hit in hits:
        if kept and hit.start < kept[-1].end:
            continue
        kept.append(hit)
    return kept

"""Places where a person is named: runs of capitals, cut by the vocabulary around them and judged by their context."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from indicators.lexicon import (
    CREDIT,
    CUE,
    HONORIFIC,
    KIN,
    NOTNAME,
    OPENER,
    ORG,
    PLACE,
    PLACE_HEAD,
    SAY,
    THING_HEAD,
    TITLE,
    Entry,
    Hit,
    Lexicon,
)
from indicators.people.runs import Piece, find_runs, is_initial, is_syllable
from indicators.text import Document

_CUTS = frozenset({TITLE, HONORIFIC, KIN, ORG, PLACE, PLACE_HEAD, THING_HEAD, NOTNAME, CREDIT, OPENER})
# cues of labels and words that open sentences say nothing about the name beside them
_NO_CONTEXT = frozenset({CUE})
_HEADS = frozenset({PLACE_HEAD, THING_HEAD, CREDIT})
_ADDRESS = frozenset(
    {"ông", "bà", "anh", "chị", "cô", "chú", "em", "cháu", "bé", "đồng chí", "thầy", "cụ", "bác", "đ/c"}
)
_AGE = re.compile(r" ?(?:\(|, ?|– |- )?(?:\d{1,3} tuổi|SN ?\d{4}|sinh năm|sinh ngày|nam,|nữ,|\d{4}[,)])")
_ACRONYM = Entry("", frozenset({NOTNAME}))
# offices whose holder is named by the foreign family name alone
_HIGH = frozenset(
    "tổng thống,thủ tướng,ngoại trưởng,hlv,huấn luyện viên,đại sứ,bộ trưởng,tướng,tổng thư ký,phó tổng thống,cựu tổng thống,chủ tịch,thị trưởng,thống đốc,thượng nghị sĩ,đại tướng".split(
        ","
    )
)
_JOIN = re.compile(r"(?:, | - | – | và |, và |; )\Z")
_WHERE = frozenset(
    "ở tại đến từ về vào ra qua tới lên sang xuống huyện khu tại xã vùng người đi khắp".split()
)
_FUNCTION = frozenset(
    "với trong tại theo khi sau trước những các từ để cùng do vì ngoài tuy nhưng được bị đồng".split()
)
_NUMBER = re.compile(r"(?:(?:số|ngõ|hẻm|ngách) \d[\w/.-]*|\d+[A-Z]?/\d[\w/.-]*) ?\Z")
_QUOTE_CLOSE = "”\"’»'"


@dataclass(slots=True)
class Spot:
    """One naming of a person. ``start`` to ``end`` is the name alone, ``lead`` begins with its title or address.

    ``sure``: the place alone tells that it is a person; others count only beside a sure one of the same name;
    ``likely``: counts where nothing in the item speaks against it.
    """

    start: int
    end: int
    pieces: list[Piece]
    lead: int
    trigger: Hit | None = None
    sure: bool = True
    likely: bool = False
    speaks: bool = False
    foreign: bool = False
    person: int = -1
    title: Hit | None = None
    sex_words: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, ...]:
        """The folded words of the name."""
        return tuple(piece.low.rstrip(".") if len(piece.low) > 2 else piece.low for piece in self.pieces)


class SpotFinder:
    """Finds the spots of one document."""

    def __init__(self, document: Document, lexicon: Lexicon, hits: list[Hit]) -> None:
        self.document, self.lexicon, self.hits = document, lexicon, hits
        self.norm, self.folded = document.norm, document.folded
        self.ending: dict[int, list[Hit]] = {}
        self.starting: dict[int, list[Hit]] = {}
        for hit in hits:
            if hit.entry.kinds <= _NO_CONTEXT:
                continue
            self.ending.setdefault(hit.end, []).append(hit)
            self.starting.setdefault(hit.start, []).append(hit)

    def find(self) -> list[Spot]:
        """All spots in order, sure and unsure."""
        spots: list[Spot] = []
        street_until = -1
        for run in find_runs(self.document, self.lexicon.asian_surnames):
            for part in self._cut(run):
                joined = part[0].start - street_until in range(1, 8) and _JOIN.search(
                    self.norm[street_until : part[0].start]
                )
                if self._headed(part) or joined:
                    street_until = part[-1].end if len(part) <= 4 else -1
                    continue
                spot = self._judge(part)
                if spot is not None:
                    spots.append(spot)
        return spots

    # --- cutting -----------------------------------------------------------------------------------------------

    def _cut(self, run: list[Piece]) -> Iterator[list[Piece]]:
        """The run without words that the vocabulary explains otherwise."""
        part: list[Piece] = []
        skip_to = -1
        for at, piece in enumerate(run):
            if piece.start < skip_to:
                continue
            hit = self._cutting(run, at, part)
            if hit is None:
                part.append(piece)
                continue
            if part:
                yield from _split_initials(part)
            part = []
            skip_to = hit.end
            if (
                hit.end <= piece.end
                and hit.entry.kinds & {ORG, THING_HEAD}
                and not hit.entry.kinds & {TITLE, HONORIFIC}
            ):
                # Bộ Ngoại giao, Trường Chính trị: the capital after a head belongs to it
                rest = self._after_head(run, at)
                skip_to = rest.start if rest else run[-1].end
        if part:
            yield from _split_initials(part)

    def _after_head(self, run: list[Piece], at: int) -> Piece | None:
        """Where after the head of an organisation a person's name begins, inside the same run."""
        for i in range(at + 2, len(run) - 1):
            if run[i].low in self.lexicon.strong and len(run) - i in (3, 4):
                return run[i]
        return None

    def _cutting(self, run: list[Piece], at: int, part: list[Piece]) -> Hit | None:
        piece = run[at]
        if (
            len(piece.text) > 1
            and piece.text.isupper()
            and "." not in piece.text
            and not self._in_capitals(piece)
        ):
            return Hit(piece.start, piece.end, _ACRONYM)
        for hit in self.starting.get(piece.start, ()):
            kinds = hit.entry.kinds
            if not kinds & _CUTS:
                continue
            single = hit.end <= piece.end
            if single and not self._single_cuts(hit, run, at):
                continue
            if not single and self._is_name_rest(hit, run, at, part):
                continue
            return hit
        return None

    def _single_cuts(self, hit: Hit, run: list[Piece], at: int) -> bool:  # noqa: PLR0911  a list of decisions reads best in order
        """May a one-word form cut here? Capitals inside a name (Anh, Nam, Bá) do not."""
        piece = run[at]
        if len(piece.text) > 1 and piece.text.isupper():
            return at == 0
        if OPENER in hit.entry.kinds and at == 0 and self._opens(piece.start):
            return True
        if PLACE in hit.entry.kinds or NOTNAME in hit.entry.kinds:
            # Mỹ, Nga, Nhật: whole run, or before a foreign name
            before = self._address_before(run[0].start) if at == 0 else None
            addressed = before is not None and before.entry.form in _ADDRESS and is_syllable(piece.low)
            return at == 0 and not addressed and (len(run) == 1 or not is_syllable(run[1].low))
        if (
            at >= 3
            and ORG in hit.entry.kinds
            and at + 1 < len(run)
            and run[at - 3].low in self.lexicon.strong
        ):
            return True
        if at == 0 and hit.entry.kinds & {ORG, THING_HEAD} and len(run) > 1:
            before = self._address_before(piece.start)
            if before is None or (ORG in hit.entry.kinds and HONORIFIC not in before.entry.kinds):
                return piece.low not in self.lexicon.strong
            return False
        if at:
            return False
        return self._opens(piece.start) and not (len(run) > 1 and piece.low in self.lexicon.strong)

    def _is_name_rest(self, hit: Hit, run: list[Piece], at: int, part: list[Piece]) -> bool:
        """Hải Dương in Nguyễn Hải Dương, Hà Giang in chị Hà Giang: part of a name after all."""
        if hit.entry.kinds & {PLACE, NOTNAME} and not hit.entry.kinds & {TITLE, ORG}:
            inside = any(piece.end == hit.end for piece in run[at:])
            if not inside:
                return False
            if part and (part[0].low in self.lexicon.strong or part[0].low in self.lexicon.weak):
                return len(part) <= 3
            if at == 0:
                before = self._address_before(run[0].start)
                return before is not None and before.entry.form in _ADDRESS
        elif part and part[0].low in self.lexicon.strong and len(part) < 3:
            # Nguyễn Tuyên Bố?: all words of the form capitalised inside a name
            return all(word[:1].isupper() for word in self.norm[hit.start : hit.end].split())
        return False

    def _in_capitals(self, piece: Piece) -> bool:
        """Does the word stand among words in capitals, as in a headline?"""
        around = self.norm[max(0, piece.start - 25) : piece.end + 25]
        letters = [c for c in around if c.isalpha()]
        return sum(c.isupper() for c in letters) > 0.8 * len(letters)

    def _opens(self, at: int) -> bool:
        """Does a sentence, clause or line begin here, so that a capital means nothing?"""
        before = self.norm[max(0, at - 3) : at].rstrip(" ")
        return not before or before[-1] in ".!?…:;\n“\"'‘«-–—*•(|,)”’"

    # --- context -----------------------------------------------------------------------------------------------

    def _address_before(self, at: int) -> Hit | None:
        """The longest honorific, kin word or title that ends right before."""
        end = at - 1
        if end < 1 or self.norm[end] != " ":
            return None
        # the longest form of any kind: no "bố" in "tuyên bố"
        best = min(self.ending.get(end, ()), key=lambda hit: hit.start, default=None)
        if best is None or not best.entry.kinds & {HONORIFIC, KIN, TITLE}:
            return None
        if HONORIFIC in best.entry.kinds and " " not in best.entry.form and not self._address_stands(best):
            return None
        return best

    def _address_stands(self, hit: Hit) -> bool:
        """Is it address, and no capital inside a name or place (nước Anh, Hoàng Anh Tuấn)?"""
        word = self.norm[hit.start : hit.end]
        if word[0].islower():
            return True
        return self._opens(hit.start) or word.isupper()

    def _headed(self, part: list[Piece]) -> bool:
        """Does a street, school, prize or credit own this name?"""
        start = part[0].start
        end = start - 1
        if end > 0 and self.norm[end] in ' “"':
            if self.norm[end] != " ":
                end -= 1
            longest = min(self.ending.get(end, ()), key=lambda h: h.start, default=None)
            if longest is not None and not longest.entry.kinds & {HONORIFIC, TITLE, KIN, SAY}:
                kinds = longest.entry.kinds
                if kinds & {PLACE_HEAD, THING_HEAD} or longest.entry.form == "ảnh":
                    return True
                if ORG in kinds and longest.entry.form in ("báo", "nxb", "quỹ", "clb", "đài", "tờ"):
                    return True
        tail = self.norm[max(0, start - 12) : start]
        if tail.endswith((": ", ":")) and any(
            CREDIT in hit.entry.kinds
            for hit in self.ending.get(start - len(tail) + len(tail.rstrip(": ")), ())
        ):
            return True
        if len(part) < 2:
            return False
        # "198 Trần Quang Khải, Hà Nội": an address without its word for street
        address = tail[-2:-1].isdigit() and tail.endswith(" ") and self._place_follows(part[-1].end)
        return address or bool(_NUMBER.search(tail))

    def _place_follows(self, end: int) -> bool:
        if self.norm[end : end + 1] not in (",", "(") and self.norm[end : end + 2] != " (":
            return False
        return any(h.entry.kinds & {PLACE, PLACE_HEAD} for h in self.starting.get(end + 2, ()))

    def _widen(self, spot: Spot, trigger: Hit) -> None:
        """Takes in what stands left of a title: nữ giám đốc, bà cựu bộ trưởng."""
        spot.lead = trigger.start
        for _ in range(4):
            end = spot.lead - 1
            if end < 1 or self.norm[end] != " ":
                return
            found: Hit | None = None
            for hit in self.ending.get(end, ()):
                # "vợ ông Tú" is the wife of Tú: a kin word before address says nothing about the one addressed
                if hit.entry.kinds & {HONORIFIC, TITLE} and self.norm[hit.start].islower() | self._opens(
                    hit.start
                ):
                    found = hit
                    break
            if found is None:
                word = self.folded[max(0, end - 8) : end].rsplit(" ", 1)[-1]
                if word in ("nữ", "nam"):
                    spot.sex_words.append(("explicit", "female" if word == "nữ" else "male", word))
                    spot.lead = end - len(word)
                    return
                if word not in self.lexicon.widen:
                    return
                spot.lead = end - len(word)
                continue
            self._note(spot, found)
            spot.lead = found.start

    def _note(self, spot: Spot, hit: Hit) -> None:
        """Keeps what one word before the name says about sex, office and family."""
        entry = hit.entry
        words = self.norm[hit.start : hit.end]
        if entry.sex:
            rung = (
                "honorific"
                if entry.form in _ADDRESS or entry.form in ("mr", "mrs", "ms", "ngài")
                else "explicit"
            )
            spot.sex_words.append((rung, entry.sex, words))
        if KIN in entry.kinds:
            spot.sex_words.append(("kin", entry.kin_sex, words))
        if TITLE in entry.kinds and spot.title is None:
            spot.title = hit
        first = entry.form.split(" ", 1)[0]
        if first in ("nữ", "nam") and not entry.sex:
            spot.sex_words.append(("explicit", "female" if first == "nữ" else "male", words))

    # --- judging -----------------------------------------------------------------------------------------------

    def _judge(self, part: list[Piece]) -> Spot | None:
        trigger = self._address_before(part[0].start)
        far = None if trigger else self._far_title(part[0].start)
        pieces = self._name_of(part, trigger or far)
        if not pieces:
            return None
        spot = Spot(pieces[0].start, pieces[-1].end, pieces, pieces[0].start)
        spot.foreign = not all(is_syllable(p.low) for p in pieces) and not any(
            is_initial(p.text) for p in pieces
        )
        if pieces[0] is part[0]:
            if trigger is not None:
                spot.trigger = trigger
                self._note(spot, trigger)
                self._widen(spot, trigger)
            elif far is not None:
                spot.title = far
                spot.lead = far.start
                self._note(spot, far)
        spot.sure = self._is_sure(spot, part, trigger, far)
        spot.speaks = spot.foreign and self._speaks_next(spot)
        if not spot.sure and trigger is None and pieces == part:
            spot.likely = self._is_likely(spot)
        return spot

    def _is_likely(self, spot: Spot) -> bool:
        """Stage names and the like: two or three syllables that people do bear, where no place can stand."""
        if (
            spot.foreign
            or len(spot.pieces) not in (2, 3)
            or any(len(p.text) == 1 or p.text.isupper() for p in spot.pieces)
        ):
            return False
        counts = self.lexicon.names
        pair = counts.last_two.get(" ".join(spot.key[-2:]), (0, 0))
        if sum(pair) < 3 or spot.key[-1] not in counts.given:
            return False
        before = self.folded[max(0, spot.start - 9) : spot.start].split(" ")
        return not (len(before) > 1 and before[-2] in _WHERE)

    def _far_title(self, at: int) -> Hit | None:
        """A title before an office or country: Tổng thống Mỹ Donald Trump, Giám đốc Sở Y tế Nguyễn Văn A."""
        low = max(0, at - 90)
        window = self.norm[low:at]
        stop = max(window.rfind(c) for c in ',.;:()“”"\n–!?')
        begin = low + stop + 1
        best: Hit | None = None
        end = at - 1
        while end > begin:
            found = next(
                (h for h in self.ending.get(end, ()) if TITLE in h.entry.kinds and h.start >= begin), None
            )
            if found is not None:
                best = found
                break
            end = self.norm.rfind(" ", begin, end)
            if end < 0:
                break
        if best is None or " - " in window[best.end - low :]:
            return None
        after = self.norm[best.end + 1 : best.end + 2]
        heads = any(h.entry.kinds & {ORG, PLACE_HEAD, PLACE} for h in self.starting.get(best.end + 1, ()))
        if not (after.isupper() or heads):
            return None
        inside = list(self._within(best.end + 1, at))
        if any(SAY in h.entry.kinds for h in inside):
            return None
        loose = sum(w[:1].islower() for w in self.norm[best.end + 1 : at].split())
        if loose > 6:
            return None
        return best

    def _within(self, start: int, end: int) -> Iterator[Hit]:
        at = start
        while 0 <= at < end:
            yield from (h for h in self.starting.get(at, ()) if h.end <= end)
            at = self.norm.find(" ", at, end)
            at = at + 1 if at >= 0 else end

    def _name_of(self, part: list[Piece], trigger: Hit | None) -> list[Piece]:  # noqa: PLR0911  a list of decisions reads best in order
        """Which words of a part are the name."""
        strong, weak = self.lexicon.strong, self.lexicon.weak
        count = len(part)
        if part[-1].low in self.lexicon.tails and not (trigger and HONORIFIC in trigger.entry.kinds):
            return []
        if count >= 3 and all(p.text.isupper() for p in part) and part[0].low in strong:
            return self._capital_name(part)
        syllables = [is_syllable(p.low) or is_initial(p.text) for p in part]
        if trigger is not None and (not all(syllables) or count <= 4):
            return part[:5] if count <= 5 else []
        if part[0].low in strong or part[0].low in weak:
            if count <= 4 or (count == 5 and "thị" in {p.low for p in part}):
                return part
            if trigger is not None:
                return part[:4]
        # the name at the end of a run that begins with a place or an office
        for at in range(max(count - 4, 0), count - 1):
            if part[at].low in strong and (at > 0) and all(syllables[at:]):
                return part[at:]
        return part if 1 <= count <= 4 else []

    def _capital_name(self, part: list[Piece]) -> list[Piece]:
        """A name in a headline in capitals ends before the first word that nobody bears."""
        counts = self.lexicon.names
        name = [part[0]]
        for piece in part[1:4]:
            if piece.low in _FUNCTION or not (piece.low in counts.given or piece.low in counts.middle):
                break
            name.append(piece)
        return name if len(name) > 1 else []

    def _is_sure(self, spot: Spot, part: list[Piece], trigger: Hit | None, far: Hit | None) -> bool:  # noqa: PLR0911  a list of decisions reads best in order
        pieces = spot.pieces
        count = len(pieces)
        first = pieces[0].low
        if trigger is not None and pieces[0] is part[0]:
            return self._sure_by_trigger(spot, trigger)
        family = first in self.lexicon.strong or (first in self.lexicon.weak and count >= 3)
        if family and count >= 2 and not spot.foreign:
            if count == 2 and not self._two_stand(spot):
                return False
            return not self._is_caps_word(spot)
        if family and count >= 2 and any(p.low in ("thị", "văn") for p in pieces[1:]):
            return True
        if count >= 2 and first in self.lexicon.foreign and not self._is_caps_word(spot):
            return True
        if far is not None and pieces[0] is part[0]:
            if count >= 2:
                return family or spot.foreign
            return spot.foreign and not pieces[0].text.isupper() and far.entry.form in _HIGH
        if count >= 2 and _AGE.match(self.norm, spot.end):
            return True
        if all(is_initial(p.text) for p in pieces) and sum(p.text.count(".") for p in pieces) >= 3:
            return bool(_AGE.match(self.norm, spot.end)) or self.folded.endswith(
                (" là ", " tên "), 0, spot.start
            )
        if spot.foreign and 2 <= count <= 3 and self._speaks_next(spot) and not self._is_caps_word(spot):
            return True
        return bool(count >= 2 and first in self.lexicon.asian_surnames and self._speaks_next(spot))

    def _sure_by_trigger(self, spot: Spot, trigger: Hit) -> bool:  # noqa: PLR0911  a list of decisions reads best in order
        kinds = trigger.entry.kinds
        count = len(spot.pieces)
        first = spot.pieces[0]
        if count == 1 and first.low in self.lexicon.widen:
            return False
        if HONORIFIC in kinds:
            if is_initial(first.text) and count == 1 and not first.text.endswith("."):
                return len(first.text) == 1 or "." in first.text
            if trigger.entry.form in _ADDRESS or count > 1 or trigger.entry.form.startswith("m"):
                return True
            after = self.norm[spot.end : spot.end + 2]
            return not (after[:1] == " " and after[1:].islower()) or self._speaks_next(spot)
        family = first.low in self.lexicon.strong or first.low in self.lexicon.weak
        if count >= 2:
            return (
                family
                or spot.foreign
                or is_initial(spot.pieces[-1].text)
                or KIN in kinds
                or trigger.entry.code is not None
            )
        if is_initial(first.text):
            return "." in first.text or KIN in kinds or trigger.entry.code in (4, 25)
        if spot.foreign:
            return (
                trigger.entry.form in _HIGH
                or trigger.entry.code == 18
                or self._speaks_next(spot)
                or KIN in kinds
            )
        after = self.norm[spot.end : spot.end + 2]
        return KIN in kinds or (
            trigger.entry.code in (4, 25, 18, 19, 6)
            and (self._speaks_next(spot) or after[:1] in ",.:;)(" or not after)
        )

    def _two_stand(self, spot: Spot) -> bool:
        """A family name and one more syllable: enough unless the first word of a sentence (Cao Bằng, Đông Nam)."""
        return spot.pieces[1].low not in self.lexicon.weak or not self._opens(spot.start)

    def _is_caps_word(self, spot: Spot) -> bool:
        words = [p.text for p in spot.pieces]
        if not all(w.isupper() and len(w) > 1 for w in words):
            return False
        return len(words) < 2 or spot.pieces[0].low not in self.lexicon.strong

    def _speaks_next(self, spot: Spot) -> bool:
        """Does a verb of saying follow?"""
        at = spot.end + 1
        for _ in range(3):
            for hit in self.starting.get(at, ()):
                if SAY in hit.entry.kinds:
                    return True
            blank = self.folded.find(" ", at)
            if blank < 0 or self.folded[at:blank] not in self.lexicon.between:
                return False
            at = blank + 1
        return False


def _split_initials(part: list[Piece]) -> Iterable[list[Piece]]:
    """Parts of a run: in "chị H. Ông" a new sentence begins after the initial with its point."""
    at = 0
    for i in range(len(part) - 1):
        if (
            part[i].text.endswith(".")
            and not is_initial(part[i + 1].text)
            and i > at - 1
            and i + 1 - at >= 1
            and ((len(part[i].text) <= 3 and i > 0) or len(part[i].text) > 3)
        ):
            yield part[at : i + 1]
            at = i + 1
    yield part[at:]

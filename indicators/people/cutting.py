"""Runs of capitals without the words that the vocabulary explains otherwise: places, offices, organisations, openers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from indicators.lexicon import (
    CREDIT,
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
)
from indicators.people.context import ADDRESS, Context
from indicators.people.parting import goes_on, once, split_initials
from indicators.people.runs import Piece, is_initial, is_syllable

_CUTS = frozenset({TITLE, HONORIFIC, KIN, ORG, PLACE, PLACE_HEAD, THING_HEAD, NOTNAME, CREDIT, OPENER})
_USUAL = 100
_RARE = 3
_SELDOM = 15
_PAIR = 2
# countries of one syllable; Anh is an address as well
_LANDS = frozenset(
    {"mỹ", "pháp", "đức", "nga", "ý", "áo", "úc", "nhật", "lào", "hàn", "bỉ", "séc", "thái", "ấn"}
)
_POSTS = ("Việt Nam tại ", "VN tại ", "Việt Nam ở ", "sứ quán tại ", "thường trú tại ")
_CONTINENTS = frozenset({"âu", "á", "phi", "mỹ", "úc", "đại"})
# AirBell, eShop: names of firms and things; McBell and DiCaprio are people's
_CAMEL = re.compile(r"(?!Mc|Mac|De|Di|Da|Du|La|Le|Van|O['’])[^\W\d_]*[a-zà-ỹ][A-ZĐ]")
# a name follows these also where the full stop before them is lost; Anh is a country too
_SPOKEN_TO = frozenset({"ông", "bà", "chị", "cô", "ngài"})
# countries and cities after which people are named
_ALSO_GIVEN = frozenset(
    "jordan paris israel georgia florence sydney virginia austin chelsea savannah carolina dallas houston madison phoenix brooklyn kenya chad".split()
)
_DATES = frozenset({"năm", "ngày", "tháng", "phút"})
_DIGITS = re.compile(r" \d")
_FIRST = re.compile(r"[^\W_]+")
# capitals inside a sentence, and yet no part of a name
_NO_NAME = frozenset({"ông", "bà", "chị"})
_ACRONYM = Entry("", frozenset({NOTNAME}))
# offices whose holder is named by the foreign family name alone


class Cutter:
    """Cuts the runs of one document."""

    def __init__(self, context: Context) -> None:
        self.context, self.lexicon = context, context.lexicon
        self.norm, self.folded = context.norm, context.folded

    def cut(self, run: list[Piece]) -> Iterator[list[Piece]]:  # noqa: PLR0912  a list of decisions reads best in order
        """The run without words that the vocabulary explains otherwise."""
        if len(run) == 1:
            # two of three runs
            if self._cutting(run, 0, []) is None:
                yield run
            return
        part: list[Piece] = []
        run = self._without_credit(once(run))
        if len(run) > 1 and (self._before_abroad(run) or self._continent(run) or self._posted(run)):
            run = run[1:]
        skip_to = -1
        for at, piece in enumerate(run):
            if piece.start < skip_to:
                continue
            if (len(part) > 1 and goes_on(part, piece)) or (len(part) == 1 and self._begins(run, at)):
                yield from split_initials(part, self.lexicon.is_family)
                part = []
                if not self.lexicon.is_family(piece.low):
                    return
            hit = self._cutting(run, at, part)
            if hit is None and part and piece.low in _DATES and _DIGITS.match(self.norm, piece.end):
                # Hồ An Năm 2006
                hit = Hit(piece.start, piece.end, _ACRONYM)
            if hit is None:
                part.append(piece)
                continue
            if part:
                yield from split_initials(part, self.lexicon.is_family)
            part = []
            skip_to = hit.end
            if hit.entry is _ACRONYM and self._branded(run, at):
                return
            if (
                hit.end <= piece.end
                and hit.entry.kinds & {ORG, THING_HEAD}
                and not hit.entry.kinds & {TITLE, HONORIFIC}
            ):
                # Bộ Ngoại giao, Trường Chính trị: the capital after a head belongs to it
                rest = self._after_head(run, at)
                skip_to = rest.start if rest else run[-1].end
        if part:
            yield from split_initials(part, self.lexicon.is_family)

    def _without_credit(self, run: list[Piece]) -> list[Piece]:
        """Ảnh: T.Hà Anh An về nhà: a credit in short, and a sentence glued to it."""
        if len(run) < 4 or not run[0].text.endswith(".") or run[1].start != run[0].end:
            return run
        head = self.norm.rfind(":", max(0, run[0].start - 2), run[0].start)
        if head < 0 or not any(CREDIT in hit.entry.kinds for hit in self.context.ending.get(head, ())):
            return run
        if run[2].low not in ADDRESS:
            return run[2:]
        self.context.glued.add(run[2].start)
        return run[3:]

    def _begins(self, run: list[Piece], at: int) -> bool:
        """Bell Dự bị: does a word that nobody bears begin something else, right after one name from abroad?"""
        piece = run[at]
        return (
            at + 1 == len(run)
            and not piece.text.isascii()
            and is_syllable(piece.low)
            and not is_syllable(run[at - 1].low)
            and not is_initial(run[at - 1].text)
            # H'Lan Niê
            and "'" not in run[at - 1].text
            and not self.lexicon.is_family(piece.low)
            and self._nobody_bears(piece)
            and self.norm[piece.end : piece.end + 2].strip().islower()
        )

    def _continent(self, run: list[Piece]) -> bool:
        """Châu Âu John Doe: the capital after "châu" is a part of the world."""
        return run[0].low in _CONTINENTS and self.folded.endswith("châu ", 0, run[0].start)

    def _posted(self, run: list[Piece]) -> bool:
        """Đại sứ Việt Nam tại Pháp Nguyễn Văn An: the country of the post, then the name."""
        return (
            len(run) > _PAIR
            and run[0].low in _LANDS
            and self.lexicon.is_family(run[1].low)
            and self.norm.endswith(_POSTS, 0, run[0].start)
        )

    def _korean(self, run: list[Piece]) -> bool:
        """Nam Joo Eun: a word for a direction that is a Korean family name."""
        return (
            len(run) > 2
            and run[0].low in self.lexicon.korean_families
            and all(piece.low in self.lexicon.korean_syllables for piece in run[1:3])
        )

    def _before_abroad(self, run: list[Piece]) -> bool:
        """Vắng John Doe, Muốn Doe: a Vietnamese word with marks, which is no name, before a name from abroad."""
        first, second = run[0], run[1]
        names = self.lexicon.names
        return (
            not first.text.isascii()
            and is_syllable(first.low)
            and not is_syllable(second.low)
            and not is_initial(second.text)
            and not second.text.isupper()
            and not self.lexicon.is_family(first.low)
            and first.low not in names.middle
            and sum(names.given.get(first.low, (0, 0))) < _RARE
        )

    def _branded(self, run: list[Piece], at: int) -> bool:
        """LG Electronics: do foreign words go on the name of a firm, right after its capitals?"""
        if any(
            hit.entry.kinds & {TITLE, HONORIFIC, PLACE, PLACE_HEAD}
            for hit in self.context.starting.get(run[at].start, ())
        ):
            return False
        rest = run[at + 1 :]
        return (
            bool(rest)
            # UBND TP Nguyễn Văn A: capitals after capitals go on no brand
            and not rest[0].text.isupper()
            and not is_syllable(rest[0].low)
            and rest[0].low not in self.lexicon.foreign
        )

    def _after_head(self, run: list[Piece], at: int) -> Piece | None:
        """Where after the head of an organisation a person's name begins, inside the same run."""
        for i in range(at + 2, len(run) - 1):
            if run[i].low in self.lexicon.strong and len(run) - i in (3, 4):
                return run[i]
            # Bộ trưởng Bộ KH-CN Nguyễn An
            short = len(run) - i == _PAIR and len(run[i - 1].text) > 1 and run[i - 1].text.isupper()
            if short and run[i].low in self.lexicon.strong and not run[i].text.isupper():
                return run[i]
        # Phó Giám đốc Sở Tô Hải Anh: after an office also right behind the head, and a family name that is a word too
        if not self._office_before(run[at].start):
            return None
        for i in range(at + 1, len(run) - 2):
            if len(run) - i in (3, 4) and self._borne(run[i:]):
                return run[i]
        return None

    def _office_before(self, start: int) -> bool:
        return any(
            TITLE in hit.entry.kinds and hit.entry.code in (2, 3, 11, 16)
            for hit in self.context.ending.get(start - 1, ())
        )

    def _borne(self, pieces: list[Piece]) -> bool:
        """A family name and syllables that people bear."""
        names = self.lexicon.names
        *middle, last = pieces[1:]
        return (
            self.lexicon.is_family(pieces[0].low)
            and last.low in names.given
            and all(p.low in names.middle or p.low in names.given for p in middle)
        )

    def _cutting(self, run: list[Piece], at: int, part: list[Piece]) -> Hit | None:
        piece = run[at]
        # nine of ten words have no capital but the first
        if not piece.text[1:].islower() and self._in_odd_capitals(run, at):
            return Hit(piece.start, piece.end, _ACRONYM)
        starting: Sequence[Hit] = self.context.starting.get(piece.start, ())
        opener = self._opener(piece)
        if opener is not None:
            starting = (*starting, opener)
        for hit in starting:
            kinds = hit.entry.kinds
            if not kinds & _CUTS:
                if at and SAY in kinds and hit.end > piece.end and not is_syllable(run[at - 1].low):
                    # "James Bell Tuyên bố ...": the next sentence
                    return hit
                continue
            single = hit.end <= piece.end
            # P.K.C., and P. alone: initials, though P. before a name is a ward
            if single and is_initial(piece.text) and (hit.end < piece.end or len(run) == 1):
                if self.norm[piece.end : piece.end + 2].strip()[:1].isdigit():
                    return hit
                continue
            if single and at == 0 and len(run) > 1 and PLACE_HEAD in kinds and self._initial_of(piece):
                continue
            if single and not self._single_cuts(hit, run, at, fresh=not part):
                continue
            if not single and at == 0 and self._swallows(hit, run):
                continue
            if not single and self._is_name_rest(hit, run, at, part):
                continue
            return hit
        return None

    def _initial_of(self, piece: Piece) -> bool:
        """Ông H. Bell, bà P. Lan: behind an address it is no district."""
        if not is_initial(piece.text):
            return False
        before = self.context.address_before(piece.start)
        return before is not None and before.entry.form in ADDRESS

    def _in_odd_capitals(self, run: list[Piece], at: int) -> bool:
        """UBND, AirBell: capitals that no name is written with."""
        piece = run[at]
        if (
            len(piece.text) > 1
            and piece.text.isupper()
            and "." not in piece.text
            and not self.context.in_capitals(piece)
            and not self._two_initials(run, at)
        ):
            return True
        return _CAMEL.match(piece.text) is not None and "-" not in piece.text

    def _opener(self, piece: Piece) -> Hit | None:
        """Does the word, or what stands before its hyphen, open sentences and nothing else?"""
        low = piece.low
        if not low.isalnum():
            first = _FIRST.match(low)
            low = first.group() if first else ""
        entry = self.lexicon.openers.get(low)
        return Hit(piece.start, piece.start + len(low), entry) if entry else None

    def _two_initials(self, run: list[Piece], at: int) -> bool:
        """Tác giả JK Bell: two letters between a calling and a family name from abroad."""
        if (
            at
            or len(run) != _PAIR
            or len(run[0].text) != _PAIR
            or run[1].text.isupper()
            or is_syllable(run[1].low)
        ):
            return False
        before = self.context.address_before(run[0].start)
        return before is not None and before.entry.code in (5, 18, 19)

    def _firm_and_name(self, run: list[Piece]) -> bool:
        """Apple Tim Cook: the given name is a syllable, the firm before it is none."""
        return not is_syllable(run[0].low) and run[1].low in self.lexicon.foreign

    def _glued(self, hit: Hit, run: list[Piece]) -> bool:
        """Does the run begin with a word of its sentence, the point before it lost or not?"""
        if hit.entry.form == "anh" and len(run) > 1 and self._addresses(run):
            return True
        if (
            hit.entry.form in ADDRESS
            and len(run) >= 3
            and (run[1].low in self.lexicon.strong or (len(run) > 3 and self._borne(run[1:])))
        ):
            # "... văn phòng cũ Ông Nguyễn Văn An"
            return True
        if (
            hit.entry.form in _NO_NAME
            and len(run) == _PAIR
            and not run[1].text.isupper()
            and sum(self.lexicon.names.given.get(run[1].low, (0, 0))) >= _USUAL
        ):
            # người trúng giải là Ông Thành
            return True
        abroad = hit.entry.form in _NO_NAME and len(run) > 1 and not is_syllable(run[1].low)
        if abroad or (hit.entry.form == "ngài" and len(run) > 1):
            # tiếp Ngài John Bell, "... tìm thấy Ông Bell"
            return True
        if hit.entry.form in _SPOKEN_TO and len(run) > 1 and self.context.speaks_next(run[-1].end):
            # "(Ảnh: AB) Bà Mây nêu rõ"
            return True
        # "trẻ em Trước đó", "đạt 99 % Theo Sở A"
        return (
            OPENER in hit.entry.kinds
            and self._nobody_bears(run[0])
            and (len(run) == 1 or run[1].low in self.lexicon.strong or self._heads(run[1]))
        )

    def _full_name(self, hit: Hit, run: list[Piece]) -> bool:
        """Hồ Thị An, Đường Văn An, Đình Bảo: the word for a lake, a road or a hall opens a name that people bear."""
        if not hit.entry.kinds & {PLACE_HEAD, THING_HEAD} or any(piece.text.isupper() for piece in run):
            return False
        if len(run) == 2:
            # Đình Bảo: a usual middle name
            usual = sum(self.lexicon.names.middle.get(run[0].low, (0, 0))) >= _USUAL
            return usual and not self.lexicon.is_family(run[0].low) and self._goes_by(run)
        if len(run) not in (3, 4) or not self._borne(run):
            return False
        names = self.lexicon.names
        # Hồ Núi Cốc is a lake
        usual = all(
            sum(names.given.get(p.low, (0, 0))) + sum(names.middle.get(p.low, (0, 0))) >= _SELDOM
            for p in run[1:]
        )
        return run[1].low in ("thị", "văn") or (run[0].low == "hồ" and usual)

    def _heads(self, piece: Piece) -> bool:
        """Does the word head a body, a place or an office?"""
        return any(
            hit.end >= piece.end and hit.entry.kinds & {ORG, PLACE_HEAD, TITLE, PLACE, NOTNAME}
            for hit in self.context.starting.get(piece.start, ())
        )

    def _nobody_bears(self, piece: Piece) -> bool:
        names = self.lexicon.names
        return sum(names.given.get(piece.low, (0, 0))) < 3 and piece.low not in self.lexicon.strong

    def _addresses(self, run: list[Piece]) -> bool:
        """Anh Tuấn nói: address at the start of a sentence that goes on; alone it is rather somebody's signature."""
        after = self.context.norm[run[-1].end : run[-1].end + 2]
        return self.context.opens(run[0].start, weak=False) and (
            after[:1] in (",", ":") or (after[:1] == " " and after[1:].islower())
        )

    def _goes_by(self, run: list[Piece]) -> bool:
        """Two words that people bear, the second one a given name."""
        return len(run) == 2 and run[1].low in self.lexicon.names.given and not run[1].text.isupper()

    def _swallows(self, hit: Hit, run: list[Piece]) -> bool:
        """Ông Hoàng Đình Trường, Vũ Công Hùng: did a form of two words eat the family name, or begin with it?"""
        inside = [piece for piece in run if piece.end <= hit.end]
        rest = len(run) - len(inside)
        if len(inside) < 2 or hit.entry.kinds & {PLACE, NOTNAME}:
            return False
        family = self.lexicon.is_family
        if family(inside[0].low) and inside[0].low not in ADDRESS:
            return rest >= 1 and len(run) <= 4
        return rest in (1, 2, 3) and family(inside[-1].low) and inside[0].low in ADDRESS

    def _single_cuts(self, hit: Hit, run: list[Piece], at: int, *, fresh: bool) -> bool:  # noqa: PLR0911, PLR0912  a list of decisions reads best in order
        """May a one-word form cut here? Capitals inside a name (Anh, Nam, Bá) do not."""
        piece = run[at]
        if len(piece.text) > 1 and piece.text.isupper():
            return at == 0
        if CREDIT in hit.entry.kinds and (
            self.norm.startswith((":", ", Video:", ", video:", " và video:"), piece.end)
            or (at and piece.low in ("video", "clip"))
        ):
            # "... trong bộ váy tím Hà Ngân Ảnh: An"
            return True
        if at == 0 and self._full_name(hit, run):
            return False
        if OPENER in hit.entry.kinds and at == 0 and self.context.opens(piece.start):
            return not (piece.low in self.lexicon.asian_surnames and len(run) == 3)
        if at == 0 and self._glued(hit, run):
            self.context.glued.add(piece.start)
            return True
        if PLACE in hit.entry.kinds or NOTNAME in hit.entry.kinds:
            # Mỹ, Nga, Nhật: whole run, or before a foreign name
            before = self.context.address_before(run[0].start) if at == 0 else None
            addressed = before is not None and before.entry.form in ADDRESS and is_syllable(piece.low)
            if self.context.nickname(run[-1].end) and piece.low in self.lexicon.names.given:
                return False
            if PLACE in hit.entry.kinds and fresh and not is_syllable(piece.low):
                if (
                    before is not None
                    and before.entry.code in (18, 19)
                    and len(run) > 1
                    and piece.low in _ALSO_GIVEN
                ):
                    # đạo diễn Jordan Bell
                    return False
                # Đại sứ tại Brazil Nguyễn Văn A, HLV Arsenal
                return not addressed and hit.end == piece.end
            return (
                at == 0
                and not addressed
                and not self._korean(run)
                and (len(run) == 1 or not is_syllable(run[1].low) or self._firm_and_name(run))
            )
        if (
            at >= 3
            and ORG in hit.entry.kinds
            and at + 1 < len(run)
            and run[at - 3].low in self.lexicon.strong
        ):
            return True
        if at == 0 and hit.entry.kinds & {ORG, THING_HEAD} and len(run) > 1:
            before = self.context.address_before(piece.start)
            if sum(self.lexicon.names.given.get(piece.low, (0, 0))) >= _USUAL and self._goes_by(run):
                # Trang Nhung, and no "Trang thông tin"
                return False
            if before is None or (ORG in hit.entry.kinds and HONORIFIC not in before.entry.kinds):
                # Bí thư Đoàn Thái Thị Ngọc A: five words are a body and a name of four
                return piece.low not in self.lexicon.strong or (len(run) == 5 and self._borne(run[1:]))
            return False
        if (
            fresh
            and PLACE_HEAD in hit.entry.kinds
            and at + 1 < len(run)
            and not self.lexicon.is_family(piece.low)
            # Đình Hải, Phú Quang
            and not (sum(self.lexicon.names.middle.get(piece.low, (0, 0))) >= _USUAL and self._goes_by(run))
            and self.context.address_before(piece.start) is None
        ):
            # tại trụ sở Phường Cẩm Mai
            return is_syllable(run[at + 1].low)
        if at and fresh and hit.entry.form in _SPOKEN_TO and self._in_odd_capitals(run, at - 1):
            # "(Ảnh: AFP) ...", and "Ảnh: AP Ông Bell và bà Doe": the caption glued to its credit
            self.context.glued.add(piece.start)
            return at + 1 < len(run)
        if at:
            # glued sentences: "Angela Phương Trinh Trước ...": no name goes on with such a word
            counts = self.lexicon.names
            if OPENER in hit.entry.kinds and not is_syllable(run[at - 1].low):
                # Anna Bell Trước đó: no foreign name ends so
                return not is_initial(run[at - 1].text)
            if (
                OPENER in hit.entry.kinds
                and at > 1
                and at + 1 == len(run)
                and self._nobody_bears(piece)
                and self.norm[piece.end : piece.end + 1] == " "
                and self.norm[piece.end + 1 : piece.end + 2].islower()
            ):
                # Lam Trường, Hồng Nhung Từ trái qua
                return True
            return (
                OPENER in hit.entry.kinds and piece.low not in counts.given and piece.low not in counts.middle
            )
        return self.context.opens(piece.start) and not (len(run) > 1 and piece.low in self.lexicon.strong)

    def _is_name_rest(self, hit: Hit, run: list[Piece], at: int, part: list[Piece]) -> bool:
        """Hải Dương in Nguyễn Hải Dương, Hà Giang in chị Hà Giang: part of a name after all."""
        if hit.entry.kinds & {PLACE, NOTNAME} and not hit.entry.kinds & {TITLE, ORG}:
            inside = next((piece for piece in run[at:] if piece.end == hit.end), None)
            if inside is None or (len(part) > 1 and inside.low not in self.lexicon.names.given):
                # Lê An Đà Nẵng
                return False
            if part and (part[0].low in self.lexicon.strong or part[0].low in self.lexicon.weak):
                return len(part) <= 3
            if at == 0:
                before = self.context.address_before(run[0].start)
                return before is not None and before.entry.form in ADDRESS
        elif part and part[0].low in self.lexicon.strong and len(part) < 3:
            # Nguyễn Tuyên Bố?: all words of the form capitalised inside a name
            return all(word[:1].isupper() for word in self.norm[hit.start : hit.end].split())
        return False

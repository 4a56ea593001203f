"""Is this part of a run somebody's name? Judged by its syllables and by what stands around it."""

from __future__ import annotations

import re

from indicators.lexicon import HONORIFIC, KIN, NOTNAME, ORG, PLACE, PLACE_HEAD, THING_HEAD, TITLE, Hit
from indicators.people.context import ADDRESS, Context
from indicators.people.cues import described
from indicators.people.fareast import FarEast
from indicators.people.knowledge import is_known
from indicators.people.nobody import cited, of_couple, of_group, two_places, without_contest
from indicators.people.runs import Piece, is_initial, is_syllable, plain
from indicators.people.spot import Spot
from indicators.people.titlewords import (
    ALSO_VERBS,
    BODIES,
    ELECTED,
    FREQUENT,
    HIGH,
    MANY_OF,
    OF_FIRM,
    OF_ONE,
    ORDAINED,
    PREDICATE,
    SEATED,
    SOME_OF,
)
from indicators.people.withheld import AGE, initials_stand, withheld

_YEARS = re.compile(r" ?\(?,? ?\d{1,2} tuổi")
_SENTENCED = re.compile(r" \d+ (?:- \d+ )?(?:năm|tháng)(?! tuổi)")
# một người bạn tên Huy, but no ship and no flower of that name
_SOMEBODY = re.compile(
    r"(?<!\w)(?:bạn|người|gái|trai|bé|em|sinh|cháu|phụ nữ|đàn ông|thanh niên|bệnh nhân|con|khách|hàng xóm|cư dân|nhân chứng|nhân viên|công nhân|tài xế|giáo viên|bác sĩ|thành viên|đồng nghiệp|cậu|cô|nạn nhân|phạm)(?: [^\s.,;:]+){0,2}? (?:có )?\Z"
)
_GIVEN = 50
_NUMBERED = re.compile(r"[ -]?\d+(?! tuổi)(?!\d* tuổi)|(?:[:+]| ?%)\w")
_MANY = re.compile(r"(?<!\w)(?:các|những|hai|ba|bốn|năm|mấy|cả hai|\d) (?:đồng chí |em |cháu )?\Z")
# so few bearers are none
_RARE = 3
_SPOUSES = frozenset("vợ,chồng,bà xã,ông xã,bạn gái,bạn trai,tình cũ,người yêu".split(","))
# "anh trai Lan" was the brother of Lan for 3 of 3, "mẹ Lan" her mother for 4 of 15, "em trai Hùng" Hùng for 9 of 9 (2026-11)
_KIN_ALONE = frozenset({"anh trai", "chị gái", "mẹ", "má"})
# stars without a name: fans say so of groups and clubs too
_STARS = frozenset("sao,ngôi sao,thần tượng,minh tinh,fan".split(","))
_SEAT_BEFORE = (" quê ", " ngụ ", " trú ", " công an ", " ở ", " ubnd ", " hướng ", " về quê ", " tand ")
_WHERE = frozenset(
    "quê ngụ trú ở tại đến từ về vào ra qua tới lên sang xuống huyện khu tại xã vùng người đi khắp".split()
)
_FUNCTION = frozenset(
    "với trong tại theo khi sau trước những các từ để cùng do vì ngoài tuy nhưng được bị đồng".split()
)


class Judge:
    """Judges the parts of one document."""

    def __init__(self, context: Context) -> None:
        self.context, self.lexicon = context, context.lexicon
        self.norm, self.folded = context.norm, context.folded
        self.far_east = FarEast(context)

    def judge(self, part: list[Piece]) -> Spot | None:
        if part[0].low == "thị" or any(self.context.lands(p) or two_places(p) for p in part if "-" in p.text):
            # khu đô Thị Hòa An; Lào-Việt
            return None
        trigger = self.context.address_before(part[0].start)
        if trigger and trigger.entry.form == "bầu" and (len(part) > 1 or part[0].low in ELECTED):
            trigger = None
        if trigger and (of_group(self.context, trigger, part) or of_couple(self.context, trigger, part)):
            return None
        far = None if trigger else self.context.far_title(part[0].start)
        if trigger is not None and trigger.entry.form == "miss":
            part = without_contest(part)
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
                self._note(spot, far)
                self._widen(spot, far)
        if self.folded.startswith(" tộc", spot.end) or (
            (spot.foreign or any(is_initial(p.text) for p in pieces)) and cited(self.context, spot)
        ):
            return None
        spot.nickname = self.context.nickname(spot.end)
        spot.sure = self._is_sure(spot, part, trigger, far)
        spot.speaks = spot.foreign and self.context.speaks_next(spot.end)
        if not spot.sure and trigger is None and pieces == part:
            spot.likely = self._is_likely(spot)
        return spot

    def aged(self, part: list[Piece]) -> bool:
        """Does an age follow? Then it is no street, whatever stands before."""
        return len(part) > 1 and _YEARS.match(self.norm, part[-1].end) is not None

    def _widen(self, spot: Spot, trigger: Hit) -> None:
        """Takes in what stands left of a title: nữ giám đốc, bà cựu bộ trưởng."""
        spot.lead = trigger.start
        for _ in range(4):
            end = spot.lead - 1
            if end < 1 or self.norm[end] != " ":
                return
            found: Hit | None = None
            for hit in self.context.ending.get(end, ()):
                # "vợ ông Tú" is the wife of Tú: a kin word before address says nothing about the one addressed
                if KIN in hit.entry.kinds and trigger.entry.form in ADDRESS:
                    continue
                if hit.entry.kinds & {HONORIFIC, TITLE} and self.norm[
                    hit.start
                ].islower() | self.context.opens(hit.start):
                    found = hit
                    break
            if found is None:
                word = (self.folded[max(0, end - 8) : end].split() or [""])[-1]
                if word in ("nữ", "nam"):
                    if self.folded.endswith("việt nam", 0, end):
                        return
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
        # "anh trai Lan" is her brother as often as a brother of that name: such a word counts as kin
        if entry.sex and not (KIN in entry.kinds and entry.form in _KIN_ALONE):
            rung = (
                "office"
                if entry.form in ORDAINED
                else "honorific"
                if entry.form in ADDRESS or entry.form in ("mr", "mrs", "ms", "ngài")
                else "explicit"
            )
            spot.sex_words.append((rung, entry.sex, words))
        if KIN in entry.kinds and not self._owns(spot, hit):
            spot.sex_words.append(("kin", entry.kin_sex, words))
        if TITLE in entry.kinds and spot.title is None:
            spot.title = hit
        first = entry.form.split(" ", 1)[0]
        if first in ("nữ", "nam") and not entry.sex:
            spot.sex_words.append(("explicit", "female" if first == "nữ" else "male", words))

    def _owns(self, spot: Spot, hit: Hit) -> bool:
        """Vợ Dũng, bà xã Trần An: rather the wife of the one named; "vợ chồng An" leaves open which of the two An is.

        Of 99 full names behind a kin word in unannotated press the word was the bearer's own for 71, of 73 single ones
        for 28; for husbands and wives for 7 of 24 and 0 of 31 (2026-11). "Con gái Lan 2 tuổi" is the child's own.
        """
        return (
            (len(spot.pieces) == 1 and _YEARS.match(self.norm, spot.pieces[0].end) is None)
            or hit.entry.form in _SPOUSES
            or self.folded.endswith(("vợ ", "cha ", "bố ", "ba "), 0, hit.start)
        )

    def _is_likely(self, spot: Spot) -> bool:
        """Stage names and the like: two or three syllables that people do bear, where no place can stand."""
        if (
            spot.foreign
            or len(spot.pieces) not in (2, 3)
            or any(len(p.text) == 1 or p.text.isupper() for p in spot.pieces)
        ):
            return False
        first = spot.pieces[0]
        if not self.lexicon.is_family(first.low) and any(
            hit.end == first.end and hit.entry.kinds & {PLACE_HEAD, THING_HEAD, ORG}
            for hit in self.context.starting.get(first.start, ())
        ):
            # Bến Cọ, Chợ Đồn
            return False
        counts = self.lexicon.names
        pair = counts.last_two.get(" ".join(spot.key[-2:]), (0, 0))
        if sum(pair) < 3 or spot.key[-1] not in counts.given:
            return False
        return not self._somewhere(spot)

    def share_address(self, one: Spot, other: Spot) -> None:
        """Các ông A, B và C: address in the plural holds for all of a list."""
        trigger = one.trigger
        if trigger is None or other.trigger is not None:
            return
        if one.shared or _MANY.search(self.folded, max(0, one.lead - 14), one.lead):
            other.trigger, other.shared = trigger, True
            other.sex_words += one.sex_words[:2]

    def may_join(self, spot: Spot, one: Spot) -> bool:
        """May it be a person where it stands in one list with persons?"""
        if (
            len(spot.pieces) == 1
            and one.trigger is not None
            and one.start < spot.start
            and (one.shared or _MANY.search(self.folded, max(0, one.lead - 14), one.lead))
            and one.trigger.entry.form in ADDRESS
            and not (spot.sure or spot.foreign or self._is_caps_word(spot))
        ):
            # hai bé Loan và Liễu
            return len(one.pieces) == 1 and spot.key[0] in self.lexicon.names.given
        if spot.sure or spot.trigger is not None:
            return False
        if is_initial(spot.pieces[0].text) and spot.pieces[0].text.count(".") > 2:
            # em P.T.N. và C.T.A.
            return True
        if self._is_caps_word(spot):
            return False
        if any(p.low in self.lexicon.tails for p in spot.pieces) or _NUMBERED.match(self.norm, spot.end):
            return False
        return (spot.foreign and 2 <= len(spot.pieces) <= 4) or self.borne(spot)

    def _name_of(self, part: list[Piece], trigger: Hit | None) -> list[Piece]:  # noqa: PLR0911  a list of decisions reads best in order
        """Which words of a part are the name."""
        strong, weak = self.lexicon.strong, self.lexicon.weak
        count = len(part)
        if not count:
            return []
        # Jong-seok Park is none
        tail = part[-1].low in self.lexicon.tails and not (
            part[-1].low in self.lexicon.asian_surnames and count == 2 and "-" in part[0].text
        )
        if tail and not (trigger and HONORIFIC in trigger.entry.kinds):
            return []
        if count >= 3 and all(p.text.isupper() for p in part) and part[0].low in strong:
            return self._capital_name(part)
        syllables = [is_syllable(p.low) or is_initial(p.text) for p in part]
        if trigger is not None and (not all(syllables) or count <= 4):
            return part[:5] if count <= 5 else []
        if trigger is not None and count <= 7 and {"tôn", "thị"} <= {p.low for p in part}:
            # chị Công Huyền Tôn Nữ Thị An
            return part
        if part[0].low in strong or part[0].low in weak:
            if count <= 4 or (count <= 7 and {p.low for p in part[1:-1]} & {"thị", "nữ", "thất"}):
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

    def _is_sure(self, spot: Spot, part: list[Piece], trigger: Hit | None, far: Hit | None) -> bool:  # noqa: PLR0911, PLR0912  a list of decisions reads best in order
        pieces = spot.pieces
        count = len(pieces)
        first = pieces[0].low
        if spot.nickname and not spot.foreign and count <= 3 and pieces[0] is part[0]:
            # Chiếc "lò xo", Lần "tái ngộ" are none
            borne = sum(self.lexicon.names.given.get(first, (0, 0)))
            return count > 1 or trigger is not None or borne > _RARE
        if is_initial(pieces[0].text) and initials_stand(self.context, spot):
            return True
        if spot.foreign and _NUMBERED.match(self.norm, spot.end):
            return False
        if count >= 2 and trigger is None and pieces[0] is part[0] and described(self.norm, spot.start):
            return not self._is_caps_word(spot)
        if trigger is not None and pieces[0] is part[0]:
            return self._sure_by_trigger(spot, trigger)
        family = first in self.lexicon.strong or (first in self.lexicon.weak and count >= 3)
        if family and count >= 2 and not spot.foreign:
            if count == 2 and first == "đoàn" and pieces[1].low not in self.lexicon.names.given:
                # tiếp Đoàn Đánh giá
                return False
            if count == 2 and (not self._two_stand(spot) or self._lives_in(spot)):
                return False
            return not self._is_caps_word(spot)
        if count == 3 and pieces[1].low == "thị" and not self._is_caps_word(spot):
            # no family name is too rare before Thị
            return True
        if count >= 2 and not self._is_caps_word(spot) and self._known_abroad(spot):
            return True
        if far is not None and pieces[0] is part[0]:
            if count >= 2:
                return family or spot.foreign or self.far_east.names(spot) or self._from_there(spot, far)
            land = far.entry.code in (18, 19) and any(
                PLACE in hit.entry.kinds and hit.start > far.end
                for hit in self.context.ending.get(spot.start - 1, ())
            )
            return spot.foreign and not pieces[0].text.isupper() and (far.entry.form in HIGH or land)
        if count >= 2 and AGE.match(self.norm, spot.end):
            return True
        if all(is_initial(p.text) for p in pieces) and sum(p.text.count(".") for p in pieces) >= 3:
            return bool(AGE.match(self.norm, spot.end)) or self.folded.endswith(
                (" là ", " tên "), 0, spot.start
            )
        return self.far_east.names(spot) or withheld(self.context, spot) or self._acts(spot, part)

    def _known_abroad(self, spot: Spot) -> bool:
        """A given name that many countries bear, or the whole name of a public figure."""
        return plain(spot.pieces[0].low).partition("-")[0] in self.lexicon.foreign or (
            spot.foreign and is_known("".join(spot.key))
        )

    def _from_there(self, spot: Spot, far: Hit) -> bool:
        """Chủ tịch Trung Quốc Vạn Cát Minh: a name in Vietnamese letters right behind the country of an office."""
        place = self.context.ending.get(spot.start - 1, ())
        return (
            len(spot.pieces) in (2, 3)
            and far.entry.code in (1, 2, 3, 4, 18, 19)
            and not self._is_caps_word(spot)
            and any(PLACE in hit.entry.kinds and hit.start > far.end for hit in place)
        )

    def _acts(self, spot: Spot, part: list[Piece]) -> bool:
        """Does the context tell a person: what only people do, an office in apposition, an age?"""
        count = len(spot.pieces)
        if self._is_caps_word(spot) or any(p.low in self.lexicon.tails for p in spot.pieces):
            return False
        context = self.context
        if count == 1:
            only = spot.pieces[0]
            if only.low in self.lexicon.not_given or not spot.foreign or len(only.text) < 4:
                return False
            return (
                context.acts_next(spot.end)
                or context.acted_on(spot.start)
                or bool(_YEARS.match(self.norm, spot.end))
            )
        if not (spot.foreign and count <= 4) and not self.borne(spot):
            return False
        if spot.pieces[0] is not part[0]:
            return False
        return (
            context.acts_next(spot.end)
            or context.speaks_next(spot.end)
            or context.title_follows(spot.end)
            or context.acted_on(spot.start)
            or bool(AGE.match(self.norm, spot.end))
        )

    def borne(self, spot: Spot) -> bool:
        """Stage names and the like: two or three syllables, each of which people bear."""
        counts = self.lexicon.names
        return (
            2 <= len(spot.pieces) <= 3
            and all(
                (p.low in counts.given or p.low in counts.middle or p.low in self.lexicon.strong)
                and not p.text.isupper()
                for p in spot.pieces
            )
            and not self._somewhere(spot)
        )

    def _somewhere(self, spot: Spot) -> bool:
        before = self.folded[max(0, spot.start - 9) : spot.start].split(" ")
        if self.folded.endswith(BODIES, 0, spot.start) and self.context.far_title(spot.start) is None:
            # Công an Tân Mạc xác định
            return True
        return len(before) > 1 and before[-2] in _WHERE

    def _sure_by_trigger(self, spot: Spot, trigger: Hit) -> bool:  # noqa: PLR0911, PLR0912  a list of decisions reads best in order
        kinds = trigger.entry.kinds
        count = len(spot.pieces)
        first = spot.pieces[0]
        if count == 1 and first.low in self.lexicon.widen:
            return False
        # lấy chồng Đài, lấy vợ Tây: a country in short
        if (
            count == 1
            and trigger.entry.form in ("vợ", "chồng")
            and self.folded.endswith("lấy ", 0, trigger.start)
        ):
            return False
        if HONORIFIC in kinds:
            if is_initial(first.text) and count == 1 and not first.text.endswith("."):
                return len(first.text) == 1 or "." in first.text
            if trigger.entry.form in ADDRESS or count > 1 or trigger.entry.form.startswith("m"):
                return True
            after = self.norm[spot.end : spot.end + 2]
            alone = not (after[:1] == " " and after[1:].islower()) or self.context.speaks_next(spot.end)
            # Góa phụ Trắng: a word that nobody bears is none's name
            return alone and (spot.foreign or sum(self.lexicon.names.given.get(first.low, (0, 0))) > _RARE)
        family = first.low in self.lexicon.strong or first.low in self.lexicon.weak
        if (
            trigger.entry.form in ALSO_VERBS
            and not spot.foreign
            and not (count >= 3 and first.low in self.lexicon.strong)
        ):
            # bảo vệ Sơn Khê: rather to protect it than its guard
            return self._acts(spot, spot.pieces)
        if spot.foreign and (
            # công ty quản lý Bell Entertainment, xe hiệu Bell
            (trigger.entry.form in ALSO_VERBS and self.folded.endswith("công ty ", 0, trigger.start))
            or trigger.entry.form == "hiệu"
        ):
            return False
        if count == 2 and trigger.entry.form in MANY_OF and not spot.foreign:
            # người dân Cẩm Khê, sinh viên Thái Nguyên
            return first.low in self.lexicon.strong and self._acts(spot, spot.pieces)
        if count == 2 and SEATED.search(trigger.entry.form) and not spot.foreign:
            # trưởng công an xã Đồng Tâm
            return first.low in FREQUENT and spot.pieces[1].low in self.lexicon.names.given
        if count >= 2:
            if OF_FIRM.search(trigger.entry.form) and not spot.foreign:
                # Chủ tịch Tập đoàn Sơn An
                return first.low in self.lexicon.strong
            return (
                family
                or spot.foreign
                or is_initial(spot.pieces[-1].text)
                or KIN in kinds
                # Bí thư Huyện ủy Cẩm Khê: without a family name the seat
                or (trigger.entry.code is not None and not SEATED.search(trigger.entry.form))
            )
        if (
            count == 1
            and spot.foreign
            and trigger.entry.form in SOME_OF
            and first.low not in self.lexicon.foreign
        ):
            # chuyên gia Bkav
            return False
        if is_initial(first.text):
            return (
                "." in first.text
                or KIN in kinds
                or trigger.entry.code in (4, 25)
                or trigger.entry.form.endswith(("tên", "tên là"))
            )
        if spot.foreign:
            return (
                (trigger.entry.form == "tên" and self._somebody(trigger))
                or trigger.entry.form in HIGH
                or (trigger.entry.code == 18 and trigger.entry.form not in _STARS)
                or self.context.speaks_next(spot.end)
                or KIN in kinds
            )
        after = self.norm[spot.end : spot.end + 2]
        if trigger.entry.form == "tên" and first.low in self.lexicon.names.given:
            named = self._somebody(trigger)
        else:
            # bị cáo Tâm 11 năm tù
            named = KIN in kinds or (
                trigger.entry.code == 25 and _SENTENCED.match(self.norm, spot.end) is not None
            )
        if (
            trigger.entry.code in OF_ONE
            and trigger.entry.form != "tên"
            and PREDICATE.match(self.norm, spot.end)
        ):
            # bị cáo Hùng bị tuyên án, tài xế Thành đã dừng xe
            return sum(self.lexicon.names.given.get(first.low, (0, 0))) >= _GIVEN and not self._place(first)
        # cô gái bán nước tên Hồng (20 tuổi)
        named = named or (
            trigger.entry.form.endswith("tên") and _YEARS.match(self.norm, spot.end) is not None
        )
        return named or (
            trigger.entry.code in (4, 25, 18, 19, 6)
            and (self.context.speaks_next(spot.end) or after[:1] in ",.:;)(" or not after)
        )

    def _place(self, piece: Piece) -> bool:
        return any(
            hit.end == piece.end and hit.entry.kinds & {PLACE, NOTNAME}
            for hit in self.context.starting.get(piece.start, ())
        )

    def _somebody(self, trigger: Hit) -> bool:
        return _SOMEBODY.search(self.folded, max(0, trigger.start - 24), trigger.start) is not None

    def _two_stand(self, spot: Spot) -> bool:
        """A family name and one more syllable: enough unless the first word of a sentence (Cao Bằng, Đông Nam)."""
        return spot.pieces[1].low not in self.lexicon.weak or not self.context.opens(spot.start)

    def _lives_in(self, spot: Spot) -> bool:
        """Quê Hà Lạng, Công an Tân Mạc: two words behind a word for where are rather a place."""
        if self.folded.endswith(_SEAT_BEFORE, 0, spot.start) and self.context.far_title(spot.start) is None:
            return not (self.context.acts_next(spot.end) or self.context.speaks_next(spot.end))
        return False

    def _is_caps_word(self, spot: Spot) -> bool:
        words = [p.text for p in spot.pieces]
        if not all(w.isupper() and len(w) > 1 for w in words):
            return False
        return len(words) < 2 or spot.pieces[0].low not in self.lexicon.strong

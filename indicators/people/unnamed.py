"""Individuals without a name: the wife of somebody, a spokesman, a woman driver.

Only those are taken whom the text singles out by their own words: "một ..." (one of them), a relation to somebody, an age,
representatives and offices named alone. Descriptions that more likely mean somebody named are left alone.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Sequence

from indicators.lexicon import KIN, Hit, Lexicon
from indicators.model import Gender, Zone
from indicators.people.merge import Individual
from indicators.people.officeholders import OfficeHolders
from indicators.people.relatives import Relatives
from indicators.people.runs import UPPER
from indicators.people.spokespersons import Spokespersons
from indicators.text import Document

_ONE = re.compile(
    r"([m1](?<![\w.,].)(?:(?<=m)ột|(?<=1))(?: trong (?:số |những |các |\d ))? )(?:vị |cựu |nguyên |viên |tên |em |bạn |anh |chị |cô |ông |bà |cậu |thầy |gã |cháu )?"
)
# what "một ..." cannot single out after these: a predicate, a comparison, a part played
_NOT_ONE = re.compile(
    r"(?<!\w)(?:là|như|trở thành|làm|thành|vai|với tư cách|(?<!tin )(?<!nhận )(?<!lời )từ|chỉ là|mỗi|bất kỳ|phải có|không|chưa|nào|cần|muốn) \Z"
)
_GENERAL = re.compile(r"(?: (?:như|nào|thường|luôn|phải|cần|nên|đều)|\?)")
# of whom a sentence of advice speaks
_ADVICE = re.compile(
    r"(?<!\w)(?:nếu|hãy|đừng|bạn|các bạn|chúng ta|(?<!một )(?<!người )(?<!gã )(?:phụ nữ|đàn ông|con gái|con trai)|nam giới|nữ giới|mọi người|ai|con người|người ta|các cô gái|các chàng trai|phái đẹp|phái mạnh|bất cứ|thế nào là|(?<!bình )thường|cảm giác của|nhu cầu)(?!\w)(?! tôi)"
)
_AGED = re.compile(r" (\d{1,2}) tuổi")
# một bé trai 10 tuổi; một cô gái sinh năm 1995; một bé gái, khoảng 5 tuổi
_OF_AGE = re.compile(
    r",? (?:khoảng |chừng |gần |hơn )?(?:\d{1,2} (?:tháng )?tuổi|sinh năm \d{4}|sn \d{4})(?!\w)"
)
# một du khách nữ bị ngã
_SEXED = re.compile(r" (nữ|nam)(?=[,.;)]| (?:trong|ở|tại|bị|đã|đang|không|được|cho|khác|trẻ|này)(?!\w))")
_NO_DEFINITE = re.compile(r"(?<!\w)(?:một|là|như|làm|cho|thành|vai|gia đình|số|phải) \Z")
# told of as somebody to whom something happened or who did something
_ACTS = re.compile(
    r" (?:đã|đang|bị|được|vừa|liền|bất ngờ|vẫn|cũng|không|khai|tử vong|nhập viện|bỏ|chạy|lái|điều khiển|tông|đâm|cán|húc|va|chém|đánh|bắn|cướp|lao|phóng|xông|rút|vung|cầm|dùng|gây|gục|ngã|ngất|khóc|trèo|nhảy|rời|dừng|phanh|đạp|thoát|trình báo|gọi|hô|tự|may mắn|không may|kịp|tấn công|sát hại|ném|quăng)(?!\w)"
)
# whom something is done to: thi thể cháu bé, cứu nạn nhân
_DONE_TO = re.compile(
    r"(?<!\w)(?:thi thể|nhìn thấy|thấy|chở đằng sau|chở sau|đi cùng|ngoại tình với|thi thể của|xác|vụ|đưa|cứu|giải cứu|bắt|bắt giữ|đánh|tông|đâm|chém|bắn|giết|sát hại|tấn công|khống chế|hành hung|cướp|tìm thấy|phát hiện|tìm|chở|gọi|hỏi|yêu cầu|gặp|trói|lừa|hiếp dâm|cưỡng hiếp|dâm ô|quấy rối|sàm sỡ|tài sản của|điện thoại của|lời khai của|danh tính|nhân thân|hình ảnh|sức khỏe của|tình trạng của|khiến|làm|tố cáo) \Z"
)
# một người ngồi trên xe | dùng dao đâm
_WHO = re.compile(
    r" (?:đi|ngồi|đứng|mặc|cầm|tự xưng|tự nhận|xưng|được cho là|nhận là|quen|đội|bịt|lái|điều khiển|chứng kiến|sống)(?: (?!(?:dùng|đã|đang|bị|được|liền|rồi|và|lao|chạy|rút|đâm|đánh|thì|nên|cho|nói|kể|để|vào|ra)(?!\w))[^\s.,;:()“”\"!?]+){1,7}"
)
_THIS = re.compile(r" (?:này|đó|ấy|trên|nói trên|kia)(?!\w)")


def find_unnamed(
    document: Document,
    lexicon: Lexicon,
    hits: Sequence[Hit],
    people: list[Individual],
    genders: Sequence[Gender],
) -> list[Individual]:
    """Unnamed individuals in order of appearance, each with its mentions in ``extra``. ``genders``: of ``people``."""
    return _Finder(document, lexicon, hits, people, genders).find()


# a noun, the key of who is told of, and the places, the first of which is the name
_Told = tuple[str, tuple[str, ...], tuple[tuple[int, int], ...]]


class _Finder(Relatives, OfficeHolders, Spokespersons):
    """Finds the unnamed of one document."""

    def find(self) -> list[Individual]:
        self._relations()
        self._owned()
        self._with()
        self._bare()
        self._representatives()
        self._speaking()
        self._single()
        self._of_group()
        self._withheld()
        self._aged()
        self._definite()
        self._offices()
        made = sorted(self.found.values(), key=lambda person: person.extra[0])
        for person in made:
            self._sex(person)
        return made

    # --- kinds of descriptions ---------------------------------------------------------------------------------

    def _single(self) -> None:
        """Một nữ tài xế, một người bạn: one of them."""
        body: list[_Told] = []
        fronts: list[_Told] = []
        for hit in _ONE.finditer(self.folded):
            noun = self._noun.match(self.folded, hit.end()) or self._noun.match(self.folded, hit.end(1))
            if noun is None or _NOT_ONE.search(self.folded, max(0, hit.start() - 16), hit.start()):
                continue
            end = self.describer.end(noun.end())
            if noun.group() == "người" and end < noun.end() + 3 and not self._says(end):
                clause = _WHO.match(self.norm, noun.end())
                if clause is None:
                    continue
                end = clause.end()
            owner = self._owners.get(noun.end() + 5) if self.folded.startswith(" của ", noun.end()) else None
            if owner is not None:
                # một hàng xóm của ông Tửu
                end = owner
            elif self._overlaps(hit.start(), end + 1) or self._is_named(hit.start(), end):
                continue
            if _GENERAL.match(self.folded, end) or self._said_of(noun.group(), hit.start(), end):
                continue
            if self._in_general(hit.start(), end):
                continue
            # một thanh niên khác is none of those named, một thanh niên 28 tuổi nobody of another age
            other = self.folded.startswith(" khác", noun.end()) and not self._many(hit.start())
            aged = _OF_AGE.match(self.folded, noun.end())
            named = not other and self._named_soon(noun.group(), hit.start(), end)
            if named and not self._stranger(noun.group(), hit.start()):
                continue
            if not other and not aged and self._unsure(noun.group(), hit.start(), end):
                continue
            long, short = (hit.start(), end), (hit.start(), noun.end())
            # "một người" alone tells nobody apart
            whole = noun.group() == "người" or _TELLING.match(self.norm, noun.end())
            first, second = (long, short) if whole else (short, long)
            bare = ((noun.start(), noun.end()), (noun.start(), end))
            # the name is the shortest words that tell somebody apart, without "một"; "người" alone tells nobody
            spans: tuple[tuple[int, int], ...] = (
                (first, second, *bare)
                if noun.group() == "người"
                else (*(reversed(bare) if whole else bare), first, second)
            )
            more = aged or _SEXED.match(self.norm, noun.end())
            if more:
                spans += ((noun.start(), more.end()), (hit.start(), more.end()))
            (fronts if named else body).append(
                (noun.group(), ("one", self.folded[noun.start() : end]), spans)
            )
        self._keep(body, fronts)

    def _keep(self, body: list[_Told], fronts: list[_Told]) -> None:
        """Those of the body, and those of title and lead whom the body does not tell of again."""
        # told of again, một phụ nữ and một người phụ nữ are one
        first: dict[str, tuple[str, ...]] = {}
        self._written: dict[tuple[str, ...], str] = {}
        for word, key, spans in body:
            noun = word.removeprefix("người ").removeprefix("nam ")
            again = first.setdefault(noun, key)
            ends = self.norm[spans[0][0] : max(end for _, end in spans)]
            if again != key and _LAND.search(ends) and _LAND.search(self._written.get(again, "")):
                # một quan chức Lào and một quan chức Thái Lan are two
                again = key
            self._written.setdefault(again, ends)
            self._add(key if key[1].endswith(" khác") else again, *spans)
        for word, key, spans in fronts:
            sex, kind = self._word_sex(word), self._kind(word)
            if not any(self._same(other, word, sex, kind) for other in self.found):
                self._add(key, *spans)

    def _of_group(self) -> None:
        """Một người trong nhóm của A rút dao, một tên trong nhóm bỏ chạy."""
        if " trong nhóm" not in self.folded and " trong bọn" not in self.folded:
            return
        for hit in _ONE_OF_GROUP.finditer(self.folded):
            owner = self._owners.get(hit.end() + 5) if self.folded.startswith(" của ", hit.end()) else None
            end = owner or hit.end()
            if self._acts(hit.start(), end) and not self._overlaps(*hit.span()):
                self._add(("one", self.folded[hit.start() : end]), (hit.start(), end), hit.span())

    def _withheld(self) -> None:
        """Một quan chức giấu tên, bé gái (chưa rõ danh tính): somebody whose name the item keeps back or does not know."""
        if not any(word in self.folded for word in _KEPT_BACK):
            return
        for told in _UNKNOWN.finditer(self.folded):
            begin = max(
                self.document.sentences[max(0, self.document.sentence_at(told.start()))][0], told.start() - 70
            )
            last: re.Match[str] | None = None
            for found in self._noun.finditer(self.folded, begin, told.start()):
                if not self.folded[found.start() - 1 : found.start()].isalnum() and found.group() != "người":
                    last = found
            if (
                last is None
                or self._many(last.start())
                or _NOT_ONE.search(self.folded, max(0, last.start() - 16), last.start())
            ):
                continue
            gap = self.folded[last.end() : told.start()]
            noun = last.group()
            if any(self._same(key, noun, self._word_sex(noun), self._kind(noun)) for key in self.found):
                continue
            if not _CLOSE.fullmatch(gap) or self._overlaps(last.start(), told.end()):
                continue
            end = min(self.describer.end(last.end()), told.start() - 1)
            one = 4 if self.folded.endswith("một ", 0, last.start()) else 0
            spans = (
                (last.start(), max(end, last.end())),
                (last.start(), last.end()),
                (last.start() - one, max(end, last.end())),
                (last.start() - one, last.end()),
            )
            self._add(("one", self.folded[last.start() : max(end, last.end())]), *spans)

    def _unsure(self, noun: str, start: int, end: int) -> bool:
        """Một người phụ nữ, where a woman is named or no harm is told of, and who neither acts nor speaks: seldom one of the
        story (of 28 with somebody of that sex named, 6 were; of 13 without harm, 1; 2026-11).
        """
        sex = self._word_sex(noun)
        if not sex or self._says(end):
            return False
        if not self._deeds and noun in _GENERIC:
            return True
        return not self._acts(start, end) and self.meant.of(sex, self._kind(noun))

    def _stranger(self, noun: str, start: int) -> bool:
        """Told of in title or lead, and nobody named may be meant."""
        front = self.document.zone_at(start) in (Zone.TITLE, Zone.LEAD)
        sex, kind = self._word_sex(noun), self._kind(noun)
        suspect = kind in ("", "young", "suspect") and self.meant.suspects(sex)
        return front and not suspect and not self.meant.of(sex, kind)

    def _said_of(self, noun: str, start: int, end: int) -> bool:
        """Là một cầu thủ hàng đầu, một người bạn tốt: the second half of a predicate; "Phía sau một cô gái" is a song."""
        if _OF_SPEAKER.search(self.folded, max(0, start - 12), start):
            return True
        if self.folded.endswith(", ", 0, start) and _PREDICATE.search(self.folded, max(0, start - 70), start):
            return True
        if _QUOTED.search(self.norm, max(0, start - 20), start) and self.norm[end : end + 1] in '”"’':
            return True
        acts = _ACTS.match(self.folded, end) is not None or self._says(end)
        return noun in _ROLES and not acts

    def _in_general(self, start: int, end: int) -> bool:
        """Đàn ông thường tìm một người phụ nữ ...: advice speaks of anybody, where nobody is named and nobody acts."""
        begin, stop = self.document.sentences[max(0, self.document.sentence_at(start))]
        i = bisect_left(self.taken, (begin, begin))
        if i < len(self.taken) and self.taken[i][0] < stop:
            return False
        return not self._acts(start, end) and _ADVICE.search(self.folded, begin, start) is not None

    def _named_soon(self, noun: str, start: int, end: int) -> bool:
        """Một người đàn ông, in title or lead, is the one private person of that sex whom the body names; elsewhere the
        one who is named right after.
        """
        sex, kind = self._word_sex(noun), self._kind(noun)
        told_alike = sex or noun in self.lexicon.people["private"]
        if kind in ("", "young", "suspect") and told_alike and self.meant.suspects(sex):
            # told again from its beginning, the story knows its suspect as "một thanh niên"
            return True
        front = self.document.zone_at(start) in (Zone.TITLE, Zone.LEAD)
        near = len(self.norm) if front else end + _SOON
        found = self.meant.first_named(sex, kind, start, near)
        if len(found) == 1 and (front or sex):
            self.people[found[0]].extra.append((start, end))
            return True
        # a title or lead tells of somebody whom the body tells of again
        return front

    def _aged(self) -> None:
        """Bé gái 5 tuổi, nạn nhân 8 tuổi, where nobody named is of that age."""
        for start, end in self._described["nouns"]:
            age = _AGED.match(self.folded, end)
            if age is None or self._many(start) or self._overlaps(start, age.end() + 1):
                continue
            if self._is_named(start, age.end()) or age.group(1) in self._ages:
                continue
            # "cầu thủ 28 tuổi" is mostly somebody named in the story
            if self._may_be_named(self._word_sex(self.folded[start:end])):
                continue
            told = f"{age.group(1)} tuổi"
            same = [key for key in self.found if key[0] == "one" and told in key[1]]
            # cậu bé 10 tuổi of the title is "một bé trai 10 tuổi" of the body
            key = same[0] if len(same) == 1 else ("aged", age.group(1))
            self._add(key, (start, age.end()), (start, end))

    @functools.cached_property
    def _ages(self) -> set[str]:
        """The ages printed right after names."""
        near = " ".join(self.folded[s.end : s.end + 22] for s in self.spots)
        return {age.group(1) for age in re.finditer(r"(\d{1,2}) tuổi", near)}

    def _definite(self) -> None:
        """Người chồng, nạn nhân, tài xế: persons of the story, where nobody named may be meant."""
        groups: dict[str, list[tuple[int, int]]] = {}
        for start, end in self._described["parts"]:
            word = self.folded[start:end]
            if self._many(start):
                # where there are several, the word alone tells nobody apart
                groups.setdefault(word, []).append((-1, -1))
                continue
            if self._overlaps(start, end + 1) or self._is_named(start, end):
                continue
            if _NO_DEFINITE.search(self.folded, max(0, start - 9), start):
                continue
            groups.setdefault(word, []).append((start, end))
        for noun, spans in groups.items():
            if noun in self._held or (-1, -1) in spans:
                continue
            # a judge or a referee is none of the private people who have a name
            private = noun not in self.lexicon.people["functionary"]
            if noun.startswith(_DRIVER) and not self._driver_named:
                private = False
            if noun.startswith("chủ ") and noun not in _HOSTS and not self._owner_named:
                private = False
            if private and self.meant.of(self._word_sex(noun), self._kind(noun)):
                continue
            self._settle(noun, spans)

    @functools.cached_property
    def _driver_named(self) -> bool:
        """Does somebody named drive: tài xế A, xe tải do B (30 tuổi) điều khiển?"""
        return any(form.startswith(_DRIVER) for form in self._held) or any(
            _DRIVES.match(self.folded, s.end) or self.folded.endswith("do ", 0, s.lead) for s in self.spots
        )

    @functools.cached_property
    def _owner_named(self) -> bool:
        """Does somebody named own a shop, a house, a car: chủ quán A, ông B, chủ nhà; do bà C làm chủ?"""
        return any(form.startswith("chủ ") for form in self._held) or any(
            _OWNS.match(self.folded, s.end) or _OWNER.search(self.folded, max(0, s.lead - 40), s.lead)
            for s in self.spots
        )

    def _settle(self, noun: str, spans: list[tuple[int, int]]) -> None:
        """More mentions of the one unnamed person they fit, else a person of their own, if told of as one."""
        sex, kind = self._word_sex(noun), self._kind(noun)
        fit = [key for key in self.found if self._same(key, noun, sex, kind)]
        shown = any(_THIS.match(self.folded, end) for _, end in spans)
        acts = sum(self._acts(start, end) for start, end in spans)
        says = any(self._says(end) for _, end in spans)
        alone = noun in self.lexicon.people["functionary"]
        if (noun in _GENERIC or noun.startswith(_RIDER)) and not self._deeds and not says:
            # a story without harm speaks of men and women in general
            shown, acts = False, 0
        told = says or shown or (acts and (alone or len(spans) >= _OFTEN))
        if not told and self._deeds:
            told = self._one_driver(noun, spans, acts) if self.people else self._in_story(spans)
        for span in spans:
            if len(fit) == 1:
                self._add(fit[0], span)
            elif not fit and told:
                # tài xế, tài xế xe con màu đỏ
                self._add(("the", noun), span, (span[0], self.describer.end(span[1])))

    def _in_story(self, spans: list[tuple[int, int]]) -> bool:
        """Where harm is told of and nobody has a name, the man and the girl are those of the story; not in advice."""
        return self.folded[slice(*spans[0])] not in _NO_ONE and any(
            not self._in_general(start, end)
            and not _ANY.match(self.folded, end)
            and not _IF.search(self.folded, max(0, start - 10), start)
            for start, end in spans
        )

    def _one_driver(self, noun: str, spans: list[tuple[int, int]], acts: int) -> bool:
        """Truy sát tài xế xe con, chủ shop thời trang bị thương: one of those whom a car or a shop tells apart."""
        body = [span for span in spans if self.document.zone_at(span[0]) is Zone.BODY]
        if noun.startswith((*_DRIVER, "chủ ")) and noun not in _NO_ONE and body:
            # ông A, quốc tịch B, chủ tiệm C: behind a comma it may be said of somebody named
            return acts > 0 or any(
                self.describer.end(end) > end and not self.folded.endswith(", ", 0, start)
                for start, end in body
            )
        return False

    def _acts(self, start: int, end: int) -> bool:
        """Does or suffers somebody something here, as people of a story do?"""
        if _ACTS.match(self.folded, end) or self._says(end) or end + 1 in self._deeds:
            return True
        return _DONE_TO.search(self.folded, max(0, start - 18), start) is not None

    def _same(self, key: tuple[str, ...], noun: str, sex: str, kind: str) -> bool:
        """May somebody described before be meant by this noun too?"""
        told = key[1] if key[0] == "kin" else key[-1]
        if noun in told or told in noun:
            return True
        if key[0] not in ("one", "the", "aged"):
            return False
        first = self._noun.search(told) if key[0] == "one" else None
        head = first.group() if first else told
        other = self._word_sex(head)
        if sex and other and sex != other:
            return False
        kinds = {kind, self._kind(head)}
        # bé trai and cậu bé are one, nạn nhân is whoever else is told of
        return kinds == {"child"} or (
            "victim" in kinds and "suspect" not in kinds and head in self.lexicon.people["definite"]
        )

    def _may_be_named(self, sex: str) -> bool:
        """May a description of this sex ("" where it tells none) mean one of those named?"""
        return any(not sex or not known or known == sex for known in self._private_sexes)

    @functools.cached_property
    def _private_sexes(self) -> set[str]:
        """What is known of the sexes of those named who hold no office: any of them may be the one meant."""
        known: set[str] = set()
        for person in self.people:
            title = next((s.title.entry.code for s in person.spots if s.title is not None), None)
            if title in _PUBLIC:
                continue
            sexes = {sex for s in person.spots for _, sex, _ in s.sex_words} | {
                sex for _, sex, _ in person.marks
            }
            known.add(sexes.pop() if len(sexes) == 1 else "")
        return known

    # --- sex ---------------------------------------------------------------------------------------------------

    def _sex(self, person: Individual) -> None:
        words = person.name.lower()
        if person.key[0] == "kin":
            for hit in self.lexicon.hits(words):
                if KIN in hit.entry.kinds and hit.start == 0:
                    person.marks.append(("kin", hit.entry.kin_sex, hit.entry.form))
                    return
        sex = self._word_sex(words)
        if sex:
            person.marks.append(("explicit", sex, words))


_PREDICATE = re.compile(r"(?<!\w)(?:là|như|trở thành) một [^.;:“”\"\n]{2,60}, \Z")
# anh, một người đàn ông thành đạt: said of whoever is addressed
_OF_SPEAKER = re.compile(r"(?<!\w)(?:anh|chị|ông|bà|cô|tôi|em|bạn|anh ấy|cô ấy|chị ấy), \Z")
_DRIVER = ("tài xế", "lái xe", "người lái", "người điều khiển", "người cầm lái", "người ngồi sau")
# of whom traffic law speaks in general
_RIDER = ("người điều khiển", "người cầm lái", "người ngồi sau")
_DRIVES = re.compile(
    r"(?: ?\([^()\n]{0,90}\))?,? (?:(?:đã|đang|là|người) ){0,2}(?:điều khiển|cầm lái|lái|tài xế)(?!\w)"
)
_ONE_OF_GROUP = re.compile(
    r"(?<!\w)(?:một|1) (?:người|tên|đối tượng|kẻ|thanh niên|em|cô gái) trong (?:nhóm|bọn)(?: (?:côn đồ|này|đó|đối tượng|thanh niên|người|cướp|kẻ gian|bạn|trộm)(?: này| đó)?)?(?!\w)"
)
_KEPT_BACK = (
    "giấu tên",
    "ẩn danh",
    "danh tính",
    "lai lịch",
    "không nêu tên",
    "không muốn nêu tên",
    "giấu danh tính",
)
_UNKNOWN = re.compile(
    r"(?<!\w)(?:xin (?:được )?|đề nghị (?:được )?|muốn |yêu cầu )?(?:giấu tên|giấu danh tính|ẩn danh|không (?:muốn )?(?:được )?(?:nêu|tiết lộ|công khai) (?:tên|danh tính)|(?:chưa|không) (?:rõ|xác định(?: được)?) (?:danh tính|lai lịch|nhân thân))(?!\w)(?! (?:của|các|những|nạn nhân|hung thủ|tài xế|người))"
)
_CLOSE = re.compile(r"(?: (?!(?:và|nhưng|rằng|của|cho|cùng|với|về|vì|mà)(?!\w))[^\s.;:“”\"]+){0,7}?,? ?\(?")
# also a team at home, and whoever owns a house or a car, in general
_HOSTS = frozenset({"chủ nhà", "chủ xe", "chủ tàu", "chủ phương tiện"})
_OWNS = re.compile(
    r"(?: ?\([^()\n]{0,90}\))?(?:,| -| –|,? là|,? người|,? vốn là|) (?:bà |ông |cũng là |là |người |làm )?(?:chủ|điều hành|đứng tên)(?! (?:tịch|nhiệm|trì|yếu|động|tọa|mưu|quan|đạo))(?!\w)"
)
_OWNER = re.compile(r"(?<!\w)chủ (?!tịch|nhiệm|trì|tọa|mưu)[^.;:“”\"\n]{2,36}\Z")
_LAND = re.compile(rf" [{UPPER}]")
# of anybody: người vợ nào, nếu người vợ
_ANY = re.compile(r" (?:nào|cần|nên|phải|thường|luôn)(?!\w)")
_IF = re.compile(r"(?:(?<!\w)(?:khi|nếu|mỗi|từng|bất cứ|làm|của|ghế|giới|cánh|nghề|bằng|vợ|con|nhà)|%) \Z")
# what people do, and who stands in rules and games
_NO_ONE = _HOSTS | {"lái xe", "chủ nợ", "người đứng đầu", "trọng tài", "hiệu trưởng"}
_QUOTED = re.compile(r"[“\"‘][^”\"’\n]{0,20}\Z")
# what somebody is praised as rather than who somebody is
_ROLES = frozenset({"cầu thủ", "nhân vật", "nghệ sĩ", "người lớn"})
# who is first told as "một thanh niên" has a name within so many characters
_SOON = 300
# what is part of the shortest description that tells somebody apart
_TELLING = re.compile(rf" (?:của|thuộc|tại|ở|trong|công an|cấp cao|[{UPPER}])")
_GENERIC = frozenset(
    {
        "đàn ông",
        "phụ nữ",
        "đàn bà",
        "người con gái",
        "bà mẹ",
        "ông bố",
        "người đàn ông",
        "người phụ nữ",
        "cô gái",
        "chàng trai",
        "người vợ",
        "người chồng",
        "người mẹ",
        "người cha",
        "người bố",
        "em bé",
        "đứa trẻ",
        "bệnh nhân",
        "người đàn bà",
        "thiếu nữ",
    }
)
# said once, a definite noun is too often a figure of speech
_OFTEN = 2
# offices and callings whose bearers are not the ones that "nạn nhân" or "cô gái" mean
_PUBLIC = frozenset({2, 3, 4, 5, 6, 8, 9, 10, 11, 16})

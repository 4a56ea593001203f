"""Who is shown as a victim, and who as a suspect: the two sides of an event, told apart by the grammar of harm.

A person is a victim where words of suffering follow ("ông A bị thương"), where a violent or dishonest act has the person as
its object ("đâm ông A", "chiếm đoạt tiền của bà B"), or where the text says so ("nạn nhân là chị C"). Whoever is arrested,
charged or tried is a suspect and no victim, unless the text calls the person one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from indicators.lexicon import CUE, TITLE, Hit
from indicators.people.merge import Individual
from indicators.people.places import Reference, References, without_parentheses
from indicators.text import Document

# what may stand between the person and the word of harm only if somebody else suffers
_OTHER = re.compile(
    r"(?<!\w)(?:khiến|rồi|làm cho|gây|giết|đâm|chém|bắn|đánh|nhưng|vì|khi|do|để|cho biết|cho hay|nói|kể|rằng|của|mà|người|ai|nạn nhân|phát hiện|thấy|chứng kiến|"
    r"về|không|chưa|chúng|bọn|nó|nếu|sợ|lo|con|vợ|chồng|mẹ|bố|cha|em|bé|cháu|họ|hàng|các|những|nhiều người|hai|ba)(?!\w)"
)
_HARD_STOP = re.compile(r"[.;:\n“”\"!?]")
# "bị cáo buộc đâm", "bị bắt vì giết": the person is on the other side
_ACCUSED = re.compile(
    r"(?<!\w)(?:cáo|can|tố|nghi|tình nghi|khởi tố|truy tố|truy nã|bắt|tạm giữ|kết tội|kết án|tuyên|xử|phạt|điều tra|khai|vì|về tội|tội|(?<!có )(?<!thực hiện )hành vi|không|đuổi|triệu tập)(?!\w)"
)
_OBJECT_GAP = re.compile(
    r"(?: (?:chết|thương|bị thương|trọng thương|tử vong|vào|người|đầu|cổ|ngực|mặt|lưng|bụng|nhiều|nhát|liên tiếp|tới tấp|dã man|đối với|với|tình dục|"
    r"của|cả|đến|hết|toàn bộ|số tiền|tiền|tài sản|xe|một|một nhát|hơn|khoảng|gần|[\d.,]+|triệu|tỷ|đồng|chiếc|xe máy|điện thoại|lấy|là|trúng|và|tay|chân|đùi|vai|gáy|mắt|sườn|mông|khắp|phía|bên|dưới|vùng|trái|phải|ngón|bàn|cánh|cẳng|má|tai|mũi|miệng|thái dương|trán|cơ thể|trên (?:người|cơ thể|ngực|mặt|đầu)|cả hai|hai|mù|hội đồng|gục|ngất|ngã|xong|tiếp))*(?: |, )[“\"‘]?\Z"
)
_NAMED_GAP = re.compile(
    r"(?: [^.;:\n,“”\"]{0,60}?)?(?: (?:là|gồm|gồm có|tên là|tên)|:| -) (?:[^.;:\n,“”\"]{0,18} )?\Z|,? \Z"
)
_IS = re.compile(r"(?:,| -| –)? (?:chính |cũng )?(?:là )?(?:một trong (?:những|các|số) )?\Z")
# what the authorities do: the suspect stands after the verb
_BY_POLICE = ("khởi tố", "bắt", "tạm giữ", "truy", "tuyên phạt", "xét xử", "xử phạt")
_PLURAL = re.compile(
    r"(?<!\w)(?:các|những|nhiều|số|hai|ba|bốn|năm|\d+|gia đình|người nhà|thân nhân|người thân|mẹ|bố|cha|con|vợ|chồng) \Z"
)
_OFFICIAL = frozenset({1, 2, 3, 4, 5, 6, 9, 10})
# "tám con bò của ông A bị chết": the person owns what suffers
_OWNED = re.compile(r"(?<!\w)(?:của|nhà|gia đình|cho|với|về|từ|bởi|do|xe|bò|con) \Z")
_WITH_OTHERS = re.compile(
    r" cùng (?:với )?[^,.]{2,50}? khác(?: [^\s,.]+){0,2}?(?= (?:đã |cũng |đang )?(?:bị|tử|thiệt|gặp|mất)|\Z)"
)
_AFTER_HARM = re.compile(
    r"(?: (?:là|gồm|của|nạn nhân|tại chỗ|oan|nặng|được xác định|hai|[2-9]|mẹ con|vợ chồng|cha con|bố con|bà cháu|ông cháu|chị em|anh em))*(?:,|:)? (?:gồm |là )?|[^.;:\n“”\"]{0,45} như "
)
_NOUNS = frozenset({"thi thể", "cái chết của", "giải cứu", "thương vong"})
# artists and athletes are hurt or robbed without being shown as victims; death and violence make them one
_FATAL = frozenset(
    {"tử vong", "thiệt mạng", "tử nạn", "mất tích", "bị bắt cóc", "bị ám sát", "đuối nước", "chết đuối"}
)
_CARRIED = re.compile(r"(?<!\w)(?:đưa|chở|chuyển|khiêng|cõng|bế) ")
_TO_DOCTOR = re.compile(r"(?: [^\s.;,]+){0,9}? cấp cứu(?!\w)")
_WAS_CARRIED = re.compile(r" được (?:[^\s.;,]+ ){0,6}?(?:đưa|chở|chuyển) (?:[^\s.;,]+ ){0,9}?cấp cứu(?!\w)")
# "ba nghi phạm gồm A, B và C", "khởi tố bị can đối với các đối tượng: A, B"
_SUSPECTS = ("nghi phạm", "nghi can", "đối tượng", "bị can", "bị cáo", "hung thủ", "thủ phạm", "đồng phạm")
_LISTED = re.compile(
    rf"(?<!\w)(?:{'|'.join(_SUSPECTS)})(?: [^\s,.;:()“”\"]+){{0,8}}?(?:,? bao gồm|,? gồm(?: có)?| là|:| đối với):? "
)
_CHARGED = re.compile(
    r"[^.;\n“”\"]{0,140}?(?<!\w)(?:\d+|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|các|những|nhóm|cặp|vợ chồng)(?!\w)[^.;\n“”\"]{0,90}?(?: là|:| gồm| gồm có),? "
)
# "khởi tố vụ án hiếp dâm cháu A": what the case is about, and not who is charged
_ABOUT = re.compile(
    r"[.,;\n]| (?:của|do|vì|sau|giết|hại|vụ|hiếp|dâm|ô|đâm|chém|đánh|lừa|cướp|cóc|cháu|bé|em|xâm|tố cáo)(?= )|(?<!đối) với "
)
# cháu A khai bị ông B ...: a witness to the own harm
_TELLS_OF_HARM = re.compile(r" (?:rằng |là )?(?:\w+ ){0,3}?bị ")
_OBJECT_OF = re.compile(
    r"(?<!\w)(?:rủ|đưa|chở|dụ|dụ dỗ|kéo|lôi|ép|khống chế|gọi|hẹn|gặp|bế|dẫn|mời|lừa|chặn|nhốt|ôm|đè|bắt|hại|thấy|tấn công|đuổi theo|đuổi|ghì|xô|đẩy|trói|bám theo|theo|vào người|tìm) \Z"
)
_GOES_ON = re.compile(
    r"[^.;:\n“”\"]{0,120}?(?<!\w)(?:rồi|và|để|nhằm|sau đó|định|hòng|tiếp tục|liên tiếp|dùng [^,.;:]{2,30}|giở|thực hiện hành vi)(?: [^\s.,;:]+){0,4} "
)
# a convict who fell into a coma is shown as a victim where the item says so again and again
_OFTEN = 4
# done by whoever is named, also behind "điện thoại của"
_CRIES = ("cầu cứu", "kêu cứu", "kêu oan", "trình báo")
# Tài “gấu” bị thương
_NICKNAME = re.compile(r"\A ?[“\"‘][^”\"’\n]{1,16}[”\"’]")
# bà A sau khi uống hết ấm chè | đã tử vong: what went before is said of the same one
_MEANWHILE = re.compile(
    r"\A,? (?:sau khi|trong lúc|trong khi|khi đang|khi|lúc|đang lúc) (?:(?!(?:khiến|làm|giết|đâm|chém|bắn|đánh|thấy|phát hiện|con|vợ|chồng|mẹ|bố|cha)(?!\w))[^.;:“”\"\n]){3,70}?(?:,| đã| thì| không may| bất ngờ) ?\Z"
)
# đã phanh gấp nhưng | bị tông: still the same one
_BUT = re.compile(r"(?:,? nhưng|,? và|,? rồi)(?: (?:đã|cũng|lại|vẫn|bất ngờ|không may))* ?\Z")
_CRASH = re.compile(
    r"(?<!\w)(?:tai nạn giao thông|vụ tai nạn|va chạm|tông|đâm (?:vào|trực diện|trúng)|lật xe|lao xuống vực)(?!\w)"
)
_CASUALTIES = re.compile(
    r"(?<!\w)(\d|một|hai|ba|bốn|năm|cả|toàn bộ)(?: số)? (?:hai |ba |\d )?(?:người|nạn nhân|nam thanh niên|thanh niên|cháu|học sinh|nữ sinh|nam sinh|mẹ con|cha con|vợ chồng)(?: [^\s.;“”\"]+){0,10}? (?:tử vong|thương vong|bị thương|thiệt mạng|trọng thương|chết|hất|văng|nguy kịch|cấp cứu|bất tỉnh|ngã)(?!\w)"
)
_NUMBERS = {word: n for n, word in enumerate("không một hai ba bốn năm".split())} | {
    str(n): n for n in range(10)
}
_RIDES = re.compile(
    r",? (?:(?:đang|đã) )?(?:điều khiển|cầm lái|lái (?:xe|ô ?tô)|chở|đi xe (?:máy|đạp|gắn máy)|chạy xe|ngồi sau|ngồi phía sau)(?!\w)"
)
_LORRY = re.compile(
    r"(?<!\w)(?:tài xế|lái xe|xe tải|xe khách|xe ben|xe bồn|container|ô ?tô|xe con|xe buýt)(?!\w)"
)
_RIDDEN = re.compile(
    r"(?<!\w)(?:chở|chở theo|chở sau|ngồi sau là|phía sau là|trên xe có|trên xe còn có|đi cùng là) (?:con |vợ |chồng |bạn |con trai |con gái |em |cháu )?(?:là )?\Z"
)
_TITLED = re.compile(
    r"(?<!mẹ )(?<!vợ )(?<!con )(?<!của )(?<!bố )(?<!cha )(?<!chồng )(?<!nhà )(?:nạn nhân|bị hại|người bị nạn)(?: (?:là|tên|tên là|nữ|nam))? (?:ông |bà |anh |chị |em |cháu |bé )?\Z"
)
# 4 người chết (anh A; chị B), 1 người bị thương do sạt lở (ông C)
_COUNTED = re.compile(
    r"(?<!\w)(?:\d+|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) (?:người|nạn nhân|cháu|em|học sinh|công nhân|trường hợp)(?: [^\s.,;:()]+){0,3} \Z"
)
_IN_BRACKETS = re.compile(r"(?: [^\s.,;:()]+){0,6} ?\((?:gồm|là|gồm có)?:? ?\Z")
_LIST_GAP = 14
_STARS = frozenset({18, 19})
_CALLED = frozenset({"nạn nhân", "bị hại", "người bị hại", "người bị nạn"})


class VictimReader:
    """Reads victims and suspects of one document once; ask with ``person in reader.victims``."""

    def __init__(
        self,
        document: Document,
        hits: Sequence[Hit],
        people: Sequence[Individual],
        references: References,
        sources: set[int],
        spoken: Sequence[tuple[int, int, int]] = (),
    ) -> None:
        self.document, self.people = document, people
        self.references = self.named = references
        self.told = references.with_speakers(spoken)
        self.folded = document.folded
        self.stars = {i for i, person in enumerate(people) if _titled(person, _STARS)}
        self.officials = sources | {i for i, person in enumerate(people) if _titled(person, _OFFICIAL)}
        self.suspects: set[int] = set()
        self.called: set[int] = set()
        self.harmed: set[int] = set()
        self.times: Counter[int] = Counter()
        cues = [h for h in hits if CUE in h.entry.kinds]
        self._find_suspects(cues)
        self._find_called()
        # of harm somebody may tell of as "tôi"; of "nạn nhân" nobody does
        self.references = self.told
        last = -1
        for hit in cues:
            if hit.start < last:
                continue
            if "compound" in hit.entry.cues:
                last = hit.end
            if hit.entry.form in _CALLED:
                self._called(hit)
            elif "harm" in hit.entry.cues:
                self._harm(hit)
            elif "attack" in hit.entry.cues:
                self._attack(hit)
            else:
                continue
            last = hit.end

        self._rescued()
        self._crashed()

    def _rescued(self) -> None:
        """Đưa anh A đi cấp cứu; chị B được người dân đưa đến bệnh viện cấp cứu."""
        if "cấp cứu" not in self.folded:
            return
        for hit in _CARRIED.finditer(self.folded):
            whom = self.references.after(hit.end())
            if whom is not None and whom.start - hit.end() <= 2 and _TO_DOCTOR.match(self.folded, whom.end):
                self._mark(self.harmed, whom, before=False)
        for hit in _WAS_CARRIED.finditer(self.folded):
            who = self._before(hit.start())
            if who is not None and who.person not in self.stars and self._open(who.end, hit.start(), 30):
                self._mark(self.harmed, who, before=True)

    def _crashed(self) -> None:
        """Xe máy do A điều khiển tông xe của B, cả hai bị thương: everybody on the road, where as many came to harm."""
        counted = [_NUMBERS.get(hit.group(1), 9) for hit in _CASUALTIES.finditer(self.folded)]
        if not counted or not _CRASH.search(self.folded):
            return
        on_road: dict[int, Reference] = {}
        drivers: set[int] = set()
        for one in self.named.all:
            before = self.folded[max(0, one.start - 16) : one.start]
            after = without_parentheses(self.folded[one.end : one.end + 90])
            # who drives a lorry or a coach seldom comes to harm in it
            if _LORRY.search(self.folded, max(0, one.start - 50), one.start + 10):
                drivers.add(one.person)
            if _RIDES.match(after) or _RIDDEN.search(before):
                on_road.setdefault(one.person, one)
        group = [i for i in on_road if self.people[i].named and i not in drivers]
        if group and len(group) <= max(counted) and not self.suspects.intersection(group):
            self.harmed.update(i for i in group if i not in self.stars)

    @property
    def victims(self) -> set[int]:
        """Those called victims, and those harmed who are no suspects."""
        often = {i for i in self.harmed & self.suspects if self.times[i] >= _OFTEN}
        return self.called | (self.harmed - self.suspects) | often

    # --- suspects ----------------------------------------------------------------------------------------------

    def _find_titled(self) -> None:
        """Bị can A, đối tượng B."""
        for at, person in enumerate(self.people):
            for spot in person.spots:
                for hit in (spot.title, spot.trigger):
                    if (
                        hit is not None
                        and TITLE in hit.entry.kinds
                        and hit.entry.code == 25
                        and hit.entry.form != "tên"
                    ):
                        self.suspects.add(at)

    def _find_called(self) -> None:
        """Nạn nhân A, bị hại B: the word as a title before the name."""
        for at, person in enumerate(self.people):
            if person.named and any(
                _TITLED.search(self.folded, max(0, s.lead - 16), s.start) for s in person.spots
            ):
                self.called.add(at)

    def _find_suspects(self, cues: Sequence[Hit]) -> None:
        self._find_titled()
        last = -1
        for hit in cues:
            if hit.start < last or not hit.entry.cues & {"suspect", "compound", "harm", "attack"}:
                continue
            last = hit.end
            if "suspect" not in hit.entry.cues:
                continue
            before, after = self._before(hit.start), self.references.after(hit.end)
            by_police = hit.entry.form.startswith(_BY_POLICE)
            if not by_police and before is not None and self._open(before.end, hit.start, 40):
                if not _TELLS_OF_HARM.match(self.folded, hit.end):
                    self._accuse(before)
                continue
            form = hit.entry.form
            if after is not None and not form.startswith("bị ") and after.start - hit.end <= 40:
                gap = self.folded[hit.end : after.start]
                if not _ABOUT.search(gap):
                    self._accuse(after, listed=True)

            if by_police:
                self._charged(hit)
        # most items name no suspect, and need not be searched for a list of them
        if not any(word in self.folded for word in _SUSPECTS):
            return
        for told in _LISTED.finditer(self.folded):
            first = self.references.after(told.end())
            if first is not None and first.start - told.end() <= _LIST_GAP:
                self._accuse(first, listed=True)

    def _accuse(self, reference: Reference, *, listed: bool = False) -> None:
        """One word that makes a suspect of somebody, and with ``listed`` of those in a list with the person."""
        self.suspects.add(reference.person)
        if listed:
            self.suspects.update(r.person for r in self.references.joined_after(reference))

    def _charged(self, hit: Hit) -> None:
        """Khởi tố ba dược tá bán thuốc cho ông A là B, C và D: the list behind "là", "gồm" or a colon."""
        end = self.document.sentences[max(0, self.document.sentence_at(hit.start))][1]
        for whom in self.references.between(hit.end, min(end, hit.end + 160))[:4]:
            if _CHARGED.fullmatch(self.folded, hit.end, whom.start):
                self._accuse(whom, listed=True)
                return

    def _before(self, at: int) -> Reference | None:
        """The last one named before an offset, but not in brackets: of "A (con trai ông B) bị thương" it is A."""
        found = self.references.before(at)
        if found is not None:
            close = self.folded.find(")", found.end, min(at, found.end + 90))
            if close >= 0 and self.folded.find("(", found.end, close) < 0:
                opened = self.folded.rfind("(", max(0, found.start - 90), found.start)
                if opened >= 0:
                    return self.references.before(opened)
        return found

    def _open(self, start: int, end: int, most: int) -> bool:
        """May a word at ``end`` be said of somebody who is named up to ``start``?"""
        if end - start > most + 100:
            return False
        owned = _OWNED.search(self.folded, max(0, start - 60), self.references.start_of(start))
        if owned and not self.folded.startswith(_CRIES, end):
            return False
        gap = _WITH_OTHERS.sub("", without_parentheses(_NICKNAME.sub("", self.folded[start:end])))
        gap = _MEANWHILE.sub(" ", gap)
        if self.folded.startswith(("bị ", " bị "), end):
            gap = _BUT.sub("", gap)
        return len(gap) <= most and not _HARD_STOP.search(gap) and not _OTHER.search(gap)

    # --- victims -----------------------------------------------------------------------------------------------

    def _mark(self, into: set[int], reference: Reference, *, before: bool) -> None:
        into.add(reference.person)
        self.times[reference.person] += 1
        joined = self.references.joined_before if before else self.references.joined_after
        into.update(r.person for r in joined(reference))

    def _harm(self, hit: Hit) -> None:
        if self.folded.endswith(("người ", "nạn nhân "), 0, hit.start):
            self._named_later(hit)
        who = self._before(hit.start)
        noun = hit.entry.form in _NOUNS
        if who is not None and not noun and self._open(who.end, hit.start, 80):
            if hit.entry.form in _FATAL or who.person not in self.stars:
                self._mark(self.harmed, who, before=True)
            return
        after = self.references.after(hit.end)
        if after is None or after.start - hit.end > 60:
            return
        # "hai người bị thương, anh A và chị B", "thi thể anh A", "tử vong là ông C", "bị oan như bà D"
        gap = self.folded[hit.end : after.start]
        if _IN_BRACKETS.fullmatch(gap) and _COUNTED.search(self.folded, max(0, hit.start - 50), hit.start):
            self._bracketed(after)
            return
        plain = not gap.strip(" ")
        if _AFTER_HARM.fullmatch(gap) and (noun if plain else gap.strip(" ") != "," or self._opens(hit)):
            self._mark(self.harmed, after, before=False)

    def _bracketed(self, first: Reference) -> None:
        """Everybody named up to the bracket that closes the list."""
        close = self.folded.find(")", first.end, first.end + 400)
        if close > 0 and "(" not in self.folded[first.end : close]:
            self.harmed.update(r.person for r in self.references.between(first.start, close))

    def _opens(self, hit: Hit) -> bool:
        """Bị đâm nhiều nhát, anh A ...: nobody else in the clause before the comma."""
        start = self.document.sentences[max(0, self.document.sentence_at(hit.start))][0]
        before = self.folded[start : hit.start]
        if len(before) > 60:
            return False
        return (
            not before.strip()
            or re.search(r"(?:người|nạn nhân) \Z", before) is not None
            or not _OTHER.search(before)
        )

    def _attack(self, hit: Hit) -> None:
        low = max(0, hit.start - 90)
        passive = self.folded.rfind(" bị ", low, hit.start + 1)
        if passive >= 0:
            inner = self.folded[passive + 4 : hit.start]
            if not _HARD_STOP.search(inner) and not _ACCUSED.search(inner):
                if self.folded.endswith(("người", "nạn nhân", "một trong những người"), 0, passive):
                    self._named_later(hit)
                who = self._before(passive + 1)
                if who is not None and self._open(who.end, passive, 60):
                    self._mark(self.harmed, who, before=True)
                    return
        whom = self.references.after(hit.end)
        if whom is None or whom.start - hit.end > 60:
            self._carried_on(hit)
            return
        if _OBJECT_GAP.fullmatch(self.folded[hit.end : whom.start]):
            self._mark(self.harmed, whom, before=False)
        else:
            self._carried_on(hit)

    def _carried_on(self, hit: Hit) -> None:
        """A rủ B ra bờ đê rồi hiếp dâm: the object of the verb before is the one of the act too."""
        start = self.document.sentences[max(0, self.document.sentence_at(hit.start))][0]
        near = self.references.between(max(start, hit.start - 160), hit.start)
        if len(near) < 2 or near[-1].person == near[-2].person:
            return
        whom = near[-1]
        gap = self.folded[whom.end : hit.start]
        if _OBJECT_OF.search(self.folded, max(0, whom.start - 16), whom.start) and _GOES_ON.fullmatch(gap):
            self._mark(self.harmed, whom, before=False)

    def _named_later(self, hit: Hit) -> None:
        """Người bị chiếm đoạt tiền nhiều nhất là bà A."""
        whom = self.references.after(hit.end)
        if whom is not None and re.fullmatch(
            r"[^.;:,\n“”\"]{0,45} (?:là|gồm|như) ", self.folded[hit.end : min(whom.start, hit.end + 60)]
        ):
            self._mark(self.harmed, whom, before=False)

    def _called(self, hit: Hit) -> None:
        after = self.named.after(hit.end)
        if after is not None and after.start - hit.end <= 90:
            gap = without_parentheses(self.folded[hit.end : after.start])
            if _NAMED_GAP.fullmatch(gap):
                self._mark(self.called, after, before=False)
                if gap.rstrip().endswith(("gồm", ":", "là")) and self._several(hit):
                    self._rest_of_list(after)
                return
        before = self.named.before(hit.start)
        if before is None:
            return
        gap = without_parentheses(self.folded[before.end : hit.start])
        if _IS.fullmatch(gap):
            self.called.add(before.person)
        elif not _PLURAL.search(self.folded, max(0, hit.start - 12), hit.start):
            self._meant(hit)

    def _several(self, hit: Hit) -> bool:
        return _PLURAL.search(self.folded, max(0, hit.start - 12), hit.start) is not None

    def _rest_of_list(self, first: Reference) -> None:
        """Các nạn nhân gồm: A (con ông B), C và D: everybody of the sentence who is in no brackets."""
        end = self.document.sentences[max(0, self.document.sentence_at(first.start))][1]
        depth, at = 0, first.start
        for reference in self.references.between(first.start, end):
            depth += self.folded.count("(", at, reference.start) - self.folded.count(")", at, reference.start)
            at = reference.start
            if depth <= 0:
                self.called.add(reference.person)

    def _meant(self, hit: Hit) -> None:
        """The one private person of this and the sentence before who may be "nạn nhân" here."""
        at = self.document.sentence_at(hit.start)
        start = self.document.sentences[max(0, at - 1)][0]
        near = {r.person for r in self.named.between(start, hit.start)[-6:]}
        near = {i for i in near if i not in self.suspects and i not in self.officials}
        if len(near) == 1:
            (only,) = near
            if self.people[only].named:
                self.called.add(only)


def _titled(person: Individual, codes: frozenset[int]) -> bool:
    return any(s.title is not None and s.title.entry.code in codes for s in person.spots)

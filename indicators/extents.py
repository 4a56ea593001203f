"""How far a reported statement reaches: to the end of its clause or sentence, or into the sentences behind."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from indicators.carrying import TELLING, Told, going_on, likeliest_end
from indicators.clauses import ClauseJudge
from indicators.lexicon import Hit
from indicators.speakers import NOBODY, Speaker

CAPTION = re.compile(
    r"[ (](?:Ảnh|Nguồn|Video|Clip|Đồ họa)(?: [^.:\n]{0,20})?:|\((?:[Ảả]nh|[Nn]guồn|Theo)[ :]"
)
# nouns for what somebody holds or wants, whose content stands behind "là"
HOLDS = re.compile(
    r"(?:[^.,;:\n“”\"]{0,30}, )?(?:quan điểm|ý kiến|lập trường|thông điệp|yêu cầu|đề nghị|đề xuất|kiến nghị|nguyện vọng|khuyến cáo|lời khuyên|nhận định|kết luận)(?: [^\W\d_]+){0,3} (?:của|từ) (?P<who>[^.,;:\n“”\"]{2,90}?) (?:vẫn |luôn |đó |chính )?(?<!chỉ )là (?:rằng |phải )?"
)
_OWN_SOURCE = re.compile(
    r"(?:(?:[^\W\d_]{1,12} ){0,3}[^\W\d_]{1,12}, |(?:[^\W\d_]{1,12} ){1,2})?theo (?:như )?(?!đó(?!\w))"
)
HEADLESS = re.compile(
    r"(?:(?:trong đó|đồng thời|ngoài ra|bên cạnh đó|qua đó|cụ thể|đặc biệt|cũng|còn|nhất là|từ đó|và|tiếp đó) ?)+"
)
_MENTIONS = (" đến ", " tới ", " về ", " vào ")
_ADDED = 20
SHORTEST = 10
_THOUGH = re.compile(r"(?:dù|mặc dù|dẫu|tuy)\b(?! nhiên)")
_BUT = re.compile(r",? (?:nhưng|song|thế nhưng) ")
# ... nhưng bị từ chối, ... nên anh đã về: a demand has no deeds in it
_CAME_OF_IT = re.compile(
    r",? (?:(?:nhưng|song|nên|tuy nhiên|thế nhưng) (?:\w+ ){0,5}?(?:đã|vẫn|không|chỉ|chưa|bị|được|liền|lại|mới|từ chối)|thì (?:\w+ ){1,4}?(?:đã|liền|vẫn))(?!\w)"
)
# a verb of saying in a clause that another goes on from
_FRAME = re.compile(
    r"(?:(?:tuy nhiên|nhưng|song|và) )?(?:(?:ngay |chỉ )?(?:(?:sau|trước|từ) )?khi |trong khi (?!đó)|(?:mặc )?dù |dẫu |tuy (?!nhiên)|bất chấp |liên quan (?:đến|tới) |trước (?:việc|thông tin|ý kiến|những ý kiến) |với (?:thông tin|thắc mắc|lý do) |nếu )"
)
# ..., nhưng từ chối nêu tên; ..., tuy nhiên người này không nói rõ
_OUTLET_ADDS = re.compile(
    r",? (?:tuy nhiên|nhưng|song|thế nhưng),? (?:(?:người này|vị này|ông này|bà này|ông|bà|anh|chị|cô|họ|hãng|công ty|cơ quan này) )?(?:đã |lại |vẫn |cũng )*(?:từ chối|không (?:nói rõ|nêu|cho biết|tiết lộ|đề cập|đưa ra|giải thích|cung cấp|bình luận|nói cụ thể|trả lời|chỉ rõ)|chưa (?:nêu|tiết lộ|công bố|cho biết))(?!\w)"
)
_MAIN = re.compile(r", | thì ")
# thứ nhất, ...; hai là ...: what is counted goes on until it is counted
_COUNTED = re.compile(r"(?:thứ nhất|một là|trước hết|trước tiên|đầu tiên)(?!\w)")
_NEXT = re.compile(r"(?:thứ (?:hai|ba|tư|năm|sáu)|(?:hai|ba|bốn|năm) là|tiếp đến|cuối cùng)(?!\w)")
_SURE = 4.0
_MOST_CARRIED = 14
# a comma, a rằng and blanks before the content
_LINK_REACH = 6
# a verb of saying so near the start of a sentence has a subject of its own, unless the sentence demands it: cần chỉ đạo
_OWN_SAY = 100
# somebody named so near the start of a sentence is what it is about
_OPENS = 4
_ASKED_FOR = re.compile(r"(?<!\w)(?:cần|phải|sẽ|nên|hãy|tiếp tục|tăng cường|không được)(?!\w)")


class ExtentFinder(ClauseJudge):
    """Finds where the statements of one document end. All offsets are of the normal form."""

    def _stop(self, at: int) -> int:
        """The end of the sentence at an offset, before any caption."""
        stop = self._sentence_end(at, self._line_end(at))
        caption = CAPTION.search(self.norm, at, stop)
        return caption.start() if caption else stop

    def _content_end(self, begin: int, stop: int, hit: Hit, who: Speaker = NOBODY) -> int:
        """The end of the reported content: the sentence's, and of those that clearly go on."""
        end = stop
        trailing = self.folded.find(", theo ", begin, end)
        if trailing > begin and self._is_source(trailing + 7):
            return trailing
        sentences = self.document.sentences
        i = bisect_left(sentences, (begin, begin))
        while i < len(sentences) and sentences[i][0] < end:
            i += 1
        end = likeliest_end(begin, end, self._following(begin, end, i, hit, who))
        while end > begin and self.norm[end - 1] in " ":
            end -= 1
        return end

    def _following(
        self, begin: int, end: int, first: int, hit: Hit, who: Speaker
    ) -> Iterator[tuple[int, float | None]]:
        """The ends of the sentences behind a statement in its paragraph, with their points for going on with it."""
        sentences = self.document.sentences
        tail = self.norm[max(hit.end, begin - _LINK_REACH) : begin].rstrip()
        link = "comma" if tail.endswith(",") else "that" if tail.endswith("rằng") else ""
        for at in range(first, min(first + _MOST_CARRIED, len(sentences))):
            start, last = sentences[at]
            if "\n" in self.norm[end:start] or start - end > 3:
                return
            yield last, self._carries(at, hit, who, link, further=at > first)
            end = last

    def _headless(self, begin: int, says: int, end: int) -> bool:
        """Trong đó, đặc biệt nhấn mạnh đến ...: a verb without a subject that names a matter goes on with what is said."""
        text = self.folded[begin:says].replace(",", " ")
        opening = " ".join(text.split())
        return HEADLESS.fullmatch(opening) is not None and self.folded.startswith(_MENTIONS, end)

    def _clipped(self, hit: Hit, begin: int, stop: int, sentence: int, end: int) -> int:
        """The end before what the outlet adds: dù A phủ nhận ... nhưng ...; what came of a demand; ..., nơi ... at the end."""
        came = _CAME_OF_IT.search(self.folded, begin + SHORTEST, stop) if hit.entry.say == "order" else None
        if came and not self._in_marks(came.start()):
            return came.start()
        if _THOUGH.match(self.folded, sentence):
            turn = _BUT.search(self.folded, begin + _ADDED, stop)
            if turn:
                return turn.start()
        adds = _OUTLET_ADDS.search(self.folded, begin + SHORTEST, stop)
        if adds and not self._in_marks(adds.start()):
            return adds.start()
        main = self._main_clause(hit, begin, stop, sentence)
        if main >= 0:
            return main
        place = self.folded.rfind(", nơi ", begin + _ADDED, stop) if end <= stop else -1
        return place if place >= 0 else end

    def _main_clause(self, hit: Hit, begin: int, stop: int, sentence: int) -> int:
        """Khi ông A cho biết ... thì bà B bỏ đi; trong khi nhiều người cho rằng ..., anh B ...: where the main clause begins; or -1."""
        own = self._after_blanks(self._own_clause(sentence, hit.start))
        if not _FRAME.match(self.folded, own):
            return -1
        for cut in _MAIN.finditer(self.norm, begin + SHORTEST, stop):
            if cut.group() == " thì " or self._may_speak(cut.end()):
                return cut.start()
        return -1

    def _carries(self, at: int, hit: Hit, who: Speaker, link: str, *, further: bool) -> float | None:
        """Points for the sentence with this number going on with the statement of the one before; None: surely not."""
        begin, stop = self.document.sentences[at]
        if (
            self.norm[begin] in '“"('
            or HOLDS.match(self.folded, begin, stop)
            or self._names_source(begin, stop)
        ):
            return None
        if CAPTION.search(self.norm, begin, stop):
            return None
        if _NEXT.match(self.folded, begin) and _COUNTED.match(self.folded, self._after_blanks(hit.end + 1)):
            return _SURE
        says = self._first_say(begin, stop)
        if says is not None and (
            self._headless(begin, says.start, says.end)
            or (
                says.entry.say != "that"
                and (says.start - begin >= _OWN_SAY or _ASKED_FOR.search(self.folded, begin, says.start))
            )
        ):
            says = None
        by = NOBODY if says is None else self._subject(says, begin)
        before = self.document.sentences[at - 1]
        known = {person for _, _, person in self.places_in(*before)} | {who.person}
        places = self.places_in(begin, stop)
        named = {person for _, _, person in places}
        following = self.norm[stop : stop + 2]
        # a verb of saying has its subject before it, "theo" its source behind
        source = self._sentence_start(hit.start) if hit.entry.say else hit.start
        told = Told(
            source=self.folded[source : source + 40],
            content=self.folded[hit.end : hit.end + 60],
            telling=hit.entry.form in TELLING,
            announced=self.norm[hit.end : hit.end + 3].strip().startswith(":"),
            further=further,
            last=following[:1] != " ",
            body=bool(who.org) and who.person < 0,
            newcomer=bool(named - known) or self._other_body(begin, who),
            opener=bool(places) and places[0][0] - begin <= _OPENS and places[0][2] not in known,
            again=who.person in named,
            quote_next=following[1:] in ("“", '"'),
            says=says.entry.say if says is not None else "",
            by="none" if not by else "same" if (by.person, by.org) == (who.person, who.org) else "other",
            link=link,
            verb=hit.entry.say,
        )
        return going_on(self.norm, self.folded, before, (begin, stop), self.lexicon, told)

    def _other_body(self, at: int, who: Speaker) -> bool:
        """Công ty A đã ...: does the name of a body other than the one that speaks open a sentence?"""
        name = self._name_at(at)
        return bool(name) and name.lower() not in who.org.lower()

    def _names_source(self, begin: int, stop: int) -> bool:
        """Tuy nhiên, theo các chuyên gia, ...: does a sentence begin with a source of its own?"""
        theo = _OWN_SOURCE.match(self.folded, begin, stop)
        return theo is not None and self._is_source(theo.end())

"""Where does a statement end that goes on in the next sentences, though nothing says so?

Vietnamese news names the speaker once and goes on: Theo đó, ... Ngoài ra, ... or merely the same matter in the next
sentence. A story that a suspect, a file or a first report tells goes on by itself: when, where and what then. Else the next
sentence goes on in three of ten cases. Points are logits, fitted on 1,150 sentences of 440 annotated articles (logistic
regression, rounded). For articles left out in turn such points decide 81 % of the sentences as readers do, so
that an end is never sure: taken is the one that most probably shares half with what a reader would mark, which a choice
sentence by sentence does in 84 and this one in 87 of a hundred statements.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from indicators.lexicon import Lexicon

# of these the content is a story told in several sentences
TELLING = frozenset(
    "khai nhận,khai,khai rằng,thú nhận,khai báo,kể lại,kể,kể rằng,thuật lại,tường trình,nhớ lại".split(",")
)
_WORD = re.compile(r"\w{4,}")
_COMPARED = 600
# set again on 486 annotated articles, 160 of them new, by how many statements end as readers would have them
_ALWAYS = -0.6
# sentences that a statement reaches in fewer of a hundred cases are not asked
_SELDOM = 0.06
_HALF = 0.5
# what the very end counts beside one that shares half: enough not to stop midway for safety's sake
_EXACT = 0.15
_SHORT = 8
_CLOSED = '.!?…"”'
# whose file or first report tells what happened
_FILE = re.compile(
    r"(?:cũng |còn )?theo (?:như )?(?:kết quả |hồ sơ|cáo trạng|bản án|cơ quan|công an|thông tin|nguồn tin|lời khai|điều tra|tài liệu|trình báo|báo cáo|nội dung|kết luận|truy tố)"
    r"|(?:thông tin|kết quả (?:điều tra|xác minh)) (?:ban|bước) đầu|(?:bản án|cáo trạng|bản cáo trạng|kết luận điều tra|hồ sơ|lời khai|kết quả điều tra)(?!\w)"
)
# files of a case tell what happened at length, as forecasts do, news in hand in a sentence or two: 66 and 42 of a hundred
# sentences behind them go on (2026-11)
_CASE_FILE = re.compile(
    r"(?:cũng |còn )?theo (?:như )?(?:nội dung |bản )*(?:hồ sơ|cáo trạng|bản án|kết luận|truy tố|trình báo|tài liệu|điều tra|kết quả|lời khai|đơn |tin báo)|(?:bản )?(?:cáo trạng|bản án|kết luận điều tra|hồ sơ|lời khai)(?!\w)"
    r"|(?:theo )?(?:tin từ |thông tin từ )?(?:trung tâm|đài) (?:dự báo )?khí tượng"
)
_INFORMED = re.compile(
    r"(?:cũng |còn )?theo (?:như )?(?:các |những )?(?:thông tin|nguồn tin|báo cáo|tin)(?!\w)|thông tin (?:ban|bước) đầu"
)
_CASE, _REPORT = 1.0, -0.5
_TIME = re.compile(
    r"(?<!\w)(?:khoảng|vào|lúc|tối|sáng|chiều|trưa|đêm|rạng sáng|ngày|năm|tháng|đến|hồi|giữa|đầu|cuối)(?: (?:ngày|khoảng|lúc|tháng|năm|tối|sáng))* \d"
)
_TIMED = 60
# what then: a sentence that opens with a time or with what came before
_THEN = re.compile(
    r"(?:vào |đến |khoảng |lúc |sau )?(?:ngày|sáng|chiều|tối|trưa|đêm|rạng sáng|năm|tháng|hồi|giờ|\d)|ngay sau|trước khi|khi |lúc |trong lúc|một lúc|sau "
)
# the outlet goes over to something else
_ELSEWHERE = re.compile(
    r"(?:trước đó|trước đây|cũng|cùng ngày|cùng thời|được biết|đáng chú ý|liên quan|về phía|trong khi đó|mới đây|gần đây|vừa qua|tới đây|sắp tới|dự kiến|bên cạnh(?! đó))(?!\w)"
)
# how news of a case ends
_CLOSING = re.compile(
    r"(?:(?:hiện|hiện nay|hiện tại),? )?(?:vụ việc|vụ án|vụ tai nạn|nguyên nhân|sự việc|công an|cơ quan|đối tượng|nghi can|nghi phạm)(?: [^\W\d_]+){0,8} (?:đang|tiếp tục|được) (?:[^\W\d_]+ ){0,5}(?:điều tra|xác minh|làm rõ|xử lý|truy bắt|thụ lý)(?!\w)"
)
# demands and forecasts
_DEMANDS = re.compile(r"\b(?:cần|phải|sẽ|nên|hãy|không được|tuyệt đối)\b")
# other signs inside a sentence and their points: judgements, conditions
_SIGNS: Mapping[re.Pattern[str], float] = {
    re.compile(r" là "): 0.25,
    re.compile(r"(?<!\w)nếu(?!\w)"): 0.25,
}
_QUOTED = re.compile(r"[“\"]([^”\"\n]*)[”\"]?")
_LONG_QUOTE = 6


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of a statement and of the sentence that may go on with it.

    ``telling``: a verb of telling; ``announced``: a colon; ``further``: one sentence went on already; ``last``: nothing
    follows in the paragraph; ``body``: an organisation speaks; ``newcomer``: somebody new is named; ``again``: the speaker
    is named; ``quote_next``: words in marks follow; ``says``: how sure the verb of saying in it is one ("" where there is none), ``by``:
    who is its subject, "none", "same" or "other"; ``link``: what joins the content to its verb, "comma", "that" (rằng) or "";
    ``verb``: its kind,
    "" behind "theo".
    """

    source: str
    content: str
    telling: bool
    announced: bool
    further: bool
    last: bool
    body: bool
    newcomer: bool
    opener: bool
    again: bool
    quote_next: bool
    says: str
    by: str
    link: str = ""
    verb: str = "that"


def likeliest_end(begin: int, first: int, following: Iterable[tuple[int, float | None]]) -> int:
    """The end of a statement that begins at ``begin`` and whose first sentence ends at ``first``.

    ``following`` are the ends of the sentences behind, each with the points for going on, None where it surely does not;
    no more of them are asked for than may matter.
    """
    ends, chances, reached = [first], [], 1.0
    for end, points in following:
        goes = 0.0 if points is None else 1 / (1 + math.exp(-points))
        chances.append(reached * (1 - goes))
        reached *= goes
        if reached < _SELDOM:
            break
        ends.append(end)
    chances = [*chances[: len(ends) - 1], 1 - sum(chances[: len(ends) - 1])]
    best, most = first, 0.0
    for end in ends:
        shared = sum(
            chance * (1 + _EXACT * (other == end))
            for other, chance in zip(ends, chances, strict=True)
            if min(end, other) - begin >= _HALF * (max(end, other) - begin)
        )
        if shared > most:
            best, most = end, shared
    return best


def going_on(
    text: str, folded: str, before: tuple[int, int], here: tuple[int, int], lexicon: Lexicon, told: Told
) -> float | None:
    """Points for the sentence ``here`` going on with the statement that ended in the sentence ``before``; None: surely not."""
    own = folded[here[0] : here[1]]
    words = own.split(None, 40)
    if not words:
        return None
    story = (
        told.telling
        or _CASE_FILE.match(told.source) is not None
        or (_FILE.match(told.source) is not None and _TIME.search(told.content, 0, _TIMED) is not None)
    )
    marked = [len(hit.group(1).split()) for hit in _QUOTED.finditer(text, here[0], here[1])]
    if any(n >= _LONG_QUOTE for n in marked) or (told.says == "that" and (not story or told.by != "none")):
        return None
    score = _ALWAYS + _opens(own, lexicon, story=story, further=told.further)
    score += _situation(told, story=story)
    score += sum(points for sign, points in _SIGNS.items() if sign.search(own))
    if _DEMANDS.search(own):
        score += 0.5 - 0.5 * (told.newcomer and not story) + 0.25 * (told.verb == "order")
    score -= 0.75 * (len(words) < _SHORT) + 1.25 * (text[here[1] - 1] not in _CLOSED)
    score -= 1.0 * (bool(marked) and not story)
    # a new name right behind the first word: Công ty A, Ông B
    score -= 0.25 * (text[here[0] + len(words[0]) + 1 : here[1]][:1].isupper() and not story)
    shared = _long_words(own[:_COMPARED]) & _long_words(folded[before[0] : before[1]][:_COMPARED])
    return score + 0.25 * (len(shared) > 1)


@functools.lru_cache(maxsize=64)
def _long_words(text: str) -> frozenset[str]:
    """Asked of most sentences twice: as the one that goes on, and as the one before."""
    return frozenset(_WORD.findall(text))


def _situation(told: Told, *, story: bool) -> float:
    """Points of the statement itself, of its speaker and of what stands around the sentence."""
    score = (
        0.5 * story
        + _REPORT * bool(_INFORMED.match(told.source))
        + _CASE * bool(_CASE_FILE.match(told.source))
        + 0.75 * told.telling
        + 1.5 * told.announced
        + {"": 0.25, "weak": -0.25}.get(told.verb, 0.0)
    )
    score += {"comma": 0.75, "that": -0.75}.get(told.link, 0.0)
    score += 0.5 * told.further - 0.5 * told.last - 0.75 * (told.body and not told.further)
    score += (
        0.5 * told.quote_next
        - 0.5 * (told.newcomer and not story)
        - 0.25 * (told.opener and story)
        - 1.0 * (told.again and not story)
    )
    if told.says:
        score -= {"none": 0.5, "other": 1.25, "same": 1.5}[told.by]
    return score


def _opens(own: str, lexicon: Lexicon, *, story: bool, further: bool) -> float:
    """Points of the words that open the sentence."""
    opening = own[:24]
    score = 0.0
    if _begins(opening, lexicon.words["carry"]):
        score += 1.0
    elif _begins(opening, lexicon.words["leads_on"]):
        score += 0.5
    if _begins(opening, lexicon.words["stops_story"]) and not story:
        score -= 0.75
    if (story or further) and _THEN.match(own):
        score += 0.5
    if _ELSEWHERE.match(own):
        score -= 0.75
    return score - 0.75 * bool(_CLOSING.match(own))


def _begins(opening: str, words: frozenset[str]) -> bool:
    first = opening.replace(",", " ")
    parts = first.split(" ")
    return any(" ".join(parts[:n]) in words for n in (1, 2, 3, 4))

"""Does a verb of saying report something here? Decided by points, so that no single sign has to carry the decision.

A verb speaks for a statement by its class, whoever stands before it by how near, and what follows by its link (rằng, a
colon, a comma) or by words that only a clause has. Points are whole and half ones, set on unannotated press; the
classes of verbs are in ``vocab/saying.yaml``, each with a note what it takes.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left

from indicators.bodywords import FINDINGS
from indicators.contents import LONG_CONTENT, ContentJudge
from indicators.lexicon import HONORIFIC, KIN, ORG, TITLE, Hit, Lexicon, opening
from indicators.model import Zone
from indicators.people.merge import Individual
from indicators.people.runs import is_syllable
from indicators.speakers import CLAUSE, Speaker
from indicators.text import Document

_ENOUGH = 1.0
# a link tells most; a comma may also belong to an aside
_LINKS = {"that": 2.5, "colon": 3.0, "is": 1.0, "comma": 1.0, "": 0.0}
# verbs whose content follows directly, orders with a content, and those that need a sign
_CLASSES = {"that": 1.5, "order": 1.0, "weak": 0.0, "mark": 0.0}
_TURNS = frozenset(
    (
        "yêu cầu",
        "đề nghị",
        "kêu gọi",
        "nhấn mạnh",
        "khẳng định",
        "cam kết",
        "kiến nghị",
        "lưu ý",
        "cho rằng",
        "cho biết",
    )
)
_WHEN = re.compile(r"(?:ngay |chỉ )?(?:(?:sau|trước|từ|mỗi|một) )?khi |nếu |để |sau lần |ngoài việc ")
_TOLD = frozenset(("cho biết", "cho hay", "khẳng định", "khai", "khai nhận", "nói"))
_LEADING = re.compile(
    r"(?:(?:dù rằng|mặc dù|dù|nhưng|và|còn|song|nên|khi|thì|trong khi đó|trong khi|sau khi|do đó|do|vì vậy|vì|nếu|tuy nhiên|hiện tại|hiện nay|hiện|trước đó|sau đó|từ đó|theo đó|theo|qua đó|tại đây|bản thân|chính|đến lượt|rất|đồng thời|bên cạnh đó|ngoài ra|hầu như|gần như|nào ngờ|ai ngờ|thậm chí|lúc này|lúc đó|khi đó|sau cùng|cuối cùng|như) )*"
)
_ASIDE = re.compile(
    r" ?\([^()\n]{0,80}\)|,|(?<!\w)(?:ngày|hôm|sáng|chiều|tối|trưa|đêm|tháng|năm|cùng|mới đây|nay|qua|hôm nay|lúc|liên tục|lên tiếng)(?!\w)"
)
_TIME = re.compile(
    r" (?:(?:sáng|chiều|tối|trưa|đêm|rạng sáng) )?(?:ngày |hôm )(?:nay|qua|\d[\d/.-]*(?: tháng \d+)?)(?=[ ,])"
)
# a conjunction begins a clause of its own: ... nên VKS đề nghị ...
# ông A và đồng nghiệp nhận định; bà B khi thăm tỉnh C đã tuyên bố
_BESIDES = re.compile(
    r" (?:(?:và|cùng|cùng với) (?:các |những |nhóm |một số |nhiều )?(?:đồng nghiệp|cộng sự|đồng sự|đồng đội|đồng minh|gia đình|vợ|chồng|bạn bè|học trò|người thân|luật sư|đại biểu|chuyên gia|thành viên|lãnh đạo)(?: khác| của (?:ông|bà|mình|anh|chị))?"
    r"|(?:khi|trong|tại|sau khi|trước khi|nhân|ở) [^,.;:()“”\"\n]{3,60}) (?:(?:đã|cũng|vừa|còn|đều|từng) )+"
)
_TURN = re.compile(r" (?:nhưng|song|nên|còn|trong khi|thì|dù|mặc dù|bất chấp việc) ")
_JOINS = (";", " và", "đồng thời", "đồng thời cũng", "cũng", "qua đó", "từ đó")
_MANNER = re.compile(
    r"(?: (?:nhiều lần|liên tục|không ngừng|một lần nữa|thẳng thắn|mạnh mẽ|kiên quyết|tiếp tục|công khai|chính thức|bất ngờ|trực tiếp|thường xuyên|tha thiết|đã|còn|sẽ|vẫn|luôn|lại))+\Z"
)
_CAUSES = re.compile(r"(?<!\w)(?:khiến|làm cho|giúp) (?:[^\s,.;:]+ ){1,5}\Z")
_INSIDE = re.compile(r"[A-ZĐÁÀẢÂĂÊÔƠƯÝÍÓÚ](?<=[^\W\d_A-ZĐ] .)[^\W\d_]+(?= [^\W\d_A-ZĐ])")
_LETTER = re.compile(r"(?:chúng )?(?:tôi|mình) |(?:các )?bạn (?!gái|trai|bè|thân|đọc|học|cùng|của|tôi)")
_ASKS = frozenset(("hỏi", "hỏi lại", "hỏi tiếp", "thắc mắc", "băn khoăn", "chất vấn"))
_QUESTION = re.compile(r"(?:vì sao|tại sao|sao|liệu|nếu|ai|khi nào|bao giờ|làm sao|có phải|có nên|thế nào) ")
_THEREUPON = re.compile(r"(?:theo đó|cụ thể|ngoài ra|tuy nhiên|do đó|vì vậy|trước đó|sau đó|đồng thời) ")
# theo cựu vô địch A: a word that only somebody's office or fame follows
_FORMER = ("cựu ", "đương kim ")
_PREDICATES = frozenset("được đã bị là cho có gồm sẽ đang vào hôm ngày cũng không khiến làm".split())
_GAP = 2
_ALONE = 6
_SHORT = 7
_SUBJECT = 70
_FAR = -1.0
# an order goes on with the speaker of a sentence no farther back
_BEHIND = 400


class ClauseJudge(ContentJudge):
    """Decides about verbs of saying in one document. ``reporting`` are the verbs that reported so far, with their subject."""

    def __init__(
        self, document: Document, lexicon: Lexicon, hits: list[Hit], people: list[Individual]
    ) -> None:
        super().__init__(document, lexicon, hits, people)
        self.reporting: list[tuple[int, Speaker]] = []
        # asked five times of each verb
        self._own_clauses: dict[tuple[int, int], int] = {}
        self._near_last = (-1, -1, False)

    def _reports(
        self, hit: Hit, words: list[str], begin: int, stop: int, link: str, subject: Speaker, sentence: int
    ) -> bool:
        """Is what follows the verb the content of a statement?"""
        if hit.entry.form in _ASKS and not link and _QUESTION.match(self.folded, begin):
            link = "that"
        linked = link in ("that", "is", "colon")
        strength = hit.entry.say
        if len(words) < (3 if linked or strength == "that" else 4) or self.norm[begin] in ";)(":
            return False
        if not linked and (strength == "mark" or self._subordinate(hit, sentence) or self._is_noun(hit)):
            return False
        if self._own_story(hit, sentence) or (not linked and self._made_to(hit, sentence)):
            return False
        heads = link == "colon" and hit.start == sentence and self.norm[hit.end] == ":"
        if (heads and not subject) or (
            link != "that" and (self._as_told(hit, sentence) or self._agent(hit, sentence, words))
        ):
            # Yêu cầu: ... is a heading
            return False
        if not linked and self._lacks_sign(hit, words, begin, stop, link, subject):
            return False
        tie = 0.0 if link == "comma" and strength == "order" else _LINKS[link]
        who = self._who_points(hit, subject, sentence, begin)
        points = _CLASSES[strength] + tie + who
        if not linked:
            points += 1.0 if strength == "weak" and self._issued(hit, sentence) else 0.0
            points += 1.0 if hit.entry.form == "cho thấy" and self._found_out(hit, sentence) else 0.0
            points += self._content_points(hit, begin, stop)
            # anh bảo trời sắp mưa; elsewhere "bảo" is as often a part of another word
            points += 1.0 if hit.entry.form == "bảo" and subject.person >= 0 else 0.0
            # an object is short, what somebody said is not
            points += 0.5 if len(words) >= LONG_CONTENT and who > _FAR else 0.0
        return points >= _ENOUGH

    def _who_points(self, hit: Hit, subject: Speaker, sentence: int, begin: int) -> float:
        """Who stands before the verb, and how near?"""
        if self._coordinated(hit, sentence):
            return 1.0
        known = bool(subject) or self._somebody(sentence, hit.start)
        if not known and not self._named_alone(sentence, hit.start):
            if hit.entry.form.startswith("cho ") and hit.entry.say == "that":
                return 0.0
            noun = self.folded[begin : begin + 12].split(" ", 1)[0] in self.lexicon.words["modal"]
            return -0.5 if self._goes_on_ordering(hit, sentence) and not noun else -2.0
        if self._near(hit, sentence):
            return 1.0
        if subject and self._joined(hit, sentence):
            return 1.0 if hit.entry.say != "weak" else 0.5
        order = 0.0 if subject and self._orders_somebody(hit, begin) else -0.5
        return {"that": 0.0 if subject else -1.0, "order": order}.get(hit.entry.say, -1.0)

    def _orders_somebody(self, hit: Hit, begin: int) -> bool:
        """Đoàn kiểm tra hiện trường, yêu cầu chủ đầu tư dừng thi công: an order behind a comma to whoever it names."""
        if (
            hit.entry.say != "order"
            or hit.entry.form in self.lexicon.words["hopes"] | self.lexicon.words["ordered"]
        ):
            return False
        i = bisect_left(self.place_starts, begin)
        somebody = self._starts_head(begin) or (i < len(self.places) and self.places[i][0] == begin)
        return somebody and self.folded[hit.start - 2 : hit.start] == ", "

    def _goes_on_ordering(self, hit: Hit, sentence: int) -> bool:
        """Đồng thời đề nghị các sở ...: an order at the head of a sentence right behind one that reports."""
        if hit.entry.say != "order" or not self.reporting or sentence - self.reporting[-1][0] > _BEHIND:
            return False
        return not _LEADING.sub("", self.folded[sentence : hit.start].replace(",", "")).strip()

    def _agent(self, hit: Hit, sentence: int, words: list[str]) -> bool:
        """Hình ảnh do đài A công bố được cho là ...: whoever "do" names made what the clause is about."""
        begin = self._own_clause(sentence, hit.start)
        made = self.folded.find(" do ", begin, hit.start)
        return made > begin + 1 and words[0] in _PREDICATES

    def _own_story(self, hit: Hit, sentence: int) -> bool:
        """Tôi nghĩ rằng ..., bạn nói rằng ...: outside marks I and you are of a letter, and nobody is reported."""
        begin = self._own_clause(sentence, hit.start)
        text = _LEADING.sub("", self.folded[begin : hit.start].lstrip())
        return bool(_LETTER.match(text)) and not self.norm[hit.start - len(text) + 4].isupper()

    def _as_told(self, hit: Hit, sentence: int) -> bool:
        """Như báo A đã đưa tin, ...; như bà mong muốn khi ...: refers back, and what follows is the outlet's own."""
        begin = self._after_blanks(self._own_clause(sentence, hit.start))
        own = self.folded.rfind(" như ", begin, hit.start) + 1 or begin
        if self.folded.endswith(("theo ", "còn "), begin, own) or self.folded.startswith("theo như ", begin):
            # theo như bà A phản ánh, ...
            return False
        return (
            self.folded.startswith("như ", own)
            and hit.start - own < _SUBJECT
            and not self.folded.endswith("cũng ", begin, own)
        )

    def _made_to(self, hit: Hit, sentence: int) -> bool:
        """... khiến nhiều người nhớ lại: what happened, not what those people said."""
        begin = self._own_clause(sentence, hit.start)
        return bool(_CAUSES.search(self.folded, begin, hit.start))

    def _subordinate(self, hit: Hit, sentence: int) -> bool:
        """Khi công ty yêu cầu ..., ông A đã ...: an order or a disclosure that merely sets the time of something else."""
        begin = self._after_blanks(self._own_clause(sentence, hit.start))
        return hit.entry.form not in _TOLD and bool(_WHEN.match(self.folded, begin))

    def _near(self, hit: Hit, sentence: int) -> bool:
        """Does whoever speaks stand right before the verb, but for adverbs, times and parentheses? Asked twice of most verbs."""
        if self._near_last[:2] != (hit.start, sentence):
            self._near_last = hit.start, sentence, self._stands_near(hit, sentence)
        return self._near_last[2]

    def _stands_near(self, hit: Hit, sentence: int) -> bool:
        if self._coordinated(hit, sentence):
            return True
        if self._after_apposition(hit, sentence) or self._issued(hit, sentence):
            return True
        if (
            hit.entry.form in self.lexicon.words["nounlike"]
            and self.folded[hit.start - 2 : hit.start] == ", "
        ):
            return False
        low = max(sentence, hit.start - 200)
        text = _ASIDE.sub(lambda m: " " * len(m.group()), self._without_adverbs(self.folded[low : hit.start]))
        i = bisect_left(self.place_starts, hit.start) - 1
        end = max((self.places[j][1] for j in range(max(0, i - 3), i + 1)), default=low)
        gap = [
            w
            for w in text[max(0, end - low) :].split()
            if w not in self.lexicon.between and not w[0].isdigit()
        ]
        if end > low and (len(gap) <= _GAP or self._with_others(end, hit.start)):
            return True
        i = bisect_left(self.head_starts, hit.start)
        for head in self.heads[max(0, i - 4) : i]:
            if head.start >= low and ORG in head.entry.kinds:
                body = self._segment_org(head.start, hit.start)
                after = text[head.start - low + len(body) :].split()
                if (
                    body
                    and len([w for w in after if w not in self.lexicon.between and not w[0].isdigit()])
                    <= _GAP
                ):
                    return True
        return (
            (self._somebody(sentence, hit.start) and len(text[-60:].split()) <= 14)
            or self._named_alone(sentence, hit.start)
            or self._body_beside(hit, sentence)
        )

    def _with_others(self, end: int, verb: int) -> bool:
        """Ông A và các cộng sự, bà B khi thăm C đã: what may stand between a name and the verb of whoever bears it?"""
        return _BESIDES.fullmatch(self.folded, end, verb) is not None

    def _issued(self, hit: Hit, sentence: int) -> bool:
        """Sở A đã có công văn đề nghị ...: does somebody say it in a paper that stands right before the verb?"""
        noun = hit.entry.form in self.lexicon.words["nounlike"]
        return noun and self._issues(hit, sentence) is not None and bool(self._subject(hit, sentence))

    def _found_out(self, hit: Hit, sentence: int) -> bool:
        """Cuộc thăm dò của A công bố hôm qua cho thấy ...: is what shows it a study, a survey or their figures?"""
        begin = self._own_clause(sentence, hit.start)
        return FINDINGS.match(self.folded, self._after_lead(begin, hit.start), hit.start) is not None

    def _body_beside(self, hit: Hit, sentence: int) -> bool:
        """Lực lượng chức năng xác định ...: do the words that the body speaking is named by stand right before the verb?"""
        name = self._subject(hit, sentence).org.lower()
        begin = self._own_clause(sentence, hit.start)
        at = self.folded.rfind(name, begin, hit.start) if " " in name else -1
        return at >= 0 and self._only_between((at + len(name), hit.start))

    def _own_clause(self, sentence: int, end: int) -> int:
        """Where the clause with a verb begins: behind the last comma, dash or mark, or the last conjunction."""
        known = self._own_clauses.get((sentence, end))
        if known is not None:
            return known
        begin = max([sentence, *(m.end() for m in CLAUSE.finditer(self.norm, sentence, end))])
        turns = (m.end() for m in _TURN.finditer(self.folded, begin, end))
        begin = max([begin, *(at for at in turns if not self._only_between((at, end)))])
        self._own_clauses[sentence, end] = begin
        return begin

    def _named_alone(self, sentence: int, end: int) -> bool:
        """VTV đưa tin, AP và Reuters đều viết: do nothing but capital words stand between the last cut and the verb?"""
        begin = self._after_blanks(self._own_clause(sentence, end))
        begin = self._after_thereupon(begin, end)
        text = self.norm[begin:end]
        if " " in text.strip():
            kept = self._without_adverbs(self.folded[begin:end])
            text = "".join(char if left != " " else " " for char, left in zip(text, kept, strict=True))
        words = _TIME.sub("", text).replace(" lên tiếng", "").split()
        while len(words) > 1 and words[0].lower() in ("còn", "và", "nhưng", "nên", "song", "như"):
            del words[0]
        capitals = [w for w in words if w[:1].isupper()]
        # one capital at the start of a sentence may be any word: Điều này cho thấy
        sure = (
            len(capitals) > 1
            or any(not is_syllable(w.lower()) for w in capitals)
            or text.isupper()
            or (len(capitals) == 1 and (self._starts_place(begin) or capitals[0] in self._named_inside))
            or self.document.zone_at(end) == Zone.TITLE
        )
        return (
            0 < len(words) <= _ALONE
            and sure
            and words[0] in capitals
            and words[0].lower() not in self.lexicon.words["no_body"]
            and all(w in capitals or w == "và" or w in self.lexicon.between for w in words)
            and "sẽ" not in words
        )

    def _after_thereupon(self, begin: int, end: int) -> int:
        """Theo đó KTNN yêu cầu ...: where the name begins behind what opens a sentence."""
        lead = _THEREUPON.match(self.folded, begin, end) if self.norm[begin : begin + 1].isupper() else None
        return lead.end() if lead else begin

    @functools.cached_property
    def _named_inside(self) -> frozenset[str]:
        """Words with a capital in the middle of sentences: at the head of one they are names as well."""
        return frozenset(_INSIDE.findall(self.norm))

    def _after_apposition(self, hit: Hit, sentence: int) -> bool:
        """Ông A, đội trưởng đội B, bảo ...: the verb right after a description of somebody named before it."""
        parts = self._segments(hit, sentence)
        if len(parts) < 2 or not self._only_between(parts[-1]):
            return False
        if self._starts_head(self._after_blanks(parts[-2][0])) and self._first_person(*parts[-2]).person >= 0:
            return True
        return any(
            self._first_person(*parts[at - 1]).person >= 0 and not self._is_clause(*parts[at])
            for at in range(len(parts) - 2, max(0, len(parts) - 5), -1)
        )

    def _somebody(self, sentence: int, end: int) -> bool:
        """Does a group, a title or a pronoun without a name stand before the verb?"""
        begin = self._own_clause(sentence, end)
        if self._only_between((begin, end)):
            return False
        text = _LEADING.sub("", self.folded[begin:end].lstrip())
        first = text.split(" ", 1)[0]
        return (
            first in self.lexicon.words["somebody"]
            or self._pointed(text)
            or (first[:1].isdigit() and (first.endswith("%") or "người" in text[:24]))
            or text.startswith(
                opening(self.lexicon.words["papers"]) + opening(self.lexicon.words["somebody"])
            )
            or self._starts_head(end - len(text))
        )

    def _pointed(self, text: str) -> bool:
        """Doanh nhân này, hãng xe nói trên: a few words that point to somebody named before, and to no thing."""
        words = text.split()
        while len(words) > 1 and words[-1] in self.lexicon.between and words[-1] != "này":
            words.pop()
        return (
            1 < len(words) <= _ALONE
            and words[-1] in ("này", "ấy")
            and words[0] not in self.lexicon.words["thing_told"]
        )

    def _coordinated(self, hit: Hit, sentence: int) -> bool:
        """A second verb of one who reported before in the sentence: "...; đề nghị ...", "và yêu cầu ..."."""
        if not self.reporting or self.reporting[-1][0] < sentence:
            return False
        before = self.folded[max(sentence, hit.start - 24) : hit.start].rstrip()
        if before.endswith(","):
            # cấp ủy cần quan tâm, chỉ đạo ...: inside an order a bare comma joins what is ordered
            return hit.entry.form in _TURNS or " " not in hit.entry.form
        return before.endswith(_JOINS) or self._joined_again(hit, sentence)

    def _joined(self, hit: Hit, sentence: int) -> bool:
        """Ông A thăm hỏi các hộ dân và yêu cầu ...: a verb of saying joined to one of doing."""
        before = self.folded[max(sentence, hit.start - 24) : hit.start].rstrip()
        return before.endswith(_JOINS) or self._joined_again(hit, sentence)

    def _joined_again(self, hit: Hit, sentence: int) -> bool:
        """Đồng thời nhiều lần kêu gọi, và một lần nữa khẳng định: an adverb between what joins and the verb."""
        before = self.folded[max(sentence, hit.start - 40) : hit.start].rstrip()
        said = _MANNER.search(before)
        return said is not None and before.endswith(_JOINS, 0, said.start())

    def _is_source(self, at: int) -> bool:
        """Does "theo" name a source here, and not a plan, a rule or a direction?"""
        if self.norm[at].isupper() or self.folded.startswith(_FORMER, at):
            return True
        i = bisect_left(self.head_starts, at)
        while i < len(self.heads) and self.heads[i].start == at:
            if self.heads[i].entry.kinds & {ORG, TITLE, HONORIFIC, KIN}:
                return True
            i += 1
        return self._is_paper(at)

    def _is_paper(self, at: int) -> bool:
        """Does a word for a paper or its content begin here: kết luận, nội dung, quy định tại?"""
        words = [w.strip(",.") for w in self.folded[at : at + 36].split()[:3]]
        if (
            len(words) > 1
            and words[0] in ("điều", "khoản", "điểm", "mục")
            and (words[1].isdigit() or len(words[1]) == 1)
        ):
            return True
        return any(" ".join(words[:n]) in self.lexicon.words["evidence"] for n in range(1, len(words) + 1))

    def _marking_in(self, start: int, end: int) -> bool:
        """Does another verb of saying stand in a stretch?"""
        i = bisect_left(self.marking_starts, start)
        return i < len(self.marking) and self.marking[i].end < end

    def _may_speak(self, at: int) -> bool:
        """Can the name or description of whoever speaks begin here?"""
        first = self.folded[at : at + 24].split(" ", 2)[:2]
        return (
            self._starts_head(at)
            or self._starts_person(at)
            or self.norm[at].isupper()
            or first[0] in self.lexicon.words["somebody"]
            or " ".join(first) in self.lexicon.words["somebody"]
        )

    def _speaks_unnamed(self, start: int, end: int) -> bool:
        """..., cô nói; ..., giới quan sát nhận định: nothing but a short description before the verb?"""
        return len(self.folded[start:end].split()) <= _SHORT and not self._is_clause(
            self.folded.find(" ", start, end) + 1 or start, end
        )

    def _starts_person(self, at: int) -> bool:
        i = bisect_left(self.place_starts, at)
        return i < len(self.places) and self.places[i][0] == at

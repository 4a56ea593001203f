"""Individuals without a name: the wife of somebody, a spokesman, a woman driver.

Only those are taken whom the text singles out by their own words: "một ..." (one of them), a relation to somebody who is
named, and representatives that make a statement. Descriptions that more likely mean somebody named are left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from indicators.lexicon import KIN, Hit, Lexicon
from indicators.people.merge import Individual
from indicators.people.runs import UPPER
from indicators.text import Document

_NOUNS = (
    "phụ nữ|đàn ông|người phụ nữ|người đàn ông|cô gái|chàng trai|thanh niên|nam thanh niên|thiếu nữ|bé gái|bé trai|nữ sinh|nam sinh|bà cụ|cụ bà|cụ ông|"
    "lãnh đạo|cán bộ|quan chức|nhân chứng|người dân|hàng xóm|người hàng xóm|tài xế|lái xe|nhân viên|công nhân|sinh viên|học sinh|giáo viên|bác sĩ|luật sư|"
    "phóng viên|nhà báo|du khách|hành khách|khách hàng|phụ huynh|tiểu thương|chủ quán|chủ cửa hàng|chủ nhà|bảo vệ|cảnh sát|chiến sĩ|người bạn|đồng nghiệp|"
    "bệnh nhân|nạn nhân|đại diện|chuyên gia|ca sĩ|diễn viên|doanh nhân|giám đốc|chủ tịch|nguồn tin|người nhà|người thân|cư dân|nông dân|ngư dân|chủ doanh nghiệp|"
    "cô giáo|thầy giáo|nghệ sĩ|bà mẹ|ông bố|người mẹ|người cha|sản phụ|y tá|người chứng kiến|người tham gia|người bán hàng|cựu binh|nghi phạm|bị cáo|đối tượng|độc giả|bạn đọc|khán giả|người hâm mộ|cổ động viên"
)
_ONE = re.compile(rf"(?<!\w)một (?:vị |nữ |nam |cựu |cặp )?(?P<noun>{_NOUNS})(?!\w)")
_SAYS = r"(?:cho biết|cho hay|khẳng định|nói|xác nhận|thông tin|cho rằng|nhấn mạnh|lý giải|chia sẻ|kể|trả lời|bày tỏ|thừa nhận|tiết lộ|nhận định|bình luận|viết|cảnh báo|giải thích)"
_BETWEEN = r"(?:đã |cũng |vừa |còn |từng )?"
_SPEAKS = re.compile(
    r"(?<!\w)(?P<who>(?:người đại diện|đại diện|vị đại diện|lãnh đạo|quan chức|người phát ngôn|phát ngôn viên|người quản lý|một người|người khác|người này|vị này|nguồn tin)"
    rf"(?: [^,.;:“”\"\n]{{2,70}}?)?)(?= {_BETWEEN}{_SAYS}(?!\w))"
)
# what may still belong to the description: an office, a place, an origin
_MORE = re.compile(
    rf"(?: (?:[{UPPER}][\w.]*|tỉnh|huyện|xã|thị|trấn|phố|phường|quận|thành|an|tế|vụ|ninh|chính|dân|gốc|người|trẻ|\d{{1,2}} tuổi)(?!\w))+"
)
_PLURAL = re.compile(r"(?:các|những|nhiều|một số|vài|hai|ba|bốn|mấy|toàn thể|tập thể|các đồng chí) \Z")
_GROUP = re.compile(r"(?:cặp|số|nhóm|đoàn|loạt|trong những|trong các)")
_APPOSED = re.compile(r"(?:,| là| tên là| tên| -| \() ?\Z")


def find_unnamed(
    document: Document, lexicon: Lexicon, hits: Sequence[Hit], people: list[Individual]
) -> list[Individual]:
    """Unnamed individuals in order of appearance, each with its mentions in ``extra``."""
    taken = sorted((s.lead, s.end) for p in people for s in p.spots)
    found: dict[tuple[str, ...], Individual] = {}
    _relations(document, hits, people, found)
    _speakers(document, taken, found)
    _single(document, taken, found)
    made = sorted(found.values(), key=lambda person: person.extra[0])
    for person in made:
        start, end = min(person.extra, key=lambda span: span[1] - span[0])
        person.name = document.norm[start:end]
        _sex(person, lexicon)
    return made


def _add(found: dict[tuple[str, ...], Individual], key: tuple[str, ...], start: int, end: int) -> None:
    person = found.get(key)
    if person is None:
        if any(a < end and b > start for other in found.values() for a, b in other.extra):
            return
        person = found[key] = Individual(key, foreign=False, named=False)
    person.extra.append((start, end))


def _relations(
    document: Document,
    hits: Sequence[Hit],
    people: list[Individual],
    found: dict[tuple[str, ...], Individual],
) -> None:
    """Vợ ông Tú, mẹ của Lan: kin of somebody named, unless the name itself follows as an apposition."""
    leads = {spot.lead: (at, spot) for at, person in enumerate(people) for spot in person.spots}
    folded = document.folded
    last = -1
    for hit in hits:
        if KIN not in hit.entry.kinds or not hit.entry.kin_sex or hit.start < last:
            continue
        last = hit.end
        at = hit.end + 1
        of = folded.startswith("của ", at)
        start = at + 4 if of else at
        owner = leads.get(start)
        if owner is None:
            continue
        person, spot = owner
        if not of and spot.lead in (spot.start, hit.start):
            continue
        if re.match(
            r"(?: là|,| tên) (?:bà|ông|anh|chị|cô|em) [A-ZĐ]", document.norm[spot.end : spot.end + 14]
        ):
            continue
        if _PLURAL.search(folded, 0, hit.start) or folded[: hit.start].endswith(("hai ", "các ")):
            continue
        key = ("kin", hit.entry.form.split(" ")[-1], str(person))
        _add(found, key, hit.start, spot.end)


def _speakers(
    document: Document, taken: list[tuple[int, int]], found: dict[tuple[str, ...], Individual]
) -> None:
    folded = document.folded
    for hit in _SPEAKS.finditer(folded):
        start, end = hit.span("who")
        words = hit.group("who")
        if re.search(r"(?<!\w)(?:này|chưa|không|đó|kia)(?!\w)", words):
            continue
        if words in ("người này", "vị này", "nguồn tin", "lãnh đạo") or _PLURAL.search(
            folded[max(0, start - 14) : start]
        ):
            continue
        if _overlaps(taken, start, end + 1):
            continue
        if folded.startswith("một ", max(0, start - 4), start):
            start -= 4
        _add(found, ("says", folded[start:end].removeprefix("một ").removeprefix("người ")), start, end)


def _single(
    document: Document, taken: list[tuple[int, int]], found: dict[tuple[str, ...], Individual]
) -> None:
    folded = document.folded
    for hit in _ONE.finditer(folded):
        more = _MORE.match(document.norm, hit.end())
        end = min(more.end(), hit.end() + 60) if more else hit.end()
        if _GROUP.match(folded, hit.start() + 4) or _overlaps(taken, hit.start(), end + 2):
            continue
        if folded[: hit.start()].endswith(("là ", "như ", "của ", "trở thành ", "làm ", "thành ", "vai ")):
            continue
        while end > hit.end() and folded[end - 1] in " .":
            end -= 1
        _add(found, ("one", folded[hit.start() : end]), hit.start(), end)


def _overlaps(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    i = bisect_left(taken, (start, start))
    if i < len(taken) and taken[i][0] < end:
        return True
    return i > 0 and taken[i - 1][1] > start


def _sex(person: Individual, lexicon: Lexicon) -> None:
    """What the describing words themselves say about sex."""
    words = person.name.lower()
    if person.key[0] == "kin":
        for hit in lexicon.hits(words):
            if KIN in hit.entry.kinds and hit.start == 0:
                person.marks.append(("kin", hit.entry.kin_sex, hit.entry.form))
                return
    for form, sex in (("nữ", "female"), ("phụ nữ", "female"), ("cô ", "female"), ("bé gái", "female"), ("bà ", "female"), ("sản phụ", "female"), ("mẹ", "female"),
                      ("nam ", "male"), ("đàn ông", "male"), ("chàng", "male"), ("bé trai", "male"), ("cụ ông", "male"), ("thầy", "male"), ("ông bố", "male"), ("người cha", "male")):  # fmt: skip
        if re.search(rf"(?<!\w){form.strip()}(?!\w)", words):
            person.marks.append(("explicit", sex, form.strip()))
            return

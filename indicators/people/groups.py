"""Ba nữ diễn viên bị phạt. Theo đó, A, B và C ...: how many of one sex are told of, before exactly so many are named."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from indicators.lexicon import Lexicon
from indicators.people.merge import Individual
from indicators.people.names import SURE, probability_of_name
from indicators.people.spots import Spot
from indicators.text import Document

_NUMBERS = {"hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
_COUNT = rf"(?P<n>{'|'.join(_NUMBERS)}|[2-9]|1\d|0[2-9])"
_GROUP = re.compile(
    rf"(?<!\w){_COUNT} (?:em |cháu |bé |vị |nghi phạm |nạn nhân |bị cáo |đối tượng )?"
    r"(?:(?P<f>nữ(?! hoàng)(?! tướng)|cô gái|thiếu nữ|bé gái|phụ nữ|người phụ nữ|cô(?! cậu)|người đẹp|mỹ nhân|bà mẹ|kiều nữ|nữ sinh|thai phụ|sản phụ)"
    r"|(?P<m>nam(?! \d)|chàng trai|bé trai|người đàn ông|đàn ông|nam sinh|nam thanh niên|quý ông))(?!\w)"
)
# bốn nạn nhân là, 3 bị cáo gồm: a list of so many
_LISTED = re.compile(
    rf"(?<!\w){_COUNT} (?:người|nạn nhân|bị cáo|đối tượng|nghi phạm|em|cháu|học sinh|bị can|thí sinh|thành viên|sao|nghệ sĩ|diễn viên|ca sĩ|bệnh nhân)"
    r"(?: [^\s.,;:]+){0,4}?(?: là| gồm(?: có)?| như|:)+:? ?\Z"
)
_JOINED = re.compile(
    r"(?: \([^()\n]{1,60}\)|,? \d{1,3} tuổi| [^,.;:\n]{1,40})?(?:,| và| cùng|;|, và) ?(?:[^\W\d_]+ ){0,2}\Z"
)
# between two of a list stands no more than this
_FAR = 80
# so many names behind the group are looked at, however long the sentence
_MOST = 30


def groups(document: Document, people: Sequence[Individual], lexicon: Lexicon) -> None:
    """Marks each of the named whom such a group describes, as explicit evidence."""
    found = list(_GROUP.finditer(document.folded))
    if not found:
        return
    spots = sorted(((s, p) for p in people for s in p.spots), key=lambda pair: pair[0].start)
    starts = [spot.start for spot, _ in spots]
    sexes: dict[int, set[str]] = {}
    for hit in found:
        sexes.setdefault(_number(hit["n"]), set()).add(_sex(hit))
    marked: set[tuple[int, str]] = set()
    for hit in found:
        number, sex = _number(hit["n"]), _sex(hit)
        at = document.sentence_at(hit.start())
        if at < 0:
            continue
        end = document.sentences[min(at + 1, len(document.sentences) - 1)][1]
        first = bisect_left(starts, hit.end())
        near = spots[first : min(first + _MOST, bisect_left(starts, end))]
        for chain in _chains(document, near):
            _mark(chain, number, sex, hit.group(), marked, lexicon)
    # the number again right before a list further on
    for chain in _chains(document, spots):
        told = _LISTED.search(document.folded, max(0, chain[0][0].lead - 60), chain[0][0].lead)
        if told and len(sexes.get(_number(told["n"]), ())) == 1:
            sex = next(iter(sexes[_number(told["n"])]))
            _mark(chain, _number(told["n"]), sex, told.group().strip(), marked, lexicon)


def _chains(
    document: Document, spots: Sequence[tuple[Spot, Individual]]
) -> Iterator[list[tuple[Spot, Individual]]]:
    chain: list[tuple[Spot, Individual]] = []
    for spot, person in spots:
        if chain:
            last = chain[-1][0]
            gap = document.folded[last.end : spot.lead]
            if len(gap) > _FAR or not _JOINED.match(gap):
                yield chain
                chain = []
        chain.append((spot, person))
    if chain:
        yield chain


def _mark(
    chain: Sequence[tuple[Spot, Individual]],
    number: int,
    sex: str,
    words: str,
    marked: set[tuple[int, str]],
    lexicon: Lexicon,
) -> None:
    members = {id(person): person for _, person in chain}
    if len(members) != number or any(person.sexes - {sex} for person in members.values()):
        return
    # "hai cô gái bị đối tượng A và B ...": the list has a word of its own
    if chain[0][0].title is not None or chain[0][0].trigger is not None:
        return
    if any(against(person, sex, lexicon) for person in members.values()):
        return
    for key, person in members.items():
        if (key, sex) not in marked:
            marked.add((key, sex))
            person.marks.append(("explicit", sex, words))


def against(person: Individual, sex: str, lexicon: Lexicon) -> bool:
    """Is the name rather one of the other sex?"""
    chance = probability_of_name(person, lexicon)
    return chance is not None and (chance <= 1 - SURE if sex == "female" else chance >= SURE)


def _number(word: str) -> int:
    return _NUMBERS.get(word) or int(word)


def _sex(hit: re.Match[str]) -> str:
    return "female" if hit["f"] else "male"

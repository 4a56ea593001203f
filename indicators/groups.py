"""Which body is meant by "họ", "tờ báo này", "thông cáo", "công ty": the fuller name that the item gave before.

A figure of who is heard should say "Công ty Sông Lam" and not "công ty", and a paper speaks for whoever issued it. Words
are data (vocab/references.yaml). Nobody is meant where the item names no body that fits.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass

from indicators.bodywords import load_name_words
from indicators.lexicon import ORG, VOCAB, forms, read_yaml
from indicators.meant import MeantFinder

# words of a reference, and how far back a name is looked for, in heads of bodies and in letters
_MOST_WORDS = 6
_MOST_HEADS = 60
_REACH = 1500
# of a body's name: how much of it is read, and how many words without a capital stand between two with one
_LONGEST_NAME = 120
_MOST_SMALL = 3
_MOST_LETTERS = 26
# thông cáo từ OPCW, báo cáo của Sở A: who issued a paper that speaks
_ISSUED = re.compile(r"[^,;:]{2,40}? (?:từ|của) (?P<by>[^\W\d_].{2,})")
_THIS = frozenset({"này", "ấy"})
_NOT_AFTER_THIS = frozenset("của và là cùng với".split())


@dataclass(frozen=True, slots=True)
class GroupWords:
    """Words that stand for bodies and papers: each form with the forms a fuller name may begin with."""

    plural: frozenset[str]
    pointing: tuple[str, ...]
    papers: frozenset[str]
    alike: Mapping[str, frozenset[str]]
    any_body: frozenset[str]


@functools.cache
def load_group_words() -> GroupWords:
    """The lists shipped with the program. Raises DataFileError."""
    raw = read_yaml(VOCAB / "references.yaml")
    alike: dict[str, frozenset[str]] = {}
    for group in raw["bodies_alike"]:
        listed = frozenset(forms({"forms": group}, "forms"))
        alike |= dict.fromkeys(listed, listed)
    return GroupWords(
        plural=frozenset(forms(raw, "bodies_plural")),
        pointing=tuple(sorted(forms(raw, "pointing"), key=len, reverse=True)),
        papers=frozenset(forms(raw, "papers_issued")),
        alike=alike,
        any_body=frozenset(forms(raw, "bodies_any")),
    )


class GroupFinder(MeantFinder):
    """Finds which body a word without a name means. All offsets are of the normal form."""

    @functools.cached_property
    def _groups(self) -> GroupWords:
        return load_group_words()

    def _body_meant(self, start: int, end: int) -> str | None:
        """The body a stretch stands for, "" where it is such a reference but no body fits; None where it is none."""
        begin = self._after_lead(self._after_blanks(start), end)
        words = self.folded[begin : min(end, begin + _LONGEST_NAME)].split()
        early = self._pointed_early(words, begin)
        if early is not None:
            return early
        while len(words) > 1 and (
            words[-1][0].isdigit()
            or (words[-1].strip(",") in self.lexicon.between and words[-1] not in self._groups.pointing)
        ):
            words.pop()
        if not words or len(words) > _MOST_WORDS:
            return None
        if words[0] in self._groups.plural:
            return self._last_group(begin)
        text = " ".join(words)
        pointer = next((p for p in self._groups.pointing if text.endswith(" " + p)), "")
        noun = text.removesuffix(pointer).strip(" ,")
        return self._noun_meant(noun, begin, pointed=bool(pointer))

    def _pointed_early(self, words: list[str], begin: int) -> str | None:
        """Công ty này phát đi thông điệp xác nhận ...: the body that the first words point to, whatever they do then."""
        for at in range(1, min(_MOST_WORDS - 1, len(words) - 1)):
            if words[at] in _THIS:
                noun = words[:at]
                after = words[at + 1]
            elif " ".join(words[at : at + 2]) in self._groups.pointing and len(words) > at + 2:
                noun, after = words[:at], words[at + 2]
            else:
                continue
            return None if after in _NOT_AFTER_THIS else self._noun_meant(" ".join(noun), begin, pointed=True)
        return None

    def _noun_meant(self, noun: str, begin: int, *, pointed: bool) -> str | None:
        groups = self._groups
        noun = noun.removeprefix("bản ") if noun.removeprefix("bản ") in groups.papers else noun
        if noun in groups.papers:
            issuer = self._issuer(noun, begin) or self._last_body(begin)
            if issuer.lower().startswith(noun + " "):
                return issuer
            return f"{noun} của {issuer}" if issuer else None
        form = next(
            (f for f in groups.alike if noun == f or (pointed and " " in f and noun.startswith(f + " "))), ""
        )
        if form:
            named = self._named_before(frozenset((form,)), begin)
            if named or not pointed:
                return named or None
            return self._named_before(groups.alike[form], begin) or self._last_body(begin) or None
        if pointed and noun in groups.any_body:
            return self._last_body(begin) or None
        return None

    def _last_group(self, at: int) -> str:
        """Whom "họ" means: the last body or group that spoke in this sentence or the one before, "" where none did."""
        here = self.document.sentence_at(at)
        i = bisect_left(self._spoken_by, (at, -1, ""))
        for place, person, org in reversed(self._spoken_by[max(0, i - _MOST_HEADS) : i]):
            if here - self.document.sentence_at(place) > 1:
                break
            if person < 0 and org and not self._is_paper_name(org):
                return org
        return self._last_body(at)

    def _is_paper_name(self, name: str) -> bool:
        first = name.lower().removeprefix("các ").removeprefix("những ").removeprefix("một ")
        return first.startswith((*self._groups.papers, "tin", "nguồn tin", "kết quả"))

    def _last_body(self, at: int) -> str:
        """The body that spoke last, unless somebody else did since; "" where none did near."""
        person, org = self._last_said(at)
        if person >= 0:
            return ""
        issued = _ISSUED.match(org) if self._is_paper_name(org) else None
        return issued.group("by") if issued else "" if self._is_paper_name(org) else org

    def _named_before(self, heads: frozenset[str], at: int) -> str:
        """The last name before a place that begins with one of the forms, "" where none does."""
        i = bisect_left(self.head_starts, at)
        for head in reversed(self.heads[max(0, i - _MOST_HEADS) : i]):
            if ORG in head.entry.kinds and head.entry.form in heads:
                name = self._full_name(head.start, head.end)
                if name:
                    return name
        return ""

    def _issuer(self, paper: str, at: int) -> str:
        """Who issued a paper that the item spoke of before; "" where it does not tell."""
        low = max(0, at - _REACH)
        found = self.folded.rfind(paper, low, at)
        while found >= 0:
            behind = found + len(paper)
            for word in (" của ", " từ "):
                if self.folded.startswith(word, behind):
                    name = self._name_at(behind + len(word))
                    if name:
                        return name
            sentence = self._sentence_start(found)
            i = bisect_left(self.head_starts, found)
            for head in reversed(self.heads[max(0, i - 8) : i]):
                if head.start >= sentence and ORG in head.entry.kinds:
                    name = self._full_name(head.start, head.end)
                    if name and name.lower() != paper:
                        return name
            i = bisect_left(self._spoken_by, (sentence, -1, ""))
            for place, person, org in self._spoken_by[i : i + 4]:
                if place >= at or self.document.sentence_at(place) != self.document.sentence_at(found):
                    break
                if person < 0 and org and org.lower() != paper:
                    return org
            found = self.folded.rfind(paper, low, found)
        return ""

    def _name_at(self, at: int) -> str:
        i = bisect_left(self.head_starts, at)
        here = [h for h in self.heads[i : i + 4] if h.start == at and ORG in h.entry.kinds]
        return self._full_name(here[0].start, here[0].end) if here else ""

    def _full_name(self, start: int, end: int) -> str:
        """The name that begins with a head at a place: to the last word with a capital that hangs together with it."""
        ends, clause = self.lexicon.words["org_end"], self.lexicon.words["clause"]
        # tờ Sao Mai, sở Y tế, but báo chí
        single = " " not in self.norm[start:end]
        last = small = 0
        at = end
        limit = min(len(self.norm), start + _LONGEST_NAME)
        inside = self.places_in(end, limit)
        limit = min(limit, inside[0][0]) if inside else limit
        while at < limit:
            begin = self._after_blanks(at)
            stop = begin
            while stop < limit and self.norm[stop] not in " \n":
                stop += 1
            word = self.norm[begin:stop]
            bare = word.rstrip(',.;:)”"')
            if not bare or not bare[0].isalnum() or self.norm[at : at + 1] == "\n":
                break
            if bare[0].isupper() or bare[0].isdigit():
                last, small = begin + len(bare), 0
            elif bare in ends or bare in clause or small >= _MOST_SMALL or (single and not last):
                break
            else:
                small += 1
            if bare != word:
                break
            at = stop
        if not last and " " in self.norm[start:end] and not self.norm[start:end].rsplit(" ", 1)[1].islower():
            last = end
        return self.norm[start : self._whole_words(last)] if last else ""

    def _whole_words(self, end: int) -> int:
        """Where the word of several syllables ends whose first one, with a capital, ends here: Tài chính, Cựu chiến binh."""
        first = self.folded.rfind(" ", 0, end) + 1
        for size in (3, 2):
            words = self.folded[first : first + _MOST_LETTERS].split()[:size]
            word = " ".join(words).rstrip(',.;:)”"')
            if len(words) == size and word in load_name_words():
                return first + len(word)
        return end

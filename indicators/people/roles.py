"""What somebody is in a story: function, occupation, victim, family role, minor, or merely listed as present."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from indicators.lexicon import CUE, KIN, ORG, TITLE, Hit
from indicators.people.merge import Individual
from indicators.people.spots import Spot
from indicators.text import Document

_AGE = re.compile(r"(?: |, | \()(?:[^,()\n]{0,12}, )?(\d{1,2}) tuổi")
_MINOR_ADDRESS = frozenset(
    {"bé", "cháu", "bé gái", "bé trai", "cháu gái", "cháu trai", "cậu bé", "cô bé", "em bé"}
)
_APPOSITION = re.compile(r"(?:,| -| –| \(|:)? ?(?:(?:hiện )?là |nguyên |cựu |hiện )?")
_OCCUPATION_END = re.compile(
    r"[,.;:()“”\"\n]| - | – | (?:cho|đã|nói|khẳng|chia|và|thì|cũng|đang|vừa|bị|được|phát|trao|nhấn|đến|tại buổi|trong)(?!\w)"
)
_VICTIM_WORDS = frozenset({"nạn nhân", "bị hại", "người bị hại"})


@dataclass(frozen=True, slots=True)
class Role:
    """What the roles of one person are; fields as in :class:`indicators.model.Person`."""

    function: str
    occupation: str
    code: int | None
    victim: bool
    family_role: bool
    listed: bool
    minor: bool | None


class RoleReader:
    """Reads the roles of all people of one document."""

    def __init__(self, document: Document, hits: Sequence[Hit]) -> None:
        self.document = document
        self.folded, self.norm = document.folded, document.norm
        self.starting: dict[int, list[Hit]] = {}
        for hit in hits:
            self.starting.setdefault(hit.start, []).append(hit)
        self.victims = [h for h in hits if CUE in h.entry.kinds and "victim" in h.entry.cues]
        self.victim_starts = [h.start for h in self.victims]
        self.attendance = sorted(
            {document.sentence_at(h.start) for h in hits if "attendance" in h.entry.cues}
        )
        self.kin_ends = {h.end: h for h in hits if KIN in h.entry.kinds}

    def read(self, person: Individual, *, source: bool, quoted: bool, in_title: bool) -> Role:
        """The roles of one person."""
        title = next((s.title for s in person.spots if s.title is not None), None)
        occupation, code = self._occupation(person, title)
        function_hint = title.entry.function if title is not None else ""
        for spot in person.spots:
            if title is None:
                hit = self._after(spot)
                if hit is not None:
                    title, function_hint = hit, hit.entry.function
                    break
        victim = any(self._is_victim(spot) for spot in person.spots)
        family = person.key[0] == "kin" or any(self._family(spot) for spot in person.spots)
        listed = not source and bool(person.spots) and all(self._listed(s) for s in person.spots)
        function = self._function(
            person, source=source, quoted=quoted, victim=victim, hint=function_hint, in_title=in_title
        )
        if listed:
            function = "other"
        return Role(function, occupation, code, victim, family, listed, self._minor(person))

    def _function(
        self, person: Individual, *, source: bool, quoted: bool, victim: bool, hint: str, in_title: bool
    ) -> str:
        if source:
            if hint in ("spokesperson", "expert"):
                return hint
            if hint == "subject" or victim or in_title:
                return "subject"
            if not person.named:
                return (
                    "spokesperson"
                    if person.key[0] == "says" and not person.key[1].startswith(("khác", "ở "))
                    else "popular"
                )
            return "experience" if quoted else "subject"
        if hint == "spokesperson" and not in_title:
            return "other"
        return "subject" if in_title or victim or len(person.spots) >= 3 or hint == "subject" else "other"

    def _occupation(self, person: Individual, title: Hit | None) -> tuple[str, int | None]:
        for spot in person.spots:
            if spot.title is not None:
                start = spot.title.start
                text = self.norm[start : spot.start].strip()
                return text[:100], spot.title.entry.code
            after = self._after(spot)
            if after is not None:
                end = _OCCUPATION_END.search(self.norm, after.end)
                stop = min(end.start() if end else len(self.norm), after.start + 100)
                return self.norm[after.start : stop].strip(), after.entry.code
        if title is not None:
            return title.entry.form, title.entry.code
        return "", None

    def _after(self, spot: Spot) -> Hit | None:
        """A title that follows as an apposition: ông A, Giám đốc Sở B."""
        gap = _APPOSITION.match(self.folded, spot.end)
        if gap is None or gap.end() == spot.end or gap.group() == " ":
            return None
        for hit in self.starting.get(gap.end(), ()):
            if TITLE in hit.entry.kinds:
                return hit
            if ORG in hit.entry.kinds:
                return None
        return None

    def _is_victim(self, spot: Spot) -> bool:
        lead = self.folded[spot.lead : spot.start]
        if any(word in lead for word in _VICTIM_WORDS):
            return True
        i = bisect_left(self.victim_starts, spot.end)
        if i < len(self.victims):
            hit = self.victims[i]
            gap = self.folded[spot.end : hit.start]
            if len(gap) <= 22 and not re.search(r"[.;\n]| (?:và|làm|khiến|gây|đã giết|giết) ", gap):
                return hit.entry.form.startswith("bị ") or hit.entry.form in (
                    "tử vong",
                    "thiệt mạng",
                    "tử nạn",
                    "đuối nước",
                    "nguy kịch",
                )
        before = self.folded[max(0, spot.lead - 14) : spot.lead]
        return before.endswith(
            ("nạn nhân là ", "bị hại là ", "thi thể ", "sát hại ", "giết ", "hiếp dâm ", "xâm hại ", "dâm ô ")
        )

    def _family(self, spot: Spot) -> bool:
        if any(rung == "kin" for rung, _, _ in spot.sex_words):
            return True
        gap = re.match(r"(?:, | - | – | \(|,? là | \(là )", self.folded[spot.end : spot.end + 6])
        if gap and any(KIN in h.entry.kinds for h in self.starting.get(spot.end + gap.end(), ())):
            return True
        before = self.folded[max(0, spot.lead - 6) : spot.lead]
        for link in (" là ", ", ", " (", " tên ", " - ", " "):
            if before.endswith(link):
                hit = self.kin_ends.get(spot.lead - len(link))
                if hit is not None and hit.entry.kin_sex and (link != " " or hit.start == spot.lead):
                    return True
        return self.folded[max(0, spot.lead - 9) : spot.lead].endswith("vợ chồng ")

    def _listed(self, spot: Spot) -> bool:
        at = self.document.sentence_at(spot.start)
        i = bisect_right(self.attendance, at) - 1
        return i >= 0 and self.attendance[i] == at

    def _minor(self, person: Individual) -> bool | None:
        for spot in person.spots:
            age = _AGE.match(self.folded, spot.end)
            if age:
                return int(age.group(1)) < 18
        if any(s.trigger is not None and s.trigger.entry.form in _MINOR_ADDRESS for s in person.spots):
            return True
        return None

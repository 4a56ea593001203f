"""Who is shown as a victim, and who as a suspect: the two sides of an event, told apart by the grammar of harm.

A person is a victim where words of suffering follow ("ông A bị thương"), where a violent or dishonest act has the person as
its object ("đâm ông A", "chiếm đoạt tiền của bà B"), or where the text says so ("nạn nhân là chị C"). Whoever is arrested,
charged or tried is a suspect and no victim, unless the text calls the person one.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Sequence

from indicators.lexicon import CUE, TITLE, Hit
from indicators.model import Gender
from indicators.people import harm
from indicators.people.circumstances import Circumstances
from indicators.people.merge import Individual
from indicators.people.places import Reference, References, without_parentheses
from indicators.text import Document

_SAID_OF_VICTIMS = frozenset({"victim", "harm", "attack"})


class VictimReader(Circumstances):
    """Reads victims and suspects of one document once; ask with ``person in reader.victims``."""

    def __init__(
        self,
        document: Document,
        hits: Sequence[Hit],
        people: Sequence[Individual],
        references: References,
        sources: set[int],
        spoken: Sequence[tuple[int, int, int]] = (),
        genders: Sequence[Gender] = (),
    ) -> None:
        self.document, self.people = document, people
        self.references = self.named = references
        self.told = references.with_speakers(spoken)
        self.folded = document.folded
        self.genders = genders
        self.stars = {i for i, person in enumerate(people) if _titled(person, harm.STARS)}
        titled = {i for i, person in enumerate(people) if _titled(person, harm.OFFICIAL)}
        self.officials = sources | titled
        # who speaks for a body of what befell others
        self.speak_of_it = sources & titled
        self.suspects: set[int] = set()
        self.called: set[int] = set()
        self.harmed: set[int] = set()
        self.times: Counter[int] = Counter()
        self.agents: Counter[int] = Counter()
        cues = [h for h in hits if CUE in h.entry.kinds]
        self._find_suspects(cues)
        self._find_called()
        # of harm somebody may tell of as "tôi"; of "nạn nhân" nobody does
        self.references = self.told
        # on the field people are kicked and hit who are no victims
        self.cues = cues
        self.unnamed: list[Hit] = []
        last = -1
        for hit in cues:
            if hit.start < last:
                continue
            if "compound" in hit.entry.cues:
                last = hit.end
            if hit.entry.cues.isdisjoint(_SAID_OF_VICTIMS) or self._doubted(hit):
                continue
            if hit.entry.form in harm.CALLED:
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
        self._reported()
        self._paid()
        if not self.called:
            for hit in self.unnamed:
                self._meant(hit)
        self._introduced()
        self._by_own_hand()

    def _passive(self, hit: Hit) -> int:
        """Where "bị" stands to which a verb of violence belongs, or -1."""
        passive = self.folded.rfind(" bị ", max(0, hit.start - 90), hit.start + 1) + 1
        start = self.document.sentences[max(0, self.document.sentence_at(hit.start))][0]
        if passive <= start and hit.start - start < 90 and self.folded.startswith("bị ", start):
            passive = start
        elif not passive:
            return -1
        # bị "yêu râu xanh" B bắt cóc
        inner = harm.IN_MARKS.sub(" ", self.folded[passive + 3 : hit.start])
        return -1 if harm.HARD_STOP.search(inner) or harm.ACCUSED.search(inner) else passive

    @functools.cached_property
    def sport(self) -> bool:
        """Is the item about a match?"""
        return sum("topic_sport" in hit.entry.cues for hit in self.cues) >= harm.SPORT

    def _doubted(self, hit: Hit) -> bool:
        """Người “chết” trở về: a word in marks of its own, which does not mean it."""
        before, after = self.folded[hit.start - 1 : hit.start], self.folded[hit.end : hit.end + 1]
        return before in harm.MARKS and after in harm.MARKS and before != "" != after

    @property
    def victims(self) -> set[int]:
        """Those called victims, and those harmed who are no suspects."""
        often = {i for i in self.harmed & self.suspects if self.times[i] >= harm.OFTEN}
        does = {i for i in self.harmed if self.agents[i] > self.times[i]}
        return self.called | (self.harmed - self.suspects - self.speak_of_it - does) | often

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
                harm.TITLED.search(self.folded, max(0, s.lead - 16), s.start) for s in person.spots
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
            by_police = hit.entry.form.startswith(harm.BY_POLICE)
            if not by_police and before is not None and self._open(before.end, hit.start, 40):
                if not harm.TELLS_OF_HARM.match(self.folded, hit.end):
                    self._accuse(before)
                continue
            form = hit.entry.form
            if after is not None and not form.startswith("bị ") and after.start - hit.end <= 40:
                gap = self.folded[hit.end : after.start]
                acts = form in harm.ACTS and not harm.NAMES.search(gap)
                if not acts and not harm.ABOUT.search(gap):
                    self._accuse(after, listed=True)

            elif after is not None and harm.WHO_IS.fullmatch(self.folded, hit.end, after.start):
                # một trong bốn người bị bắt quả tang ở X là A
                self._accuse(after, listed=True)
            if by_police:
                self._charged(hit)
        self._sentenced()
        # most items name no suspect, and need not be searched for a list of them
        if not any(word in self.folded for word in harm.SUSPECTS):
            return
        for told in harm.LISTED.finditer(self.folded):
            first = self.references.after(told.end())
            if first is not None and first.start - told.end() <= harm.LIST_GAP:
                self._accuse(first, listed=True)

    def _sentenced(self) -> None:
        """A, B cùng lĩnh 4 năm tù; C 3 năm tù: what somebody got, right behind the name."""
        if " tù" not in self.folded and "án treo" not in self.folded and "tử hình" not in self.folded:
            return
        for one in self.references.all:
            at = one.end
            close = self.folded.find(")", at, at + 160) if self.folded.startswith(" (", at) else -1
            if harm.SENTENCE.match(self.folded, close + 1 if close > 0 else at):
                self.suspects.add(one.person)
                self.suspects.update(r.person for r in self.references.joined_before(one))

    def _accuse(self, reference: Reference, *, listed: bool = False) -> None:
        """One word that makes a suspect of somebody, and with ``listed`` of those in a list with the person."""
        self.suspects.add(reference.person)
        if listed:
            self.suspects.update(r.person for r in self.references.joined_after(reference))

    def _charged(self, hit: Hit) -> None:
        """Khởi tố ba dược tá bán thuốc cho ông A là B, C và D: the list behind "là", "gồm" or a colon."""
        end = self.document.sentences[max(0, self.document.sentence_at(hit.start))][1]
        for whom in self.references.between(hit.end, min(end, hit.end + 160))[:4]:
            if harm.CHARGED.fullmatch(self.folded, hit.end, whom.start):
                self._accuse(whom, listed=True)
                return

    # --- victims -----------------------------------------------------------------------------------------------

    def _harm(self, hit: Hit) -> None:
        if self.folded.endswith(("người ", "nạn nhân "), 0, hit.start):
            self._named_later(hit)
        if self._pointed(hit.start):
            return
        who = self._before(hit.start)
        noun = hit.entry.form in harm.NOUNS
        if who is not None and not noun and self._open(who.end, hit.start, 80):
            if hit.entry.form in harm.FATAL or who.person not in self.stars:
                self._mark(self.harmed, who, before=True)
            return
        after = self.references.after(hit.end)
        if after is None or after.start - hit.end > 60:
            return
        # "hai người bị thương, anh A và chị B", "thi thể anh A", "tử vong là ông C", "bị oan như bà D"
        gap = self.folded[hit.end : after.start]
        if harm.IN_BRACKETS.fullmatch(gap) and harm.COUNTED.search(
            self.folded, max(0, hit.start - 50), hit.start
        ):
            self._bracketed(after)
            return
        plain = not gap.strip(" ")
        if harm.AFTER_HARM.fullmatch(gap) and (noun if plain else gap.strip(" ") != "," or self._opens(hit)):
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
            or not harm.OTHER.search(before)
        )

    def _attack(self, hit: Hit) -> None:
        if hit.entry.form in harm.CONTACT and self.sport:
            return
        passive = self._passive(hit)
        if passive >= 0:
            if self.folded.endswith(("người ", "nạn nhân "), 0, passive):
                self._named_later(hit)
            if self._pointed(passive):
                return
            who = self._before(passive)
            if who is not None and self._open(who.end, max(passive - 1, who.end), 60):
                self._mark(self.harmed, who, before=True)
                return
            if self._opens_with(passive, hit):
                return
        else:
            by = self._before(hit.start)
            crash = hit.entry.form.startswith(harm.COLLIDES)
            if by is not None and not crash and harm.DOES.fullmatch(self.folded, by.end, hit.start):
                self.agents[by.person] += 1
        whom = self.references.after(hit.end)
        if whom is None or whom.start - hit.end > 60:
            self._carried_on(hit)
            return
        if harm.OBJECT_GAP.fullmatch(self.folded[hit.end : whom.start]):
            self._mark(self.harmed, whom, before=False)
        else:
            self._carried_on(hit)

    def _pointed(self, at: int) -> bool:
        """Khiến người đàn ông này | tử vong, cô gái này | bị đánh: whoever of that sex was named last."""
        told = (
            harm.POINTED.search(self.folded, max(0, at - 44), at)
            if self.folded.endswith(harm.POINTS, 0, at)
            else None
        )
        if told is None:
            return False
        sex = Gender.FEMALE if told["f"] else Gender.MALE if told["m"] else None
        start = self.document.sentences[max(0, self.document.sentence_at(told.start()) - 2)][0]
        for reference in reversed(self.named.between(start, told.start())):
            i = reference.person
            known = self.genders[i] if i < len(self.genders) else Gender.UNKNOWN
            if i in self.suspects or i in self.officials or not self.people[i].named:
                continue
            if sex is None or known in (sex, Gender.UNKNOWN):
                self._mark(self.harmed, reference, before=True)
                return True
        return False

    def _opens_with(self, passive: int, hit: Hit) -> bool:
        """Bị A đánh đập, chị B bỏ đi; bị chồng bạo hành: B kể lại: whoever the clause before the comma is about."""
        start = self.document.sentences[max(0, self.document.sentence_at(hit.start))][0]
        if passive - start > 12 or not harm.LEADS_IN.fullmatch(self.folded, start, passive):
            return False
        for whom in self.references.between(hit.end, hit.end + 90)[:2]:
            gap = self.folded[hit.end : whom.start]
            if harm.THEN.fullmatch(gap):
                self._mark(self.harmed, whom, before=False)
                return True
        return False

    def _carried_on(self, hit: Hit) -> None:
        """A rủ B ra bờ đê rồi hiếp dâm: the object of the verb before is the one of the act too."""
        start = self.document.sentences[max(0, self.document.sentence_at(hit.start))][0]
        near = self.references.between(max(start, hit.start - 160), hit.start)
        if len(near) < 2 or near[-1].person == near[-2].person:
            return
        whom = near[-1]
        gap = self.folded[whom.end : hit.start]
        if harm.OBJECT_OF.search(self.folded, max(0, whom.start - 16), whom.start) and harm.GOES_ON.fullmatch(
            gap
        ):
            self._mark(self.harmed, whom, before=False)

    def _named_later(self, hit: Hit) -> None:
        """Người bị chiếm đoạt tiền nhiều nhất là bà A."""
        whom = self.references.after(hit.end)
        if whom is not None and re.fullmatch(
            r"[^.;:,\n“”\"]{0,45} (?:là|gồm|như) ", self.folded[hit.end : min(whom.start, hit.end + 60)]
        ):
            self._mark(self.harmed, whom, before=False)

    def _called(self, hit: Hit) -> None:
        covering = self.named.after(hit.start)
        if covering is not None and covering.start == hit.start and covering.end > hit.end:
            # nạn nhân A nên thuê nhóm gồm B: the name is there already
            return
        after = self.named.after(hit.end)
        if after is not None and after.start - hit.end <= 90:
            gap = without_parentheses(self.folded[hit.end : after.start])
            # "uy hiếp bị hại, Thượng tá A cho biết": whoever speaks for somebody begins anew behind a comma
            if (
                harm.NAMED_GAP.fullmatch(gap)
                and not (gap.strip(" ") == "," and after.person in self.officials)
                and not any(word in gap for word in harm.SUSPECTS)
            ):
                self._mark(self.called, after, before=False)
                if gap.rstrip().endswith(("gồm", ":", "là")) and self._several(hit):
                    self._rest_of_list(after)
                return
        before = self.named.before(hit.start)
        if before is None:
            return
        gap = without_parentheses(self.folded[before.end : hit.start])
        if harm.IS.fullmatch(gap):
            self.called.add(before.person)
        elif not harm.PLURAL.search(self.folded, max(0, hit.start - 12), hit.start):
            self.unnamed.append(hit)

    def _several(self, hit: Hit) -> bool:
        return harm.PLURAL.search(self.folded, max(0, hit.start - 12), hit.start) is not None

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

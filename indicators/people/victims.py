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
from indicators.model import Zone
from indicators.people import harm
from indicators.people.merge import Individual
from indicators.people.places import Reference, References, without_parentheses
from indicators.text import Document

_SAID_OF_VICTIMS = frozenset({"victim", "harm", "attack"})
_TOLD_OF_HARM = frozenset({"harm", "attack"})


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

    def _by_own_hand(self) -> None:
        """Ông A tự thiêu, anh B chết trong tư thế treo cổ: whoever did so beside a victim is none."""
        if not self.harmed or not any(word in self.folded for word in harm.OWN_HAND):
            return
        for hit in harm.SUICIDE.finditer(self.folded):
            who = self._before(hit.start())
            others = (self.called | self.harmed) - {who.person} if who is not None else set()
            if who is not None and others and self._open(who.end, hit.start(), 70):
                self.harmed.discard(who.person)

    def _rescued(self) -> None:
        """Đưa anh A đi cấp cứu; chị B được người dân đưa đến bệnh viện cấp cứu."""
        if "cấp cứu" not in self.folded:
            return
        for hit in harm.CARRIED.finditer(self.folded):
            whom = self.references.after(hit.end())
            if (
                whom is not None
                and whom.start - hit.end() <= 2
                and harm.TO_DOCTOR.match(self.folded, whom.end)
            ):
                self._mark(self.harmed, whom, before=False)
        for hit in harm.WAS_CARRIED.finditer(self.folded):
            who = self._before(hit.start())
            if who is not None and who.person not in self.stars and self._open(who.end, hit.start(), 30):
                self._mark(self.harmed, who, before=True)

    def _crashed(self) -> None:
        """Xe máy do A điều khiển tông xe của B, cả hai bị thương: everybody on the road, where as many came to harm."""
        if not any(word in self.folded for word in harm.CRASHES) or not harm.CRASH.search(self.folded):
            return
        counted: Counter[int] = Counter()
        for hit in harm.CASUALTIES.finditer(self.folded):
            # một người chết, hai người bị thương: three on the road, where one sentence counts both
            counted[self.document.sentence_at(hit.start())] += harm.NUMBERS.get(hit.group(1), 9)
        if not counted:
            return
        on_road: dict[int, Reference] = {}
        drivers: set[int] = set()
        for one in self.named.all:
            before = self.folded[max(0, one.start - 16) : one.start]
            after = without_parentheses(self.folded[one.end : one.end + 90])
            # who drives a lorry or a coach seldom comes to harm in it
            if harm.LORRY.search(self.folded, max(0, one.start - 50), one.start + 10):
                drivers.add(one.person)
            if harm.RIDES.match(after) or harm.RIDDEN.search(before):
                on_road.setdefault(one.person, one)
        group = [i for i in on_road if self.people[i].named and i not in drivers]
        if group and len(group) <= max(counted.values()) and not self.suspects.intersection(group):
            self.harmed.update(i for i in group if i not in self.stars)

    def _introduced(self) -> None:
        """Trên xe còn có anh A (19 tuổi): named once, with an age, in an item whose title tells of harm.

        Of 20 who hold no office, say nothing and do nothing to anybody, 13 were victims (unread articles, 2026-11).
        """
        if not any(
            self.document.zone_at(hit.start) == Zone.TITLE and not hit.entry.cues.isdisjoint(_TOLD_OF_HARM)
            for hit in self.cues
        ):
            return
        for at, person in enumerate(self.people):
            if len(person.spots) != 1 or person.extra or at in self.officials or self.agents[at]:
                continue
            spot = person.spots[0]
            drives = harm.LORRY.search(self.folded, max(0, spot.lead - 60), spot.start)
            if harm.WITH_AGE.match(self.folded, spot.end) and not drives and at not in self.suspects:
                self.harmed.add(at)

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
        owned = harm.OWNED.search(self.folded, max(0, start - 60), self.references.start_of(start))
        if owned and not self.folded.startswith(harm.CRIES, end):
            return False
        gap = harm.ASIDE.sub("", harm.NICKNAME.sub("", self.folded[start:end]))
        gap = harm.WITH_OTHERS.sub("", without_parentheses(gap))
        gap = harm.MEANWHILE.sub(" ", gap)
        if self.folded.startswith(("bị ", " bị "), end):
            gap = harm.BUT.sub("", gap)
        return len(gap) <= most and not harm.HARD_STOP.search(gap) and not harm.OTHER.search(gap)

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

    def _reported(self) -> None:
        """Chị A trình báo bị mất xe, nhà bị kẻ gian đột nhập: who tells the police of the own loss."""
        if not any(word in self.folded for word in harm.REPORTED):
            return
        for hit in harm.REPORTS.finditer(self.folded):
            who = self._before(hit.start())
            if who is not None and who.person not in self.stars and self._open(who.end, hit.start(), 60):
                self._mark(self.harmed, who, before=True)

    def _paid(self) -> None:
        """Bà A chuyển 2 tỷ đồng cho B, where B is accused of fraud: she is out of her money."""
        if not self.suspects or not harm.FRAUD.search(self.folded):
            return
        for hit in harm.PAYS.finditer(self.folded):
            who, to = self._before(hit.start()), self.references.after(hit.end())
            if who is None or to is None or to.person not in self.suspects or who.person in self.suspects:
                continue
            money = harm.MONEY.search(hit.group()) or harm.MONEY.search(self.folded, to.end, to.end + 40)
            if money and to.start - hit.end() <= 4 and self._open(who.end, hit.start(), 80):
                self._mark(self.harmed, who, before=True)

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
        after = self.named.after(hit.end)
        if after is not None and after.start - hit.end <= 90:
            gap = without_parentheses(self.folded[hit.end : after.start])
            # "uy hiếp bị hại, Thượng tá A cho biết": whoever speaks for somebody begins anew behind a comma
            if harm.NAMED_GAP.fullmatch(gap) and not (
                gap.strip(" ") == "," and after.person in self.officials
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

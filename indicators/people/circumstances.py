"""What makes a victim of somebody beside the grammar of one verb: a crash, a rescue, a list, a report to the police."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from indicators.lexicon import Hit
from indicators.model import Zone
from indicators.people import harm
from indicators.people.merge import Individual
from indicators.people.places import Reference, References, without_parentheses
from indicators.text import Document

_TOLD_OF_HARM = frozenset({"harm", "attack"})
# so many names of a list are looked back over
_LONGEST_LIST = 6


class Circumstances:
    """What happened to whom in one document; :class:`indicators.people.victims.VictimReader` fills it."""

    document: Document
    folded: str
    people: Sequence[Individual]
    # everybody named; and also whoever says "tôi"
    named: References
    references: References
    cues: Sequence[Hit]
    stars: set[int]
    officials: set[int]
    suspects: set[int]
    called: set[int]
    harmed: set[int]
    times: Counter[int]
    agents: Counter[int]

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
            first = self.references.start_of(start)
            if not harm.STORY.search(self.folded, max(0, first - 50), first):
                return False
        gap = harm.ASIDE.sub("", harm.NICKNAME.sub("", self.folded[start:end]))
        gap = harm.WITH_OTHERS.sub("", without_parentheses(gap))
        gap = harm.ONE_OF.sub(" ", harm.MEANWHILE.sub(" ", gap))
        if self.folded.startswith(("bị ", " bị "), end):
            gap = harm.BUT.sub("", gap)
        return len(gap) <= most and not harm.HARD_STOP.search(gap) and not harm.OTHER.search(gap)

    def _mark(self, into: set[int], reference: Reference, *, before: bool) -> None:
        into.add(reference.person)
        self.times[reference.person] += 1
        joined = self.references.joined_before if before else self.references.joined_after
        into.update(r.person for r in joined(reference))

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

        Of 20 who hold no office, say nothing and do nothing to anybody, 13 were victims (unread articles, 2026-11); none
        who stands in one list with a suspect, or as whose name somebody used.
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
            if drives or at in self.suspects or not harm.WITH_AGE.match(self.folded, spot.end):
                continue
            if not self._beside_suspect(spot.lead):
                self.harmed.add(at)

    def _beside_suspect(self, at: int) -> bool:
        """Bắt A (SN 1980), ngụ B; C (SN 1983): is the one before in the list a suspect? Giấy tờ mang tên D."""
        if self.folded.endswith(("mang tên ", "đứng tên ", "tên giả ", "giả danh "), 0, at + 4):
            return True
        for _ in range(_LONGEST_LIST):
            before = self.named.before(at)
            if before is None or not harm.LIST.fullmatch(self.folded, before.end, at):
                # nhóm thanh niên gồm A, B và C
                return harm.GANG.search(self.folded, max(0, at - 70), at) is not None
            if before.person in self.suspects:
                return True
            at = before.start
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
            said = self.folded[who.end : hit.start()]
            if money and to.start - hit.end() <= 4 and len(said) <= 110 and not harm.HARD_STOP.search(said):
                self._mark(self.harmed, who, before=True)

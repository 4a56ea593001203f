"""Family roles: is a word such as vợ, mẹ, con trai used for somebody, as the media monitoring projects count it?

Only the word used for the person counts: in "vợ ông Tú" it says something about the wife and nothing about Tú.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Sequence

from indicators.lexicon import KIN, Hit
from indicators.model import Gender
from indicators.people import familywords as said
from indicators.people.kinship import MARRIED, OUR_COUPLE, POINTED, THIS, counterparts, is_kin, of_two
from indicators.people.merge import Individual
from indicators.people.places import Reference, References, without_parentheses
from indicators.people.spots import Spot
from indicators.text import Document


class FamilyReader:
    """Reads who in a document has a family role; ask with ``person in reader.persons``."""

    def __init__(
        self,
        document: Document,
        hits: Sequence[Hit],
        people: Sequence[Individual],
        references: References,
        genders: Sequence[Gender],
    ) -> None:
        self.document, self.people, self.references = document, people, references
        self.norm, self.folded = document.norm, document.folded
        self.genders = genders
        # a family word, the one it stands for (-1: nobody with a name), and the one whose relative that is
        self.told: list[tuple[str, int, int, int]] = []
        self.sexes = [{str(g)} if g in (Gender.FEMALE, Gender.MALE) else set() for g in genders]
        self.kin = [h for h in hits if KIN in h.entry.kinds and is_kin(self.folded, h)]
        self.kin_starts = [h.start for h in self.kin]
        self.persons: set[int] = set()
        self._pairs: set[int] = set()
        # words that are known to stand for somebody already
        self._given: set[int] = set()
        for at, person in enumerate(people):
            called = [s for i, s in enumerate(person.spots) if self._called(person, i)]
            if person.key[0] == "kin" or called:
                self.persons.add(at)
            for spot in called:
                if said.SEVERAL.search(self.folded, max(0, spot.lead - 12), spot.lead):
                    # hai cô em gái A và B
                    first = references.after(spot.lead)
                    if first is not None:
                        self.persons.update(r.person for r in references.joined_after(first))
        bare: list[Hit] = []
        last = -1
        for hit in self.kin:
            if hit.end <= last:
                continue
            last = hit.end
            if hit.entry.form not in said.NO_FAMILY - {"con"} and not self._before_name(hit):
                bare.append(hit)
        self.bare = bare
        for reference in references.all:
            if said.CALLS.search(
                self.folded, max(0, reference.start - 6), reference.start
            ) and said.CALLED_SO.match(self.folded, reference.end):
                self.persons.add(reference.person)
            if said.ARE.match(self.folded, self._behind(reference.end)):
                self.persons.add(reference.person)
                self.persons.update(r.person for r in references.joined_before(reference))
            elif self._apposed(reference) or self._grouped(reference):
                self.persons.add(reference.person)
                self.persons.update(self._with(reference))
        self._parents()
        self._two()
        self._counterparts()
        self._children()
        self._couple()

    def _couple(self) -> None:
        """A story of one woman and one man who are married: its "vợ" and "chồng" are they."""
        known = [i for i, p in enumerate(self.people) if p.named and self.sexes[i]]
        most = max((len(self.people[i].spots) for i in known), default=0)
        chief = [
            i
            for i in known
            if 3 * len(self.people[i].spots) >= most and len(self.people[i].spots) >= said.CHIEF
        ]
        if len(chief) != 2 or self.sexes[chief[0]] == self.sexes[chief[1]]:
            return
        if not any(word in self.folded for word in MARRIED) and not self._both_spouses():
            return
        for i, other in (chief, chief[::-1]):
            words = counterparts("chồng" if self.genders[i] is Gender.FEMALE else "vợ", self.genders[i])
            for hit in self.kin:
                if hit.entry.form not in words or hit.start in self._given or of_two(self.folded, hit):
                    continue
                if said.LEFT.search(self.folded, max(0, hit.start - 14), hit.start):
                    # chị A đã ly hôn chồng: seldom the other one of the story
                    continue
                owner = self._whose(hit)
                if owner.person == other if owner is not None else not self._in_general(hit):
                    self.persons.add(i)
                    break

    def _both_spouses(self) -> bool:
        """Does the item speak of a wife and of a husband?"""
        told = {
            hit.entry.kin_sex
            for hit in self.kin
            if hit.entry.form in said.STANDS_FOR
            and hit.entry.form.endswith(("vợ", "chồng"))
            and not of_two(self.folded, hit)
            and not self._in_general(hit)
        }
        return len(told) > 1

    def _grouped(self, reference: Reference) -> bool:
        """Vợ chồng ông A, cặp vợ chồng ca sĩ A - B: a word for the pair stands before the name."""
        low = max(0, reference.start - 44)
        before = self.references.before(reference.start)
        if before is not None and before.end > low:
            if self.folded[before.end : reference.start] in said.PAIRED and before.person in self._pairs:
                return True
            low = before.end
        # "vợ chồng A": the second half may be read as a word before the name
        end = (
            reference.start + 6
            if self.folded.startswith(("chồng ", "con "), reference.start)
            else reference.start
        )
        if not said.GROUP.search(self.folded, low, end) and not said.GROUP.search(
            self.folded, low, reference.start
        ):
            return False
        self._pairs.add(reference.person)
        return True

    def _parents(self) -> None:
        """Bà mẹ hai con, ông bố trẻ: said of whoever of that sex was named last."""
        told_of = "mẹ " in self.folded or "bố " in self.folded
        for hit in said.PARENT_OF.finditer(self.folded) if told_of else ():
            sex = "male" if hit.group(1).endswith("bố") else "female"
            start = self.document.sentences[max(0, self.document.sentence_at(hit.start()) - 2)][0]
            near = [
                r.person for r in self.references.between(start, hit.start()) if sex in self.sexes[r.person]
            ]
            if near:
                self.persons.add(near[-1])
        for told in self.kin:
            if told.entry.form not in POINTED or not THIS.match(self.folded, told.end):
                continue
            start = self.document.sentences[max(0, self.document.sentence_at(told.start) - 1)][0]
            before = [
                r.person for r in self.references.between(start, told.start) if self.people[r.person].named
            ]
            if before and not self._sex_speaks_against(told.entry.kin_sex, before[-1]):
                self.persons.add(before[-1])
        at = self.folded.find(OUR_COUPLE)
        while at >= 0:
            who = self.references.before(at)
            start = self.document.sentences[max(0, self.document.sentence_at(at))][0]
            if who is not None and who.start >= start and self.people[who.person].named:
                self.persons.add(who.person)
            at = self.folded.find(OUR_COUPLE, at + 1)

    def _two(self) -> None:
        """Bố mẹ anh Tửu là ông Khoát và bà Sen; hai con Lộc, Ban: a word for two, and both are named."""
        for hit in said.TWO.finditer(self.folded) if any(word in self.folded for word in said.OF_TWO) else ():
            for who in self.references.between(hit.end(), hit.end() + 50)[:2]:
                both = list(self.references.joined_after(who))
                if said.ARE_CALLED.fullmatch(self.norm, hit.end(), who.start) and len(both) == 1:
                    self.persons.update({who.person, both[0].person})
                    break

    def _counterparts(self) -> None:
        """Ông A, bố B, đưa con đi; con gái chị C ... gọi mẹ: who has a relative, and is told of by the word for the other side."""
        for hit in self.kin:
            owner = self._whose(hit)
            if owner is not None:
                self.told.append((hit.entry.form, -1, owner.person, hit.start))
            elif has := self._has(hit):
                self.told.append((hit.entry.form, -1, has.person, hit.start))
        usable: dict[str, list[Hit]] = {}
        for hit in self.kin:
            found = usable.setdefault(hit.entry.form, [])
            if len(found) < said.MOST and not of_two(self.folded, hit):
                found.append(hit)
        named = {(form, relative) for form, relative, *_ in self.told if relative >= 0}
        tried: set[tuple[int, str]] = set()
        for form, _, owner_of, at in self.told:
            if owner_of in self.persons or (owner_of, form) in tried:
                continue
            tried.add((owner_of, form))
            for word in sorted(counterparts(form, self.genders[owner_of])):
                if any(other == word and who != owner_of for other, who in named):
                    # another one is called so
                    continue
                for hit in usable.get(word, ()):
                    if hit.start != at and hit.start not in self._given and self._may_be(hit, owner_of):
                        self.persons.add(owner_of)
                        self._given.add(hit.start)
                        break

    def _has(self, hit: Hit) -> Reference | None:
        """Chị D. đã có con riêng; anh E cùng vợ: whose relative is told of right behind the name."""
        owner = self.references.before(hit.start)
        if owner is None or not said.HAS.fullmatch(self.folded, owner.end, hit.start):
            return None
        return owner

    def _whose(self, hit: Hit) -> Reference | None:
        """The one right behind a family word, whose relative it is."""
        owner = self.references.after(hit.start)
        if owner is not None and owner.start == hit.start and owner.end > hit.end:
            # "chồng chị" itself is somebody without a name, and no owner
            return owner if self.people[owner.person].named else self._addressed(hit)
        owner = self.references.after(hit.end)
        if owner is not None and self.folded[hit.end : owner.start] in said.OF:
            return owner
        return self._addressed(hit)

    def _addressed(self, hit: Hit) -> Reference | None:
        """Chồng chị, con gái của anh: of the one named last whom the item addresses so."""
        told = said.HIS.match(self.norm, hit.end)
        if told is None or told["whom"] not in self._by_address:
            return None
        i = bisect_left(self.references.starts, hit.start) - 1
        for reference in reversed(self.references.all[max(0, i - said.BACK) : i + 1]):
            if reference.person in self._by_address[told["whom"]]:
                return reference
        return None

    @functools.cached_property
    def _by_address(self) -> dict[str, set[int]]:
        """Who is called chị, who ông."""
        found: dict[str, set[int]] = {}
        for at, person in enumerate(self.people):
            for spot in person.spots if person.named else ():
                if spot.trigger is not None:
                    found.setdefault(spot.trigger.entry.form, set()).add(at)
        return found

    def _children(self) -> None:
        """Con trai, con gái mình: of the only child who has a name in the item."""
        young = [
            i
            for i, person in enumerate(self.people)
            if person.named
            and any(
                s.trigger is not None and s.trigger.entry.form in said.CHILD_ADDRESS for s in person.spots
            )
        ]
        if len(young) != 1:
            return
        for hit in self.bare:
            if hit.entry.form in said.CHILD and self._may_be(hit, young[0]):
                self.persons.add(young[0])
                return

    def _may_be(self, hit: Hit, person: int) -> bool:
        """May a family word stand for somebody: of no other sex, and with no other owner behind it?"""
        return not self._sex_speaks_against(hit.entry.kin_sex, person) and not self._of_somebody(hit)

    def _with(self, reference: Reference) -> set[int]:
        """A và B là con của C: said of both."""
        if not self.folded.startswith((" là con", " là anh", " là hai"), self._behind(reference.end)):
            return set()
        return {r.person for r in self.references.joined_before(reference)}

    def _behind(self, end: int) -> int:
        close = self.folded.find(")", end, end + 60)
        return close + 1 if self.folded.startswith(" (", end) and close > 0 else end

    def _called(self, person: Individual, at: int) -> bool:
        """Vợ Nguyễn Thị A, Mẹ Việt Nam anh hùng B: the word stands right before the name."""
        spot = person.spots[at]
        words = {words.lower() for rung, _, words in spot.sex_words if rung == "kin"}
        if spot.trigger is not None and KIN in spot.trigger.entry.kinds and self._bears(spot):
            words.add(spot.trigger.entry.form)
        if spot.trigger is not None and spot.trigger.entry.form in said.UNCLES:
            return True
        if at and len(spot.pieces) < 3:
            words = {word for word in words if not said.PARENT.match(word)}
        lead = self.folded[spot.lead : spot.start]
        if said.PARENTS.search(self.folded, max(0, spot.lead - 6), spot.lead):
            return False
        if words - said.NO_FAMILY - said.TO:
            return True
        return lead.startswith(("mẹ ", "bà mẹ ", "má ")) and (not at or len(spot.pieces) >= 3)

    def _bears(self, spot: Spot) -> bool:
        """Is the family word the bearer's own, though it may as well be "vợ (của) Dũng"? Full names mostly are called so,
        single ones and spouses only beside somebody else: "cùng vợ Mạc Thị Sen", "khoe con trai Tửu".
        """
        if spot.trigger is None:
            return False
        spouse = spot.trigger.entry.form in said.SPOUSES
        if len(spot.pieces) >= 2 and not spouse:
            return True
        return (
            said.BESIDE.search(self.folded, max(0, spot.trigger.start - 11), spot.trigger.start) is not None
        )

    def _sex_speaks_against(self, sex: str, person: int) -> bool:
        sexes = self.sexes[person]
        return bool(sex and sexes and sex not in sexes)

    def _by_name_alone(self, person: int) -> bool:
        """Chồng chị A là Kha Hồng Thắm: no word says that Thắm is a woman."""
        individual = self.people[person]
        return not individual.marks and not any(spot.sex_words for spot in individual.spots)

    def _before_name(self, hit: Hit) -> bool:
        """Vợ ông là bà A; con gái út của bà, B; mẹ cháu, chị C."""
        for who in self.references.between(hit.end, hit.end + 50)[:2]:
            gap = self.norm[hit.end : who.start]
            if self.folded.startswith("tên ", who.start):
                gap += "tên "
            bracket = said.IN_BRACKET.fullmatch(gap)
            told = said.BEFORE.fullmatch(gap) and re.search(r"[,:–-]|(?<!\w)(?:là|tên)(?!\w)", gap)
            if not (told or bracket):
                continue
            if gap.strip() == "," and not self._opens(hit):
                continue
            if self._sex_speaks_against(hit.entry.kin_sex, who.person) and not (
                gap.endswith(" là ") and self._by_name_alone(who.person)
            ):
                continue
            if hit.entry.form == "con" and " là " not in gap:
                continue
            self.persons.add(who.person)
            self._tell(hit, who)
            if said.MANY.search(self.folded, max(0, hit.start - 16), hit.start):
                self.persons.update(r.person for r in self.references.joined_after(who))
            return True
        return False

    def stand_for(self, private: set[int]) -> None:
        """Người chồng, vợ ...: of the only private person of that sex named just before.

        A spouse needs somebody of the other sex close by, or the word speaks of nobody in the story.
        """
        by_sex: dict[str, set[int]] = {"female": set(), "male": set()}
        for i in private:
            for sex in self.sexes[i]:
                by_sex.setdefault(sex, set()).add(i)
        for hit in self.bare:
            form, sex = hit.entry.form, hit.entry.kin_sex
            if form not in said.STANDS_FOR or len(by_sex[sex]) != 1 or self._of_somebody(hit):
                continue
            if hit.start in self._given or of_two(self.folded, hit) or self._in_general(hit):
                continue
            others = by_sex["male" if sex == "female" else "female"]
            if self.document.zone_at(hit.start) in said.FRONT and len(others) == 1:
                # Chồng chém vợ: the one woman and the one man whom the body names
                self.persons.update(by_sex[sex])
                continue
            start = self.document.sentences[max(0, self.document.sentence_at(hit.start) - 3)][0]
            near = [r.person for r in self.references.between(start, hit.start)]
            own = [i for i in near if i in by_sex[sex]]
            if not own:
                continue
            beside = len(others) == 1 or bool(others.intersection(near))
            if form not in said.SPOUSES or beside or self._spouse_told(form, start, hit.start, own[-1]):
                self.persons.add(own[-1])

    def _in_general(self, hit: Hit) -> bool:
        """Cưới vợ, có chồng, người chồng của tôi: nobody yet, or somebody of whoever writes."""
        return bool(
            said.GETS.search(self.folded, max(0, hit.start - 12), hit.start)
            or said.MINE.match(self.folded, hit.end)
        )

    def _spouse_told(self, form: str, start: int, end: int, person: int) -> bool:
        """Chồng chị A ... của vợ, chị A và chồng ...: is the other spouse told of before, beside this one?"""
        low, high = bisect_left(self.kin_starts, start), bisect_left(self.kin_starts, end)
        for hit in self.kin[low:high]:
            if hit.entry.form not in said.SPOUSE_OF[form]:
                continue
            owner, first = self.references.after(hit.end), self.references.before(hit.start)
            if owner is not None and owner.person == person and self.folded[hit.end : owner.start] in said.OF:
                return True
            if (
                first is not None
                and first.person == person
                and self.folded[first.end : hit.start] in said.AND
            ):
                return True
        return False

    def _of_somebody(self, hit: Hit) -> bool:
        """Vợ ông Tú, mẹ của bé, các bà mẹ: somebody else, or nobody in particular."""
        after = self.references.after(hit.end)
        if after is not None and self.folded[hit.end : after.start] in (" ", " của "):
            return True
        return bool(said.MANY.search(self.folded, max(0, hit.start - 10), hit.start))

    def _tell(self, hit: Hit, relative: Reference) -> None:
        """Vợ ông A là bà B; thấy con gái là cháu C: whose relative, by the word behind or as the one told of before."""
        owner = self._whose(hit)
        if owner is None or owner.person == relative.person:
            owner = self.references.before(hit.start)
            start = self.document.sentences[max(0, self.document.sentence_at(hit.start))][0]
            if owner is None or owner.start < start or owner.person == relative.person:
                return
        self.told.append((hit.entry.form, relative.person, owner.person, hit.start))

    def _opens(self, hit: Hit) -> bool:
        """Vợ, chị A: without an owner the word must not belong to somebody named before."""
        return said.BY_ITSELF.search(self.folded, max(0, hit.start - 10), hit.start) is not None

    def _apposed(self, reference: Reference) -> bool:
        """Bà A, mẹ của B; ông C (chồng bà D); chị E là con gái."""
        window = self.folded[reference.end : reference.end + 130]
        skip = 0
        if window.startswith((" (", "(")) and ")" in window[:90]:
            cut = window.index(")") + 1
            inner = window[:cut].strip(" (")
            opened = reference.end + cut - len(window[:cut].lstrip(" ("))
            parts = [opened, *(opened + m.end() for m in re.finditer(r"[,;-] ", inner))]
            parts += [
                m.end()
                for part in list(parts)
                if (m := said.OPENING.match(self.folded, part)) and m.end() > part
            ]
            if any(
                self._kin_at(part, reference.person) or self._younger(part, reference.person)
                for part in parts
            ):
                return bool(inner)
            skip = cut
        gap = said.AFTER.match(window, skip)
        return gap is not None and self._kin_at(reference.end + gap.end(), reference.person)

    def _younger(self, at: int, person: int) -> bool:
        """(em bị cáo A), (con ông B), (cháu Kha Văn C): in brackets the address is a relation to somebody else."""
        told = said.YOUNGER.match(self.folded, at)
        if told is None:
            return False
        other = self.references.after(at)
        return (
            other is not None
            and other.person != person
            and other.start <= told.end()
            and self.people[other.person].named
            and (other.start in (at, told.end()) or self.folded.startswith(said.OF_WHOM, told.end()))
        )

    def _kin_at(self, at: int, person: int) -> bool:
        if said.RELATIVE.match(self.folded, at):
            return True
        i = bisect_left(self.kin_starts, at)
        while i < len(self.kin) and self.kin[i].start == at:
            hit = self.kin[i]
            i += 1
            if hit.entry.form in said.NO_FAMILY - {"con"} or self._sex_speaks_against(
                hit.entry.kin_sex, person
            ):
                continue
            rest = without_parentheses(self.folded[hit.end : hit.end + 14])
            if hit.entry.form == "con" and not rest.startswith((" của ", " ông ", " bà ", " út", " duy nhất", " anh ", " chị ", " cả", " thứ")):  # fmt: skip
                continue
            return True
        return False

"""Two counts side by side: everybody in the news, and the voices that the newsroom chose.

An event imposes people on a newsroom: whoever attacked, was hurt, won, was appointed, or merely sat in the hall. What an
editor can change is whom the outlet asks. The second count therefore leaves out newsmakers and listed attendants and
keeps those whose words the outlet went to get: after the rule "measure what you control" of the BBC's 50:50 project [C].
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from indicators.model import Analysis, Gender, Person

# somebody the story is about, or who is only mentioned, was not chosen
_IMPOSED = frozenset({"subject", "other"})


@dataclass(frozen=True, slots=True)
class Count:
    """People by sex. ``unknown`` is told and never spread over the others."""

    female: int = 0
    male: int = 0
    other: int = 0
    unknown: int = 0

    @property
    def total(self) -> int:
        """Everybody, whatever is known of them."""
        return self.female + self.male + self.other + self.unknown

    @property
    def share_of_women(self) -> float | None:
        """Women among women and men; None where there is neither."""
        known = self.female + self.male
        return self.female / known if known else None

    def __add__(self, other: Count) -> Count:
        return Count(
            self.female + other.female,
            self.male + other.male,
            self.other + other.other,
            self.unknown + other.unknown,
        )


@dataclass(frozen=True, slots=True)
class TwoCounts:
    """``everybody``: all individuals. ``chosen``: the voices the newsroom chose. ``listed``: named only as present."""

    everybody: Count = field(default_factory=Count)
    chosen: Count = field(default_factory=Count)
    listed: Count = field(default_factory=Count)

    def __add__(self, other: TwoCounts) -> TwoCounts:
        return TwoCounts(
            self.everybody + other.everybody, self.chosen + other.chosen, self.listed + other.listed
        )


def is_chosen(person: Person) -> bool:
    """Does the outlet let somebody speak whom the event did not impose?"""
    speaks = person.source or person.quoted
    return speaks and not person.listed and person.function not in _IMPOSED


def gmmp_code(person: Person) -> int:
    """The occupation code of the Global Media Monitoring Project; 0 is "not stated"."""
    return person.gmmp_occupation if person.gmmp_occupation is not None else 0


def count(people: Iterable[Person]) -> Count:
    """People by sex, each once."""
    sexes = Counter(person.gender for person in people)
    return Count(sexes[Gender.FEMALE], sexes[Gender.MALE], sexes[Gender.OTHER], sexes[Gender.UNKNOWN])


def two_counts(analysis: Analysis) -> TwoCounts:
    """Both counts of one item. Add the results of many items: a person counts once an item."""
    people = analysis.people
    return TwoCounts(
        everybody=count(people),
        chosen=count(p for p in people if is_chosen(p)),
        listed=count(p for p in people if p.listed),
    )

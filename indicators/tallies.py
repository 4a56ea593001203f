"""What is counted of an item, and what comes out for an indicator: small values without text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

MEASURED, INSUFFICIENT, NOT_ASSESSED = "measured", "insufficient", "not_assessed"
NOT_APPLICABLE, NONE_ARISING, NEEDS_REVIEW = "not_applicable", "none_arising", "needs_review"


@dataclass(frozen=True, slots=True)
class ItemDecisions:
    """What people decided about single findings of one item, each named by rule and offsets.

    ``withdrawn``: taken back whatever the rule's standing, since an objection was accepted; ``demoted``: rules that lost
    their standing by objections, whose findings count no more.
    """

    confirmed: frozenset[tuple[str, int, int]] = frozenset()
    rejected: frozenset[tuple[str, int, int]] = frozenset()
    withdrawn: frozenset[tuple[str, int, int]] = frozenset()
    demoted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class VoiceTally:
    """Findings by whose words they are: the outlet's own, and a source's that it chose for title, lead or caption."""

    narrator: int = 0
    chosen: int = 0

    @classmethod
    def of(cls, voices: Iterable[str]) -> VoiceTally:
        """From the voice of each finding."""
        counted = Counter(map(str, voices))
        return cls(counted["narrator"], counted["chosen"])

    def __add__(self, other: VoiceTally) -> VoiceTally:
        return VoiceTally(self.narrator + other.narrator, self.chosen + other.chosen)


@dataclass(frozen=True, slots=True)
class ItemMeta:
    """What the analysis does not know about its item. ``repost``: taken over from elsewhere, counted apart;
    ``published``: ISO 8601 or ""; ``presenters``: who presented it, where a rundown says; ``named``: codes of indicators whose own ``words`` stand in the text
    (:class:`indicators.plans.Wordings`).
    """

    kind: str = ""
    advert: bool = False
    repost: bool = False
    published: str = ""
    presenters: Tally | None = None
    named: frozenset[str] = frozenset()
    decisions: ItemDecisions = ItemDecisions()


@dataclass(frozen=True, slots=True)
class Tally:
    """People of one group in one item, by sex."""

    women: int = 0
    men: int = 0
    other: int = 0
    unknown: int = 0

    @property
    def known(self) -> int:
        return self.women + self.men + self.other

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.women + other.women,
            self.men + other.men,
            self.other + other.other,
            self.unknown + other.unknown,
        )


NOBODY = Tally()


@dataclass(frozen=True, slots=True)
class ItemMeasures:
    """All that scores need of one item: small counts, no text.

    ``scoring`` and ``candidates``: codes of indicators with findings that count (of proven rules, or confirmed by a person),
    and with findings that do not; ``waiting``: codes with findings that would count if a person confirmed them.
    ``topics``: GMMP codes; ``chosen`` and ``imposed``: of the sources those whom the newsroom asked, and those
    whom the event brought (indicators.counts); ``published`` and ``named`` as in ItemMeta.
    """

    people: Tally = NOBODY
    listed: Tally = NOBODY
    sources: Tally = NOBODY
    chosen: Tally = NOBODY
    imposed: Tally = NOBODY
    experts: Tally = NOBODY
    popular: Tally = NOBODY
    presenters: Tally | None = None
    spokespersons: Tally = NOBODY
    victims: Tally = NOBODY
    positions: Mapping[str, Tally] = field(default_factory=lambda: MappingProxyType({}))
    women_central: bool = False
    gender_topic: bool = False
    gbv: bool = False
    law_reference: bool = False
    challenges: bool = False
    advert: bool = False
    repost: bool = False
    scoring: frozenset[str] = frozenset()
    candidates: frozenset[str] = frozenset()
    waiting: frozenset[str] = frozenset()
    topics: frozenset[int] = frozenset()
    published: str = ""
    named: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Part:
    """One group inside a score: experts, those listed as present, one social position."""

    name: str
    numerator: int
    n: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Score:
    """One indicator of one outlet. Shares in [0, 1]; ``outcome`` as in reports.figures.Outcome.

    ``numerator`` of ``n`` (units with a known answer); ``unknown`` could not be decided and are in neither;
    ``articles``: items looked at. ``note`` is a key such as "lower_bound", "" where there is nothing to add.
    """

    code: str
    outcome: str
    value: float | None = None
    numerator: int | None = None
    n: int | None = None
    articles: int | None = None
    interval: tuple[float, float] | None = None
    unknown: int | None = None
    minimum: int | None = None
    points: float | None = None
    max_points: float | None = None
    note: str = ""
    parts: tuple[Part, ...] = ()

"""From analyses to scores: pure functions, the same figures for the same items, unknown never counted as zero.

Units are people in articles (interval by a bootstrap over articles, since the people of one article are no independent
draws) or articles (Wilson). ``n`` below the edition's smallest number is "insufficient"; where the program finds only
candidates that a person must confirm, the outcome is "needs_review" and there is no value.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from indicators.indexes.edition import Edition, Indicator
from indicators.model import Analysis, Gender, Zone

MEASURED, INSUFFICIENT, NOT_ASSESSED = "measured", "insufficient", "not_assessed"
NOT_APPLICABLE, NONE_ARISING, NEEDS_REVIEW = "not_applicable", "none_arising", "needs_review"

_Z = 1.959964
# above this many draws (articles times resamples) the linearised variance is used: same width to a tenth of a point
_MAX_DRAWS = 1_500_000
_FIELD = 32
_MASK = (1 << _FIELD) - 1

# functions in the story (GMMP) that make up the voice of the public
_EXPERT, _POPULAR = "expert", frozenset({"popular", "experience", "eyewitness"})


@dataclass(frozen=True, slots=True)
class ItemMeta:
    """What the analysis does not know about its item. ``repost``: taken over from elsewhere, counted apart."""

    kind: str = ""
    advert: bool = False
    repost: bool = False


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

    ``scoring`` and ``candidates``: codes of indicators with findings that may score, and with findings that may not.
    """

    people: Tally = NOBODY
    listed: Tally = NOBODY
    sources: Tally = NOBODY
    experts: Tally = NOBODY
    popular: Tally = NOBODY
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


def measure(analysis: Analysis, record_meta: ItemMeta | None = None) -> ItemMeasures:
    """The counts of one item."""
    meta = record_meta or ItemMeta()
    groups: dict[str, Counter[Gender]] = {
        name: Counter() for name in ("people", "listed", "sources", "experts", "popular", "victims")
    }
    positions: dict[str, Counter[Gender]] = {}
    for person in analysis.people:
        source = (person.source or person.quoted) and not person.listed
        groups["listed" if person.listed else "people"][person.gender] += 1
        if source:
            groups["sources"][person.gender] += 1
            if person.function == _EXPERT:
                groups["experts"][person.gender] += 1
            elif person.function in _POPULAR:
                groups["popular"][person.gender] += 1
        if person.victim:
            groups["victims"][person.gender] += 1
        if person.gmmp_occupation is not None and not person.listed:
            positions.setdefault(str(person.gmmp_occupation), Counter())[person.gender] += 1
    scoring = frozenset(code for f in analysis.findings if f.scores for code in f.indicators)
    labels = analysis.labels
    return ItemMeasures(
        **{name: _tally(counts) for name, counts in groups.items()},
        positions=MappingProxyType({name: _tally(counts) for name, counts in positions.items()}),
        women_central=labels.women_central,
        gender_topic=labels.gender_topic,
        gbv=labels.gbv,
        law_reference=labels.law_reference,
        challenges=labels.challenges_stereotype,
        advert=meta.advert or any(f.zone is Zone.ADVERT for f in analysis.findings),
        repost=meta.repost,
        scoring=scoring,
        candidates=frozenset(code for f in analysis.findings for code in f.indicators) - scoring,
    )


def _tally(counts: Counter[Gender]) -> Tally:
    return Tally(counts[Gender.FEMALE], counts[Gender.MALE], counts[Gender.OTHER], counts[Gender.UNKNOWN])


class _Items:
    """The items of one outlet, split once; and one bootstrap for all measures of people."""

    def __init__(self, items: Iterable[ItemMeasures], seed: int, resamples: int) -> None:
        every = list(items)
        self.news = [item for item in every if not item.advert]
        self.adverts = [item for item in every if item.advert]
        self.violence = [item for item in self.news if item.gbv]
        self.gender = [item for item in self.news if item.gbv or item.gender_topic]
        self._seed = seed
        self._resamples = resamples

    def interval(self, tallies: Sequence[Tally]) -> tuple[float, float] | None:
        """95 % for the share of women among persons of known sex, by articles."""
        pairs = [(t.women, t.known) for t in tallies if t.known]
        women, known = sum(w for w, _ in pairs), sum(n for _, n in pairs)
        if not known:
            return None
        if women in (0, known) or len(pairs) < 2:
            # every resample would give the same share; articles, not people, are the independent draws
            return wilson(round(women / known * len(pairs)), len(pairs))
        if len(pairs) * self._resamples > _MAX_DRAWS:
            return linearised(pairs)
        return bootstrap(pairs, seed=self._seed, resamples=self._resamples)


def bootstrap(
    pairs: Sequence[tuple[int, int]], *, seed: int = 0, resamples: int = 1000
) -> tuple[float, float]:
    """Percentile interval of sum(w)/sum(n) when whole articles are drawn again. Same seed, same interval.

    Both sums travel in one integer, so that a draw costs one choice and one addition.
    """
    packed = sorted(w << _FIELD | n for w, n in pairs)
    draw = random.Random(seed)  # noqa: S311  resampling, no secret
    shares: list[float] = []
    for _ in range(resamples):
        total = sum(draw.choices(packed, k=len(packed)))
        shares.append((total >> _FIELD) / (total & _MASK))
    shares.sort()
    last = resamples - 1
    return shares[round(0.025 * last)], shares[round(0.975 * last)]


def linearised(pairs: Sequence[tuple[int, int]]) -> tuple[float, float]:
    """Interval of a ratio over clusters by Taylor linearisation, for outlets with thousands of articles."""
    clusters = len(pairs)
    known = sum(n for _, n in pairs)
    share = sum(w for w, _ in pairs) / known
    spread = sum((w - share * n) ** 2 for w, n in pairs) * clusters / (clusters - 1)
    half = _Z * math.sqrt(spread) / known
    return max(0.0, share - half), min(1.0, share + half)


def wilson(k: int, n: int) -> tuple[float, float]:
    """95 % score interval of k in n, n > 0."""
    share, z2 = k / n, _Z * _Z
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = _Z * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    low = 0.0 if k == 0 else max(0.0, middle - half)
    return low, 1.0 if k == n else min(1.0, middle + half)


Measure = Callable[[_Items, Indicator], Score]


def score(
    items: Iterable[ItemMeasures], edition: Edition, *, seed: int = 0, resamples: int = 1000
) -> tuple[Score, ...]:
    """One score per indicator of the edition, in its order. What nothing measures is "not_assessed"."""
    ready = _Items(items, seed, resamples)
    return tuple(_score(ready, indicator) for indicator in edition)


def _score(items: _Items, indicator: Indicator) -> Score:
    if "media_body" not in indicator.answers:
        return Score(indicator.code, NOT_APPLICABLE, max_points=indicator.points)
    if indicator.measure is None:
        return Score(indicator.code, NOT_ASSESSED, max_points=indicator.points)
    return MEASURES[indicator.measure](items, indicator)


def _of_people(
    items: _Items,
    indicator: Indicator,
    tallies: Sequence[Tally],
    parts: tuple[Part, ...] = (),
    note: str = "",
) -> Score:
    total = sum(tallies, Tally())
    articles = len(items.news)
    small = indicator.minimum_n is not None and total.known < indicator.minimum_n
    if not total.known or small:
        return Score(
            indicator.code, INSUFFICIENT, None, total.women, total.known, articles, None, total.unknown,
            indicator.minimum_n, None, indicator.points, note, parts,
        )  # fmt: skip
    value = total.women / total.known
    return Score(
        indicator.code, MEASURED, value, total.women, total.known, articles, items.interval(tallies),
        total.unknown, indicator.minimum_n, indicator.points_for(value), indicator.points, note, parts,
    )  # fmt: skip


def _of_items(
    indicator: Indicator,
    count: int,
    n: int,
    *,
    articles: int,
    candidates: int = 0,
    note: str = "",
) -> Score:
    small = not n or (indicator.minimum_n is not None and n < indicator.minimum_n)
    outcome = INSUFFICIENT if small else (NEEDS_REVIEW if candidates else MEASURED)
    value = count / n if outcome == MEASURED else None
    return Score(
        indicator.code,
        outcome,
        value,
        count,
        n,
        articles,
        wilson(count, n) if value is not None else None,
        candidates,
        indicator.minimum_n,
        indicator.points_for(value) if value is not None else None,
        indicator.points,
        note,
    )


def _part(name: str, tally: Tally) -> Part:
    return Part(name, tally.women, tally.known, tally.unknown)


def _women_among_people(items: _Items, indicator: Indicator) -> Score:
    """Women among people in the news; those only listed as present are told apart."""
    listed = sum((i.listed for i in items.news), Tally())
    return _of_people(items, indicator, [i.people for i in items.news], (_part("listed", listed),))


def _women_among_sources(items: _Items, indicator: Indicator) -> Score:
    """Women among those who were asked or quoted; people listed as present were neither."""
    return _of_people(items, indicator, [i.sources for i in items.news])


def _women_among_voices(items: _Items, indicator: Indicator) -> Score:
    """Women among experts and the voice of the public, each also apart."""
    experts = sum((i.experts for i in items.news), Tally())
    popular = sum((i.popular for i in items.news), Tally())
    tallies = [i.experts + i.popular for i in items.news]
    parts = (_part("expert", experts), _part("popular", popular))
    return _of_people(items, indicator, tallies, parts, "no_presenters")


def _women_by_position(items: _Items, indicator: Indicator) -> Score:
    """Women among people of known occupation, with one part per occupation of the GMMP code sheet."""
    by_name: dict[str, Tally] = {}
    for item in items.news:
        for name, tally in item.positions.items():
            by_name[name] = by_name.get(name, Tally()) + tally
    parts = tuple(_part(name, by_name[name]) for name in sorted(by_name, key=int))
    tallies = [sum(i.positions.values(), Tally()) for i in items.news]
    return _of_people(items, indicator, tallies, parts)


def _women_among_victims(items: _Items, indicator: Indicator) -> Score:
    """Women among persons presented as victims."""
    return _of_people(items, indicator, [i.victims for i in items.news])


def _women_centred_items(items: _Items, indicator: Indicator) -> Score:
    """Items centred on women or on matters of particular concern to women."""
    count = sum(i.women_central or i.gender_topic or i.gbv for i in items.news)
    return _of_items(indicator, count, len(items.news), articles=len(items.news))


def _gender_items(items: _Items, indicator: Indicator) -> Score:
    """Items about equality between women and men."""
    count = sum(i.gender_topic for i in items.news)
    return _of_items(indicator, count, len(items.news), articles=len(items.news))


def _violence_items(items: _Items, indicator: Indicator) -> Score:
    """Items that report gender-based violence."""
    return _of_items(indicator, len(items.violence), len(items.news), articles=len(items.news))


def _law_items(items: _Items, indicator: Indicator) -> Score:
    """Among items on gender or gender-based violence, those that name a law or a policy."""
    if items.news and not items.gender:
        return _none_arising(items, indicator)
    count = sum(i.law_reference for i in items.gender)
    return _of_items(indicator, count, len(items.gender), articles=len(items.news), note="of_gender_items")


def _challenging_items(items: _Items, indicator: Indicator) -> Score:
    """Candidates for items that challenge a stereotype: a person reads them."""
    count = sum(i.challenges for i in items.news)
    return _of_items(
        indicator,
        0,
        len(items.news),
        articles=len(items.news),
        candidates=count,
        note="candidates" if count else "none_found",
    )


def _items_with_findings(items: _Items, indicator: Indicator) -> Score:
    """Items with a finding that scores under this indicator; a lower bound, since rules see wordings, not meaning.
    Where there are only findings that a person must confirm, they are candidates and there is no value.
    """
    return _found(items.news, indicator)


def _adverts_with_findings(items: _Items, indicator: Indicator) -> Score:
    """The same over adverts."""
    if not items.adverts:
        return Score(
            indicator.code, NONE_ARISING, articles=0, minimum=indicator.minimum_n, max_points=indicator.points
        )
    return _found(items.adverts, indicator)


def _found(chosen: Sequence[ItemMeasures], indicator: Indicator) -> Score:
    scoring = sum(indicator.code in i.scoring for i in chosen)
    candidates = sum(indicator.code in i.candidates for i in chosen)
    result = _of_items(
        indicator, scoring, len(chosen), articles=len(chosen), candidates=0 if scoring else candidates,
        note="lower_bound" if scoring or candidates else "none_found",
    )  # fmt: skip
    if not scoring or not candidates:
        return result
    return _with_unknown(result, candidates)


def _violence_without_findings(items: _Items, indicator: Indicator) -> Score:
    """Among items on gender-based violence, those in which nothing was found under this indicator.
    Items with findings that a person must confirm are open: neither with nor without.
    """
    if items.news and not items.violence:
        return _none_arising(items, indicator)
    found = sum(indicator.code in i.scoring for i in items.violence)
    still = sum(indicator.code in i.candidates for i in items.violence)
    if indicator.method == "measured":
        found, still = found + still, 0
    clean = len(items.violence) - found - still
    return _of_items(
        indicator,
        clean,
        len(items.violence),
        articles=len(items.news),
        candidates=still,
        note="of_violence_items",
    )


def _none_arising(items: _Items, indicator: Indicator) -> Score:
    return Score(
        indicator.code,
        NONE_ARISING,
        n=0,
        articles=len(items.news),
        minimum=indicator.minimum_n,
        max_points=indicator.points,
    )


def _with_unknown(given: Score, unknown: int) -> Score:

    return replace(given, unknown=unknown)


MEASURES: Mapping[str, Measure] = MappingProxyType(
    {
        "women_among_people": _women_among_people,
        "women_among_sources": _women_among_sources,
        "women_among_voices": _women_among_voices,
        "women_by_position": _women_by_position,
        "women_among_victims": _women_among_victims,
        "women_centred_items": _women_centred_items,
        "gender_items": _gender_items,
        "violence_items": _violence_items,
        "law_items": _law_items,
        "challenging_items": _challenging_items,
        "items_with_findings": _items_with_findings,
        "adverts_with_findings": _adverts_with_findings,
        "violence_without_findings": _violence_without_findings,
    }
)

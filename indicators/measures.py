"""The named measures an edition may use: each turns the items of one outlet into one score.

To add one: a function here or in indicators.plans, its name in MEASURES, its formula in FORMULAS.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from indicators import formula, plans
from indicators.indexes.model import Indicator
from indicators.shares import bootstrap, linearised, wilson
from indicators.tallies import (
    INSUFFICIENT,
    MEASURED,
    NEEDS_REVIEW,
    NONE_ARISING,
    ItemMeasures,
    Part,
    Score,
    Tally,
)  # fmt: skip

# above this many draws (articles times resamples) the linearised variance is used: same width to a tenth of a point
_MAX_DRAWS = 1_500_000


class Items:
    """The items of one outlet, split once; and one bootstrap for all measures of people."""

    def __init__(
        self, items: Iterable[ItemMeasures], seed: int, resamples: int, period: plans.Period
    ) -> None:
        every = list(items)
        self.period = period
        self.news = [item for item in every if not item.advert]
        self.adverts = [item for item in every if item.advert]
        self.violence = [item for item in self.news if item.gbv]
        self.gender = [item for item in self.news if item.gbv or item.gender_topic]
        self._seed = seed
        self._resamples = resamples

    def interval(self, tallies: Sequence[Tally]) -> tuple[float, float] | None:
        """95 % for the share of women among persons of known sex, by articles."""
        return self.of_pairs([(t.women, t.known) for t in tallies if t.known])

    def of_pairs(self, pairs: Sequence[tuple[int, int]]) -> tuple[float, float] | None:
        """The same for a part and its whole, one pair an article."""
        women, known = sum(w for w, _ in pairs), sum(n for _, n in pairs)
        if not known:
            return None
        if women in (0, known) or len(pairs) < 2:
            # every resample would give the same share; articles, not people, are the independent draws
            return wilson(round(women / known * len(pairs)), len(pairs))
        if len(pairs) * self._resamples > _MAX_DRAWS:
            return linearised(pairs)
        return bootstrap(pairs, seed=self._seed, resamples=self._resamples)


Measure = Callable[[Items, Indicator], Score]


def _of_people(
    items: Items,
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


def _women_among_people(items: Items, indicator: Indicator) -> Score:
    """Women among people in the news; those only listed as present are told apart."""
    listed = sum((i.listed for i in items.news), Tally())
    return _of_people(items, indicator, [i.people for i in items.news], (_part("listed", listed),))


def _women_among_sources(items: Items, indicator: Indicator) -> Score:
    """Women among those who were asked or quoted; people listed as present were neither. Voices that the newsroom chose are told
    apart from newsmakers whom the event imposed.
    """
    chosen = sum((i.chosen for i in items.news), Tally())
    imposed = sum((i.imposed for i in items.news), Tally())
    parts = (_part("chosen", chosen), _part("imposed", imposed))
    return _of_people(items, indicator, [i.sources for i in items.news], parts)


def _women_among_voices(items: Items, indicator: Indicator) -> Score:
    """Women among presenters (where a rundown names them), experts and the voice of the public, each also apart."""
    known = [i.presenters for i in items.news if i.presenters is not None]
    experts = sum((i.experts for i in items.news), Tally())
    popular = sum((i.popular for i in items.news), Tally())
    tallies = [(i.presenters or Tally()) + i.experts + i.popular for i in items.news]
    parts: tuple[Part, ...] = (_part("expert", experts), _part("popular", popular))
    if known:
        parts = (_part("presenter", sum(known, Tally())), *parts)
    return _of_people(items, indicator, tallies, parts, "" if known else "no_presenters")


def _women_by_position(items: Items, indicator: Indicator) -> Score:
    """Women among people of known occupation, with one part per occupation of the GMMP code sheet."""
    by_name: dict[str, Tally] = {}
    for item in items.news:
        for name, tally in item.positions.items():
            by_name[name] = by_name.get(name, Tally()) + tally
    parts = tuple(_part(name, by_name[name]) for name in sorted(by_name, key=int))
    tallies = [sum(i.positions.values(), Tally()) for i in items.news]
    return _of_people(items, indicator, tallies, parts)


def _women_among_victims(items: Items, indicator: Indicator) -> Score:
    """Women among persons presented as victims."""
    return _of_people(items, indicator, [i.victims for i in items.news])


def _women_centred_items(items: Items, indicator: Indicator) -> Score:
    """Items centred on women or on matters of particular concern to women."""
    count = sum(i.women_central or i.gender_topic or i.gbv for i in items.news)
    return _of_items(indicator, count, len(items.news), articles=len(items.news))


def _gender_items(items: Items, indicator: Indicator) -> Score:
    """Items about equality between women and men."""
    count = sum(i.gender_topic for i in items.news)
    return _of_items(indicator, count, len(items.news), articles=len(items.news))


def _violence_items(items: Items, indicator: Indicator) -> Score:
    """Items that report gender-based violence."""
    return _of_items(indicator, len(items.violence), len(items.news), articles=len(items.news))


def _law_items(items: Items, indicator: Indicator) -> Score:
    """Among items on gender or gender-based violence, those that name a law or a policy."""
    if items.news and not items.gender:
        return _none_arising(items, indicator)
    count = sum(i.law_reference for i in items.gender)
    return _of_items(indicator, count, len(items.gender), articles=len(items.news), note="of_gender_items")


def _challenging_items(items: Items, indicator: Indicator) -> Score:
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


def _items_with_findings(items: Items, indicator: Indicator) -> Score:
    """Items with a finding that scores under this indicator; a lower bound, since rules see wordings, not meaning.
    Where there are only findings that a person must confirm, they are candidates and there is no value.
    """
    return _found(items.news, indicator)


def _adverts_with_findings(items: Items, indicator: Indicator) -> Score:
    """The same over adverts."""
    if not items.adverts:
        return Score(
            indicator.code, NONE_ARISING, articles=0, minimum=indicator.minimum_n, max_points=indicator.points
        )
    return _found(items.adverts, indicator)


def _found(chosen: Sequence[ItemMeasures], indicator: Indicator) -> Score:
    scoring = sum(not indicator.found_under.isdisjoint(i.scoring) for i in chosen)
    candidates = sum(_open(i, indicator) for i in chosen)
    result = _of_items(
        indicator, scoring, len(chosen), articles=len(chosen), candidates=0 if scoring else candidates,
        note="lower_bound" if scoring or candidates else "none_found",
    )  # fmt: skip
    if not scoring or not candidates:
        return result
    return _with_unknown(result, candidates)


def _violence_without_findings(items: Items, indicator: Indicator) -> Score:
    """Among items on gender-based violence, those in which nothing was found under this indicator.
    Items with findings that a person must confirm are open: neither with nor without, and while there are any there is
    no value.
    """
    if items.news and not items.violence:
        return _none_arising(items, indicator)
    codes = indicator.found_under
    found = sum(not codes.isdisjoint(i.scoring) for i in items.violence)
    still = sum(_open(i, indicator) for i in items.violence)
    clean = len(items.violence) - found - still
    return _of_items(
        indicator,
        clean,
        len(items.violence),
        articles=len(items.news),
        candidates=still,
        note="of_violence_items",
    )


def _open(item: ItemMeasures, indicator: Indicator) -> bool:
    """Does a person have to read the item before it can be counted under the indicator?

    Of an indicator that is measured, only findings that would count once confirmed are waited for: advice never counts,
    and waiting for it would wait for ever. Of one that is assisted a person reads whatever the program points at.
    """
    codes = indicator.found_under
    pointed = item.waiting if indicator.method == "measured" else item.candidates
    return codes.isdisjoint(item.scoring) and not codes.isdisjoint(pointed)


def _none_arising(items: Items, indicator: Indicator) -> Score:
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


# GMMP topics of politics and of the economy
_POLITICS, _ECONOMY = frozenset(range(1, 8)), frozenset(range(8, 19))


def _gem_index(items: Items, indicator: Indicator) -> Score:
    """Mean gap (share of women minus share of men) over the parts of the GEM index that are measured, in [-1, 1].

    Each part needs the smallest number of persons; one part short and there is no value. Reporters are not measured, so
    the figure is named partial.
    """
    groups = {
        "people": [i.people for i in items.news],
        "politics": [i.people for i in items.news if i.topics & _POLITICS],
        "economy": [i.people for i in items.news if i.topics & _ECONOMY],
        "expert": [i.experts for i in items.news],
        "spokesperson": [i.spokespersons for i in items.news],
    }
    totals = {name: sum(tallies, Tally()) for name, tallies in groups.items()}
    parts = tuple(_part(name, tally) for name, tally in totals.items())
    smallest = min(tally.known for tally in totals.values())
    common = {
        "n": smallest, "articles": len(items.news), "unknown": sum(t.unknown for t in totals.values()),
        "minimum": indicator.minimum_n, "max_points": indicator.points, "note": "gem_partial", "parts": parts,
    }  # fmt: skip
    if smallest < (indicator.minimum_n or 1):
        return Score(indicator.code, INSUFFICIENT, **common)  # type: ignore[arg-type]
    value = sum((t.women - t.men) / t.known for t in totals.values()) / len(totals)
    return Score(indicator.code, MEASURED, value, **common)  # type: ignore[arg-type]


def _planned_items(items: Items, indicator: Indicator) -> Score:
    """In how many whole years, quarters or months (or yearly windows) of the period the promised number of items stood."""
    return plans.score_plan(items.news, indicator, items.period)


def _formula(items: Items, indicator: Indicator) -> Score:
    """What the indicator's own formula says, over the named counts."""
    if indicator.formula is None:
        raise ValueError(indicator.code)
    parsed = formula.parse(indicator.formula)
    k, n = formula.ratio(parsed, items.news, items.adverts, indicator.found_under)
    articles = len(items.news)
    small = not n or n < (indicator.minimum_n or 1)
    if small:
        return Score(
            indicator.code, INSUFFICIENT, numerator=k, n=n, articles=articles, minimum=indicator.minimum_n,
            max_points=indicator.points,
        )  # fmt: skip
    value = k / n
    interval = None
    if 0 <= k <= n:
        pairs = formula.pairs(parsed, items.news, items.adverts, indicator.found_under)
        interval = items.of_pairs(pairs) if indicator.unit in ("people", "sources") else wilson(k, n)
    return Score(
        indicator.code, MEASURED, value, k, n, articles, interval, None, indicator.minimum_n,
        indicator.points_for(value), indicator.points,
    )  # fmt: skip


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
        "gem_index": _gem_index,
        "planned_items": _planned_items,
        "formula": _formula,
    }
)

# what each measure computes, in the counts of indicators.formula (spans in those of indicators.plans); pages and papers
# print it, a test holds both together
FORMULAS: Mapping[str, str] = MappingProxyType(
    {
        "women_among_people": "women_people / known_people",
        "women_among_sources": "women_sources / known_sources",
        "women_among_voices": "(women_experts + women_popular) / (known_experts + known_popular)",
        "women_by_position": "women_positions / known_positions",
        "women_among_victims": "women_victims / known_victims",
        "women_centred_items": "women_centred_items / items",
        "gender_items": "gender_items / items",
        "violence_items": "violence_items / items",
        "law_items": "law_items / gender_or_violence_items",
        "challenging_items": "challenging_items / items",
        "items_with_findings": "found_items / items",
        "adverts_with_findings": "found_adverts / adverts",
        "violence_without_findings": "(violence_items - found_violence_items) / violence_items",
        "planned_items": "kept_spans / whole_spans",
        "gem_index": (
            "mean((women_people - men_people) / known_people, (women_politics - men_politics) / known_politics, "
            "(women_economy - men_economy) / known_economy, (women_experts - men_experts) / known_experts, "
            "(women_spokespersons - men_spokespersons) / known_spokespersons)"
        ),
    }
)

"""How much must be read, and on which days? A plan made before reading is the only one that cannot be bent afterwards.

Days are drawn at random from the period, or as constructed weeks (one random Monday, one random Tuesday, ...); the number
of articles follows from the margin that is wished for, the spread between articles and between days as past articles show
it, and the number of articles there are at all.
"""

from __future__ import annotations

import hashlib
import math
import random
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

_Z = 1.959964
# where nothing was collected yet: DOMAIN 2.6 [I]
DESIGN_EFFECT = 1.5
# [I] persons of known sex in an article, for outlets without past articles
PEOPLE_PER_ARTICLE = 2.0
# articles and days from which a spread is estimated rather than assumed [I]
LEAST_ARTICLES, LEAST_DAYS = 30, 5
# the most cautious share: no other needs more articles
CAUTIOUS = 0.5

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Past:
    """What earlier articles of an outlet say about its spread. ``share`` of women, ``people`` of known sex an article.

    ``effect``: variance by articles over that of as many independent people; ``day_effect``: by days over by articles,
    None with fewer than LEAST_DAYS days.
    """

    articles: int
    days: int
    share: float
    people: float
    effect: float
    day_effect: float | None

    @property
    def articles_a_day(self) -> float | None:
        """Articles on a day with any."""
        return self.articles / self.days if self.days else None


@dataclass(frozen=True, slots=True)
class Need:
    """How much to read. ``measured``: the spread comes from past articles; ``days``: where whole days are
    read and the past tells how much stands on one, else None.
    """

    articles: int
    people: int
    days: int | None
    share: float
    effect: float
    day_effect: float | None
    measured: bool
    population: int | None

    def hours(self, minutes: float, coders: int) -> float:
        """Hours of coding for all coders together."""
        return self.articles * minutes * coders / 60


def past_of(articles: Iterable[tuple[str, int, int]]) -> Past | None:
    """From (day, women, known people) of each article; None where too little is there to tell a spread."""
    rows = list(articles)
    known = sum(k for _, _, k in rows)
    women = sum(w for _, w, _ in rows)
    if len(rows) < LEAST_ARTICLES or not 0 < women < known:
        return None
    share = women / known
    by_day: dict[str, float] = {}
    spread = 0.0
    for day, w, k in rows:
        beyond = w - share * k
        spread += beyond**2
        if day:
            by_day[day] = by_day.get(day, 0.0) + beyond
    variance = spread * len(rows) / (len(rows) - 1)
    dated = len(by_day)
    day_effect = None
    if dated >= LEAST_DAYS:
        day_effect = max(1.0, sum(z**2 for z in by_day.values()) * dated / (dated - 1) / variance)
    return Past(
        articles=len(rows),
        days=dated,
        share=share,
        people=known / len(rows),
        effect=variance / (known * share * (1 - share)),
        day_effect=day_effect,
    )


def need(
    margin: float,
    *,
    past: Past | None = None,
    population: int | None = None,
    share: float | None = None,
    people: float = PEOPLE_PER_ARTICLE,
    by_days: bool = False,
) -> Need:
    """Articles for a 95 % interval of plus or minus ``margin`` around the share of women.

    ``population``: articles there are (finite population correction); ``share``: expected (default: the past, else one
    half); ``by_days``: whole days are drawn, so that articles of a day count together.
    """
    if not 0 < margin < 1:
        raise ValueError(margin)
    if share is None:
        share = past.share if past else CAUTIOUS
    each = past.people if past else people
    effect = past.effect if past else DESIGN_EFFECT
    day_effect = past.day_effect if past else None
    wanted = _Z**2 * share * (1 - share) * effect / (margin**2 * each)
    if by_days:
        wanted *= day_effect or 1.0
    if population:
        wanted /= 1 + wanted / population
    articles = max(1, math.ceil(wanted - 1e-9))
    a_day = past.articles_a_day if past else None
    return Need(
        articles=articles,
        people=round(articles * each),
        days=math.ceil(articles / a_day) if a_day and by_days else None,
        share=share,
        effect=effect,
        day_effect=day_effect,
        measured=past is not None,
        population=population,
    )


def random_days(first: date, last: date, count: int, *, seed: int) -> tuple[date, ...]:
    """So many different days of the period, each as likely as any other. Raises ValueError for more than there are."""
    every = _days(first, last)
    if not 0 < count <= len(every):
        raise ValueError(count)
    return tuple(sorted(random.Random(seed).sample(every, count)))  # noqa: S311  a sample, no secret


def constructed_weeks(first: date, last: date, weeks: int, *, seed: int, parts: int = 1) -> tuple[date, ...]:
    """Of every weekday ``weeks`` random days, in each of ``parts`` equal parts of the period.

    Raises ValueError where a part has too few days of a weekday.
    """
    every = _days(first, last)
    draw = random.Random(seed)  # noqa: S311  a sample, no secret
    chosen: list[date] = []
    for part in range(parts):
        here = every[part * len(every) // parts : (part + 1) * len(every) // parts]
        for weekday in range(7):
            days = [day for day in here if day.weekday() == weekday]
            if not 0 < weeks <= len(days):
                raise ValueError(weeks)
            chosen += draw.sample(days, weeks)
    return tuple(sorted(chosen))


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(n) for n in range((last - first).days + 1)]


def draw_order(seed: int, key: object) -> str:
    """A fixed place in a random order: who draws more later keeps what was drawn before."""
    return hashlib.sha256(f"{seed} {key}".encode()).hexdigest()


def draw(keys: Iterable[Key], count: int, *, seed: int) -> list[Key]:
    """So many keys at random, the same ones for the same seed whatever order they come in."""
    return sorted(keys, key=lambda key: draw_order(seed, key))[:count]


def shared_out(sizes: Mapping[str, int], total: int, *, least: int = 2) -> dict[str, int]:
    """A total over outlets in proportion to their articles, at least ``least`` each, never more than there are."""
    every = sum(sizes.values())
    total = min(total, every)
    given = {name: min(size, max(least, math.floor(total * size / every))) for name, size in sizes.items()}
    # what rounding left over goes to the largest fractions
    order: Sequence[str] = sorted(sizes, key=lambda name: (-(total * sizes[name] / every % 1), name))
    while sum(given.values()) < total:
        for name in order:
            if sum(given.values()) < total and given[name] < sizes[name]:
                given[name] += 1
    return given

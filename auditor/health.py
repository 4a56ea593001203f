"""Is the collection whole, and does it stay so? Coverage by outlet and month, and alarms where a reader has begun to fail.

A site that changes its layout goes on being collected: only its titles, dates or bylines turn empty. So each outlet is
held against its own past, never against others.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from auditor.store import Store
from auditor.workspace import Config

FIELDS = ("title", "lead", "body", "author", "published")
# what is not this outlet's for the period is not what its coverage is measured against
ELSEWHERE = ("foreign", "window")
# [I] thresholds chosen so that an outlet of three items a day is judged after three days, and a byline more or less is
# no alarm: a fall of a fifth, and one that chance brings once in a thousand times
RECENT_DAYS = 7
LEAST_RECENT = 8
LEAST_PAST = 20
FALL = 0.2
SIGMA = 3.1
# a week in which an outlet that used to bring five items or more brings none
SILENT = 5.0


@dataclass(frozen=True, slots=True)
class Month:
    """One outlet in one month ("" where no day is known): addresses named, pages had, texts read, the rest by reason."""

    outlet: str
    month: str
    found: int
    fetched: int
    extracted: int
    failed: tuple[tuple[str, int], ...]
    skipped: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Week:
    """Shares of one outlet's articles, fetched in one ISO week ("2025-W14"), that have each field."""

    outlet: str
    week: str
    articles: int
    shares: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Alarm:
    """``field`` is had by ``now`` of the last ``n`` articles and was by ``past``; "silent": articles a week instead."""

    outlet: str
    field: str
    now: float
    past: float
    n: int


def coverage(store: Store, *, outlet: str = "") -> list[Month]:
    """Every outlet and month, by what lists, feeds and sitemaps named."""
    found: dict[tuple[str, str], Counter[tuple[str, str]]] = {}
    for row in store.rows(
        """SELECT d.outlet, substr(CASE WHEN coalesce(a.published, '') <> '' THEN a.published ELSE d.day END, 1, 7)
                  AS month, d.state, d.reason,
                  sum(a.id IS NOT NULL AND a.kind NOT IN ('other', 'listing') AND a.title <> ''
                      AND (a.body <> '' OR a.lead <> '' OR a.kind IN ('video', 'photo'))) AS readable,
                  count(*) AS n
           FROM addresses d LEFT JOIN articles a ON a.key = d.key
           WHERE d.how <> '' AND (? = '' OR d.outlet = ?) GROUP BY 1, 2, 3, 4""",
        (outlet, outlet),
    ):
        count = found.setdefault((row["outlet"], row["month"]), Counter())
        count[row["state"], row["reason"]] += row["n"]
        count["extracted", ""] += row["readable"] or 0
    return [_month(outlet, month, count) for (outlet, month), count in sorted(found.items())]


def _month(outlet: str, month: str, count: Counter[tuple[str, str]]) -> Month:
    def of(state: str) -> tuple[tuple[str, int], ...]:
        return tuple(sorted((reason, n) for (s, reason), n in count.items() if s == state and n))

    skipped = of("skipped")
    extracted = count.pop(("extracted", ""), 0)
    elsewhere = sum(n for reason, n in skipped if reason in ELSEWHERE)
    fetched = sum(n for (state, _), n in count.items() if state == "collected")
    return Month(outlet, month, count.total() - elsewhere, fetched, extracted, of("failed"), skipped)


@dataclass(frozen=True, slots=True)
class _Read:
    """What one article has; ``fetched`` is the day its page was had."""

    outlet: str
    fetched: date
    has: tuple[bool, ...]


def _articles(store: Store) -> Iterator[_Read]:
    for row in store.rows(
        """SELECT outlet, fetched_at, kind, title <> '' AS title, lead <> '' AS lead,
                  length(body) >= 60 OR kind IN ('video', 'photo') AS body, author NOT IN ('', '[]') AS author,
                  json_extract(methods, '$.published') IS NOT NULL
                  AND json_extract(methods, '$.published') NOT IN ('feed', 'sitemap', 'listing') AS published
           FROM articles WHERE source = 'crawl' AND fetched_at <> '' AND kind NOT IN ('listing')"""
    ):
        day = datetime.fromisoformat(row["fetched_at"]).date()
        yield _Read(row["outlet"], day, tuple(bool(row[name]) for name in FIELDS))


def completeness(store: Store) -> list[Week]:
    """Field completeness by outlet and week of fetching."""
    found: dict[tuple[str, str], list[_Read]] = {}
    for one in _articles(store):
        year, week, _ = one.fetched.isocalendar()
        found.setdefault((one.outlet, f"{year}-W{week:02d}"), []).append(one)
    return [
        Week(outlet, week, len(read), tuple((name, _share(read, at)) for at, name in enumerate(FIELDS)))
        for (outlet, week), read in sorted(found.items())
    ]


def _share(read: list[_Read], at: int) -> float:
    return sum(one.has[at] for one in read) / len(read)


def alarms(store: Store, config: Config) -> list[Alarm]:
    """Outlets whose last week falls below their own past, the deepest fall first."""
    by_outlet: dict[str, list[_Read]] = {}
    for one in _articles(store):
        by_outlet.setdefault(one.outlet, []).append(one)
    last_crawl = store.one("SELECT max(started) AS at FROM runs WHERE stage = 'crawl' AND ended IS NOT NULL")
    asked = datetime.fromisoformat(last_crawl["at"]).date() if last_crawl and last_crawl["at"] else None
    found: list[Alarm] = []
    for outlet, read in by_outlet.items():
        newest = max(one.fetched for one in read)
        recent = [one for one in read if one.fetched > newest - timedelta(days=RECENT_DAYS)]
        past = [one for one in read if one.fetched <= newest - timedelta(days=RECENT_DAYS)]
        found += _falls(outlet, recent, past)
        if asked and _still_open(config):
            found += _silence(outlet, read, newest, asked)
    return sorted(found, key=lambda alarm: (alarm.now - alarm.past, alarm.outlet, alarm.field))


def _falls(outlet: str, recent: list[_Read], past: list[_Read]) -> Iterator[Alarm]:
    if len(recent) < LEAST_RECENT or len(past) < LEAST_PAST:
        return
    for at, name in enumerate(FIELDS):
        now, before = _share(recent, at), _share(past, at)
        pooled = (now * len(recent) + before * len(past)) / (len(recent) + len(past))
        error = math.sqrt(pooled * (1 - pooled) * (1 / len(recent) + 1 / len(past)))
        if before - now >= FALL and before - now >= SIGMA * error:
            yield Alarm(outlet, name, now, before, len(recent))


def _silence(outlet: str, read: list[_Read], newest: date, asked: date) -> Iterator[Alarm]:
    """Crawls go on and bring nothing any more: lists that changed look like an outlet that fell asleep."""
    oldest = min(one.fetched for one in read)
    weeks = max(1.0, ((newest - oldest).days + 1) / 7)
    rate = len(read) / weeks
    if asked - newest > timedelta(days=RECENT_DAYS) and len(read) >= LEAST_PAST and rate >= SILENT:
        yield Alarm(outlet, "silent", 0.0, rate, 0)


def _still_open(config: Config) -> bool:
    """Can anything new be expected? Not in a period that is over."""
    return not config.period_to or config.period_to >= datetime.now(UTC).date().isoformat()

"""How often women and how often men are marked in words, per outlet, topic and zone: what a single hit can never tell.

One *nữ tài xế* means nothing; that an outlet says the sex of women ten times as often as that of men may. Counts come from
the rules of type ``rate``; beside them stand the women and men in the same items, since who is rarely in the news is rarely
marked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from auditor import workers
from auditor.corpora import Corpus
from indicators.analyse import analyse
from indicators.model import Gender, Record
from indicators.rules.model import RateCount
from indicators.shares import bootstrap
from indicators.text import Document

# no interval and no share below: as many marks, in as many items
LEAST_MARKS, LEAST_ITEMS = 30, 10
OUTLET, TOPIC, ZONE = "outlet", "topic", "zone"
NO_TOPIC = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """What one item adds. ``women``, ``men``: people of known sex in it."""

    outlet: str
    topics: tuple[str, ...]
    counts: tuple[RateCount, ...]
    women: int
    men: int


@dataclass(slots=True)
class Ratio:
    """One rule in one group: (marks of women, of both) of each item that marks, and the people of the group's ``items``.

    ``share``: of all marks those of women, None below LEAST_MARKS or LEAST_ITEMS; ``interval``: 95 %, items drawn again.
    """

    rule: str
    group: str
    pairs: list[tuple[int, int]] = field(default_factory=list)
    items: int = 0
    people_women: int = 0
    people_men: int = 0

    @property
    def women(self) -> int:
        return sum(women for women, _ in self.pairs)

    @property
    def men(self) -> int:
        return sum(both for _, both in self.pairs) - self.women

    @property
    def enough(self) -> bool:
        return len(self.pairs) >= LEAST_ITEMS and self.women + self.men >= LEAST_MARKS

    @property
    def share(self) -> float | None:
        return self.women / (self.women + self.men) if self.enough else None

    @property
    def interval(self) -> tuple[float, float] | None:
        return bootstrap(self.pairs) if self.enough else None

    @property
    def people_share(self) -> float | None:
        """Women among the people of known sex in the same items."""
        known = self.people_women + self.people_men
        return self.people_women / known if known else None


def mark_records(records: list[Record]) -> list[Marked | None]:
    """What each record adds, None where it cannot be read. Runs in a worker."""
    return [_marked(record) for record in records]


def _marked(record: Record) -> Marked | None:
    engine = workers.engine()
    try:
        analysis = analyse(record, engine)
    except Exception:  # noqa: BLE001  one bad text must not cost the others; the items read are stated
        return None
    sexes = [person.gender for person in analysis.people]
    return Marked(
        record.outlet,
        analysis.labels.topics or (NO_TOPIC,),
        engine.ruleset.rates(Document(record)),
        sexes.count(Gender.FEMALE),
        sexes.count(Gender.MALE),
    )


def read(corpus: Corpus, *, edition: str, jobs: int | None = None) -> Iterator[Marked]:
    """What every item of a corpus adds."""
    parts = workers.chunks(corpus.records())
    for _, found in workers.run(mark_records, parts, edition=edition, jobs=workers.sensible_jobs(jobs)):
        yield from (one for one in found if one is not None)


def ratios(items: Iterable[Marked], by: str) -> list[Ratio]:
    """All rules in every group, by rule and group. An item of two topics counts in both."""
    found: dict[tuple[str, str], Ratio] = {}
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for item in items:
        groups = _groups(item, by)
        for group in groups:
            sums[group] = [a + b for a, b in zip(sums[group], (1, item.women, item.men), strict=True)]
        per: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
        for count in item.counts:
            for group in [str(count.zone)] if by == ZONE else groups:
                pair = per[count.rule, group]
                pair[0] += count.women
                pair[1] += count.women + count.men
        for (rule, group), (women, both) in per.items():
            found.setdefault((rule, group), Ratio(rule, group)).pairs.append((women, both))
    for ratio in found.values():
        ratio.items, ratio.people_women, ratio.people_men = sums.get(ratio.group, [0, 0, 0])
    return [found[key] for key in sorted(found)]


def _groups(item: Marked, by: str) -> list[str]:
    if by == TOPIC:
        return list(item.topics)
    # people have no zone of their own: nothing stands beside the marks of a headline
    return [] if by == ZONE else [item.outlet]

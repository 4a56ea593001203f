"""Draws the articles that two people will read, from all of them: also those in which nothing was found.

Every outlet is a stratum with a random sample of its own, so that its figures can be corrected and so can the total.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from auditor.calibration.frame import Item
from auditor.calibration.questions import Question
from auditor.calibration.records import Drawn, Sample
from auditor.calibration.sampling import draw, shared_out
from auditor.errors import NothingToDo, UsageError
from auditor.store import Store, now
from auditor.workspace import Workspace
from indicators.model import Zone


@dataclass(frozen=True, slots=True)
class Made:
    """A sample, with how many of its articles had findings and how many had nobody in them, by the machine."""

    sample: Sample
    with_findings: int
    without_people: int
    by_outlet: dict[str, int]


def draw_sample(
    workspace: Workspace,
    store: Store,
    frame: Sequence[Item],
    questions: Sequence[Question],
    *,
    name: str,
    seed: int,
    total: int = 0,
    per_outlet: int = 0,
) -> Made:
    """A sample of so many articles in all, or an outlet. Raises UsageError, NothingToDo."""
    if (total > 0) == (per_outlet > 0):
        raise UsageError(detail="--articles / --per-outlet")
    by_outlet: dict[str, list[Item]] = {}
    for item in frame:
        by_outlet.setdefault(item.outlet, []).append(item)
    if not by_outlet:
        raise NothingToDo("no articles", stage="score", detail="score")
    sizes = {outlet: len(items) for outlet, items in by_outlet.items()}
    wanted = shared_out(sizes, total) if total else {o: min(n, per_outlet) for o, n in sizes.items()}
    chosen = [
        number
        for outlet, items in sorted(by_outlet.items())
        for number in draw([i.article for i in items], wanted[outlet], seed=seed)
    ]
    known = {item.article: item for item in frame}
    picked = [known[number] for number in chosen]
    config = workspace.config
    sample = Sample(
        id=name,
        seed=seed,
        drawn_on=now(),
        period=(config.period_from, config.period_to),
        edition=config.edition,
        questions=tuple(q.id for q in questions),
        items=tuple(_drawn(store, item) for item in picked),
        frame={o: {str(i.article): i.text for i in items} for o, items in sorted(by_outlet.items())},
    )
    return Made(
        sample=sample,
        with_findings=sum(item.found for item in picked),
        without_people=sum(item.counts.people.known + item.counts.people.unknown == 0 for item in picked),
        by_outlet=dict(Counter(item.outlet for item in picked)),
    )


def _drawn(store: Store, item: Item) -> Drawn:
    row = store.one("SELECT title FROM articles WHERE id = ?", (item.article,))
    title = row["title"] if row else ""
    return Drawn(item.article, item.text, item.outlet, item.published, item.url, title)


def text_of(store: Store, drawn: Drawn) -> tuple[str, list[str]] | None:
    """Headline and paragraphs of an article as the machine read it; None where the outlet has changed it since."""
    found = next(iter(store.articles("id = ?", (drawn.article,))), None)
    if found is None or not found.text_sha256.startswith(drawn.text):
        return None
    record = found.record
    parts = [part for zone, part in record.parts if zone is not Zone.TITLE]
    return record.title, [line for part in parts for line in part.split("\n") if line.strip()]

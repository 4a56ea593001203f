"""The articles that figures are made of, one by one, with what the machine counted in each: what a sample is drawn from."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from auditor.errors import NothingToDo
from auditor.pipeline import NOT_SCORED
from auditor.store import Store
from auditor.workspace import Workspace
from indicators.model import Analysis
from indicators.scoring import ItemMeta, measure
from indicators.tallies import ItemMeasures, Tally

Pair = tuple[float, float]
# length of the keys that name a text, as in the workspace's other judgements
KEY = 16


@dataclass(frozen=True, slots=True)
class Item:
    """One article of the period. ``text``: key of the text that the machine read; ``found``: had it any finding?"""

    article: int
    outlet: str
    text: str
    published: str
    url: str
    found: bool
    counts: ItemMeasures


def read_frame(workspace: Workspace, store: Store) -> list[Item]:
    """All articles of the last scoring's engine in the period, adverts left out. Raises NothingToDo before a scoring."""
    scored = store.one("SELECT engine FROM score_runs ORDER BY run DESC LIMIT 1")
    if scored is None:
        raise NothingToDo("nothing is scored", stage="score", detail="score")
    items = []
    for row in store.analyses(scored["engine"]):
        if row["kind"] in NOT_SCORED or not workspace.config.covers(row["published"]):
            continue
        counts = measure(Analysis.from_dict(json.loads(row["json"])), ItemMeta(kind=row["kind"]))
        if not counts.advert:
            items.append(
                Item(
                    article=row["id"],
                    outlet=row["outlet"],
                    text=row["text_sha256"][:KEY],
                    published=row["published"][:10],
                    url=row["url"],
                    found=row["findings"] > 0,
                    counts=counts,
                )
            )
    return items


def _of_people(group: str) -> Callable[[ItemMeasures], Pair]:
    def pair(counts: ItemMeasures) -> Pair:
        tally: Tally = getattr(counts, group)
        return tally.women, tally.known

    return pair


def _law(counts: ItemMeasures) -> Pair:
    gender = counts.gbv or counts.gender_topic
    return float(gender and counts.law_reference), float(gender)


# part and whole of one article under each measure that a coding can correct (see indicators.measures)
PAIRS: Mapping[str, Callable[[ItemMeasures], Pair]] = MappingProxyType(
    {
        "women_among_people": _of_people("people"),
        "women_among_sources": _of_people("sources"),
        "women_among_victims": _of_people("victims"),
        "women_centred_items": lambda c: (float(c.women_central or c.gender_topic or c.gbv), 1.0),
        "gender_items": lambda c: (float(c.gender_topic), 1.0),
        "violence_items": lambda c: (float(c.gbv), 1.0),
        "law_items": _law,
    }
)

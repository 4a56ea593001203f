"""What coders are asked, read from questions.yaml: one list for sheets, codebook, coefficients and corrections."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from auditor.errors import UsageError
from indicators.datafile import parse_yaml, read_text
from indicators.indexes.model import Edition, Indicator
from indicators.tallies import ItemMeasures, Tally

_FILE = Path(__file__).with_name("questions.yaml")
PEOPLE, TRAIT = "people", "trait"
SEXES = ("women", "men", "other", "unknown")
# more persons of one sex than this in one article is a slip of the finger
MOST = 99
_YES = frozenset({"có", "co", "yes", "y", "x", "1", "true"})
_NO = frozenset({"không", "khong", "no", "n", "0", "false"})
_COUNT = re.compile(r"\d{1,4}")


@dataclass(frozen=True, slots=True)
class Question:
    """One question. ``within``: whose numbers are part of another question's, "" else."""

    id: str
    kind: str
    default: bool
    evidence: str
    measures: tuple[str, ...]
    label: Mapping[str, str]
    what: Mapping[str, str]
    within: str = ""

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of its answers: one a sex for people, one for a trait."""
        return tuple(f"{self.id}.{sex}" for sex in SEXES) if self.kind == PEOPLE else (self.id,)

    def indicators(self, edition: Edition) -> tuple[Indicator, ...]:
        """The lines of the index that rest on it."""
        return tuple(line for line in edition if line.measure in self.measures)


@dataclass(frozen=True, slots=True)
class Codebook:
    """All questions in order, and the rules that hold for all of them, by language."""

    questions: tuple[Question, ...]
    general: Mapping[str, Sequence[str]]


@cache
def codebook() -> Codebook:
    """The program's questions."""
    raw = parse_yaml(read_text(_FILE), str(_FILE))
    questions = tuple(Question(**one | {"measures": tuple(one["measures"])}) for one in raw["questions"])
    return Codebook(questions, raw["general"])


def choose(edition: Edition, wanted: Iterable[str] = ()) -> tuple[Question, ...]:
    """The questions named, or those asked by default, that a line of the edition rests on. Raises UsageError."""
    every = codebook().questions
    names = set(wanted)
    if unknown := sorted(names - {q.id for q in every}):
        raise UsageError(detail=f"{unknown[0]} ≠ {', '.join(q.id for q in every)}")
    chosen = [q for q in every if (q.id in names if names else q.default and q.indicators(edition))]
    # a part is checked against its whole, so that the whole is asked as well
    whole = {q.within for q in chosen if q.within}
    return tuple(q for q in every if q in chosen or q.id in whole)


def by_ids(ids: Iterable[str]) -> tuple[Question, ...]:
    """The questions of a sample that was drawn earlier; those this program no longer knows are left out."""
    wanted = set(ids)
    return tuple(q for q in codebook().questions if q.id in wanted)


def answer(kind: str, cell: Any) -> int | None:
    """The number a cell stands for (a trait is 1 or 0), None where it stands for none."""
    if isinstance(cell, bool):
        return int(cell) if kind == TRAIT else None
    text = str(cell).strip().casefold()
    if kind == TRAIT:
        return 1 if text in _YES else 0 if text in _NO else None
    return int(text) if _COUNT.fullmatch(text) and int(text) <= MOST else None


def measures_of(questions: Iterable[Question], answers: Mapping[str, int]) -> ItemMeasures:
    """What one person saw in one article, in the form the machine counts in."""
    values: dict[str, Any] = {
        q.id: Tally(*(answers[name] for name in q.fields)) if q.kind == PEOPLE else bool(answers[q.id])
        for q in questions
    }
    return ItemMeasures(**values)

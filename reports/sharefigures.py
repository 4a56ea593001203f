"""Shares as reports hold them: the outcome, the interval, and what coding makes of a share; of one outlet or of the province."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What became of one indicator at one outlet. None but MEASURED carries a value; none is ever read as zero."""

    MEASURED = "measured"
    INSUFFICIENT = "insufficient"  # không đủ cơ sở đánh giá
    NOT_ASSESSED = "not_assessed"  # chưa đánh giá
    NOT_APPLICABLE = "not_applicable"  # không áp dụng
    NONE_ARISING = "none_arising"  # không phát sinh
    NEEDS_REVIEW = "needs_review"  # cần người xem lại


@dataclass(frozen=True, slots=True)
class Interval:
    """95 % unless said otherwise."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class OwnCopy:
    """The same indicator over the outlet's own copy alone: without reposts, agency copy and press releases."""

    outcome: Outcome
    value: float | None = None
    numerator: int | None = None
    n: int | None = None
    articles: int | None = None
    interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class Corrected:
    """A share put right by what people coded of a random sample (prediction-powered inference). ``coded``: articles read;
    ``weak``: the coders agree too little for it to be leaned on.
    """

    value: float
    interval: Interval
    coded: int
    weak: bool = False


@dataclass(frozen=True, slots=True)
class ProvinceShare:
    """A share of content over all articles of the province (ratio of totals), as the machine counts it and as coding corrects it."""

    code: str
    title: str
    machine: float
    articles: int
    corrected: Corrected

"""A share of content as papers print it: never without its interval and whether people's coding corrected it."""

from __future__ import annotations

from reports.figures import IndicatorFigure, Outcome, ProvinceShare
from reports.wording import Wording


def is_share(figure: IndicatorFigure) -> bool:
    """Can it be corrected at all?"""
    return figure.outcome == Outcome.MEASURED and figure.scale


def result(figure: IndicatorFigure, say: Wording) -> str:
    """The machine's value, or why there is none."""
    if figure.outcome != Outcome.MEASURED or figure.value is None:
        return say.label("outcome", str(figure.outcome))
    return say.percent(figure.value) if figure.scale else say.number(figure.value, 1)


def status(figure: IndicatorFigure, say: Wording) -> str:
    """What coding made of a share, or the words that nothing did; "" for what is no share."""
    right = figure.corrected
    if not is_share(figure):
        return ""
    if right is None:
        return say.words("papers.share.raw")
    key = "papers.share.weak" if right.weak else "papers.share.corrected"
    return say.words(
        key, value=say.percent(right.value), span=say.span(right.interval), n=say.number(right.coded)
    )


def whole(figure: IndicatorFigure, say: Wording) -> str:
    """Value with interval, and its status in a line of its own: all that a single cell has to say."""
    told = result(figure, say)
    if not is_share(figure):
        return told
    if figure.interval is not None:
        told = f"{told} ({say.span(figure.interval)})"
    return f"{told}\n{status(figure, say)}"


def of_province(share: ProvinceShare, say: Wording) -> str:
    """The province's share in a sentence: corrected with its interval, the machine's value, articles coded and counted."""
    right = share.corrected
    return say.words(
        "report.shares.weak" if right.weak else "report.shares.line",
        code=share.code,
        title=share.title,
        value=say.percent(right.value),
        span=say.span(right.interval),
        machine=say.percent(share.machine),
        n=say.number(right.coded),
        of=say.number(share.articles),
    )

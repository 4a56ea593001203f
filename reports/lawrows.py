"""The points of law of an outlet as rows: the same words in every format, and no words of any item among them."""

from __future__ import annotations

from reports.figures import LawPoint, OutletFigures
from reports.wording import NOTHING, Wording


def law_name(point: LawPoint, say: Wording) -> str:
    """The law's title, or that the rules name none."""
    return point.law or say.words("report.law.unnamed")


def law_article(point: LawPoint, say: Wording) -> str:
    """The article; of a law whose article nobody found, that it has still to be looked up."""
    return point.article or (say.words("report.law.article_open") if point.law else NOTHING)


def law_rows(outlet: OutletFigures, say: Wording) -> list[tuple[str, str, str, str]]:
    """Law, article, number of findings, titles of the rules."""
    return [
        (
            law_name(point, say),
            law_article(point, say),
            say.number(point.findings),
            "; ".join(point.rules) or NOTHING,
        )
        for point in outlet.law_points
    ]

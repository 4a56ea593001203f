"""The other ways to see the rate, as blocks of the print: three readings with their definitions, products within groups."""

from __future__ import annotations

from collections.abc import Iterator

from reports.figures import ProvinceReport
from reports.levels import reading_rows, rungs_in_words, together
from reports.pdf.parts import Block, line, table
from reports.wording import Wording


def views(report: ProvinceReport, say: Wording) -> Iterator[Block]:
    """What stands below the two rates, above the milestones."""
    t = say.words
    if report.ladder is not None:
        columns = (
            (t("report.ladder.reading"), 15, False),
            (t("report.ladder.definition"), 60, False),
            (t("report.result"), 25, True),
        )
        yield table(t("report.ladder"), columns, list(reading_rows(report.ladder, say)))
        yield line(rungs_in_words(report.ladder, say), "quiet")
    if report.products:
        heads = (
            (t("report.products.product"), 20, False),
            (t("report.products.group"), 30, False),
            (t("report.rate.pilot"), 25, True),
            (t("report.rate.formal"), 25, True),
        )
        yield table(t("report.products"), heads, list(together(report.products, say)))
        yield line(t("report.products.note"), "quiet")

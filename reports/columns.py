"""Which columns each sheet of the workbook has: head, width, look. The words stand in the catalogue."""

from __future__ import annotations

from dataclasses import dataclass

from reports.figures import Corrected, Opinion
from reports.wording import Wording


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the catalogue key of its head, its width in characters, and how its cells look."""

    key: str
    width: int
    look: str = "text"


def _columns(*described: tuple[str, int] | tuple[str, int, str]) -> tuple[Column, ...]:
    return tuple(Column(f"report.{key}", *rest) for key, *rest in described)


RATES = _columns(
    ("rate.title", 44),
    ("sheet.applied", 20, "count"),
    ("sheet.counted", 20, "count"),
    ("share", 14, "share"),
    ("verified", 16, "count"),
    ("result", 46),
    ("note", 30),
)
LADDER = _columns(
    ("ladder.reading", 44),
    ("sheet.applied", 20, "count"),
    ("sheet.counted", 20, "count"),
    ("share", 14, "share"),
    ("note", 16),
    ("ladder.definition", 46),
)
PRODUCTS = _columns(
    ("products.product", 44),
    ("products.group", 20),
    ("sheet.counted", 20, "count"),
    ("rate.pilot", 14, "count"),
    ("rate.formal", 16, "count"),
)
GOALS = _columns(
    ("goal", 44),
    ("goal.which", 20),
    ("goal.issuer", 20),
    ("goal.plan", 14, "share"),
    ("goal.done", 16, "share"),
    ("goal.result", 46),
    ("goal.source", 30),
)
OUTLETS = _columns(
    ("no", 6, "count"),
    ("outlet", 36),
    ("group", 22),
    ("counted", 10),
    ("declared", 15),
    ("proven", 15),
    ("measured.k", 12, "count"),
    ("measured.n", 12, "count"),
    ("date", 12, "date"),
    ("evidence", 36),
    ("verified", 18),
    ("collected.short", 10, "count"),
    ("listed", 10, "count"),
    ("share", 10, "share"),
    ("articles", 11, "count"),
    ("reposts", 11, "count"),
    ("people", 11, "count"),
    ("sources", 11, "count"),
    ("findings", 12, "count"),
    ("findings.narrator", 12, "count"),
    ("findings.chosen", 12, "count"),
    ("findings.waiting", 12, "count"),
    ("findings.confirmed", 12, "count"),
    ("note", 24),
    ("replies", 34),
)
INDICATORS = _columns(
    ("no", 6, "count"),
    ("outlet", 30),
    ("code", 9),
    ("indicator", 46),
    ("outcome", 18),
    ("value", 10, "share"),
    ("numerator", 10, "count"),
    ("n", 10, "count"),
    ("unit", 11),
    ("items", 10, "count"),
    ("interval.low", 10, "share"),
    ("interval.high", 10, "share"),
    ("own.value", 12, "share"),
    ("own.numerator", 12, "count"),
    ("own.n", 12, "count"),
    ("corrected.value", 12, "share"),
    ("corrected.low", 12, "share"),
    ("corrected.high", 12, "share"),
    ("corrected.n", 12, "count"),
    ("unknown.n", 12, "count"),
    ("unknown.share", 12, "share"),
    ("minimum", 10, "count"),
    ("points", 8, "number"),
    ("points.max", 8, "number"),
    ("method", 16),
    ("mark", 9),
    ("confirmed", 18),
    ("note", 28),
    ("replies", 34),
)
# twelve columns on A4 across: with more the letters are smaller than nine points
OPINIONS = _columns(
    ("no", 5, "count"),
    ("outlet", 16),
    ("opinion.id", 10),
    ("opinion.about", 19),
    ("opinion.type", 11),
    ("opinion.text", 26),
    ("opinion.papers", 12),
    ("opinion.received", 11),
    ("opinion.outcome", 11),
    ("opinion.answer", 24),
    ("opinion.effect", 12),
    ("opinion.by", 11),
)
EXAMPLES = _columns(
    ("no", 6, "count"),
    ("outlet", 28),
    ("indicator", 10),
    ("rule", 18),
    ("family", 22),
    ("quote", 34),
    ("message", 36),
    ("alternatives", 28),
    ("zone", 10),
    ("voice", 16),
    ("severity", 12),
    ("authority", 14),
    ("scores", 22),
    ("citations", 36),
    ("address", 36),
    ("published", 12, "date"),
    ("offsets", 11),
    ("sha", 24),
    ("archived", 24),
    ("replies", 34),
)
LAW_POINTS = _columns(
    ("no", 6, "count"),
    ("outlet", 36),
    ("law.name", 70),
    ("law.article", 24),
    ("law.findings", 12, "count"),
    ("law.rules", 60),
)
SOURCES = _columns(
    ("no", 6, "count"),
    ("citations.title", 70),
    ("citations.kind", 20),
    ("citations.address", 80),
)
COVERAGE = _columns(
    ("no", 6, "count"),
    ("outlet", 36),
    ("listed", 12, "count"),
    ("collected.short", 12, "count"),
    ("share", 12, "share"),
    ("coverage.first", 13, "date"),
    ("coverage.last", 13, "date"),
    ("coverage.failed", 34),
    ("coverage.skipped", 34),
    ("channels", 34),
    ("note", 24),
)
FAILURES = _columns(
    ("no", 6, "count"),
    ("outlet", 36),
    ("failures.stage", 12),
    ("failures.reason", 12),
    ("failures.count", 12, "count"),
)


def corrected_cells(corrected: Corrected | None) -> tuple[float | int | None, ...]:
    """Corrected value, its interval and the number of coded articles."""
    if corrected is None:
        return (None, None, None, None)
    return (corrected.value, corrected.interval.low, corrected.interval.high, corrected.coded)


def opinion_cells(one: Opinion, say: Wording) -> tuple[str, ...]:
    """One objection with its answer, in the order of the columns."""
    by = f"{one.answered_by}, {say.day(one.answered)}" if one.answered_by else ""
    return (
        one.id,
        one.about,
        say.label("reply.type", one.type),
        one.text,
        "\n".join(one.papers),
        say.received(one),
        say.label("reply.outcome", one.outcome or "open"),
        one.answer,
        one.effect,
        by,
    )

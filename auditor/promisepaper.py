"""The promises of a province as small tables, each with its source plan: page, workbook and print from one content."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from auditor import besidetables
from auditor.promises import RISE, YEARLY, Promise, Reading, Trace
from auditor.words import Words, number
from auditor.workspace import Workspace
from reports.papers import PromiseLine
from reports.tables import Table, TablePaper, heads
from reports.wording import Wording


def promise_paper(
    workspace: Workspace, readings: Sequence[Reading], seen: Sequence[Trace], words: Words
) -> TablePaper:
    """A table for every promise, with a row for every plan that makes it, and one of what shows in what outlets publish."""
    config, say = workspace.config, Wording(words)
    facts = ((words("report.as_of"), say.day(config.day)),)
    by_promise: dict[str, list[Reading]] = {}
    for reading in readings:
        by_promise.setdefault(reading.promise.id, []).append(reading)
    tables = [_table(some, words, say) for some in by_promise.values()]
    if seen:
        tables.append(_traces(seen, words))
    lead = ["promises.lead"] if readings else ["promises.none.paper"]
    return TablePaper(
        title=words("promises.title"),
        place=config.province,
        facts=facts,
        lead=tuple(words(key) for key in lead),
        tables=tuple(tables),
        fictitious=config.fictitious,
    )


def _table(readings: Sequence[Reading], words: Words, say: Wording) -> Table:
    first = readings[0].promise
    rows: list[tuple[str, str, str, str, str]] = []
    notes: list[str] = []
    for reading in readings:
        promise = reading.promise
        plan = f"{promise.issuer[words.lang]}: {promise.plan} [{promise.evidence}]"
        rows.append(
            (
                plan,
                wanted_in_words(promise, words, say),
                figure_in_words(reading, words, say),
                result_in_words(reading, words, say),
                source_in_words(reading, words, say),
            )
        )
        if len({p.promise.title[words.lang] for p in readings}) > 1:
            notes.append(f"{promise.scope}: {promise.title[words.lang]}")
    lines = [
        PromiseLine(reading.promise.title[words.lang], *row, held=held_in_words(reading, words, say))
        for reading, row in zip(readings, rows, strict=True)
    ]
    notes += besidetables.promises(readings, lines, words)
    columns = heads(
        *((words(f"promises.column.{name}"), "text", width) for name, width in
          (("plan", 26), ("wanted", 22), ("figure", 24), ("result", 24), ("source", 28)))
    )  # fmt: skip
    return Table(first.id, first.title[words.lang], columns, tuple(rows), tuple(notes))


def wanted_in_words(promise: Promise, words: Words, say: Wording) -> str:
    """What the plan asks for."""
    if promise.kind == YEARLY:
        return words("promises.wanted.yearly", n=promise.wanted)
    if promise.kind == RISE:
        year, least = promise.milestones[0]
        most = promise.most if promise.most is not None else least
        low, high = number(least * 100, words.lang, 0), number(most * 100, words.lang, 0)
        return words("promises.wanted.rise", low=low, high=high, year=year, base=promise.base)
    told = (
        words("promises.wanted.share", share=say.goal(share), year=year) for year, share in promise.milestones
    )
    return "; ".join(told)


def figure_in_words(reading: Reading, words: Words, say: Wording) -> str:
    """What was reported, as "k/N (x,x %)"; a survey with the number it asked, a rise with its baseline and interval."""
    figure = reading.figure
    if figure is None:
        return words("promises.figure.none")
    if figure.of:
        reached, of = say.number(figure.reached), say.number(figure.of)
        told = f"{reached}/{of} ({say.percent(figure.share)})"
    else:
        told = words("promises.figure.survey", share=say.percent(figure.share), n=say.number(figure.n))
    if reading.base is not None and reading.change is not None:
        told += "; " + words(
            "promises.figure.base", share=say.percent(reading.base.share), day=say.day(reading.base.as_of)
        )
        change = _points(reading.change, words)
        if reading.interval is not None:
            low, high = (_points(end, words) for end in reading.interval)
            return f"{told}; {words('promises.figure.change', change=change, low=low, high=high)}"
        told += f"; {change}"
    return told


def _points(change: float, words: Words) -> str:
    sign = "+" if change > 0 else "\u2212" if change < 0 else ""
    return f"{sign}{number(abs(change) * 100, words.lang, 1)}"


def result_in_words(reading: Reading, words: Words, say: Wording) -> str:
    """Where it stands against the milestone that fell due, and what comes next."""
    told = words(f"promises.result.{reading.result}")
    milestone = reading.due or reading.ahead
    if milestone is not None and reading.promise.kind not in (RISE, YEARLY):
        key = "promises.result.due" if reading.due else "promises.result.ahead_of"
        told += " " + words(key, year=milestone[0], share=say.goal(milestone[1]))
    if held := held_in_words(reading, words, say):
        told += f"; {held}"
    return told


def held_in_words(reading: Reading, words: Words, say: Wording) -> str:
    """The figure of the day a milestone fell due, where there is a later one; "" where there is none."""
    if reading.held is None:
        return ""
    figure = figure_in_words(replace(reading, figure=reading.held, held=None), words, say)
    return words("promises.result.held", figure=figure, day=say.day(reading.held.as_of))


def source_in_words(reading: Reading, words: Words, say: Wording) -> str:
    """Who reported it, as of when, who looked at it."""
    figures = [f for f in (reading.base, reading.figure) if f is not None]
    told = []
    for figure in figures:
        checked = f"; {words('promises.checked', who=figure.checked_by)}" if figure.checked_by else ""
        told.append(f"{figure.source} ({say.day(figure.as_of)}){checked}")
    return "; ".join(dict.fromkeys(told))


def _traces(seen: Iterable[Trace], words: Words) -> Table:
    rows = tuple(
        (
            trace.code,
            trace.title[words.lang],
            trace.reached,
            trace.of,
            trace.reached / trace.of if trace.of else None,
            trace.without,
        )
        for trace in seen
    )
    columns = heads(
        (words("promises.column.code"), "text", 9),
        (words("promises.column.line"), "text", 46),
        (words("promises.column.reached"), "count", 12),
        (words("promises.column.of"), "count", 12),
        (words("promises.column.share"), "share", 10),
        (words("promises.column.without"), "count", 14),
    )
    notes = [words("promises.traces.note")]
    if not any(trace.of or trace.without for trace in seen):
        notes.append(words("promises.traces.unscored.paper"))
    return Table(words("promises.traces.sheet"), words("promises.traces"), columns, rows, tuple(notes))

"""A comparison in words and tables: each outlet against itself first, then the province with its causes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.change.gather import Comparison
from auditor.change.model import CONTENT, MIX, PARTS, Change, Own, TooLittle
from auditor.change.rounding import difference, shown
from auditor.change.split import RESAMPLES
from auditor.words import Words, number, percent
from reports.tables import Cell, Table, TablePaper, heads
from reports.wording import Wording


def points(value: float, words: Words) -> str:
    """A difference of shares in percentage points, with its sign: "+12,7", "0,0"."""
    text = number(abs(value) * 100, words.lang, 1)
    if float(f"{value * 100:.1f}") == 0:
        return number(0, words.lang, 1)
    return f"{'+' if value > 0 else '−'}{text}"


def said_of(own: Own, *, sampled: bool = True) -> str:
    """What may be said of one outlet: a key below ``change.said.``."""
    if own.change is None:
        return "gone" if own.before[1] else "new"
    if not sampled:
        return "same" if own.change == 0 else "up" if own.change > 0 else "down"
    if not own.enough:
        return "few"
    if not own.clear:
        return "within"
    return "up" if own.change > 0 else "down"


def own_in_words(
    own: Own, words: Words, *, sampled: bool = True, unit: str = "rate", headed: bool = False
) -> str:
    """One outlet against itself, as one sentence. ``unit``: what is counted where nothing is drawn (bodies or points); ``headed``: a
    heading says against what.
    """
    said = said_of(own, sampled=sampled)
    merged = ("" if headed else words("change.own.against")) + (
        words("change.own.merged") if own.merged else ""
    )
    if said in ("new", "gone"):
        return words(f"change.own.{said}", name=own.name)
    if unit == "rate" and own.before[1] == own.after[1] == 1 and not sampled:
        before, after = (words(f"change.reached.{int(pair[0])}") for pair in (own.before, own.after))
        return words("change.own.body", name=own.name, merged=merged, before=before, after=after)
    if not sampled:
        before, after = ("/".join(_short(value, words) for value in pair) for pair in (own.before, own.after))
        return words(f"change.own.{unit}", name=own.name, merged=merged, before=before, after=after)
    before, after = (
        f"{percent(part / whole, words.lang)} ({part:.0f}/{whole:.0f})"
        for part, whole in (own.before, own.after)
    )
    values = {"name": own.name, "merged": merged, "before": before, "after": after}
    if said == "few":
        return words("change.own.few", **values)
    low, high = (points(end, words) for end in own.span or (0.0, 0.0))
    if said == "within":
        return words("change.own.within", low=low, high=high, **values)
    return words(f"change.own.{said}", by=points(_by(own) or 0.0, words), low=low, high=high, **values)


def _by(own: Own) -> float | None:
    """The change as a reader works it out from the two shares beside it."""
    if own.change is None:
        return None
    return difference(own.before[0] / own.before[1], own.after[0] / own.after[1])


def _short(value: float, words: Words) -> str:
    """Points with a decimal only where there is one."""
    return number(value, words.lang, 0 if value == round(value) else 1)


def unit_of(change: Change) -> str:
    """What is counted where nothing is drawn: a key below ``change.own.``."""
    return "points" if change.figure.startswith("points.") else "rate"


def cause_in_words(change: Change, cause: str, words: Words) -> str:
    """A cause by what it is for this figure: nobody's content moves a rate, bodies change their level."""
    own = f"change.cause.{unit_of(change)}.{cause}"
    return words(own if not change.sampled and own in words else f"change.cause.{cause}")


def whole_in_words(change: Change, words: Words) -> str:
    """The province's change with its causes, as one or two sentences. A part that is printed as nothing is not told."""
    rounded = shown(change)
    causes = [cause for cause in PARTS if rounded.parts[cause]]
    parts = "; ".join(
        words(
            "change.whole.part",
            cause=cause_in_words(change, cause, words),
            by=points(rounded.parts[cause], words),
        )
        for cause in causes
    )
    key = "change.whole.same" if not rounded.change else "change.whole"
    if not causes:
        key = "change.whole.none"
    elif len(causes) == 1:
        key, parts = "change.whole.one", cause_in_words(change, causes[0], words)
    told = words(
        key,
        title=change.title,
        before=percent(change.before.value, words.lang),
        after=percent(change.after.value, words.lang),
        by=points(rounded.change, words),
        parts=parts,
    )
    if causes and change.sampled and not change.part(CONTENT) and not change.part(MIX):
        return f"{told} {words('change.whole.within')}"
    return told


def short_in_words(change: Change, words: Words) -> str:
    """That a rate moved, for readers who are not told how many bodies stand behind each cause."""
    return words(
        "change.whole.short",
        title=change.title,
        before=percent(change.before.value, words.lang),
        after=percent(change.after.value, words.lang),
        by=points(shown(change).change, words),
    )


def too_little_in_words(found: TooLittle, words: Words) -> str:
    """That one figure cannot be compared."""
    before, after = found.n
    return words("change.too_little", title=found.title, before=before, after=after, needed=found.needed)


def notes_in_words(comparison: Comparison, words: Words) -> Iterator[str]:
    """How it was worked out, and what is missing."""
    if any(isinstance(f, Change) and f.sampled for f in comparison.found):
        yield words("change.note.method", resamples=number(RESAMPLES, words.lang))
    if any(isinstance(f, Change) and not f.sampled for f in comparison.found):
        yield words("change.note.rate")
    for key, values in comparison.notes:
        yield words(f"change.note.{key}", **values)


def change_paper(comparison: Comparison, words: Words) -> TablePaper:
    """Everything ``auditor compare`` says."""
    say = Wording(words)
    first, second = comparison.years
    changes = [found for found in comparison.found if isinstance(found, Change)]
    little = [found for found in comparison.found if isinstance(found, TooLittle)]
    return TablePaper(
        title=words("change.title"),
        place=comparison.province,
        facts=(
            (words("years.fact.province"), comparison.province),
            (words("change.fact.years"), f"{first.label}; {second.label}"),
            (words("change.fact.days"), f"{say.day(first.day)}; {say.day(second.day)}"),
        ),
        lead=tuple(notes_in_words(comparison, words)),
        tables=(
            _own_table(changes, words),
            _whole_table(changes, little, words),
            _grid_table(comparison, changes, words),
        ),
        fictitious=comparison.fictitious,
    )


def _own_table(changes: Sequence[Change], words: Words) -> Table:
    columns = heads(
        (words("change.column.figure"), "text", 44),
        (words("change.column.unit"), "text", 40),
        (words("change.column.before"), "share", 12),
        (words("change.column.n_before"), "count", 11),
        (words("change.column.after"), "share", 12),
        (words("change.column.n_after"), "count", 11),
        (words("change.column.change"), "points", 14),
        (words("change.column.low"), "points", 12),
        (words("change.column.high"), "points", 12),
        (words("change.column.said"), "text", 26),
    )
    rows = [
        (
            change.title,
            f"{own.name}{words('change.own.merged')}" if own.merged else own.name,
            own.before[0] / own.before[1] if own.before[1] else None,
            round(own.before[1]),
            own.after[0] / own.after[1] if own.after[1] else None,
            round(own.after[1]),
            _by(own),
            own.span[0] if own.span else None,
            own.span[1] if own.span else None,
            words(f"change.said.{said_of(own, sampled=change.sampled)}"),
        )
        for change in changes
        for own in change.own
    ]
    return Table(words("change.sheet.own"), words("change.own.title"), columns, tuple(rows))


def _whole_table(changes: Sequence[Change], little: Sequence[TooLittle], words: Words) -> Table:
    causes = [(words(f"change.column.cause.{cause}"), "points", 16) for cause in PARTS]
    spans = [
        (words("change.column.span", cause=words(f"change.cause.{cause}")), "text", 18)
        for cause in (CONTENT, MIX)
    ]
    columns = heads(
        (words("change.column.figure"), "text", 44),
        (words("change.column.before"), "share", 12),
        (words("change.column.after"), "share", 12),
        (words("change.column.change"), "points", 14),
        *causes,
        *spans,
    )
    rows: list[tuple[Cell, ...]] = [
        (
            change.title,
            change.before.value,
            change.after.value,
            rounded.change,
            *(rounded.parts[cause] for cause in PARTS),
            *(_span(change, cause, words) for cause in (CONTENT, MIX)),
        )
        for change in changes
        for rounded in (shown(change),)
    ]
    notes = [whole_in_words(change, words) for change in changes]
    notes += [too_little_in_words(found, words) for found in little]
    return Table(words("change.sheet.whole"), words("change.whole.title"), columns, tuple(rows), tuple(notes))


def _span(change: Change, cause: str, words: Words) -> str:
    """What chance leaves open of one cause, before it was put to chance; "" where nothing is drawn."""
    span = next((part.span for part in change.parts if part.cause == cause), None)
    if span is None:
        return ""
    return words("change.span", low=points(span[0], words), high=points(span[1], words))


def _grid_table(comparison: Comparison, changes: Sequence[Change], words: Words) -> Table:
    first, second = comparison.years
    columns = heads(
        (words("change.column.figure"), "text", 44),
        (words("change.column.rules"), "text", 30),
        (first.label, "share", 14),
        (second.label, "share", 14),
    )
    rows: list[tuple[Cell, ...]] = []
    for change in changes:
        grid = change.grid
        rows.append((change.title, words("change.grid.old"), grid.old_before, grid.old_after))
        rows.append((change.title, words("change.grid.new"), grid.new_before, grid.new_after))
    return Table(words("change.sheet.grid"), words("change.grid.title"), columns, tuple(rows))

"""Tables of any content as one page and one workbook: for papers that are nothing but tables with a few sentences.

Whoever fills them gives heads and sentences in the reader's language; numbers stay numbers, so that a workbook can add them.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from reports.books import fitting, height, whole_book
from reports.figures import Words
from reports.files import write_text
from reports.prepare import clean_text
from reports.wording import Wording

Cell = str | int | float | date | None
# what a cell is: a text, a whole number, a share in [0, 1], a difference of shares, a day
LOOKS = ("text", "count", "share", "points", "date")
# a workbook's cell holds no more characters, its sheet's name no more than these
MOST, LONGEST_NAME = 32_767, 31


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, how its cells look (one of LOOKS), its width in characters."""

    head: str
    look: str = "text"
    width: int = 14


@dataclass(frozen=True, slots=True)
class Table:
    """One table. ``sheet``: its short name in a workbook; ``notes`` stand below it; ``totals``: rows that add up others, in bold."""

    sheet: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    totals: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class TablePaper:
    """A whole paper. ``facts``: what it is about, as (label, value); ``lead``: what a reader has to know first."""

    title: str
    place: str
    facts: tuple[tuple[str, str], ...]
    lead: tuple[str, ...]
    tables: tuple[Table, ...]
    fictitious: bool = False


def render_tables(paper: TablePaper, words: Words) -> str:
    """One self-contained page."""
    from reports.html import _stylesheet  # noqa: PLC0415  the page of the report and this one look alike

    return (
        _environment()
        .get_template("tables.html.j2")
        .render(
            paper=cleaned(paper),
            t=words,
            show=functools.partial(shown, say=Wording(words)),
            css=Markup(_stylesheet()),  # noqa: S704  our own file
        )
    )


def write_tables_html(paper: TablePaper, words: Words, path: Path) -> None:
    """Writes :func:`render_tables`. Raises WriteError."""
    write_text(path, render_tables(paper, words))


def shown(value: Cell, look: str, say: Wording) -> str:
    """One cell as a person reads it."""
    if value is None or value == "":
        return say.percent(None) if look != "text" else ""
    if isinstance(value, date):
        return say.day(value.isoformat())
    if isinstance(value, str):
        return value
    if look == "share":
        return say.percent(value)
    if look == "points":
        return f"{'+' if value > 0 else ''}{say.number(value * 100, 1)}"
    return say.number(value)


def write_tables_xlsx(paper: TablePaper, words: Words, path: Path) -> None:
    """One sheet a table behind a first one with facts and sentences. Raises WriteError."""
    with whole_book(path) as book:
        _fill(book, cleaned(paper), words)


def _fill(book: Any, paper: TablePaper, words: Words) -> None:
    plain = {"font_name": "Times New Roman", "font_size": 11, "valign": "top", "text_wrap": True}
    cell = plain | {"border": 1, "border_color": "#9aa5ab"}
    looks = {
        "title": book.add_format(plain | {"bold": True, "font_size": 14, "text_wrap": False}),
        "note": book.add_format(plain | {"italic": True}),
        "below": book.add_format(plain | {"italic": True, "text_wrap": False}),
        "head": book.add_format(cell | {"bold": True, "bg_color": "#dfe9ee", "align": "center"}),
    }
    numbers = {
        "text": {},
        "count": {"num_format": "#,##0"},
        "share": {"num_format": "0.0%"},
        "points": {"num_format": "+0.0;-0.0;0.0"},
        "date": {"num_format": "dd/mm/yyyy" if words.lang == "vi" else "yyyy-mm-dd"},
    }
    looks |= {name: book.add_format(cell | look) for name, look in numbers.items()}
    looks |= {
        f"total.{name}": book.add_format(cell | look | {"bold": True}) for name, look in numbers.items()
    }
    first = book.add_worksheet(words("tables.sheet.about"))
    first.set_column(0, 0, 34)
    first.set_column(1, 1, 90)
    first.write_string(0, 0, f"{paper.title} – {paper.place}", looks["title"])
    row = 2
    if paper.fictitious:
        first.write_string(1, 0, words("report.fictitious"), looks["title"])
    for label, value in paper.facts:
        first.write_string(row, 0, label, looks["head"])
        first.write_string(row, 1, value, looks["text"])
        first.set_row(row, fitting((label, value), (34, 90)))
        row += 1
    for line in paper.lead:
        row += 1
        first.merge_range(row, 0, row, 1, "", looks["note"])
        first.write_string(row, 0, line[:MOST], looks["note"])
        first.set_row(row, height([(line, 105)]))
    _on_paper(first)
    taken: set[str] = set()
    for table in paper.tables:
        _sheet(book.add_worksheet(_sheet_name(table.sheet, taken)), table, looks)


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name that Excel accepts, used once."""
    plain = "".join(c for c in name if c not in "[]:*?/\\").strip("' ")[:LONGEST_NAME] or "1"
    found, n = plain, 1
    while found.casefold() in taken:
        n += 1
        found = f"{plain[: LONGEST_NAME - 4]} ({n})"
    taken.add(found.casefold())
    return found


def _sheet(sheet: Any, table: Table, looks: dict[str, Any]) -> None:
    sheet.write_string(0, 0, table.title, looks["title"])
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, column.width)
        sheet.write_string(2, at, column.head, looks["head"])
    widths = [column.width for column in table.columns]
    sheet.set_row(2, fitting([column.head for column in table.columns], widths))
    row = 2
    for number, values in enumerate(table.rows):
        row += 1
        sheet.set_row(row, fitting(values, widths))
        total = "total." if number in table.totals else ""
        for at, (column, value) in enumerate(zip(table.columns, values, strict=True)):
            _put(sheet, row, at, value, column.look, looks, total)
    for note in table.notes:
        row += 1
        sheet.write_string(row + 1, 0, note[:MOST], looks["below"])
    sheet.freeze_panes(3, 1)
    sheet.repeat_rows(2)
    _on_paper(sheet)


def _on_paper(sheet: Any) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _put(
    sheet: Any, row: int, at: int, value: Cell, look: str, looks: dict[str, Any], total: str = ""
) -> None:
    """Always the writer for the value's own type: the generic one guesses formulas from strings."""
    if value is None or value == "":
        sheet.write_blank(row, at, None, looks[total + look])
    elif isinstance(value, str):
        sheet.write_string(row, at, value[:MOST], looks[f"{total}text"])
    elif isinstance(value, date):
        sheet.write_datetime(row, at, value, looks["date"])
    else:
        sheet.write_number(row, at, value * 100 if look == "points" else value, looks[total + look])


def cleaned(paper: TablePaper) -> TablePaper:
    """Without characters that break a file or mislead: names come from other people's files."""
    return replace(
        paper,
        place=clean_text(paper.place),
        facts=tuple((label, clean_text(value)) for label, value in paper.facts),
        lead=tuple(map(clean_text, paper.lead)),
        tables=tuple(
            replace(
                table,
                rows=tuple(
                    tuple(clean_text(v) if isinstance(v, str) else v for v in row) for row in table.rows
                ),
                notes=tuple(map(clean_text, table.notes)),
            )
            for table in paper.tables
        ),
    )


def heads(*columns: tuple[str, str, int]) -> tuple[Column, ...]:
    """Columns from (head, look, width)."""
    return tuple(Column(*column) for column in columns)


@functools.cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("reports", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

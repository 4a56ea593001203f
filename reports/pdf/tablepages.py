"""The printed page of a paper that is nothing but tables: years, rates, promises."""

from __future__ import annotations

import functools

from reports.pdf.parts import Block, heading, line, table
from reports.tables import TablePaper, shown
from reports.wording import Wording


def of_tables(paper: TablePaper, say: Wording) -> list[Block]:
    """The blocks of a paper that is nothing but tables with a few sentences."""
    show = functools.partial(shown, say=say)
    found = [line(text) for text in paper.lead]
    for number, one in enumerate(paper.tables, 1):
        found.append(heading(1, f"{number}. {one.title}"))
        if one.rows:
            columns = [(c.head, float(c.width), c.look != "text") for c in one.columns]
            rows = [
                [show(value, column.look) for value, column in zip(row, one.columns, strict=True)]
                for row in one.rows
            ]
            found.append(table("", columns, rows))
        found += [line(note, "quiet") for note in one.notes]
    return found

"""Two workbooks: the reply form that goes to an outlet with its scorecard, and the sheet on which a second reader answers.

What names a line is locked; kinds of opinion and outcomes are drop-downs. Both are checked once more when they come back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from auditor.forms.workbook import ALLOWED, Looks, day_in_words, looks
from auditor.replies import model
from auditor.replies.plan import ReplyPlan
from auditor.replies.records import Case
from auditor.replies.targets import Offered, Sheet
from auditor.words import Words
from reports.books import height, whole_book

COLUMNS = ("number", "about", "on_file", "type", "text", "papers", "address", "target")
FREE = ("type", "text", "papers", "address")
FACTS = ("outlet", "name", "from", "to", "as_of", "deadline", "by", "day")
FILLED_IN = ("by", "day")
WIDTHS = {
    "number": 5, "about": 46, "on_file": 34, "type": 28, "text": 50, "papers": 28, "address": 30, "target": 14,
}  # fmt: skip
ANSWERS = ("id", "outlet", "about", "type", "text", "received", "outcome", "answer", "level", "since")
ANSWERED = ("outcome", "answer", "level", "since")
ANSWER_WIDTHS = {
    "id": 11, "outlet": 24, "about": 42, "type": 24, "text": 50, "received": 14, "outcome": 22, "answer": 50,
    "level": 16, "since": 14,
}  # fmt: skip
# lines for items that the outlet names by their address
BLANK = 20
LEVELS = (0, 1, 2)


def facts_of(sheet: Sheet, plan: ReplyPlan) -> dict[str, str]:
    """What ties a form to its outlet and period, by the names of :data:`FACTS`."""
    values = (
        sheet.outlet,
        sheet.name,
        *map(day_in_words, sheet.period),
        day_in_words(sheet.as_of),
        day_in_words(plan.until(sheet.outlet)),
        "",
        "",
    )
    return dict(zip(FACTS, values, strict=True))


def guide_lines(sheet: Sheet, plan: ReplyPlan, words: Words) -> list[str]:
    """What an outlet has to know, on the workbook's first sheet and above the Word form."""
    first, last = map(day_in_words, sheet.period)
    lines = [
        words("reply.guide.place", name=sheet.name, first=first, last=last),
        words("reply.guide.deadline", day=day_in_words(plan.until(sheet.outlet))),
    ]
    if plan.send_to:
        lines.append(words("reply.guide.send_to", place=plan.send_to))
    lines += [
        words(f"reply.guide.{name}") for name in ("how", "item", "considered", "second", "names", "nature")
    ]
    if sheet.more:
        lines.append(words("reply.guide.more", n=sheet.more))
    return lines


def cells_of(number: int, line: Offered) -> dict[str, str]:
    """The cells that are filled when a line goes out."""
    return {
        "number": str(number), "about": line.about, "on_file": line.on_file, "target": line.target.written(),
    }  # fmt: skip


def write_form(path: Path, sheet: Sheet, plan: ReplyPlan, words: Words) -> None:
    """One outlet's reply form. Raises InputError, WriteError."""
    with whole_book(path) as book:
        style = looks(book)
        guide = book.add_worksheet(words("reply.sheet.guide"))
        guide.set_column(0, 0, 110)
        guide.write_string(0, 0, words("reply.title"), style.bold)
        for row, text in enumerate(guide_lines(sheet, plan, words), 1):
            guide.write_string(row, 0, text, style.plain)
            guide.set_row(row, height([(text, 100)]))
        guide.set_paper(9)
        guide.set_landscape()
        guide.fit_to_pages(1, 0)
        page = book.add_worksheet(words("reply.sheet.opinions"))
        _facts(book, style, facts_of(sheet, plan), words)
        _types(book, style, words)
        _opinions(page, style, sheet, words)
        page.activate()


def _opinions(page: Any, style: Looks, sheet: Sheet, words: Words) -> None:
    _heads(page, style, COLUMNS, WIDTHS, words)
    blank = [Offered(model.Target(""), words("reply.by_address"))] * BLANK
    for row, line in enumerate([*sheet.lines, *blank], 1):
        given = cells_of(row, line) if line.target.kind else {"number": str(row), "about": line.about}
        for at, name in enumerate(COLUMNS):
            free = name in FREE and (name != "address" or not line.target.kind)
            page.write_string(row, at, given.get(name, ""), style.free if free else style.locked)
        page.set_row(row, height([(line.about, 44), (line.on_file, 32)]))
        column = "ABCD"[model.TARGETS.index(line.target.kind or model.ITEM)]
        there = f"='{words('reply.sheet.types')}'!${column}$2:${column}${len(model.ALLOWED[line.target.kind or model.ITEM]) + 1}"
        page.data_validation(row, COLUMNS.index("type"), row, COLUMNS.index("type"), {"validate": "list", "source": there})  # fmt: skip
    page.protect("", ALLOWED)


def _types(book: Any, style: Looks, words: Words) -> None:
    """What can be said about which: the lists behind the drop-downs, and a page to read."""
    page = book.add_worksheet(words("reply.sheet.types"))
    for column, kind in enumerate(model.TARGETS):
        page.set_column(column, column, 40)
        page.write_string(0, column, words(f"reply.target.{kind}"), style.head)
        for row, name in enumerate(model.ALLOWED[kind], 1):
            page.write_string(row, column, words(f"reply.type.{name}"), style.locked)
    page.protect("", ALLOWED)


def _heads(page: Any, style: Looks, columns: Sequence[str], widths: dict[str, int], words: Words) -> None:
    for at, name in enumerate(columns):
        page.write_string(0, at, words(f"reply.column.{name}"), style.head)
        page.set_column(at, at, widths[name])
    page.set_row(0, height([(words(f"reply.column.{name}"), widths[name] - 2) for name in columns]))
    page.freeze_panes(1, 2)
    page.repeat_rows(0)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.set_footer("&C&P/&N")


def _facts(
    book: Any, style: Looks, facts: dict[str, str], words: Words, free: Iterable[str] = FILLED_IN
) -> None:
    page = book.add_worksheet(words("reply.sheet.info"))
    page.set_column(0, 0, 38)
    page.set_column(1, 1, 70)
    page.write_string(0, 0, words("form.info.what"), style.head)
    page.write_string(0, 1, words("form.info.value"), style.head)
    for row, (name, value) in enumerate(facts.items(), 1):
        page.write_string(row, 0, words(f"reply.info.{name}"), style.locked)
        page.write_string(row, 1, value, style.free if name in free else style.locked)
    page.protect("", ALLOWED)


# --- the second reader ------------------------------------------------------------------------------------------------


def write_answers(
    path: Path, cases: Sequence[Case], about: dict[str, str], names: dict[str, str], words: Words
) -> None:
    """Objections to answer, with what was answered so far. ``about``: of each id in words; ``names``: of outlets.

    Raises InputError, WriteError.
    """
    with whole_book(path) as book:
        style = looks(book)
        page = book.add_worksheet(words("reply.sheet.answers"))
        _heads(page, style, ANSWERS, ANSWER_WIDTHS, words)
        for row, case in enumerate(cases, 1):
            for at, (name, text) in enumerate(_case_cells(case, about, names, words).items()):
                page.write_string(row, at, text, style.free if name in ANSWERED else style.locked)
            page.set_row(row, height([(about[case.objection.id], 40), (case.objection.text, 48)]))
        last = max(1, len(cases))
        lists = {
            "outcome": [words(f"reply.outcome.{name}") for name in model.OUTCOMES],
            "level": [words(f"level.{level}") for level in LEVELS],
        }
        for name, source in lists.items():
            at = ANSWERS.index(name)
            page.data_validation(1, at, last, at, {"validate": "list", "source": source})
        page.protect("", ALLOWED)
        _facts(book, style, {"reader": "", "day": ""}, words, ("reader", "day"))


def _case_cells(case: Case, about: dict[str, str], names: dict[str, str], words: Words) -> dict[str, str]:
    one, reply = case.objection, case.reply
    day = day_in_words(one.received)
    level = words(f"level.{reply.level}") if reply and reply.level is not None else ""
    return {
        "id": one.id,
        "outlet": names.get(one.outlet, one.outlet),
        "about": about[one.id],
        "type": words(f"reply.type.{one.type}"),
        "text": one.text,
        "received": words("report.opinion.late", day=day) if one.late else day,
        "outcome": words(f"reply.outcome.{reply.outcome}") if reply else "",
        "answer": reply.text if reply else "",
        "level": level,
        "since": reply.date if reply else "",
    }

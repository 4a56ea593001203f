"""The form as a workbook: what names a line is locked, answers have drop-downs and limits, which are checked once more when
the file comes back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from auditor.editions import wording_in_words
from auditor.forms.model import STATES, Answer, Form, FormLine
from auditor.words import Words, number
from reports.books import height, whole_book

COLUMNS = ("number", "code", "question", "maximum", "self", "state", "evidence", "explanation")
WIDTHS = {
    "number": 5, "code": 10, "question": 56, "maximum": 9, "self": 9, "state": 16, "evidence": 34, "explanation": 40,
}  # fmt: skip
FREE = ("self", "state", "evidence", "explanation")
# what somebody may still do in a protected sheet
ALLOWED = {"format_columns": True, "format_rows": True, "autofilter": True, "sort": False}
FACTS = ("sender", "name", "respondent", "edition", "sha256", "from", "to", "deadline", "status", "by", "day")
FILLED_IN = ("status", "by", "day")


@dataclass(frozen=True, slots=True)
class Looks:
    """The formats that forms and scoring sheets share."""

    head: Any
    locked: Any
    number: Any
    free: Any
    plain: Any
    bold: Any


def looks(book: Any) -> Looks:
    """The formats of one workbook."""
    plain = {"font_name": "Times New Roman", "font_size": 11, "valign": "top", "text_wrap": True}
    cell = plain | {"border": 1}
    return Looks(
        head=book.add_format(
            cell | {"bold": True, "bg_color": "#dfe9ee", "align": "center", "valign": "vcenter"}
        ),
        locked=book.add_format(cell | {"bg_color": "#f2f2f2"}),
        # a number at the right edge runs into the text beside it
        number=book.add_format(cell | {"bg_color": "#f2f2f2", "align": "center"}),
        free=book.add_format(cell | {"locked": False}),
        plain=book.add_format(plain | {"font_size": 12}),
        bold=book.add_format(plain | {"font_size": 12, "bold": True}),
    )


def write_form(
    path: Path,
    form: Form,
    words: Words,
    answers: Mapping[str, Answer] | None = None,
    *,
    draft: bool = False,
) -> None:
    """One body's form. ``answers``: what it said before, for an amended one; ``draft``: marked as one.

    Raises InputError, WriteError.
    """
    with whole_book(path) as book:
        style = looks(book)
        _guide(book, style, form, words)
        _answers(book, style, form, words, answers or {})
        _info(book, style, form, words, draft)


def head(name: str, form: Form, words: Words) -> str:
    """The head of a column; that of the questions says for how long the words are only a working translation."""
    text = words(f"form.column.{name}")
    return f"{text} ({words('form.working')})" if name == "question" and form.working else text


def day_in_words(day: str) -> str:
    """31/12/2025, or dots to fill in."""
    return date.fromisoformat(day).strftime("%d/%m/%Y") if day else "……/……/………"


def asked_in_words(line: FormLine, words: Words) -> str:
    """What stands in the cell of the question: the criterion, how it is asked, what proves it."""
    parts = [line.title, line.question]
    if line.working:
        parts.insert(1, f"({words('index.wording.working')})")
    if line.verification:
        parts.append(words("form.verification", papers=line.verification))
    return "\n".join(part for part in parts if part)


def guide_lines(form: Form, words: Words) -> list[str]:
    """How to fill in the form, one paragraph each."""
    names = {state: words(f"form.state.{state}") for state in STATES}
    period = [day_in_words(day) for day in form.period]
    found = [
        words("form.guide.place", name=form.sender.name, edition=form.edition_title, first=period[0], last=period[1]),
        words("form.guide.deadline", day=day_in_words(form.deadline)),
        words("form.guide.points") if pointed(form) else words("form.guide.no_points"),
        words("form.guide.states", **names),
        *(words(f"form.guide.state.{state}", state=name) for state, name in names.items()),
        words("form.guide.evidence"),
        words("form.guide.nature"),
    ]  # fmt: skip
    confirmed = sum(line.confirmed for line in form.lines)
    if form.working:
        found.insert(0, words("form.guide.working", n=confirmed, all=len(form.lines)))
    elif form.held and form.booklet is not None:
        who = wording_in_words(form.booklet, words)
        found.insert(0, words("form.guide.held", who=who, n=confirmed, all=len(form.lines)))
    return found


def pointed(form: Form) -> bool:
    """Has the form a place for points? Nobody is asked to give what has no place."""
    return any(line.maximum is not None for line in form.lines)


def _guide(book: Any, style: Looks, form: Form, words: Words) -> None:
    sheet = book.add_worksheet(words("form.sheet.guide"))
    sheet.set_column(0, 0, 110)
    sheet.write_string(0, 0, words(f"form.title.{form.sender.respondent}"), style.bold)
    for row, line in enumerate(guide_lines(form, words), 1):
        sheet.write_string(row, 0, line, style.bold if row == 1 and form.working else style.plain)
        sheet.set_row(row, height([(line, 100)]))
    sheet.protect("", ALLOWED)
    _on_paper(sheet, form, words)


def _answers(book: Any, style: Looks, form: Form, words: Words, answers: Mapping[str, Answer]) -> None:
    sheet = book.add_worksheet(words("form.sheet.answers"))
    for at, name in enumerate(COLUMNS):
        sheet.write_string(0, at, head(name, form, words), style.head)
        sheet.set_column(at, at, WIDTHS[name])
    for row, line in enumerate(form.lines, 1):
        _fixed(sheet, style, row, line, words)
        _filled(sheet, style, row, answers.get(line.code), words)
        limit(sheet, row, COLUMNS.index("self"), line.maximum, words)
        said = answers[line.code].explanation if line.code in answers else ""
        texts = {"question": asked_in_words(line, words), "explanation": said}
        sheet.set_row(row, height((text, WIDTHS[name]) for name, text in texts.items()))
    told = {"input_title": words("form.column.state")[:32], "input_message": words("form.hint.state")}
    at = COLUMNS.index("state")
    source = [words(f"form.state.{state}") for state in STATES]
    sheet.data_validation(1, at, len(form.lines), at, {"validate": "list", "source": source} | told)
    sheet.set_row(0, 48)
    sheet.freeze_panes(1, 2)
    sheet.protect("", ALLOWED)
    _on_paper(sheet, form, words)
    sheet.repeat_rows(0)
    sheet.activate()


def limit(sheet: Any, row: int, at: int, maximum: float | None, words: Words) -> None:
    """Points between 0 and the maximum; where nobody gave a maximum, no points at all."""
    rule: dict[str, Any] = {
        "validate": "decimal",
        "criteria": "between",
        "minimum": 0,
        "maximum": maximum or 0,
    }
    if maximum is None:
        rule = {"validate": "custom", "value": "=FALSE"}
        told = words("form.hint.no_points")
    else:
        told = words("form.hint.points", maximum=number(maximum, words.lang, 2))
    title = words("form.column.self")[:32]
    sheet.data_validation(row, at, row, at, rule | {"input_title": title, "input_message": told})


def _fixed(sheet: Any, style: Looks, row: int, line: FormLine, words: Words) -> None:
    sheet.write_number(row, 0, row, style.number)
    sheet.write_string(row, 1, line.code, style.locked)
    sheet.write_string(row, 2, asked_in_words(line, words), style.locked)
    if line.maximum is None:
        sheet.write_string(row, 3, words("form.no_maximum"), style.locked)
    else:
        sheet.write_number(row, 3, line.maximum, style.locked)


def _filled(sheet: Any, style: Looks, row: int, answer: Answer | None, words: Words) -> None:
    for name in FREE:
        sheet.write_blank(row, COLUMNS.index(name), None, style.free)
    if answer is None:
        return
    if answer.points is not None:
        sheet.write_number(row, COLUMNS.index("self"), answer.points, style.free)
    texts = {
        "state": words(f"form.state.{answer.state}") if answer.state else "",
        "evidence": "; ".join(paper.text for paper in answer.papers),
        "explanation": answer.explanation,
    }
    for name, text in texts.items():
        if text:
            sheet.write_string(row, COLUMNS.index(name), text, style.free)


def facts_of(form: Form, words: Words) -> dict[str, str]:
    """What ties a file to its body, edition and period, by the names of :data:`FACTS`."""
    return {
        "sender": form.sender.id,
        "name": form.sender.name,
        "respondent": words(f"form.respondent.{form.sender.respondent}"),
        "edition": form.edition,
        "sha256": form.edition_sha256,
        "from": day_in_words(form.period[0]),
        "to": day_in_words(form.period[1]),
        "deadline": day_in_words(form.deadline) if form.deadline else "",
        "status": words("form.status.final"),
        "by": "",
        "day": "",
    }


def _info(book: Any, style: Looks, form: Form, words: Words, draft: bool) -> None:
    sheet = book.add_worksheet(words("form.sheet.info"))
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 70)
    sheet.write_string(0, 0, words("form.info.what"), style.head)
    sheet.write_string(0, 1, words("form.info.value"), style.head)
    facts = facts_of(form, words) | ({"status": words("form.status.draft")} if draft else {})
    for row, (name, value) in enumerate(facts.items(), 1):
        sheet.write_string(row, 0, words(f"form.info.{name}"), style.locked)
        sheet.write_string(row, 1, value, style.free if name in FILLED_IN else style.locked)
    statuses = [words(f"form.status.{status}") for status in ("final", "draft")]
    at = FACTS.index("status") + 1
    sheet.data_validation(at, 1, at, 1, {"validate": "list", "source": statuses})
    sheet.protect("", ALLOWED)


def _on_paper(sheet: Any, form: Form, words: Words) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    # "&" begins a code in heads and feet of Excel
    note = f"{form.sender.name[:80]} – {words('form.working')}" if form.working else form.sender.name[:120]
    sheet.set_header(f"&C{note.replace('&', '&&')}")
    sheet.set_footer("&C&P/&N")

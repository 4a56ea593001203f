"""Filled forms and scoring sheets, read back: right rows are kept, nothing of a wrong one, and every wrong cell is named."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from auditor.adoption import Paper, Rules
from auditor.forms.evidence import hash_of, papers_of
from auditor.forms.files import MAX_ROWS, NoForm, Sheet, read_sheets
from auditor.forms.model import (
    NONE_ARISING,
    NOT_APPLICABLE,
    STATES,
    Answer,
    Appraisal,
    Form,
    Submission,
    WrongCell,
)
from auditor.tables import day_of
from auditor.words import LANGUAGES, Words
from crawlers.register import slug

MAX_TEXT = 4000


class IsReply(NoForm):
    """The file is a reply of an outlet, which another command reads. Values: file."""

    code = "is_reply"


@dataclass(frozen=True, slots=True)
class Filled:
    """One file, read. Neither ``submission`` nor ``appraisals``: nothing of it was kept. ``blank``: lines left empty."""

    file: str
    submission: Submission | None = None
    appraisals: tuple[Appraisal, ...] = ()
    wrong: tuple[WrongCell, ...] = ()
    blank: int = 0


@dataclass(slots=True)
class _File:
    """A file with its facts, and the mistakes found so far."""

    path: Path
    words: Words
    sheets: Mapping[str, Sheet]
    facts: Mapping[str, tuple[int, str]]
    wrong: list[WrongCell] = field(default_factory=list)

    @property
    def info(self) -> str:
        return self.words("form.sheet.info")

    def fact(self, name: str) -> str:
        return self.facts.get(name, (1, ""))[1]

    def about(self, name: str, reason: str, value: object = "", *, fatal: bool = True) -> None:
        """A mistake among the facts, which stand in the second column."""
        row = self.facts.get(name, (1, ""))[0]
        table = self.sheets[self.info].table if self.info in self.sheets else 0
        label = self.words(f"form.info.{name}")
        self.wrong.append(
            WrongCell(self.path.name, self.info, f"B{row}", reason, str(value)[:60], fatal, table, label, "2")
        )

    def filled(self) -> Filled:
        return Filled(self.path.name, wrong=tuple(self.wrong))


def read_filled(path: Path, form_of: Callable[[str], Form | None], rules: Rules, *, received: str) -> Filled:
    """A form or a scoring sheet that came back. ``form_of``: the form of a body as it would go out today, by id.

    Raises NoForm where the file is none of ours.
    """
    file = _opened(path)
    form = form_of(file.fact("sender"))
    if form is None:
        file.about("sender", "unknown_sender", file.fact("sender"))
        return file.filled()
    if file.fact("edition") != form.edition:
        file.about("edition", "other_edition", file.fact("edition"))
    told = (file.fact("from"), file.fact("to"))
    # earlier forms have ISO days; a cell that an office program took for a day comes as one
    period = tuple(day_of(day) for day in told)
    if period != form.period:
        file.about("from", "other_period", " – ".join(told))
    if file.wrong:
        return file.filled()
    if file.fact("sha256") != form.edition_sha256:
        file.about("sha256", "edition_changed", fatal=False)
    if file.words("form.sheet.score") in file.sheets:
        return _appraisals(file, form)
    return _submission(file, form, rules, received)


def _opened(path: Path) -> _File:
    sheets = read_sheets(path)
    for lang in LANGUAGES:
        words = Words(lang)
        info = sheets.get(words("form.sheet.info"))
        if info is None:
            continue
        names = {
            words(f"form.info.{name}"): name
            for name in ("sender", "edition", "sha256", "from", "to", "status", "by", "appraiser")
        }
        rows = [(info.head_row, info.head), *info.rows]
        facts = {
            names[str(cells[0]).strip()]: (row, _plain_text(cells[1]))
            for row, cells in rows
            if len(cells) > 1 and str(cells[0]).strip() in names
        }
        if "sender" in facts:
            return _File(path, words, sheets, facts)
    if any(Words(lang)("reply.sheet.info") in sheets for lang in LANGUAGES):
        raise IsReply(f"{path} is a reply", file=path.name)
    raise NoForm(f"{path} is no form", file=path.name, detail=Words("vi")("form.sheet.info"))


def _plain_text(cell: Any) -> str:
    """A cell as text; a day that a spreadsheet made of an ISO text goes back to it."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


# --- rows -------------------------------------------------------------------------------------------------------------


class _Rows:
    """One pass over the rows of a table, by the names of its columns."""

    def __init__(self, file: _File, sheet: Sheet, form: Form, columns: tuple[str, ...]) -> None:
        self._file, self._sheet, self._form = file, sheet, form
        self._heads: dict[str, str] = {}
        self._number = 0
        self._cells: tuple[Any, ...] = ()
        self._seen: dict[str, int] = {}
        for name in columns:
            self._find(name)

    def _find(self, name: str) -> None:
        text = self._file.words(f"form.column.{name}")
        if text in self._sheet.head:
            self._heads[name] = text
        else:
            cell = self._sheet.cell(self._sheet.head_row, "")
            self._file.wrong.append(
                WrongCell(
                    self._file.path.name,
                    self._sheet.name,
                    cell,
                    "no_column",
                    text,
                    table=self._sheet.table,
                    row="1",
                )
            )

    def wrong(self, column: str, reason: str, value: object = "", *, fatal: bool = True) -> None:
        cell = self._sheet.cell(self._number, self._heads[column])
        self._file.wrong.append(
            WrongCell(
                self._file.path.name,
                self._sheet.name,
                cell,
                reason,
                str(value)[:60],
                fatal,
                self._sheet.table,
                self._label(),
                self._heads[column],
            )
        )

    def _label(self) -> str:
        """The row by its code where it has one, else by its number in the table."""
        at = self._sheet.head.index(self._heads["code"])
        code = _plain_text(self._cells[at]) if at < len(self._cells) else ""
        return code[:20] or str(self._number)

    def value(self, column: str) -> Any:
        at = self._sheet.head.index(self._heads[column])
        found = self._cells[at] if at < len(self._cells) else None
        return "" if found is None or (isinstance(found, str) and not found.strip()) else found

    def text(self, column: str) -> str:
        found = _plain_text(self.value(column))
        if len(found) > MAX_TEXT:
            self.wrong(column, "too_long", len(found))
            return ""
        return found

    def each(self, columns: tuple[str, ...], take: Callable[[str], None]) -> int:
        """``take(code)`` for every row with something in these columns; how many had nothing."""
        blank = 0
        if any(w.reason == "no_column" for w in self._file.wrong):
            return blank
        for number, cells in self._sheet.rows:
            self._number, self._cells = number, cells
            if all(self.value(column) == "" for column in columns):
                blank += 1
                continue
            code = self.text("code")
            if code not in self._form.by_code:
                self.wrong("code", "unknown_code", code)
            elif (first := self._seen.setdefault(code, self._number)) != self._number:
                self.wrong("code", "twice", first)
            else:
                take(code)
        if self._sheet.more:
            self.wrong("code", "too_many_rows", MAX_ROWS + self._sheet.more)
        return blank

    def scored(self, code: str, points: str, state: str) -> tuple[float | None, str]:
        """Points and state of a row, both checked."""
        given, named = self.value(points), self.text(state)
        found = _state(named)
        if named and not found:
            self.wrong(state, "unknown_state", named)
        if given == "":
            return None, found
        value = _points(given)
        maximum = self._form.by_code[code].maximum
        if value is None:
            self.wrong(points, "no_number", given)
        elif maximum is None:
            self.wrong(points, "no_maximum", given)
        elif value < 0:
            self.wrong(points, "negative", given)
        elif value > maximum:
            self.wrong(points, "above_maximum", f"{maximum:g}")
        elif found and found != NONE_ARISING:
            self.wrong(points, "both", named)
        return value, found


def _points(cell: Any) -> float | None:
    """Points as people write them; a day, which spreadsheets make of 3/5, is none, nor is a check mark."""
    if isinstance(cell, bool) or not isinstance(cell, (int, float, str)):
        return None
    try:
        value = float(cell.replace(",", ".")) if isinstance(cell, str) else float(cell)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _state(text: str) -> str:
    """The state that a cell names, in either language, with or without diacritics; "" for none."""
    plain = slug(text)
    names = {slug(Words(lang)(f"form.state.{state}")): state for lang in LANGUAGES for state in STATES}
    return names.get(plain, "") if plain else ""


def _submission(file: _File, form: Form, rules: Rules, received: str) -> Filled:
    name = file.words("form.sheet.answers")
    sheet = file.sheets.get(name)
    if sheet is None:
        file.wrong.append(WrongCell(file.path.name, name, "", "no_sheet", name))
        return file.filled()
    answers: list[Answer] = []
    rows = _Rows(file, sheet, form, ("code", "self", "state", "evidence", "explanation"))

    def take(code: str) -> None:
        before = len(file.wrong)
        answer = _answer(rows, form, code, lambda text: papers_of(text, file.path.parent, rules))
        if not any(w.fatal for w in file.wrong[before:]):
            answers.append(answer)

    blank = rows.each(("self", "state", "evidence", "explanation"), take)
    if not answers:
        # a form without a single right line must not pass for one that was sent
        if not any(w.fatal for w in file.wrong):
            file.wrong.append(
                WrongCell(file.path.name, sheet.name, f"A{sheet.head_row}", "empty", table=sheet.table)
            )
        return file.filled()
    submission = Submission(
        sender=form.sender.id, respondent=form.sender.respondent, edition=form.edition, period=form.period,
        file=file.path.name, sha256=hash_of(file.path), received=received, draft=_draft(file), filled_by=file.fact("by")[:200],
        answers=tuple(answers), wrong=sum(w.fatal for w in file.wrong), kept=str(file.path.resolve()),
    )  # fmt: skip
    return Filled(file.path.name, submission, wrong=tuple(file.wrong), blank=blank)


def _answer(
    rows: _Rows, form: Form, code: str, find: Callable[[str], tuple[list[Paper], list[tuple[str, str]]]]
) -> Answer:
    points, state = rows.scored(code, "self", "state")
    explanation, named = rows.text("explanation"), rows.text("evidence")
    papers, missing = find(named)
    for reason, place in missing:
        rows.wrong("evidence", reason, place, fatal=False)
    if points is None and not state and rows.value("self") == "" and rows.text("state") == "":
        if form.by_code[code].maximum is not None:
            rows.wrong("self", "no_answer")
    elif state == NOT_APPLICABLE and not explanation:
        rows.wrong("explanation", "no_reason", rows.text("state"), fatal=False)
    return Answer(code, points, state, tuple(papers), explanation)


def _draft(file: _File) -> bool:
    """Final only where it says so in one of our words: a form taken for final by mistake would hide what is missing."""
    plain = slug(file.fact("status"))
    if plain in {slug(Words(lang)("form.status.final")) for lang in LANGUAGES}:
        return False
    if plain not in {slug(Words(lang)("form.status.draft")) for lang in LANGUAGES}:
        file.about("status", "unknown_status", file.fact("status"), fatal=False)
    return True


def _appraisals(file: _File, form: Form) -> Filled:
    by = file.fact("appraiser")[:200]
    if not by:
        file.about("appraiser", "no_appraiser")
        return file.filled()
    found: list[Appraisal] = []
    columns = ("appraised", "appraised_state", "note")
    rows = _Rows(file, file.sheets[file.words("form.sheet.score")], form, ("code", *columns))

    def take(code: str) -> None:
        before = len(file.wrong)
        points, state = rows.scored(code, "appraised", "appraised_state")
        note = rows.text("note")
        if not any(w.fatal for w in file.wrong[before:]):
            found.append(Appraisal(form.sender.id, form.edition, form.period, code, points, state, note, by))

    blank = rows.each(columns, take)
    return Filled(file.path.name, appraisals=tuple(found), wrong=tuple(file.wrong), blank=blank)

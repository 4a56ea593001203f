"""Reply forms and answered sheets, read back: right rows are kept, nothing of a wrong one, and every wrong cell is named."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from auditor.adoption import Rules
from auditor.forms.evidence import hash_of, papers_of
from auditor.forms.files import MAX_ROWS, NoForm, Sheet, read_sheets
from auditor.forms.model import WrongCell
from auditor.replies import model
from auditor.replies.model import Objection, Target
from auditor.replies.plan import ReplyPlan
from auditor.replies.workbook import ANSWERED, ANSWERS, COLUMNS, FREE, LEVELS
from auditor.tables import day_of
from auditor.words import LANGUAGES, Words
from auditor.workspace import is_day
from crawlers.register import slug

Find = Callable[[str, str], Target | None]


class NoReply(NoForm):
    """The file is no reply form and no answered sheet. Values: file, detail."""

    code = "no_reply"


class IsForm(NoForm):
    """The file is a self-assessment, which another command reads. Values: file."""

    code = "is_form"


@dataclass(frozen=True, slots=True)
class Answered:
    """One answered row: the id of the objection, and what was said about it."""

    id: str
    outcome: str
    text: str
    level: int | None = None
    date: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """One file, read: objections of an outlet, or answers of a second reader."""

    file: str
    objections: tuple[Objection, ...] = ()
    answers: tuple[Answered, ...] = ()
    reader: str = ""
    wrong: tuple[WrongCell, ...] = ()


@dataclass(slots=True)
class _Table:
    """One table of a file with the mistakes found so far; cells are asked for by the name of their column."""

    file: str
    sheet: Sheet
    words: Words
    columns: Sequence[str]
    wrong: list[WrongCell] = field(default_factory=list)
    number: int = 0
    cells: tuple[Any, ...] = ()

    def each(self, filled: Sequence[str]) -> Iterator[None]:
        """Every row with something in one of these columns."""
        for name in self.columns:
            if self._head(name) not in self.sheet.head:
                head = f"A{self.sheet.head_row}"
                self.wrong.append(
                    WrongCell(
                        self.file, self.sheet.name, head, "no_column", self._head(name),
                        table=self.sheet.table, row=str(self.sheet.head_row),
                    )
                )  # fmt: skip
        if self.wrong:
            return
        for number, cells in self.sheet.rows:
            self.number, self.cells = number, cells
            if any(self.text(name) for name in filled):
                yield
        if self.sheet.more:
            self.number = self.sheet.head_row
            self.mistake(self.columns[0], "too_many_rows", MAX_ROWS + self.sheet.more)

    def _head(self, name: str) -> str:
        return self.words(f"reply.column.{name}")

    def text(self, name: str) -> str:
        at = self.sheet.head.index(self._head(name))
        return _plain(self.cells[at]) if at < len(self.cells) else ""

    def value(self, name: str) -> Any:
        at = self.sheet.head.index(self._head(name))
        return self.cells[at] if at < len(self.cells) else ""

    def mistake(self, name: str, reason: str, value: object = "", *, fatal: bool = True) -> None:
        cell = self.sheet.cell(self.number, self._head(name))
        self.wrong.append(
            WrongCell(
                self.file, self.sheet.name, cell, reason, str(value)[:60], fatal,
                self.sheet.table, str(self.number), self._head(name),
            )
        )  # fmt: skip

    def about(self, info: Sheet, row: int, name: str, reason: str, value: str = "") -> WrongCell:
        """A mistake among the facts, which stand in the second column."""
        label = self.words(f"reply.info.{name}")
        return WrongCell(self.file, info.name, f"B{row}", reason, value[:60], True, info.table, label, "2")


def _plain(cell: Any) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


def _coded(text: str, prefix: str, codes: Sequence[str]) -> str:
    """The code whose words, in either language, with or without diacritics, a cell holds; "" for none."""
    plain = slug(text)
    known = {slug(Words(lang)(f"{prefix}.{code}")): code for lang in LANGUAGES for code in codes}
    return known.get(plain, "") if plain else ""


def read_filled(
    path: Path, find: Find, outlets: Mapping[str, str], rules: Rules, plan: ReplyPlan, *, received: str
) -> Filled:
    """A reply form or an answered sheet. ``find``: the target an outlet means by a text; ``outlets``: names by id.

    Raises NoForm for a file that may not be opened, NoReply for one that is none of ours.
    """
    sheets = read_sheets(path)
    for lang in LANGUAGES:
        words = Words(lang)
        facts = sheets.get(words("reply.sheet.info"))
        if facts is None:
            continue
        if answers := sheets.get(words("reply.sheet.answers")):
            return _answers(path.name, _Table(path.name, answers, words, ANSWERS), facts)
        if opinions := sheets.get(words("reply.sheet.opinions")):
            table = _Table(path.name, opinions, words, COLUMNS)
            return _Form(path, table, facts, find, rules, plan, received).read(outlets)
    if any(Words(lang)("form.sheet.info") in sheets for lang in LANGUAGES):
        raise IsForm(f"{path} is a form", file=path.name)
    raise NoReply(f"{path} is no reply", file=path.name, detail=Words("vi")("reply.sheet.opinions"))


def _facts(sheet: Sheet, words: Words, names: Sequence[str]) -> dict[str, tuple[int, str]]:
    """Row and value of each fact."""
    known = {words(f"reply.info.{name}"): name for name in names}
    rows = [(sheet.head_row, sheet.head), *sheet.rows]
    return {
        known[str(cells[0]).strip()]: (row, _plain(cells[1]))
        for row, cells in rows
        if len(cells) > 1 and str(cells[0]).strip() in known
    }


@dataclass(slots=True)
class _Form:
    """One reply form being read."""

    path: Path
    table: _Table
    info: Sheet
    find: Find
    rules: Rules
    plan: ReplyPlan
    received: str

    def read(self, outlets: Mapping[str, str]) -> Filled:
        facts = _facts(self.info, self.table.words, ("outlet", "from", "to", "by"))
        row, outlet = facts.get("outlet", (1, ""))
        # earlier forms have ISO days
        told = (facts.get(name, (1, ""))[1] for name in ("from", "to"))
        first, last = (day_of(day) or day for day in told)
        wrong = []
        if outlet not in outlets:
            wrong.append(self.table.about(self.info, row, "outlet", "unknown_outlet", outlet))
        if not all(not day or is_day(day) for day in (first, last)):
            at = facts.get("from", (row + 2, ""))[0]
            wrong.append(self.table.about(self.info, at, "from", "no_period", f"{first} – {last}"))
        if wrong:
            return Filled(self.path.name, wrong=tuple(wrong))
        by = facts.get("by", (1, ""))[1][: model.MAX_NAME]
        digest = hash_of(self.path)
        made: dict[tuple[Any, ...], Objection] = {}
        for _ in self.table.each(FREE):
            before = len(self.table.wrong)
            target, type_, text = self._target(outlet), self._type(), self._text()
            papers, missing = papers_of(self.table.text("papers"), self.path.parent, self.rules)
            for reason, place in missing:
                self.table.mistake("papers", reason, place, fatal=False)
            if target and type_ and type_ not in model.ALLOWED[target.kind]:
                self.table.mistake("type", "type_not_here", self.table.text("type"))
            if any(w.fatal for w in self.table.wrong[before:]) or target is None:
                continue
            one = Objection(
                outlet, (first, last), target, type_, text, by, self.received, self.plan.until(outlet),
                tuple(papers), self.path.name, digest,
            )  # fmt: skip
            if one.subject in made:
                self.table.mistake("target", "twice", one.id)
            else:
                made[one.subject] = one
        return Filled(self.path.name, tuple(made.values()), wrong=tuple(self.table.wrong))

    def _target(self, outlet: str) -> Target | None:
        written, address = self.table.text("target"), self.table.text("address")
        where = "target" if written else "address"
        if not (written or address):
            self.table.mistake("address", "no_target")
            return None
        found = self.find(outlet, written or address)
        if found is None:
            self.table.mistake(where, "unknown_target" if written else "unknown_item", written or address)
        return found

    def _type(self) -> str:
        text = self.table.text("type")
        found = _coded(text, "reply.type", model.TYPES)
        if not found:
            self.table.mistake("type", "unknown_type" if text else "no_type", text)
        return found

    def _text(self) -> str:
        text = self.table.text("text")
        if not text:
            self.table.mistake("text", "no_text")
        elif len(text) > model.MAX_TEXT:
            self.table.mistake("text", "too_long", len(text))
        return text


def _answers(file: str, table: _Table, info: Sheet) -> Filled:
    row, reader = _facts(info, table.words, ("reader",)).get("reader", (1, ""))
    if not reader:
        return Filled(file, wrong=(table.about(info, row, "reader", "no_reader"),))
    found: list[Answered] = []
    for _ in table.each(ANSWERED):
        before = len(table.wrong)
        outcome = _coded(table.text("outcome"), "reply.outcome", model.OUTCOMES)
        if not outcome:
            table.mistake(
                "outcome", "unknown_outcome" if table.text("outcome") else "no_outcome", table.text("outcome")
            )
        text = table.text("answer")
        if not text or len(text) > model.MAX_TEXT:
            table.mistake("answer", "too_long" if text else "no_answer", len(text))
        named = table.text("level")
        known = [str(level) for level in LEVELS]
        level = named if named in known else _coded(named, "level", known)
        if named and not level:
            table.mistake("level", "unknown_level", named)
        since = day_of(table.value("since")) if table.text("since") else ""
        if table.text("since") and not since:
            table.mistake("since", "no_day", table.text("since"))
        if not any(w.fatal for w in table.wrong[before:]):
            found.append(Answered(table.text("id"), outcome, text, int(level) if level else None, since))
    return Filled(file, answers=tuple(found), reader=reader[: model.MAX_NAME], wrong=tuple(table.wrong))

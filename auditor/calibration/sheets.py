"""The sheet a coder fills in, and reading it back: a file a person, since files travel by e-mail and come back by the dozen.

The sheet shows nothing of what the machine counted. What names an article is locked; answers have drop-downs and limits,
which Excel and LibreOffice enforce, and which are checked once more when the file comes back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from auditor.calibration.questions import MOST, PEOPLE, SEXES, TRAIT, Question, answer, codebook
from auditor.calibration.records import Coding, Drawn, Sample
from auditor.errors import InputError
from auditor.tables import read_table
from auditor.words import LANGUAGES, Words
from indicators.indexes.model import Edition
from reports.books import height, whole_book

FIXED = ("number", "code", "outlet", "published", "title", "url")
WIDTHS = {"number": 6, "code": 15, "outlet": 18, "published": 11, "title": 44, "url": 34, "note": 30}
# what a coder may still do in a protected sheet
ALLOWED = {"format_columns": True, "format_rows": True, "autofilter": True, "sort": False}
ANSWER_WIDTH = 11


@dataclass(frozen=True, slots=True)
class WrongCell:
    """One mistake of a filled sheet. ``reason``: a key below ``coding.wrong.``; ``cell`` as a spreadsheet names it."""

    file: str
    cell: str
    reason: str
    column: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """One sheet, read. ``blank``: articles without any answer."""

    file: str
    sample: str
    who: str
    codings: tuple[Coding, ...]
    wrong: tuple[WrongCell, ...]
    blank: int


def write_sheet(
    path: Path,
    sample: Sample,
    questions: Sequence[Question],
    who: str,
    *,
    edition: Edition,
    words: Words,
    items: Sequence[Drawn] | None = None,
    named: Mapping[str, str] | None = None,
) -> None:
    """One coder's workbook. ``items``: only these articles (those two coders saw differently); ``named``: outlets by id, since a coder
    reads names. Raises WriteError.
    """
    with whole_book(path) as book:
        _coding_sheet(book, sample.items if items is None else items, questions, words, named or {})
        _guide_sheet(book, questions, edition, words)
        _info_sheet(book, sample, who, words)


def heads(questions: Sequence[Question], lang: str) -> dict[str, str]:
    """The head of every answer's column, by field."""
    words = Words(lang)
    return {
        name: f"{q.label[lang]}: {words(f'coding.sex.{sex}')}" if sex else q.label[lang]
        for q in questions
        for name, sex in zip(q.fields, SEXES if q.kind == PEOPLE else ("",), strict=True)
    }


def _coding_sheet(
    book: Any, items: Sequence[Drawn], questions: Sequence[Question], words: Words, named: Mapping[str, str]
) -> None:
    base = {"font_name": "Times New Roman", "font_size": 11, "valign": "top", "border": 1, "text_wrap": True}
    head = book.add_format(
        base | {"bold": True, "bg_color": "#dfe9ee", "align": "center", "valign": "vcenter"}
    )
    locked = book.add_format(base | {"bg_color": "#f2f2f2"})
    free = book.add_format(base | {"locked": False, "align": "center"})
    remark = book.add_format(base | {"locked": False})
    sheet = book.add_worksheet(words("coding.sheet.answers"))
    fields = heads(questions, words.lang)
    titles = [*(words(f"coding.column.{c}") for c in FIXED), *fields.values(), words("coding.column.note")]
    for at, title in enumerate(titles):
        sheet.write_string(0, at, title, head)
        name = FIXED[at] if at < len(FIXED) else "note" if at == len(titles) - 1 else ""
        sheet.set_column(at, at, WIDTHS.get(name, ANSWER_WIDTH))
    for row, item in enumerate(items, 1):
        day = "/".join(reversed(item.published[:10].split("-")))
        cells = (str(row), item.code, named.get(item.outlet, item.outlet), day, item.title, item.url)
        for at, cell in enumerate(cells):
            sheet.write_string(row, at, cell, locked)
        told = dict(zip(FIXED, cells, strict=True))
        sheet.set_row(row, height((text, WIDTHS[name] - 2) for name, text in told.items()))
        for at in range(len(FIXED), len(titles)):
            sheet.write_blank(row, at, None, remark if at == len(titles) - 1 else free)
    _limits(sheet, questions, len(items), words)
    sheet.set_row(0, height((title, ANSWER_WIDTH - 2) for title in fields.values()))
    sheet.freeze_panes(1, 2)
    sheet.protect("", ALLOWED)
    _on_paper(sheet)
    sheet.repeat_rows(0)


def _limits(sheet: Any, questions: Sequence[Question], rows: int, words: Words) -> None:
    at = len(FIXED)
    for q in questions:
        last = at + len(q.fields) - 1
        if q.kind == TRAIT:
            rule: dict[str, Any] = {"validate": "list", "source": [words("coding.yes"), words("coding.no")]}
        else:
            rule = {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": MOST}
        # Excel cuts a title after 32 characters and refuses a longer one
        told = {"input_title": q.label[words.lang][:32], "input_message": words(f"coding.hint.{q.kind}")}
        sheet.data_validation(1, at, max(1, rows), last, rule | told)
        at = last + 1


def _guide_sheet(book: Any, questions: Sequence[Question], edition: Edition, words: Words) -> None:
    plain = {"font_name": "Times New Roman", "font_size": 12, "valign": "top", "text_wrap": True}
    text, bold = book.add_format(plain), book.add_format(plain | {"bold": True})
    sheet = book.add_worksheet(words("coding.sheet.guide"))
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 100)
    row = 0
    for number, rule in enumerate(codebook().general[words.lang], 1):
        sheet.write_string(row, 0, words("coding.guide.rule", n=number), bold)
        sheet.write_string(row, 1, rule, text)
        sheet.set_row(row, height([(rule, 90)]))
        row += 1
    for q in questions:
        served = "; ".join(f"{i.code} {i.title[words.lang]}" for i in q.indicators(edition))
        sheet.write_string(row, 0, q.label[words.lang], bold)
        told = q.what[words.lang] + (f"\n→ {served}" if served else "")
        sheet.write_string(row, 1, told, text)
        sheet.set_row(row, height([(told, 90)]))
        row += 1
    sheet.protect("", ALLOWED)
    _on_paper(sheet)


def _info_sheet(book: Any, sample: Sample, who: str, words: Words) -> None:
    sheet = book.add_worksheet(words("coding.sheet.info"))
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 60)
    facts = {"sample": sample.id, "who": who, "seed": str(sample.seed), "edition": sample.edition}
    sheet.write_string(0, 0, words("coding.info.what"))
    sheet.write_string(0, 1, words("coding.info.value"))
    for row, (name, value) in enumerate(facts.items(), 1):
        sheet.write_string(row, 0, words(f"coding.info.{name}"))
        sheet.write_string(row, 1, value)
    sheet.protect()
    _on_paper(sheet)


def _on_paper(sheet: Any) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


# --- and back ---------------------------------------------------------------------------------------------------------


def sample_of(path: Path) -> tuple[str, str]:
    """The sample and the coder a filled sheet names. Raises InputError where it is no coding sheet."""
    for lang in LANGUAGES:
        words = Words(lang)
        try:
            rows = dict(_pair(cells) for _, cells in read_table(path, sheet=words("coding.sheet.info")))
        except InputError:
            continue
        sample, who = (rows.get(words(f"coding.info.{name}"), "").strip() for name in ("sample", "who"))
        if sample and who:
            return sample, who
    raise NoCodingSheet(f"{path} is no coding sheet", file=str(path), detail=path.name)


def _pair(cells: Mapping[str, Any]) -> tuple[str, str]:
    first, second, *_ = *cells.values(), "", ""
    return str(first or ""), str(second if second is not None else "")


def read_sheet(path: Path, sample: Sample, questions: Sequence[Question], *, final: bool = False) -> Filled:
    """A filled sheet; right rows are kept, and every wrong cell is named. Raises InputError."""
    named, who = sample_of(path)
    if named != sample.id:
        raise NoCodingSheet(f"{path} belongs to {named}", file=str(path), detail=named)
    for lang in LANGUAGES:
        words = Words(lang)
        try:
            table = list(read_table(path, sheet=words("coding.sheet.answers")))
        except InputError:
            continue
        return _Reader(path, sample, questions, words, who, final).read(table)
    raise NoCodingSheet(f"{path} has no answers", file=str(path), detail=path.name)


class _Reader:
    """One pass over the rows of a sheet."""

    def __init__(
        self,
        path: Path,
        sample: Sample,
        questions: Sequence[Question],
        words: Words,
        who: str,
        final: bool,
    ) -> None:
        self._file, self._sample, self._questions = path.name, sample, questions
        self._who, self._final, self._words = who, final, words
        self._heads = heads(questions, words.lang)
        self._columns: dict[str, str] = {}
        self._wrong: list[WrongCell] = []
        self._seen: dict[str, int] = {}

    def read(self, table: Sequence[tuple[int, Mapping[str, Any]]]) -> Filled:
        codings: list[Coding] = []
        blank = 0
        if table and self._headed(table[0][1]):
            for number, cells in table:
                values = {name: cells.get(head) for name, head in self._heads.items()}
                if all(v in (None, "") for v in values.values()):
                    blank += 1
                elif coding := self._row(number, cells, values):
                    codings.append(coding)
        return Filled(self._file, self._sample.id, self._who, tuple(codings), tuple(self._wrong), blank)

    def _headed(self, cells: Mapping[str, Any]) -> bool:
        """Are all columns there? Their letters are kept to name cells by."""
        self._columns = {head: xl_col_to_name(at) for at, head in enumerate(cells)}
        needed = [self._words("coding.column.code"), *self._heads.values()]
        for head in needed:
            if head not in cells:
                self._wrong.append(WrongCell(self._file, "1", "no_column", head))
        return not self._wrong

    def _say(self, number: int, head: str, reason: str, value: object = "") -> None:
        cell = f"{self._columns[head]}{number}"
        self._wrong.append(WrongCell(self._file, cell, reason, head, str(value)[:60]))

    def _row(self, number: int, cells: Mapping[str, Any], values: Mapping[str, Any]) -> Coding | None:
        before = len(self._wrong)
        code_head = self._words("coding.column.code")
        code = str(cells.get(code_head) or "").strip()
        drawn = self._sample.by_code.get(code)
        if drawn is None:
            self._say(number, code_head, "unknown_article", code)
            return None
        if (first := self._seen.setdefault(code, number)) != number:
            self._say(number, code_head, "twice", first)
        answers = self._answers(number, values)
        if len(self._wrong) > before:
            return None
        self._parts(number, answers)
        if len(self._wrong) > before:
            return None
        note = str(cells.get(self._words("coding.column.note")) or "").strip()[:500]
        return Coding(self._sample.id, drawn.article, drawn.text, self._who, answers, self._final, note)

    def _answers(self, number: int, values: Mapping[str, Any]) -> dict[str, int]:
        answers: dict[str, int] = {}
        for q in self._questions:
            for name in q.fields:
                cell = values[name]
                value = None if cell in (None, "") else answer(q.kind, cell)
                if value is None:
                    reason = "empty" if cell in (None, "") else f"no_{q.kind}"
                    self._say(number, self._heads[name], reason, cell or "")
                else:
                    answers[name] = value
        return answers

    def _parts(self, number: int, answers: Mapping[str, int]) -> None:
        """No more women among the sources than among the people."""
        asked = {q.id for q in self._questions}
        for q in self._questions:
            if not q.within or q.within not in asked:
                continue
            for sex in SEXES:
                part, whole = answers[f"{q.id}.{sex}"], answers[f"{q.within}.{sex}"]
                if part > whole:
                    self._say(number, self._heads[f"{q.id}.{sex}"], "more_than_all", f"{part} > {whole}")


class NoCodingSheet(InputError):
    """The file is no sheet of this sample. Values: file, detail."""

    code = "no_coding_sheet"

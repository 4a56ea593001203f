"""The annex of a yearly, mid-term or final report as a workbook whose rates are formulas over the list of outlets.

An officer who corrects a level sees k, N, the share and the distance to each milestone follow; what the program computed stands in
every formula as its result, so that viewers which do not compute show the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from reports.books import height, whole_book
from reports.figures import ProvinceReport, Rate, Words
from reports.levels import measured, proven, rungs_in_words
from reports.papers.paragraphs import milestones
from reports.prepare import prepare
from reports.wording import Wording

# the columns of the list that formulas count in: counted in the rate, level
_COUNTED, _LEVEL, _PROVEN = 3, 4, 7
_SUMMARY = (8, 52, 14, 14, 14, 16, 22, 34)
_WIDTHS = (6, 40, 26, 16, 18, 14, 14, 26, 30)
_LEVELS = (2, 1, 0, None)


def write_annex(report: ProvinceReport, words: Words, path: Path) -> None:
    """Sheets: summary, list of outlets. For inside the department: outlets stand by name. Raises WriteError."""
    with whole_book(path) as book:
        _Annex(book, prepare(report), words).fill()


class _Annex:
    def __init__(self, book: Any, report: ProvinceReport, words: Words) -> None:
        self.book, self.report, self.t, self.say = book, report, words, Wording(words)
        base = {"font_name": "Times New Roman", "font_size": 12, "valign": "top", "text_wrap": True}
        cell = base | {"border": 1}
        vietnamese = words.lang == "vi"
        looks = {
            "title": base | {"bold": True, "font_size": 14, "align": "center"},
            "plain": base,
            "head": cell | {"bold": True, "align": "center", "valign": "vcenter"},
            "text": cell,
            "no": cell | {"align": "center"},
            "count": cell | {"num_format": "#,##0"},
            "share": cell | {"num_format": '0.0" "%'},
            "points": cell | {"num_format": "+0.0;\u22120.0;0.0"},
            "date": cell | {"num_format": "dd/mm/yyyy" if vietnamese else "yyyy-mm-dd"},
        }
        self.looks = {name: book.add_format(look) for name, look in looks.items()}
        made = _day(report.produced) or date(2000, 1, 1)
        # a plain date would be taken for none, and the hour of writing put in its place
        created = datetime(made.year, made.month, made.day, tzinfo=UTC)
        book.set_properties({"title": words("papers.annex.book"), "created": created})

    def fill(self) -> None:
        """The summary comes first for the reader, and refers to the list."""
        summary = self._sheet("papers.annex.summary", _SUMMARY)
        listed = self._sheet("papers.annex.list", _WIDTHS)
        self._list(listed)
        self._summary(summary)

    def _sheet(self, key: str, widths: Sequence[int]) -> Any:
        sheet = self.book.add_worksheet(self.t(key))
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.8, right=0.8, top=0.8, bottom=0.8)
        title = f"{self.t('papers.annex.book').upper()} – {self.report.province.upper()}"
        sheet.merge_range(0, 0, 0, len(widths) - 1, title, self.looks["title"])
        day = self.t("papers.annex.day", day=self.say.day(self.report.as_of))
        sheet.merge_range(1, 0, 1, len(widths) - 1, day, self.looks["plain"])
        if self.report.fictitious:
            sheet.merge_range(2, 0, 2, len(widths) - 1, self.t("report.fictitious"), self.looks["plain"])
        return sheet

    def _list(self, sheet: Any) -> None:
        heads = (
            "no",
            "outlet",
            "group",
            "in_rate",
            "declared",
            "date",
            "papers",
            "proven",
            "indicators_measured",
        )
        self._heads(sheet, 3, heads, _WIDTHS)
        for at, outlet in enumerate(self.report.outlets):
            row, adoption = 4 + at, outlet.adoption
            sheet.write_number(row, 0, at + 1, self.looks["no"])
            sheet.write_string(row, 1, outlet.name, self.looks["text"])
            sheet.write_string(row, 2, self.say.label("kind", outlet.kind), self.looks["text"])
            sheet.write_string(row, _COUNTED, self._yes(counted=outlet.counted), self.looks["text"])
            sheet.write_string(row, _LEVEL, self.say.level(adoption.level), self.looks["text"])
            if day := _day(adoption.date):
                sheet.write_datetime(row, 5, day, self.looks["date"])
            else:
                sheet.write_blank(row, 5, None, self.looks["date"])
            sheet.write_number(row, 6, len(adoption.evidence), self.looks["count"])
            sheet.write_string(row, _PROVEN, proven(adoption, self.say, named=False), self.looks["text"])
            told = measured(outlet, self.say)
            sheet.write_string(row, 8, told, self.looks["text"])
            kind = self.say.label("kind", outlet.kind)
            sheet.set_row(row, height([(outlet.name, 36), (kind, 23), (told, 27)]))
        last = 4 + max(len(self.report.outlets), 1) - 1
        for column, allowed in (
            (_COUNTED, [self._yes(counted=True), self._yes(counted=False)]),
            (_LEVEL, [self.say.level(level) for level in _LEVELS]),
        ):
            sheet.data_validation(4, column, last, column, {"validate": "list", "source": allowed})
        sheet.freeze_panes(4, 2)

    def _yes(self, *, counted: bool) -> str:
        return self.t("papers.annex.yes" if counted else "papers.annex.no")

    def _heads(
        self, sheet: Any, row: int, heads: Sequence[str], widths: Sequence[int], *, repeat: bool = True
    ) -> None:
        texts = [self.t(f"papers.col.{head}") for head in heads]
        for column, text in enumerate(texts):
            sheet.write_string(row, column, text, self.looks["head"])
        sheet.set_row(row, height((text, width - 3) for text, width in zip(texts, widths, strict=False)))
        if repeat:
            sheet.repeat_rows(row)

    def _summary(self, sheet: Any) -> None:
        self._heads(
            sheet,
            3,
            ("no", "target", "counted", "applying", "share", "planned", "difference", "met"),
            _SUMMARY,
        )
        listed = "'" + self.t("papers.annex.list").replace("'", "''") + "'!"
        last = 4 + max(len(self.report.outlets), 1)
        counted = f"{listed}$D$5:$D${last}"
        levels = f"{listed}$E$5:$E${last}"
        yes = self._yes(counted=True)
        row = 4
        for rate, goal, due in self._lines():
            wanted = [level for level in (2, 1) if level >= rate.level]
            names = [self.say.level(level) for level in wanted]
            applying = "+".join(f'COUNTIFS({counted},"{yes}",{levels},"{name}")' for name in names)
            n, k, share = (xl_rowcol_to_cell(row, column) for column in (2, 3, 4))
            what = self.t("report.rate.pilot" if rate.level == 1 else "report.rate.formal")
            sheet.write_number(row, 0, row - 3, self.looks["no"])
            text = f"{what} ({goal.issuer}, {goal.year})" if goal else what
            sheet.write_string(row, 1, text, self.looks["text"])
            held = goal is not None and due and goal.at_due is not None
            met = self.say.against(rate, goal, due=due) if held else ""
            sheet.set_row(row, height([(text, 46), (met, 30)]))
            sheet.write_formula(row, 2, f'=COUNTIF({counted},"{yes}")', self.looks["count"], rate.counted)
            sheet.write_formula(row, 3, f"={applying}", self.looks["count"], rate.applied)
            value = rate.share if rate.share is not None else "–"
            sheet.write_formula(row, 4, f'=IF({n}=0,"–",{k}/{n})', self.looks["share"], value)
            if goal is None:
                for column in (5, 6, 7):
                    sheet.write_blank(row, column, None, self.looks["text"])
            else:
                sheet.write_number(row, 5, goal.share, self.looks["share"])
                planned = xl_rowcol_to_cell(row, 5)
                apart = round((rate.share - goal.share) * 100, 1) if rate.share is not None else "–"
                formula = f'=IF({n}=0,"–",ROUND(({share}-{planned})*100,1))'
                sheet.write_formula(row, 6, formula, self.looks["points"], apart)
                words = [self.t(f"papers.annex.{key}") for key in ("met", "unmet", "ahead", "open")]
                done, not_done = words[:2] if due else words[2:]
                # in bodies, as the report counts: a share of 0.7 times 10 need not be 7 in floats
                formula = f'=IF({n}=0,"–",IF({k}>=ROUNDUP(ROUND({planned}*{n},6),0),"{done}","{not_done}"))'
                reached = rate.applied >= rate.needed(goal)
                result = "–" if not rate.counted else done if reached else not_done
                if held:
                    # of a day that is past: changing today's list must not change it
                    sheet.write_string(row, 7, met, self.looks["text"])
                else:
                    sheet.write_formula(row, 7, formula, self.looks["text"], result)
            row += 1
        row = self._readings(sheet, row + 1, listed, last)
        for offset, key in enumerate(("papers.annex.live", "report.goals.note")):
            self._note(sheet, row + 1 + offset, self.t(key))

    def _readings(self, sheet: Any, row: int, listed: str, last: int) -> int:
        """Strict, middle and lenient totals as formulas over the list; answers the last row written."""
        ladder = self.report.ladder
        if ladder is None:
            return row - 1
        self._heads(sheet, row, ("no", "definition", "counted", "applying", "share"), _SUMMARY, repeat=False)
        counted, declared, shown = (f"{listed}${c}$5:${c}${last}" for c in "DEH")
        yes = self._yes(counted=True)
        levels = {"strict": (shown, (2,)), "middle": (shown, (2, 1)), "lenient": (declared, (2, 1))}
        for at, one in enumerate(ladder.readings, row + 1):
            cells, wanted = levels[one.key]
            names = [self.say.level(level) for level in wanted]
            n, k = (xl_rowcol_to_cell(at, column) for column in (2, 3))
            key = f"report.ladder.{one.key}"
            sheet.write_number(at, 0, at - row, self.looks["no"])
            text = f"{self.t(key)}: {self.t(f'{key}.is')}"
            sheet.write_string(at, 1, text, self.looks["text"])
            sheet.set_row(at, height([(text, 46)]))
            sheet.write_formula(at, 2, f'=COUNTIF({counted},"{yes}")', self.looks["count"], one.counted)
            applying = "+".join(f'COUNTIFS({counted},"{yes}",{cells},"{name}")' for name in names)
            sheet.write_formula(at, 3, f"={applying}", self.looks["count"], one.applied)
            share = one.share if one.share is not None else "–"
            sheet.write_formula(at, 4, f'=IF({n}=0,"–",{k}/{n})', self.looks["share"], share)
        row += len(ladder.readings) + 1
        self._note(sheet, row, rungs_in_words(ladder, self.say))
        return row

    def _note(self, sheet: Any, row: int, text: str) -> None:
        """A sentence over the whole width: nothing fits a merged row to its text but this."""
        sheet.merge_range(row, 0, row, len(_SUMMARY) - 1, text, self.looks["plain"])
        sheet.set_row(row, height([(text, sum(_SUMMARY) - 24)]))

    def _lines(self) -> list[tuple[Rate, Any, bool]]:
        """Every milestone with its rate; a rate that no plan speaks of still has its line."""
        found: list[tuple[Rate, Any, bool]] = list(milestones(self.report))
        for rate in (self.report.pilot, self.report.formal):
            if not any(one.level == rate.level for one, _, _ in found):
                found.append((rate, None, False))
        return found


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None

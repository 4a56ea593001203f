"""The scoring sheet as a workbook whose sums recalculate while the department appraises, and that is read back as it was filled."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from auditor.forms.model import LEAVING, NOT_ASSESSED, STATES
from auditor.forms.plan import CollectingPlan
from auditor.forms.scoring import Measured, ScoreLine, ScoreSheet, Side, Total
from auditor.forms.workbook import ALLOWED, Looks, day_in_words, facts_of, limit, looks
from auditor.words import Words, number, percent
from reports.books import height, whole_book

COLUMNS = (
    "number", "code", "criterion", "maximum", "self", "self_state", "measured", "appraised", "appraised_state",
    "difference", "evidence", "explanation", "note",
)  # fmt: skip
WIDTHS = (5, 10, 44, 9, 9, 15, 20, 9, 15, 9, 30, 34, 30)
AT = {name: chr(ord("A") + at) for at, name in enumerate(COLUMNS)}
FREE = ("appraised", "appraised_state", "note")
TOTALS = ("raw", "maximum", "open", "open_points", "low", "high", "grade")


def write_score_sheet(path: Path, sheet: ScoreSheet, plan: CollectingPlan, words: Words) -> None:
    """One body's sheet, its appraised columns free to fill in. Raises InputError, WriteError."""
    with whole_book(path) as book:
        style = looks(book)
        _lines(book, style, sheet, words)
        _totals(book, style, sheet, plan, words)
        _info(book, style, sheet, words)


def measured_in_words(found: Measured | None, words: Words) -> str:
    """The figure with its n, or why there is none; empty for a line the program does not measure."""
    if found is None:
        return ""
    if found.outcome == "measured" and found.value is not None:
        return f"{percent(found.value, words.lang)} (n = {number(found.n or 0, words.lang)})"
    key = f"outcome.{found.outcome}"
    return words(key) if key in words else found.outcome


def _lines(book: Any, style: Looks, sheet: ScoreSheet, words: Words) -> None:
    page = book.add_worksheet(words("form.sheet.score"))
    for at, (name, width) in enumerate(zip(COLUMNS, WIDTHS, strict=True)):
        page.write_string(0, at, words(f"form.column.{name}"), style.head)
        page.set_column(at, at, width)
    for row, line in enumerate(sheet.lines, 1):
        _line(page, style, row, line, words)
        texts = {
            "criterion": line.title,
            "evidence": "\n".join(line.evidence),
            "explanation": line.explanation,
            "note": line.note,
        }
        page.set_row(row, height((text, WIDTHS[COLUMNS.index(name)]) for name, text in texts.items()))
    source = [words(f"form.state.{state}") for state in STATES]
    at = COLUMNS.index("appraised_state")
    page.data_validation(1, at, len(sheet.lines), at, {"validate": "list", "source": source})
    page.set_row(0, 48)
    page.freeze_panes(1, 3)
    page.protect("", ALLOWED)
    page.set_landscape()
    # A3: thirteen columns are not read on A4
    page.set_paper(8)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_footer("&C&P/&N")


def _line(page: Any, style: Looks, row: int, line: ScoreLine, words: Words) -> None:
    def put(name: str, value: float | str | None) -> None:
        look = style.free if name in FREE else style.number if name == "number" else style.locked
        at = COLUMNS.index(name)
        if value is None or value == "":
            page.write_blank(row, at, None, look)
        elif isinstance(value, str):
            page.write_string(row, at, value[:32_000], look)
        else:
            page.write_number(row, at, value, look)

    put("number", row)
    put("code", line.code)
    put("criterion", line.title)
    put("maximum", words("form.no_maximum") if line.maximum is None else line.maximum)
    put("self", line.declared.points)
    put("self_state", _state(line.declared, words))
    put("measured", measured_in_words(line.measured, words))
    put("appraised", line.appraised.points)
    # an empty cell is there to be filled in
    put(
        "appraised_state",
        _state(line.appraised, words) if line.note or line.appraised.state != NOT_ASSESSED else "",
    )
    put("evidence", "\n".join(line.evidence))
    put("explanation", line.explanation)
    put("note", line.note)
    e, h, at = f"{AT['self']}{row + 1}", f"{AT['appraised']}{row + 1}", COLUMNS.index("difference")
    shown = "" if line.difference is None else line.difference
    page.write_formula(row, at, f'=IF(AND(ISNUMBER({e}),ISNUMBER({h})),{h}-{e},"")', style.locked, shown)
    limit(page, row, COLUMNS.index("appraised"), line.maximum, words)


def _state(side: Side, words: Words) -> str:
    return words(f"form.state.{side.state}") if side.state else ""


# --- totals -----------------------------------------------------------------------------------------------------------


def _totals(book: Any, style: Looks, sheet: ScoreSheet, plan: CollectingPlan, words: Words) -> None:
    page = book.add_worksheet(words("form.sheet.totals"))
    page.set_column(0, 0, 62)
    page.set_column(1, 2, 20)
    page.write_string(0, 0, words("form.total.what"), style.head)
    sides = (("self", "self_state", sheet.declared), ("appraised", "appraised_state", sheet.appraised))
    for column, (points, state, total) in enumerate(sides, 1):
        page.write_string(0, column, words(f"form.column.{points}"), style.head)
        formulas = _formulas(words, AT[points], AT[state], len(sheet.lines) + 1, "BC"[column - 1], plan)
        for row, name in enumerate(n for n in TOTALS if n in formulas):
            page.write_string(
                row + 1, 0, words(f"form.total.{name}", scale=_scale(plan, words)), style.locked
            )
            page.write_formula(row + 1, column, formulas[name], style.locked, _shown(name, total, words))
    row = len(TOTALS) + 2
    for text in total_notes(sheet, plan, words):
        page.merge_range(row, 0, row, 2, "", style.plain)
        page.write_string(row, 0, text, style.plain)
        page.set_row(row, height([(text, 95)]))
        row += 1
    page.protect("", ALLOWED)
    page.set_paper(9)
    page.fit_to_pages(1, 0)


def _scale(plan: CollectingPlan, words: Words) -> str:
    return (
        ""
        if plan.scale is None
        else number(plan.scale, words.lang, 0 if plan.scale == int(plan.scale) else 2)
    )


def _formulas(
    words: Words, points: str, state: str, last: int, column: str, plan: CollectingPlan
) -> dict[str, str]:
    """The sums over the first sheet, by name; without a scale none is converted, without grades none is given."""
    table = "'" + words("form.sheet.score").replace("'", "''") + "'!"
    p, s, most = (f"{table}${c}$2:${c}${last}" for c in (points, state, AT["maximum"]))
    left = "".join(f'*({s}<>"{words(f"form.state.{name}")}")' for name in sorted(LEAVING))
    # points beside a state that leaves cannot be typed in, and would be named when the sheet is read back
    stays = f"ISNUMBER({most}){left}"
    found = {
        # where every line is open nobody has given points, and that is no nought
        "raw": f'=IF({column}5>={column}3,"{words("form.total.no_points")}",SUMPRODUCT(({stays})*ISNUMBER({p}),{p}))',
        "maximum": f"=SUMPRODUCT(1*({stays}),{most})",
        "open": f"=SUMPRODUCT(({stays})*(1-ISNUMBER({p})))",
        "open_points": f"=SUMPRODUCT(({stays})*(1-ISNUMBER({p})),{most})",
    }
    if plan.scale is None:
        return found
    found["low"] = f'=IF({column}3>0,N({column}2)/{column}3*{plan.scale!r},"")'
    found["high"] = f'=IF({column}3>0,(N({column}2)+{column}5)/{column}3*{plan.scale!r},"")'
    if plan.grades:
        found["grade"] = (
            f'=IF(OR({column}3=0,{column}4>0),"{words("form.total.no_grade")}",{_graded(column, plan)})'
        )
    return found


def _graded(column: str, plan: CollectingPlan) -> str:
    text = '""'
    for grade in reversed(plan.grades):
        name = grade.name.replace('"', '""')
        text = f'IF({column}6+0.000000001>={grade.at_least!r},"{name}",{text})'
    return text


def _shown(name: str, total: Total, words: Words) -> float | str:
    """What stands in the cell until a spreadsheet recalculates it."""
    values: dict[str, float | str | None] = {
        "raw": words("form.total.no_points") if total.open_points >= total.maximum else total.raw,
        "maximum": total.maximum,
        "open": total.open_lines,
        "open_points": total.open_points,
        "low": total.low,
        "high": total.high,
        "grade": words("form.total.no_grade") if total.open_lines or not total.maximum else total.grade,
    }
    value = values[name]
    return "" if value is None else value


def total_notes(sheet: ScoreSheet, plan: CollectingPlan, words: Words) -> list[str]:
    """The definitions that are printed with every sum, and on whose word it rests."""
    period = [day_in_words(day) for day in sheet.form.period]
    notes = [
        words("form.note.place", name=sheet.form.sender.name, edition=sheet.form.edition_title, first=period[0], last=period[1]),
        words("form.note.denominator"),
    ]  # fmt: skip
    if plan.scale is None:
        notes.append(words("form.note.no_scale"))
    else:
        notes.append(words("form.note.scale", scale=_scale(plan, words)))
    if plan.grades:
        grades = "; ".join(
            words(
                "form.note.grade",
                name=g.name,
                points=number(g.at_least, words.lang, 2).rstrip("0").rstrip(",."),
            )
            for g in plan.grades
        )
        notes.append(words("form.note.grades", grades=grades))
    else:
        notes.append(words("form.note.no_grades"))
    notes.append(words("form.note.measured"))
    if sheet.form.working:
        notes.append(words("form.note.working"))
    elif codes := [line.code for line in sheet.form.lines if line.working]:
        notes.append(words("form.note.working_lines", codes=", ".join(codes)))
    if sheet.draft or not sheet.received:
        notes.append(words("form.note.draft" if sheet.draft else "form.note.not_sent"))
    if sheet.appraisers:
        notes.append(words("form.note.appraisers", names=", ".join(sheet.appraisers)))
    return notes


def _info(book: Any, style: Looks, sheet: ScoreSheet, words: Words) -> None:
    page = book.add_worksheet(words("form.sheet.info"))
    page.set_column(0, 0, 34)
    page.set_column(1, 1, 70)
    page.write_string(0, 0, words("form.info.what"), style.head)
    page.write_string(0, 1, words("form.info.value"), style.head)
    given = facts_of(sheet.form, words)
    facts = {name: given[name] for name in ("sender", "name", "edition", "sha256", "from", "to")}
    facts["appraiser"] = ", ".join(sheet.appraisers) if len(sheet.appraisers) == 1 else ""
    for row, (name, value) in enumerate(facts.items(), 1):
        page.write_string(row, 0, words(f"form.info.{name}"), style.locked)
        page.write_string(row, 1, value, style.free if name == "appraiser" else style.locked)
    page.protect("", ALLOWED)

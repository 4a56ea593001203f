"""A scoring sheet on the screen: a table where the window is wide, else each criterion with what is known of it below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table

from auditor.cli.base import Shell

if TYPE_CHECKING:
    from auditor.forms.plan import CollectingPlan
    from auditor.forms.scoring import ScoreSheet, Side, Total

# letters a window needs for the eight columns
_WIDE = 130


def show_sheet(shell: Shell, found: ScoreSheet, plan: CollectingPlan) -> None:
    """The sheet of one body, its totals and notes."""
    from auditor.forms.scoresheet import total_notes

    if shell.out.width < _WIDE:
        _show_lines(shell, found)
    else:
        _show_table(shell, found)
    for name, total in (("self", found.declared), ("appraised", found.appraised)):
        if total is found.appraised and not found.appraisers:
            # "0/86" would read as no points at all
            shell.say("cli.form.score.unread", side=shell(f"form.column.{name}"), style="bold")
            continue
        shell.say(
            "cli.form.score.total", side=shell(f"form.column.{name}"), **_total(shell, total), style="bold"
        )
        if plan.scale is not None and total.low is not None and total.high is not None:
            ends = sorted({points_in_words(shell, total.low), points_in_words(shell, total.high)})
            key = "converted" if len(ends) == 1 else "converted_span"
            values = {"scale": points_in_words(shell, plan.scale), "low": points_in_words(shell, total.low), "high": points_in_words(shell, total.high)}  # fmt: skip
            shell.say(f"cli.form.score.{key}", **values)
        if plan.grades and total.maximum:
            grade = total.grade or ("–" if not total.open_lines else shell("form.total.no_grade"))
            shell.say("cli.form.score.grade", grade=grade)
    for note in total_notes(found, plan, shell.words):
        shell.say("cli.form.score.note", note=note)


def _show_lines(shell: Shell, found: ScoreSheet) -> None:
    """Eight columns do not fit a narrow window: each criterion with what is known of it below."""
    from auditor.forms.scoresheet import measured_in_words

    shell.out.print(found.form.sender.name, style="bold", markup=False)
    for line in found.lines:
        cells = {
            "maximum": shell("form.no_maximum")
            if line.maximum is None
            else points_in_words(shell, line.maximum),
            "self": _side(shell, line.declared),
            "measured": measured_in_words(line.measured, shell.words),
            "appraised": _side(shell, line.appraised) if found.appraisers else "",
            "difference": "" if line.difference is None else points_in_words(shell, line.difference),
            "evidence": str(len(line.evidence) or ""),
        }
        shell.out.print(f"{line.code}  {line.title}", markup=False)
        told = (f"{shell(f'form.column.{name}').lower()}: {value}" for name, value in cells.items() if value)
        shell.out.print(f"  {'; '.join(told)}", markup=False)


def _show_table(shell: Shell, found: ScoreSheet) -> None:
    from auditor.forms.scoresheet import measured_in_words

    table = Table(title=found.form.sender.name, title_justify="left")
    for at, name in enumerate(
        ("code", "criterion", "maximum", "self", "measured", "appraised", "difference", "evidence")
    ):
        whole = name == "criterion"
        table.add_column(
            shell(f"form.column.{name}"),
            justify="right" if 1 < at < 7 else "left",
            no_wrap=whole,
            min_width=24 if whole else None,
            max_width=48 if whole else None,
            overflow="ellipsis" if whole else "fold",
        )
    for line in found.lines:
        table.add_row(
            line.code,
            line.title,
            shell("form.no_maximum") if line.maximum is None else points_in_words(shell, line.maximum),
            _side(shell, line.declared),
            measured_in_words(line.measured, shell.words),
            _side(shell, line.appraised),
            "" if line.difference is None else points_in_words(shell, line.difference),
            str(len(line.evidence) or ""),
        )
    shell.out.print(table)


def _total(shell: Shell, total: Total) -> dict[str, str]:
    return {
        "raw": points_in_words(shell, total.raw),
        "maximum": points_in_words(shell, total.maximum),
        "open": shell.number(total.open_lines),
        "open_points": points_in_words(shell, total.open_points),
        "left": shell.number(total.left_out),
    }


def _side(shell: Shell, side: Side) -> str:
    points = "" if side.points is None else points_in_words(shell, side.points)
    state = shell(f"form.state.{side.state}") if side.state else ""
    return f"{points} ({state})" if points and state else points or state


def points_in_words(shell: Shell, value: float) -> str:
    """With two places at most: 3; 2,5; 66,67."""
    text = shell.number(value, 2)
    return text.rstrip("0").rstrip(",.")

"""Gathers what the paragraphs of a paper may rest on beside its figures: forms and points, families of wordings, the year before."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator

from auditor.change.gather import Comparison, compare_years
from auditor.change.model import CODER, CONTENT, MIX, RULES, Change
from auditor.change.telling import own_in_words, short_in_words, unit_of, whole_in_words
from auditor.editions import edition_of
from auditor.errors import NothingToDo
from auditor.export.tables import Tables
from auditor.forms.lines import form_for
from auditor.forms.model import MEDIA, Form, Sender
from auditor.forms.overview import OUT, standings
from auditor.forms.plan import CollectingPlan, load_plan, senders
from auditor.forms.records import Records, read_records
from auditor.forms.scoring import ScoreSheet, score_sheet
from auditor.store import Store
from auditor.words import Words
from auditor.workspace import Workspace
from auditor.years import year_of
from indicators.indexes.model import Edition
from reports.figures import ProvinceReport
from reports.papers import Circulation
from reports.papers.facts import DRAFT, LATE, MISSING, Facts, Lost, Sent, Weight, Why

# sentences on moved shares in a report, and the smallest difference that is printed (0,1 points)
_MOST = 5
_SHOWN = 0.0005
_WANTED = (LATE, MISSING, DRAFT)
# figures of the rate in a comparison: declared at pilot level, and formally
_RATES = ("rate.lenient", "rate.formal")


def facts_of(
    workspace: Workspace, store: Store, report: ProvinceReport, words: Words, *, changes: bool
) -> Facts:
    """Everything that is known. ``changes``: also why figures moved since the year before, which reads all articles of two years.

    Raises DataFileError for a broken collecting.yaml.
    """
    edition = edition_of(workspace, report.edition)
    first, last = report.period
    plan = load_plan(workspace, edition, (first, last) if first and last else None)
    records = read_records(workspace, edition.id, plan.period)
    asked = [
        form
        for one in senders(workspace, workspace.register(), plan)
        if (form := _form(one, edition, plan, words.lang)) is not None
    ]
    stood = [one for one in standings((form.sender for form in asked), records, plan) if one.standing != OUT]
    # where nobody ever sent a form, none was asked for: nobody is late then
    collecting = bool(plan.deadline or records.submissions)
    sheets = list(_sheets(asked, records, plan))
    appraised = any(sheet.appraisers for sheet in sheets)
    moved = _compared(workspace, store, report, words) if changes else None
    return Facts(
        asked=len(stood) if collecting else 0,
        sent=tuple(
            Sent(one.sender.id, one.sender.name, one.standing)
            for one in stood
            if collecting and one.standing in _WANTED
        ),
        scored=len(sheets),
        appraised=appraised,
        lost=_lost(sheets, appraised=appraised),
        read=sum(o.counted and o.articles > 0 for o in report.outlets),
        weights=_weights(workspace, store, report, words),
        rate=tuple(why(one, words) for one in _moved(moved) if one.figure in _RATES and one.change),
        content=tuple(why(one, words) for one in _moved(moved) if one.sampled and _beyond(one))[:_MOST],
        own=tuple(_own(moved, words)),
    )


def _form(sender: Sender, edition: Edition, plan: CollectingPlan, lang: str) -> Form | None:
    with contextlib.suppress(NothingToDo):
        return form_for(sender, edition, plan, lang)
    return None


def _sheets(forms: Iterable[Form], records: Records, plan: CollectingPlan) -> Iterator[ScoreSheet]:
    """Of media bodies with a final form; others do not enter the rate, and drafts are nobody's last word."""
    for form in forms:
        sender = form.sender
        final = records.holding(sender.id) is not None and not records.excluded(sender.id)
        if sender.respondent == MEDIA and final:
            yield score_sheet(form, records, plan)


def _lost(sheets: list[ScoreSheet], *, appraised: bool) -> tuple[Lost, ...]:
    """By the appraised points where anybody appraised, else by those bodies gave themselves; most points first."""
    found: dict[str, tuple[str, list[tuple[str, float]]]] = {}
    for sheet in sheets:
        for line in sheet.lines:
            points = (line.appraised if appraised else line.declared).points
            if line.maximum is not None and points is not None and points < line.maximum:
                _, held = found.setdefault(line.code, (line.title, []))
                held.append((sheet.form.sender.id, line.maximum - points))
    made = (Lost(code, title, tuple(points)) for code, (title, points) in found.items())
    return tuple(sorted(made, key=lambda one: (-sum(lost for _, lost in one.points), one.code)))


def _weights(workspace: Workspace, store: Store, report: ProvinceReport, words: Words) -> tuple[Weight, ...]:
    counted = {o.id for o in report.outlets if o.counted}
    found: dict[str, dict[str, int]] = {}
    for outlet, family, hits in Tables(report, store, workspace, words, Circulation.INTERNAL).hits():
        if outlet in counted:
            held = found.setdefault(family, {})
            held[outlet] = held.get(outlet, 0) + hits
    made = (Weight(family, tuple(sorted(hits.items()))) for family, hits in found.items())
    return tuple(sorted(made, key=lambda one: (-sum(hits for _, hits in one.hits), one.family)))


def _compared(workspace: Workspace, store: Store, report: ProvinceReport, words: Words) -> Comparison | None:
    """With the year before, where the report's period is a year and both were scored."""
    number = int(report.period[1][:4] or 0)
    year = year_of(workspace, number) if number else None
    if year is None or year.period != report.period:
        return None
    with contextlib.suppress(NothingToDo):
        return compare_years(workspace, store, (year_of(workspace, number - 1), year), words)
    return None


def _moved(found: Comparison | None) -> list[Change]:
    return [one for one in found.found if isinstance(one, Change)] if found else []


def _beyond(one: Change) -> bool:
    """Did more than chance move it? What did not move fills no page."""
    return any(abs(one.part(cause)) >= _SHOWN for cause in (CONTENT, MIX, RULES, CODER))


def why(change: Change, words: Words) -> Why:
    """One change, and how many bodies stand behind its parts: of a rate those whose level changed, and those that the register brought,
    took or joined; of a share all that were read in both years, since each has a hand in every part.
    """
    both = [own for own in change.own if own.before[1] and own.after[1]]
    if change.sampled:
        return Why(whole_in_words(change, words), bodies=((len(both), len(both)),) if both else ((1, 1),))
    joined = sum(own.before[1] != own.after[1] for own in change.own)
    switched = sum(bool(own.change) for own in both)
    return Why(
        whole_in_words(change, words),
        short_in_words(change, words),
        ((switched, len(change.own)), (joined, len(change.own))),
    )


def _own(found: Comparison | None, words: Words) -> Iterator[tuple[str, str]]:
    """Each outlet against itself, where it is more than chance or where nothing is drawn and it moved."""
    for change in _moved(found):
        for own in change.own:
            if own.clear or (not change.sampled and own.change):
                told = own_in_words(own, words, sampled=change.sampled, unit=unit_of(change))
                yield own.unit, f"{change.title}: {told}"

"""What a form asks whom: the lines of an edition that a kind of body answers, with the points its province gives."""

from __future__ import annotations

from datetime import date

from auditor.errors import NothingToDo
from auditor.forms.model import MEDIA, Form, FormLine, Sender
from auditor.forms.plan import CollectingPlan
from indicators.indexes.model import Edition, Indicator


def form_for(sender: Sender, edition: Edition, plan: CollectingPlan, lang: str = "vi") -> Form:
    """The form of one body. Raises NothingToDo where the edition asks it nothing."""
    booklet = edition.form_of(sender.respondent)
    held = booklet is not None and bool(booklet.confirmed_by)
    lines = tuple(
        _line(i, plan, lang, working=held and i.wording == "working")
        for i in edition
        if _asked(i, sender, plan.period[1])
    )
    if not lines:
        raise NothingToDo(f"{edition.id} asks {sender.respondent} nothing", stage="form", detail=sender.name)
    return Form(
        sender, edition.id, edition.sha256, edition.title[lang], plan.period, plan.deadline, lines, booklet
    )  # fmt: skip


def _asked(indicator: Indicator, sender: Sender, day: str) -> bool:
    on = date.fromisoformat(day)
    if (indicator.valid_from and on < indicator.valid_from) or (
        indicator.valid_to and on > indicator.valid_to
    ):
        return False
    if sender.respondent == MEDIA:
        return indicator.applies_to(sender.kind)
    return sender.respondent in indicator.answers


def _line(indicator: Indicator, plan: CollectingPlan, lang: str, *, working: bool) -> FormLine:
    title = indicator.title[lang]
    return FormLine(
        code=indicator.code,
        title=title,
        question=(indicator.question or {}).get(lang, ""),
        maximum=plan.maximum(indicator.code, indicator.points),
        verification=(indicator.verification or {}).get(lang, ""),
        confirmed=bool(indicator.confirmed_by),
        own=indicator.wording == "own",
        working=working,
    )

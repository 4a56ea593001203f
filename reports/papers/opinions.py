"""*Bảng tổng hợp ý kiến – tiếp thu, giải trình*: what outlets said of their results, each beside its answer."""

from __future__ import annotations

from collections.abc import Sequence

from reports.figures import Opinion, OutletFigures, ProvinceReport
from reports.papers.page import Page
from reports.wording import Wording

_WIDTHS = (6, 26, 30, 34)


def table(page: Page, report: ProvinceReport, outlet: str, issuer: str) -> None:
    """The paper between title and signatures; ``outlet``: an id, "" for all outlets."""
    say, t = page.say, page.say.words
    named = [o for o in report.outlets if not outlet or o.id == outlet]
    told = [o for o in named if o.opinions]
    period = say.period(report.period)
    if not told:
        page.say_that(t("papers.opinions.none", period=period))
        return
    every = [one for o in told for one in o.opinions]
    page.say_that(
        t(
            "papers.opinions.opening", issuer=issuer, n=say.number(len(every)), outlets=say.number(len(told)), period=period,
            day=say.day(report.as_of),
        )
    )  # fmt: skip
    page.say_that(t("papers.opinions.counts", told=counts(every, say)))
    page.say_that(t("report.replies.read"))
    for number, one in enumerate(told, 1):
        page.heading(one.name if outlet else f"{number}. {one.name}")
        _of(page, one)
    waiting = sum(one.outcome == "" for one in every)
    if waiting:
        page.prompt(t("papers.ask.opinions", n=say.number(waiting)))
    page.say_that(t("papers.not_law"))


def counts(every: Sequence[Opinion], say: Wording) -> str:
    """How many opinions came to which outcome, and how many came late; what did not happen is not told."""
    names = {
        "accepted": "accepted",
        "partly": "partly",
        "upheld": "upheld",
        "considered": "considered",
        "": "waiting",
    }
    found = {name: sum(one.outcome == code for one in every) for code, name in names.items()}
    found["late"] = sum(one.late for one in every)
    return "; ".join(say.words(f"report.replies.{name}", n=say.number(n)) for name, n in found.items() if n)


def _of(page: Page, outlet: OutletFigures) -> None:
    t = page.say.words
    rows = [(str(at), *cells(one, page.say)) for at, one in enumerate(outlet.opinions, 1)]
    page.table([t(f"papers.col.{name}") for name in ("no", "point", "opinion", "agreed")], rows, _WIDTHS)


def cells(one: Opinion, say: Wording) -> tuple[str, str, str]:
    """What an opinion is about, what it says, and the answer with what it changed."""
    t = say.words
    about = f"{one.about} ({t('report.opinion.id')} {one.id}; {say.received(one)})"
    opinion = f"{say.label('reply.type', one.type)}. {one.text}"
    if one.papers:
        opinion += f" ({t('report.opinion.papers')}: {'; '.join(one.papers)})"
    return about, opinion, answered(one, say)


def answered(one: Opinion, say: Wording) -> str:
    """Outcome, answer, what it changed, who answered."""
    parts = [_sentence(say.label("reply.outcome", one.outcome or "open"))]
    parts += map(_sentence, filter(None, (one.answer, one.effect)))
    if one.answered_by:
        parts.append(f"({one.answered_by}, {say.day(one.answered)})")
    return " ".join(parts)


def _sentence(text: str) -> str:
    """With its end, which people often leave out: two of them behind each other must not read as one."""
    text = text.rstrip()
    return text if text.endswith((".", "!", "?", "…", ".”", '."')) else f"{text}."

"""The papers of a sample: which days and articles were drawn, what the questions mean, and what is to be read.

Titles and addresses come from the web; every template escapes them, and nothing is loaded or run.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from auditor.calibration.drawing import text_of
from auditor.calibration.frame import Item
from auditor.calibration.questions import Question, codebook
from auditor.calibration.records import Drawn, Sample
from auditor.store import Store
from auditor.words import Words
from indicators.indexes.model import Edition
from reports.files import write_text


def day_in_words(day: str, lang: str) -> str:
    """A day as the language writes it; what is none stays as it is."""
    try:
        return f"{date.fromisoformat(day):%d/%m/%Y}" if lang == "vi" else day
    except ValueError:
        return day


def write_codebook(path: Path, questions: Sequence[Question], edition: Edition, words: Words) -> None:
    """The codebook to print: general rules, then each question with the lines of the index that rest on it."""
    general = codebook().general[words.lang]
    _write(path, "codebook.html.j2", words, questions=questions, edition=edition, general=general)


def write_reading(path: Path, sample: Sample, store: Store, words: Words) -> None:
    """The texts to read, as the machine read them: pages change after publication. For the coders' eyes only."""
    articles = []
    for drawn in sample.items:
        text = text_of(store, drawn)
        articles.append({"drawn": drawn, "paragraphs": None if text is None else text[1]})
    _write(path, "reading.html.j2", words, sample=sample.id, articles=articles)


@dataclass(frozen=True, slots=True)
class SamplingPage:
    """What was drawn. ``rule``: how, in words; ``days``: none where articles were drawn one by one; ``outlets``: id and
    name, in the register's order.
    """

    province: str
    period: tuple[str, str]
    seed: int
    rule: str
    outlets: Sequence[tuple[str, str]]
    items: Sequence[Item | Drawn]
    days: Sequence[date] = ()


def write_sampling(path: Path, page: SamplingPage, words: Words) -> None:
    """The sampling page: rule, seed, days, and each outlet's articles as far as they are collected."""
    wanted = {day.isoformat() for day in page.days}
    chosen = [i for i in page.items if not wanted or i.published[:10] in wanted]
    chosen.sort(key=lambda i: (i.published, i.article))
    a_day = Counter(item.published[:10] for item in chosen)
    _write(
        path,
        "sampling.html.j2",
        words,
        page=page,
        first=day_in_words(page.period[0], words.lang),
        last=day_in_words(page.period[1], words.lang),
        days=[
            {
                "weekday": words(f"sample.weekday.{day.weekday()}"),
                "day": day_in_words(day.isoformat(), words.lang),
                "articles": a_day[day.isoformat()],
            }
            for day in page.days
        ],
        outlets=[
            {"name": name, "articles": _shown([i for i in chosen if i.outlet == id], words)}
            for id, name in page.outlets
        ],
    )


def _shown(items: Sequence[Item | Drawn], words: Words) -> list[dict[str, Any]]:
    return [
        {"article": i.article, "published": day_in_words(i.published[:10], words.lang), "url": i.url}
        for i in items
    ]


def _write(path: Path, template: str, words: Words, **values: Any) -> None:
    environment = Environment(
        loader=PackageLoader("auditor.calibration"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    write_text(path, environment.get_template(template).render(t=words, **values))

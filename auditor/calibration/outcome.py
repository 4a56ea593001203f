"""What the coding of a sample says: how well two people agree, and each share corrected for what the machine gets wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from auditor.calibration.agreement import FIRM, INTERVAL, NOMINAL, Agreement, agreement
from auditor.calibration.correction import Corrected, Pair, Stratum, correct
from auditor.calibration.frame import PAIRS, Item
from auditor.calibration.questions import PEOPLE, Question, codebook, measures_of
from auditor.calibration.records import Coding, Drawn, Sample
from indicators.indexes.model import Edition, Indicator


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator of one outlet ("" for all of them together), corrected. ``weak``: an answer it rests on, on which two
    coders do not agree well enough, "" where there is none.
    """

    indicator: Indicator
    outlet: str
    result: Corrected
    weak: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """All lines of a sample. ``changed``: articles of the draw whose text is another by now, or that left the period;
    ``added``: articles of the period that came after the draw and are in no figure here; ``unread``: of those drawn to be read.
    """

    lines: tuple[Line, ...]
    changed: int
    added: int
    unread: int


def agreements(
    questions: Sequence[Question],
    codings: Iterable[Coding],
    *,
    counts: str = INTERVAL,
    seed: int = 0,
    resamples: int = 1000,
) -> dict[str, Agreement]:
    """How well coders agree on every answer, by field; what settles a difference is no second reading.

    ``counts``: the level of numbers of people ("interval" or "ratio"); traits are nominal.
    """
    by_article: dict[int, list[Coding]] = {}
    for coding in codings:
        if not coding.final:
            by_article.setdefault(coding.article, []).append(coding)
    people = len({c.who for found in by_article.values() for c in found})
    result: dict[str, Agreement] = {}
    for q in questions:
        for name in q.fields:
            units = [
                [c.answers[name] for c in found if name in c.answers]
                for _, found in sorted(by_article.items())
            ]
            level = counts if q.kind == PEOPLE else NOMINAL
            if one := agreement(units, level, coders=people, seed=seed, resamples=resamples):
                result[name] = one
    return result


def differing(sample: Sample, codings: Iterable[Coding]) -> list[Drawn]:
    """The articles on which coders differ and that nobody has settled, in the order of the sample."""
    by_article: dict[int, list[Coding]] = {}
    for coding in codings:
        by_article.setdefault(coding.article, []).append(coding)
    return [
        item
        for item in sample.items
        if len({tuple(sorted(c.answers.items())) for c in by_article.get(item.article, ())}) > 1
        and not any(c.final for c in by_article[item.article])
    ]


def outcome(
    frame: Sequence[Item],
    sample: Sample,
    questions: Sequence[Question],
    codings: Sequence[Coding],
    edition: Edition,
    agreed: Mapping[str, Agreement],
) -> Outcome:
    """Every indicator that the questions serve, for every outlet of the draw and for all of them."""
    drawn = {int(a): (o, text) for o, items in sample.frame.items() for a, text in items.items()}
    present = [item for item in frame if drawn.get(item.article, ("", ""))[1] == item.text]
    said = _by_article(codings)
    lines: list[Line] = []
    asked = {q.id for q in questions}
    for indicator in edition:
        measure = indicator.measure or ""
        needed = [q for q in codebook().questions if measure in q.measures]
        if measure not in PAIRS or not needed or any(q.id not in asked for q in needed):
            continue
        strata = _strata(present, drawn, said, questions, measure)
        weak = _weak(needed, agreed)
        lines += [Line(indicator, outlet, correct([stratum]), weak) for outlet, stratum in strata.items()]
        if len(strata) > 1:
            lines.append(Line(indicator, "", correct(list(strata.values())), weak))
    added = sum(item.article not in drawn for item in frame)
    unread = sum(item.article not in said for item in sample.items)
    return Outcome(tuple(lines), len(drawn) - len(present), added, unread)


def _by_article(codings: Iterable[Coding]) -> dict[int, list[Coding]]:
    """What holds for each article: whoever settled it, else everybody who read it."""
    every: dict[int, list[Coding]] = {}
    for coding in codings:
        every.setdefault(coding.article, []).append(coding)
    return {article: [c for c in found if c.final][-1:] or found for article, found in every.items()}


def _strata(
    items: Sequence[Item],
    drawn: Mapping[int, tuple[str, str]],
    said: Mapping[int, Sequence[Coding]],
    questions: Sequence[Question],
    measure: str,
) -> dict[str, Stratum]:
    """Articles by the outlet they were drawn under, those that people read with both counts."""
    pair = PAIRS[measure]
    coded: dict[str, list[tuple[Pair, Pair]]] = {}
    rest: dict[str, list[Pair]] = {}
    fields = {name for q in questions for name in q.fields}
    for item in items:
        outlet = drawn[item.article][0]
        machine = pair(item.counts)
        whole = [c for c in said.get(item.article, ()) if c.text == item.text and fields <= set(c.answers)]
        if not whole:
            rest.setdefault(outlet, []).append(machine)
            continue
        # two coders who differ count half each, until somebody settles it
        seen = [pair(measures_of(questions, c.answers)) for c in whole]
        people = sum(p for p, _ in seen) / len(seen), sum(k for _, k in seen) / len(seen)
        coded.setdefault(outlet, []).append((people, machine))
    return {o: Stratum(coded.get(o, []), rest.get(o, [])) for o in sorted({*coded, *rest})}


def _weak(questions: Sequence[Question], agreed: Mapping[str, Agreement]) -> str:
    """The first answer with too little agreement. Unknown sex decides nothing; a rare trait is given its AC1 as well."""
    for q in questions:
        for name in q.fields:
            one = agreed.get(name)
            if one is None or name.endswith((".unknown", ".other")) or one.standing != "weak":
                continue
            if q.kind == PEOPLE or (one.ac1 or 0.0) < FIRM:
                return name
    return ""

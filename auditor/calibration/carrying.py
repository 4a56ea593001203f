"""Carries what coding and chance say into the figures of a report: beside each share its correction, or that it has none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from auditor.calibration.agreement import Agreement
from auditor.calibration.correction import Corrected
from auditor.calibration.frame import read_frame
from auditor.calibration.noise import RANKED, Share, compare
from auditor.calibration.outcome import Line, Outcome, agreements, outcome
from auditor.calibration.questions import Question, by_ids
from auditor.calibration.records import FILE, Sample, read_codings, read_sample
from auditor.decisions.model import CODING
from auditor.errors import NothingToDo
from auditor.store import Store
from auditor.words import Words, number, percent
from auditor.workspace import Workspace
from indicators.indexes.model import Edition
from reports.figures import Corrected as Shown
from reports.figures import IndicatorFigure, Interval, OutletFigures, ProvinceShare
from reports.figures import Outcome as Told
from reports.small import FOR_ONE, large


@dataclass(frozen=True, slots=True)
class Corrections:
    """Corrected shares by outlet and code of the indicator; none where nobody coded."""

    by_line: Mapping[tuple[str, str], Corrected] = field(default_factory=dict)
    weak: frozenset[str] = frozenset()
    province: tuple[Line, ...] = ()

    def of_province(self, lang: str) -> tuple[ProvinceShare, ...]:
        """The shares over all articles of the sample's frame, corrected; none where nobody coded, or too little."""
        return tuple(
            ProvinceShare(
                line.indicator.code,
                line.indicator.title[lang],
                line.result.machine,
                line.result.articles,
                Shown(line.result.value, Interval(*line.result.interval), line.result.coded, bool(line.weak)),
            )
            for line in self.province
            if line.result.machine is not None
            and line.result.value is not None
            and line.result.interval is not None
        )

    def of(self, figure: IndicatorFigure, outlet: str) -> Shown | None:
        """The correction of a share; None for what is no share or was not coded."""
        found = self.by_line.get((outlet, figure.code))
        if not _is_share(figure) or found is None or found.value is None or found.interval is None:
            return None
        return Shown(found.value, Interval(*found.interval), found.coded, figure.code in self.weak)

    def note(self, outlet: str, code: str, words: Words) -> str:
        """What stands beside a share: its correction with interval and number of coded articles, or that it has none."""
        found = self.by_line.get((outlet, code))
        if found is None or found.value is None or found.interval is None:
            return words("coding.uncorrected")
        low, high = (number(end * 100, words.lang, 1) for end in found.interval)
        told = words(
            "coding.corrected",
            value=percent(found.value, words.lang),
            low=low,
            high=high,
            n=number(found.coded, words.lang),
        )
        return f"{told} {words('coding.corrected_weak')}" if code in self.weak else told


def read_corrections(workspace: Workspace, store: Store, edition: Edition) -> Corrections:
    """What the coding of the last sample corrects. Raises InputError for a broken file of answers."""
    old = (workspace.path / FILE).is_file()
    if not old and store.one("SELECT 1 FROM decisions WHERE kind = ?", (CODING,)) is None:
        return Corrections()
    try:
        _, _, _, found = calibrated(workspace, store, edition)
    except NothingToDo:
        # answers whose sample was taken away correct nothing
        return Corrections()
    lines = {(line.outlet, line.indicator.code): line.result for line in found.lines if line.outlet}
    return Corrections(
        lines,
        frozenset(line.indicator.code for line in found.lines if line.weak),
        tuple(line for line in found.lines if not line.outlet),
    )


def calibrated(
    workspace: Workspace, store: Store, edition: Edition, sample: str = ""
) -> tuple[Sample, Sequence[Question], Mapping[str, Agreement], Outcome]:
    """A sample (by default the last one) with what people said about it. Raises NothingToDo, InputError."""
    drawn = read_sample(workspace, sample)
    codings = read_codings(workspace, drawn.id)
    asked = by_ids(drawn.questions)
    # the interval of alpha is for people to read; one resample is as good as a thousand here
    agreed = agreements(asked, codings, resamples=1)
    found = outcome(read_frame(workspace, store), drawn, asked, codings, edition, agreed)
    return drawn, asked, agreed, found


def with_note(figure: IndicatorFigure, note: str) -> str:
    """The note of a figure with this one behind it; only a share can be corrected."""
    if not _is_share(figure):
        return figure.note
    return f"{figure.note}; {note}" if figure.note else note


def _is_share(figure: IndicatorFigure) -> bool:
    return figure.outcome == Told.MEASURED and figure.scale


def noise_in_words(outlets: Sequence[OutletFigures], words: Words, *, few: bool = True) -> str:
    """How many pairs of outlets differ by more than chance, by indicator, without naming any; "" where none compare.

    Pairs count the outlets that have a result (three of them: three outlets): ``few``: also where these, or the others, are a few.
    """
    by_code: dict[str, list[Share]] = {}
    for outlet in outlets:
        for figure in outlet.indicators:
            if figure.unit in ("people", "sources") and figure.scale:
                by_code.setdefault(figure.code, []).append(
                    Share(outlet.id, figure.value, _ends(figure.interval), figure.n or 0, figure.minimum)
                )
    told = []
    for code, shares in by_code.items():
        found = compare(shares)
        if found.pairs and (few or large(found.outlets, len(outlets), FOR_ONE)):
            told.append(f"{code}: {len(found.clear)}/{len(found.pairs)}")
    return words("noise.limit", pairs="; ".join(told), ranked=RANKED) if told else ""


def _ends(interval: Interval | None) -> tuple[float, float] | None:
    return None if interval is None else (interval.low, interval.high)

"""Editions with other scales and with words somebody confirmed: what a reader must see, and what must not break."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import report_sample as sample
from jsonschema import Draft202012Validator

import reports
from reports.figures import IndicatorFigure, Outcome

READ = "đã đối chiếu: trang 31, Nguyễn Thị Mẫu Mực, ngày 22/11/2026"


def with_figures(*figures: IndicatorFigure):
    report = sample.report()
    first = replace(report.outlets[0], indicators=(*figures, *report.outlets[0].indicators[:1]))
    return replace(report, outlets=(first, *report.outlets[1:]))


def gap(value: float) -> IndicatorFigure:
    return IndicatorFigure(
        "G4.1.1",
        "Chỉ số GEM",
        Outcome.MEASURED,
        "gap",
        "measured",
        value=value,
        n=24,
        articles=80,
        minimum=20,
    )


def test_who_read_the_booklet_stands_in_place_of_the_mark(page, vi) -> None:
    figure = IndicatorFigure(
        "B1.5.1", "Câu trong sách", Outcome.NOT_ASSESSED, "articles", "assisted", confirmed=True, wording=READ
    )
    text = page(reports.render_html(with_figures(figure), vi)).text
    assert READ in text


def test_a_gap_below_zero_is_shown_and_not_drawn(page, vi, tmp_path: Path) -> None:
    report = with_figures(gap(-0.4))
    html = reports.render_html(report, vi)
    assert "-40,0" in page(html).text.replace("\u2212", "-")
    assert not gap(-0.4).scale and gap(0.4).scale
    reports.write_xlsx(report, vi, tmp_path / "a.xlsx")
    reports.write_json(report, vi, tmp_path / "a.json")
    schema = json.loads((Path(reports.__file__).parent / "report.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(json.loads((tmp_path / "a.json").read_text(encoding="utf-8")))

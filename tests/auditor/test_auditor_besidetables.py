"""Under the tables of years, country and promises: sentences a department pastes. They must agree with the rows above them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from auditor.editions import edition_of
from auditor.promisepaper import promise_paper
from auditor.promises import read_promises
from auditor.sample.threeyears import make
from auditor.words import Words
from auditor.yearcircles import totals
from auditor.yearpaper import year_paper
from auditor.years import read_years, years_of

WORDS = Words("vi")
COMMAND = re.compile(r"\bauditor\s+[a-z]{3,}|--[a-z]")
KINDS = ("Đánh giá", "Nguyên nhân", "Đề xuất")


@pytest.fixture(scope="module")
def province(tmp_path_factory):
    return make("lac-giang", tmp_path_factory.mktemp("nam") / "w", articles=False)


@pytest.fixture(scope="module")
def years(province):
    edition = edition_of(province)
    with province.store(readonly=True) as store:
        readings = read_years(province, store, years_of(province, store, 2024, 2026), edition)
    return readings, year_paper(province, readings, edition.id, WORDS)


def test_who_declared_nothing_has_a_column_only_where_somebody_did_not(years, province):
    readings, paper = years
    head = WORDS("years.column.missing")
    [rates] = [t for t in paper.tables if t.sheet == WORDS("years.sheet.rates")]
    silent = any(slice_.missing for r in readings for slice_ in (r.pilot, r.formal))
    assert (head in [c.head for c in rates.columns]) == silent
    told = [
        replace(r, **{n: replace(getattr(r, n), missing=("Báo Mây",)) for n in ("pilot", "formal")})
        for r in readings
    ]
    none = [
        replace(r, **{n: replace(getattr(r, n), missing=()) for n in ("pilot", "formal")}) for r in readings
    ]
    for every, wanted in ((told, True), (none, False)):
        [rates] = [
            t
            for t in year_paper(province, every, "vn-2014", WORDS).tables
            if t.sheet == WORDS("years.sheet.rates")
        ]
        assert (head in [c.head for c in rates.columns]) == wanted
        assert {len(row) for row in rates.rows} == {len(rates.columns)}


def notes(paper, sheet):
    return next(t.notes for t in paper.tables if t.sheet == WORDS(sheet))


def test_every_table_of_the_years_is_followed_by_its_assessment(years):
    _, paper = years
    for table in paper.tables:
        assert any(note.startswith("Đánh giá") for note in table.notes), table.title
        assert not any(COMMAND.search(note) for note in table.notes)
        assert [n for n in table.notes if n.startswith(KINDS)] == list(table.notes)


def test_the_years_assessment_is_over_todays_bodies_by_hand(years):
    readings, paper = years
    first, last = readings[0].successors[0], readings[-1].successors[0]
    points = round((last.applied / last.counted - first.applied / first.counted) * 100, 1)
    told = notes(paper, "years.sheet.rates")[0]
    assert f"năm 2024 {WORDS('report.of', k=first.applied, n=first.counted, share=_p(first))}" in told
    assert f"năm 2026 {WORDS('report.of', k=last.applied, n=last.counted, share=_p(last))}" in told
    assert f"{abs(points):.1f}".replace(".", ",") in told


def _p(one):
    return f"{one.applied / one.counted * 100:.1f} %".replace(".", ",")


def test_the_forms_assessment_adds_up(years):
    readings, paper = years
    found = totals(readings[-1])
    (told, *_) = notes(paper, "years.sheet.collecting")
    assert f"{found['sent'] + found['late']}/{found['asked']} đơn vị" in told
    assert f"trong đó {found['late']} gửi muộn" in told
    left = found["missing"] + found["draft"]
    assert told.endswith(f"; {left} chưa gửi hoặc mới gửi bản nháp.")


def test_promises_say_what_is_without_a_figure(province):
    with province.store(readonly=True) as store:
        readings, seen = read_promises(province, store)
    paper = promise_paper(province, readings, seen, WORDS)
    figures = {r.promise.id: r.figure for r in readings}
    assert None in figures.values() and any(figures.values())
    for table in (t for t in paper.tables if t.sheet in figures):
        without = figures[table.sheet] is None
        assert any(note.startswith("Đánh giá: có số liệu về 1/1") for note in table.notes) is not without
        assert any("chưa có số liệu" in note for note in table.notes) is without
    text = " ".join((*paper.lead, *(n for t in paper.tables for n in t.notes)))
    assert not COMMAND.search(text)


def test_without_plans_the_paper_names_no_command(province):
    paper = promise_paper(province, (), (), WORDS)
    assert paper.lead and not COMMAND.search(" ".join(paper.lead))


def test_the_sample_provinces_print_who_chose_what_counts_and_when(years, province):
    _, paper = years
    told = " ".join(value for _, value in paper.facts)
    assert "chọn ngày 01/12/2023" in told and "15/12/2023" in told

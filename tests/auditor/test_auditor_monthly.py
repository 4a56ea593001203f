"""The month's sheet: a press briefing every month must neither wait for the year's report nor spoil it."""

from __future__ import annotations

import docx
import pytest

from auditor.papers.monthly import period_of


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2025-11", ("2025-10-15", "2025-11-14")),
        ("2025-01", ("2024-12-15", "2025-01-14")),
        ("2025-11-01..2025-11-30", ("2025-11-01", "2025-11-30")),
        ("2025-13", None),
        ("2025-11-30..2025-11-01", None),
        ("tháng 11", None),
    ],
)
def test_a_month_begins_on_the_fifteenth_of_the_one_before(text, period):
    assert period_of(text) == period


def test_the_sheet_of_a_month_leaves_the_years_scoring_as_it_is(proved, say, tmp_path):
    with proved.store(readonly=True) as store:
        before = [tuple(row) for row in store.rows("SELECT * FROM score_runs")]
        first, last = store.rows(
            "SELECT min(published) a, max(published) b FROM articles WHERE published <> ''"
        )[0]
    asked = f"{first[:10]}..{last[:10]}"
    code, _ = say("-w", proved.path, "paper", "briefing", "--month", asked, "-o", tmp_path / "giay")
    assert code == 0
    (file,) = (tmp_path / "giay").glob("*.docx")
    text = "\n".join(p.text for p in docx.Document(str(file)).paragraphs)
    told = ["/".join(reversed(day[:10].split("-"))) for day in (first, last)]
    assert f"kỳ từ {told[0]} đến {told[1]}" in text
    with proved.store(readonly=True) as store:
        assert [tuple(row) for row in store.rows("SELECT * FROM score_runs")] == before


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("briefing", "--month", "2025-13"), 2, "2025-13"),
        (("annual", "--month", "2025-11"), 2, "briefing"),
        (("briefing", "--month", "1999-01"), 6, "không có tin bài nào"),
    ],
)
def test_a_month_that_cannot_be_is_said(proved, say, words, code, told):
    found, err = say("-w", proved.path, "paper", *words)
    assert (found, told in err) == (code, True), err

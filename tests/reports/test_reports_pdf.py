"""The printed report says what the page says, is the same file twice, and takes no order from what it prints."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
import report_sample as sample

import reports
from reports.errors import WriteError
from reports.pdf import write_tables_pdf
from reports.tables import Column, Table, TablePaper
from reports.wording import Wording

CASES = {
    "ten": sample.report(),
    "zero": sample.report(()),
    "one": sample.report(sample.NAMES[:1]),
    "hostile": sample.hostile(),
}


def words_of(file: Path) -> str:
    """All text, without the places where lines break."""
    with pypdfium2.PdfDocument(file) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return re.sub(r"\s+", "", "".join(pages)).replace("\ufffe", "").replace("\u00ad", "")


def printed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("case", CASES)
def test_rates_outlets_and_figures_of_the_page_are_printed(case, words, tmp_path: Path) -> None:
    report = CASES[case]
    reports.write_pdf(report, words, tmp_path / "r.pdf")
    told, say = words_of(tmp_path / "r.pdf"), Wording(words)
    assert printed(say.rate(report.pilot)) in told
    assert printed(say.rate(report.formal)) in told
    for outlet in report.outlets if case != "hostile" else ():
        assert printed(outlet.name) in told
        for figure in outlet.indicators:
            if figure.outcome == "measured":
                assert printed(say.percent(figure.value)) in told


def test_what_identifies_a_child_is_not_printed(vi, tmp_path: Path) -> None:
    report = sample.report()
    hidden = [e.quote for o in report.outlets for e in o.examples if e.family == "F18" and e.quote]
    assert hidden, "the sample has something to protect"
    reports.write_pdf(report, vi, tmp_path / "r.pdf")
    told = words_of(tmp_path / "r.pdf")
    assert all(printed(quote) not in told for quote in hidden)
    assert printed(vi("report.example.protected")) in told


def test_the_same_figures_give_the_same_file_and_screen_readers_get_its_parts(vi, tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        reports.write_pdf(sample.report(), vi, tmp_path / name)
    data = (tmp_path / "a.pdf").read_bytes()
    assert data == (tmp_path / "b.pdf").read_bytes()
    assert b"/MarkInfo" in data
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as document:
        assert document.is_tagged()
        assert document.get_metadata_value("Title").startswith(vi("report.title"))


HOSTILE = (
    '#read("report.css")',
    "$ sum_1^2 $",
    "*đậm* _nghiêng_ `mã`",
    '#import "x.typ": *',
    "= Tít",
    "\\ #panic()",
)


def test_words_of_others_are_never_read_as_markup(vi, tmp_path: Path) -> None:
    paper = TablePaper(
        title="Bảng thử",
        place=HOSTILE[0],
        facts=(("Ghi chú", HOSTILE[1]),),
        lead=HOSTILE,
        tables=(Table("t", "Bảng", (Column("Tên"), Column("Số", "count")), tuple((h, 3) for h in HOSTILE), HOSTILE),),
    )  # fmt: skip
    write_tables_pdf(paper, vi, tmp_path / "t.pdf", made="2025-12-31")
    told = words_of(tmp_path / "t.pdf")
    for text in HOSTILE:
        assert told.count(printed(text)) >= 3


def test_a_place_that_cannot_be_written_is_an_error_of_ours_and_leaves_the_old_file(
    vi, tmp_path: Path
) -> None:
    (tmp_path / "r.pdf").mkdir()
    with pytest.raises(WriteError):
        reports.write_pdf(sample.report(()), vi, tmp_path / "r.pdf")
    assert [p.name for p in tmp_path.iterdir()] == ["r.pdf"]

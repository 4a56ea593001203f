"""The sheet for the press briefing has one page, however many outlets the province has."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
import report_sample as sample
from paper_sample import ISSUER, facts, made, shown

from auditor.words import Words
from reports.figures import Outcome, ProvinceReport
from reports.papers import ALLOWED, Circulation, Kind, PaperOrder, write_paper


def province(bodies: int, *, measured: bool = True) -> ProvinceReport:
    """An invented province of so many outlets, of every kind."""
    names = tuple(
        (f"{name}-{at}", f"{title} {at}", kind)
        for at, (name, title, kind) in ((at, sample.NAMES[at % len(sample.NAMES)]) for at in range(bodies))
    )
    report = sample.report(names)
    if measured:
        return report
    return replace(
        report,
        outlets=tuple(
            replace(
                o,
                indicators=tuple(
                    replace(f, outcome=Outcome.INSUFFICIENT, value=None)
                    if f.code in ("B1.1.1", "B1.1.2")
                    else f
                    for f in o.indicators
                ),
            )
            for o in report.outlets
        ),
    )


def test_a_few_outlets_stand_on_the_sheet_many_in_the_workbook(tmp_path):
    few = shown(made(tmp_path, Kind.BRIEFING, Circulation.INTERNAL, sample.report(sample.NAMES[:2])))
    every = shown(made(tmp_path, Kind.BRIEFING, Circulation.INTERNAL, sample.report()))
    assert sample.NAMES[0][1] in few
    assert "Kết quả theo khối" not in few and "Phụ lục" not in few
    assert every.index("Kết quả theo khối") < every.index("tệp Excel kèm theo") < every.index("Nơi nhận")
    assert "Phụ lục" not in every and sample.NAMES[0][1] not in every


def test_a_column_that_no_outlet_fills_is_left_out(tmp_path):
    with_shares = shown(made(tmp_path, Kind.BRIEFING, Circulation.INTERNAL, province(2)))
    without = shown(made(tmp_path, Kind.BRIEFING, Circulation.INTERNAL, province(2, measured=False)))
    assert "B1.1.1" in with_shares
    assert "B1.1.1" not in without and "chưa cơ quan nào đủ cơ sở đánh giá" in without


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="SKIPPED: LibreOffice is not installed")
def test_the_sheet_has_one_page(tmp_path: Path):
    """Printed by LibreOffice: with one outlet to forty, with shares and without, for every reader."""
    papers = {}
    for bodies in (1, 2, 3, 4, 10, 40):
        for measured in (True, False):
            for readers in ALLOWED[Kind.BRIEFING]:
                path = tmp_path / f"{bodies}-{measured}-{readers}.docx"
                report = province(bodies, measured=measured)
                write_paper(
                    PaperOrder(Kind.BRIEFING, readers, report, ISSUER, facts=facts()), Words("vi"), path
                )
                papers[path.stem] = path
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/lo", "--convert-to", "pdf",
         "--outdir", str(tmp_path / "pdf"), *map(str, papers.values())],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    printed = {stem: tmp_path / "pdf" / f"{stem}.pdf" for stem in papers}
    if not any(path.is_file() for path in printed.values()):
        pytest.skip("SKIPPED: LibreOffice here cannot read .docx (its Writer is not installed)")
    pages = {stem: len(pypdfium2.PdfDocument(path)) for stem, path in printed.items()}
    assert pages == dict.fromkeys(papers, 1)

"""A share that leaves the house without its interval and without the word whether people's coding corrected it is read as the truth."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import docx
import pytest

import reports
from auditor.export.tables import Tables
from auditor.figures import province_report
from auditor.words import Words
from reports.figures import Corrected, Interval, Outcome
from reports.papers import ALLOWED, FOR_OUTLET, Circulation, Issuer, Kind, PaperOrder, write_paper
from reports.papers.shares import is_share
from reports.small import SMALL
from reports.wording import Wording

WORDS = Words("vi")
SAY = Wording(WORDS)
STATUS = "hiệu chỉnh"
ISSUER = Issuer(("UBND",), ("Sở Mẫu",), "Sở Mẫu", "SM", "Mẫu", ("Sở Mẫu",), ("Lưu: VT",), ("Giám đốc",))
EVERY = [(kind, readers) for kind, allowed in ALLOWED.items() for readers in allowed]


@pytest.fixture(scope="module", params=["raw", "corrected", "weak"])
def report(request, audited):
    """The demo's report as it is, with every share corrected, and with corrections whose coders disagree."""
    with audited.store(readonly=True) as store:
        found = province_report(audited, store, WORDS)
    if request.param == "raw":
        return found
    right = Corrected(0.4321, Interval(0.4, 0.47), 60, weak=request.param == "weak")
    return replace(
        found,
        outlets=tuple(
            replace(
                o,
                indicators=tuple(
                    replace(f, corrected=right, note="") if is_share(f) else f for f in o.indicators
                ),
            )
            for o in found.outlets
        ),
    )


def shares_of(report):
    """How the measured shares of content are printed, those that no rate could be."""
    values = {SAY.percent(f.value) for o in report.outlets for f in o.indicators if is_share(f)}
    return values - {"0,0 %", "100,0 %", "50,0 %", "80,0 %", "20,0 %", "60,0 %", "40,0 %", "70,0 %", "90,0 %"}


@pytest.mark.parametrize(("kind", "readers"), EVERY)
def test_every_share_of_every_paper_says_whether_it_is_corrected(report, tmp_path, kind, readers):
    about = next(o.id for o in report.outlets if any(map(is_share, o.indicators)))
    one = kind in FOR_OUTLET or readers == Circulation.OUTLET
    path = tmp_path / "p.docx"
    if kind == Kind.BRIEFING:  # few outlets stand on the sheet itself
        report = replace(report, outlets=tuple(o for o in report.outlets if o.id == about))
    write_paper(PaperOrder(kind, readers, report, ISSUER, about if one else ""), WORDS, path)
    document = docx.Document(str(path))
    values = shares_of(report)
    told = "\n".join(p.text for p in document.paragraphs)
    found = 0
    for table in document.tables:
        for row in table.rows:
            cells = [cell.text.replace("\u00a0", " ") for cell in row.cells]
            if not any(value in re.findall(r"[\d,]+ %", cell) for value in values for cell in cells):
                continue
            text = " ".join(cells)
            found += 1
            if kind == Kind.BRIEFING or kind == Kind.SCORECARD:
                assert STATUS in text, text
            else:
                # the range of an indicator: said once below its table
                assert "máy đo, chưa hiệu chỉnh" in told, text
    assert found or kind not in (Kind.BRIEFING, Kind.SCORECARD) or readers == Circulation.PUBLIC
    for text in (p.text.replace("\u00a0", " ") for p in document.paragraphs):
        if any(f"thấp nhất {value}" in text for value in values):
            assert STATUS in told


def test_a_cell_of_the_briefing_has_all_four(report, tmp_path):
    about = next(o for o in report.outlets if o.counted and any(map(is_share, o.indicators)))
    report = replace(report, outlets=(about,))
    write_paper(PaperOrder(Kind.BRIEFING, Circulation.INTERNAL, report, ISSUER), WORDS, tmp_path / "p.docx")
    cells = {
        cell.text.replace("\u00a0", " ")
        for table in docx.Document(str(tmp_path / "p.docx")).tables
        for row in table.rows
        for cell in row.cells
    }
    figures = [
        f
        for o in report.outlets
        for f in o.indicators
        if o.counted and f.code in ("B1.1.1", "B1.1.2") and f.outcome == Outcome.MEASURED
    ]
    assert figures
    for f in figures:
        machine = f"{SAY.percent(f.value)} ({SAY.span(f.interval)})"
        if f.corrected is None:
            status = "chưa hiệu chỉnh"
        elif f.corrected.weak:
            status = "chưa hiệu chỉnh (mã hóa 60, chưa đủ thống nhất: 43,2 %, 40,0–47,0 %)"
        else:
            status = "đã hiệu chỉnh: 43,2 % (40,0–47,0 %), mã hóa 60"
        assert f"{machine}\n{status}" in cells


def test_public_standings_say_what_their_values_are(report, audited):
    with audited.store(readonly=True) as store:
        tables = Tables(report, store, audited, WORDS, Circulation.PUBLIC).all()
    table = next(t for t in tables if t.name == "standings")
    names = [column.name for column in table.fields]
    at, low = names.index("correction"), names.index("corrected_lowest")
    codes = Counter(
        f.code
        for o in report.outlets
        for f in o.indicators
        if o.counted and f.corrected and not f.corrected.weak
    )
    strong = max(codes.values(), default=0) >= SMALL
    measured = [row for row in table.rows if row[at] is not None]
    assert measured
    assert {row[at] for row in measured} <= {"uncorrected", "beside"}
    assert any(row[at] == "beside" for row in measured) == strong
    assert all((row[low] is None) == (row[at] == "uncorrected") for row in measured)


def test_the_page_of_the_report_says_it_beside_every_share(audited):
    with audited.store(readonly=True) as store:
        found = province_report(audited, store, WORDS)
    shares = [f for o in found.outlets for f in o.indicators if is_share(f)]
    assert shares and all(STATUS in f.note for f in shares)
    page = reports.render_html(found, WORDS)
    assert page.count(STATUS) >= len(shares)

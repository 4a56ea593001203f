"""The table of outlets in the printed HTML report: long words on evidence need a column in which they can be read."""

from __future__ import annotations

import re
from pathlib import Path

import report_sample as sample

import reports
from auditor.words import Words
from reports import write_html

CSS = (Path(reports.__file__).parent / "templates" / "report.css").read_text(encoding="utf-8")


def test_what_was_verified_has_room_on_paper(tmp_path):
    words = Words("vi")
    write_html(sample.report(), words, tmp_path / "r.html")
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    cells = re.findall(rf'<td role="cell" data-label="{words("report.proven")}"([^>]*)>', page)
    assert cells and all('class="wide"' in cell for cell in cells)
    printed = CSS.split("@media print", 1)[1]
    assert int(re.search(r"\.register td\.wide \{ min-width: (\d+)mm", printed)[1]) >= 30

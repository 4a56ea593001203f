"""The report and papers of tables as PDF: tagged, with its own letters, the same on every machine, nothing fetched.

typst writes it (Apache-2.0; 0.6 s where others need 13 s for as many pages, and tagged for screen readers); measured
against WeasyPrint, fpdf2 and ReportLab in 11/2026. The day it names is that of the figures, so the same figures give the same file.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from reports.errors import WriteError
from reports.figures import ProvinceReport, Words
from reports.files import whole_file
from reports.pdf.blocks import Pages
from reports.pdf.parts import Block
from reports.pdf.tablepages import of_tables
from reports.prepare import prepare
from reports.tables import TablePaper, cleaned
from reports.wording import Wording

_TEMPLATE = Path(__file__).parent.parent / "templates" / "report.typ"


def write_pdf(report: ProvinceReport, words: Words, path: Path) -> None:
    """The whole report on A4; the old file stays until the new one is whole. Raises WriteError."""
    pages = Pages(prepare(report), Wording(words))
    shown = pages.report
    head = {
        "kicker": words("report.kind"),
        "title": words("report.title"),
        "place": shown.province,
        "facts": pages.facts(),
        "lead": words("report.internal"),
    }
    _write(path, words, head, pages.blocks(), fictitious=shown.fictitious, made=shown.produced)


def write_tables_pdf(paper: TablePaper, words: Words, path: Path, *, made: str = "") -> None:
    """A paper of tables; ``made``: the ISO day of its figures. Raises WriteError."""
    shown = cleaned(paper)
    head = {"kicker": "", "title": shown.title, "place": shown.place, "facts": list(shown.facts), "lead": ""}
    _write(path, words, head, of_tables(shown, Wording(words)), fictitious=shown.fictitious, made=made)


def _write(
    path: Path, words: Words, head: dict[str, Any], blocks: list[Block], *, fictitious: bool, made: str
) -> None:
    import typst  # noqa: PLC0415  a tenth of a second, and few commands print

    data = {
        **head,
        "lang": words.lang,
        "banner": [words("report.fictitious"), words("report.fictitious.why")] if fictitious else [],
        "contents": words("report.contents"),
        "blocks": blocks,
    }
    try:
        with whole_file(path) as beside:
            typst.compile(
                str(_TEMPLATE),
                str(beside),
                # the folder it may read: its own, which holds nothing but templates
                root=str(_TEMPLATE.parent),
                format="pdf",
                ignore_system_fonts=True,
                sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
                timestamp=_moment(made),
            )
    except typst.TypstError as error:
        raise WriteError(f"{path}: {error}", file=str(path), detail=str(error)[:200]) from error


def _moment(day: str) -> datetime:
    try:
        return datetime.fromisoformat(day[:10]).replace(tzinfo=UTC)
    except ValueError:
        return datetime(2000, 1, 1, tzinfo=UTC)

"""The bytes of report.json, the same wherever they are made: bundles and packages are compared by them."""

from __future__ import annotations

import json

from auditor.words import Words
from reports import to_json
from reports.figures import ProvinceReport


def report_bytes(report: ProvinceReport, words: Words) -> bytes:
    """As ``auditor report`` writes them."""
    return (json.dumps(to_json(report, words), ensure_ascii=False, indent=1) + "\n").encode()

"""The figures for machines: the same as in the other formats, in the form ``auditor.report/1``."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from reports.figures import ProvinceReport, Words
from reports.files import write_text
from reports.prepare import prepare, protected
from reports.wording import Wording

SCHEMA = "auditor.report/1"


def to_json(report: ProvinceReport, words: Words | None = None) -> dict[str, Any]:
    """The report, ready for JSON; with ``words`` also the sentences for its rates. Described in report.schema.json."""
    shown = prepare(report)
    # through JSON and back: tuples become lists, enumerations their codes
    raw: dict[str, Any] = {"schema": SCHEMA} | json.loads(json.dumps(asdict(shown), allow_nan=False))
    for name, rate in (("pilot", shown.pilot), ("formal", shown.formal)):
        raw[name]["share"] = rate.share
        goals = (goal for key in ("last", "next") for goal in raw[name][key])
        for told in (raw[name], *(goal["at_due"] for goal in goals if goal["at_due"])):
            if not told["withheld"]:
                del told["withheld"]
        if words is not None:
            raw[name]["text"] = Wording(words).rate(rate)
    if words is not None:
        raw["lang"] = words.lang
    for outlet, filled in zip(shown.outlets, raw["outlets"], strict=True):
        filled["coverage"]["share"] = outlet.coverage.share
        results, asked = outlet.measured
        filled["measured"] = {"results": results, "asked": asked}
        for example, entry in zip(outlet.examples, filled["examples"], strict=True):
            entry["protected"] = protected(example)
    for key in ("period", "versions", "headings"):
        del raw[key]
    raw["period"] = {"first": shown.period[0], "last": shown.period[1]}
    raw["versions"] = dict(shown.versions)
    raw["headings"] = dict(shown.headings)
    if shown.provenance is None:
        del raw["provenance"]
    else:
        for key in ("engine", "config", "files", "tables"):
            raw["provenance"][key] = dict(getattr(shown.provenance, key))
    # what other readers get is no figure of this report
    del raw["denominator_unnamed"], raw["limits_uncounted"]
    if not shown.circulation:
        del raw["circulation"]
    return raw


def write_json(report: ProvinceReport, words: Words | None, path: Path) -> None:
    """Writes :func:`to_json`, letters as letters. Raises WriteError."""
    write_text(path, json.dumps(to_json(report, words), ensure_ascii=False, indent=1) + "\n")

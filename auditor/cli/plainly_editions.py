"""What the loader of editions says about a mistake, as forms for :mod:`auditor.cli.plainly`."""

from __future__ import annotations

# (what a detail looks like, key below ``detail.``)
EDITION_FORMS: tuple[tuple[str, str], ...] = (
    (r"extends goes in a circle: (?P<names>.*)", "edition.circle"),
    (r"extends: no edition (?P<name>.*); known: (?P<known>.*), or a file beside this one", "edition.base"),
    (r"code (?P<name>\S+) is there twice", "edition.twice"),
    (r"remove: no code (?P<name>\S+) in (?P<known>.*)", "edition.remove"),
    (r"(?P<name>\S+) is both removed and changed", "edition.both"),
    (r"(?P<name>\S+) is not in the edition this one extends, and a new entry needs: (?P<known>.*)", "edition.new"),
    (r"(?P<name>\S+): its parent (?P<known>\S+) is missing", "edition.parent"),
    (r"no objective (?P<name>\S+)", "edition.objective"),
    (r"no code list (?P<name>\S+)", "edition.code_list"),
    (r"field (?P<name>\S+): no indicator (?P<value>\S+)", "edition.sheet_indicator"),
    (r"field (?P<name>\S+): (?P<value>\w+) needs (?P<known>\w+)", "edition.sheet_needs"),
    (r"unknown measure (?P<name>\S+); known: (?P<known>.*)", "edition.measure"),
    (r"(?P<name>\S+) is measured but names no measure", "edition.no_measure"),
    (r"(?P<name>\S+): neither there nor explained under absent: (?P<known>.*)", "edition.absent"),
    (r"(?P<name>\S+): has (?P<value>\w+) and a reason for its absence", "edition.absent_given"),
    (r"(?P<name>\S+): planned_items needs a plan", "edition.plan"),
    (r"(?P<name>\S+): the measure formula needs a formula", "edition.formula_missing"),
    (r"(?P<name>\S+): unknown count (?P<value>\S+); known: (?P<known>.*)", "edition.count"),
    (r"(?P<name>\S+): (?:the measure `formula` takes|part and whole are).*", "edition.division"),
    (r"(?P<name>\S+): (?:no formula: |not understood: |only \+ - |the only function).*", "edition.formula"),
    (r"(?P<name>\S+): two bands begin at the same value", "edition.bands"),
    (r"(?P<name>\S+): a band gives (?P<value>\S+) of at most (?P<known>\S+) points", "edition.points"),
    (r"unknown label (?P<name>\S+); known: (?P<known>.*)", "edition.label"),
    (r"(?P<name>\S+) is no day \(MM-DD\)", "edition.day"),
    (r"a window lies inside one calendar year", "edition.window"),
    (r"(?P<name>\w+): no date \(YYYY-MM-DD\)", "edition.date"),
    (r"no PDF", "edition.no_pdf"),
    (r"(?:PDF: )?more than (?P<value>[\d.]+) (?P<name>pages|seconds|letters|bytes)", "pdf_large"),
    (r"PDF: .*", "pdf_broken"),
    (r"(?P<name>\S+): wording = own", "edition.own"),
    (r"no name, or no page|--by, --page, --text", "edition.by"),
)  # fmt: skip

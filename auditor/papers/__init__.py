"""The papers of a workspace: which issuing levels there are, and a paper written from the last scoring."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from auditor.errors import InputError, NothingToDo, UsageError
from auditor.figures import province_report
from auditor.papers.facts import facts_of
from auditor.promisepaper import (
    figure_in_words,
    held_in_words,
    result_in_words,
    source_in_words,
    wanted_in_words,
)
from auditor.promises import UNMET, read_promises
from auditor.rateviews import breaks
from auditor.replies.plan import load_plan
from auditor.store import Store
from auditor.words import Words
from auditor.workspace import Workspace
from auditor.yearpaper import choice_in_words, register_in_words
from crawlers.register import slug
from indicators.datafile import parse_yaml, read_text
from reports import write_opinions
from reports.figures import ProvinceReport
from reports.papers import (
    ALLOWED,
    FOR_OUTLET,
    Circulation,
    Issuer,
    Kind,
    PaperOrder,
    PastRate,
    PromiseLine,
    write_annex,
    write_paper,
)
from reports.papers.circulating import circulated, file_names
from reports.wording import Wording

# reports whose figures go on into other offices' tables
_REPORTS = (Kind.ANNUAL, Kind.MIDTERM, Kind.FINAL)
# the sheet has one page: its outlets stand in the workbook
_WITH_ANNEX = (*_REPORTS, Kind.BRIEFING)
# papers that say why a figure moved; the monthly sheet does not: a month has no year before
_COMPARED = (*_REPORTS, Kind.SCORECARD)
_LISTS = ("parent", "name", "to", "copies", "signature")
_TEXTS = ("plain", "sign")
# head lines longer than this fill the left column several times over
_LONGEST = 200


def issuers(workspace: Workspace) -> dict[str, Issuer]:
    """The issuing levels, filled for the workspace's province. Raises InputError, DataFileError."""
    shipped = _read(Path(__file__).with_name("levels.yaml"))
    own = workspace.path / "papers.yaml"
    mine = _read(own) if own.is_file() else {}
    cities = {slug(name) for raw in (shipped, mine) for name in (raw.get("cities") or {}).get("names", ())}
    province = workspace.config.province
    area = (
        province
        if re.match(r"(tỉnh|thành phố)\b", province, re.IGNORECASE)
        else (f"{'thành phố' if slug(province) in cities else 'tỉnh'} {province}")
    )
    return {
        name: _issuer(raw, area, province)
        for name, raw in {**shipped["levels"], **(mine.get("levels") or {})}.items()
    }


def _read(path: Path) -> dict[str, Any]:
    try:
        raw = parse_yaml(read_text(path), str(path))
        for level in raw["levels"].values():
            _check(level)
        for name in (raw.get("cities") or {}).get("names", ()):
            slug(name)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise InputError(
            f"{path}: {error}", file=str(path), detail=f"{type(error).__name__}: {error}"
        ) from error
    return dict(raw)


def _check(level: Mapping[str, Any]) -> None:
    for key in _LISTS:
        if not isinstance(level[key], list) or not all(isinstance(line, str) for line in level[key]):
            raise TypeError(f"{key} is a list of lines")
    for key in _TEXTS:
        if not isinstance(level[key], str):
            raise TypeError(f"{key} is a text")
    lines = [line for key in _LISTS for line in level[key]] + [level[key] for key in _TEXTS]
    if any(len(line) > _LONGEST for line in lines):
        raise ValueError(f"a line has more than {_LONGEST} characters")
    if not (level["name"] and level["to"] and level["copies"] and level["signature"]):
        raise ValueError("name, to, copies and signature need a line")


def _issuer(raw: Mapping[str, Any], area: str, place: str) -> Issuer:
    def fill(text: str) -> str:
        # not str.format: a file written by hand may hold any brace
        return text.replace("{area}", area).replace("{place}", place)

    lists = {key: tuple(map(fill, raw[key])) for key in _LISTS}
    return Issuer(plain=fill(raw["plain"]), sign=fill(raw["sign"]), place=place, **lists)


def issuer_named(workspace: Workspace, name: str = "", parent: str = "") -> Issuer:
    """Who writes letters of a department: the usual level, with the name a province gave it elsewhere. Raises InputError."""
    issuer = issuers(workspace)["department"]
    if name:
        issuer = replace(issuer, name=(name,), plain=name)
    return replace(issuer, parent=(parent,)) if parent else issuer


def history(store: Store, as_of: str) -> tuple[PastRate, ...]:
    """The rates as declared that were computed for earlier days, the last run of each day."""
    rows = store.rows(
        """SELECT as_of, level, applied, counted FROM rates r WHERE basis = 'declared' AND as_of < ? AND run =
             (SELECT max(run) FROM rates x WHERE x.as_of = r.as_of AND x.level = r.level AND x.basis = r.basis)
           ORDER BY as_of, level""",
        (as_of,),
    )
    return tuple(PastRate(r["as_of"], r["level"], r["applied"], r["counted"]) for r in rows)


def breaks_of(
    workspace: Workspace, words: Words, past: Iterable[PastRate], as_of: str, *, public: bool = False
) -> tuple[str, ...]:
    """Between which days the rates cannot be held against each other as they stand, and why; no body is named, and in ``public`` none
    counted: whoever ended or began is known by that.
    """
    days = [*dict.fromkeys(rate.as_of for rate in past), as_of]
    register = workspace.register()
    found = []
    for first, last in itertools.pairwise(days):
        then = replace(workspace, config=replace(workspace.config, as_of=last))
        gap = breaks(then, register, date.fromisoformat(first))
        days_told = [date.fromisoformat(day).strftime("%d/%m/%Y") for day in (first, last)]
        when = words("breaks.when.days", first=days_told[0], last=days_told[1])
        if gap.ended or gap.begun:
            told = register_in_words(gap, words)
            found.append(words("breaks.register.some" if public else "breaks.register", when=when, told=told))
        if gap.after:
            found.append(
                words("breaks.choice.some", when=when) if public else choice_in_words(gap, when, words)
            )
    return tuple(found)


def make(
    workspace: Workspace,
    store: Store,
    words: Words,
    kind: str,
    *,
    level: str = "department",
    circulation: str = "",
    outlet: str = "",
    folder: Path | None = None,
) -> tuple[Path, ...]:
    """Writes the papers asked for (a reminder without an outlet: one for each silent one); answers where they stand.

    Raises UsageError for words that do not fit together, and what figures and reports raise.
    """
    wanted = Kind(_known(kind, list(Kind), words))
    levels = issuers(workspace)
    issuer = levels[_known(level, levels, words)]
    usual = ALLOWED[wanted]
    readers = Circulation(_known(circulation, list(Circulation), words)) if circulation else usual[0]
    if readers not in usual:
        raise UsageError(detail=words("cli.paper.readers", kind=wanted, known=", ".join(usual)))
    report = province_report(workspace, store, words)
    looking_back = wanted in (Kind.MIDTERM, Kind.FINAL)
    earlier = history(store, report.as_of) if looking_back else ()
    broken = breaks_of(workspace, words, earlier, report.as_of, public=readers == Circulation.PUBLIC)
    promised = (
        promise_lines(workspace, store, words, public=readers == Circulation.PUBLIC) if looking_back else ()
    )
    facts = facts_of(workspace, store, report, words, changes=wanted in _COMPARED)
    paths = []
    plan = load_plan(workspace)
    for about in _about(wanted, readers, outlet, report, words):
        stem = "-".join(
            filter(
                None,
                (words(f"papers.file.{wanted}"), slug(about), report.as_of, words(f"papers.file.{readers}")),
            )
        )
        path = (folder or workspace.reports) / f"{stem}.docx"
        order = PaperOrder(
            wanted, readers, report, issuer, about, earlier, plan.until(about) if about else "", plan.send_to,
            promised, broken, facts,
        )  # fmt: skip
        write_paper(order, words, path)
        paths.append(path)
        if wanted in _WITH_ANNEX and readers == Circulation.INTERNAL:
            paths.append(path.with_suffix(".xlsx"))
            write_annex(report, words, paths[-1])
        if wanted == Kind.OPINIONS:
            paths.append(path.with_suffix(".xlsx"))
            shown = circulated(report, readers, about)
            if readers == Circulation.OUTLET:
                shown = file_names(shown)
            write_opinions(shown, words, paths[-1], about)
    return tuple(paths)


def promise_lines(
    workspace: Workspace, store: Store, words: Words, *, public: bool
) -> tuple[PromiseLine, ...]:
    """The other promises of plans in words; who looked at a figure is the department's own affair. Raises DataFileError."""
    say = Wording(words)
    readings, _ = read_promises(workspace, store)
    lines = []
    for reading in readings:
        promise, figure, base = reading.promise, reading.figure, reading.base
        if public:
            figure, base = (f and replace(f, checked_by="") for f in (figure, base))
        shown = replace(reading, figure=figure, base=base)
        lines.append(
            PromiseLine(
                title=promise.title[words.lang],
                plan=f"{promise.issuer[words.lang]}, {promise.plan}",
                wanted=wanted_in_words(promise, words, say),
                figure=figure_in_words(shown, words, say),
                result=result_in_words(shown, words, say),
                source=source_in_words(shown, words, say) or "–",
                known=figure is not None,
                missed=reading.result == UNMET,
                held=held_in_words(shown, words, say),
            )
        )
    return tuple(lines)


def _known(value: str, known: Iterable[str], words: Words) -> str:
    if value not in (listed := list(map(str, known))):
        raise UsageError(detail=words("cli.paper.unknown", value=value, known=", ".join(listed)))
    return value


def _about(kind: Kind, readers: Circulation, outlet: str, report: ProvinceReport, words: Words) -> list[str]:
    """The outlets to write about, by id; one empty id for papers about the province."""
    if kind not in FOR_OUTLET and not (kind == Kind.OPINIONS and (outlet or readers == Circulation.OUTLET)):
        return [""]
    ids = [o.id for o in report.outlets if o.id]
    if kind == Kind.OPINIONS and not outlet:
        if told := [o.id for o in report.outlets if o.id and o.opinions]:
            return told
        raise NothingToDo("no opinion was sent", stage="reply", detail="auditor reply read")
    silent = [o.id for o in report.outlets if o.counted and o.adoption.level is None]
    if kind == Kind.REMINDER and outlet in ids and outlet not in silent:
        raise UsageError(detail=words("cli.paper.declared", outlet=outlet))
    if outlet in ids:
        return [outlet]
    if not outlet and kind == Kind.REMINDER:
        return silent
    raise UsageError(detail=words("cli.paper.which", kind=kind, known=", ".join(ids)))

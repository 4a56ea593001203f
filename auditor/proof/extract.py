"""One outlet's part of the audit, for the outlet: its own articles with what was found in them, and the sum worked out again.

No other outlet's texts, names or figures are in it, and nobody who judged a finding. Who copied whom is told per article,
since that cannot be seen from one outlet's articles alone; the province's rate cannot be worked out from it at all.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from auditor import officials, workers
from auditor.decisions import Decisions, read_decisions
from auditor.editions import FOLDER as EDITIONS_FOLDER
from auditor.editions import edition_of, engine_edition, find_edition
from auditor.ownrules import FOLDER as RULES
from auditor.ownrules import own_packs
from auditor.proof import differences
from auditor.proof.model import Difference, Proof, ordered
from auditor.proof.sealed import BadBundle
from auditor.store import Store
from auditor.words import Words
from auditor.workers import Packs
from auditor.workspace import Workspace
from indicators import scoring
from indicators.model import Analysis, Finding, Record
from indicators.plans import Wordings
from indicators.presenters import sex_of_name
from indicators.tallies import ItemDecisions, ItemMeta, Tally

ARTICLES, WITHHELD = "articles.jsonl", "withheld.json"
# the largest outlet of a province publishes some 60,000 items a year
MAX_LINES = 500_000
_SCORED = ("outcome", "value", "numerator", "n", "articles", "unknown", "points")


def members(workspace: Workspace, store: Store, outlet: str) -> dict[str, Path | bytes]:
    """The outlet's articles of the period, and the rules and editions that are the workspace's own."""
    lines = [json.dumps(line, ensure_ascii=False) + "\n" for line in _articles(workspace, store, outlet)]
    decided, edition = _decided(workspace, store), edition_of(workspace)
    # figures that an accepted objection took back
    withheld = [i.code for i in edition if decided.withholds(outlet, i.code, edition.id)]
    found: dict[str, Path | bytes] = {
        ARTICLES: "".join(lines).encode(),
        WITHHELD: (json.dumps(withheld) + "\n").encode(),
    }
    for folder in (RULES, EDITIONS_FOLDER):
        found |= {f"{folder}/{file.name}": file for file in sorted((workspace.path / folder).glob("*.yaml"))}
    if (holders := officials.file_of(workspace.path)) is not None:
        found[holders.name] = holders
    return found


def _articles(workspace: Workspace, store: Store, outlet: str) -> Iterator[dict[str, Any]]:
    run = store.one("SELECT run, engine FROM score_runs ORDER BY run DESC LIMIT 1")
    if run is None:
        return
    decided = _decided(workspace, store)
    copied = {
        row["article"] for row in store.rows("SELECT article FROM reposts WHERE run = ?", (run["run"],))
    }
    for row in store.analyses(
        run["engine"], "a.outlet = ? AND a.kind NOT IN ('listing', 'other')", (outlet,)
    ):
        if not workspace.config.covers(row["published"]) or decided.leaves_out(outlet, row["text_sha256"]):
            continue
        text = store.one("SELECT title, lead, body, captions FROM articles WHERE id = ?", (row["id"],))
        made = decided.of(row["text_sha256"])
        yield {
            "id": row["id"],
            "url": row["url"],
            "kind": row["kind"],
            "published": row["published"],
            **({**dict(text), "captions": json.loads(text["captions"])} if text else {}),
            "presenters": json.loads(row["presenters"]),
            "text_sha256": row["text_sha256"],
            "page_sha256": row["page_sha256"],
            "repost": row["id"] in copied,
            "confirmed": sorted(made.confirmed),
            "rejected": sorted(made.rejected),
            "withdrawn": sorted(made.withdrawn),
            "demoted": sorted(made.demoted),
            "findings": [_finding(f) for f in Analysis.from_dict(json.loads(row["json"])).findings],
        }


def _decided(workspace: Workspace, store: Store) -> Decisions:
    config = workspace.config
    rules = own_packs(workspace.path).engine(engine_edition(edition_of(workspace))).ruleset.rules
    return read_decisions(workspace.path, rules, store, (config.period_from, config.period_to))


def _finding(finding: Finding) -> dict[str, Any]:
    names = ("rule", "start", "end", "text", "zone", "voice", "severity", "scores", "standing", "indicators")
    return {name: getattr(finding, name) for name in names}


@dataclass(slots=True)
class _Read:
    """The outlet's articles, analysed and measured anew."""

    found: list[Difference]
    measures: list[scoring.ItemMeasures]
    totals: Counter[str]


def verify(folder: Path, head: Mapping[str, Any], report: Mapping[str, Any], words: Words) -> Proof:
    """Texts against their hashes, spans against texts, findings and the outlet's figures against what comes out."""
    edition = find_edition(_edition(folder, str(head["edition"]["id"])))
    added = tuple(str(file) for file in sorted((folder / RULES).glob("*.yaml")))
    packs = Packs(added=added, holders=officials.read(folder))
    read = _Read([], [], Counter())
    if edition.sha256 != head["edition"]["sha256"]:
        read.found.append(
            Difference("edition", edition.id, str(head["edition"]["sha256"])[:12], edition.sha256[:12])
        )
    engine = packs.engine(engine_edition(edition))
    made_from = report.get("provenance", {}).get("engine", {})
    today = {name: value for name, value in engine.fingerprints.items() if name != "index"}
    for name in sorted(made_from):
        if today.get(name) != made_from[name]:
            kind = "rule" if name.startswith("rules:") and not name.startswith("rules:_") else "engine"
            read.found.append(Difference(kind, name, made_from[name][:12], today.get(name, "")[:12]))
    wordings = Wordings(edition)
    workers.start(engine_edition(edition), packs)
    for part in workers.chunks(_lines(folder / ARTICLES)):
        records = [_record(line, str(head["outlet"])) for line in part]
        for line, record, analysis in zip(part, records, workers.analyse_records(records), strict=True):
            if isinstance(analysis, Analysis):
                _add(line, record, analysis, wordings, read)
            else:
                read.found.append(Difference("analysis", record.url or record.id, "", analysis, record.title))
    outlet = report["outlets"][0]
    first, last = head["period"]
    period = (first, min(filter(None, (last, report["as_of"])), default=""))
    scored = scoring.score(read.measures, edition, seed=0, resamples=1000, period=period, kind=outlet["kind"])
    withheld = _withheld(folder / WITHHELD)
    figures = _figures(outlet, [s for s in scored if s.code not in withheld], read)
    return Proof(
        ordered([*read.found, *differences.compare(_same_shape(outlet, figures), figures, words)]),
        figures=differences.figures(figures),
        articles=read.totals["articles"],
        notes=(("no_recompute", 0),),
    )


def _withheld(file: Path) -> frozenset[str]:
    try:
        return frozenset(_text(code) for code in json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, RecursionError) as error:
        raise BadBundle(str(error), file=file.name, detail=str(error)[:80]) from error


def _record(line: Mapping[str, Any], outlet: str) -> Record:
    return Record(
        id=str(line["id"]), title=line["title"], lead=line["lead"], body=line["body"], captions=tuple(line["captions"]),
        url=line["url"], outlet=outlet, published=line["published"], kind=line["kind"],
    )  # fmt: skip


def _add(
    line: Mapping[str, Any], record: Record, analysis: Analysis, wordings: Wordings, read: _Read
) -> None:
    _hold(line, record, analysis, read)
    read.totals.update(
        articles=1, people=len(analysis.people), sources=sum(p.source for p in analysis.people),
        findings=len(analysis.findings) - len(line["withdrawn"]), reposts=int(line["repost"]),
    )  # fmt: skip
    read.measures.append(scoring.measure(analysis, _meta(line, wordings)))


def _edition(folder: Path, name: str) -> str:
    own = folder / EDITIONS_FOLDER / f"{name}.yaml"
    return str(own) if Path(name).name == name and own.is_file() else name


def _lines(file: Path) -> Iterator[Mapping[str, Any]]:
    """Articles as written by :func:`members`. Raises BadBundle for a line that is none."""
    with file.open(encoding="utf-8", errors="replace", newline="\n") as stream:
        for number, line in enumerate(stream, 1):
            if number > MAX_LINES:
                raise BadBundle(file=file.name, detail=f"> {MAX_LINES}")
            try:
                yield _checked(json.loads(line))
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
                raise BadBundle(str(error), file=f"{file.name}:{number}", detail=str(error)[:80]) from error


def _checked(raw: Mapping[str, Any]) -> Mapping[str, Any]:
    """The line with every value of its type."""
    texts = ("url", "kind", "published", "title", "lead", "body", "text_sha256")
    found: dict[str, Any] = {name: _text(raw[name]) for name in texts}
    found |= {name: [_text(value) for value in raw[name]] for name in ("captions", "presenters", "demoted")}
    for name in ("confirmed", "rejected", "withdrawn"):
        found[name] = [(_text(rule), int(start), int(end)) for rule, start, end in raw[name]]
    findings = [
        {**finding, "rule": _text(finding["rule"]), "text": _text(finding["text"])}
        | {end: int(finding[end]) for end in ("start", "end")}
        for finding in raw["findings"]
    ]
    return found | {"id": int(raw["id"]), "repost": raw["repost"] is True, "findings": findings}


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r:.40}: no text")
    return value


def _hold(line: Mapping[str, Any], record: Record, analysis: Analysis, read: _Read) -> None:
    place = record.url or str(record.id)
    if analysis.text_sha256 != line["text_sha256"]:
        read.found.append(
            Difference("text", place, line["text_sha256"][:12], analysis.text_sha256[:12], record.title)
        )
    for f in line["findings"]:
        there = record.text[f["start"] : f["end"]] if f["start"] >= 0 else ""
        if there != f["text"]:
            where = f"{place} [{f['start']}:{f['end']}] {f['rule']}"
            read.found.append(Difference("span", where, f["text"][:60], there[:60], record.title))
    made = json.loads(json.dumps([_finding(f) for f in analysis.findings]))
    if made != line["findings"]:
        read.found.append(
            Difference("analysis", place, str(len(line["findings"])), str(len(made)), record.title)
        )


def _meta(line: Mapping[str, Any], wordings: Wordings) -> ItemMeta:
    sexes = [str(sex_of_name(name)) for name in line["presenters"]]
    tally = Tally(*(sexes.count(sex) for sex in ("female", "male", "other", "unknown"))) if sexes else None
    places = {name: frozenset(line[name]) for name in ("confirmed", "rejected", "withdrawn")}
    return ItemMeta(
        kind=line["kind"],
        repost=line["repost"],
        published=line["published"],
        presenters=tally,
        named=wordings.named(line["title"], line["lead"], line["body"]) if wordings else frozenset(),
        decisions=ItemDecisions(**places, demoted=frozenset(map(str, line["demoted"]))),
    )


def _figures(outlet: Mapping[str, Any], scored: Iterable[scoring.Score], read: _Read) -> dict[str, Any]:
    """What was worked out, in the shape of report.json."""
    lines = []
    for score in scored:
        value: dict[str, Any] = {"code": score.code, "outcome": str(score.outcome)}
        value |= {name: getattr(score, name) for name in _SCORED[1:]}
        value["interval"] = (
            dict(zip(("low", "high"), score.interval, strict=True)) if score.interval else None
        )
        if value["outcome"] != scoring.MEASURED:
            # a report shows no value of what was not measured
            value["value"] = value["interval"] = None
        lines.append(value)
    return {
        "outlets": [
            {"id": outlet["id"], "name": outlet["name"], "adoption": {}, **read.totals, "indicators": lines}
        ]
    }


def _same_shape(outlet: Mapping[str, Any], figures: Mapping[str, Any]) -> dict[str, Any]:
    """Of the reported outlet what was worked out here."""
    mine = figures["outlets"][0]
    codes = {line["code"] for line in mine["indicators"]}
    lines = [
        {name: line[name] for name in ("code", "interval", *_SCORED)}
        for line in outlet["indicators"]
        if line["code"] in codes
    ]
    kept = {name: outlet[name] for name in mine if name not in ("indicators", "adoption")}
    return {"outlets": [kept | {"adoption": {}, "indicators": lines}]}

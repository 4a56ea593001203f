"""Three made-up provinces over three years, each a workspace as a department would have it after the third: bodies that merged,
moved, closed; tables of declarations and forms of every year, read back through the same doors as real ones.

What is planned stands in ``years/*.yaml``. Nothing in there exists.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from auditor.adoption import adoption_stage, load_rules
from auditor.collecting import Tick, no_tick
from auditor.counted import Choice, decision_of
from auditor.decisions.ledger import keep
from auditor.editions import edition_of
from auditor.errors import NothingToDo
from auditor.forms.lines import form_for
from auditor.forms.model import Answer, Exclusion, Form
from auditor.forms.plan import load_plan, senders
from auditor.forms.reading import read_filled
from auditor.forms.records import Record, add
from auditor.forms.workbook import write_form
from auditor.importing import import_stage
from auditor.mapping import load_mapping
from auditor.pipeline import analyse_stage, rate_stage, score_stage
from auditor.promises import FILE as PROMISES
from auditor.sample.yearitems import Planned, rows
from auditor.words import Words
from auditor.workspace import Config, Workspace, WorkspaceExists
from auditor.years import Year, at, year_of
from indicators.datafile import parse_yaml, read_text
from reports.files import write_text

SLUGS = ("lac-giang", "ngan-hac", "van-tao")
YEARS = (2024, 2025, 2026)
PLANS = Path(__file__).with_name("years")
COUNTED_SINCE = "2023-12-15"
READER = "Phòng Báo chí (hư cấu)"
_PAPERS = {
    "d": ("quyet-dinh.txt", "Quyết định áp dụng Bộ chỉ số (văn bản hư cấu, dùng để minh họa)."),
    "s": ("tu-danh-gia.txt", "Phiếu tự đánh giá theo Bộ chỉ số (tài liệu hư cấu, dùng để minh họa)."),
    "e": ("quy-trinh-bien-tap.txt", "Quy trình biên tập có mục áp dụng Bộ chỉ số (tài liệu hư cấu)."),
    "m": ("theo-doi-noi-dung.txt", "Báo cáo theo dõi nội dung theo Bộ chỉ số (tài liệu hư cấu)."),
}
_PLAN = ("scope", "issuer", "plan", "evidence")
_NATIONAL = {"mark": "I", "note": "hư cấu, dùng để minh họa"}


def plan_of(slug: str) -> Mapping[str, Any]:
    """What is planned for a province. Raises KeyError for a slug that is none of ours."""
    if slug not in SLUGS:
        raise KeyError(slug)
    plan: dict[str, Any] = parse_yaml(read_text(file := PLANS / f"{slug}.yaml"), str(file))
    return plan


def make(
    slug: str, folder: Path, *, articles: bool = True, jobs: int | None = None, tick: Tick = no_tick
) -> Workspace:
    """The workspace of one province after three years. ``articles``: with them, analysed and scored year by year.

    Raises WorkspaceExists where the folder holds a workspace already.
    """
    plan = plan_of(slug)
    config = Config(
        province=plan["province"],
        period_from="2025-12-15",
        period_to="2026-12-14",
        as_of="2026-12-14",
        contact="demo@auditor.example",
        kinds=tuple(plan["kinds"]),
        fictitious=True,
    )
    workspace = Workspace.create(folder, config)
    _write_register(workspace, plan)
    _choose(workspace, config.kinds)
    _write_promises(workspace, plan)
    _write_collecting(workspace, plan)
    for number in YEARS:
        year = year_of(workspace, number)
        _declare(at(workspace, year), year, plan["declared"][number])
        _collect(at(workspace, year), year, plan["forms"][number])
    if articles:
        _read_articles(workspace, plan, jobs, tick)
    return workspace


def make_all(folder: Path, *, jobs: int | None = None, tick: Tick = no_tick) -> tuple[Workspace, ...]:
    """All three, each in a folder of its own. Raises WorkspaceExists before anything is made."""
    for slug in SLUGS:
        if (folder / slug / "auditor.toml").exists():
            raise WorkspaceExists(folder=str(folder / slug))
    return tuple(make(slug, folder / slug, jobs=jobs, tick=tick) for slug in SLUGS)


# --- register, promises, deadlines ------------------------------------------------------------------------------------


def _write_register(workspace: Workspace, plan: Mapping[str, Any]) -> None:
    for outlet in plan["outlets"]:
        text = yaml.safe_dump(
            _entry(outlet, plan["province"]), allow_unicode=True, sort_keys=False, width=110
        )
        write_text(workspace.outlets / f"{outlet['id']}.yaml", text)


def _choose(workspace: Workspace, kinds: tuple[str, ...]) -> None:
    """Who counts is a dated choice of the province, from before the first year, so that every paper prints who made it."""
    choice = Choice(
        kinds=kinds, since=COUNTED_SINCE, decided="2023-12-01", basis="Văn bản hư cấu", who=READER
    )
    with workspace.lock():
        keep(workspace, [decision_of(choice)])


def _entry(outlet: Mapping[str, Any], province: str) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "schema": "auditor.outlet/1",
        "id": outlet["id"],
        "names": [_days(name) for name in outlet.get("names", [{"name": outlet.get("name", "")}])],
        "kind": outlet["kind"],
        "group": outlet["group"],
        "owner": outlet["owner"],
        "provinces": [
            _days(place) for place in outlet.get("provinces", [{"province": outlet.get("place", province)}])
        ],
        "channels": [{"kind": kind, "crawled": kind == "online"} for kind in outlet["products"].split()],
        "fictitious": True,
        "evidence": _NATIONAL,
    }
    if "owners" in outlet:
        entry["owners"] = [_days(owner) for owner in outlet["owners"]]
    for ours, theirs in (("from", "valid_from"), ("to", "valid_to")):
        if ours in outlet:
            entry[theirs] = str(outlet[ours])
    if "to" in outlet:
        kind = "merge" if "merged_into" in outlet else "close"
        step = {"kind": kind, "date": str(outlet["to"]), "evidence": _NATIONAL}
        entry["succession"] = [step | ({"to": [outlet["merged_into"]]} if kind == "merge" else {})]
    return entry


def _days(raw: Mapping[str, Any]) -> dict[str, str]:
    return {key: str(value) for key, value in raw.items()}


def _write_promises(workspace: Workspace, plan: Mapping[str, Any]) -> None:
    joined = plan.get("joined", [])
    plans = [(plan["province"], plan.get("plan")), *((p["name"], p.get("plan")) for p in joined)]
    targets = [_target(name, promised["share"]) for name, promised in plans if promised]
    if targets:
        text = yaml.safe_dump(targets, allow_unicode=True, sort_keys=False)
        write_text(workspace.path / "targets.yaml", text)
    if promised := plan.get("promises"):
        own = {key: value for key, value in _target(plan["province"], {}).items() if key in _PLAN}
        raw = {"plans": [own | {"promises": promised}], "figures": plan.get("figures", [])}
        write_text(
            workspace.path / PROMISES, yaml.safe_dump(raw, allow_unicode=True, sort_keys=False, width=110)
        )
    if joined:
        rows = [{"name": p["name"], "into": plan["province"], "mark": "I"} for p in joined]
        rows.append({"name": plan["province"], "into": plan["province"], "mark": "I"})
        raw = {"merged_on": str(joined[0]["day"]), "sources": ["hư cấu"], "provinces": rows}
        write_text(
            workspace.path / "provinces.yaml", yaml.safe_dump(raw, allow_unicode=True, sort_keys=False)
        )


def _target(name: str, share: Mapping[int, list[Any]]) -> dict[str, Any]:
    return {
        "scope": name,
        "issuer": {"vi": f"UBND tỉnh {name} (hư cấu)", "en": f"People's Committee of {name} (fictitious)"},
        "plan": "Kế hoạch hư cấu, dùng để minh họa",
        "sources": ["hư cấu"],
        "evidence": "I",
        "milestones": [
            {"year": year, "share": value, "level": level, "at_least": least}
            for year, (value, level, least) in share.items()
        ],
    }


def _write_collecting(workspace: Workspace, plan: Mapping[str, Any]) -> None:
    raw: dict[str, Any] = {
        "schema": "auditor.collecting/1",
        "issuer": f"Sở Văn hóa, Thể thao và Du lịch tỉnh {plan['province']} (hư cấu)",
        "points": {"default": 2},
    }
    if plan["deadlines"]:
        raw["deadline"] = str(plan["deadlines"][-1])
        raw["deadlines"] = [str(day) for day in plan["deadlines"][:-1]]
    raw["report_deadlines"] = [
        {
            "paper": "Báo cáo kết quả áp dụng Bộ chỉ số",
            "to": f"UBND tỉnh {plan['province']} (hư cấu)",
            "every": "12-10",
            "before": True,
            "source": "Kế hoạch hư cấu, dùng để minh họa",
            "evidence": "I",
        }
    ]
    if plan["senders"]:
        raw["senders"] = plan["senders"]
    write_text(workspace.path / "collecting.yaml", yaml.safe_dump(raw, allow_unicode=True, sort_keys=False))


# --- what was declared and sent ---------------------------------------------------------------------------------------


def _declare(workspace: Workspace, year: Year, said: list[Mapping[str, Any]]) -> None:
    """One table a year, with made-up papers beside it, read as ``auditor import --adoption`` reads it."""
    path = workspace.path / f"ke-khai-{year.number}.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file)
        out.writerow(["cơ quan", "mức", "ngày", "căn cứ", "người thẩm định", "ghi chú"])
        for row in said:
            places = []
            for letter in row.get("papers", ""):
                name, text = _PAPERS[letter]
                place = f"can-cu/{year.number}/{row['outlet']}/{name}"
                write_text(workspace.path / place, f"{row['outlet']}, {row['date']}\n{text}\n")
                places.append(place)
            reader = READER if row.get("checked") else ""
            out.writerow(
                [
                    row["outlet"],
                    row.get("level", ""),
                    row.get("date", ""),
                    "; ".join(places),
                    reader,
                    row.get("note", ""),
                ]
            )
    with workspace.lock(), workspace.store() as store:
        adoption_stage(workspace, store, path)
        rate_stage(workspace, store)


def _collect(workspace: Workspace, year: Year, sent: list[Mapping[str, Any]]) -> None:
    """Forms go out, are filled in and read back, each on the day it came."""
    edition = edition_of(workspace)
    plan = load_plan(workspace, edition, year.period)
    asked = {sender.id: sender for sender in senders(workspace, workspace.register(), plan)}
    forms = {id: form_for(sender, edition, plan) for id, sender in asked.items()}
    rules, words = load_rules(workspace), Words("vi")
    found: list[Record] = []
    for number, one in enumerate(sent):
        form = forms.get(one["who"])
        if form is None:
            raise NothingToDo(one["who"], stage="form", detail=one["who"])
        if "out" in one:
            found.append(Exclusion(form.sender.id, form.period, one["out"], READER))
            continue
        file = workspace.path / "forms" / f"nhan-{year.number}" / f"{number:02d}-{form.sender.id}.xlsx"
        write_form(file, form, words, _answers(form, number), draft=bool(one.get("draft")))
        filled = read_filled(file, forms.get, rules, received=str(one["received"]))
        if filled.submission is not None:
            found.append(filled.submission)
    with workspace.lock():
        add(workspace, found)


def _answers(form: Form, number: int) -> dict[str, Answer]:
    """Points by hash, so that an amended form differs from the one before it."""
    found = {}
    for line in form.lines:
        digest = hashlib.blake2s(f"{form.sender.id}|{form.period[1]}|{number}|{line.code}".encode()).digest()
        points = float(digest[0] % 3) if line.maximum is not None else None
        found[line.code] = Answer(line.code, points, "", (), "" if points else "Chưa làm trong kỳ (hư cấu)")
    return found


def _read_articles(workspace: Workspace, plan: Mapping[str, Any], jobs: int | None, tick: Tick) -> None:
    file = workspace.path / "tin-bai.jsonl"
    lines = []
    for number in YEARS:
        year = year_of(workspace, number)
        for outlet, counts in plan["articles"][number].items():
            lines += [
                json.dumps(row, ensure_ascii=False) for row in rows(outlet, year.period, Planned(*counts))
            ]
    write_text(file, "".join(f"{line}\n" for line in lines))
    with workspace.lock(), workspace.store() as store:
        import_stage(workspace, store, file, load_mapping(None, file))
        analyse_stage(workspace, store, jobs=jobs, tick=tick)
        for number in YEARS:
            score_stage(at(workspace, year_of(workspace, number)), store)

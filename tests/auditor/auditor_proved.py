"""Two outlets of the sample province, audited to the end, with house rules, evidence and a judged finding."""

from __future__ import annotations

from pathlib import Path

from auditor import pipeline
from auditor.adoption import adoption_stage
from auditor.sample.province import sample
from auditor.sample.server import SampleServer
from auditor.words import Words
from auditor.workspace import Config, Workspace

KEYS = ("bao-tuoi-tre", "trang-truyen-thanh")
OUTLET = "lac-giang-bao-tuoi-tre"
STYLE = """pack: toa-soan
title: {vi: "Quy ước của tòa soạn", en: "House style"}
rules:
  - id: ts-quy-ba
    family: F1
    type: phrase
    title: {vi: "quý bà thành đạt", en: "lady of success"}
    explanation: {vi: "Tòa soạn không gọi như vậy.", en: "Not our style."}
    indicators: [B1.2.4]
    severity: urgent
    authority: guideline
    evidence: C
    match: ["quý bà <3> thành đạt"]
    alternatives: ["bà, kèm chức danh"]
    must_fire: ["Một quý bà rất thành đạt nói."]
    must_not_fire: ["Bà chủ nhiệm nói."]
"""
# a fictitious holder of a fictitious office
OFFICIALS = """Họ và tên,Giới,Chức vụ,Căn cứ
Quách Thanh Nhàn,nữ,Bí thư Tỉnh ủy,Quyết định hư cấu ngày 01/02/2025
"""


def make_proved(folder: Path) -> Workspace:
    province = sample()
    hosts = {o.host: province.sites[o.host] for o in province.outlets if o.key in KEYS}
    with SampleServer(hosts) as server:
        config = Config(
            province=province.name, period_from="2025-01-01", period_to="2025-12-31", as_of="2025-12-31",
            fictitious=True, allow_private=True, delay=0.0, resolve=dict(server.resolve),
        )  # fmt: skip
        workspace = Workspace.create(folder, config)
        province.write_outlets(workspace.outlets)
        for file in workspace.outlets.iterdir():
            if not file.stem.endswith(KEYS):
                file.unlink()
        declared = province.write_declarations(folder)
        lines = declared.read_text(encoding="utf-8").splitlines(keepends=True)
        declared.write_text("".join(lines[:1] + [x for x in lines[1:] if "tuoi-tre" in x]), encoding="utf-8")
        province.write_targets(folder)
        (folder / "rules").mkdir()
        (folder / "rules" / "toa-soan.yaml").write_text(STYLE, encoding="utf-8")
        (folder / "officials.csv").write_text(OFFICIALS, encoding="utf-8")
        with workspace.lock(), workspace.store() as store:
            pipeline.crawl_stage(workspace, store)
            pipeline.analyse_stage(workspace, store, jobs=1)
            pipeline.score_stage(workspace, store)
            adoption_stage(workspace, store)
    write_report(workspace)
    return workspace


def write_report(workspace: Workspace) -> Path:
    from auditor.figures import province_report
    from reports import write_json

    target = workspace.reports / "bao-cao.json"
    words = Words("vi")
    with workspace.store(readonly=True) as store:
        write_json(province_report(workspace, store, words), words, target)
    return target

"""Two outlets of which one objects: what the tests of opinions and answers share."""

from __future__ import annotations

from dataclasses import replace

import pytest
from auditor_rooms import article, make_workspace

from auditor import figures, pipeline
from auditor.cli import main
from auditor.replies import model, records
from auditor.replies.model import Objection, Reply, Target
from auditor.words import Words
from indicators.analyse import analyse, load_engine
from indicators.model import Record

W = Words("vi")
OUTLET, OTHER = "bao-song-mo", "dai-song-mo"
PERIOD = ("2025-01-01", "2025-12-31")
READER, SECOND = "Nguyễn Văn Mẫu", "Trần Thị Mẫu"


def _hit(standing):
    """An active wording rule of a standing, and a text of its own examples on which it fires and counts."""
    engine = load_engine()
    for rule in engine.ruleset.rules:
        if (
            rule.standing != standing
            or (rule.status, rule.type) != ("active", "phrase")
            or rule.family == "F18"
        ):
            continue
        for example in (e for e in rule.examples if e.fires):
            record = Record(id="1", title="Chuyện ở xã", body=example.text)
            analysis = analyse(record, engine)
            if any(p.minor or p.victim for p in analysis.people) or analysis.labels.gbv:
                continue
            for finding in analysis.findings:
                if finding.rule == rule.id and (finding.scores or standing == "unproven"):
                    return rule, example.text, finding
    return pytest.skip(f"no rule is {standing}")


PROVEN, TEXT, FINDING = _hit("proven")
CODE = PROVEN.indicators[0]


def make_replied(path):
    """Two outlets: one item with a wording that counts, and thirty without any."""
    workspace = make_workspace(path, period_from=PERIOD[0], period_to=PERIOD[1])
    with workspace.store() as store:
        for outlet in (OUTLET, OTHER):
            for n in range(1, 32):
                body = (
                    TEXT
                    if n == 1 and outlet == OUTLET
                    else f"Tin số {n}: trời mưa. Bà Lê Thị Hạnh nói: “Sông lên.”"
                )
                store.put_article(
                    article(n, outlet, title="Chuyện ở xã" if n == 1 else f"Tin {n}", lead="", body=body)
                )
        pipeline.analyse_stage(workspace, store, jobs=1)
        pipeline.score_stage(workspace, store, resamples=20)
    return workspace


def copy_replied(made, path):
    """A workspace of its own, with what the province chose about opinions."""
    import shutil

    from auditor.workspace import Workspace

    path.mkdir()
    found = Workspace.open(shutil.copytree(made.path, path, dirs_exist_ok=True))
    (found.path / "replies.yaml").write_text(
        "schema: auditor.replies/1\ndeadline: 2026-01-10\nsend_to: Sở Mẫu\n", encoding="utf-8"
    )
    return found


def key_of(workspace, n=1, outlet=OUTLET):
    with workspace.store(readonly=True) as store:
        row = store.one("SELECT text_sha256 FROM articles WHERE key = ?", (article(n, outlet).key,))
        return row[0][:16]


def target(workspace):
    return Target(model.FINDING, key_of(workspace), FINDING.start, FINDING.end, PROVEN.id, PROVEN.version)


def object_to(workspace, about, type_=model.RULE, text="Đây là tên một vở kịch", **more):
    one = Objection(OUTLET, PERIOD, about, type_, text, received="2026-01-05", deadline="2026-01-10")
    records.add(workspace, [replace(one, **more)])
    return one


def case(workspace, one):
    return records.case_of(records.cases(workspace.path), one.id)


def answer(workspace, one, outcome=model.ACCEPTED, by=SECOND, text="Đồng ý với tòa soạn", **more):
    found = case(workspace, one)
    return records.answer(workspace, found, Reply(found.objection.key, outcome, text, by, **more))


def report(workspace):
    with workspace.store() as store:
        pipeline.score_stage(workspace, store, resamples=20)
        return figures.province_report(workspace, store, W)


def outlet_of(found, name=OUTLET):
    return next(o for o in found.outlets if o.id == name)


def figure_of(found, code=CODE, name=OUTLET):
    return next(i for i in outlet_of(found, name).indicators if i.code == code)


def run(workspace, *words, code=0):
    assert main(["-w", str(workspace.path), "reply", *map(str, words)]) == code


def words_of(document):
    import docx

    page = docx.Document(str(document))
    cells = (cell.text for table in page.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(p.text for p in page.paragraphs), *cells])


def formulas(file):
    import zipfile

    with zipfile.ZipFile(file) as archive:
        return b"".join(archive.read(name) for name in archive.namelist() if "worksheets/" in name)

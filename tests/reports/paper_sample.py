"""Papers of the invented province for the tests: private words in every place where a human or a page could have put them."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import report_sample as sample
import yaml
from docx.oxml.ns import qn

import auditor
from auditor.words import Words
from reports.figures import Adoption, Corrected, Interval, Outcome
from reports.papers import (
    ALLOWED,
    FOR_OUTLET,
    Circulation,
    Issuer,
    Kind,
    PaperOrder,
    PastRate,
    PromiseLine,
    write_paper,
)
from reports.papers.facts import NO_FACTS, Facts, Lost, Sent, Weight, Why

TEXTS = yaml.safe_load((Path(auditor.__file__).parent / "texts" / "papers.yaml").read_text(encoding="utf-8"))


ISSUER = Issuer(
    parent=("Ủy ban nhân dân", "tỉnh Lạc Giang"),
    name=("Sở Minh họa",),
    plain="Sở Minh họa",
    sign="SMH",
    place="Lạc Giang",
    to=("Sở Nhận tỉnh Lạc Giang",),
    copies=("Lưu: VT",),
    signature=("KT. Giám đốc", "Phó Giám đốc"),
)


COMMITTEE = replace(ISSUER, parent=(), name=("Ủy ban nhân dân", "tỉnh Lạc Giang"), sign="UBND")


EVERY = [(kind, readers) for kind, allowed in ALLOWED.items() for readers in allowed]


PRIVATE = ("Trịnh Thị Mây", "thon-dong-suong-nha-chi-may", "cháu M. lớp 4B", "Hồ sơ của chị Mây")


HISTORY = (PastRate("2024-12-14", 1, 4, 9), PastRate("2023-12-14", 1, 0, 0))


def figures():
    """The invented province with private words wherever a human or a page could have put them."""
    base = sample.report()
    outlets = list(base.outlets)
    first = outlets[0]
    outlets[0] = replace(
        first,
        adoption=Adoption(
            2, "2025-03-14", (PRIVATE[3],), verified=True, checked_by=PRIVATE[0], note=PRIVATE[3]
        ),
        coverage=replace(first.coverage, note=PRIVATE[3]),
        examples=(
            replace(
                first.examples[0],
                message=PRIVATE[2],
                confirmed_by=PRIVATE[0],
                url=f"https://x.example/{PRIVATE[1]}",
            ),
            *first.examples[1:],
        ),
        indicators=tuple(replace(i, note=PRIVATE[3]) for i in first.indicators),
        findings_waiting=9,
    )
    limits = (*base.limits, f"{first.name} khác {outlets[1].name} ở 2 cặp", "Không có giới hạn nào khác.")
    return replace(base, outlets=tuple(outlets), limits=limits)


PROMISES = (
    PromiseLine(
        "Hương ước mẫu",
        "UBND mẫu, Kế hoạch mẫu",
        "95 % vào năm 2025",
        "190/200 (95,0 %)",
        "Đạt",
        "Báo cáo mẫu",
    ),
    PromiseLine(
        "Nhận thức mẫu",
        "UBND mẫu, Kế hoạch mẫu",
        "tăng 10–15 %",
        "chưa có số liệu",
        "Chưa đánh giá được",
        "–",
    ),
)


def facts(report=None):
    """Points lost, forms late and wordings of the invented province, at six of its nine outlets and more."""
    ids = [o.id for o in (report or sample.report()).outlets]
    if not ids:
        return NO_FACTS
    return Facts(
        asked=30,
        sent=(
            *(Sent(f"xa-{n}", f"{PRIVATE[0]} {n}", "late") for n in range(6)),
            Sent(ids[0], PRIVATE[0], "missing"),
            *(Sent(f"hoi-{n}", f"Hội {PRIVATE[0]} {n}", "draft") for n in range(7)),
        ),
        scored=len(ids),
        lost=(
            Lost("A1.1.1", "Kế hoạch mẫu", tuple((id, 1.5) for id in ids[:1])),
            Lost("A2.1.1", "Quy chế mẫu", tuple((id, 2.0) for id in ids)),
        ),
        read=len(ids),
        weights=(
            Weight("F2", tuple((id, 4) for id in ids)),
            Weight("F5", tuple((id, 50) for id in ids[:2])),
        ),
        rate=(Why("Tỷ lệ mẫu: từ 44,4 % thành 66,7 %."),),
        content=(Why("B1.1.1 mẫu: từ 30,0 % thành 31,0 %."),),
        own=((ids[0], "B1.1.1 mẫu, so với chính cơ quan đó năm trước: tăng."),),
    )


def speaks_of_one(kind: Kind, readers: Circulation) -> bool:
    return kind in FOR_OUTLET or readers == Circulation.OUTLET


def made(
    tmp_path: Path, kind: Kind, readers: Circulation, report=None, lang="vi", issuer=ISSUER, outlet=None
):
    about = outlet or ("bao-tinh" if speaks_of_one(kind, readers) else "")
    path = tmp_path / f"{kind}-{readers}.docx"
    order = PaperOrder(
        kind, readers, report or figures(), issuer, about, HISTORY, promises=PROMISES, facts=facts(report)
    )
    write_paper(order, Words(lang), path)
    return path


def everything(path: Path) -> str:
    """All characters of all parts, names of files and properties too."""
    with zipfile.ZipFile(path) as archive:
        parts = [name + archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]
    # a word cut into two runs is still read as one
    return "\n".join(parts) + "\n" + shown(path)


def shown(path: Path) -> str:
    """What a reader sees, head, tables and body in their order."""
    body = docx.Document(str(path)).element.body
    lines = ("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in body.iter(qn("w:p")))
    return "\n".join(lines).replace("\u00a0", " ")


def nothing_lacking(base):
    """Reports of which some assessment says that all is well, or that nobody did anything; the last two without the three readings."""
    first = base.outlets[0]
    well = replace(
        first,
        adoption=Adoption(2, verified=True),
        findings_waiting=0,
        indicators=(),
    )
    full = replace(
        well, indicators=tuple(replace(i, outcome=Outcome.MEASURED, value=0.5) for i in first.indicators)
    )
    done = replace(
        base, pilot=replace(base.pilot, last=()), formal=replace(base.formal, last=()), outlets=(well,)
    )
    steps = [
        replace(
            base,
            ladder=replace(
                base.ladder,
                readings=tuple(
                    replace(r, applied={"lenient": said, "middle": proven}.get(r.key, 0))
                    for r in base.ladder.readings
                ),
            ),
        )
        for said, proven in ((0, 0), (6, 0), (6, 6))
    ]
    plain = [replace(base, ladder=None, pilot=replace(base.pilot, verified=v)) for v in (None, 3)]
    ahead = replace(base, pilot=replace(base.pilot, next=base.formal.next))
    return [done, replace(done, outlets=(full,)), ahead, *steps, *plain]


def corrected(report):
    """The first share of women that counts, put right by coders."""
    outlets = list(report.outlets)
    at = next(i for i, o in enumerate(outlets) for f in o.indicators if o.counted and f.code == "B1.1.1")
    right = Corrected(0.4321, Interval(0.4, 0.47), 60)
    lines = tuple(replace(f, corrected=right) if f.code == "B1.1.1" else f for f in outlets[at].indicators)
    outlets[at] = replace(outlets[at], indicators=lines)
    return replace(report, outlets=tuple(outlets))


def unsure(outlet):
    lines = (replace(f, corrected=f.corrected and replace(f.corrected, weak=True)) for f in outlet.indicators)
    return replace(outlet, indicators=tuple(lines))

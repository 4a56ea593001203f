"""Nobody can work out a small count from what the public is told: random provinces, the paper and the report made of them, and a reader
who solves every sum that is printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import pytest
import report_sample as sample
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from linear import Sum, bounds
from paper_sample import ISSUER, shown

from auditor.export.package import shown_to
from auditor.words import Words
from reports import to_json
from reports.figures import Adoption, Outcome, ProvinceReport, Rate, Reading
from reports.papers import Circulation, Kind, PaperOrder, write_paper
from reports.papers.circulating import circulated, groups
from reports.papers.facts import Facts, Lost, Sent

VI = Words("vi")
KINDS = ("newspaper", "broadcaster", "portal", "magazine", "grassroots")
BASE, ONE, FIGURE = sample.report(), sample.report().outlets[0], sample.indicators()[3]


def test_the_reader_solves_sums():
    # one gap of a total; two sums whose difference is a third; a gap that has to be filled to the brim
    assert bounds([({"a": 1, "b": 1}, 9), ({"a": 1}, 6)])["b"] == (3, 3)
    assert bounds([({"a": 1, "b": 1}, 5), ({"a": 1, "b": 1, "c": 1}, 8)])["c"] == (3, 3)
    assert bounds([({"a": 1, "b": 1}, 9), ({"a": 1, "x": 1}, 4), ({"b": 1, "y": 1}, 5)])["a"] == (4, 4)
    assert bounds([({"a": 1, "b": 1}, 9)]) == {"a": (0, 9), "b": (0, 9)}
    with pytest.raises(ValueError, match="contradict"):
        bounds([({"a": 1}, 1), ({"a": 1}, 2)])


@dataclass(frozen=True)
class Province:
    report: ProvinceReport
    facts: Facts

    def _repr_pretty_(self, printer, cycle) -> None:
        """What a failing case shows: the whole report has a hundred thousand letters."""
        levels = "".join("-" if (n := o.adoption.level) is None else str(n) for o in self.report.outlets)
        printer.text(f"{levels}, of kinds {''.join(o.kind[0] for o in self.report.outlets)}")


@st.composite
def provinces(draw: st.DrawFn) -> Province:
    """N from 1 to 40, every body of some kind, at some level, proven or not, read or not; with or without the three readings."""
    size = draw(st.integers(1, 40))
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=5, unique=True))
    # weights make provinces in which nearly all, or nearly nobody, is of a sort
    levels = draw(st.lists(st.sampled_from((None, 0, 1, 2)), min_size=1, max_size=6))
    outlets = []
    for n in range(size):
        level = draw(st.sampled_from(levels))
        proven = draw(st.sampled_from((None, 0, 1, 2))) if level else None
        proven = None if proven is None else min(proven, level or 0)
        outcome = draw(
            st.sampled_from(
                (Outcome.MEASURED, Outcome.MEASURED, Outcome.INSUFFICIENT, Outcome.NOT_APPLICABLE)
            )
        )
        figure = replace(FIGURE, outcome=outcome, value=0.25 if outcome == Outcome.MEASURED else None)
        outlets.append(
            replace(
                ONE,
                id=f"co-quan-{n}",
                name=f"Cơ quan mẫu {n}",
                kind=draw(st.sampled_from(kinds)),
                counted=True,
                adoption=Adoption(level, verified=bool(level) and proven == level, proven=proven),
                indicators=(figure,),
                articles=draw(st.sampled_from((0, 7, 9))),
            )
        )
    applied = {at: sum((o.adoption.level or 0) >= at for o in outlets) for at in (1, 2)}
    proofs = {at: sum((o.adoption.proven or 0) >= at for o in outlets) for at in (1, 2)}
    missing = tuple(o.name for o in outlets if o.adoption.level is None)
    readings = (("strict", proofs[2]), ("middle", proofs[1]), ("lenient", applied[1]))
    ladder = draw(
        st.sampled_from(
            (None, replace(BASE.ladder, readings=tuple(Reading(k, n, size) for k, n in readings)))
        )
    )
    asked = draw(st.booleans())
    pilot, formal = (
        Rate(at, applied[at], size, missing, verified=proofs[at] if asked or ladder else None)
        for at in (1, 2)
    )
    sent = draw(st.lists(st.sampled_from(("late", "missing", "draft", "")), max_size=30))
    scored = draw(st.integers(0, size))
    points = tuple((f"co-quan-{n}", 1.0) for n in range(draw(st.integers(0, scored))))
    facts = Facts(
        asked=len(sent),
        sent=tuple(Sent(f"x-{n}", f"Đơn vị mẫu {n}", name) for n, name in enumerate(sent) if name),
        scored=scored,
        lost=(Lost("A1.1.1", "Kế hoạch mẫu", points),) if points else (),
    )
    report = replace(BASE, outlets=tuple(outlets), pilot=pilot, formal=formal, ladder=ladder, limits=())
    return Province(report, facts)


def truths(province: Province) -> dict[str, int]:
    """The counts that a reader must not learn where they are a few, as they are."""
    report, facts = province.report, province.facts
    outlets = report.outlets
    outcomes = [o.indicators[0].outcome for o in outlets]
    found = {
        "silent": len(report.pilot.missing),
        "no": sum(o.adoption.level == 0 for o in outlets),
        "read": sum(bool(o.articles) for o in outlets),
        "unread": sum(not o.articles for o in outlets),
        "measured": outcomes.count(Outcome.MEASURED),
        "short": outcomes.count(Outcome.INSUFFICIENT),
        "elsewhere": outcomes.count(Outcome.NOT_APPLICABLE),
        "in time": facts.asked - len(facts.sent),
        "unscored": report.pilot.counted - facts.scored,
    }
    found |= {name: len(facts.standing(name)) for name in ("late", "missing", "draft")}
    if facts.lost:
        found |= {"lost": len(facts.lost[0].points), "kept": facts.scored - len(facts.lost[0].points)}
    if report.ladder is None and report.pilot.verified is not None:
        # else "verified" is the middle or strict reading, which is told whole
        found |= {f"proven {r.level}": r.verified for r in (report.pilot, report.formal)}
        found |= {f"unproven {r.level}": r.applied - r.verified for r in (report.pilot, report.formal)}
    for kind in KINDS:
        levels = [o.adoption.level or 0 for o in outlets if o.kind == kind]
        for level, name in enumerate(("none", "only pilot", "formal")):
            found[f"{kind} {name}"] = levels.count(level)
        found |= {
            f"{kind} pilot": sum(n >= 1 for n in levels),
            f"{kind} not formal": sum(n < 2 for n in levels),
        }
    return found


SENTENCES = (
    (r"(\d+) cơ quan chưa gửi kê khai(?! \(tạm tính là chưa áp dụng\) hoặc| hoặc)", ("silent",)),
    (r"(?:Có|đôn đốc) (\d+) cơ quan (?:chưa )?gửi kê khai(?! hoặc)", ("silent",)),
    (r"(\d+) cơ quan chưa gửi kê khai (?:\(tạm tính là chưa áp dụng\) )?hoặc", ("silent", "no")),
    (r"(?<!hoặc )(\d+) cơ quan kê khai chưa áp dụng", ("no",)),
    (r"tin bài của (\d+)/\d+ cơ quan", ("read",)),
    (r"(\d+) cơ quan chưa thu thập được tin bài", ("unread",)),
    (r"(\d+)/\d+ đơn vị gửi phiếu muộn", ("late",)),
    (r"(\d+)/\d+ đơn vị chưa gửi phiếu", ("missing",)),
    (r"(\d+)/\d+ đơn vị mới gửi bản nháp", ("draft",)),
    (r"đôn đốc (\d+) đơn vị gửi phiếu", ("missing", "draft")),
    (r"mất \d+ điểm ở (\d+)/\d+ cơ quan", ("lost",)),
    (r"mất \d+ điểm ở \d+/(\d+) cơ quan", ("lost", "kept")),
    (r"(\d+) cơ quan có tài liệu kiểm chứng đã được thẩm định", ("proven 1",)),
    (r"\(đã thẩm định: (\d+)\)", ("proven 1",)),
    (r"chứng của (\d+) cơ quan kê khai áp dụng chưa", ("unproven 1",)),
    (r"thẩm định tài liệu kiểm chứng của (\d+) cơ quan", ("unproven 1",)),
    (r"\): (\d+) cơ quan có kết quả", ("measured",)),
)


def told_by_paper(text: str) -> list[Sum]:
    """Every count of bodies that stands in a sentence or in the table of indicators."""
    found: list[Sum] = []
    for pattern, names in SENTENCES:
        found += [(dict.fromkeys(names, 1), int(n)) for n in re.findall(pattern, text)]
    annex = (
        text[text.index("Số cơ quan có kết quả theo từng chỉ số") :]
        if "Số cơ quan có kết quả theo" in text
        else ""
    )
    for k, n in re.findall(r"\n(\d+)/(\d+)\n", annex):
        found += [({"measured": 1}, int(k)), ({"measured": 1, "short": 1}, int(n))]
    return found


def unaccounted(text: str, own: set[int]) -> list[str]:
    """Counts of one to four bodies in sentences that the list above does not know, but for what a plan still asks for."""
    for pattern, _ in SENTENCES:
        text = re.sub(pattern, "", text)
    text = re.sub(r"ít nhất \d+(?:/\d+)? cơ quan", "", text)
    found = re.finditer(r"[^.;\n]*?\b(\d+)(?:/\d+)? (?:cơ quan|đơn vị)[^.;\n]*", text)
    # "dưới 5", "từ 5" are the rule itself
    return [one[0] for one in found if 1 <= int(one[1]) <= 4 and int(one[1]) not in own]


def told_by_report(raw: dict) -> list[Sum]:
    """The province's own figures, and what stands beside them in report.json."""
    pilot = raw["pilot"]
    found: list[Sum] = [({"silent": 1, "no": 1}, pilot["counted"] - pilot["applied"])]
    found += [({"read": 1, "unread": 1}, pilot["counted"])]
    found += [({"measured": 1, "short": 1, "elsewhere": 1}, pilot["counted"])]
    found += [({"lost": 1, "kept": 1, "unscored": 1}, pilot["counted"])]
    for rate in (pilot, raw["formal"]):
        if "missing" not in rate.get("withheld", ()):
            found.append(({"silent": 1}, len(rate["missing"])))
        found.append(({f"proven {rate['level']}": 1, f"unproven {rate['level']}": 1}, rate["applied"]))
        if rate["verified"] is not None:
            found.append(({f"proven {rate['level']}": 1}, rate["verified"]))
    return found


def told_by_groups(report: ProvinceReport, raw: dict) -> list[Sum]:
    """The one breakdown: by kind, with the sums that the rate tells."""
    made = groups(circulated(report, Circulation.PUBLIC).outlets, public=True)
    names = ("none", "only pilot", "formal")
    cells = {g.kinds: [f"{'+'.join(g.kinds)} {name}" for name in names] for g in made}
    found: list[Sum] = []
    for g in made:
        none, only, formal = cells[g.kinds]
        found.append(({none: 1, only: 1, formal: 1}, g.counted))
        # what lies beside a cell is told with it
        found += [({f"{'+'.join(g.kinds)} pilot": 1, only: -1, formal: -1}, 0)]
        found += [({f"{'+'.join(g.kinds)} not formal": 1, none: -1, only: -1}, 0)]
        if g.pilot is not None:
            found.append(({only: 1, formal: 1}, g.pilot))
        if g.formal is not None:
            found.append(({formal: 1}, g.formal))
    if made:
        counted, pilot, formal_ = raw["pilot"]["counted"], raw["pilot"]["applied"], raw["formal"]["applied"]
        for at, total in enumerate((counted - pilot, pilot - formal_, formal_)):
            found.append(({cells[g.kinds][at]: 1 for g in made}, total))
    return found


@given(provinces())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@pytest.mark.slow
def test_no_count_of_a_few_bodies_follows_from_what_the_public_reads(tmp_path_factory, province):
    report = province.report
    file, text = tmp_path_factory.mktemp("solved") / "p.docx", ""
    # whoever reads one reads the other
    for kind in (Kind.BRIEFING, Kind.ANNUAL):
        write_paper(PaperOrder(kind, Circulation.PUBLIC, report, ISSUER, facts=province.facts), VI, file)
        text += shown(file)
    raw = to_json(shown_to(report, Circulation.PUBLIC), VI)
    sums = [*told_by_paper(text), *told_by_report(raw), *told_by_groups(report, raw)]
    if found := re.search(r"\d+/(\d+) đơn vị", text):
        sums.append(({"late": 1, "missing": 1, "draft": 1, "in time": 1}, int(found[1])))
    true = truths(province)
    # pools of kinds are sums of theirs
    for name in {name for left, _ in sums for name in left if "+" in name}:
        kinds, _, rest = name.partition(" ")
        true[name] = sum(true[f"{kind} {rest}"] for kind in kinds.split("+"))
    for left, right in sums:
        assert sum(k * true.get(name, 0) for name, k in left.items()) == right or not set(left) <= set(
            true
        ), left
    solved = {name: low for name, (low, high) in bounds(sums).items() if low == high}
    few = {name: n for name, n in solved.items() if 1 <= n <= 4 and true.get(name) == n}
    assert not few, (few, sums)
    readings = report.ladder.readings if report.ladder else ()
    own = {n for rate in (report.pilot, report.formal) for n in (rate.counted, rate.applied)}
    own |= {one.applied for one in readings}
    assert unaccounted(text, own) == []


def test_a_province_of_one_body_still_has_its_rate(tmp_path):
    one = replace(
        BASE, outlets=BASE.outlets[:1], pilot=Rate(1, 1, 1, verified=1), formal=Rate(2, 1, 1, verified=1)
    )
    raw = to_json(shown_to(one, Circulation.PUBLIC), VI)
    assert (raw["pilot"]["applied"], raw["pilot"]["counted"], raw["pilot"]["verified"]) == (1, 1, None)

"""Points of law stand apart from ordinary wordings, with law and article, and repeat nothing of an item."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from auditor import figures
from auditor.cli import main
from auditor.lawpoints import law_points
from auditor.rulepages import in_force, source_line
from auditor.words import Words
from indicators.model import Finding, Voice, Zone
from indicators.sources import load_sources
from reports.figures import LawPoint
from reports.lawrows import law_article
from reports.wording import Wording

DRAFT = "Bí quyết sinh con trai\n\nBà Nguyễn Thị Mận là hoa khôi của thôn, phái đẹp ai cũng mến.\n"


def finding(rule: str, authority: str, *sources: str) -> Finding:
    return Finding(
        rule, "F13", (), 0, 5, "cháu Na lớp 4B", Zone.BODY, Voice.NARRATOR, "warning", False, "xem lại",
        authority=authority, sources=sources,
    )  # fmt: skip


def test_each_law_has_one_line_and_what_rests_on_two_stands_under_both():
    found = [
        finding("a", "law", "S106", "S107"),
        finding("b", "law", "S106", "S87"),
        finding("b", "law"),
        finding("c", "guideline", "S106"),
    ]
    points = law_points(found, {"a": "Quy tắc A"}, "vi")
    assert [(p.tag, p.findings, p.rules) for p in points] == [
        ("S106", 2, ("Quy tắc A", "b")),
        ("S107", 1, ("Quy tắc A",)),
        ("", 1, ("b",)),
    ]
    assert "56/2017" in points[0].law
    assert "lớp 4B" not in repr(points)


def test_of_as_many_findings_the_law_stands_before_the_decree_that_carries_it_out():
    found = [
        finding("a", "law", "S106", "DLCN25"),
        finding("b", "law", "S107"),
        finding("c", "law", "ND104", "LDS25"),
    ]
    points = law_points(found, {}, "vi")
    assert [p.tag for p in points] == ["DLCN25", "LDS25", "S107", "ND104", "S106"]
    assert law_points(found[1:2], {}, "en")[0].article == "Article 21"


def test_the_article_is_told_where_its_source_has_one(monkeypatch):
    from types import SimpleNamespace

    law = SimpleNamespace(tag="X", kind="law", article="Điều 6", name=lambda lang: "Luật minh họa")
    monkeypatch.setattr("auditor.lawpoints.resolve", lambda tags: (law,))
    assert law_points([finding("a", "law", "X")], {}, "vi")[0].article == "Điều 6"


def test_points_of_law_take_no_ordinary_example_away():
    class Item:
        def __init__(self, number: int, authority: str) -> None:
            self.finding, self.row = finding(f"r{number}", authority), {"id": number}
            self.counts = False

    every = [Item(n, "law") for n in range(3)] + [Item(n, "guideline") for n in range(3, 6)]
    shown = [one.finding.authority for one in figures.choose_apart(every, 2)]
    assert shown == ["guideline", "guideline", "law", "law"]


@pytest.fixture
def draft(tmp_path):
    file = tmp_path / "ban-thao.txt"
    file.write_text(DRAFT, encoding="utf-8")
    return file


def test_check_lists_points_of_law_behind_the_wordings(draft, capsys):
    assert main(["check", str(draft)]) in (0, 1)
    text = capsys.readouterr().out
    assert "không phải kết luận là trái luật" in text
    apart = text[text.index("Điểm thuộc pháp luật") :]
    assert "113/2025" in apart and "điều khoản: chờ đối chiếu" in apart and "104/2003" not in apart
    assert text.index("(bi-quyet-sinh-con-trai)") > text.index("phái đẹp")


def test_check_gives_points_of_law_to_machines(draft, capsys):
    assert main(["check", str(draft), "--format", "json"]) in (0, 1)
    raw = json.loads(capsys.readouterr().out)
    rules = [f["rule"] for f in raw["findings"] if f["authority"] == "law"]
    assert rules
    (point,) = [p for p in raw["law_points"] if p["tag"] == "LDS25"]
    assert point["findings"] == len(rules)
    assert set(point) == {"tag", "law", "article", "findings", "rules"}


def test_a_draft_without_a_point_of_law_says_nothing_of_it(tmp_path, capsys):
    file = tmp_path / "sach.txt"
    file.write_text("Họp thôn\n\nÔng Trần Văn Tạo vắng mặt.\n", encoding="utf-8")
    assert main(["check", str(file)]) == 0
    assert "Điểm thuộc pháp luật" not in capsys.readouterr().out


def test_sources_are_read_before_any_rule():
    """`check` needs them first; a ring of imports broke it in a fresh process alone."""
    assert subprocess.run([sys.executable, "-c", "import auditor.lawpoints"], check=False).returncode == 0


def test_a_law_whose_day_or_article_nobody_found_says_so():
    words, laws = Words("vi"), load_sources()
    assert "ban hành 1989-12-28, ngày hiệu lực chờ đối chiếu" in source_line(laws["LBC89"], words)
    assert "ban hành 2022-11-14, hiệu lực 2023-07-01 – …" in source_line(laws["S98"], words)
    assert "điều khoản: chờ đối chiếu" in source_line(laws["S105"], words)
    assert "[K]" in in_force(laws["LPCBLGD07"], words) and "[K]" in source_line(laws["HIV2006"], words)
    point = LawPoint(tag="S105", law=laws["S105"].name("vi"), article="", findings=1, rules=())
    assert law_article(point, Wording(words)) == "điều khoản: chờ đối chiếu"
    for law in (one for one in laws.values() if one.kind == "law"):
        assert law.since or law.adopted, law.tag
        assert (law.article == "") is (law.article_mark == "?"), law.tag
        assert not law.until or not law.since or law.since < law.until, law.tag

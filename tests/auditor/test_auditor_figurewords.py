"""What stands beside a figure. Attendance lists and newsmakers whom the event imposed are told apart, or an editor is blamed for
whom a ceremony seated and whom a crime made news.
"""

from __future__ import annotations

import json

import pytest

from auditor.cli import main
from auditor.figurewords import parts_in_words
from auditor.words import Words


def part(name: str, numerator: int, n: int, unknown: int = 0) -> dict[str, object]:
    return {"name": name, "numerator": numerator, "n": n, "unknown": unknown}


def test_each_group_with_its_own_count_and_nothing_of_empty_ones_or_positions():
    parts = json.dumps([part("listed", 2, 4, 3), part("expert", 0, 0), part("3", 5, 9)])
    assert list(parts_in_words(parts, Words("vi"))) == [
        "người chỉ có tên trong danh sách tham dự, ngoài kết quả này: 2 nữ/4 (chưa rõ giới: 3)"
    ]


def test_the_sample_provinces_report_tells_chosen_voices_from_imposed_newsmakers(audited):
    from auditor.figures import province_report

    with audited.store(readonly=True) as store:
        report = province_report(audited, store, Words("vi"))
    notes = {(o.id, i.code): i.note for o in report.outlets for i in o.indicators}
    sources = [note for (_, code), note in notes.items() if code == "B1.1.2" and note]
    assert any("tiếng nói do tòa soạn chọn" in n and "nhân vật do sự kiện đưa đến" in n for n in sources)


@pytest.mark.parametrize("command", [("coverage",), ("search", "hội"), ("decisions", "list")])
def test_listings_call_outlets_by_name(audited, capsys, monkeypatch, command):
    """An id is the program's; an official knows the paper by its name."""
    monkeypatch.setenv("COLUMNS", "200")
    names = {outlet.id: outlet.name for outlet in audited.register().outlets}
    assert main(["-w", str(audited.path), *command]) == 0
    out = capsys.readouterr().out
    assert any(name in out for name in names.values())
    if command[0] != "decisions":
        assert not any(f"{id} " in out for id in names)

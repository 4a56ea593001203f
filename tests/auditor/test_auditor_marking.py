"""How often women and men are marked is a ratio over many items, and one item is never held against anybody."""

import json
import re

import pytest

from auditor.cli import main
from auditor.marking import LEAST_ITEMS, LEAST_MARKS, Marked, ratios
from indicators.model import Zone
from indicators.rules.model import RateCount

RULE = "ty-le-nu-nghe"


def item(
    outlet: str, women: int, men: int, *, zone: Zone = Zone.BODY, topics: tuple[str, ...] = ("52",)
) -> Marked:
    return Marked(outlet, topics, (RateCount(RULE, women, men, zone),), women=1, men=3)


def test_below_the_least_number_of_marks_there_is_no_ratio():
    few = [item("a", 1, 0) for _ in range(LEAST_MARKS - 1)]
    [ratio] = ratios(few, "outlet")
    assert (ratio.women, ratio.men, ratio.share, ratio.interval) == (LEAST_MARKS - 1, 0, None, None)
    [ratio] = ratios([*few, item("a", 1, 0)], "outlet")
    assert ratio.share == 1.0


def test_many_marks_in_a_few_items_are_no_ratio_either():
    [ratio] = ratios([item("a", 10, 2) for _ in range(LEAST_ITEMS - 1)], "outlet")
    assert ratio.share is None


def test_outlets_topics_and_zones_are_told_apart_and_people_stand_beside():
    items = [item("a", 2, 1) for _ in range(20)] + [item("b", 1, 2, topics=("9", "52")) for _ in range(20)]
    a, b = ratios(items, "outlet")
    assert (a.group, a.share, a.people_share, a.items) == ("a", pytest.approx(2 / 3), 0.25, 20)
    assert b.share == pytest.approx(1 / 3)
    politics, crime = sorted(ratios(items, "topic"), key=lambda r: r.items)
    assert (politics.group, politics.women, crime.women) == ("9", 20, 60)
    headlines = [item("a", 1, 0, zone=Zone.TITLE), item("a", 0, 1)]
    assert {(r.group, r.women, r.men) for r in ratios(headlines, "zone")} == {("title", 1, 0), ("body", 0, 1)}


def test_the_interval_draws_items_not_marks():
    # all marks of women in one item: what one text does says little about an outlet
    one = [item("a", 40, 0)] + [item("a", 0, 1) for _ in range(20)]
    spread = [item("a", 2, 1) for _ in range(20)]
    [wide], [narrow] = ratios(one, "outlet"), ratios(spread, "outlet")
    assert wide.share == narrow.share == pytest.approx(2 / 3)
    assert narrow.interval == (pytest.approx(2 / 3), pytest.approx(2 / 3))
    assert wide.interval[0] < 0.1


def test_the_command_reads_a_file_and_says_what_is_too_few(tmp_path, capsys):
    file = tmp_path / "bai.jsonl"
    text = "Nữ tài xế Lê Thị Mẫu chở khách. Một nam điều dưỡng đi cùng."
    file.write_text(
        "".join(
            json.dumps({"id": str(n), "title": "Tin", "body": text}, ensure_ascii=False) + "\n"
            for n in range(40)
        )
    )
    assert main(["rules", "rates", str(file), "--jobs", "1", "--json"]) == 0
    [rate] = [r for r in json.loads(capsys.readouterr().out)["rates"] if r["rule"] == RULE]
    assert (rate["women"], rate["men"], rate["share"], rate["group"]) == (40, 40, 0.5, "")
    assert main(["rules", "rates", str(file), "--jobs", "1", "--by", "zone"]) == 0
    assert "thân bài" in capsys.readouterr().out
    assert main(["rules", "rates", str(file), "--by", "month"]) == 2
    assert "outlet, topic, zone" in capsys.readouterr().err


def test_outlets_and_topics_are_called_by_name(audited, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "160")
    assert main(["-w", str(audited.path), "rules", "rates"]) == 0
    told = capsys.readouterr().out
    with audited.store(readonly=True) as store:
        ids = [row["outlet"] for row in store.rows("SELECT DISTINCT outlet FROM articles")]
    names = {audited.register().get(one).name for one in ids}
    assert any(name in told for name in names) and not any(one in told for one in ids)
    assert main(["-w", str(audited.path), "rules", "rates", "--by", "topic"]) == 0
    assert re.search(r"^ ?\d+ [a-zà-ỹ]", capsys.readouterr().out, re.MULTILINE)

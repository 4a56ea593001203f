"""Every row of the lexicon has a rule, or the program says why it has none."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from auditor.rulepages import all_rules
from indicators.indexes import load_edition
from indicators.model import Labels, Record
from indicators.rules import RuleContext, load_packs
from indicators.rules.loader import lexicon_rows
from indicators.scoring import score
from indicators.tallies import ItemMeasures
from indicators.text import Document

_LEXICON = Path(os.environ.get("AUDITOR_SHARED", Path(__file__).parents[3] / "shared")) / "domain/DOMAIN.md"


def test_every_row_has_a_rule_or_a_reason() -> None:
    known = lexicon_rows()
    named = {row for rule in all_rules() if rule.status != "retired" for row in rule.row}
    table = set(known["table"])
    assert len(table) == len(known["table"]) == 199
    assert named <= table, "a rule names a row that there is not"
    assert table - named == set(known["unseen"]), "a row with neither rule nor reason, or with both"
    assert set(known["partly"]) <= named
    for why in (*known["unseen"].values(), *known["partly"].values()):
        assert why["vi"] and why["en"]


def test_a_row_that_is_an_indicator_names_one_that_exists() -> None:
    codes = {indicator.code for indicator in load_edition("gmmp-2020")}
    for why in lexicon_rows()["unseen"].values():
        assert why.get("indicator") is None or why["indicator"] in codes


@pytest.mark.held
def test_the_rows_are_those_of_the_lexicon() -> None:
    if not _LEXICON.exists():
        pytest.skip("no held material")
    text = _LEXICON.read_text(encoding="utf-8").split("### 3.3")[1].split("### 3.4")[0]
    assert [int(n) for n in re.findall(r"^\| (\d+) \|", text, re.MULTILINE)] == lexicon_rows()["table"]


def test_women_at_the_centre_only_on_their_days_are_seen_in_the_share_of_the_year() -> None:
    spread = [ItemMeasures(women_central=True, published=f"2025-{m:02d}-25") for m in range(1, 13)] * 2
    tokens = [ItemMeasures(women_central=True, published=f"2025-{day}") for day in ("03-08", "10-20")] * 4
    undated = [ItemMeasures(women_central=True)] * 5

    def share(items: list[ItemMeasures]) -> tuple[int | None, int | None]:
        found = next(s for s in score(items, load_edition("gmmp-2020")) if s.code == "G4.2.1")
        return found.numerator, found.n

    assert share(spread + undated) == (0, 24)
    assert share(spread + tokens + undated) == (8, 32)


def fired(record: Record) -> set[str]:
    context = RuleContext(labels=Labels(gbv=True))
    return {finding.rule for finding in load_packs().match(Document(record), context)}


def test_a_caption_is_read_and_the_same_words_in_the_body_are_not() -> None:
    words = "Cận cảnh đôi chân dài của nữ cổ động viên"
    assert "anh-can-canh-co-the" in fired(
        Record(id="-", title="Trận đấu", body="Hết giờ.", captions=(words,))
    )
    assert "anh-can-canh-co-the" not in fired(Record(id="-", title="Trận đấu", body=words))


def test_a_headline_without_a_text_below_is_left_alone() -> None:
    title = "Chồng giết vợ giữa chợ"
    hurt = "Chị bị thương ở tay, bác sĩ khâu vết thương và cho chị về nhà. " * 6
    assert "tit-giet-bai-khong" in fired(Record(id="-", title=title, body=hurt))
    assert "tit-giet-bai-khong" not in fired(Record(id="-", title=title, body=hurt + "Chị đã tử vong."))
    assert "tit-giet-bai-khong" not in fired(Record(id="-", title=title))

"""What a department would lose if a new rule cost a night: or if the quick way gave another result than the long one."""

import gzip
import json
from dataclasses import replace

import pytest

from auditor.sample.compare import record_of
from auditor.sample.items import items
from indicators import analyse as module
from indicators.analyse import analyse, load_engine, reanalyse
from indicators.model import Analysis, Record


def test_the_rules_alone_give_what_everything_gives():
    found = 0
    for item in items():
        record = record_of(item)
        whole = analyse(record)
        kept = replace(whole, findings=())
        assert reanalyse(record, Analysis.from_dict(json.loads(json.dumps(kept.to_dict())))) == whole, item.id
        found += len(whole.findings)
    assert found > 20  # voices were asked


@pytest.mark.held
def test_the_rules_alone_give_the_same_on_real_items(shared):
    data = gzip.decompress((shared / "data" / "articles" / "baomoi-2017.jsonl.gz").read_bytes()).decode()
    for line in data.split("\n")[:200]:
        record = Record.from_mapping(json.loads(line))
        whole = analyse(record)
        assert reanalyse(record, replace(whole, findings=())) == whole


def test_people_are_not_read_again(monkeypatch):
    record = Record(id="1", title="Một hot girl", body="Bà Lò Thị Mơ cho biết vườn có lãi.")
    whole = analyse(record)
    monkeypatch.setattr(module, "read_people", lambda *_a: pytest.fail("people were read again"))
    assert reanalyse(record, whole) == whole


def test_an_analysis_of_another_text_is_not_used():
    old = analyse(Record(id="1", body="Bà Lò Thị Mơ cho biết vườn có lãi."))
    record = Record(id="1", body="Ông Hà Văn Pín cho biết vườn có lãi.")
    assert reanalyse(record, old) == analyse(record)


def test_texts_whose_offsets_move_are_read_anew():
    record = Record(id="1", title="Ch\u200buyện hot\u200b girl", body="Bà Lò\u00a0Thị Mơ kể.")
    whole = analyse(record)
    assert reanalyse(record, replace(whole, people=())) == whole


def test_the_code_of_the_rules_is_part_of_what_makes_an_analysis_stale():
    prints = load_engine().fingerprints
    assert {"rules:_engine", "rules:_judged"} <= set(prints)

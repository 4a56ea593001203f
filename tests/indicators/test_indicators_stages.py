"""Advice about somebody accused says how far proceedings have come, and never guilt before a judgment."""

from __future__ import annotations

import re
from datetime import date

import pytest

from auditor.rulepages import all_rules
from indicators.model import Labels, Record
from indicators.rules import RuleContext, RuleSet, load_packs
from indicators.rules.reading import Reading
from indicators.rules.stages import STAGES, UNKNOWN, stage_at
from indicators.text import Document

_STAGED = re.compile(r"nghi phạm|bị can|bị cáo(?! buộc)|khởi tố|phạm nhân|kết án|tuyên phạt|xét xử")
_GUILT = re.compile(r"phạm nhân|kết án|tuyên phạt|hung thủ|thủ phạm|kẻ ")


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    return load_packs(today=date(2026, 6, 1))


def stage(title: str, body: str, at: str) -> str:
    document = Document(Record(id="-", title=title, body=body))
    return stage_at(Reading(document, RuleContext()), document.folded.index(at))


@pytest.mark.parametrize(
    ("title", "body", "at", "expected"),
    [
        ("Nữ quái bị bắt ở bến xe", "Ả giấu ví trong áo.", "ả giấu", "suspect"),
        ("Khởi tố nữ quái lừa bán đất", "Ả khai nhận.", "ả khai", "charged"),
        ("Nữ quái hầu tòa", "Hôm 3/5, ả bị bắt giữ.", "ả bị", "tried"),
        ("Nữ quái lĩnh án", "Bị cáo khóc, ả xin tha.", "ả xin", "sentenced"),
        ("Chuyện trong trại", "Phạm nhân kể, ả từng bán hàng.", "ả từng", "convicted"),
        ("Người phụ nữ được minh oan sau 9 năm", "Thị từng bị gọi là nữ quái.", "thị từng", "cleared"),
        ("Nữ quái quê Sông Mơ", "Ả khai nhận.", "ả khai", UNKNOWN),
        # a judgment on somebody else, in the past or still to come says nothing of guilt here
        ("Khởi tố nữ quái", "Ả từng bị tuyên phạt ba năm tù.", "ả từng", "charged"),
        ("Bắt giữ nữ quái vừa mãn hạn tù", "Ả trộm xe.", "ả trộm", "suspect"),
        ("Bản tin sáng", "Bị can A khai, gã lấy xe.\nTòa tuyên phạt bị cáo B.", "gã lấy", "charged"),
        ("Công an chưa khởi tố vụ lừa đất", "Nghi phạm khai, ả cần tiền.", "ả cần", "suspect"),
        (
            "Nữ quái quê Sông Mơ",
            "Ả khai nhận." + " Trời mưa." * 60 + "\nÔng C lĩnh án năm 2010.",
            "ả khai",
            "tried",
        ),
    ],
)
def test_the_stage_is_the_one_the_item_tells(title: str, body: str, at: str, expected: str) -> None:
    assert stage(title, body, at) == expected


@pytest.mark.parametrize(
    ("title", "said", "unsaid"),
    [
        ("Bắt nữ quái chuyên móc túi", "nghi phạm", "phạm nhân"),
        ("Khởi tố nữ quái chuyên móc túi", "bị can", "bị cáo"),
        ("Nữ quái chuyên móc túi hầu tòa", "bị cáo", "bị can"),
        ("Nữ quái chuyên móc túi lĩnh án 3 năm tù", "người bị tuyên phạt", "nghi phạm"),
        ("Nữ quái chuyên móc túi đang thụ án kể chuyện đời", "phạm nhân", "nghi phạm"),
        ("Nữ quái chuyên móc túi ở chợ", "người bị cáo buộc", "phạm nhân"),
    ],
)
def test_the_editor_is_given_the_word_of_that_stage(
    rules: RuleSet, title: str, said: str, unsaid: str
) -> None:
    found = rules.match(Document.of("Tin từ Sông Mơ.", title=title), RuleContext(labels=Labels()))
    advice = "; ".join(next(f.alternatives for f in found if f.rule == "nu-quai"))
    assert said in advice
    assert unsaid not in advice


def test_no_rule_advises_a_stage_whatever_the_item_says() -> None:
    for rule in all_rules():
        for text in rule.alternatives:
            assert not _STAGED.search(text), f"{rule.id}: “{text}” belongs under `stages`"


def test_no_advice_states_guilt_before_a_judgment() -> None:
    for rule in all_rules():
        for step in (UNKNOWN, *STAGES[:3]):
            for text in rule.stages.get(step, ()):
                assert not _GUILT.search(text), f"{rule.id}, {step}: {text}"

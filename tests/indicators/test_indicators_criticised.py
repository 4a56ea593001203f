"""A wording named in order to criticise it is no finding, and counts for "challenges stereotypes": in every way an item is read."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from indicators.analyse import analyse, load_engine, reanalyse
from indicators.model import Analysis, Record
from indicators.rules import load_packs
from indicators.scoring import measure

GUIDANCE = sorted((Path(__file__).parent / "guidance").glob("*.txt"))
SAID = "Cách gọi “chân dài não ngắn” là định kiến, cần xóa bỏ."


def record(text: str) -> Record:
    title, _, body = text.strip().partition("\n\n")
    return Record(id="-", title=title if body else "", body=body or title)


@pytest.mark.parametrize("file", GUIDANCE, ids=lambda file: file.stem)
def test_guidance_that_rejects_wordings_challenges_stereotypes(file):
    assert analyse(record(file.read_text(encoding="utf-8"))).labels.challenges_stereotype


def test_one_rejected_wording_is_enough_and_counts_in_the_measure():
    analysis = analyse(record(SAID))
    assert analysis.labels.challenges_stereotype
    assert analysis.findings == ()
    assert measure(analysis).challenges


@pytest.mark.parametrize(
    "text",
    [
        "Không gọi phụ nữ độc thân là “gái ế”.",
        "Đừng hỏi phụ nữ bao giờ lấy chồng",
        "Không nên coi phụ nữ là phái yếu.",
        "Thay vì gọi hot girl, hãy nêu tên và nghề.",
        "Gọi phụ nữ độc thân là gái ế là miệt thị.",
        "Bà phê phán lối nói đàn bà đái không qua ngọn cỏ.",
        "Cần xóa bỏ quan niệm đàn ông là trụ cột, phụ nữ phải lo việc nhà.",
        "Tư tưởng trọng nam khinh nữ, nối dõi tông đường cần xóa bỏ.",
        # the rule's own list of critical words
        "Vượt qua định kiến phụ nữ chân yếu tay mềm, chị lái máy xúc.",
    ],
)
def test_a_frame_without_marks_rejects_what_it_names(text):
    analysis = analyse(record(text))
    assert analysis.labels.challenges_stereotype
    assert analysis.findings == ()


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        # a frame reaches to the end of its clause, and does not wave away what the newsroom says itself
        ("Đừng hỏi vì sao xã giàu. Hot girl xã bên mở quán.", "hot-girl"),
        ("Khách không gọi xe, hot boy đành đi bộ.", "hot-boy"),
        ("Không nên coi thường ai, nhưng hot girl này thật lạ.", "hot-girl"),
    ],
)
def test_a_frame_beside_a_wording_rejects_nothing(text, rule):
    analysis = analyse(record(text))
    assert rule in {f.rule for f in analysis.findings}
    assert not analysis.labels.challenges_stereotype


def test_frames_stand_in_one_list():
    own = {
        p
        for rule in load_packs().rules
        if not rule.scores
        for p in rule.body.get("except", {}).get("sentence", ())
    }
    frames = {
        "không nên gọi",
        "không gọi",
        "đừng gọi",
        "thay vì gọi",
        "không nên viết",
        "tránh dùng",
        "định kiến giới",
    }
    assert not own & frames


@pytest.mark.parametrize(
    "text",
    [
        "Một “hot girl” cắt băng, cả phố ra xem.",
        "Hội nghị bàn cách giữ nước cho vụ lúa xuân.",
        # a harmless wording that is rejected is none of the rules'
        "Cách gọi “lúa lép” là định kiến, cần xóa bỏ.",
        # the newsroom's own use of a wording challenges nothing, whatever else is called a prejudice
        "Cô “chân dài” mở quán. Hội nghị nói định kiến về nghề nông còn nặng ở xã bên. Quán đông khách.",
    ],
)
def test_other_items_challenge_nothing(text):
    assert not analyse(record(text)).labels.challenges_stereotype


@pytest.mark.parametrize("text", [SAID, *(file.read_text(encoding="utf-8") for file in GUIDANCE[:2])])
def test_rules_run_again_and_stored_analyses_say_the_same(text):
    item = record(text)
    whole = analyse(item)
    stored = Analysis.from_dict(json.loads(json.dumps(whole.to_dict())))
    assert stored.labels == whole.labels
    assert reanalyse(item, stored) == whole
    # a label that earlier rules did not give is added, and one that only they gave is taken back
    without = replace(whole, labels=replace(whole.labels, challenges_stereotype=False))
    assert reanalyse(item, without) == whole


def test_a_label_that_only_earlier_rules_gave_is_taken_back():
    item = record("Một “hot girl” cắt băng, cả phố ra xem.")
    whole = analyse(item)
    given = replace(whole, labels=replace(whole.labels, challenges_stereotype=True))
    assert reanalyse(item, given) == whole


def test_a_rule_of_a_newsrooms_own_moves_no_label(tmp_path):
    pack = tmp_path / "own.yaml"
    pack.write_text(
        "pack: own\ntitle: {vi: riêng, en: own}\nrules:\n"
        "  - id: own-rule\n    family: F1\n    type: phrase\n    title: {vi: a, en: a}\n    indicators: [B1.2.1]\n"
        "    severity: hint\n    authority: ours\n    evidence: I\n    match: [lúa lép]\n    alternatives: [thóc]\n"
        "    explanation: {vi: a, en: a}\n    must_fire: [Lúa lép đầy đồng.]\n    must_not_fire: [Thóc đầy bồ.]\n",
        encoding="utf-8",
    )
    item = record("Cách gọi “lúa lép” là định kiến, cần xóa bỏ.")
    assert not analyse(item, load_engine(added=[pack])).labels.challenges_stereotype

"""An outlet answers differently for its own words and for a source's that it put into the headline: two numbers, never one."""

import json

from auditor_rooms import article, make_workspace

from auditor import figures, pipeline
from auditor.cli import main
from auditor.words import Words
from indicators.model import Voice
from indicators.tallies import VoiceTally

ITEMS = [
    {"id": "1", "title": "Hot girl mở quán trà ở xã", "lead": "", "body": "Quán mở hôm qua."},
    {
        "id": "2",
        "title": "Chủ quán: “Phụ nữ phải là người thắp lửa trong gia đình”",
        "lead": "",
        "body": "Ông Hà Văn Pín nói: “Phụ nữ phải là người thắp lửa trong gia đình”.",
    },
]


def test_findings_are_tallied_by_whose_words_they_are():
    assert VoiceTally.of([Voice.NARRATOR, Voice.CHOSEN, Voice.NARRATOR]) == VoiceTally(2, 1)


def test_stats_give_both_numbers(tmp_path, capsys):
    file = tmp_path / "bai.jsonl"
    file.write_text("\n".join(map(json.dumps, ITEMS)), encoding="utf-8")
    main(["rules", "stats", str(file), "--json", "--jobs", "1"])
    assert json.loads(capsys.readouterr().out)["voices"] == {"narrator": 1, "chosen": 1}
    main(["rules", "stats", str(file), "--jobs", "1"])
    assert "1 là lời của tòa soạn, 1 là lời người khác được chọn" in capsys.readouterr().out


def test_a_checked_draft_says_whose_words_were_found(tmp_path, capsys):
    draft = tmp_path / "bai.txt"
    draft.write_text(f"{ITEMS[1]['title']}\n\n{ITEMS[1]['body']}\n", encoding="utf-8")
    main(["check", str(draft)])
    assert "0 là lời của tòa soạn, 1 là lời người khác được chọn" in " ".join(capsys.readouterr().out.split())


def test_a_report_says_whose_words_were_found(tmp_path):
    made = make_workspace(tmp_path / "w")
    with made.store() as store:
        for n, item in enumerate(ITEMS, 1):
            store.put_article(article(n, title=item["title"], lead="", body=item["body"]))
        pipeline.analyse_stage(made, store, jobs=1)
        pipeline.score_stage(made, store)
        limits = figures.province_report(made, store, Words("vi")).limits
    assert any("1 là lời của tòa soạn, 1 là lời người khác" in limit for limit in limits)

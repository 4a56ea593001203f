"""An outlet answers differently for its own words and for a source's that it put into the headline: two numbers, never one."""

import json
from pathlib import Path

import jsonschema
from auditor_rooms import article, make_workspace
from python_calamine import CalamineWorkbook

import reports
from auditor import figures, pipeline
from auditor.cli import main
from auditor.words import Words
from indicators.model import Voice
from indicators.tallies import VoiceTally
from reports import render_html, to_json, write_xlsx
from reports.papers.beside import of_examples
from reports.pdf.blocks import Pages
from reports.wording import Wording

SCHEMA = Path(reports.__file__).parent / "report.schema.json"

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


def test_every_outlets_tallies_stand_in_all_forms_of_the_report(tmp_path):
    made = make_workspace(tmp_path / "w")
    with made.store() as store:
        for n, item in enumerate(ITEMS, 1):
            store.put_article(article(n, title=item["title"], lead="", body=item["body"]))
        pipeline.analyse_stage(made, store, jobs=1)
        pipeline.score_stage(made, store)
        report = figures.province_report(made, store, Words("vi"))
    [outlet] = [o for o in report.outlets if o.findings]
    assert (outlet.findings_narrator, outlet.findings_chosen) == (1, 1)
    raw = to_json(report, Words("vi"))
    jsonschema.validate(raw, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert [(o["findings_narrator"], o["findings_chosen"]) for o in raw["outlets"] if o["findings"]] == [
        (1, 1)
    ]
    said = Wording(Words("vi")).voices(outlet).strip()
    assert said.startswith("Đếm riêng: 1 lượt là lời của tòa soạn, 1 lượt là lời người khác")
    page = " ".join(render_html(report, Words("vi")).split())
    assert said in page
    assert "tòa soạn 1, lời được chọn 1" in page
    assert said in of_examples(outlet, Wording(Words("vi"))).assessment
    blocks = Pages(report, Wording(Words("vi"))).blocks()
    assert said in json.dumps(blocks, ensure_ascii=False, default=str)
    write_xlsx(report, Words("vi"), tmp_path / "r.xlsx")
    book = CalamineWorkbook.from_path(str(tmp_path / "r.xlsx"))
    cells = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
    [heads] = [row for row in cells if "Lời của tòa soạn" in row]
    [line] = [row for row in cells if outlet.name in row and len(row) == len(heads)][:1]
    at = heads.index("Lời của tòa soạn")
    assert (line[at - 1], line[at], line[at + 1]) == (outlet.findings, 1, 1)

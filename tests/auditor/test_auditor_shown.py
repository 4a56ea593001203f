"""What an editor is shown: sources that can be opened, and no headline blamed for what the item lacks."""

from __future__ import annotations

import json

import pytest
from made_pdf import make_pdf

from auditor.cli import main
from auditor.words import LANGUAGES, catalogue
from indicators.rules import load_packs
from indicators.sources import load_sources, resolve

STORY = (
    "Xét xử bị cáo bạo hành vợ ở xã Sông Mơ\n\n"
    "Sáng nay tòa án mở phiên xét xử bị cáo về hành vi bạo lực gia đình kéo dài nhiều năm.\n\n"
    "Theo cáo trạng, bị cáo nhiều lần đánh đập vợ tại nhà riêng khiến người vợ phải điều trị dài ngày. Nạn nhân đã "
    "trình báo công an xã và được đưa đi nơi khác. Hội đồng xét xử nhận định hành vi của bị cáo là nguy hiểm cho xã "
    "hội, cần xử lý nghiêm minh để răn đe và phòng ngừa chung. Phiên xét xử tiếp tục vào tuần sau với phần tranh luận."
)
RULE = "bao-luc-khong-noi-tro-giup"


@pytest.fixture
def draft(tmp_path):
    path = tmp_path / "ban-thao.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def test_a_finding_about_the_whole_draft_does_not_quote_the_headline(draft, capsys):
    main(["check", str(draft)])
    shown = capsys.readouterr().out.replace("\n", " ")
    assert f"cả bài ({RULE})" in shown
    assert "“Xét xử bị cáo bạo hành vợ ở xã Sông Mơ”" not in shown


def test_a_machine_is_told_which_findings_are_about_the_whole_draft(draft, capsys):
    main(["check", str(draft), "--format", "json"])
    found = {f["rule"]: f for f in json.loads(capsys.readouterr().out)["findings"]}
    assert found[RULE]["whole_item"] is True
    # the contract: what it is pinned to stays in the text, for whoever draws it
    assert STORY.startswith(found[RULE]["text"])
    whole = {rule.id for rule in load_packs().rules if rule.whole_item}
    assert {rule for rule, f in found.items() if f["whole_item"]} == whole & set(found)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_editor_reads_titles_and_learns_where_the_addresses_are(draft, capsys, lang):
    main(["--lang", lang, "check", str(draft)])
    shown = " ".join(capsys.readouterr().out.split())
    sources = next(rule for rule in load_packs().rules if rule.id == RULE).sources
    for source in resolve(sources):
        assert source.name(lang) in shown
        assert source.tag not in shown.split()
    assert "auditor rules show" in shown


def test_a_rule_shows_what_it_rests_on_with_addresses(capsys):
    assert main(["rules", "show", RULE]) == 0
    shown = capsys.readouterr().out
    assert main(["rules", "show", RULE, "--json"]) == 0
    raw = json.loads(capsys.readouterr().out)
    assert [one["tag"] for one in raw["cited"]] == raw["sources"]
    for one in raw["cited"]:
        assert one["title"] in shown and one["address"] in shown


def test_every_kind_of_source_has_a_word():
    for kind in {source.kind for source in load_sources().values()}:
        assert catalogue()[f"source_kind.{kind}"]


def test_nothing_sent_is_one_term_in_report_and_on_the_command_line():
    texts = catalogue()
    for lang in LANGUAGES:
        term = texts["level.unsaid"][lang]
        assert texts["report.rate.missing"][lang].startswith(term)
        assert texts["cli.rate.missing"][lang].startswith(term)


def test_the_hints_after_the_demo_can_be_typed(tmp_path):
    """They are the first commands a newcomer copies."""
    for lang in LANGUAGES:
        hint = catalogue()["cli.demo.next"][lang]
        assert "auditor demo {folder}" in hint and "{folder} demo" not in hint


def test_a_draft_may_be_a_pdf_or_the_subtitles_of_a_broadcast(tmp_path, capsys):
    pdf, srt, scan = (tmp_path / name for name in ("bai.pdf", "ban-tin.srt", "quet.pdf"))
    pdf.write_bytes(make_pdf([["Hội thi nấu cơm của phái yếu thôn Mẫu", "Mười đội dự thi."]]))
    srt.write_text(
        "1\n00:00:01,000 --> 00:00:04,000\nHội thi nấu cơm của phái yếu thôn Mẫu.\n", encoding="utf-8"
    )
    scan.write_bytes(make_pdf([[], []]))
    for file in (pdf, srt):
        assert main(["check", str(file)]) == 0
        assert "phái yếu" in capsys.readouterr().out
    # pages without text must never look like a clean draft
    assert main(["check", str(scan)]) == 5
    assert "bản quét" in capsys.readouterr().err
    srt.write_text("không phải phụ đề", encoding="utf-8")
    assert main(["check", str(srt)]) == 5

"""The command line: every command has help and an example in two languages, and failures are sentences."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml

from auditor import words
from auditor.cli import GROUPS, base, main, reference

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = "demo init crawl import extract analyse score rate promises years compare country audit report paper check backup restore status coverage edits attachments replay verify export search officials doctor".split()
GROUPED = [
    "outlets list",
    "outlets show",
    "outlets history",
    "outlets provinces",
    "outlets check",
    "outlets page",
    "index list",
    "index show",
    "index validate",
    "index diff",
    "index new",
    "index confirm",
    "index pages",
    "index assess",
    "rules list",
    "rules show",
    "rules stats",
    "rules judge",
    "rules agreement",
    "rules sample",
    "rules missed",
    "rules pages",
    "rules rates",
    "sample plan",
    "sample days",
    "sample compare",
    "coding draw",
    "coding settle",
    "coding import",
    "coding agreement",
    "coding correct",
    "form new",
    "form read",
    "form missing",
    "form merge",
    "form exclude",
    "form score",
    "form fill",
    "reply form",
    "reply read",
    "reply targets",
    "reply add",
    "reply list",
    "reply sheet",
    "reply answer",
    "counted set",
    "counted show",
    "counted withdraw",
    "decisions list",
    "decisions export",
    "decisions import",
    "bundle check",
    "bundle open",
    "bundle key",
]


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_every_command_has_help_and_an_example(lang):
    shell = base.Shell(lang)
    found = {path.removeprefix("auditor").strip(): c for path, c in base.walk(base.command_of(shell, GROUPS))}
    leaves = {path for path, command in found.items() if path and not hasattr(command, "commands")}
    assert leaves == {*COMMANDS, *GROUPED}
    for path in leaves:
        assert found[path].help, path
        assert found[path].epilog.startswith(shell("cli.example")), path
        assert "auditor " in found[path].epilog, path
        for parameter in found[path].params:
            assert parameter.help, (path, parameter.name)


def test_the_reference_is_up_to_date():
    # python -m auditor.cli.reference writes it
    assert (ROOT / "docs" / "cli.md").read_text(encoding="utf-8") == reference.text()


def test_the_readme_names_every_file_it_links():
    import re

    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md"):
        for link in re.findall(r"\]\(([\w./-]+)\)", page.read_text(encoding="utf-8")):
            assert (ROOT / link).exists(), link


def test_the_order_of_a_year_in_the_readme_can_be_typed(capsys):
    """Whoever does it once a year types it from there: every line has to be a command with options that exist."""
    import re
    import shlex

    text = (ROOT / "README.md").read_text(encoding="utf-8").partition("Công việc trong một năm")[2]
    lines = text.partition("```sh\n")[2].partition("```")[0].splitlines()
    typed = [shlex.split(line, comments=True)[1:] for line in lines]
    assert [one[0] for one in typed] == ["form", "form", "audit", "report", "paper", "reply", "bundle"]
    for one in typed:
        assert main([*one, "--help"]) == 0, one
        shown = capsys.readouterr().out
        assert all(re.search(rf"{option}\b", shown) for option in one if option.startswith("-")), one


def test_help_is_in_one_language(capsys):
    assert main(["init", "--help"]) == 0
    vietnamese = capsys.readouterr().out
    assert main(["--lang", "en", "init", "--help"]) == 0
    english = capsys.readouterr().out
    assert "Tùy chọn" in vietnamese and "Options ─" not in vietnamese
    assert "Options" in english and "Tùy chọn" not in english
    assert "xem trợ giúp" in vietnamese


def test_both_languages_say_everything():
    for key, sentences in words.catalogue().items():
        assert set(sentences) == {"vi", "en"}, key
        assert all(isinstance(s, str) and s.strip() for s in sentences.values()), key
        fields = [sorted(_fields(s)) for s in sentences.values()]
        assert fields[0] == fields[1], key


def _fields(sentence: str) -> set[str]:
    import string

    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def test_results_never_speak_of_violations():
    # words of the field: the index is a set of indicators, not a regulation
    for key, sentences in words.catalogue().items():
        text = sentences["vi"].lower()
        for word in ("thanh tra", "kiểm toán"):
            assert word not in text, key
        if "vi phạm" in text:
            assert "không phải" in text or "pháp luật" in text, key


@pytest.mark.parametrize(
    ("argv", "code", "says"),
    [
        (["khong-co"], 2, "khong-co"),
        (["init"], 2, "thư mục"),
        (["doctor", "--xyz"], 2, "--xyz"),
        (["--lang", "xx", "doctor"], 2, "xx"),
        (["-w", "/khong/co/dau", "status"], 3, "auditor init"),
        (["check", "/khong/co/ban-thao.txt"], 5, "ban-thao.txt"),
        (["check", "ban-thao.odt"], 5, ".docx"),
        (["outlets", "list", "--province", "Atlantis"], 2, "Atlantis"),
        (["outlets", "list", "--on", "hôm qua"], 2, "hôm qua"),
        (["outlets", "show", "khong-co"], 2, "khong-co"),
        (["rules", "show", "khong-co"], 2, "khong-co"),
        (["index", "show", "khong-co"], 5, "vn-2014"),
        (["extract", "/khong/co.html"], 5, "co.html"),
        (["import"], 2, "--adoption"),
        (["report", "--format", "docx"], 2, "docx"),
        (["demo", "--province", "ha-noi"], 2, "lac-giang"),
    ],
)
def test_what_goes_wrong_is_said_in_one_sentence(argv, code, says, capsys):
    assert main(argv) == code
    err = capsys.readouterr().err
    assert says in err
    assert "Traceback" not in err


def test_a_bug_is_a_sentence_too(capsys, monkeypatch):
    monkeypatch.setattr("auditor.cli.doctor.findings", lambda folder: 1 / 0)
    assert main(["doctor"]) == base.EXIT_BUG
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_a_broken_outlet_file_is_named_with_its_line(tmp_path, capsys):
    file = tmp_path / "bao-moi.yaml"
    file.write_text(
        "schema: auditor.outlet/1\nid: bao-moi\nnames: [{name: Báo Mới}]\nkind: bao\nprovinces: [{province: A}]\n",
        encoding="utf-8",
    )
    assert main(["outlets", "check", str(file)]) == 5
    err = capsys.readouterr().err
    assert "bao-moi.yaml" in err and "4" in err


def test_who_counted_then(capsys):
    assert main(["outlets", "list", "--on", "2024-12-31", "--province", "bac-kan", "--json"]) == 0
    ids = {outlet["id"] for outlet in json.loads(capsys.readouterr().out)}
    assert "bao-bac-kan" in ids
    assert main(["outlets", "list", "--on", "2025-07-01", "--province", "Bắc Kạn", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_doctor_says_nothing_personal(capsys):
    assert main(["doctor", "--json"]) == 0
    text = capsys.readouterr().out
    assert json.loads(text)["ok"] in (True, False)
    assert str(Path.home()) not in text


def test_a_draft_is_checked_with_lines_and_columns(tmp_path, capsys):
    draft = tmp_path / "ban-thao.txt"
    draft.write_text(
        "Họp thôn\n\nBà Nguyễn Thị Mận nói: “Đường đã xong”.\nÔng Trần Văn Tạo vắng mặt.\n", encoding="utf-8"
    )
    assert main(["check", str(draft), "--format", "json"]) in (0, 1)
    analysis = json.loads(capsys.readouterr().out)
    assert analysis["id"] == str(draft)
    assert {p["name"]: p["gender"] for p in analysis["people"] if p["named"]} == {
        "Nguyễn Thị Mận": "female",
        "Trần Văn Tạo": "male",
    }
    text = draft.read_text(encoding="utf-8")
    for person in analysis["people"]:
        for mention in person["mentions"]:
            assert text[mention["start"] : mention["end"]] == mention["text"]
    for finding in analysis["findings"]:
        assert text.split("\n")[finding["line"] - 1][finding["column"] - 1 :].startswith(
            finding["text"].split("\n")[0]
        )


def test_a_draft_that_is_no_unicode_is_refused(tmp_path, capsys):
    draft = tmp_path / "cu.txt"
    draft.write_bytes(b"Ng\xe0y T\xeat")
    assert main(["check", str(draft)]) == 5
    assert "UTF-8" in capsys.readouterr().err


def test_a_word_draft_is_read(tmp_path, capsys):
    body = "".join(
        f"<w:p><w:r><w:t>{t}</w:t></w:r></w:p>"
        for t in ("Tít bài", "Sapo của bài.", "Ông Lê Văn Khoát cho biết đường đã xong.")
    )
    deleted = "<w:p><w:del><w:r><w:delText>xóa</w:delText><w:t>bỏ hẳn</w:t></w:r></w:del></w:p>"
    xml = f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}{deleted}</w:body></w:document>'
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        package.writestr("word/document.xml", xml)
    draft = tmp_path / "ban-thao.docx"
    draft.write_bytes(data.getvalue())
    assert main(["check", str(draft), "--format", "json"]) == 0
    assert [p["name"] for p in json.loads(capsys.readouterr().out)["people"]] == ["Lê Văn Khoát"]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04kaputt", b"<!DOCTYPE x>"])
def test_a_broken_word_draft_is_a_sentence(tmp_path, capsys, data):
    draft = tmp_path / "hong.docx"
    draft.write_bytes(data)
    assert main(["check", str(draft)]) == 5
    assert "Traceback" not in capsys.readouterr().err


def test_rules_and_editions_are_listed_for_machines(capsys):
    assert main(["rules", "list", "--json"]) == 0
    rules = json.loads(capsys.readouterr().out)
    assert len(rules) >= 35
    assert all(
        {"id", "family", "severity", "authority", "scores", "alternatives", "valid_from", "valid_to"}
        <= set(rule)
        for rule in rules
    )
    assert main(["index", "list", "--json"]) == 0
    assert {edition["id"] for edition in json.loads(capsys.readouterr().out)} >= {"vn-2014"}


def test_the_catalogue_has_no_double_keys():
    seen: set[str] = set()
    for file in sorted((ROOT / "auditor" / "texts").glob("*.yaml")):
        for key_node, _ in yaml.compose(file.read_text(encoding="utf-8")).value:
            assert key_node.value not in seen, f"{file.name}: {key_node.value}"
            seen.add(key_node.value)


def test_a_stored_page_is_checked_with_its_outlet_file(tmp_path, capsys):
    outlet = tmp_path / "bao-mau.yaml"
    outlet.write_text(
        "schema: auditor.outlet/1\nid: bao-mau\nnames: [{name: Báo Mẫu}]\nkind: newspaper\nprovinces: [{province: Mẫu}]\n"
        "sites:\n- hosts: [baomau.example]\n  selectors: {title: h1, body: div.than, author: p.ai}\n",
        encoding="utf-8",
    )
    page = tmp_path / "trang.html"
    page.write_text(
        "<h1>Xã Bến Lau có cây cầu mới</h1><div class=than><p>Cầu dài bốn mươi mét, dân góp công hai năm ròng.</p></div>"
        "<p class=ai>Mai Lan</p>",
        encoding="utf-8",
    )
    assert main(["outlets", "page", str(outlet), str(page)]) == 2
    assert main(["outlets", "page", str(outlet), str(page), "--url", "https://baomau.example/a-1.html"]) == 0
    assert main(["outlets", "check", str(outlet)]) == 0
    (told,) = (tmp_path / "pages" / "bao-mau").glob("*.json")
    told.write_text(told.read_text(encoding="utf-8").replace("Mai Lan", "Thu An"), encoding="utf-8")
    capsys.readouterr()
    assert main(["outlets", "check", str(outlet)]) == 5
    assert "Thu An" in capsys.readouterr().err


def test_checking_a_draft_loads_no_writer_of_documents(tmp_path):
    """A quarter of a second that an editor would wait at every draft."""
    draft = tmp_path / "bai.txt"
    draft.write_text("Chuyện ở xã\n\nBà Lê Thị Hạnh mở xưởng ở thôn Đông.\n", encoding="utf-8")
    told = (
        f"import sys; from auditor.cli import main; main(['check', {str(draft)!r}]); print('|', *sys.modules)"
    )
    out = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", told],
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    loaded = set(out.stdout.rpartition("|")[2].split())
    assert "indicators.analyse" in loaded
    assert loaded & {"xlsxwriter", "docx", "typst", "reports.html", "reports.pdf", "python_calamine"} == set()

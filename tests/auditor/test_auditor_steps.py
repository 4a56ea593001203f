"""docs/tung-buoc.md is what somebody types who has never seen the program: every line has to do what the page says."""

from __future__ import annotations

import contextlib
import io
import json
import re
import shlex
from pathlib import Path

import docx
import pytest
from auditor_filling import WORDS, fill, rows_of

from auditor.cli import main

CODE = WORDS("form.column.code")
PAGE = Path(__file__).resolve().parents[2] / "docs" / "tung-buoc.md"


def blocks() -> list[tuple[str, str]]:
    """Language and text of each block, in order."""
    return re.findall(r"```(sh|yaml)\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S)


@pytest.fixture(scope="module")
def walked(tmp_path_factory):
    """The whole page typed line by line; two forms come back, one of them with two wrong cells."""
    home = tmp_path_factory.mktemp("buoc")
    folder = home / "lac-giang"
    codes = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(home)
        for language, text in blocks():
            if language == "yaml":
                (folder / text.split("\n")[0].removeprefix("# ").strip()).write_text(text, encoding="utf-8")
                continue
            for line in text.strip().splitlines():
                name, *typed = shlex.split(line, comments=True)
                if name == "cd":
                    patch.chdir(folder)
                    continue
                if typed[:2] == ["form", "read"]:
                    come_back(folder, Path(typed[2]))
                if typed[:2] == ["reply", "answer"]:
                    typed[2] = first_opinion()
                codes[line.split(" #")[0].strip()] = main(typed)
    return folder, codes


def come_back(folder: Path, target: Path) -> None:
    if target.suffix:
        (folder / target).rename(folder / "bang-trong.xlsx")
        lines = {row[CODE]: {"appraised": 1} for row in rows_of(folder / "bang-trong.xlsx", "score")}
        fill(
            folder / "bang-trong.xlsx", folder / target, lines,
            sheet="score", columns=("appraised",), appraiser="Lê Mẫu",
        )  # fmt: skip
        return
    right, wrong = sorted((folder / "forms").glob("vn-2014-*/*.xlsx"))[:2]
    lines = {row[CODE]: {"self": 1} for row in rows_of(right, "answers")}
    fill(right, folder / target / right.name, lines)
    first, second = list(lines)[:2]
    fill(wrong, folder / target / wrong.name, lines | {first: {"self": "hai"}, second: {"self": 9}})


def first_opinion() -> str:
    heard = io.StringIO()
    with contextlib.redirect_stdout(heard):
        assert main(["reply", "list", "--json"]) == 0
    return str(json.loads(heard.getvalue())[0]["id"])


def test_every_line_of_the_page_works(walked):
    _, codes = walked
    wrong = {line: code for line, code in codes.items() if code}
    # the folder holds a form with two wrong cells, as a real one does
    assert wrong == {"auditor form read bieu-nhan-ve --received 2025-11-19": 5}


def test_what_the_page_promises_is_there(walked):
    folder, _ = walked
    names = {path.name for path in (folder / "reports").iterdir()}
    for start in ("bao-cao-nam-", "phieu-ket-qua-", "cong-van-de-nghi-giai-trinh-", "bang-tong-hop-y-kien-"):
        assert any(name.startswith(start) and name.endswith(".docx") for name in names), start
    assert (folder / "cong-van-nhac.docx").exists() and (folder / "goi-2025.zip").exists()
    (report,) = (folder / "reports").glob("bao-cao-nam-*.docx")
    text = "\n".join(p.text for p in docx.Document(str(report)).paragraphs)
    assert "Nguyễn Văn Mẫu" in text and "Kế hoạch số …" in text, "who decided what counts"
    assert WORDS("papers.part.proposals").upper() in text

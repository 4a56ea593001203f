"""What coders and whoever drew the sample read: names and days as people write them, and which outlets a sample is too small for."""

from __future__ import annotations

import re

import pytest
from auditor_coded import make_forty
from auditor_rooms import OUTLETS

from auditor.cli import main
from auditor.tables import read_table
from auditor.words import Words


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    made = make_forty(tmp_path_factory.mktemp("ma-hoa") / "w")
    assert (
        main(
            [
                "-w",
                str(made.path),
                "coding",
                "draw",
                "--articles",
                "60",
                "--who",
                "Người A",
                "--who",
                "Người B",
            ]
        )
        == 0
    )
    return made


@pytest.fixture
def named(workspace):
    return {o.id: o.name for o in workspace.register().outlets}


def test_a_sheet_has_outlets_by_name_and_days_as_people_write_them(workspace, named):
    (file, _) = sorted((workspace.path / "coding" / "mau-1").glob("phieu-ma-hoa-*.xlsx"))
    rows = [cells for _, cells in read_table(file, sheet="Mã hóa")]
    assert {row["Cơ quan"] for row in rows} == {named[id] for id in OUTLETS}
    assert all(re.fullmatch(r"\d\d/\d\d/2025", row["Ngày đăng"]) for row in rows)


def test_the_codebook_says_in_words_how_sure_a_definition_is(workspace):
    text = (workspace.path / "coding" / "mau-1" / "huong-dan-ma-hoa.html").read_text(encoding="utf-8")
    assert Words("vi")("mark.I") in text and "[I]" not in text


def test_a_sample_too_small_for_single_outlets_is_said_when_it_is_drawn(workspace, capsys):
    """Hours of coding would end in "chưa hiệu chỉnh" beside every outlet."""
    words = ["-w", str(workspace.path), "coding", "draw", "--seed", "5", "--who", "A", "--who", "B"]
    assert main([*words, "--articles", "60"]) == 0
    told = capsys.readouterr()
    assert "0/3 cơ quan đủ 30 bài" in told.out + told.err and "--per-outlet 30" in told.out + told.err
    assert main([*words, "--per-outlet", "30", "--name", "du"]) == 0
    told = capsys.readouterr()
    assert "đủ 30 bài" not in told.out + told.err


@pytest.mark.parametrize("width", ["80", "120"])
def test_what_was_corrected_stands_in_the_table_and_the_rest_in_one_sentence(
    workspace, named, capsys, monkeypatch, width
):
    monkeypatch.setenv("COLUMNS", width)
    assert main(["-w", str(workspace.path), "coding", "correct", "--sample", "mau-1"]) == 0
    table, rest = capsys.readouterr().out.split("└")
    # nobody has coded yet: only the whole has a line for each indicator
    assert not any(name in table for name in (*named.values(), *OUTLETS)) and "…" not in table
    assert [rest.count(named[id]) for id in OUTLETS] == [1, 1, 1]


def test_nobody_is_told_to_draw_more_than_there_is(tmp_path, capsys):
    """An outlet of twenty articles in the whole period never has thirty coded ones."""
    made = make_forty(tmp_path / "w", each=20)
    capsys.readouterr()
    assert (
        main(["-w", str(made.path), "coding", "draw", "--per-outlet", "30", "--who", "A", "--who", "B"]) == 0
    )
    told = capsys.readouterr()
    assert "dưới 30 bài trong cả kỳ" in told.out + told.err and "--per-outlet" not in told.out + told.err

"""Under each table its assessment, and what to write about causes and proposals. A department pastes these sentences: none may say
more than its table, and none may ask for causes where nothing is lacking.
"""

from __future__ import annotations

from dataclasses import replace

import docx
import pytest
import report_sample as sample
from docx.table import Table
from docx.text.paragraph import Paragraph
from paper_sample import HISTORY, ISSUER, PROMISES

from auditor.words import Words
from reports.papers import Circulation, Kind, PaperOrder, write_paper
from reports.papers.beside import of_groups, of_history, of_promises, of_targets
from reports.papers.circulating import Group
from reports.papers.kinds import PastRate
from reports.wording import Wording

SAY = Wording(Words("vi"))


@pytest.mark.parametrize("kind", [Kind.ANNUAL, Kind.MIDTERM, Kind.FINAL])
@pytest.mark.parametrize("readers", [Circulation.INTERNAL, Circulation.PUBLIC])
def test_every_table_of_a_report_is_followed_by_its_assessment(tmp_path, kind, readers):
    order = PaperOrder(kind, readers, sample.forty(), ISSUER, "", HISTORY, promises=PROMISES)
    write_paper(order, Words("vi"), tmp_path / "p.docx")
    document = docx.Document(str(tmp_path / "p.docx"))
    blocks = list(document.iter_inner_content())
    tables = [
        at
        for at, block in enumerate(blocks)
        if isinstance(block, Table) and not {"Nơi nhận:", "CỘNG HÒA"} & set(_first(block))
        and block.rows[0].cells[0].text in ("STT", "Tính đến ngày")
    ]  # fmt: skip
    assert len(tables) >= 2
    for at in tables:
        following = [b.text for b in blocks[at + 1 : at + 6] if isinstance(b, Paragraph)]
        assert any(text.startswith("Đánh giá: ") for text in following), following


def _first(table: Table) -> list[str]:
    return table.rows[0].cells[0].text.split("\n")


def test_targets_that_were_missed_ask_for_causes_and_met_ones_do_not():
    report = sample.report()
    found = of_targets(report, SAY)
    due = [goal for goal in report.pilot.last if report.pilot.held(goal).counted]
    missed = sum(report.pilot.missed(goal) for goal in due)
    assert f"đạt {len(due) - missed}/{len(due)} mốc đã đến hạn" in found.assessment
    assert bool(found.causes) is bool(missed)
    # 6 of 9 against 70 %, by hand
    assert "mới đạt 6/9 cơ quan (66,7 %), còn thiếu 3,3 điểm phần trăm" in found.causes[0]
    met = replace(
        report,
        pilot=replace(report.pilot, applied=report.pilot.counted),
        formal=replace(report.formal, applied=report.formal.counted),
    )
    assert (of_targets(met, SAY).causes, of_targets(met, SAY).proposals) == ((), ())


@pytest.mark.parametrize(
    ("before", "told"),
    [(6, "không thay đổi"), (3, "tăng 33,3 điểm phần trăm"), (9, "giảm 33,3 điểm phần trăm")],
)
def test_the_past_is_held_against_today_only_over_an_unbroken_series(before, told):
    report = sample.report()
    now = replace(report, pilot=replace(report.pilot, applied=6, counted=9))
    history = (PastRate("2024-12-14", 1, before, 9),)
    assert told in of_history(history, (), now, SAY).assessment
    broken = of_history(history, ("Đứt chuỗi",), now, SAY).assessment
    assert "điểm phần trăm" not in broken and "không nêu tăng, giảm" in broken


def test_of_groups_only_what_the_table_shows_is_said():
    made = (Group(("newspaper",), 6, 6, 1), Group(("magazine",), 5, 3, 0), Group(("portal",), 5, None, None))
    found = of_groups(made, SAY)
    assert "Mọi cơ quan đã áp dụng ở khối Báo in, báo điện tử." in found.assessment
    assert found.asking and "Tạp chí" in found.proposals[0]
    assert "Cổng" not in found.assessment + found.proposals[0]
    assert not of_groups(made[:1], SAY).asking
    assert of_groups(made[2:], SAY).assessment == ""


def test_promises_without_a_figure_are_not_called_missed():
    (one, *_) = PROMISES
    found = of_promises((replace(one, known=False), replace(one, known=True, missed=True), one), SAY)
    assert "2/3 chỉ tiêu, trong đó 1 chỉ tiêu chưa đạt" in found.assessment
    assert "1 chỉ tiêu chưa có số liệu: “Hương ước mẫu”" in found.causes
    assert "“Hương ước mẫu”: 190/200 (95,0 %) so với 95 % vào năm 2025" in found.causes
    assert of_promises((one,), SAY).causes == ()

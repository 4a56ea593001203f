"""The page a head of department reads: what it must say, and what it must never show or do."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
import report_sample as sample

import reports
from reports.figures import Adoption, Milestone, Outcome, Rate


@pytest.fixture
def ten(page, vi):
    return page(reports.render_html(sample.report(), vi))


def test_the_rate_comes_first_in_words_and_numbers(ten) -> None:
    big = [tag.get_text(strip=True) for tag in ten.soup.select(".big")]
    assert big == ["đạt 6/9 cơ quan (66,7 %)", "đạt 3/9 cơ quan (33,3 %)"]
    assert ten.soup.main.find("p").get_text(strip=True) == big[0]


def test_an_outlet_that_said_nothing_is_named_apart_from_one_that_said_no(ten) -> None:
    assert (
        "Chưa gửi kê khai (1 cơ quan, tạm tính là chưa áp dụng): Trang truyền thanh cơ sở xã Sông Mây."
        in ten.text
    )
    levels = [row["Mức khai báo"] for row in ten.rows("#outlets")]
    assert levels[4:6] == ["Chưa áp dụng", "Chưa gửi kê khai"]


def test_milestones_are_compared_and_never_interpolated(ten) -> None:
    rows = list(ten.rows("#rate .goals"))
    assert [row["Kế hoạch"] for row in rows] == ["từ 70 %", "80 %", "90 %", "100 %"]
    assert rows[0]["Đạt/Chưa đạt"] == (
        "Chưa đạt (thấp hơn 3,3 điểm phần trăm). Tính riêng cơ quan có tài liệu kiểm chứng đã thẩm định: "
        "3/9 cơ quan (33,3 %), thấp hơn mốc 36,7 điểm phần trăm."
    )
    assert rows[3]["Đạt/Chưa đạt"] == "Chưa đến hạn; còn 66,7 điểm phần trăm, cần ít nhất 9/9 cơ quan"
    years = {int(y) for row in rows for y in re.findall(r"năm (\d{4})", row["Chỉ tiêu"])}
    assert years == {2025, 2030}


def test_seven_of_ten_meets_seventy_per_cent() -> None:
    """0.7 * 10 is a little more than 7 in floats for some shares; nobody may miss a target by rounding."""
    for tenths in range(1, 11):
        assert Rate(1, tenths, 10).needed(Milestone(2025, tenths / 10, 1, "", "", "")) == tenths
    assert Rate(1, 0, 9).needed(Milestone(2030, 0.9, 2, "", "", "")) == 9


@pytest.mark.parametrize("outcome", [o for o in Outcome if o is not Outcome.MEASURED])
def test_every_kind_of_empty_is_named_and_explained(ten, vi, outcome) -> None:
    shown = [tag.get_text(strip=True) for tag in ten.soup.select(f".o-{outcome}")]
    assert set(shown) == {vi(f"outcome.{outcome}")}
    assert vi(f"outcome.{outcome}.is") in ten.text


def test_a_value_that_was_not_measured_is_never_shown(page, vi) -> None:
    base = sample.report(sample.NAMES[:1])
    wrong = replace(
        base.outlets[0].indicators[5], value=0.987, interval=base.outlets[0].indicators[3].interval
    )
    report = replace(base, outlets=(replace(base.outlets[0], indicators=(wrong,)),))
    assert "98,7" not in reports.render_html(report, vi)


def test_what_waits_for_a_reader_is_not_a_share_of_zero(ten) -> None:
    rows = {row["Mã"]: row["Kết quả"] for row in ten.rows("#sheet1 table.profile")}
    assert rows["B1.2.2"] == "Cần người xem lại 12 trường hợp cần xem trong 312 tin bài"
    assert rows["B1.1.3"] == "Không đủ cơ sở đánh giá n = 4, cần ít nhất 30"


def test_the_papers_behind_a_level_are_counted_in_the_table_and_named_on_the_sheet(ten) -> None:
    assert next(ten.rows("#outlets"))["Căn cứ"] == "1 tài liệu"
    papers = [li.get_text() for li in ten.soup.select("#sheet2 .papers li")]
    assert papers == ["QĐ phân công (minh họa)", "Phiếu tự đánh giá kỳ này"]


def test_a_working_translation_says_so(ten) -> None:
    rows = {row["Mã"]: row["Nguồn câu chữ"] for row in ten.rows("#index")}
    assert rows["A1.1.1"] == "[K] bản dịch làm việc, chờ đối chiếu"
    assert rows["B1.1.1"] == "[C] đã đối chiếu"
    profile = {row["Mã"]: row["Chỉ số"] for row in ten.rows("#sheet1 table.profile")}
    assert "bản dịch làm việc, chờ đối chiếu" in profile["B1.5.2"]
    assert "bản dịch làm việc" not in profile["B1.1.1"]


def test_identification_findings_show_rule_and_place_but_no_word(ten, vi) -> None:
    html = str(ten.soup)
    assert sample.PROTECTED_WORDS not in html
    # the slug of the address would tell as much as the quote
    assert "chau-be" not in html
    assert "vu-viec-o-xa" not in html
    box = next(b for b in ten.soup.select(".example") if "f18-truong-hoc" in b.get_text())
    told = box.get_text(" ", strip=True)
    assert vi("report.example.protected") in told
    assert "thân bài" in told
    assert "501–537" in told


def test_examples_carry_what_is_needed_to_look_them_up(ten) -> None:
    told = ten.soup.select_one(".example").get_text(" ", strip=True)
    for part in ("“phái đẹp”", "f1-phai-dep", "tít", "lời của tòa soạn", "phụ nữ; nữ giới", "20/10/2025"):
        assert part in told
    assert "9f2c9f2c9f2c" in told
    assert "20251021T010203Z-a1.warc.gz@18234" in told
    link = ten.soup.select_one(".example a[rel]")
    assert (
        link["href"]
        == link.get_text()
        == "https://bao-tinh.example/tin/phu-nu-xa-song-may-ra-mat-to-hop-tac-12345.html"
    )


def test_a_fictitious_province_says_so_and_a_real_one_does_not(vi) -> None:
    assert vi("report.fictitious.why") in reports.render_html(sample.report(), vi)
    assert "HƯ CẤU" not in reports.render_html(sample.report(fictitious=False), vi)


def test_hostile_text_stays_text(page, words) -> None:
    seen = page(reports.render_html(sample.hostile(), words))
    soup = seen.soup
    assert not soup.find_all(["script", "img", "iframe", "object", "link", "form"])
    for tag in soup.find_all(True):
        assert not [name for name in tag.attrs if name.startswith("on") or name == "src"]
        href = str(tag.get("href", "#"))
        assert href.startswith(("#", "https://")), href
    assert "{{ 7*7 }}" in seen.text
    assert "\u202e" not in seen.text
    assert sample.HOSTILE[0] in seen.text
    seen.text.encode("utf-8")


def test_nothing_is_fetched_from_elsewhere(words) -> None:
    html = reports.render_html(sample.report(), words)
    outside = set(re.findall(r"""(?:src|href)=["'](?!#)([^"']+)""", html))
    assert outside
    assert all(".example/" in address for address in outside)
    assert not re.search(r"url\((?!#)|@import|<script", html)


@pytest.mark.parametrize("names", [(), sample.NAMES[:1], sample.NAMES], ids=["none", "one", "ten"])
def test_headings_ids_and_language_are_in_order(names, page, words) -> None:
    soup = page(reports.render_html(sample.report(names), words)).soup
    assert soup.html["lang"] == words.lang
    depths = [int(h.name[1]) for h in soup.find_all(re.compile("^h[1-6]$"))]
    assert depths[0] == 1
    assert depths.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(depths))
    ids = [tag["id"] for tag in soup.find_all(id=True)]
    assert len(ids) == len(set(ids))
    for tag in soup.find_all(True):
        for name in ("aria-labelledby", "href"):
            for target in str(tag.get(name, "")).split():
                if name == "aria-labelledby" or target.startswith("#"):
                    assert target.lstrip("#") in ids
    for chart in soup.select("svg[role=img]"):
        assert chart.title.get_text(strip=True)


def test_charts_do_not_speak_by_colour_alone(ten) -> None:
    chart = ten.soup.select_one("#outlets figure svg")
    assert "Thí điểm: 3 cơ quan (STT 2, 3, 7)" in chart.desc.get_text()
    assert len(chart.select("rect.t1")) == len(chart.select("rect.patch")) == 3
    assert [t.get_text() for t in chart.select("text.num")] == ["1", "4", "8", "2", "3", "7", "5", "9", "6"]


def test_outlets_keep_the_order_of_the_register_and_get_no_rank(page, vi) -> None:
    few = tuple(reversed(sample.NAMES[:3]))
    seen = page(reports.render_html(sample.report(few), vi))
    rows = [row["Cơ quan"] for row in seen.rows("#outlets")]
    assert all(row.startswith(name) for row, (_, name, _) in zip(rows, few, strict=True))
    assert vi("report.outlets.few") in seen.text
    assert "hạng nhất" not in seen.text.lower()
    assert "đứng thứ" not in seen.text.lower()


def test_no_outlet_gives_no_rate_instead_of_zero_per_cent(page, vi) -> None:
    seen = page(reports.render_html(sample.report(()), vi))
    assert seen.soup.select_one(".big").get_text(strip=True) == vi("report.rate.none")
    assert vi("report.outlets.none") in seen.text
    assert "0,0 %" not in seen.text


def test_a_code_newer_than_the_catalogue_does_not_stop_the_report(page, vi) -> None:
    base = sample.report(sample.NAMES[:1])
    odd = replace(base.outlets[0], kind="podcast", adoption=Adoption(None))
    seen = page(reports.render_html(replace(base, outlets=(odd,)), vi))
    assert "podcast" in seen.text


def test_the_same_figures_give_the_same_page(words) -> None:
    assert reports.render_html(sample.report(), words) == reports.render_html(sample.report(), words)


def test_a_source_is_a_title_and_an_address_and_examples_point_at_it(ten) -> None:
    first, second = ten.soup.select("#sources li")
    assert first.a["href"] == "https://so-tay.example/gioi.pdf"
    assert first.get_text().startswith("Sổ tay minh họa về giới (tài liệu hướng dẫn)")
    assert second.a is None
    example = ten.soup.select_one(".example")
    assert example.select_one(f"a[href='#{first['id']}']").get_text() == "[1]"
    assert "Sổ tay minh họa, tr. 12" in example.get_text()


def test_a_source_cannot_put_a_script_behind_a_link(page, vi) -> None:
    seen = page(reports.render_html(sample.hostile(), vi))
    assert "javascript:alert(1)" in seen.soup.select_one("#sources").get_text()
    assert seen.soup.select("#sources a, #sources script") == []


def test_a_finding_about_the_whole_item_does_not_blame_the_headline(ten) -> None:
    (shown, *_) = [e for e in ten.soup.select(".example") if "f17-noi-tro-giup" in e.get_text()]
    assert "Nhận xét về cả bài" in shown.get_text()
    assert "thêm số điện thoại trợ giúp" in shown.get_text()
    assert "tít hay" in shown.get_text() and sample.HEADLINE not in ten.text
    facts = {row.dt.get_text(): row.dd.get_text() for row in shown.select("dl > div")}
    assert facts["Vị trí"] == "cả bài" and "Ký tự" not in facts


def test_candidates_are_said_to_wait_and_not_to_be_left_out(ten, vi) -> None:
    assert vi("report.examples.counting") in ten.text
    counting = {e.get_text() for e in ten.soup.select(".example dd") if "tính" in e.get_text()}
    assert {vi("report.scores.yes"), vi("report.scores.waiting"), vi("report.scores.no")} <= counting

"""The sample province: planted items are sound, distinct, deterministic; its hosts answer as hosts do."""

from __future__ import annotations

import gzip
import re
import urllib.error
import urllib.request
from collections import Counter

import pytest

from auditor.sample import items as planted
from auditor.sample.names import PROVINCES
from auditor.sample.province import sample
from auditor.sample.server import SampleServer
from auditor.sample.site import Page, slug


def test_planted_items_hold_together():
    assert planted.problems(planted._raw_items()) == []


def test_there_are_enough_items_over_the_whole_year():
    days = [item.published[:10] for item in planted.items()]
    assert len(days) >= 300
    assert {day[5:7] for day in days} == {f"{month:02d}" for month in range(1, 13)}
    assert {"2025-03-08", "2025-10-20"} <= set(days)
    assert sum("2025-11-15" <= day <= "2025-12-15" for day in days) >= 15


def test_a_third_of_planted_wordings_are_hard_negatives():
    wordings = [wording for item in planted.items() for wording in item.wordings]
    hard = [wording for wording in wordings if not wording.counts]
    assert len(wordings) >= 150
    assert len(hard) * 3 >= len(wordings)
    assert set(Counter(w.because for w in hard)) == planted.BECAUSE


def test_another_province_and_year_give_other_names_and_the_same_truths():
    here, there = planted.items("lac-giang", 2025), planted.items("ngan-hac", 2026)
    assert [i.id for i in here] == [i.id for i in there]
    assert all(i.published.startswith("2026") for i in there)
    first, second = ({p.name for i in one for p in i.people if p.named} for one in (here, there))
    # names set literally (foreign, minority, stage names) stay
    assert len(first & second) < len(first) / 4
    assert planted.problems(planted._raw_items(), "ngan-hac", 2026) == []


def test_the_same_call_gives_the_same_pages():
    first = {
        host: {path: page.etag for path, page in pages.items()} for host, pages in sample().sites.items()
    }
    sample.cache_clear()
    again = {
        host: {path: page.etag for path, page in pages.items()} for host, pages in sample().sites.items()
    }
    assert first == again


def test_ten_outlets_in_six_styles_one_of_them_dead():
    province = sample()
    assert len(province.outlets) == 10
    assert len({outlet.style for outlet in province.outlets if not outlet.dead}) >= 6
    assert len(province.dead) == 1
    assert all(outlet.host.endswith(".example") for outlet in province.outlets)


def test_every_item_stands_in_a_list_feed_or_sitemap():
    for outlet in sample().outlets:
        if outlet.dead:
            continue
        pages = sample().sites[outlet.host]
        paths = {placed.path for placed in sample().placed if placed.outlet is outlet}
        lists = b""
        for path, page in pages.items():
            if path not in paths and "robots" not in path:
                lists += gzip.decompress(page.body) if path.endswith(".gz") else page.body
                lists += b"".join(answer.body for answer in page.forms.values())
        assert [path for path in paths if path.encode() not in lists] == [], outlet.key


def test_forbidden_addresses_are_listed_and_forbidden():
    province = sample()
    assert province.forbidden
    for address in province.forbidden:
        outlet = next(o for o in province.outlets if address.startswith(o.base))
        pages = province.sites[outlet.host]
        assert any(address.encode() in page.body for page in pages.values())
        assert b"Disallow: /noi-bo/" in pages["/robots.txt"].body
        assert b"Crawl-delay" in pages["/robots.txt"].body


def test_reposts_carry_a_source_line_and_their_own_address():
    reposts = [placed for placed in sample().placed if not placed.original]
    assert len(reposts) >= 15
    for placed in reposts:
        assert placed.source_line.startswith("Theo ")
        assert sum(other.url == placed.url for other in sample().placed) == 1


def test_the_server_answers_like_a_host():
    with SampleServer({"a.example": {"/": Page("Chào".encode())}}, dead=("b.example",)) as server:
        address, port = server.resolve["a.example"]
        assert address == "127.0.0.1"
        with urllib.request.urlopen(f"http://{address}:{port}/") as answer:
            assert answer.read().decode() == "Chào"
            etag = answer.headers["ETag"]
        request = urllib.request.Request(f"http://{address}:{port}/", headers={"If-None-Match": etag})
        with pytest.raises(urllib.error.HTTPError) as unchanged:
            urllib.request.urlopen(request)
        assert unchanged.value.code == 304
        with pytest.raises(urllib.error.HTTPError) as missing:
            urllib.request.urlopen(f"http://{address}:{port}/khong-co")
        assert missing.value.code == 404
        for error in (unchanged, missing):
            error.value.close()
        assert [(hit.path, hit.status) for hit in server.hits] == [("/", 200), ("/", 304), ("/khong-co", 404)]
        with pytest.raises(urllib.error.URLError):
            urllib.request.urlopen("http://127.0.0.1:{}/".format(server.resolve["b.example"][1]))


def test_a_failing_host_comes_round_and_an_edited_page_shows_from_the_second_visit():
    edited = Page(b"sau")
    sites = {"a.example": {"/": Page(b"x", fails=(1, 0)), "/b": Page(b"truoc", later=edited)}}
    answers = []
    for visit in (0, 1):
        with SampleServer(sites, visit=visit) as server:
            base = "http://127.0.0.1:{}".format(server.resolve["a.example"][1])
            for path in ("/", "/", "/b"):
                try:
                    with urllib.request.urlopen(base + path) as answer:
                        answers.append(answer.read())
                except urllib.error.HTTPError as error:
                    answers.append(error.code)
                    error.close()
                except OSError:
                    answers.append("cut")
    assert answers == ["cut", b"x", b"truoc", b"x", b"x", b"sau"]


def test_a_form_that_was_not_given_out_is_an_error():
    outlet = next(o for o in sample().outlets if o.style == "aspnet")
    with SampleServer({outlet.host: sample().sites[outlet.host]}) as server:
        url = f"http://127.0.0.1:{server.resolve[outlet.host][1]}/tin-tuc.aspx"
        body = b"__EVENTTARGET=ctl00%24noidung%24luoi&__EVENTARGUMENT=Page%242&__VIEWSTATE=la&__EVENTVALIDATION=x"
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(urllib.request.Request(url, data=body))
        assert refused.value.code == 500
        refused.value.close()


def test_the_nasty_kinds_are_there():
    province = sample()
    assert sum(o.flaky for o in province.outlets) == sum(o.decomposed for o in province.outlets) == 1
    assert any(o.style == "aspnet" for o in province.outlets)
    agency = [p for p in province.placed if p.item.agency]
    assert len({p.outlet.key for p in agency}) >= 4
    assert all("TTXLG" in p.tag + p.source_line for p in agency)
    assert sum(bool(p.item.later) for p in province.placed) >= 2


def test_slugs_are_plain():
    assert slug("Đồng chí Bí thư: “Phải đi đến cùng”") == "dong-chi-bi-thu-phai-di-den-cung"


def test_provinces_are_made_up():
    # the 63 provinces before 1 July 2025 and the 34 since; a made-up one must not be among them
    real = "An Giang, Bà Rịa, Bắc Giang, Bắc Kạn, Hà Giang, Hậu Giang, Kiên Giang, Tiền Giang, Hà Nội, Hải Phòng, Thái Nguyên"
    assert not set(PROVINCES.values()) & set(re.split(", ", real))

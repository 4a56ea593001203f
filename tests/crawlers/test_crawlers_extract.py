"""What a reader sees is what is scored: no neighbour's headline in the body, no invented date, no site as author."""

from __future__ import annotations

import datetime as dt
import json
import time
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawlers import Article, PageKind, Site, belowhead, pagetext
from crawlers.extract import extract
from crawlers.register import Selectors

URL = "https://baomau.example/lua-chin-som-tren-dong-ben-lau-1234567.html"
P1 = "Sáng 20/5, nông dân xã Bến Lau ra đồng gặt những thửa lúa đầu tiên của vụ, sớm hơn mọi năm chừng mười ngày."
P2 = "Bà Lò Thị Mận, chủ nhiệm hợp tác xã, cho biết giống lúa mới chịu hạn tốt, năng suất ước đạt sáu tấn một héc-ta."
P3 = "Ủy ban nhân dân xã đã thuê thêm ba máy gặt để kịp làm đất cho vụ mùa, dự kiến xuống giống trước ngày 15/6."
SAPO = "Giống mới và nước về sớm giúp Bến Lau gặt lúa sớm hơn mọi năm."
RELATED = """<div class="lq"><h4>Tin liên quan</h4><ul><li><a href="/hop-cho-xuan-1111111.html">Họp chợ xuân bên bến sông,
người bán nhiều hơn người mua</a></li><li><a href="/duong-moi-2222222.html">Con đường mới mở qua bản Nà Mạ sau mười năm
chờ đợi</a></li></ul></div>"""


def page(body: str, head: str = "", title: str = "Lúa chín sớm trên đồng Bến Lau") -> bytes:
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title} | Báo Mẫu</title>
    <meta property="og:site_name" content="Báo Mẫu">{head}</head><body><div class="menu"><a href="/">Trang chủ</a>
    <a href="/thoi-su">Thời sự</a></div><h1>{title}</h1>{body}<footer>Báo Mẫu - Tòa soạn: số 1</footer></body></html>""".encode()


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


LD = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Lúa chín sớm trên đồng Bến Lau",
    "description": "(Báo Mẫu) - " + SAPO,
    "datePublished": "2031-05-20T01:30:00Z",
    "dateModified": "2031-05-20T10:00:00",
    "author": [{"@type": "Person", "name": "Vi Thu"}, {"@type": "Organization", "name": "Báo Mẫu"}],
    "publisher": {"@type": "Organization", "name": "Báo Mẫu"},
}


def ld(data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'


@pytest.fixture(scope="module")
def article() -> Article:
    return extract(
        page(f'<div class="noidung">{paragraphs(P1, P2, P3)}</div>{RELATED}', ld([{"@graph": [LD]}])), URL
    )


def test_title_is_without_the_sites_name(article: Article) -> None:
    assert article.title == "Lúa chín sớm trên đồng Bến Lau"


def test_lead_is_without_the_agency_tag(article: Article) -> None:
    assert article.lead == SAPO


def test_body_is_the_item_and_nothing_else(article: Article) -> None:
    assert article.body.split("\n") == [P1, P2, P3]


def test_dates_are_hanois(article: Article) -> None:
    assert (article.published, article.modified) == ("2031-05-20T08:30:00+07:00", "2031-05-20T10:00:00+07:00")


def test_author_is_a_person_and_not_the_site(article: Article) -> None:
    assert article.author == ("Vi Thu",)


def test_each_field_names_its_method(article: Article) -> None:
    assert article.methods["title"] == article.methods["published"] == "json-ld"
    assert article.methods["body"] == "trafilatura"
    assert article.kind == PageKind.ARTICLE


@pytest.mark.parametrize(
    "body",
    [
        f"<div class=x>{P1}<br><br>{P2}<br><br>{P3}</div>{RELATED}",
        f"<div><div><span>{P1}</span></div><div><span>{P2}</span></div><div><span>{P3}</span></div></div>{RELATED}",
        f"<table><tr><td><font>{P1}</font></td></tr><tr><td><font>{P2}</font><p><font>{P3}</font></p></td></tr></table>{RELATED}",
        f"<form id=aspnetForm><div>{paragraphs(P1, P2, P3)}</div></form>{RELATED}",
    ],
    ids=["br", "div-span", "tables", "aspnet-form"],
)
def test_old_layouts_without_selectors_keep_the_item_and_lose_the_neighbours(body: str) -> None:
    found = extract(page(body), URL).body
    for text in (P1, P2, P3):
        assert text in found
    assert "Họp chợ xuân" not in found
    assert "Trang chủ" not in found


SITE = Site(
    hosts=("baomau.example",),
    article_url=r"-\d{7}\.html$",
    selectors=Selectors(
        body=".noidung", lead=".sapo", captions=".chuthich", author=".tacgia", date=".ngay", drop=(".qc",)
    ),
)


def test_an_outlets_selectors_win() -> None:
    body = f"""<div class="ngay">Thứ Ba, 20/05/2031, 08:30 (GMT+7)</div><div class="sapo">{SAPO}</div><div class="noidung"><p>{P1}</p>
    <div class="box"><p>{P2}</p></div><div class="qc">Mua ngay</div><p class="chuthich">Gặt lúa ở Bến Lau. Ảnh: Vi Thu</p>
    <p>{P3}</p><p>Theo Báo Láng Giềng</p></div><span class="tacgia">Bài, ảnh: VI THU - LÒ NAM</span>"""
    found = extract(page(body), URL, site=SITE)
    assert found.body.split("\n") == [P1, P2, P3]
    assert found.lead == SAPO
    assert found.captions == ("Gặt lúa ở Bến Lau. Ảnh: Vi Thu",)
    assert found.author == ("VI THU", "LÒ NAM")
    assert found.published == "2031-05-20T08:30:00+07:00"
    assert found.methods["body"] == "selector:outlet"


def test_a_selector_that_finds_nothing_falls_back() -> None:
    found = extract(page(f"<div class='moi'>{paragraphs(P1, P2, P3)}</div>"), URL, site=SITE)
    assert P2 in found.body
    assert found.methods["body"] == "trafilatura"


def test_a_signature_at_the_end_becomes_the_author() -> None:
    found = extract(
        page(f"<div class='noidung'>{paragraphs(P1, P2, P3)}<p><strong>Vi Thu</strong></p></div>"),
        URL,
        site=SITE,
    )
    assert found.author == ("Vi Thu",)
    assert found.body.split("\n") == [P1, P2, P3]


def test_an_excerpt_cut_from_the_text_is_no_lead() -> None:
    head = f'<meta property="og:description" content="{P1[:60]}...">'
    found = extract(page(f"<div class='noidung'>{paragraphs(P1, P2, P3)}</div>", head), URL, site=SITE)
    assert found.lead == ""
    assert found.body.startswith(P1)


def test_decomposed_letters_are_composed_and_wrong_charsets_forgiven() -> None:
    decomposed = unicodedata.normalize(
        "NFD", page(f"<div class='noidung'>{paragraphs(P1, P2, P3)}</div>").decode()
    )
    wrong = decomposed.replace('charset="utf-8"', 'charset="iso-8859-1"').encode()
    assert extract(wrong, URL, site=SITE).body.split("\n") == [P1, P2, P3]
    utf16 = decomposed.replace("utf-8", "utf-16").encode("utf-16")
    assert extract(utf16, URL, site=SITE).body.split("\n") == [P1, P2, P3]


def test_without_an_address_the_canonical_link_is_taken() -> None:
    text = page(f"<div>{paragraphs(P1, P2, P3)}</div>", f'<link rel="canonical" href="{URL}">')
    assert extract(text).url == URL
    assert extract(page(P1)).url == ""


@pytest.mark.parametrize(
    "claim", ["https://baomau.example/", "https://khac.example/a-1234567.html", "javascript:alert(1)"]
)
def test_a_canonical_link_that_speaks_of_another_page_is_not_believed(claim: str) -> None:
    assert extract(page(P1, f'<link rel="canonical" href="{claim}">'), URL).url == URL


def test_a_video_page_is_a_video() -> None:
    video = {"@type": "VideoObject", "name": "Gặt lúa", "description": SAPO, "uploadDate": "2031-05-20"}
    found = extract(page("<video></video>", ld(video)), URL)
    assert (found.kind, found.title, found.lead, found.published) == (
        PageKind.VIDEO,
        "Gặt lúa",
        SAPO,
        "2031-05-20",
    )


def test_a_listing_gives_its_articles_and_no_text() -> None:
    items = "".join(
        f'<li><a href="/mot-cau-chuyen-dai-o-ben-lau-{n}000000.html">Một câu chuyện dài</a></li>'
        for n in range(1, 9)
    )
    found = extract(page(f"<ul>{items}</ul>", title="Thời sự"), "https://baomau.example/thoi-su", site=SITE)
    assert found.kind == PageKind.LISTING
    assert len(found.links) == 8
    assert found.links[0] == "https://baomau.example/mot-cau-chuyen-dai-o-ben-lau-1000000.html"
    assert found.body == ""


def test_a_date_after_the_fetch_or_before_the_web_is_no_date() -> None:
    for year in ("1931", "2045"):
        body = f'<div class="ngay">20/05/{year} 08:30</div><div class="noidung">{paragraphs(P1, P2)}</div>'
        assert extract(page(body), URL, site=SITE, fetched_at="2031-05-21T00:00:00Z").published is None


def test_a_relative_date_is_read_from_the_time_of_the_fetch() -> None:
    body = f'<div class="ngay">3 giờ trước</div><div class="noidung">{paragraphs(P1, P2)}</div>'
    found = extract(page(body), URL, site=SITE, fetched_at=dt.datetime(2031, 5, 20, 5, 30, tzinfo=dt.UTC))
    assert found.published == "2031-05-20T09:30:00+07:00"


def test_nothing_of_a_script_or_comment_is_text() -> None:
    body = f"<div class='noidung'><p>{P1}</p><script>var x = 'mã độc'</script><!-- ghi chú --><style>.a{{}}</style><p>{P2}</p></div>"
    assert extract(page(body), URL, site=SITE).body.split("\n") == [P1, P2]


@pytest.mark.parametrize(
    "html",
    [
        b"", b"\0" * 500, b"<", b"<html", "<p>Chỉ một dòng".encode(), b"\xff\xfe<\x00", b"\xfe\xff", b"<div>" * 30_000 + b"x",
        b"<table><tr><td>" * 2_000, b"<a href='http://[::1'>x</a>" * 20, b'<script type="application/ld+json">' + b"[" * 50_000,
        b'<script type="application/ld+json">{"@type": {"a": 1}, "@graph": 7}</script>', b"\x1f\x8b\x08garbage",
        ld({"@type": "NewsArticle", "headline": 5, "author": {"name": ["x"]}, "datePublished": [], "publisher": 3}).encode(),
        b'<base href="http://[bad"><a href="x-1234567.html">y</a>', b'<link rel=canonical href="http://[x">', b"&#xD800;&#0;&#x110000;",
    ],
)  # fmt: skip
def test_no_page_stops_a_run(html: bytes) -> None:
    found = extract(html, URL)
    json.dumps(found.to_page()).encode()
    assert "Error:" not in found.methods.get("error", "")


PIECES = st.sampled_from([
    "<div class='noidung'>", "</div>", "<p>", P1, "<table>", "<td>", "<a href='/a-1234567.html'>x</a>", "<meta property='og:title' content='", "'>",
    "<script type='application/ld+json'>", '{"@type":"NewsArticle","author":', "</script>", "<!--", "<![CDATA[", "\0", "&#1;", "<figure><figcaption>",
    "<link rel=canonical href='", "31/02/2031 25:61", "\ud7ff", "<time datetime='", "<base href='//'>", "<svg><p>", "<br>",
])  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(PIECES | st.text(max_size=20), max_size=25).map("".join),
    st.sampled_from(["", URL, "http://[", "x"]),
)
def test_no_soup_of_tags_stops_a_run(text: str, url: str) -> None:
    found = extract(text.encode("utf-8", "replace"), url, site=SITE)
    assert "Error:" not in found.methods.get("error", "")
    json.dumps(found.to_page(), ensure_ascii=False).encode()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=300))
def test_no_bytes_stop_a_run(data: bytes) -> None:
    assert "Error:" not in extract(data).methods.get("error", "")


def test_a_headline_wrapped_hundreds_of_times_costs_no_more_than_a_moment() -> None:
    """Each part around it is read whole: 380 of them around 9,000 paragraphs took six seconds."""
    title = "Xã Bến Lau nghiệm thu con đường mới"
    inner = f"<b>{title}</b>" + "<p>một hai ba</p>" * 9_000
    soup = pagetext.parse(f"<html><body>{'<div>' * 380}{inner}{'</div>' * 380}</body></html>")
    start = time.process_time()
    assert belowhead.read(soup, title)[0] == "một hai ba"
    assert time.process_time() - start < 3

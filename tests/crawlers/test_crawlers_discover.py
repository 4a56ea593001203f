"""Every article an outlet names is found once, whatever its address looks like; hostile files do no harm."""

from __future__ import annotations

import gzip
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.discover import address_key, canonical, feed, listing, pages_of, sitemap
from crawlers.errors import CollectError, Unparsable
from crawlers.pagework import ARTICLE_URL
from crawlers.register import Listing

BASE = "https://baomau.example/"


def test_rss_gives_addresses_dates_and_titles() -> None:
    data = """<?xml version="1.0"?><rss version="2.0"><channel><title>Báo Mẫu</title>
    <item><title><![CDATA[Lúa chín sớm]]></title><link>https://baomau.example/lua-chin.vnp?utm_source=rss#top</link>
    <pubDate>Tue, 20 May 2031 07:30:00 +0700</pubDate></item>
    <item><title>Trùng</title><link>http://www.baomau.example/lua-chin.vnp</link></item>
    <item><title>Thiếu link</title><guid>https://baomau.example/hai.bbg</guid></item></channel></rss>""".encode()
    found = feed(data, BASE + "rss")
    assert [a.url for a in found] == ["https://baomau.example/lua-chin.vnp", "https://baomau.example/hai.bbg"]
    assert (found[0].date, found[0].title) == ("2031-05-20T07:30:00+07:00", "Lúa chín sớm")


def test_atom_gives_the_page_and_not_the_feed() -> None:
    data = b"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>A</title>
    <link rel="self" href="/feed/1"/><link rel="alternate" href="/bai-1.html"/><updated>2031-05-20T00:30:00Z</updated>
    </entry></feed>"""
    assert [(a.url, a.date) for a in feed(data, BASE)] == [
        ("https://baomau.example/bai-1.html", "2031-05-20T07:30:00+07:00")
    ]


def test_a_packed_sitemap_and_its_index_are_read() -> None:
    index = b"""<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
    <sitemap><loc>https://baomau.example/s-2031-05.xml.gz</loc><lastmod>2031-05-20</lastmod></sitemap></sitemapindex>"""
    found = sitemap(index, BASE)
    assert (found.children[0].url, found.children[0].modified) == (
        "https://baomau.example/s-2031-05.xml.gz",
        "2031-05-20",
    )
    pages = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
    xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
    <url><loc> https://baomau.example/a-1.chn </loc><image:image><image:loc>https://x.example/1.jpg</image:loc></image:image>
    </url></urlset>"""
    assert [a.url for a in sitemap(gzip.compress(pages), BASE).addresses] == [
        "https://baomau.example/a-1.chn"
    ]


def test_a_listing_gives_its_articles_in_order() -> None:
    html = """<base href="/tin/"><a href="hai-2002.html"><img></a><a href="/lien-he">x</a><a href="/mot-1001.html#bl">a</a>
    <a href="hai-2002.html?fbclid=9">Hai</a><a href="javascript:void(0)">x</a><a href="//khac.example/ba-3003.html">b</a>"""
    found = listing(html.encode(), BASE, r"-\d{4}\.html$")
    assert [a.url for a in found] == [
        "https://baomau.example/tin/hai-2002.html",
        "https://baomau.example/mot-1001.html",
        "https://khac.example/ba-3003.html",
    ]


def test_a_pager_counts_its_pages() -> None:
    assert list(pages_of(Listing("http://a/x", "http://a/x?p={page}", 2, 3))) == [
        "http://a/x", "http://a/x?p=2", "http://a/x?p=3",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://www.baomau.example/a.html", "https://baomau.example/a.html"),
        ("https://m.baomau.example/a/", "https://baomau.example/a"),
        ("https://baomau.example/a?utm_source=x&id=3&gidzl=abc", "https://baomau.example/a?id=3"),
        ("https://BAOMAU.example:443/a#binh-luan", "https://baomau.example/a"),
        ("https://baomau.example/tin-mới", "https://baomau.example/tin-m%E1%BB%9Bi"),
    ],
)
def test_one_page_has_one_key(one: str, other: str) -> None:
    assert address_key(one) == address_key(other)


def test_different_pages_keep_different_keys() -> None:
    urls = [f"https://baomau.example/xem.aspx?ItemID={n}" for n in (1, 2)] + ["https://tin.baomau.example/"]
    assert len({address_key(url) for url in urls}) == 3


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "javascript:alert(1)",
        "mailto:a@b.example",
        "http://",
        "http://[::1",
        "ftp://a/b",
        "data:,x",
        "http://u:p@a.example/",
    ],
)
def test_what_is_no_web_address_is_none(bad: str) -> None:
    assert canonical(bad) == ""


BOMB = b"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><link>http://baomau.example/&b;&x;</link></item></channel></rss>"""


@pytest.mark.parametrize(
    "data",
    [
        BOMB,
        b"",
        b"<html><body>Loi 500</body></html>",
        b"\x1f\x8bkaputt",
        b"{}",
    ],
)
def test_a_hostile_or_broken_feed_is_refused(data: bytes) -> None:
    for read in (feed, sitemap):
        with pytest.raises(Unparsable):
            read(data, BASE)


def test_entities_declared_far_down_are_refused_too() -> None:
    late = b"<?xml version='1.0'?><!-- " + b"x" * 3_000 + b" -->" + BOMB.partition(b"?>")[2]
    with pytest.raises(Unparsable):
        feed(late, BASE)


@given(st.binary(max_size=400))
def test_no_bytes_bring_the_readers_down(data: bytes) -> None:
    for prefix in (b"", b"<rss><channel>", b"<urlset>", b"\x1f\x8b"):
        for read in (feed, sitemap):
            try:
                read(prefix + data, BASE)
            except CollectError:
                continue
    listing(data, BASE, r"\d")


@given(st.text(max_size=200))
def test_no_address_brings_the_key_down(text: str) -> None:
    address_key(text)
    cleaned = canonical("http://a.example/" + text)
    assert cleaned == "" or canonical(cleaned) == cleaned


@pytest.mark.parametrize(
    ("address", "is_article"),
    [
        ("https://baomau.example/xa-hoi/khanh-thanh-cau-ben-lau-51YnYvXDR.html", True),
        (
            "https://baomau.example/x%E1%BA%BF-h%E1%BB%99i/kh%C3%A1nh-th%C3%A0nh-c%E1%BA%A7u-b%E1%BA%BFn-lau",
            True,
        ),
        ("http://baomau.example/viewer.aspx?mabb=265106&macm=15", True),
        ("http://baomau.example/41/89163/Ben-Lau-khanh-thanh-cau.aspx", True),
        ("http://baomau.example/khanh-thanh-cau/d20310322150639.htm", True),
        ("https://baomau.example/tin/khanh-thanh-cau-3673AAD", True),
        ("https://baomau.example/294324-khanh-thanh-cau.html", True),
        ("https://baomau.example/amp.aspx?newid=7", True),
        ("https://baomau.example/xa-hoi/", False),
        ("https://baomau.example/thoi-su-chinh-tri.html", False),
        ("https://baomau.example/chuyen-muc/van-hoa", False),
        ("https://baomau.example/41/", False),
        ("https://baomau.example/lien-he-QUANGCAO", False),
    ],
)
def test_the_general_form_of_article_addresses(address: str, is_article: bool) -> None:
    assert bool(re.search(ARTICLE_URL, address)) is is_article

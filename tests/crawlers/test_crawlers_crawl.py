"""A run asks politely, downloads nothing twice, and tells what it did."""

from __future__ import annotations

import datetime as dt
import itertools
from pathlib import Path

import pytest
from crawlers_web import Page, Web

from crawlers import (
    Archive,
    Asked,
    Collected,
    Failed,
    Finished,
    Found,
    Held,
    Outlet,
    Session,
    Site,
    Skipped,
    Validators,
    address_key,
)
from crawlers.crawl import crawl
from crawlers.register import Dated, Listing

HOST = "baomau.example"
HOME = f"http://{HOST}"


def article(number: int, title: str = "") -> bytes:
    title = title or f"Xã Bến Lau khánh thành cây cầu thứ {number}"
    return f"""<html><head><title>{title}</title><link rel=canonical href="{HOME}/tin-{number}00001.html">
    <meta property="article:published_time" content="2031-05-{number + 1:02d}T08:00:00+07:00"></head><body>
    <article><h1>{title}</h1><div class="entry-content"><p>Sáng nay, xã Bến Lau tổ chức lễ khánh thành cầu số {number}
    sau hai năm thi công, phục vụ việc đi lại của hơn ba trăm hộ dân hai bên bờ sông.</p>
    <p>Cây cầu dài bốn mươi mét, rộng ba mét, do nhân dân đóng góp ngày công cùng ngân sách của xã.</p></div>
    </article></body></html>""".encode()


def feed(*numbers: int) -> bytes:
    items = "".join(
        f"<item><title>Tin {n}</title><link>{HOME}/tin-{n}00001.html?utm_source=rss</link></item>"
        for n in numbers
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{items}</channel></rss>'.encode()
    )


def outlet(id: str = "bao-mau", host: str = HOST, **site: object) -> Outlet:
    options = {"feeds": (f"http://{host}/rss.xml",), "article_url": r"-\d{6}\.html", **site}
    return Outlet(
        id=id,
        names=(Dated("Báo Mẫu"),),
        kind="newspaper",
        provinces=(Dated("Mẫu"),),
        sites=(Site(hosts=(host,), scheme="http", **options),),  # type: ignore[arg-type]
        fictitious=True,
    )


class Notebook:
    """A memory as a store keeps it: filled from the events alone."""

    def __init__(self) -> None:
        self.known: set[str] = set()
        self.held: dict[str, Validators] = {}

    def validators(self, url: str) -> Validators | None:
        return self.held.get(url)

    def knows(self, url: str) -> bool:
        return address_key(url) in self.known

    def pending(self, outlet: str) -> tuple[str, ...]:
        return ()

    def recent(self, outlet: str) -> tuple[Held, ...]:
        return ()

    def note(self, event: object) -> None:
        if isinstance(event, Collected):
            self.known |= {address_key(event.fetched.url), address_key(event.article.url)}
        elif isinstance(event, Asked) and event.fetched.status == 200:
            self.held[event.fetched.url] = event.fetched.validators


@pytest.fixture
def paper(web: Web) -> Web:
    def rss(headers: dict[str, str]) -> Page:
        if headers.get("if-none-match") == '"v1"':
            return Page(b"", 304)
        return Page(feed(1, 2, 3), kind="application/rss+xml", headers={"ETag": '"v1"'})

    web.put(f"{HOME}/rss.xml", rss)
    for number in (1, 2, 3):
        web.put(f"{HOME}/tin-{number}00001.html", Page(article(number)))
    return web


def session(web: Web, *hosts: str, **options: object) -> Session:
    options = {"delay": 0, "backoff": 0, **options}
    return Session(resolve=web.resolve(*(hosts or (HOST,))), **options)  # type: ignore[arg-type]


def of(kind: type, events: list[object]) -> list[object]:
    return [event for event in events if isinstance(event, kind)]


def test_a_run_brings_every_article_of_the_feed(paper: Web, tmp_path: Path) -> None:
    with session(paper) as s, Archive(tmp_path) as archive:
        events = list(crawl([outlet()], session=s, archive=archive))
        collected = [e for e in events if isinstance(e, Collected)]
        assert [c.article.title for c in collected] == [
            f"Xã Bến Lau khánh thành cây cầu thứ {n}" for n in (1, 2, 3)
        ]
        assert all(c.article.outlet == "bao-mau" for c in collected)
        assert collected[0].archived is not None
        assert archive.read(collected[0].archived).body == article(1)
    assert events[-1] == Finished("bao-mau")
    assert len(of(Found, events)) == 1


def test_a_second_run_downloads_no_article_again(paper: Web) -> None:
    notebook = Notebook()
    with session(paper) as s:
        for event in crawl([outlet()], session=s, memory=notebook):
            notebook.note(event)
    paper.log.clear()
    paper.put(f"{HOME}/rss.xml", Page(feed(4, 1, 2, 3), kind="text/xml"))
    paper.put(f"{HOME}/tin-400001.html", Page(article(4)))
    with session(paper) as s:
        events = list(crawl([outlet()], session=s, memory=notebook))
    assert [url for url in paper.log if "tin-" in url] == [
        f"{HOME}/tin-400001.html?utm_source=rss".split("?")[0]
    ]
    assert [e.reason for e in events if isinstance(e, Skipped)] == ["known"] * 3


def test_an_unchanged_feed_is_not_sent_again(paper: Web) -> None:
    notebook = Notebook()
    with session(paper) as s:
        for event in crawl([outlet()], session=s, memory=notebook):
            notebook.note(event)
    paper.log.clear()
    with session(paper) as s:
        events = list(crawl([outlet()], session=s, memory=notebook))
    assert paper.log == [f"{HOME}/robots.txt", f"{HOME}/rss.xml"]
    assert [e.fetched.status for e in events if isinstance(e, Asked)] == [304]


def test_a_run_cut_short_misses_nothing_later(paper: Web) -> None:
    notebook = Notebook()
    with session(paper) as s:
        for event in itertools.islice(crawl([outlet()], session=s, memory=notebook), 2):
            notebook.note(event)
    assert len(notebook.known) == 1
    with session(paper) as s:
        for event in crawl([outlet()], session=s, memory=notebook):
            notebook.note(event)
    assert len(notebook.known) == 3


def test_a_limit_leaves_the_rest_for_the_next_run(paper: Web) -> None:
    notebook = Notebook()
    for _ in range(3):
        with session(paper) as s:
            for event in crawl([outlet()], session=s, memory=notebook, limit=1):
                notebook.note(event)
    assert len(notebook.known) == 3


def test_what_robots_txt_forbids_is_never_asked_for(paper: Web) -> None:
    paper.put(
        f"{HOME}/robots.txt", Page(b"User-agent: *\nDisallow: /tin-2\nDisallow: /?\n", kind="text/plain")
    )
    with session(paper) as s:
        events = list(crawl([outlet()], session=s))
    assert not [url for url in paper.log if "tin-2" in url]
    assert [e.url for e in events if isinstance(e, Skipped) and e.reason == "robots"] == [
        f"{HOME}/tin-200001.html"
    ]
    assert len(of(Collected, events)) == 2


def test_robots_txt_that_fails_closes_the_site(paper: Web) -> None:
    paper.put(f"{HOME}/robots.txt", Page(b"", 503))
    with session(paper) as s:
        events = list(crawl([outlet()], session=s))
    assert not of(Collected, events)
    assert set(paper.log) == {f"{HOME}/robots.txt"}
    assert [e.reason for e in events if isinstance(e, Skipped)] == ["robots"]


def test_a_dead_host_does_not_stop_the_others(paper: Web) -> None:
    dead = outlet("tap-chi-mau", "chet.example")
    resolve = {**paper.resolve(HOST), "chet.example": ("127.0.0.1", 9)}
    with Session(resolve=resolve, delay=0, backoff=0) as s:
        events = list(crawl([dead, outlet()], session=s))
    assert [e.reason for e in events if isinstance(e, Failed)] == ["temporary"]
    assert Finished("tap-chi-mau", "unreachable") in events
    assert Finished("bao-mau") in events
    assert len(of(Collected, events)) == 3


def test_a_missing_article_is_a_failure_with_a_reason(paper: Web) -> None:
    paper.put(f"{HOME}/tin-200001.html", Page(b"", 404))
    with session(paper) as s:
        events = list(crawl([outlet()], session=s))
    assert [(e.url, e.reason) for e in events if isinstance(e, Failed)] == [
        (f"{HOME}/tin-200001.html", "gone")
    ]
    assert len(of(Collected, events)) == 2


def test_an_outlet_that_opted_out_is_not_contacted(paper: Web) -> None:
    from dataclasses import replace

    with session(paper) as s:
        events = list(crawl([replace(outlet(), opt_out="2031-01-05, by letter")], session=s))
    assert paper.log == []
    assert Finished("bao-mau", "opt_out") in events


def test_a_get_pager_is_followed_to_its_end(web: Web) -> None:
    def page(*numbers: int) -> Page:
        anchors = "".join(f'<li><a href="/tin-{n}00001.html">Tin {n}</a></li>' for n in numbers)
        return Page(
            f"<html><body><ul>{anchors}</ul><a href='/gioi-thieu'>Giới thiệu</a></body></html>".encode()
        )

    web.put(f"{HOME}/tin-tuc", page(1, 2))
    web.put(f"{HOME}/tin-tuc?_cur=2", page(3, 4))
    web.put(f"{HOME}/tin-tuc?_cur=3", page(3, 4))
    for number in (1, 2, 3, 4):
        web.put(f"{HOME}/tin-{number}00001.html", Page(article(number)))
    listing = Listing(f"{HOME}/tin-tuc", f"{HOME}/tin-tuc?_cur={{page}}", 2, 50)
    with session(web) as s:
        events = list(crawl([outlet(feeds=(), listings=(listing,))], session=s))
    assert len(of(Collected, events)) == 4
    assert not [url for url in web.log if "_cur=4" in url]


def test_a_pager_that_ends_with_404_has_not_failed(web: Web) -> None:
    web.put(f"{HOME}/tin-tuc", Page(b'<html><body><a href="/tin-100001.html">Tin</a></body></html>'))
    web.put(f"{HOME}/tin-100001.html", Page(article(1)))
    listing = Listing(f"{HOME}/tin-tuc", f"{HOME}/tin-tuc?_cur={{page}}", 2, 50)
    gone = Listing(f"{HOME}/muc-cu", "", 2, 1)
    with session(web) as s:
        events = list(crawl([outlet(feeds=(), listings=(listing, gone))], session=s))
    assert f"{HOME}/tin-tuc?_cur=2" in web.log
    # a first page that is gone is another matter: the register has to be mended
    assert [e.url for e in events if isinstance(e, Failed)] == [f"{HOME}/muc-cu"]


def test_a_sitemap_index_is_read_and_the_window_kept(web: Web) -> None:
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    news = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    index = f"<sitemapindex {space}><sitemap><loc>{HOME}/s1.xml</loc></sitemap></sitemapindex>"
    entries = "".join(
        f"<url><loc>{HOME}/tin-{n}00001.html</loc><news:news><news:publication_date>2031-05-0{n}T07:00:00+07:00"
        "</news:publication_date></news:news></url>"
        for n in (1, 2, 3)
    )
    web.put(f"{HOME}/sitemap.xml", Page(index.encode(), kind="application/xml"))
    web.put(f"{HOME}/s1.xml", Page(f"<urlset {space} {news}>{entries}</urlset>".encode(), kind="text/xml"))
    for number in (1, 2, 3):
        web.put(f"{HOME}/tin-{number}00001.html", Page(article(number)))
    import datetime as dt

    window = {"since": dt.date(2031, 5, 2), "until": dt.date(2031, 5, 3)}
    with session(web) as s:
        events = list(crawl([outlet(feeds=(), sitemaps=(f"{HOME}/sitemap.xml",))], session=s, **window))  # type: ignore[arg-type]
    assert [e.fetched.url for e in events if isinstance(e, Collected)] == [f"{HOME}/tin-200001.html"]
    assert {e.url for e in events if isinstance(e, Skipped) and e.reason == "window"} == {
        f"{HOME}/tin-100001.html",
        f"{HOME}/tin-300001.html",
    }


def test_articles_elsewhere_are_not_this_outlets(paper: Web) -> None:
    body = feed(1).replace(
        b"<channel>", b"<channel><item><link>http://khac.example/tin-900001.html</link></item>"
    )
    paper.put(f"{HOME}/rss.xml", Page(body, kind="text/xml"))
    with session(paper) as s:
        events = list(crawl([outlet()], session=s))
    assert [e.url for e in events if isinstance(e, Skipped)] == ["http://khac.example/tin-900001.html"]


def test_ctrl_c_ends_the_run_and_leaves_no_thread(paper: Web) -> None:
    import threading

    with session(paper, delay=0.05) as s:
        events = crawl([outlet()], session=s)
        next(events)
        events.close()
    assert not [t for t in threading.enumerate() if t.name.startswith("crawl")]
    assert len(paper.log) < 5


@pytest.fixture
def hears_ctrl_c():
    """Background jobs of a shell start with Ctrl-C ignored, and then nothing could be interrupted."""
    import signal

    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("hears_ctrl_c")
def test_ctrl_c_tells_what_was_fetched_before_it_ends(paper: Web) -> None:
    import _thread

    seen: list[object] = []
    with session(paper, delay=0.2) as s, pytest.raises(KeyboardInterrupt):  # noqa: PT012 - the loop is what is tested
        for event in crawl([outlet()], session=s):
            seen.append(event)
            if isinstance(event, Found):
                import threading

                threading.Timer(0.05, _thread.interrupt_main).start()
    assert seen[-1] == Finished("bao-mau", "interrupted")
    assert len(of(Collected, seen)) < 3


def test_a_site_nobody_described_yet_is_asked_for_its_sitemap_and_front_page(web: Web) -> None:
    web.put(f"{HOME}/robots.txt", Page(f"Sitemap: {HOME}/ban-do.xml\n".encode(), kind="text/plain"))
    web.put(
        f"{HOME}/ban-do.xml",
        Page(f"<urlset><url><loc>{HOME}/tin-100001.html</loc></url></urlset>".encode(), kind="text/xml"),
    )
    web.put(f"{HOME}/", Page(b"<a href='/tin-200001.html'>Hai</a>"))
    for number in (1, 2):
        web.put(f"{HOME}/tin-{number}00001.html", Page(article(number)))
    with session(web) as s:
        events = list(crawl([outlet(feeds=())], session=s))
    assert len(of(Collected, events)) == 2


def test_an_archive_by_day_is_asked_for_the_days_of_the_window(paper: Web) -> None:
    listing = Listing(f"{HOME}/{{yyyy}}/{{mm}}/{{dd}}/", pages=5)
    for day, number in (("02", 1), ("04", 3)):
        link = f'<a href="{HOME}/tin-{number}00001.html">Xã Bến Lau khánh thành cây cầu thứ {number}</a>'
        paper.put(f"{HOME}/2031/05/{day}/", Page(f"<html><body>{link}</body></html>".encode()))
    # a quiet day has a page without news, another none
    paper.put(f"{HOME}/2031/05/03/", Page(b"<html><body><p>.</p></body></html>"))
    who = outlet(feeds=(), listings=(listing,))
    with session(paper) as s:
        events = list(crawl([who], session=s, since=dt.date(2031, 5, 1), until=dt.date(2031, 5, 6)))
    asked = [url for url in paper.log if "/2031/" in url]
    assert asked == [f"{HOME}/2031/05/{day}/" for day in ("05", "04", "03", "02", "01")]
    assert sorted(e.article.url for e in of(Collected, events)) == [
        f"{HOME}/tin-{n}00001.html" for n in (1, 3)
    ]
    assert of(Failed, events) == []


def test_an_archive_by_day_goes_no_further_back_than_its_pages(paper: Web) -> None:
    who = outlet(feeds=(), listings=(Listing(f"{HOME}/{{yyyy}}-{{mm}}-{{dd}}", pages=2),))
    with session(paper) as s:
        list(crawl([who], session=s, until=dt.date(2031, 3, 2)))
    assert [url for url in paper.log if "2031" in url] == [f"{HOME}/2031-03-01", f"{HOME}/2031-02-28"]

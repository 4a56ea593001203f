"""Whatever a server does, a crawl ends, keeps what it collected, and says for each address what was wrong with it."""

from __future__ import annotations

import gzip
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from crawlers_rude import Behaviour, Call, Rude

from crawlers import Archive, Collected, Failed, Finished, Outlet, Session, Site, Skipped
from crawlers.crawl import crawl
from crawlers.extract import extract
from crawlers.model import PageKind
from crawlers.register import Dated, Listing

HOST = "baomau.example"
HOME = f"http://{HOST}"
GOOD = [f"{HOME}/tin-{n}00001.html" for n in (1, 2)]
BAD = f"{HOME}/tin-900001.html"
ELSEWHERE = "http://169.254.169.254/latest/meta-data/"


def page(number: int = 9, *, head: str = "", extra: str = "") -> bytes:
    return f"""<html><head><meta charset="utf-8"><title>Xã Bến Lau mở lớp học bơi thứ {number}</title>{head}</head><body>
    <article><h1>Xã Bến Lau mở lớp học bơi thứ {number}</h1><div class="entry-content">
    <p>Chiều qua, xã Bến Lau khai giảng lớp học bơi thứ {number} cho các em nhỏ ở hai thôn ven sông, với sự tham gia của
    ba giáo viên và hơn bốn mươi phụ huynh.</p><p>Lớp học kéo dài sáu tuần, mỗi tuần ba buổi, miễn phí.</p>{extra}
    </div></article></body></html>""".encode()


def feed(*urls: str) -> bytes:
    items = "".join(f"<item><title>Tin</title><link>{url}</link></item>" for url in urls)
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{items}</channel></rss>'.encode()
    )


def drip(call: Call) -> None:
    """One byte every 50 ms, for ever."""
    call.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>")
    for _ in range(400):
        call.send(b" ")
        time.sleep(0.05)


def slow_head(call: Call) -> None:
    call.send(b"HTTP/1.1 200 OK\r\n")
    for n in range(400):
        call.send(f"X-{n}: a\r\n".encode())
        time.sleep(0.05)


def endless(call: Call) -> None:
    call.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        call.send(b"<p>la la la</p>" * 4_000)


def endless_chunks(call: Call) -> None:
    call.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        call.send(b"10000\r\n" + b"x" * 65_536 + b"\r\n")


def endless_head(call: Call) -> None:
    call.send(b"HTTP/1.1 200 OK\r\n")
    for n in range(2_000):
        call.send(f"X-{n}: {'a' * 1000}\r\n".encode())


def silent(call: Call) -> None:
    time.sleep(2)


def packed(body: bytes, encoding: str = "gzip") -> Behaviour:
    return lambda call: call.answer(body, content_encoding=encoding)


def redirect(target: str, status: str = "302 Found") -> Behaviour:
    return lambda call: call.answer(b"", status, location=target)


def say(body: bytes, **options: str) -> Behaviour:
    return lambda call: call.answer(body, **options)  # type: ignore[arg-type]


def at_first(times: int, fault: Behaviour, then: Behaviour) -> Behaviour:
    return lambda call: (fault if call.number <= times else then)(call)


def refuse(status: str, **headers: str) -> Behaviour:
    return lambda call: call.answer(b"", status, **headers)


DEEP = b"<html><body>" + b"<div>" * 60_000 + b"a"
WIDE = b"<html><body>" + b"<p>a</p>" * 100_000
ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><rss><channel><item><link>&j;</link></item></channel></rss>"
)
SCRIPT_ONLY = b'<html><head><script src="/app.js"></script></head><body><div id="root"></div></body></html>'
WALL = "<html><head><title>Đồng ý cookie</title></head><body><p>Vui lòng bật cookie để tiếp tục.</p></body></html>"
SOFT_404 = """<html><head><title>Không tìm thấy trang</title></head><body><h1>404</h1>
<p>Trang bạn yêu cầu không tồn tại hoặc đã bị xóa.</p></body></html>"""

# name -> (what the server does at BAD, what the run must say of it: a reason of Failed or Skipped, or "collected")
FAULTS: dict[str, tuple[Behaviour, str]] = {
    "slow drip": (drip, "temporary"),
    "slow headers": (slow_head, "temporary"),
    "silence": (silent, "temporary"),
    "endless body": (endless, "too_large"),
    "endless chunks": (endless_chunks, "too_large"),
    "endless headers": (endless_head, "temporary"),
    "reset before a word": (lambda call: call.reset(), "temporary"),
    "reset in the body": (
        lambda call: (call.send(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n<html>"), call.reset())[1],
        "temporary",
    ),
    "closed without a word": (lambda call: None, "temporary"),
    "no HTTP at all": (lambda call: call.send(b"SSH-2.0-OpenSSH_9.6\r\n"), "temporary"),
    "length too large": (say(page(), content_length="99999"), "temporary"),
    "length too small": (say(page(), content_length="40"), "unparsable"),
    "length negative": (say(page(), content_length="-5"), "collected"),
    "length no number": (say(page(), content_length="viel"), "collected"),
    "two lengths": (
        lambda call: call.send(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 9\r\n\r\n<html>abc"),
        "temporary",
    ),
    "chunks cut": (
        lambda call: call.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n<html>"),
        "temporary",
    ),
    "chunk size no number": (
        lambda call: call.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n<html>"),
        "temporary",
    ),
    "gzip bomb": (packed(gzip.compress(b"\0" * 30_000_000)), "too_large"),
    "bomb in a bomb": (packed(gzip.compress(gzip.compress(b"\0" * 30_000_000))), "unparsable"),
    "gzip cut": (packed(gzip.compress(page())[:60]), "unparsable"),
    "gzip that is none": (packed(b"<html>not packed</html>"), "unparsable"),
    "deflate without header": (packed(zlib.compress(page())[2:-4], "deflate"), "collected"),
    "packing nobody knows": (packed(page(), "br, gzip, sdch"), "unparsable"),
    "redirect loop": (redirect(BAD), "temporary"),
    "redirect loop that grows": (lambda call: redirect(f"{call.url}?a")(call), "temporary"),
    "redirect without target": (refuse("302 Found"), "other"),
    "redirect to the cloud's secrets": (redirect(ELSEWHERE), "forbidden"),
    "redirect to a file": (redirect("file:///etc/passwd"), "forbidden"),
    "redirect to own machine": (redirect("http://127.0.0.1/admin"), "forbidden"),
    "redirect to IPv6 loopback": (redirect("http://[::ffff:127.0.0.1]/admin"), "forbidden"),
    "redirect to decimal loopback": (redirect("http://2130706433/admin"), "forbidden"),
    "redirect to javascript": (redirect("javascript:alert(1)"), "forbidden"),
    "redirect to a broken address": (redirect("http://[bad/"), "other"),
    "redirect with line feed": (redirect("/x%0d%0aSet-Cookie:%20a=b"), "gone"),
    "redirect to another outlet": (redirect("http://baokhac.example/tin-700001.html"), "foreign"),
    "redirect behind robots.txt": (redirect(f"{HOME}/kin/tin-800001.html"), "robots"),
    "429 for an hour": (refuse("429 Too Many Requests", retry_after="3600"), "temporary"),
    "429 with a day that never was": (
        refuse("429 Too Many Requests", retry_after="Thu, 32 Foo 2031"),
        "temporary",
    ),
    "burst of 503, then the page": (at_first(2, refuse("503 Busy"), say(page())), "collected"),
    "500 for ever": (refuse("500 Oops"), "temporary"),
    "status 999": (refuse("999 Denied"), "temporary"),
    "status 206": (say(page(), status="206 Partial Content"), "other"),
    "status no number": (lambda call: call.send(b"HTTP/1.1 abc OK\r\n\r\n"), "temporary"),
    "304 nobody asked for": (refuse("304 Not Modified"), "other"),
    "401": (refuse("401 Unauthorized", www_authenticate="Basic"), "blocked"),
    "407": (refuse("407 Proxy Auth", proxy_authenticate="Basic"), "blocked"),
    "picture as article": (say(b"\xff\xd8\xff\xe0", kind="image/jpeg"), "unparsable"),
    "program as article": (say(b"MZ\x90\x00", kind="application/octet-stream"), "unparsable"),
    "picture that says it is a page": (say(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40), "unparsable"),
    "empty page": (say(b""), "unparsable"),
    "wrong charset declared": (say(page(), kind="text/html; charset=iso-8859-1"), "collected"),
    "charset nobody knows": (say(page(), kind="text/html; charset=xx-%n%s"), "collected"),
    "UTF-16 without a word": (say(page().decode().replace("utf-8", "utf-16").encode("utf-16")), "collected"),
    "composed and decomposed mixed": (
        say(page(extra="<p>Hội Phụ nữ xã tặng áo phao cho các em.</p>")),
        "collected",
    ),
    "bytes of no letter": (say(page().replace("mở".encode(), b"m\xff\xfe\x80")), "collected"),
    "nested sixty thousand deep": (say(DEEP), "unparsable"),
    "a hundred thousand paragraphs": (say(WIDE), "unparsable"),
    "script only": (say(SCRIPT_ONLY), "needs_browser"),
    "cookie wall": (say(WALL.encode(), set_cookie="a=b; path=/"), "blocked"),
    "cookie loop": (
        lambda call: (
            call.answer(b"", "302 Found", location=BAD, set_cookie="v=1")
            if "cookie" not in call.headers
            else call.answer(page())
        ),
        "temporary",
    ),
    "soft 404": (say(SOFT_404.encode()), "gone"),
    "meta refresh to a file": (
        say(b'<meta http-equiv=refresh content="0;url=file:///etc/passwd">'),
        "unparsable",
    ),
    "base that leads away": (say(page(head='<base href="http://169.254.169.254/">')), "collected"),
    "canonical that leads away": (
        say(page(head='<link rel="canonical" href="http://169.254.169.254/x-100001.html">')),
        "collected",
    ),
    "canonical to a file": (say(page(head='<link rel="canonical" href="file:///etc/passwd">')), "collected"),
    "JSON-LD that is none": (
        say(page(head='<script type="application/ld+json">{"@type":[{{}</script>')),
        "collected",
    ),
    "JSON-LD ten thousand deep": (
        say(page(head=f'<script type="application/ld+json">{"[" * 10_000}</script>')),
        "collected",
    ),
    "date of the year 9999": (
        say(page(head='<meta property="article:published_time" content="9999-99-99T99:99">')),
        "collected",
    ),
    "null bytes": (say(page().replace(b"<p>", b"<p>\0\0")), "collected"),
}


# where a redirect within the site may lead
ALSO_ASKED = {
    "redirect with line feed": (f"{HOME}/x%0D%0ASet-Cookie:%20a=b",),
    "redirect to another outlet": tuple(
        f"http://baokhac.example/{n}" for n in ("robots.txt", "tin-700001.html")
    ),
}


@dataclass
class Run:
    collected: list[str]
    said: list[str]
    log: list[str]
    events: list[object]


@pytest.fixture
def rude() -> Iterator[Rude]:
    server = Rude()
    server.pages[f"{HOME}/robots.txt"] = say(b"User-agent: *\nDisallow: /kin/\n", kind="text/plain")
    for number, url in enumerate(GOOD, 1):
        server.pages[url] = say(page(number))
    server.pages["http://baokhac.example/tin-700001.html"] = say(page(7))
    yield server
    server.close()


def outlet(**site: object) -> Outlet:
    options: dict[str, object] = {"feeds": (f"{HOME}/rss.xml",), "article_url": r"-\d{6}\.html"} | site
    places = (Site(hosts=(HOST,), scheme="http", **options),)  # type: ignore[arg-type]
    return Outlet("bao-mau", (Dated("Báo Mẫu"),), "newspaper", (Dated("Mẫu"),), sites=places, fictitious=True)


def run(rude: Rude, folder: Path, who: Outlet | None = None) -> Run:
    session = Session(
        resolve=rude.resolve(HOST, "baokhac.example"), delay=0, backoff=0, timeout=0.5, deadline=0.8,
        max_bytes=3_000_000, attempts=3, max_wait=1,
    )  # fmt: skip
    with session, Archive(folder) as archive:
        events: list[object] = list(crawl([who or outlet()], session=session, archive=archive))
        for event in events:
            if isinstance(event, Collected) and event.archived:
                assert archive.read(event.archived).body == event.fetched.body
    collected = [e.fetched.url for e in events if isinstance(e, Collected)]
    said = [e.reason for e in events if isinstance(e, (Failed, Skipped)) and e.url == BAD]
    return Run(collected, said, rude.log, events)


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_recorded_and_costs_no_other_page(name: str, rude: Rude, tmp_path: Path) -> None:
    behaviour, expected = FAULTS[name]
    rude.pages[f"{HOME}/rss.xml"] = say(feed(GOOD[0], BAD, GOOD[1]), kind="application/rss+xml")
    rude.pages[BAD] = behaviour
    start = time.monotonic()
    found = run(rude, tmp_path)
    assert (
        time.monotonic() - start < 60
    )  # a page that holds the run up holds it for good; a busy machine alone takes a while
    assert [url for url in found.collected if url != BAD] == GOOD
    if expected == "collected":
        assert (found.collected, found.said) == ([GOOD[0], BAD, GOOD[1]], [])
    else:
        assert (found.said, BAD in found.collected) == ([expected], False)
    # whoever it sent us to was not asked: all requests are for what the feed named
    allowed = {f"{HOME}/robots.txt", f"{HOME}/rss.xml", BAD, *GOOD, *ALSO_ASKED.get(name, ())}
    assert {url.partition("?")[0] for url in found.log} <= allowed


def test_a_page_read_in_spite_of_its_faults_is_read_right(rude: Rude, tmp_path: Path) -> None:
    for name, (behaviour, expected) in FAULTS.items():
        if expected == "collected" and name not in ("bytes of no letter", "null bytes"):
            rude.pages[f"{HOME}/rss.xml"] = say(feed(BAD), kind="application/rss+xml")
            rude.pages[BAD] = behaviour
            article = next(e.article for e in run(rude, tmp_path).events if isinstance(e, Collected))
            assert article.title == "Xã Bến Lau mở lớp học bơi thứ 9", name
            assert article.body.startswith("Chiều qua, xã Bến Lau khai giảng lớp học bơi thứ 9"), name
            assert (article.url, article.published) == (BAD, None), name


@pytest.mark.parametrize("status", ["500 Oops", "503 Busy", "429 Too Many Requests"])
def test_robots_that_cannot_be_had_close_the_site(status: str, rude: Rude, tmp_path: Path) -> None:
    rude.pages[f"{HOME}/robots.txt"] = refuse(status)
    rude.pages[f"{HOME}/rss.xml"] = say(feed(*GOOD), kind="application/rss+xml")
    assert run(rude, tmp_path).collected == []
    assert set(rude.log) == {f"{HOME}/robots.txt"}


def test_robots_that_never_end_are_read_as_far_as_the_standard_asks(rude: Rude, tmp_path: Path) -> None:
    def robots(call: Call) -> None:
        call.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nUser-agent: *\nDisallow: /tin-2\n")
        while True:
            call.send(b"# la la la\n" * 10_000)

    rude.pages[f"{HOME}/robots.txt"] = robots
    rude.pages[f"{HOME}/rss.xml"] = say(feed(*GOOD), kind="application/rss+xml")
    assert run(rude, tmp_path).collected == GOOD[:1]
    assert GOOD[1] not in rude.log


def test_robots_that_are_a_page_forbid_nothing(rude: Rude, tmp_path: Path) -> None:
    rude.pages[f"{HOME}/robots.txt"] = say(SOFT_404.encode())
    rude.pages[f"{HOME}/rss.xml"] = say(feed(*GOOD), kind="application/rss+xml")
    assert run(rude, tmp_path).collected == GOOD


FEEDS: dict[str, bytes] = {
    "entities that explode": ENTITIES,
    "an entity of a file": b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><link>http://baomau.example/&x;</link></item></channel></rss>',
    "no XML": b"{}",
    "XML cut": feed(*GOOD)[:-10],
    "sixty thousand deep": b"<rss>" * 60_000,
    "nothing": b"",
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
}


@pytest.mark.parametrize("name", FEEDS)
def test_a_bad_feed_is_said_and_the_list_beside_it_still_read(name: str, rude: Rude, tmp_path: Path) -> None:
    links = "".join(f'<a href="{url}">Xã Bến Lau mở lớp học bơi cho các em</a>' for url in GOOD)
    rude.pages[f"{HOME}/rss.xml"] = say(FEEDS[name], kind="application/rss+xml")
    rude.pages[f"{HOME}/tin-tuc"] = say(f"<html><body><main>{links}</main></body></html>".encode())
    found = run(rude, tmp_path, outlet(listings=(Listing(f"{HOME}/tin-tuc"),)))
    assert sorted(found.collected) == GOOD
    assert {url.partition("?")[0] for url in rude.log} == {f"{HOME}/{n}" for n in ("robots.txt", "rss.xml", "tin-tuc")} | set(GOOD)  # fmt: skip
    if name not in ("XML cut", "sixty thousand deep"):
        failed = [e.url for e in found.events if isinstance(e, Failed)]
        assert failed == [f"{HOME}/rss.xml"]


def test_a_feed_cannot_send_us_anywhere_else(rude: Rude, tmp_path: Path) -> None:
    wanted = [ELSEWHERE, "file:///etc/passwd", "javascript:alert(1)", "http://127.0.0.1:1/tin-500001.html",
              "ftp://baomau.example/tin-500001.html", "http://user:pass@baomau.example/tin-500001.html",
              "http://baomau.example.evil.example/tin-500001.html", "//evil.example/tin-500001.html", GOOD[0]]  # fmt: skip
    rude.pages[f"{HOME}/rss.xml"] = say(feed(*wanted), kind="application/rss+xml")
    assert run(rude, tmp_path).collected == GOOD[:1]
    assert rude.log == [f"{HOME}/robots.txt", f"{HOME}/rss.xml", GOOD[0]]


def test_one_page_under_many_addresses_is_asked_for_once(rude: Rude, tmp_path: Path) -> None:
    many = [GOOD[0], f"{GOOD[0]}?utm_source=zalo", f"{GOOD[0]}#binh-luan", f"{GOOD[0]}?fbclid=abc&gidzl=x",
            GOOD[0].replace("http:", "https:"), GOOD[0].replace("//", "//www.")]  # fmt: skip
    rude.pages[f"{HOME}/rss.xml"] = say(feed(*many), kind="application/rss+xml")
    assert run(rude, tmp_path).collected == GOOD[:1]


def test_a_sitemap_that_names_itself_and_a_pager_without_end_come_to_an_end(
    rude: Rude, tmp_path: Path
) -> None:
    index = f"<sitemapindex><sitemap><loc>{HOME}/s.xml</loc></sitemap><sitemap><loc>{HOME}/t.xml</loc></sitemap></sitemapindex>"
    rude.pages[f"{HOME}/s.xml"] = rude.pages[f"{HOME}/t.xml"] = say(index.encode(), kind="application/xml")

    def calendar(call: Call) -> None:
        number = int(call.url.rpartition("=")[2]) if "=" in call.url else 1
        call.answer(f'<html><body><a href="/lich?p={number + 1}">sau</a><a href="{GOOD[0]}">Xã Bến Lau mở lớp học bơi</a></body></html>'.encode())  # fmt: skip

    rude.pages[f"{HOME}/lich"] = calendar
    who = outlet(feeds=(), sitemaps=(f"{HOME}/s.xml",), listings=(Listing(f"{HOME}/lich", f"{HOME}/lich?p={{page}}", pages=1000),))  # fmt: skip
    assert run(rude, tmp_path, who).collected == GOOD[:1]
    assert len(rude.log) < 10


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (SCRIPT_ONLY, "needs_browser"),
        (
            f"<html><body><div id=root></div><script>var s={'1,' * 400}0;</script></body></html>".encode(),
            "needs_browser",
        ),
        (f"<html><body><h1>Tin tức</h1><p>{'Không có bài. ' * 40}</p></body></html>".encode(), "unparsable"),
    ],
)
def test_a_list_without_articles_is_said(body: bytes, reason: str, rude: Rude, tmp_path: Path) -> None:
    rude.pages[f"{HOME}/tin-tuc"] = say(body)
    found = run(rude, tmp_path, outlet(feeds=(), listings=(Listing(f"{HOME}/tin-tuc"),)))
    assert [(e.url, e.reason) for e in found.events if isinstance(e, Failed)] == [(f"{HOME}/tin-tuc", reason)]


def test_a_host_is_asked_no_more_than_its_budget_and_the_rest_comes_next_time(
    rude: Rude, tmp_path: Path
) -> None:
    rude.pages[f"{HOME}/rss.xml"] = say(feed(*GOOD), kind="application/rss+xml")
    with Session(resolve=rude.resolve(HOST), delay=0, budget=3) as session:
        events = list(crawl([outlet()], session=session))
    assert rude.log == [f"{HOME}/robots.txt", f"{HOME}/rss.xml", GOOD[0]]
    assert [e.fetched.url for e in events if isinstance(e, Collected)] == GOOD[:1]
    assert events[-1] == Finished("bao-mau", "budget")


@pytest.mark.slow
def test_a_feed_of_a_hundred_thousand_addresses_is_cut(rude: Rude, tmp_path: Path) -> None:
    body = feed(*(f"{HOME}/tin-{n}.html" for n in range(100_000, 160_000)))
    rude.pages[f"{HOME}/rss.xml"] = say(body, kind="application/rss+xml")
    session = Session(resolve=rude.resolve(HOST), delay=0, max_bytes=20_000_000)
    with session:
        events = list(crawl([outlet()], session=session, limit=1))
    assert len(events) <= 50_010


def test_a_name_made_to_leave_the_folder_stays_in_it(rude: Rude, tmp_path: Path) -> None:
    path = "/..%2F..%2F..%2Fetc%2Fcron.d%2Fx-900001.html"
    rude.pages[f"{HOME}{path}"] = say(page())
    rude.pages[f"{HOME}/rss.xml"] = say(feed(f"{HOME}{path}"), kind="application/rss+xml")
    assert len(run(rude, tmp_path / "kho").collected) == 1
    assert {p.parent for p in tmp_path.rglob("*") if p.is_file()} == {tmp_path / "kho"}


@pytest.mark.parametrize(
    "text",
    [
        "Không tìm thấy nạn nhân vụ lật thuyền trên sông Mơ|Sau ba ngày, lực lượng cứu hộ vẫn không tìm thấy người mất tích ở khúc sông này.",
        "Bác tin đồn bắt cóc trẻ em ở cổng trường|Người đăng tin đầu tiên đã gỡ bài, đến xin lỗi và bị xử phạt 5 triệu đồng.",
        "Xã Bến Lau gỡ 404 biển quảng cáo sai phép|Chiều qua, các tổ công tác đã gỡ toàn bộ biển; không tồn tại điểm nóng nào.",
        "410 học sinh Bến Lau nhận học bổng đầu năm học|Mỗi suất trị giá một triệu đồng, hội khuyến học xã trao trong sáng nay tại nhà văn hóa.",
        "410.000 cây xanh phủ đồi trọc ở Bến Lau|Bà con đã trồng xong trong vụ xuân, sớm hơn kế hoạch đề ra gần hai tuần lễ.",
        "Trang đã bị tấn công trở lại hoạt động|Cổng thông tin của xã Bến Lau hoạt động bình thường từ sáng nay, dữ liệu được giữ nguyên.",
        "Nội dung không còn phù hợp của hương ước được sửa|Bà con thôn Mơ họp bàn, bỏ hai điều của bản cũ, thêm một điều mới về vệ sinh.",
        "Đường dẫn về chợ Mơ không còn ổ gà|Con đường đã được trải nhựa, bà con đi lại thuận tiện hơn trước rất nhiều.",
    ],
)
def test_an_article_about_what_is_gone_is_not_gone(text: str) -> None:
    title, _, body = text.partition("|")
    html = f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{body}</p></article></body></html>"
    assert extract(html.encode(), BAD).kind == PageKind.ARTICLE


def test_there_are_as_many_faults_as_promised() -> None:
    assert len(FAULTS) + len(FEEDS) >= 70

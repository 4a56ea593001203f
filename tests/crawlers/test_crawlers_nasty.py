"""Sites as they really are: pagers that are forms, feeds that forget, texts written twice as UTF-8, pages edited later."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from crawlers_web import Page, Web

from crawlers import Asked, Collected, Failed, Finished, Held, Outlet, Session, Site, Validators, discover
from crawlers.crawl import crawl
from crawlers.extract import extract
from crawlers.memory import NoMemory
from crawlers.pagetext import decode
from crawlers.register import Dated, Listing

HOST = "baomau.example"
HOME = f"http://{HOST}"
LIST = f"{HOME}/tin.aspx"
PAGER = "ctl00$noidung$luoi"


def item(number: int, text: str = "") -> bytes:
    body = (
        text or f"Sáng nay, xã Bến Lau khánh thành cầu số {number} sau hai năm thi công cùng bà con hai bờ."
    )
    return f"""<html><head><title>Khánh thành cây cầu thứ {number} của xã Bến Lau</title>
    <meta property="article:published_time" content="2031-05-{number:02d}T08:00:00+07:00"></head><body>
    <h1>Khánh thành cây cầu thứ {number} của xã Bến Lau</h1><div class="noi-dung"><p>{body}</p>
    <p>Cây cầu dài bốn mươi mét, do nhân dân đóng góp ngày công cùng ngân sách của xã.</p></div></body></html>""".encode()


def outlet(**site: object) -> Outlet:
    options = {"article_url": r"/xem\.aspx\?id=\d+$", **site}
    return Outlet(
        id="bao-mau",
        names=(Dated("Báo Mẫu"),),
        kind="newspaper",
        provinces=(Dated("Mẫu"),),
        sites=(Site(hosts=(HOST,), scheme="http", **options),),  # type: ignore[arg-type]
        fictitious=True,
    )


def session(web: Web, **options: object) -> Session:
    return Session(resolve=web.resolve(HOST), **{"delay": 0, "backoff": 0, **options})  # type: ignore[arg-type]


def collected(events: list[object]) -> list[str]:
    return [e.fetched.url for e in events if isinstance(e, Collected)]


class Remembers(NoMemory):
    """A memory of the addresses and pages a test names."""

    def __init__(self, pending: tuple[str, ...] = (), recent: tuple[Held, ...] = ()) -> None:
        self._pending, self._recent = pending, recent

    def pending(self, outlet: str) -> tuple[str, ...]:
        return self._pending

    def recent(self, outlet: str) -> tuple[Held, ...]:
        return self._recent


# ASP.NET pagers


@pytest.fixture
def postback(web: Web) -> Web:
    """Three pages of a list behind one address; a form that was not just given out is an error, as with ASP.NET."""

    def page(number: int) -> Page:
        links = "".join(f'<a href="/xem.aspx?id={n}">Tin số {n}</a>' for n in (2 * number - 1, 2 * number))
        turns = "".join(
            f"""<a href="javascript:__doPostBack(&#39;{PAGER}&#39;,&#39;Page${to}&#39;)">{to}</a>"""
            for to in (1, 2, 3)
            if to != number
        )
        links += turns
        html = f"""<html><body><form method="post" action="tin.aspx">
        <input type="hidden" name="__VIEWSTATE" value="trang-{number}&#47;=="><input type=hidden name=__EVENTVALIDATION value="ok">
        <input type="text" name="tu_khoa" value=""><input type="submit" name="tim" value="Tìm">{links}</form></body></html>"""
        return Page(html.encode())

    def answer(headers: dict[str, str]) -> Page:
        if ":form" not in headers:
            return page(1)
        form = {k: v[0] for k, v in parse_qs(headers[":form"], keep_blank_values=True).items()}
        asked = re.fullmatch(r"Page\$(\d)", form.get("__EVENTARGUMENT", ""))
        given = re.fullmatch(r"trang-(\d)/==", form.get("__VIEWSTATE", ""))
        fits = asked and given and int(asked[1]) == int(given[1]) + 1 and form["__EVENTTARGET"] == PAGER
        if not fits or form.get("__EVENTVALIDATION") != "ok" or {"tim", "tu_khoa"} & set(form):
            return Page(b"Invalid viewstate", 500)
        return page(int(asked[1]))

    web.put(LIST, answer)
    for n in range(1, 7):
        web.put(f"{HOME}/xem.aspx?id={n}", Page(item(n)))
    return web


def test_an_asp_net_pager_is_turned_page_by_page_to_its_end(postback: Web) -> None:
    listing = Listing(LIST, pages=9, postback=PAGER)
    with session(postback) as s:
        events = list(crawl([outlet(listings=(listing,))], session=s))
    assert collected(events) == [f"{HOME}/xem.aspx?id={n}" for n in range(1, 7)]
    assert [e for e in events if isinstance(e, Failed)] == []
    # three pages, and none past the end, which such a server answers with an error
    assert postback.log.count(LIST) == 3
    # no answer to a form may stand as "the list": the next run would ask whether page 3 has changed
    assert all(not e.fetched.validators.etag for e in events if isinstance(e, Asked))


def test_no_form_is_sent_that_the_outlet_file_does_not_declare(postback: Web) -> None:
    with session(postback) as s:
        events = list(crawl([outlet(listings=(Listing(LIST, pages=9),))], session=s))
    assert len(collected(events)) == 2
    assert postback.log.count(LIST) == 1


def test_a_form_obeys_robots_and_is_never_redirected(web: Web) -> None:
    form = f"""<form><input type=hidden name=__VIEWSTATE value=a></form><a href="/xem.aspx?id=1">Tin</a>
    <a href="javascript:__doPostBack('{PAGER}','Page$2')">2</a>""".encode()
    web.put(f"{HOME}/robots.txt", Page(b"User-agent: *\nDisallow: /tin.aspx", kind="text/plain"))
    web.put(LIST, Page(form))
    with session(web) as s:
        list(crawl([outlet(listings=(Listing(LIST, pages=3, postback=PAGER),))], session=s))
    assert web.log == [f"{HOME}/robots.txt"]

    def elsewhere(headers: dict[str, str]) -> Page:
        if ":form" in headers:
            return Page(b"", 302, headers={"Location": f"{HOME}/xoa-tat-ca"})
        return Page(form)

    web.put(f"{HOME}/robots.txt", Page(b"", 404))
    web.put(LIST, elsewhere)
    with session(web) as s:
        list(crawl([outlet(listings=(Listing(LIST, pages=3, postback=PAGER),))], session=s))
    assert f"{HOME}/xoa-tat-ca" not in web.log
    # the list and its form: it was sent, and its answer led nowhere
    assert web.log.count(LIST) == 2


def test_a_page_without_viewstate_or_without_that_turn_ends_the_pager() -> None:
    turn = f"<a href=\"javascript:__doPostBack('{PAGER}','Page$2')\">2</a>"
    assert discover.postback(f"<form>{turn}<input type=hidden name=a></form>".encode(), PAGER, "Page$2") == {}
    form = f"<form>{turn}<input type=hidden name=__VIEWSTATE value=x></form>".encode()
    assert discover.postback(form, PAGER, "Page$3") == {}
    assert discover.postback(form, PAGER, "Page$2")["__VIEWSTATE"] == "x"


# lists that forget


def test_what_failed_before_is_asked_again_when_no_list_names_it_any_more(web: Web) -> None:
    rss = b'<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>'
    web.put(f"{HOME}/rss.xml", Page(rss, kind="application/rss+xml"))
    web.put(f"{HOME}/xem.aspx?id=1", Page(item(1)))
    memory = Remembers(pending=(f"{HOME}/xem.aspx?id=1", "http://khac.example/xem.aspx?id=2"))
    with session(web) as s:
        events = list(crawl([outlet(feeds=(f"{HOME}/rss.xml",))], session=s, memory=memory))
    assert collected(events) == [f"{HOME}/xem.aspx?id=1"]
    assert events[-1] == Finished("bao-mau")


# edits


def seen(number: int, etag: str = "") -> Held:
    return Held(f"{HOME}/xem.aspx?id={number}", Validators(etag), hashlib.sha256(item(number)).hexdigest())


def test_an_edited_page_is_read_again_and_an_unchanged_one_costs_nothing(web: Web) -> None:
    def unchanged(headers: dict[str, str]) -> Page:
        return Page(b"", 304) if headers.get("if-none-match") == '"v1"' else Page(item(1))

    web.put(f"{HOME}/xem.aspx?id=1", unchanged)
    web.put(f"{HOME}/xem.aspx?id=2", Page(item(2)))
    web.put(f"{HOME}/xem.aspx?id=3", Page(item(3, "Toà soạn đã thay câu này bằng một câu khác hẳn.")))
    web.put(f"{HOME}/xem.aspx?id=4", Page(b"", 404))
    memory = Remembers(recent=(seen(1, '"v1"'), seen(2), seen(3), seen(4)))
    with session(web) as s:
        events = list(crawl([outlet(feeds=(f"{HOME}/none.xml",))], session=s, memory=memory))
    assert [(e.fetched.url[-1], e.again) for e in events if isinstance(e, Collected)] == [("3", True)]
    assert [e.fetched.url[-1] for e in events if isinstance(e, Asked) and e.purpose == "revisit"] == [
        "1",
        "2",
    ]
    assert [(e.url[-1], e.reason) for e in events if isinstance(e, Failed) and "id=" in e.url] == [
        ("4", "gone")
    ]


# letters


def test_bytes_decide_though_header_and_page_say_iso_8859_1() -> None:
    page = item(1).replace(b"<head>", b'<head><meta charset="iso-8859-1">').decode()
    article = extract(unicodedata.normalize("NFD", page).encode(), f"{HOME}/xem.aspx?id=1")
    assert article.title == "Khánh thành cây cầu thứ 1 của xã Bến Lau"
    assert article.body.startswith("Sáng nay, xã Bến Lau khánh thành")


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_utf_8_written_twice_is_read_as_it_was_meant(encoding: str) -> None:
    meant = "Thời sự: Đảng ủy xã bàn việc xây cầu; người dân đồng tình, đường làng rộng hơn trước."
    garbled = "".join(
        bytes([b]).decode(encoding, "ignore") or bytes([b]).decode("latin-1") for b in meant.encode()
    )
    assert garbled != meant
    assert decode(garbled.encode()) == meant


def test_right_vietnamese_that_quotes_garbled_letters_stays_as_it_is() -> None:
    text = "Máy báo lỗi “Thá»i sá»±” và “Ä‘”, chị Hạnh bảo: “À, Áo dài, ÂM THANH, Ôi chao, Ý kiến Ưu tú”."
    assert decode(text.encode()) == text


def test_a_feed_that_declares_another_charset_than_its_bytes_have(web: Web) -> None:
    data = f"""<?xml version="1.0" encoding="iso-8859-1"?><rss version="2.0"><channel><item>
    <title>{unicodedata.normalize("NFD", "Cầu mới ở Bến Lau")}</title><link>{HOME}/tin-cầu-mới</link></item></channel></rss>"""
    (found,) = discover.feed(data.encode(), f"{HOME}/rss.xml")
    assert found.title == "Cầu mới ở Bến Lau"
    assert found.url == f"{HOME}/tin-c%E1%BA%A7u-m%E1%BB%9Bi"


# whose text


@pytest.mark.parametrize(
    ("lead", "last", "credit"),
    [
        ("(TTXVN) - Chiều nay, mưa lớn ở nhiều nơi trong vùng.", "", "(TTXVN)"),
        ("Chiều nay, mưa lớn ở nhiều nơi trong vùng.", "Theo TTXVN/Vietnam+", "Theo TTXVN/Vietnam+"),
        ("Chiều nay, mưa lớn ở nhiều nơi trong vùng.", "Nước sông rút dần vào sáng mai. (TTXVN)", "(TTXVN)"),
        ("Chiều nay, mưa lớn ở nhiều nơi trong vùng.", "Theo Báo Bến Lau", "Theo Báo Bến Lau"),
        (
            "(Bến Lau) - Chiều nay, mưa lớn ở nhiều nơi.",
            "Theo lời kể, TTXVN đã có mặt từ sớm để đưa tin.",
            "",
        ),
    ],
)
def test_the_line_that_says_whose_text_it_is_is_kept(lead: str, last: str, credit: str) -> None:
    page = f"""<html><body><h1>Mưa lớn ở nhiều nơi trong vùng</h1><p class="sapo">{lead}</p>
    <div class="noi-dung"><p>Mực nước sông dâng nhanh từ đầu giờ chiều, nhiều tuyến đường làng ngập sâu nửa mét.</p>
    <p>Chính quyền xã đã đưa các hộ ven sông đến nhà văn hóa và trường học để trú tạm qua đêm.</p><p>{last}</p></div>
    </body></html>"""
    site = outlet(selectors=_selectors()).sites[0]
    article = extract(page.encode(), f"{HOME}/xem.aspx?id=1", site=site)
    assert article.credit == credit
    assert not article.lead.startswith("(")


def _selectors():  # type: ignore[no-untyped-def]
    from crawlers.register import Selectors

    return Selectors(title="h1", lead="p.sapo", body=".noi-dung")


# certificates


def test_the_certificates_of_a_site_must_stand_beside_its_file(tmp_path: Path) -> None:
    from crawlers.errors import RegisterError
    from crawlers.register import read_outlet

    file = tmp_path / "bao-mau.yaml"
    text = """schema: auditor.outlet/1
id: bao-mau
names: [{name: Báo Mẫu}]
kind: newspaper
provinces: [{province: Mẫu}]
sites:
- hosts: [baomau.example]
  tls: {ca: %s}
"""
    for wrong in ("../../etc/ssl/x.pem", "/etc/x.pem", "thieu.pem"):
        file.write_text(text % wrong, encoding="utf-8")
        with pytest.raises(RegisterError) as caught:
            read_outlet(file)
        assert caught.value.values["line"] == 8
    (tmp_path / "trung-gian.pem").write_text("-", encoding="utf-8")
    file.write_text(text % "trung-gian.pem", encoding="utf-8")
    assert read_outlet(file).sites[0].ca == str(tmp_path / "trung-gian.pem")

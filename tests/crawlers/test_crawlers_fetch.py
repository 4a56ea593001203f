"""A small newsroom's server must not suffer, and a hostile one must not harm the operator."""

from __future__ import annotations

import gzip
import itertools
import threading
import time
from typing import Any

import pytest
from crawlers_web import Page, Web

from crawlers import Session, Validators
from crawlers.connect import is_private
from crawlers.errors import Blocked, Forbidden, Gone, Temporary, TooLarge, Unparsable

HOST = "baomau.example"
HOME = f"http://{HOST}"


def session(web: Web, *hosts: str, **options: object) -> Session:
    options = {"delay": 0, "backoff": 0, **options}
    return Session("auditor/9.9", resolve=web.resolve(*(hosts or (HOST,))), **options)  # type: ignore[arg-type]


def test_a_page_comes_with_its_headers_and_names_us(web: Web) -> None:
    web.put(f"{HOME}/a", Page("<p>Chào</p>".encode(), headers={"ETag": '"7"'}))
    with session(web, contact="https://vidu.example/lien-he") as s:
        found = s.get(f"{HOME}/a")
    assert found.body.decode() == "<p>Chào</p>"
    assert found.validators == Validators('"7"', "")
    assert found.fetched_at.endswith("Z")
    assert web.agents[-1] == "auditor/9.9 (+https://vidu.example/lien-he)"


def test_requests_to_a_host_keep_their_distance(web: Web, clock: object) -> None:
    web.put(f"{HOME}/a", Page(b"x"))
    with session(web, delay=2.0, clock=clock) as s:
        for _ in range(3):
            s.get(f"{HOME}/a")
    assert sum(clock.slept) == pytest.approx(6.0)  # type: ignore[attr-defined]


def test_a_longer_crawl_delay_is_kept(web: Web, clock: object) -> None:
    web.put(f"{HOME}/robots.txt", Page(b"User-agent: *\nCrawl-delay: 7\n", kind="text/plain"))
    web.put(f"{HOME}/a", Page(b"x"))
    with session(web, delay=1.0, clock=clock) as s:
        s.get(f"{HOME}/a")
        s.get(f"{HOME}/a")
    # seven seconds after robots.txt, and seven after the page
    assert sum(clock.slept) == pytest.approx(14.0)  # type: ignore[attr-defined]


def test_a_machine_that_was_late_does_not_follow_on_its_own_heels(web: Web, clock: object) -> None:
    at: list[float] = []

    def page(_: dict[str, str]) -> Page:
        at.append(clock.time)  # type: ignore[attr-defined]
        clock.time += 1.9  # type: ignore[attr-defined]
        return Page(b"x")

    web.put(f"{HOME}/a", page)
    with session(web, delay=2.0, clock=clock) as s:
        for _ in range(3):
            s.get(f"{HOME}/a")
    assert [b - a for a, b in itertools.pairwise(at)] == pytest.approx([3.9, 3.9])


def test_many_threads_keep_one_pace(web: Web) -> None:
    web.put(f"{HOME}/a", Page(b"x"))
    with session(web, delay=0.05) as s:
        threads = [threading.Thread(target=s.get, args=(f"{HOME}/a",)) for _ in range(4)]
        start = time.monotonic()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert time.monotonic() - start >= 0.2
    assert web.log.count(f"{HOME}/robots.txt") == 1


def test_an_unchanged_page_is_not_sent_again(web: Web) -> None:
    web.put(f"{HOME}/a", lambda h: Page(b"", 304) if h.get("if-none-match") == '"7"' else Page(b"x"))
    with session(web) as s:
        assert s.get(f"{HOME}/a", Validators('"7"')).status == 304
        assert s.get(f"{HOME}/a").status == 200


def test_a_short_failure_is_asked_again_and_retry_after_is_kept(web: Web, clock: object) -> None:
    answers = [Page(b"", 503, headers={"Retry-After": "11"}), Page(b"", 500), Page(b"gut")]
    web.put(f"{HOME}/a", lambda _: answers.pop(0))
    with session(web, clock=clock, backoff=1.0, seed=1) as s:
        found = s.get(f"{HOME}/a")
    assert (found.body, found.attempts) == (b"gut", 3)
    assert max(clock.slept) >= 11  # type: ignore[attr-defined]


def test_a_server_that_asks_for_an_hour_is_left_alone(web: Web, clock: object) -> None:
    web.put(f"{HOME}/a", Page(b"", 429, headers={"Retry-After": "3600"}))
    with session(web, clock=clock) as s, pytest.raises(Temporary):
        s.get(f"{HOME}/a")
    assert web.log.count(f"{HOME}/a") == 1


@pytest.mark.parametrize(("status", "error"), [(404, Gone), (410, Gone), (403, Blocked), (451, Blocked)])
def test_refusals_are_told_apart_and_not_repeated(web: Web, status: int, error: type[Exception]) -> None:
    web.put(f"{HOME}/a", Page(b"", status))
    with session(web) as s, pytest.raises(error):
        s.get(f"{HOME}/a")
    assert web.log.count(f"{HOME}/a") == 1


def test_a_host_that_keeps_failing_is_given_up(web: Web) -> None:
    web.put(f"{HOME}/a", Page(b"", 500))
    with session(web, attempts=1, give_up=2) as s:
        for _ in range(4):
            with pytest.raises(Temporary):
                s.get(f"{HOME}/a")
        assert not s.reachable(HOST)
    assert web.log.count(f"{HOME}/a") == 2


def test_redirects_are_followed_but_not_for_ever(web: Web) -> None:
    web.put(f"{HOME}/a", Page(b"", 301, headers={"Location": "/b"}))
    web.put(f"{HOME}/b", Page(b"hier"))
    web.put(f"{HOME}/kreis", Page(b"", 302, headers={"Location": "/kreis"}))
    with session(web) as s:
        found = s.get(f"{HOME}/a")
        assert (found.url, found.final_url, found.body) == (f"{HOME}/a", f"{HOME}/b", b"hier")
        with pytest.raises(Temporary):
            s.get(f"{HOME}/kreis")
    assert web.log.count(f"{HOME}/kreis") <= 6


def test_a_redirect_does_not_lead_past_robots_txt(web: Web) -> None:
    web.put(f"{HOME}/robots.txt", Page(b"User-agent: *\nDisallow: /kin\n", kind="text/plain"))
    web.put(f"{HOME}/a", Page(b"", 302, headers={"Location": "/kin/1"}))
    with session(web) as s, pytest.raises(Forbidden):
        s.get(f"{HOME}/a")
    assert f"{HOME}/kin/1" not in web.log


@pytest.mark.parametrize(
    "target", ["http://127.0.0.1:{port}/x", "http://169.254.169.254/latest", "file:///etc/passwd"]
)
def test_nobody_leads_us_into_the_own_network(web: Web, target: str) -> None:
    web.put(f"{HOME}/a", Page(b"", 302, headers={"Location": target.format(port=web.port)}))
    with session(web) as s, pytest.raises(Forbidden):
        s.get(f"{HOME}/a")
    assert web.log[-1] == f"{HOME}/a"


@pytest.mark.parametrize(
    ("ip", "private"),
    [("10.1.2.3", True), ("127.8.9.1", True), ("::1", True), ("fe80::1%eth0", True), ("::ffff:192.168.0.1", True),
     ("0.0.0.0", True), ("224.0.0.1", True), ("100.64.0.1", True), ("8.8.8.8", False), ("2606:4700::1111", False)],
)  # fmt: skip
def test_private_addresses_are_known(ip: str, private: bool) -> None:
    assert is_private(ip) is private


def test_credentials_in_an_address_are_refused(web: Web) -> None:
    with session(web) as s, pytest.raises(Forbidden):
        s.get(f"http://user:pass@{HOST}/a")
    assert web.log == []


def test_a_page_too_large_is_refused_packed_and_unpacked(web: Web) -> None:
    web.put(f"{HOME}/dick", Page(b"x" * 50_001))
    bomb = gzip.compress(b"\0" * 5_000_000)
    web.put(f"{HOME}/bombe", Page(bomb, headers={"Content-Encoding": "gzip"}))
    with session(web, max_bytes=50_000) as s:
        for path in ("dick", "bombe"):
            with pytest.raises(TooLarge):
                s.get(f"{HOME}/{path}")


def test_a_packed_page_is_unpacked(web: Web) -> None:
    web.put(f"{HOME}/a", Page(gzip.compress("Trời nắng".encode()), headers={"Content-Encoding": "gzip"}))
    with session(web) as s:
        assert s.get(f"{HOME}/a").body.decode() == "Trời nắng"


def test_broken_packing_is_a_failure_with_a_reason(web: Web) -> None:
    web.put(f"{HOME}/a", Page(gzip.compress(b"x" * 9_000)[:20], headers={"Content-Encoding": "gzip"}))
    with session(web) as s, pytest.raises(Unparsable):
        s.get(f"{HOME}/a")


def test_a_pdf_is_no_article(web: Web) -> None:
    web.put(f"{HOME}/a", Page(b"%PDF-1.7", kind="application/pdf"))
    with session(web) as s, pytest.raises(Unparsable):
        s.get(f"{HOME}/a")


def test_an_answer_cut_short_is_not_taken_for_the_page(web: Web) -> None:
    def cut(_: dict[str, str]) -> Page:
        return Page(b"half", headers={"Content-Length": "4000", "Connection": "close"})

    web.put(f"{HOME}/a", cut)
    with session(web, attempts=1, timeout=0.3) as s, pytest.raises(Temporary):
        s.get(f"{HOME}/a")


def test_robots_wildcards_and_our_own_name_count(web: Web) -> None:
    rules = b"User-agent: *\nDisallow:\n\nUser-agent: auditor\nDisallow: /*.pdf$\nDisallow: /in/\nAllow: /in/frei\n"
    web.put(f"{HOME}/robots.txt", Page(rules, kind="text/plain"))
    with session(web) as s:
        assert not s.allowed(f"{HOME}/a/b.pdf")
        assert not s.allowed(f"{HOME}/in/1")
        assert s.allowed(f"{HOME}/in/frei")
        assert s.allowed(f"{HOME}/a")


def test_an_interrupted_session_does_not_sit_out_its_pauses(web: Web) -> None:
    web.put(f"{HOME}/a", Page(b"x"))
    with session(web, delay=30) as s:
        s.robots(HOME)
        threading.Timer(0.1, s.stop).start()
        start = time.monotonic()
        with pytest.raises(Temporary):
            s.get(f"{HOME}/a")
    assert time.monotonic() - start < 5


def test_a_pause_that_an_interruption_cuts_short_ends_in_no_request(web: Web, clock: Any) -> None:
    """The pause behind a slow answer was cut short too, and the request went out right behind it."""

    def slow(_: dict[str, str]) -> Page:
        clock.time += 3
        return Page(b"x")

    web.put(f"{HOME}/a", slow)
    with session(web, delay=5, clock=clock) as s:
        s.get(f"{HOME}/a")
        waited, sleep = len(clock.slept), clock.sleep

        def woken(seconds: float) -> None:
            sleep(seconds)
            if len(clock.slept) == waited + 2:
                s.stop()

        clock.sleep = woken  # type: ignore[method-assign]
        with pytest.raises(Temporary, match="interrupted"):
            s.get(f"{HOME}/a")
    assert web.log.count(f"{HOME}/a") == 1


def test_more_hosts_than_a_day_of_one_province_keep_their_connections(web: Web) -> None:
    hosts = [f"bao{n}.example" for n in range(40)]
    for host in hosts:
        web.put(f"http://{host}/a", Page(b"x"))
        web.put(f"http://{host}/robots.txt", Page(b"User-agent: *\n", kind="text/plain"))
    opened = []
    with session(web, *hosts) as s:
        really = s._door.open

        def counted(connection: Any) -> Any:
            opened.append(connection.host)
            return really(connection)

        s._door.open = counted  # type: ignore[method-assign]
        for host in hosts * 2:
            s.get(f"http://{host}/a")
    assert len(opened) == len(hosts)

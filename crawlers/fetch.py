"""One polite session: whoever runs a small newsroom's server must not notice that it is being audited.

robots.txt is asked first and obeyed, each host has its own pace, temporary failures are retried with growing pauses,
unchanged pages are not sent again, and a host that does not answer is left alone. Safe to use from many threads.
"""

from __future__ import annotations

import datetime as dt
import random
import threading
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Protocol
from urllib.parse import urljoin, urlsplit

import requests
from protego import Protego
from requests.utils import get_environ_proxies
from urllib3.exceptions import HTTPError

from crawlers.connect import Adapter, Door, Resolve
from crawlers.errors import Blocked, FetchError, Forbidden, Gone, Temporary, TooLarge, Unparsable
from crawlers.model import Fetched, Validators

HTML_TYPES = ("text/html", "application/xhtml+xml")
XML_TYPES = (
    "application/xml", "text/xml", "application/rss+xml", "application/atom+xml", "application/rdf+xml",
    "application/gzip", "application/x-gzip", "application/octet-stream", "text/plain", *HTML_TYPES,
)  # fmt: skip
# .docx from servers that never heard of it comes as a zip, or as bytes
FILE_TYPES = (
    "application/pdf", "application/msword", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/octet-stream", "application/zip", "application/x-zip-compressed", "application/x-pdf",
    "application/force-download", "application/download", "application/x-download", "binary/octet-stream",
)  # fmt: skip
ACCEPTED = {
    "article": HTML_TYPES,
    "attachment": FILE_TYPES,
    "listing": HTML_TYPES,
    "feed": XML_TYPES,
    "sitemap": XML_TYPES,
}
# RFC 9309 asks crawlers to read at least 500 KiB of robots.txt
ROBOTS_BYTES = 512_000
MAX_HOPS = 5


class Clock(Protocol):
    """Time as the session sees it; tests put a frozen one here."""

    def monotonic(self) -> float: ...
    def now(self) -> dt.datetime: ...
    def sleep(self, seconds: float) -> None: ...


class RealClock:
    """The machine's clock, whose sleep :meth:`wake` cuts short when a run is interrupted."""

    def __init__(self) -> None:
        self._woken = threading.Event()

    def monotonic(self) -> float:
        return time.monotonic()

    def now(self) -> dt.datetime:
        return dt.datetime.now(dt.UTC)

    def sleep(self, seconds: float) -> None:
        self._woken.wait(seconds)

    def wake(self) -> None:
        self._woken.set()


@dataclass(frozen=True, slots=True)
class Robots:
    """What a host's robots.txt says; ``fetched`` is the answer it came from, None where there was none."""

    allowed: Protego | None
    refuse_all: str = ""
    delay: float = 0.0
    sitemaps: tuple[str, ...] = ()
    fetched: Fetched | None = None

    def allows(self, url: str, agent: str) -> bool:
        if self.refuse_all:
            return False
        return self.allowed is None or bool(self.allowed.can_fetch(url, agent))


@dataclass(slots=True)
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    robots_lock: threading.Lock = field(default_factory=threading.Lock)
    robots: Robots | None = None
    next_at: float = 0.0
    answered_at: float = float("-inf")
    delay: float = 0.0
    legacy: bool = False
    ca: str = ""
    failures: int = 0
    asked: int = 0


class Session:
    """``get`` brings one answer or raises an error of :mod:`crawlers.errors`.

    ``resolve`` maps host names to (ip, port), as curl's --resolve does; those hosts may be local. ``delay`` is the
    least pause between two requests to a host, in seconds; a site's own delay and Crawl-delay may lengthen it.
    ``max_bytes`` bounds an answer both packed and unpacked; ``deadline`` bounds one answer's time in seconds.
    After ``give_up`` failed requests in a row a host counts as unreachable and is not asked again; after ``budget``
    requests in all it has been asked enough for this session.
    """

    def __init__(  # noqa: PLR0913 - every knob has a default and is named at the call
        self,
        user_agent: str = "auditor/0.1",
        contact: str = "",
        resolve: Resolve | None = None,
        *,
        allow_private: bool = False,
        delay: float = 1.0,
        timeout: float = 20.0,
        deadline: float = 90.0,
        max_bytes: int = 10_000_000,
        attempts: int = 3,
        backoff: float = 1.0,
        max_wait: float = 60.0,
        give_up: int = 3,
        budget: int = 20_000,
        clock: Clock | None = None,
        seed: int | None = None,
    ) -> None:
        self.user_agent = f"{user_agent} (+{contact})" if contact else user_agent
        self.agent = user_agent.partition("/")[0].strip()
        self.delay, self.timeout, self.deadline, self.max_bytes = delay, timeout, deadline, max_bytes
        self.attempts, self.backoff, self.max_wait, self.give_up = attempts, backoff, max_wait, give_up
        self.budget = budget
        self.clock: Clock = clock or RealClock()
        self.requests = 0
        self._random = random.Random(seed)  # noqa: S311 - spreads retries, guards nothing
        self._door = Door(resolve or {}, allow_private=allow_private)
        self._adapters: dict[tuple[bool, str], Adapter] = {}
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()
        self._stopped = threading.Event()

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        for adapter in self._adapters.values():
            adapter.close()

    def stop(self) -> None:
        """Let waiting requests give up at once: the run is being interrupted."""
        self._stopped.set()
        wake = getattr(self.clock, "wake", None)
        if wake is not None:
            wake()

    def prepare(self, host: str, *, delay: float = 0.0, legacy_tls: bool = False, ca: str = "") -> None:
        """What the register knows of a host. ``ca``: a PEM file of certificates beside those everybody trusts."""
        state = self._host(host)
        state.delay, state.legacy, state.ca = max(state.delay, delay), legacy_tls, ca

    def _adapter(self, state: _Host) -> Adapter:
        with self._lock:
            key = (state.legacy, state.ca)
            if key not in self._adapters:
                self._adapters[key] = Adapter(self._door, legacy=state.legacy, ca=state.ca)
            return self._adapters[key]

    def reachable(self, host: str) -> bool:
        """False once the host has failed so often that it is no longer asked."""
        return self._host(host).failures < self.give_up

    def allowed(self, url: str) -> bool:
        """Whether robots.txt lets us ask for this address. Raises Temporary where robots.txt cannot be had."""
        return self.robots(url).allows(url, self.agent)

    def robots(self, url: str) -> Robots:
        """The rules of the address's host, asked for once a run."""
        parts = urlsplit(url)
        state = self._host(_host_of(url))
        with state.robots_lock:
            if state.robots is None:
                state.robots = self._ask_robots(f"{parts.scheme}://{parts.netloc}/robots.txt")
            return state.robots

    def get(self, url: str, validators: Validators | None = None, purpose: str = "article") -> Fetched:
        """One answer: 200 with its body, or 304 without; anything else raises.

        ``purpose`` (article, listing, feed, sitemap) decides which content types are accepted.
        """
        return self._follow(url, validators, purpose)

    def post(self, url: str, form: Mapping[str, str], purpose: str = "listing") -> Fetched:
        """One answer to a form, under the same rules as :meth:`get`. For declared pagers alone: asking must not change
        anything on the other side. A redirect is not followed.
        """
        self._check(url, purpose)
        answer = self._ask_patiently(url, None, purpose, form)
        return self._judged(answer, url, purpose, answer.attempts)

    def _follow(self, url: str, validators: Validators | None, purpose: str) -> Fetched:
        here, attempts = url, 0
        for _ in range(MAX_HOPS + 1):
            self._check(here, purpose)
            answer = self._ask_patiently(here, validators, purpose)
            attempts += answer.attempts
            target = answer.headers.get("location", "")
            if answer.status == 304 and validators is None:
                raise FetchError(f"{url}: 304 though nothing is held", url=url, status=304)
            if answer.status not in (301, 302, 303, 307, 308) or not target:
                return self._judged(answer, url, purpose, attempts)
            try:
                here = urljoin(here, target)
                urlsplit(here)
            except ValueError as error:
                raise FetchError(f"{url}: redirected to no address", url=url, detail="redirect") from error
        raise Temporary(f"{url}: more than {MAX_HOPS} redirects", url=url, detail="redirects")

    def _check(self, url: str, purpose: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.password:
            raise Forbidden(f"{url}: no address of a web page", url=url, detail="scheme")
        if purpose == "robots":
            return
        robots = self.robots(url)
        if not robots.allows(url, self.agent):
            detail = robots.refuse_all or "robots.txt"
            raise Forbidden(f"{url}: forbidden by {detail}", url=url, detail=detail)

    def _judged(self, answer: Fetched, url: str, purpose: str, attempts: int) -> Fetched:
        status = answer.status
        if status in (404, 410):
            raise Gone(f"{url}: {status}", url=url, status=status)
        if status in (401, 402, 403, 407, 451):
            raise Blocked(f"{url}: {status}", url=url, status=status)
        if status not in (200, 203, 304):
            raise FetchError(f"{url}: unexpected answer {status}", url=url, status=status)
        kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        accepted = ACCEPTED.get(purpose)
        if status != 304 and accepted and kind and kind not in accepted:
            raise Unparsable(f"{url}: {kind} where {purpose} was expected", url=url, detail=kind)
        return Fetched(url, answer.url, status, answer.headers, answer.body, answer.fetched_at, attempts)

    def _ask_patiently(
        self, url: str, validators: Validators | None, purpose: str, form: Mapping[str, str] | None = None
    ) -> Fetched:
        state = self._host(_host_of(url))
        for attempt in range(1, self.attempts + 1):
            if state.failures >= self.give_up:
                raise Temporary(f"{url}: the host does not answer", url=url, detail="unreachable")
            if state.asked >= self.budget:
                raise Temporary(f"{url}: {self.budget} requests to this host", url=url, detail="budget")
            try:
                answer = self._ask(url, validators, state, attempt, purpose, form)
            except Temporary as error:
                if attempt == self.attempts or self._stopped.is_set():
                    state.failures += 1
                    raise
                asked = error.values.get("retry_after")
                if isinstance(asked, float) and asked > self.max_wait:
                    state.failures += 1
                    raise
                pause = self.backoff * 2 ** (attempt - 1) * (1 + self._random.random())
                self._push(state, max(pause, asked if isinstance(asked, float) else 0.0))
            else:
                state.failures = 0
                return answer
        raise AssertionError("unreachable")  # pragma: no cover

    def _push(self, state: _Host, pause: float) -> None:
        with self._lock:
            state.next_at = max(state.next_at, self.clock.monotonic() + pause)

    def _wait_turn(self, state: _Host, url: str) -> None:
        """Book the host's next free moment, then wait for it: many threads keep one pace."""
        with self._lock:
            now = self.clock.monotonic()
            mine = max(now, state.next_at)
            state.next_at = mine + self._pause(state)
            state.asked += 1
            self.requests += 1
        if mine > now:
            self.clock.sleep(mine - now)
        self._still_wanted(url)

    def _still_wanted(self, url: str) -> None:
        """A wait that was cut short ends in no request: it would come too early."""
        if self._stopped.is_set():
            raise Temporary(f"{url}: interrupted", url=url, detail="interrupted")

    def _pause(self, state: _Host) -> float:
        return max(self.delay, state.delay, state.robots.delay if state.robots else 0.0)

    def _keep_distance(self, state: _Host) -> None:
        """Where this machine was late with the last request, the next one must not follow on its heels: the pause
        counts from the answer, so that the server's own log shows it whole.
        """
        left = state.answered_at + self._pause(state) - self.clock.monotonic()
        if left > 0:
            self.clock.sleep(left)

    def _ask(
        self,
        url: str,
        validators: Validators | None,
        state: _Host,
        attempt: int,
        purpose: str,
        form: Mapping[str, str] | None,
    ) -> Fetched:
        self._wait_turn(state, url)
        headers = {"User-Agent": self.user_agent, "Accept-Encoding": "gzip, deflate", "Accept": "*/*"}
        headers["Accept-Language"] = "vi,en;q=0.5"
        if validators and validators.etag:
            headers["If-None-Match"] = validators.etag
        if validators and validators.last_modified:
            headers["If-Modified-Since"] = validators.last_modified
        try:
            with state.lock:
                self._keep_distance(state)
                self._still_wanted(url)
                return self._exchange(url, headers, state, attempt, purpose, form)
        except (requests.RequestException, HTTPError, OSError) as error:
            # the class says enough; the text may carry local addresses
            raise Temporary(f"{url}: {error}", url=url, detail=type(error).__name__) from error
        except (UnicodeError, ValueError) as error:
            raise FetchError(f"{url}: {error}", url=url, detail=type(error).__name__) from error

    def _exchange(
        self,
        url: str,
        headers: dict[str, str],
        state: _Host,
        attempt: int,
        purpose: str,
        form: Mapping[str, str] | None,
    ) -> Fetched:
        method = "GET" if form is None else "POST"
        request = requests.Request(method, url, headers=headers, data=form).prepare()
        host = _host_of(url)
        # requests' own session would read .netrc and send what stands there
        proxies = {} if host in self._door.resolve else get_environ_proxies(url, no_proxy=None)
        adapter = self._adapter(state)
        until = self.clock.monotonic() + self.deadline
        try:
            with self._door.watch(self.deadline):
                response = adapter.send(
                    request, stream=True, timeout=self.timeout, verify=True, proxies=proxies
                )
        finally:
            state.answered_at = self.clock.monotonic()
        try:
            found = {key.lower(): value for key, value in response.headers.items()}
            status = response.status_code
            if status == 429 or status >= 500:
                wait = self._retry_after(found.get("retry-after", ""))
                raise Temporary(f"{url}: {status}", url=url, status=status, retry_after=wait)
            body = b""
            if status in (200, 203):
                body = self._body(response, url, found, until, purpose)
        finally:
            response.close()
        stamp = self.clock.now().astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        return Fetched(url, url, status, found, body, stamp, attempt)

    def _body(
        self, response: requests.Response, url: str, headers: dict[str, str], until: float, purpose: str
    ) -> bytes:
        limit = ROBOTS_BYTES if purpose == "robots" else self.max_bytes
        packed = bytearray()
        while True:
            chunk = response.raw.read1(65_536, decode_content=False)
            if not chunk:
                break
            packed += chunk
            if self.clock.monotonic() > until:
                raise Temporary(f"{url}: still sending after {self.deadline:.0f} s", url=url, detail="slow")
            if len(packed) > limit:
                if purpose == "robots":
                    break
                raise TooLarge(f"{url}: more than {limit} bytes", url=url, limit=limit)
        promised = headers.get("content-length", "")
        if promised.isdigit() and len(packed) < min(int(promised), limit):
            raise Temporary(f"{url}: {len(packed)} of {promised} bytes", url=url, detail="cut short")
        encoding = headers.pop("content-encoding", "").strip().lower()
        headers.pop("transfer-encoding", None)
        if encoding in ("", "identity"):
            return bytes(packed)
        headers["x-archive-orig-content-encoding"] = encoding
        return unpacked(bytes(packed), url, limit, encoding)

    def _retry_after(self, text: str) -> float | None:
        if text.strip().isdigit():
            return float(text)
        try:
            return max(0.0, (parsedate_to_datetime(text) - self.clock.now()).total_seconds())
        except (ValueError, TypeError):
            return None

    def _ask_robots(self, url: str) -> Robots:
        """RFC 9309: no robots.txt allows everything, a server that cannot say allows nothing."""
        try:
            answer = self._follow(url, None, "robots")
        except (Gone, Blocked, Forbidden):
            return Robots(None)
        except Temporary as error:
            if "status" in error.values:
                return Robots(None, refuse_all=f"robots.txt ({error.values['status']})")
            raise
        except FetchError as error:
            status = error.values.get("status", 0)
            if isinstance(status, int) and 400 <= status < 500:
                return Robots(None)
            return Robots(None, refuse_all="robots.txt")
        rules = Protego.parse(answer.body.decode("utf-8", "replace"))
        delay = rules.crawl_delay(self.agent) or 0.0
        return Robots(rules, "", float(delay), tuple(rules.sitemaps), answer)

    def _host(self, host: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(host.lower(), _Host())


def unpacked(data: bytes, url: str, limit: int, encoding: str = "gzip") -> bytes:
    """Unpack gzip or deflate, never to more than ``limit`` bytes: a bomb is refused before it goes off."""
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise Unparsable(f"{url}: packed as {encoding}", url=url, detail=encoding)
    out = bytearray()
    try:
        while data:
            # 47: gzip or zlib by its header; raw deflate is what some servers mean by "deflate"
            raw = encoding == "deflate" and (data[0] & 0x0F) != 8
            machine = zlib.decompressobj(-15 if raw else 47)
            out += machine.decompress(data, limit + 1 - len(out))
            if len(out) > limit:
                raise TooLarge(f"{url}: more than {limit} bytes unpacked", url=url, limit=limit)
            if not machine.eof:
                raise Unparsable(f"{url}: the packed data end too early", url=url, detail="truncated")
            data = machine.unused_data.lstrip(b"\0")
    except zlib.error as error:
        if not out:
            raise Unparsable(f"{url}: {error}", url=url, detail="packed data are broken") from error
    return bytes(out)


def _host_of(url: str) -> str:
    return (urlsplit(url).hostname or "").lower()

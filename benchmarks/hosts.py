"""Fifty hosts at a page a second each: can one process keep that pace, and what does a page cost?

    python benchmarks/hosts.py [--hosts 50] [--pages 20] [--delay 1.0]

A server process of its own plays the hosts on 127.0.0.1 and keeps the log the pace is proved by. Pages are made here: an
article of ten paragraphs in 100 KB of markup, as large as those of national papers. Runs: fetching alone, with archiving,
with reading in a pool; the processor time of each is told apart.
"""

from __future__ import annotations

import argparse
import itertools
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

PARAGRAPH = (
    "Ủy ban nhân dân xã Bến Lau cho biết đã nghiệm thu tuyến đường liên thôn dài hai cây số, phục vụ việc đi lại của "
    "hơn ba trăm hộ dân; chị Nguyễn Thị Mẫu, người dân trong thôn, nói bà con rất mừng vì các cháu đi học đỡ vất vả. "
)
FILLER = (
    '<div class="khung"><script>var a=1;</script><ul>'
    + "<li class='m'><a href='/muc'>Chuyên mục</a></li>" * 25
    + "</ul></div>"
)


def page(number: int) -> bytes:
    body = "".join(f"<p>{PARAGRAPH}</p>" for _ in range(10))
    text = (
        f"<html><head><title>Bến Lau nghiệm thu tuyến đường số {number}</title>"
        f'<meta property="article:published_time" content="2031-05-{number % 28 + 1:02d}T08:00:00+07:00"></head><body>{FILLER * 16}'
        f"<article><h1>Bến Lau nghiệm thu tuyến đường số {number}</h1><div class='entry-content'>{body}</div></article>{FILLER * 16}</body></html>"
    )
    return (text + "<!--" + "x" * max(0, 100_000 - len(text.encode())) + "-->").encode()


def serve(pages: int) -> None:
    """Play any host; a line on standard output for each request: time, host, path."""
    bodies = {f"/tin-{n + 100_000}.html": page(n) for n in range(pages)}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            host = self.headers["Host"]
            log.write(f"{time.monotonic():.4f} {host} {self.path}\n")
            body, kind = bodies.get(self.path), "text/html; charset=utf-8"
            if self.path == "/rss.xml":
                links = "".join(f"<item><link>http://{host}{path}</link></item>" for path in bodies)
                body, kind = f"<rss><channel>{links}</channel></rss>".encode(), "application/rss+xml"
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    log = sys.stdout
    print(server.server_address[1], flush=True)
    Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.read()
    server.shutdown()
    log.flush()


def crawled(
    hosts: int, port: int, delay: float, archive_to: Path | None, readers: int
) -> tuple[int, float, float, float]:
    """(pages, wall seconds, processor seconds here, in the readers)."""
    from crawlers import Archive, Collected, Outlet, Session, Site
    from crawlers.crawl import crawl
    from crawlers.model import Article, PageKind
    from crawlers.reading import Readers
    from crawlers.register import Dated

    class Unread(Readers):
        """Takes pages and does not read them."""

        def read(self, site, fetched):  # type: ignore[no-untyped-def]
            from concurrent.futures import Future

            done: Future[Article] = Future()
            done.set_result(Article(fetched.final_url, PageKind.ARTICLE, title="-", body="-"))
            return done

    names = [f"bao{n}.example" for n in range(hosts)]
    outlets = [
        Outlet(f"bao-{n}", (Dated("Báo"),), "newspaper", (Dated("Mẫu"),), fictitious=True,
               sites=(Site((name,), "http", feeds=(f"http://{name}/rss.xml",), article_url=r"-\d+\.html"),))
        for n, name in enumerate(names)
    ]  # fmt: skip
    session = Session(resolve=dict.fromkeys(names, ("127.0.0.1", port)), delay=delay)
    archive = Archive(archive_to) if archive_to else None
    pool = Readers(readers) if readers else Unread()
    if readers:
        # starting two interpreters is no part of the pace
        from crawlers.model import Fetched

        warm = Fetched("http://x.example/", "http://x.example/", 200, {}, page(0), "2031-05-20T00:00:00Z", 1)
        for future in [pool.read(outlets[0].sites[0], warm) for _ in range(2 * readers)]:
            future.result()
    start, own = time.monotonic(), time.process_time()
    pages = sum(
        isinstance(e, Collected) for e in crawl(outlets, session=session, archive=archive, readers=pool)
    )
    wall, own = time.monotonic() - start, time.process_time() - own
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    session.close()
    if archive:
        archive.close()
    pool.close()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return pages, wall, own, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--hosts", type=int, default=50)
    parser.add_argument("--pages", type=int, default=20)
    parser.add_argument("--delay", type=float, default=1.0)
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        serve(options.pages)
        return
    readers = max(1, min(4, (os.cpu_count() or 1) - 1))
    ideal = (options.pages + 1) * options.delay
    print(
        f"{options.hosts} hosts, {options.pages} pages each, {options.delay} s apart; best possible {ideal:.1f} s\n"
    )
    print(
        "| run | pages | s | pages/s | of the agreed pace | ms of processor a page, crawl | readers | shortest pause on a host, s |"
    )
    print("|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for name, archive, count in (
            ("fetching", None, 0), ("and archiving", Path(folder) / "a", 0), ("and reading in a pool", Path(folder) / "b", readers),
        ):  # fmt: skip
            command = [sys.executable, __file__, "--serve", "--pages", str(options.pages)]
            with subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            ) as server:
                assert server.stdout is not None
                port = int(server.stdout.readline())
                pages, wall, own, other = crawled(options.hosts, port, options.delay, archive, count)
                log, _ = server.communicate()
            asked: dict[str, list[float]] = defaultdict(list)
            for line in log.splitlines():
                at, host, _ = line.split(" ")
                asked[host].append(float(at))
            pause = min(b - a for times in asked.values() for a, b in itertools.pairwise(times))
            print(f"| {name} | {pages} | {wall:.1f} | {pages / wall:.1f} | {ideal / wall:.0%} | {1000 * own / pages:.1f} |"
                  f" {1000 * other / pages:.1f} | {pause:.3f} |", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()

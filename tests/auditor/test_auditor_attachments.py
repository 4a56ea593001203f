"""Words of the files a page offers come on demand, politely, and nothing of them enters a figure."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from auditor_rooms import article, make_workspace

from auditor.attachments import Attachment, attachments_of, fetch, ready
from crawlers import Archive, Session
from crawlers.extract import extract
from crawlers.register import Dated, Outlet, Register, Site

HOST = "cong-song-mo.example"
HOME = f"http://{HOST}"
LINES = ["KẾ HOẠCH", "Ủy ban nhân dân xã Bến Lau tổ chức tháng hành động vì bình đẳng giới."]


def word(lines: list[str]) -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>',
        )
    return out.getvalue()


FILES = {
    "/tep/ke-hoach.docx": (word(LINES), "application/octet-stream"),
    "/tai-ve.aspx?tep=ke-hoach.docx&ban=1": (word(LINES), "application/force-download"),
    "/tep/hong.docx": (b"PK\x03\x04 broken", "application/zip"),
    "/tep/trang.pdf": ("<html>Đăng nhập</html>".encode(), "text/html"),
    "/robots.txt": (b"User-agent: *\nDisallow: /mat/\n", "text/plain"),
}


@pytest.fixture
def server() -> Iterator[tuple[dict[str, tuple[str, int]], list[str]]]:
    log: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            log.append(self.path)
            body, kind = FILES.get(self.path, (b"", ""))
            self.send_response(200 if kind else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=running.serve_forever, args=(0.02,), daemon=True).start()
    yield {HOST: ("127.0.0.1", running.server_address[1])}, log
    running.shutdown()
    running.server_close()


def test_a_page_names_its_files_once_and_no_pages() -> None:
    text = (
        "<p>Ủy ban nhân dân xã ban hành kế hoạch tháng hành động, kèm danh sách các thôn tham gia trong năm nay.</p>"
        * 3
    )
    links = (
        "/tep/ke-hoach.docx",
        "tep/ds.PDF?v=1",
        "/tep/ke-hoach.docx",
        "/tin-100002.html",
        "javascript:x.pdf",
        "file:///etc/a.pdf",
    )
    anchors = "".join(f'<a href="{link}">Tải về</a>' for link in links)
    page = f"<html><head><title>Kế hoạch tháng hành động của xã Bến Lau</title></head><body><article><h1>Kế hoạch tháng hành động của xã Bến Lau</h1>{text}{anchors}</article></body></html>"
    found = extract(page.encode(), f"{HOME}/tin-100001.html")
    assert found.attachments == (f"{HOME}/tep/ke-hoach.docx", f"{HOME}/tep/ds.PDF?v=1")


def test_files_are_read_on_demand_and_each_failure_has_its_reason(tmp_path: Path, server) -> None:
    resolve, log = server
    workspace = make_workspace(tmp_path / "w")
    paths = (
        "/tep/ke-hoach.docx",
        "/tep/hong.docx",
        "/tep/trang.pdf",
        "/tep/khong-co.pdf",
        "/mat/x.pdf",
        "/tep/cu.doc",
        "/tai-ve.aspx?tep=ke-hoach.docx&ban=1",
    )
    with workspace.store() as store:
        store.put_article(article(1, "cong-song-mo", attachments=tuple(f"{HOME}{p}" for p in paths)))
        store.put_article(article(2, "bao-song-mo"))
        named = list(attachments_of(store))
        assert [a.url for a in named] == [f"{HOME}{p}" for p in paths]
        assert list(attachments_of(store, outlet="bao-song-mo")) == []
    assert log == []
    with Session(resolve=resolve, delay=0, backoff=0) as session, Archive(tmp_path / "kho") as archive:
        done = [fetch(a, session, archive, tmp_path / "chu") for a in named]
    assert [a.reason for a in done] == ["", "unparsable", "unparsable", "gone", "robots", "unparsable", ""]
    written = (tmp_path / "chu" / done[0].file).read_text(encoding="utf-8")
    assert written == f"{HOME}/tep/ke-hoach.docx\n\n" + "\n".join(LINES) + "\n"
    assert {path for path in log if path.startswith("/mat")} == set()
    assert {p.name for p in (tmp_path / "chu").iterdir()} == {done[0].file, done[-1].file}


def test_the_host_of_a_file_is_asked_as_its_outlet_wants(tmp_path: Path) -> None:
    """Portals with old TLS, or that asked for a longer pause, offer most of the files."""
    site = Site((HOST,), "https", delay=7.0, legacy_tls=True)
    portal = Outlet("cong-song-mo", (Dated("Cổng"),), "portal", (Dated("Sông Mơ"),), sites=(site,))
    with Session(delay=1.0) as session:
        ready(session, Register((portal,)), [Attachment(1, "cong-song-mo", "", f"{HOME}/tep/a.pdf")])
        state = session._host(HOST)
    assert (state.delay, state.legacy) == (7.0, True)

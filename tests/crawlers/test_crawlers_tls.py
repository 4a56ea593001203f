"""A server that forgets its intermediate certificate can be collected from, with verification on and for it alone."""

from __future__ import annotations

import http.server
import shutil
import ssl
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawlers import Session
from crawlers.errors import Temporary

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="needs the openssl command")
HOST = "baomau.example"


def openssl(folder: Path, *words: str) -> None:
    subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)


def certificate(folder: Path, name: str, issuer: str, extension: str) -> None:
    """``name``.key and ``name``.pem, signed by ``issuer`` (by itself where that is the same)."""
    openssl(folder, "ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", f"{name}.key")
    openssl(folder, "req", "-new", "-key", f"{name}.key", "-subj", f"/CN={name}", "-out", f"{name}.csr")
    (folder / f"{name}.ext").write_text(extension, encoding="utf-8")
    signer = (
        ["-signkey", f"{name}.key"]
        if issuer == name
        else ["-CA", f"{issuer}.pem", "-CAkey", f"{issuer}.key", "-CAcreateserial"]
    )
    openssl(folder, "x509", "-req", "-in", f"{name}.csr", *signer, "-days", "30", "-sha256",
            "-extfile", f"{name}.ext", "-out", f"{name}.pem")  # fmt: skip


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("chain")
    authority = "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n"
    certificate(folder, "root", "root", authority)
    certificate(folder, "middle", "root", authority + "authorityKeyIdentifier=keyid\n")
    leaf = f"basicConstraints=CA:FALSE\nsubjectAltName=DNS:{HOST},DNS:khac.example\nauthorityKeyIdentifier=keyid\n"
    certificate(folder, "leaf", "middle", leaf + "extendedKeyUsage=serverAuth\n")
    both = (folder / "middle.pem").read_text(encoding="utf-8") + (folder / "root.pem").read_text(
        encoding="utf-8"
    )
    (folder / "bundle.pem").write_text(both, encoding="utf-8")
    return folder


@pytest.fixture
def port(chain: Path) -> Iterator[int]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/x" else 404)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"ok")

        def log_message(self, *args: object) -> None:
            pass

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    # the leaf alone: what makes browsers work and programs fail
    context.load_cert_chain(chain / "leaf.pem", chain / "leaf.key")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    server.server_close()
    thread.join()


def test_the_missing_certificate_comes_from_the_outlets_own_file(chain: Path, port: int) -> None:
    resolve = {HOST: ("127.0.0.1", port), "khac.example": ("127.0.0.1", port)}
    with Session(resolve=resolve, delay=0, backoff=0, attempts=1) as session:
        with pytest.raises(Temporary, match="certificate"):
            session.get(f"https://{HOST}/x")
        session.prepare(HOST, ca=str(chain / "bundle.pem"))
        assert session.get(f"https://{HOST}/x").body == b"ok"
        # another host gains nothing by it
        with pytest.raises(Temporary, match="certificate"):
            session.get("https://khac.example/x")


def test_a_certificate_of_another_name_is_refused_all_the_same(chain: Path, port: int) -> None:
    with Session(resolve={"la.example": ("127.0.0.1", port)}, delay=0, backoff=0, attempts=1) as session:
        session.prepare("la.example", ca=str(chain / "bundle.pem"))
        with pytest.raises(Temporary, match="certificate"):
            session.get("https://la.example/x")

"""Shared by all tests: no network beyond the loopback, and where the held material is."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
_connect = socket.socket.connect


def _loopback_only(self: socket.socket, address: object) -> None:
    if self.family in (socket.AF_INET, socket.AF_INET6) and isinstance(address, tuple):
        host = str(address[0])
        if not (host.startswith("127.") or host in {"::1", "localhost"}):
            raise RuntimeError(f"a test reached for the network: {host}")
    return _connect(self, address)


@pytest.fixture(autouse=True, scope="session")
def no_network():
    """Any connection that leaves this machine fails the test that makes it."""
    socket.socket.connect = _loopback_only
    yield
    socket.socket.connect = _connect


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of held material; tests that need it are skipped, and say so, where it is missing."""
    folder = Path(os.environ.get("AUDITOR_SHARED", ROOT.parent / "shared"))
    if not (folder / "gold").is_dir():
        pytest.skip("SKIPPED: the held material was not found (AUDITOR_SHARED)")
    return folder

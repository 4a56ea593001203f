"""A crawl killed at any moment and started again holds in the end what an undisturbed one holds."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from auditor.collecting import archive_of
from auditor.sample.province import SampleProvince, sample
from auditor.sample.server import SampleServer
from auditor.sample.site import Page
from auditor.workspace import Config, Workspace
from crawlers.model import ArchiveRef

# one of each way to name articles: feed, JSON-LD with sitemap, Liferay pager, ASP.NET form
STYLES = ("wordpress", "jsonld", "liferay", "aspnet")
FIELDS = "key, url, outlet, kind, title, lead, body, captions, author, published, modified, section, credit, page_sha256"
MOMENTS = 10

pytestmark = pytest.mark.slow


def steady(province: SampleProvince) -> dict[str, Mapping[str, Page]]:
    """Four of the province's sites, without the pages that fail or are edited by number of visits."""
    chosen: dict[str, Mapping[str, Page]] = {}
    for outlet in province.outlets:
        if outlet.style in STYLES and not outlet.dead and outlet.style not in {s.split()[0] for s in chosen}:
            pages = province.sites[outlet.host]
            chosen[f"{outlet.style} {outlet.host}"] = {
                path: replace(page, fails=(0, 0), later=None) for path, page in pages.items()
            }
    return {name.split()[1]: pages for name, pages in chosen.items()}


def workspace_of(folder: Path, server: SampleServer, province: SampleProvince, hosts: set[str]) -> Workspace:
    config = Config(
        province=province.name, period_from="2025-01-01", period_to="2025-12-31", as_of="2025-12-31", revisit_days=0,
        fictitious=True, allow_private=True, delay=0.0, resolve={h: p for h, p in server.resolve.items() if h in hosts},
    )  # fmt: skip
    workspace = Workspace.create(folder, config)
    province.write_outlets(workspace.outlets)
    for outlet in province.outlets:
        if outlet.host not in hosts:
            (workspace.outlets / f"{province.outlet_id(outlet)}.yaml").unlink()
    return workspace


def crawling(workspace: Workspace) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "auditor", "-w", str(workspace.path), "crawl"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def to_the_end(workspace: Workspace) -> None:
    with crawling(workspace) as process:
        _, said = process.communicate(timeout=120)
        assert process.returncode == 0, said.decode()


def held(workspace: Workspace) -> set[tuple[object, ...]]:
    """Everything an article is, with the digest of the page it came from, and every settled address."""
    with workspace.store() as store, archive_of(workspace) as archive:
        rows = store.rows("SELECT * FROM articles")
        found: set[tuple[object, ...]] = set()
        for row in rows:
            ref = ArchiveRef(
                row["archive_file"], row["archive_offset"], row["archive_record"], row["page_sha256"]
            )
            body = archive.read(ref).body
            found.add((*(row[name] for name in FIELDS.split(", ")), len(body)))
        found |= {
            (r["key"], r["state"], r["reason"])
            for r in store.rows("SELECT key, state, reason FROM addresses")
        }
        assert store.rows("PRAGMA foreign_key_check") == []
        return found


def test_ten_kills_at_any_moment_lose_and_double_nothing(tmp_path: Path) -> None:
    province = sample()
    pages = steady(province)
    with SampleServer(pages) as server:
        whole = workspace_of(tmp_path / "whole", server, province, set(pages))
        to_the_end(whole)
        wanted, hits = held(whole), len(server.hits)
        assert len(wanted) > 150
        cut_short = 0
        for seed in range(MOMENTS):
            moment = random.Random(seed)
            workspace = workspace_of(tmp_path / f"w{seed}", server, province, set(pages))
            server.hits.clear()
            after = moment.randrange(2, hits - 5)
            with crawling(workspace) as process:
                while len(server.hits) < after and process.poll() is None:
                    time.sleep(0.001)
                # between a request and its row, in the middle of a record, inside a transaction: as it comes
                time.sleep(moment.random() * 0.03)
                process.kill()
                process.communicate()
            cut_short += held(workspace) != wanted
            to_the_end(workspace)
            assert held(workspace) == wanted, f"seed {seed}, killed after {after} requests"
        assert cut_short >= MOMENTS - 2

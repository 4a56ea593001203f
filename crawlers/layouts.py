"""Selectors of well-known publishers and systems, as data: a new layout is a small file in ``sites/``, no Python."""

from __future__ import annotations

import functools
import importlib.resources
from dataclasses import dataclass
from pathlib import Path

from bs4 import BeautifulSoup

from crawlers import yamlfile
from crawlers.register import Site, bare_host, check_pattern, to_site, validator


@dataclass(frozen=True, slots=True)
class Layout:
    """One file of ``sites/``: found by host, or by ``detect``, a selector that only this system's pages match."""

    id: str
    site: Site
    detect: str = ""


def load(folder: Path) -> tuple[Layout, ...]:
    """All layouts of a folder, checked. Raises RegisterError."""
    found = []
    for path in sorted(folder.glob("*.yaml")):
        data, node = yamlfile.load(path, validator("site_file"))
        check_pattern(path, node, data["site"], ("site",))
        found.append(Layout(data["id"], to_site(data["site"]), data.get("detect", "")))
    return tuple(found)


@functools.cache
def packaged() -> tuple[Layout, ...]:
    """The layouts that come with the program."""
    return load(Path(str(importlib.resources.files("crawlers") / "sites")))


@functools.cache
def general() -> Site:
    """What holds on every page."""
    return next(layout.site for layout in packaged() if layout.id == "general")


def by_host(host: str) -> Layout | None:
    """The layout of a publisher known by its host."""
    bare = bare_host(host)
    return next((layout for layout in packaged() if bare in layout.site.hosts), None)


def by_page(soup: BeautifulSoup) -> Layout | None:
    """The layout of a system known by its marks in the page."""
    return next((layout for layout in packaged() if layout.detect and soup.select_one(layout.detect)), None)

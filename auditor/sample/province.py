"""Everything a sample audit needs, for any made-up province and year: outlet files, sites, declarations, targets, truth."""

from __future__ import annotations

import csv
import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from auditor.sample.items import PlantedItem, items
from auditor.sample.names import PROVINCES
from auditor.sample.outlets import LIFERAY_PAGER, POSTBACK, SampleOutlet, outlets
from auditor.sample.site import Page, Placed, agency_of, build, place

_SELECTORS: Mapping[str, Mapping[str, Any]] = {
    "wordpress": {
        "title": "h1.entry-title", "lead": ".entry-content p.sapo", "body": ".entry-content",
        "captions": "figcaption.wp-caption-text", "author": ".entry-meta .byline", "date": "time.entry-date",
        "drop": ["p.sapo", "figure", "p.nguon"],
    },
    "jsonld": {
        "title": "h1.detail-title", "lead": "h2.detail-sapo", "body": ".detail-content",
        "captions": ".PhotoCMS_Caption", "author": ".detail-author",
        "drop": ["[type=Photo]", "[type=RelatedNews]", "p.source"],
    },
    "liferay": {
        "title": ".header-title", "lead": ".summary", "body": ".noi-dung", "captions": "td.caption",
        "author": ".tac-gia", "date": ".lfr-meta", "drop": ["table.image", ".nguon-tin", ".tac-gia"],
    },
    "video": {
        "title": "h1.video-title", "lead": ".video-desc", "body": ".video-text", "captions": ".chu-thich",
        "author": ".thuc-hien", "date": ".video-date",
    },
    "breaks": {
        "title": ".news-title", "lead": ".news-lead", "body": ".news-body", "captions": "em.caption",
        "author": ".author", "date": ".news-date", "drop": [".img", ".source", ".author"],
    },
    "tables": {
        "title": "font.tieude", "lead": "td.trich", "body": "td.noidung", "captions": "i.chuthich",
        "author": "p.tacgia", "date": "td.ngay", "drop": ["p.anh", "p.nguon", "p.tacgia"],
    },
    "aspnet": {
        "title": "#ctl00_noidung_lblTieuDe", "lead": ".tom-tat", "body": ".chi-tiet", "captions": ".chu-anh",
        "author": ".tac-gia", "date": "#ctl00_noidung_lblNgay", "drop": [".anh", ".nguon-tin"],
    },
}  # fmt: skip
_ARTICLE_URL = {
    "wordpress": r"/\d{4}/\d\d/\d\d/[^/]+/$|/noi-bo/",
    "jsonld": r"-\d{10,}\.htm$",
    "liferay": r"/-/[^/]+-\d+$",
    "video": r"/(videos|tin)/[^/]+-\d+\.html$",
    "breaks": r"/bai/[^/]+-a\d+\.html$",
    "tables": r"/xem-tin\.html\?id=\d+$",
    "aspnet": r"/xem-tin\.aspx\?id=\d+$",
}


@dataclass(frozen=True, slots=True)
class SampleProvince:
    """A made-up province in one year. ``slug`` is a key of auditor.sample.names.PROVINCES."""

    slug: str
    year: int
    name: str
    outlets: tuple[SampleOutlet, ...]
    placed: tuple[Placed, ...]

    @property
    def sites(self) -> dict[str, dict[str, Page]]:
        """Pages by path, by host, of the outlets whose hosts are alive."""
        return {
            outlet.host: build(outlet, [p for p in self.placed if p.outlet is outlet], self.name)
            for outlet in self.outlets
            if not outlet.dead
        }

    @property
    def dead(self) -> tuple[str, ...]:
        """Hosts that nobody answers for."""
        return tuple(outlet.host for outlet in self.outlets if outlet.dead)

    @property
    def forbidden(self) -> tuple[str, ...]:
        """Addresses that a list names and robots.txt forbids: they must never be asked for."""
        return tuple(f"{o.base}{path}bao-cao-tuan/" for o in self.outlets for path in o.forbidden)

    def outlet_id(self, outlet: SampleOutlet) -> str:
        """The outlet's id in the register."""
        return f"{self.slug}-{outlet.key}"

    def write_outlets(self, folder: Path) -> None:
        """One register file an outlet."""
        folder.mkdir(parents=True, exist_ok=True)
        for outlet in self.outlets:
            text = yaml.safe_dump(
                self._register_entry(outlet), allow_unicode=True, sort_keys=False, width=110
            )
            (folder / f"{self.outlet_id(outlet)}.yaml").write_text(text, encoding="utf-8", newline="\n")

    def _register_entry(self, outlet: SampleOutlet) -> dict[str, Any]:
        evidence = {"mark": "I", "note": "hư cấu, dùng để minh họa"}
        return {
            "schema": "auditor.outlet/1",
            "id": self.outlet_id(outlet),
            "names": [{"name": outlet.name}],
            "kind": outlet.kind,
            "group": outlet.group,
            "owner": outlet.owner,
            "provinces": [{"province": self.name}],
            "channels": [
                {"kind": kind, "name": name, "crawled": crawled} for kind, name, crawled in outlet.products
            ],
            "sites": [self._site(outlet)],
            "fictitious": True,
            "evidence": evidence,
        }

    def _site(self, outlet: SampleOutlet) -> dict[str, Any]:
        base, style = outlet.base, outlet.style
        site: dict[str, Any] = {"hosts": [outlet.host], "scheme": "http", "article_url": _ARTICLE_URL[style]}
        if style == "wordpress":
            site |= {"feeds": [f"{base}/feed/"]}
            site["listings"] = [{"url": f"{base}/", "pager": base + "/page/{page}/", "pages": 30}]
        elif style == "jsonld":
            site |= {"feeds": [f"{base}/rss/home.rss"]}
            site["listings"] = [{"url": f"{base}/", "pager": base + "/?trang={page}", "pages": 30}]
        elif style == "liferay":
            site["listings"] = [
                {"url": f"{base}/web/guest/tin-tuc", "pager": base + LIFERAY_PAGER, "pages": 30}
            ]
        elif style == "video":
            site["feeds"] = [f"{base}/rss/video.rss"]
        elif style == "breaks":
            site["sitemaps"] = [f"{base}/sitemap.xml"]
        elif style == "aspnet":
            site["listings"] = [{"url": f"{base}/tin-tuc.aspx", "postback": POSTBACK, "pages": 30}]
        else:
            listing = f"{base}/danh-sach.html"
            site["listings"] = [{"url": listing, "pager": listing + "?trang={page}", "pages": 30}]
        return site | {"selectors": dict(_SELECTORS[style])}

    def write_declarations(self, folder: Path) -> Path:
        """What the outlets declared, as the CSV a department would keep, with made-up papers beside it."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "adoption.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(["cơ quan", "mức", "ngày", "căn cứ", "người thẩm định"])
            for outlet in self.outlets:
                if outlet.level is None:
                    continue
                papers = [f"can-cu/{outlet.key}/{name}" for name, _ in outlet.evidence]
                for place, (_, text) in zip(papers, outlet.evidence, strict=True):
                    (folder / place).parent.mkdir(parents=True, exist_ok=True)
                    (folder / place).write_text(f"{outlet.name}\n{text}\n", encoding="utf-8")
                reader = f"Phòng Báo chí tỉnh {self.name} (hư cấu)" if outlet.level else ""
                rows.writerow(
                    [self.outlet_id(outlet), outlet.level, outlet.decided, "; ".join(papers), reader]
                )
        return path

    def write_targets(self, folder: Path) -> Path:
        """The made-up plan of the province, in the form of auditor/targets.yaml."""
        plan = {
            "scope": self.name,
            "issuer": {
                "vi": f"UBND tỉnh {self.name} (hư cấu)",
                "en": f"People's Committee of {self.name} (fictitious)",
            },
            "plan": "Kế hoạch hư cấu, dùng để minh họa",
            "sources": ["hư cấu"],
            "evidence": "I",
            "milestones": [
                {"year": 2025, "share": 0.75, "level": 1, "at_least": True},
                {"year": 2030, "share": 0.95, "level": 2, "at_least": False},
            ],
        }
        path = folder / "targets.yaml"
        path.write_text(yaml.safe_dump([plan], allow_unicode=True, sort_keys=False), encoding="utf-8")
        return path


@functools.lru_cache(maxsize=4)
def sample(slug: str = "lac-giang", year: int = 2025) -> SampleProvince:
    """The sample province of that name and year; the same every time and everywhere.

    Raises KeyError for a slug that is no sample province.
    """
    name = PROVINCES[slug]
    found = outlets(name, slug.replace("-", ""), year)
    planted: list[PlantedItem] = items(slug, year)
    return SampleProvince(slug, year, name, found, tuple(place(planted, found, agency_of(name))))

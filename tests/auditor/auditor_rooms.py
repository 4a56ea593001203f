"""A made-up province of three outlets and a few made-up articles, for the tests of the auditor's own room."""

from __future__ import annotations

from pathlib import Path

import yaml

from auditor.store import NewArticle
from auditor.workspace import Config, Workspace

PROVINCE = "Sông Mơ"
OUTLETS = {
    "bao-song-mo": "Báo Sông Mơ",
    "dai-song-mo": "Đài PT-TH Sông Mơ",
    "cong-song-mo": "Cổng TTĐT Sông Mơ",
}
KINDS = {"bao-song-mo": "newspaper", "dai-song-mo": "broadcaster", "cong-song-mo": "portal"}


def write_outlets(folder: Path) -> None:
    for key, name in OUTLETS.items():
        entry = {
            "schema": "auditor.outlet/1",
            "id": key,
            "names": [{"name": name}],
            "kind": KINDS[key],
            "provinces": [{"province": PROVINCE}],
            "channels": [
                {"kind": "online", "name": "Trang điện tử", "crawled": True},
                {"kind": "print", "name": "Báo in", "crawled": False},
            ],
            "sites": [{"hosts": [f"{key}.example"], "scheme": "http"}],
            "fictitious": True,
        }
        text = yaml.safe_dump(entry, allow_unicode=True, sort_keys=False)
        (folder / f"{key}.yaml").write_text(text, encoding="utf-8")


def make_workspace(folder: Path, **more: object) -> Workspace:
    values = {"province": PROVINCE, "as_of": "2025-12-31", "fictitious": True} | more
    workspace = Workspace.create(folder, Config(**values))
    write_outlets(workspace.outlets)
    return workspace


def article(number: int, outlet: str = "bao-song-mo", **more: object) -> NewArticle:
    values = {
        "key": f"{outlet}.example/bai-{number}",
        "outlet": outlet,
        "source": "crawl",
        "url": f"http://{outlet}.example/bai-{number}",
        "kind": "article",
        "title": f"Hợp tác xã số {number} mở xưởng mộc bên sông",
        "lead": f"Sáng thứ {number}, bà con thôn {number} dựng xong mái xưởng đầu tiên.",
        "body": f"Bà Lê Thị Hạnh, chủ nhiệm, nói: “Chúng tôi đóng {number} bộ bàn ghế mỗi tháng.”\n"
        f"Ông Trần Văn Bình, thợ cả, cho biết đơn hàng thứ {number} đã giao đủ.",
        "published": f"2025-{number % 12 + 1:02d}-10",
    } | more
    return NewArticle(**values)

"""Pages as provincial sites wrote them twenty years ago, without a line of configuration: the item, whole, and nothing else.

Six layouts by script around sixty sample items each, among menus, dates, counters and lists of other headlines; measured
in runs of four words, as the press of that time was measured when trafilatura kept a quarter of its precision on some.
"""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Callable

import pytest

from auditor.sample.province import sample
from crawlers.extract import extract

ITEMS = [p.item for p in sample().placed if p.own and len(p.item.body) >= 2][:68]
WANTED = 0.97

MENU = "".join(f'<td><a href="/muc/{n}">{w}</a></td>' for n, w in enumerate(("Trang chủ", "Thời sự", "Kinh tế", "Văn hóa", "Thể thao", "Bạn đọc")))  # fmt: skip


def related(at: int) -> str:
    """Headlines of eight other items, as they stand below the text."""
    links = (
        f'<a href="/tin/{n}-10000{n}.html">{html.escape(ITEMS[(at + 7 + n) % len(ITEMS)].title)}</a>'
        for n in range(8)
    )
    return "".join(
        f"<tr><td><img src='/cham.gif'> {link} <i>(0{n + 1}/05)</i></td></tr>" for n, link in enumerate(links)
    )


def framed(at: int, title: str, inside: str) -> str:
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>{html.escape(title)}</title></head>
    <body bgcolor="#ffffff"><table width="780"><tr><td><img src="/banner.gif"></td></tr><tr>{MENU}</tr></table>
    <table width="780"><tr><td width="160" valign="top"><table><tr><td><b>Chuyên mục</b></td></tr>{MENU}</table>
    <table><tr><td>Lượt truy cập: 1.203.{at:03d}</td></tr></table></td><td valign="top">
    <div class="duongdan">Trang chủ &gt; Xã hội</div>
    {inside}
    <table width="100%"><tr><td><b>Các tin khác</b></td></tr>{related(at)}</table></td></tr></table>
    <table width="780"><tr><td>Bản quyền thuộc về Báo Mẫu. Ghi rõ nguồn khi phát lại thông tin từ trang này.
    Điện thoại: 0000.000.000. Giấy phép số 00/GP.</td></tr></table></body></html>"""


def article(title: str, body: list[str]) -> str:
    return f"<article><h1>{title}</h1>{''.join(f'<p>{p}</p>' for p in body)}</article>"


def tables(title: str, body: list[str]) -> str:
    rows = "".join(
        f'<tr><td><p align="justify"><font face="Arial" size="2">{p}</font></p></td></tr>' for p in body
    )
    return f'<table><tr><td><font size="4" color="#003366"><b>{title}</b></font></td></tr><tr><td><table>{rows}</table></td></tr></table>'


def breaks(title: str, body: list[str]) -> str:
    return f'<div class="tieude">{title}</div><div class="noidung">{"<br><br>".join(body)}</div>'


def divs(title: str, body: list[str]) -> str:
    return f"<div class='td'><span>{title}</span></div><div class='nd'>{''.join(f'<div><span>{p}</span></div>' for p in body)}</div>"


LAYOUTS: dict[str, tuple[Callable[[str, list[str]], str], bool]] = {
    "article and paragraphs": (article, False),
    "nested tables and fonts": (tables, False),
    "body split by br": (breaks, False),
    "body in div and span": (divs, False),
    "br, an item of two sentences": (breaks, True),
    "div, an item of two sentences": (divs, True),
}


def runs(text: str) -> Counter[tuple[str, ...]]:
    words = text.split()
    return Counter(tuple(words[n : n + 4]) for n in range(max(1, len(words) - 3)))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_old_layout_gives_the_item_whole_and_nothing_else(layout: str) -> None:
    make, short = LAYOUTS[layout]
    kept = found = wanted = 0
    for at, item in enumerate(ITEMS[:60]):
        # the first paragraphs' first sentences make a notice of two sentences
        body = [p.partition(". ")[0].rstrip(".") + "." for p in item.body[:2]] if short else list(item.body)
        page = framed(
            at, item.title, make(html.escape(item.title), [html.escape(p, quote=False) for p in body])
        )
        read = extract(page.encode(), f"http://baomau.example/tin/x-{100_000 + at}.html")
        gold, got = runs("\n".join(body)), runs(read.body)
        kept, found, wanted = kept + (gold & got).total(), found + got.total(), wanted + gold.total()
    precision, recall = kept / found, kept / wanted
    print(f"{layout}: precision {precision:.3f} recall {recall:.3f}")
    assert precision >= WANTED
    assert recall >= WANTED

"""The text below the headline, for pages without marks for a reader: cells in cells, lines broken by <br>, bare <div>s.

trafilatura reads such pages too, but runs menu, headline, text and the neighbours' headlines together (precision 0.2 to
0.8 on six layouts of the 2000s); here the page's own blocks decide: what stands under the headline, in the smallest part
of the page that holds prose, up to the list of other items.
"""

from __future__ import annotations

import itertools
import re

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from crawlers import pagetext

# words of a notice, and what makes it worth taking a larger part of the page
LEAST, MORE = 15, 20
# of the words that another reader brings, so many must be lines of the page below the headline, else it mixed them
CLEAN = 0.8
# parts around the headline that are looked through, each whole; pages of publishers go to depth 32
MOST_PARTS = 60
LINKED = 0.5
# what a site says of itself at the foot of every page
IMPRINT = re.compile(
    r"^(?:©|\(c\)|copyright|bản quyền (?:thuộc|©)|giấy phép (?:số|hoạt động|xuất bản|thiết lập)|cơ quan chủ quản|tổng biên tập\s*:|"
    r"chịu trách nhiệm (?:chính|nội dung|xuất bản)|ghi rõ nguồn|không sao chép|thiết kế bởi|lượt truy cập|đang trực tuyến)",
    re.I,
)


def is_clean(found: list[str], soup: BeautifulSoup, title: str) -> bool:
    """Whether the lines another reader found are lines of the page, below its headline."""
    own = set(_following(soup, heading(soup, title)))
    words = sum(len(text.split()) for text in found)
    return sum(len(text.split()) for text in found if text in own) >= CLEAN * words


def without_imprint(found: list[str]) -> list[str]:
    """Without what the site says of itself at the end."""
    end = len(found)
    while end > 1 and IMPRINT.match(found[end - 1]):
        end -= 1
    return found[:end]


def heading(soup: BeautifulSoup, title: str) -> NavigableString | None:
    """Where the page prints its headline, and not as a link; the last such place, if the path above it has it too."""
    wanted = pagetext.line(title).casefold()
    places = [
        s for s in soup.find_all(string=True)
        if wanted and pagetext.line(str(s)).casefold() == wanted
        and s.find_parent(["a", "title", "head", "script", "option"]) is None
    ]  # fmt: skip
    return places[-1] if places else None


def read(soup: BeautifulSoup, title: str) -> list[str]:
    """The lines below the headline; [] where the page prints none."""
    top = heading(soup, title)
    if top is None:
        return []
    found: list[str] = []
    for part in itertools.islice(top.parents, MOST_PARTS):
        if not isinstance(part, Tag) or part.name in ("html", "[document]"):
            break
        wider = _prose(_following(part, top))
        if not found or _words(found) < LEAST or _words(wider) >= _words(found) + MORE:
            found = wider
    return found if _words(found) >= LEAST else []


def _words(texts: list[str]) -> int:
    return sum(len(text.split()) for text in texts)


def _following(part: Tag, top: NavigableString | None) -> list[str]:
    """The part's lines after ``top`` (all, without one); a line that is mostly links is empty, to keep its place."""
    out: list[str] = []
    text: list[str] = []
    linked = 0
    begun = top is None

    def flush() -> None:
        nonlocal linked
        if line := pagetext.line("".join(text)):
            out.append("" if linked > LINKED * len(line) else line)
        text.clear()
        linked = 0

    stack: list[Tag | NavigableString | bool | None] = [part]
    depth = 0
    while stack:
        node = stack.pop()
        if node is None:
            flush()
        elif isinstance(node, bool):
            depth -= 1
        elif isinstance(node, Tag):
            if node.name in ("script", "style", "noscript", "select"):
                continue
            if node.name in pagetext.BLOCKS:
                flush()
                stack.append(None)
            if node.name == "a":
                depth += 1
                stack.append(False)
            stack.extend(reversed(node.contents))  # type: ignore[arg-type]
        elif node is top:
            begun = True
        elif begun and type(node) is NavigableString:
            text.append(str(node))
            linked += len(pagetext.line(str(node))) if depth else 0
    flush()
    return out


def _prose(lines: list[str]) -> list[str]:
    """Up to the list of other items: its heading, or two lines of links in a row once there was text."""
    kept: list[str] = []
    for index, text in enumerate(lines):
        if kept and (pagetext.RELATED.match(text) or IMPRINT.match(text)):
            break
        if not text:
            if kept and lines[index + 1 : index + 2] == [""]:
                break
            continue
        kept.append(text)
    return kept

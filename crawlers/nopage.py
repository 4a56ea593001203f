"""An answer of status 200 is not yet a page: walls, shells made by scripts and "not found" pages are told from articles.

What passed for an article would be counted, scored and held against the outlet; so each comes as a failure with its
reason. Only pages with next to no text are looked at: an article that writes about cookies stays one.
"""

from __future__ import annotations

import codecs
import re

from crawlers import pagetext
from crawlers.model import PageKind

# what files begin with that are no text, whatever the server calls them
MAGIC = (
    b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF", b"PK\x03\x04", b"MZ", b"\x7fELF", b"RIFF",
    b"\xd0\xcf\x11\xe0", b"BZh", b"\xfd7zXZ", b"Rar!", b"OggS", b"ID3", b"\x00\x00\x00",
)  # fmt: skip
BOMS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# control characters no text has; a broken page has a few, a program or picture is full of them
_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\f\x1b"))
MOST_CONTROL = 0.02
# the shortest real notice of the held pages has some 150 letters
SHORT = 400
# letters of a list's page without its articles: menus and imprint; a shell made for scripts has next to none
SHELL = 300

_PAGE = r"(?:trang|bài viết|bài|nội dung|đường dẫn|đường link|liên kết|địa chỉ|file|page)"
_MISSING_TITLE = re.compile(
    # a number alone begins headlines too: "410 học sinh nhận học bổng"
    r"^\W*(?:(?:lỗi|error) (?:404|410)\b|(?:404|410)\s*(?:$|[-–—|:!(]|lỗi|error|trang (?:không|này)|không|page|not|file|gone))|"
    rf"^\W*không tìm thấy {_PAGE}|^\W*{_PAGE} (?:này )?(?:không (?:tìm thấy|tồn tại|hợp lệ|còn(?: tồn tại|\W*$))|đã bị (?:xóa|xoá|gỡ))|"
    r"not found|no longer available",
    re.I,
)
_MISSING_TEXT = re.compile(
    rf"{_PAGE}(?: \w+){{0,6}} (?:không (?:tìm thấy|tồn tại|còn tồn tại)|đã bị (?:xóa|xoá|gỡ))|không tìm thấy {_PAGE}|page not found|"
    r"no longer (?:exists|available)",
    re.I,
)
_WALL = re.compile(
    r"(?:bật|cho phép|kích hoạt|enable|accept|chấp nhận)(?: \w+){0,3} (?:cookies?|javascript)|captcha|"
    r"không phải (?:là )?(?:robot|người máy)|not a robot|checking your browser|just a moment|verify(?:ing)? you are|"
    r"access denied|truy cập bị từ chối|đăng nhập để (?:xem|đọc|tiếp tục)|subscribe to (?:read|continue)",
    re.I,
)


def is_binary(data: bytes) -> bool:
    """Whether the bytes are a picture, an archive, a program: anything but a page."""
    if data.startswith(BOMS):
        return False
    if data.startswith(MAGIC):
        return True
    head = data[:4_096]
    return len(head) - len(head.translate(None, _CONTROL)) > MOST_CONTROL * len(head)


def is_shell(html: str) -> bool:
    """Whether next to nothing is on the page until its scripts run; their own words are no text of the page."""
    if "<script" not in html.lower():
        return False
    soup = pagetext.parse(html)
    pagetext.drop(soup, ("script", "style", "noscript", "template"))
    return len(" ".join(pagetext.lines(soup))) < SHELL


def reason(html: str, kind: PageKind, title: str, text: str) -> tuple[str, str]:
    """Why a page of this kind, title and text (lead and body) is no article: (reason of a failure, English detail).

    ("", "") where nothing speaks against it.
    """
    if kind != PageKind.ARTICLE or len(text) > SHORT:
        return "", ""
    shown = f"{title}\n{text}"
    if _MISSING_TITLE.search(title) or (len(text) < SHORT // 2 and _MISSING_TEXT.search(text)):
        return "gone", "the page says that it is not there"
    if _WALL.search(shown):
        return "blocked", "the page asks for cookies, scripts or a login"
    if text.strip():
        return "", ""
    if "<script" in html.lower():
        return "needs_browser", "without its scripts the page has no text"
    return "unparsable", "the page has no text"

"""From markup to the lines a reader sees: one paragraph a line, boxes kept, everything that is no text of the item gone."""

from __future__ import annotations

import codecs
import contextlib
import re
import unicodedata

from bs4 import BeautifulSoup
from bs4.dammit import EncodingDetector
from bs4.element import CData, NavigableString, PreformattedString, Tag

from crawlers import legacy

BLOCKS = frozenset(
    "address article aside blockquote body br center dd details div dl dt fieldset figcaption figure footer h1 h2 h3 h4"
    " h5 h6 header hr html legend li main ol p pre section summary table tbody td tfoot th thead tr ul video".split()
)
BOXES = frozenset("ul ol div section aside table p".split())
# fourteen pages of six publishers went to depth 32 and 2,600 tags (2026); 20,000 tags take some five seconds to read
MAX_DEPTH = 400
MAX_TAGS = 20_000
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
# in lower case, as a line's whole text or its beginning followed by a colon
NOTICE = re.compile(
    r"^(?:xem thêm|đọc thêm|mời (?:quý vị|bạn|độc giả).{0,30}(?:xem|đọc)|có thể bạn quan tâm|chia sẻ|từ khóa|tags?|bình luận|in bài viết|"
    r"tải ứng dụng|>>+.*|►.*)\s*:?\s*$",
    re.I,
)
# headings below which only other articles stand
RELATED = re.compile(
    r"^(?:(?:các )?(?:tin|bài|tin,? bài|video|bài viết) (?:liên quan|khác|cùng (?:chuyên )?mục|cũ hơn|mới hơn|đã đăng|đã đưa)"
    r"(?: khác)?)\s*:?$",
    re.I,
)
SOURCE = re.compile(
    r"^\(?(?:nguồn|theo)\s*:?\s+(?:(?:báo|trang|tạp chí|cổng|đài)\s+)?[\w.&/ \-]{2,40}\)?\.?$", re.I
)
_WORD = r"[^\W\d_a-zà-ỹ][\w'’]*"
NAME = re.compile(rf"^(?:{_WORD})(?:[ .\-–]+{_WORD}){{0,4}}$")


def decode(html: bytes) -> str:
    """The page's text in NFC. Bytes decide: UTF-8 that decodes is UTF-8, whatever the page declares."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if html.startswith(mark):
            return clean(html.decode(encoding, "replace"))
    try:
        return clean(html.decode("utf-8"))
    except UnicodeDecodeError:
        # letters of old fonts, which no declared charset names
        latin = html.decode("latin-1")
        if (found := legacy.repaired(latin)) is not latin:
            return clean(found)
        declared = EncodingDetector.find_declared_encoding(html, is_html=True, search_entire_document=False)
    # a page that says UTF-8 and has a few broken bytes is UTF-8
    if (declared or "").lower() not in ("utf-8", "utf8"):
        for encoding_name in filter(None, (declared, "cp1258")):
            try:
                return clean(html.decode(encoding_name))
            except (LookupError, UnicodeError, ValueError):
                continue
    return clean(html.decode("utf-8", "replace"))


def clean(text: str) -> str:
    """NFC before parsing (2 % of the headlines of 2025-26 are not), and no signs that no parser takes."""
    return unicodedata.normalize("NFC", CONTROL.sub(" ", legacy.repaired(repaired(text))))


def repaired(text: str) -> str:
    """Text that a server wrote as UTF-8 twice ("Thá»i sá»±") as it was meant; any other text as it is.

    Only runs of such letters are taken, and only where they make UTF-8: a page that quotes one garbled word in right
    Vietnamese keeps its own letters.
    """
    if len(_TWICE.findall(text)) < 5:
        return text

    def meant(hit: re.Match[str]) -> str:
        run = hit.group()
        try:
            return bytes(_BYTES[c] for c in run).decode("utf-8")
        except UnicodeDecodeError:
            return run

    return _RUN.sub(meant, text)


def _byte_letters() -> dict[str, int]:
    """The letters that bytes 128 to 255 become where UTF-8 is read as Windows-1252 or ISO 8859-1."""
    found = {chr(value): value for value in range(128, 256)}
    for value in range(128, 160):
        with contextlib.suppress(UnicodeDecodeError):
            found[bytes([value]).decode("cp1252")] = value
    return found


_BYTES = _byte_letters()
# á» and áº begin most Vietnamese letters with two marks, Ä‘ and Æ° are đ and ư: never neighbours in Vietnamese
_TWICE = re.compile("á[»º]|Ä[\u2018\u0091\u0090]|Æ[°¯¡\u00a0]")
_RUN = re.compile("[" + "".join(map(re.escape, _BYTES)) + "]{2,}")


def line(text: str) -> str:
    """One line: runs of white space are one space, what nobody can see is gone."""
    return " ".join(INVISIBLE.sub("", text).split())


def lines(container: Tag) -> list[str]:
    """The container's text, one block a line, in reading order."""
    out: list[str] = []
    current: list[str] = []

    def flush() -> None:
        if text := line("".join(current)):
            out.append(text)
        current.clear()

    # an explicit stack: a hostile page nests deeper than Python recurses
    stack: list[Tag | NavigableString | None] = list(reversed(container.contents))  # type: ignore[arg-type]
    while stack:
        node = stack.pop()
        if node is None:
            flush()
        elif isinstance(node, Tag):
            if node.name in BLOCKS:
                flush()
                stack.append(None)
            stack.extend(reversed(node.contents))  # type: ignore[arg-type]
        elif not isinstance(node, PreformattedString) or isinstance(node, CData):
            current.append(str(node))
    flush()
    return out


def gone(tag: Tag) -> bool:
    """Whether the tag was taken out with one around it (bs4's own ``decomposed`` searches the whole subtree)."""
    return "_decomposed" in tag.__dict__


def too_deep(soup: Tag) -> bool:
    """Nested or crowded beyond any real page: reading it would take minutes, which is what such a page is for."""
    stack, count = [(soup, 0)], 0
    while stack:
        tag, depth = stack.pop()
        count += 1
        if depth > MAX_DEPTH or count > MAX_TAGS:
            return True
        stack.extend((child, depth + 1) for child in tag.contents if isinstance(child, Tag))
    return False


def drop_link_boxes(soup: Tag) -> None:
    """Take away lists of other articles, whose headlines would be scored as this one's.

    Such a box has at least two links, each a headline (some 60 letters; links to names or places inside a text are
    shorter), and next to nothing beside them.
    """
    linked: dict[int, tuple[Tag, int, int]] = {}
    for anchor in soup.find_all("a", href=True):
        length = len(line(anchor.get_text()))
        for parent in anchor.parents:
            if parent is soup:
                break
            if parent.name in BOXES:
                _, count, letters = linked.get(id(parent), (parent, 0, 0))
                linked[id(parent)] = (parent, count + 1, letters + length)
    for tag, count, letters in linked.values():
        if (
            count >= 2
            and letters / count > 25
            and not gone(tag)
            and letters > 0.8 * len(line(tag.get_text()))
        ):
            tag.decompose()


def drop(soup: Tag, selectors: tuple[str, ...]) -> None:
    """Take away what these selectors find."""
    for selector in selectors:
        for tag in soup.select(selector):
            if not gone(tag):
                tag.decompose()


def take(soup: Tag, selector: str) -> list[str]:
    """Texts of what the selector finds, outermost only, taken out of the page."""
    found = []
    for tag in soup.select(selector) if selector else ():
        if not gone(tag) and (text := " ".join(lines(tag))):
            found.append(text)
            tag.decompose()
    return list(dict.fromkeys(found))


def same(a: str, b: str) -> bool:
    """The same words, whatever the punctuation."""
    return re.findall(r"\w+", a.casefold()) == re.findall(r"\w+", b.casefold())


_DATE_WORDS = re.compile(
    r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy|\d)|chủ nhật|ngày(?: đăng)?|tháng|năm|đăng lúc|đăng|cập nhật|lượt xem|lượt đọc|"
    r"gmt|giờ|phút|sa|ch|am|pm|viewed|views?|\W|\d)+",
    re.I,
)


def is_stamp(text: str) -> bool:
    """A line that holds a date, a clock, a count of views, and no words of its own."""
    return (
        len(text) < 100
        and bool(re.search(r"\d{1,2}[/.:\-]\d|\d{4}", text))
        and len(_DATE_WORDS.sub("", text)) < 6
    )


def after_title(found: list[str], title: str) -> list[str]:
    """What a reader without selectors brings from above the headline is menu, not text."""
    for index, text in enumerate(found[:15]):
        if title and same(text, title):
            return found[index + 1 :]
    return found


def own_lines(found: list[str], title: str, lead: str, captions: tuple[str, ...]) -> list[str]:
    """Without repeated title and lead at the top, captions, notices, source lines and what follows a related-heading."""
    kept: list[str] = []
    caption_set = {c.casefold() for c in captions}
    for text in found:
        at_top = not kept
        if at_top and is_stamp(text):
            continue
        if at_top and (same(text, title) or (lead and same(strip_tag(text), lead))):
            continue
        if RELATED.match(text) and kept:
            break
        if text.casefold() in caption_set or NOTICE.match(text):
            continue
        kept.append(text)
    return kept


def strip_tag(text: str) -> str:
    """A lead without its agency tag: "(Chinhphu.vn) - ", "(NLĐO)-", "TTO - "."""
    text = re.sub(r"^\s*\([^()\n]{2,30}\)\s*[-–—:]\s*", "", text)
    return (
        re.sub(r"^\s*[A-ZĐ]{2,6}O?\s+[-–—]\s+(?=\S)", "", text)
        if re.match(r"^\s*[A-ZĐ]{2,5}O\s", text)
        else text
    )


def parse(text: str) -> BeautifulSoup:
    """The one parser of this room (lxml: no network, no entities of the page's own)."""
    # an XML declaration, or text without any tag, makes bs4 warn that it was given something else
    text = re.sub(r"<\?xml[^>]*>", "", text)
    return BeautifulSoup(text if "<" in text else f"<p>{text}", "lxml")

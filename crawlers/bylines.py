"""Who wrote it? Most pages answer with the name of the site, so what they say has to be weeded."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from crawlers.pagetext import NAME, SOURCE, line

_SPLIT = re.compile(r"\s*(?:[;,|/&]|\s[-–—]\s|\bvà\b|\n)\s*")
_NOT_A_NAME = re.compile(
    r"(?:https?:|www\.|@|\.(?:vn|com|net|org)\b|\d{3}|^(?:admin|administrator|btv|pv|ptv|ctv|editor|user|quản trị|"
    r"ban biên tập|tòa soạn|toà soạn|phóng viên)\b)",
    re.I,
)
_LABEL = re.compile(
    r"^(?:tác giả|thực hiện|bài(?: và ảnh)?|bài, ảnh|tin(?: và ảnh)?|tin, ảnh|tin,? bài|ảnh|by|nội dung|biên tập|"
    r"clip|video)\s*:\s*",
    re.I,
)
_REMARK = re.compile(
    r"\s*\((?:tổng hợp|t/h|th|theo [^)]*|ghi|biên dịch|lược dịch|dịch|thực hiện)\)\s*$", re.I
)


def fold(text: str) -> str:
    """Letters only, without marks: "Báo Dân Trí" and "dantri" are compared this way."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return re.sub(r"[^a-z0-9]", "", plain)


def cleaned(candidates: Iterable[str], site_names: Iterable[str]) -> tuple[str, ...]:
    """Names of people: labels, sources, addresses and the site's own names taken out."""
    own = {folded for name in site_names if (folded := fold(name))}
    own |= {f"bao{name}" for name in own}
    kept: dict[str, str] = {}
    for candidate in candidates:
        text = _REMARK.sub("", _LABEL.sub("", line(candidate)))
        if not text or re.match(r"(?:theo|nguồn)\b", text, re.I):
            continue
        for part in _SPLIT.split(text):
            name = _REMARK.sub("", _LABEL.sub("", part)).strip(" .-–—()*")
            if 2 <= len(name) <= 60 and not _NOT_A_NAME.search(name) and fold(name) not in own:
                kept.setdefault(name.casefold(), name)
    return tuple(kept.values())


def signature(text: str) -> bool:
    """Whether an item's last line is its author's name and nothing else."""
    text = _REMARK.sub("", _LABEL.sub("", line(text)))
    parts = [part for part in _SPLIT.split(text) if part]
    return len(text) <= 60 and 1 <= len(parts) <= 4 and all(NAME.match(part.strip(" .")) for part in parts)


def source_line(text: str) -> bool:
    """Whether a line ("Theo Báo X", "(Nguồn: Y)") says where an item comes from, not who wrote it."""
    return bool(SOURCE.match(line(text)))

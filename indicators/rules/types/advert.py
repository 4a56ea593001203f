"""``advert``: wordings of job adverts, looked for in items that are one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from indicators.model import Zone
from indicators.rules.pattern import fold
from indicators.rules.reading import Reading, Span
from indicators.rules.types.phrase import Phrase

_KINDS = frozenset({"job_advert", "advert", "tuyen-dung", "quang-cao"})
_MARKS = [
    re.compile(r"(?<!\w)(?:" + "|".join(map(fold, group)) + r")(?!\w)")
    for group in (
        ("tuyển dụng", "cần tuyển", "tuyển gấp", "thông báo tuyển", "tuyển lao động", "tuyển nhân viên"),
        ("hồ sơ", "ứng viên", "mức lương", "thu nhập", "lương", "chế độ", "quyền lợi"),
        ("liên hệ", "nộp hồ sơ", "yêu cầu", "số lượng", "địa điểm làm việc", "mô tả công việc", "hạn nộp"),
    )
]


class Advert(Phrase):
    """A phrase in an item that its kind or all three marks of a job advert (offer, terms, contact) give away."""

    zone: Zone | None = Zone.ADVERT

    def find(self, reading: Reading, hits: Sequence[tuple[str, Span]]) -> Iterable[Span]:
        if reading.record.kind not in _KINDS and not all(m.search(reading.folded) for m in _MARKS):
            return []
        return super().find(reading, hits)

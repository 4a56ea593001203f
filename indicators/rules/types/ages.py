"""How old somebody is by what stands beside the name: an age, a day of birth, or a year of birth, which leaves the birthday open."""

from __future__ import annotations

import re

from indicators.people.ages import Age, age_of

# how far after a name its age stands: "(SN 2010, trú thôn …)"
BESIDE = 45
# before a year of birth, behind "sinh": sinh ngày 15/3/2008
BIRTHDAY = r"(?:ngày )?(?:\d{1,2}[/-]\d{1,2}[/-])?"
_BORN = re.compile(
    r"(?:sn|sinh năm|sinh)[ :.]*(?:ngày )?(?:(?P<day>\d{1,2})[/-](?P<month>\d{1,2})[/-])?(?P<year>(?:19|20)\d\d)"
)
_YEARS = re.compile(r"(?<!\d)(?<!kém )(?<!hơn )(?<!trên )(?<!đủ )(\d{1,2}) tuổi")
_END = re.compile(r"[.;\n]|\) ")


def told_age(beside: str, published: str) -> Age | None:
    """The age told in the text directly after a name, or computed for the day of publication; None where neither is possible."""
    beside = beside[:BESIDE].lower()
    stop = _END.search(beside)
    beside = beside[: stop.start() + 1] if stop else beside
    if hit := _YEARS.search(beside):
        return Age(int(hit[1]))
    hit = _BORN.search(beside)
    return age_of(hit["year"], hit["month"], hit["day"], published) if hit else None

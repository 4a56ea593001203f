"""Dates as Vietnamese pages print them, read without guessing: day before month, Hà Nội's clock, no invented 1 January.

Own patterns come first because the general parsers fail on real forms: dateparser gives nothing for "Ngày đăng: ..." and
"T5, ...", htmldate gives 1 January for "Ngày 14 tháng 5 năm 2020" (measured, 2026).
"""

from __future__ import annotations

import datetime as dt
import re

HANOI = dt.timezone(dt.timedelta(hours=7))
# the first Vietnamese news site went online in 1997; an older date is a mistake
EARLIEST = 1997

_TIME = r"(?P<hour>\d{1,2})\s*(?:[:hg]|giờ)\s*(?P<minute>\d{2})(?::(?P<second>\d{2}))?(?:\s*phút)?\s*(?P<half>SA|CH|AM|PM)?\b"
_DAY = (
    r"(?:(?:ngày\s*)?(?P<d>\d{1,2})\s*(?:[/.\-]\s*|\s*tháng\s*|\s*th(?:á|a)?ng?\.?\s*|\s+th)(?P<m>\d{1,2})"
    r"(?:\s*[/.\-]\s*|\s*,?\s*năm\s*|\s*,?\s+)(?P<y>\d{4}))"
)
_DATE = re.compile(rf"(?<!\d){_DAY}(?!\d)", re.I)
_CLOCK = re.compile(rf"(?<![\d/.\-]){_TIME}", re.I)
_ISO = re.compile(
    r"(?<!\d)(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})"
    r"(?:[T ](?P<hour>\d{2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?)?(?!\d)"
)
_AGO = re.compile(r"(?<!\d)(?P<n>\d{1,3})\s*(?P<unit>phút|giờ|tiếng|ngày|tuần)\s*trước", re.I)
_UNITS = {"phút": "minutes", "giờ": "hours", "tiếng": "hours", "ngày": "days", "tuần": "weeks"}
_RELATIVE_DAY = re.compile(r"\b(?P<day>hôm nay|hôm qua|hôm kia)\b", re.I)
_DAYS_AGO = {"hôm nay": 0, "hôm qua": 1, "hôm kia": 2}


def read(text: str, now: dt.datetime | None = None) -> str:
    """The first date in the text as ISO 8601 (with +07:00 where it has a time), or "".

    ``now`` is when the page was fetched: relative dates need it, and a later date is a mistake.
    """
    text = " ".join(text.split())[:400]
    found = _iso(text) or _printed(text) or (_relative(text, now) if now else "")
    return found if plausible(found, now) else ""


def plausible(iso: str, now: dt.datetime | None = None) -> bool:
    """Neither before news went online nor, where ``now`` is given, after the page was fetched (a day's grace)."""
    try:
        moment = dt.datetime.fromisoformat(iso)
    except ValueError:
        return False
    if moment.year < EARLIEST or moment.year > 9990:
        return False
    # this machine's clock is not asked: the same page must read the same on every day
    return now is None or (moment if moment.tzinfo else moment.replace(tzinfo=HANOI)) <= now + dt.timedelta(
        days=1
    )


def _iso(text: str) -> str:
    match = _ISO.search(text)
    if not match:
        return ""
    if match["hour"] is None:
        return _day(match)
    zone = match["zone"] or "+07:00"
    if zone != "Z" and ":" not in zone:
        zone = f"{zone[:3]}:{zone[3:]}"
    clock = f"{match['hour']}:{match['minute']}:{match['second'] or '00'}"
    try:
        moment = dt.datetime.fromisoformat(f"{match['y']}-{match['m']}-{match['d']}T{clock}{zone}")
        return moment.astimezone(HANOI).isoformat()
    except (ValueError, OverflowError):
        return ""


def _day(match: re.Match[str]) -> str:
    try:
        return dt.date(int(match["y"]), int(match["m"]), int(match["d"])).isoformat()
    except ValueError:
        return ""


def _printed(text: str) -> str:
    for match in _DATE.finditer(text):
        if day := _day(match):
            rest = text[: match.start()], text[match.end() :]
            # "20:23 13/01/2023" and "13/01/2023, 20:23": the clock stands within a few signs of the day
            before = list(_CLOCK.finditer(rest[0][-24:]))
            after = _CLOCK.search(rest[1][:24])
            return _with_clock(day, after or (before[-1] if before else None))
    return ""


def _with_clock(day: str, clock: re.Match[str] | None) -> str:
    if clock is None:
        return day
    hour, half = int(clock["hour"]), (clock["half"] or "").upper()
    if half in ("CH", "PM") and hour < 12:
        hour += 12
    elif half in ("SA", "AM") and hour == 12:
        hour = 0
    try:
        moment = dt.time(hour, int(clock["minute"]), int(clock["second"] or 0))
    except ValueError:
        return day
    return f"{day}T{moment.isoformat()}+07:00"


def _relative(text: str, now: dt.datetime) -> str:
    here = now.astimezone(HANOI)
    if match := _AGO.search(text):
        unit = _UNITS[match["unit"].lower()]
        moment = here - dt.timedelta(**{unit: int(match["n"])})
        if unit in ("days", "weeks"):
            return moment.date().isoformat()
        return moment.replace(second=0, microsecond=0).isoformat()
    if match := _RELATIVE_DAY.search(text):
        day = (here - dt.timedelta(days=_DAYS_AGO[match["day"].lower()])).date().isoformat()
        return _with_clock(day, _CLOCK.search(text))
    return ""

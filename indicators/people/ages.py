"""Who is under eighteen, as far as the text tells: an age, a year of birth, a school form, or the words for a child."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from indicators.people.merge import Individual

ADULT = 18
_AGE = re.compile(r" ?(?:\(|,|,? mới|,? năm nay|,? khi ấy)? ?(?:[^,().\n]{0,24}, )?(\d{1,3}) tuổi")
_BORN = re.compile(
    r" ?(?:\(|, )?(?:sn|sinh năm|sinh) ?:? ?(?:ngày )?(?:(?P<day>\d{1,2})[/-](?P<month>\d{1,2})[/-])?(?P<year>\d{4})"
)
_YEAR = re.compile(r" \((?P<year>\d{4})\)(?P<month>)(?P<day>)")
_FORM = re.compile(
    r"[ ,(]+(?:đang |là |hiện )*(?:học sinh|học)? ?(?:lớp|lên lớp) ?(\d{1,2})(?!\d)|[ ,(]+(?:là )?(?:học sinh|trẻ)"
)
_BEFORE_FORM = re.compile(r"học sinh lớp (\d{1,2})\w? \Z|học sinh \Z")
_CHILD = frozenset("bé,cháu,bé gái,bé trai,cháu gái,cháu trai,cháu bé,cậu bé,cô bé,em bé,bệnh nhi".split(","))
_GROWN = frozenset("ông,bà,cụ,cụ ông,cụ bà,bác,dì,thầy,ngài,lão,quý bà,quý ông".split(","))
_PUPIL = frozenset("học sinh,em học sinh,nữ sinh lớp,nam sinh lớp".split(","))


class Age(NamedTuple):
    """``years`` the press would write; ``may_be_minor``: eighteen by the year of birth alone, so seventeen before the birthday."""

    years: int
    may_be_minor: bool = False


def age_of(year: str, month: str | None, day: str | None, published: str) -> Age | None:
    """The age on the day of publication (ISO 8601) of somebody born in that year, or on that day; None without a day."""
    if not published[:4].isdigit():
        return None
    years = int(published[:4]) - int(year)
    try:
        born, today = date(int(year), int(month or 0), int(day or 0)), date.fromisoformat(published[:10])
    except ValueError:
        return Age(years, may_be_minor=years == ADULT)
    return Age(years - ((today.month, today.day) < (born.month, born.day)))


def is_minor(person: Individual, folded: str, published: str, code: int | None) -> bool | None:
    """True, False, or None where the text does not tell. ``published`` is ISO 8601 or "" (then years say nothing)."""
    year = int(published[:4]) if published[:4].isdigit() else None
    child = False
    for spot in person.spots[:20]:
        tail = folded[spot.end : spot.end + 60]
        told = _AGE.match(tail)
        if told:
            return int(told.group(1)) < ADULT
        born = _BORN.match(tail) or _YEAR.match(tail)
        if born and year is not None and 0 <= year - int(born["year"]) < 120:
            age = age_of(born["year"], born["month"], born["day"], published)
            # who may be seventeen is known by the words for children alone
            if age is not None and not age.may_be_minor:
                return age.years < ADULT
        form = _FORM.match(tail)
        before = _BEFORE_FORM.search(folded, max(0, spot.lead - 20), spot.start)
        if form or before:
            child = True
        trigger = spot.trigger.entry.form if spot.trigger is not None else ""
        if trigger in _CHILD or trigger in _PUPIL:
            child = True
        elif trigger in _GROWN:
            return False
    if child:
        return True
    # offices and professions (GMMP 1 to 17) are not held by children; artists and athletes may be young
    return False if code is not None and 1 <= code <= 17 else None

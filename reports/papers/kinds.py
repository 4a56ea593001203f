"""Which papers there are, who issues them and who may read them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reports.figures import ProvinceReport
from reports.papers.facts import NO_FACTS, Facts


class Kind(StrEnum):
    """One sort of paper; the value is what the command line takes."""

    ANNUAL = "annual"  # báo cáo năm
    MIDTERM = "midterm"  # báo cáo sơ kết
    FINAL = "final"  # báo cáo tổng kết
    BRIEFING = "briefing"  # phiếu một trang phục vụ giao ban báo chí
    SCORECARD = "scorecard"  # phiếu kết quả
    REMINDER = "reminder"  # công văn đôn đốc
    EXPLANATION = "explanation"  # công văn đề nghị giải trình
    MINUTES = "minutes"  # biên bản làm việc
    OPINIONS = "opinions"  # bảng tổng hợp ý kiến – tiếp thu, giải trình


class Circulation(StrEnum):
    """Who may read it."""

    INTERNAL = "internal"
    OUTLET = "outlet"
    PUBLIC = "public"


# what speaks of one outlet is never public, and what compares outlets never goes to one of them
_PROVINCE = (Circulation.INTERNAL, Circulation.PUBLIC)
_OUTLET = (Circulation.OUTLET, Circulation.INTERNAL)
# of all outlets inside, of one for that one: never public, since an opinion names who gave it
_EACH = (Circulation.INTERNAL, Circulation.OUTLET)
ALLOWED: dict[Kind, tuple[Circulation, ...]] = {
    Kind.ANNUAL: _PROVINCE,
    Kind.MIDTERM: _PROVINCE,
    Kind.FINAL: _PROVINCE,
    Kind.BRIEFING: _PROVINCE,
    Kind.SCORECARD: _OUTLET,
    Kind.REMINDER: _OUTLET,
    Kind.EXPLANATION: _OUTLET,
    Kind.MINUTES: _OUTLET,
    Kind.OPINIONS: _EACH,
}
"""Circulations of each kind, the usual one first."""

FOR_OUTLET = tuple(kind for kind, allowed in ALLOWED.items() if allowed is _OUTLET)


@dataclass(frozen=True, slots=True)
class Issuer:
    """Head and signature of one issuing level, line by line as printed.

    ``parent`` is empty where nobody stands above (a people's committee). ``plain``: the name inside a sentence.
    ``sign``: the letters behind the number ("SVHTTDL"). ``to``: whom a report goes to. ``copies``: the other lines of
    the list of recipients, the file copy last.
    """

    parent: tuple[str, ...]
    name: tuple[str, ...]
    plain: str
    sign: str
    place: str
    to: tuple[str, ...]
    copies: tuple[str, ...]
    signature: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PastRate:
    """A rate computed earlier, for the mid-term report: the day it was as of, level, and k of N as declared."""

    as_of: str
    level: int
    applied: int
    counted: int


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """One promise of one plan beside the rate, in words: what was promised by whom, what came of it, who says so.

    ``known``: is there a figure; ``missed``: was it below what was promised; ``held``: the figure of the day it fell due, where ``figure``
    is a later one?
    """

    title: str
    plan: str
    wanted: str
    figure: str
    result: str
    source: str
    known: bool = True
    missed: bool = False
    held: str = ""


@dataclass(frozen=True, slots=True)
class PaperOrder:
    """What to write. ``outlet``: the id of the one a scorecard or letter is about, "" for the others. ``reply_by``: the
    last day for the outlet's opinion (ISO 8601), ``reply_to``: where it goes; "" where a person has to say. ``promises``: the
    other promises of plans, for the reports that look back over years; ``breaks``: sentences on why the rates of ``history`` cannot
    be held against each other; ``facts``: what is known beside the figures, all of it.
    """

    kind: Kind
    circulation: Circulation
    report: ProvinceReport
    issuer: Issuer
    outlet: str = ""
    history: tuple[PastRate, ...] = ()
    reply_by: str = ""
    reply_to: str = ""
    promises: tuple[PromiseLine, ...] = ()
    breaks: tuple[str, ...] = ()
    facts: Facts = NO_FACTS

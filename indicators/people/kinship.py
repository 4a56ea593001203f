"""What family words say about two: whose relative somebody is, and which words stand for the other one then."""

from __future__ import annotations

import re

from indicators.lexicon import Hit
from indicators.model import Gender

_WIVES = frozenset(
    "vợ,người vợ,bà xã,cô vợ,bà vợ,vợ cũ,người vợ cũ,vợ hờ,vợ trẻ,người vợ trẻ,nàng dâu,cô dâu".split(",")
)
_HUSBANDS = frozenset(
    "chồng,người chồng,ông xã,anh chồng,ông chồng,chồng cũ,người chồng cũ,chồng hờ,chồng trẻ,người chồng trẻ,đức lang quân,chú rể".split(
        ","
    )
)
_MOTHERS = frozenset(
    "mẹ,má,người mẹ,bà mẹ,mẹ ruột,mẹ đẻ,mẹ già,mẹ trẻ,người mẹ trẻ,mẹ đơn thân,mẹ kế,mẹ nuôi".split(",")
)
_FATHERS = frozenset(
    "bố,cha,người cha,người bố,ông bố,bố ruột,cha ruột,bố đẻ,cha đẻ,bố già,bố nuôi,cha nuôi,cha dượng,bố dượng".split(
        ","
    )
)
_CHILDREN = ("con", "cậu con", "cô con", "đứa con", "người con", "quý tử", "ái nữ", "gái út", "cậu út")
_SONS = frozenset(
    "con trai,cậu con trai,con trai út,con trai lớn,con trai đầu lòng,con trai riêng,con trai nuôi,con,đứa con,người con,con ruột,con đẻ,con nuôi,con riêng,con út,quý tử,cậu út".split(
        ","
    )
)
_DAUGHTERS = frozenset(
    "con gái,cô con gái,con gái út,con gái lớn,con gái đầu lòng,con gái riêng,con gái nuôi,con,đứa con,người con,con ruột,con đẻ,con nuôi,con riêng,con út,ái nữ,gái út".split(
        ","
    )
)
_BROTHERS = frozenset(
    "anh trai,em trai,người anh trai,người em trai,cậu em trai,anh ruột,em ruột,em út".split(",")
)
_SISTERS = frozenset("chị gái,em gái,người chị gái,người em gái,cô em gái,chị ruột,em ruột,em út".split(","))
_UNCLES = frozenset(
    "bác ruột,chú ruột,cậu ruột,dì ruột,cô ruột,bác gái,bác trai,mợ ruột,ông nội,bà nội,ông ngoại,bà ngoại,ông chú,ông bác,ông cậu,bà cô,bà dì".split(
        ","
    )
)
_NIECES = frozenset(
    "cháu gái,cô cháu gái,đứa cháu,người cháu,cháu ruột,cháu nội,cháu ngoại,đứa cháu gái".split(",")
)
_NEPHEWS = frozenset(
    "cháu trai,cậu cháu trai,đứa cháu,người cháu,cháu ruột,cháu nội,cháu ngoại,đứa cháu trai,cháu đích tôn".split(
        ","
    )
)
# con đường, con số: no child
_NO_CHILD = re.compile(r"con (?:dâu|rể)(?!\w)")
MARRIED = (
    "vợ chồng",
    "kết hôn",
    "hôn nhân",
    "ly hôn",
    "đám cưới",
    "lễ cưới",
    "tổ ấm",
    "hôn lễ",
    "bà xã",
    "ông xã",
)
# cô em gái này, ông bố trẻ này: said of whoever was named last
POINTED = frozenset(
    "ông bố,ông chồng,anh chồng,người chồng,người cha,người bố,cậu em trai,người em trai,người anh trai,cậu con trai,ông xã,"
    "bà mẹ,cô vợ,bà vợ,người vợ,người mẹ,cô em gái,người em gái,người chị gái,cô con gái,nàng dâu,bà xã".split(
        ","
    )
)
THIS = re.compile(r"(?: [^\s.,;:“”\"()]+){0,2}? (?:này|ấy|nói trên)(?!\w)")
OUR_COUPLE = "vợ chồng mình"
# bố mẹ, vợ chồng, mẹ con: said of two
_PAIR_BEFORE = re.compile(r"(?<!\w)(?:bố|cha|ba|vợ|ông|bà|hai|mẹ|các|những) \Z")
_PAIR_AFTER = re.compile(r" (?:chồng|mẹ|má|con|cháu)(?!\w)")


# tuyên bố, bố trí, gò má, con số: halves of other words
_NO_KIN_BEFORE = re.compile(
    r"(?<!\w)(?:tuyên|công|khủng|phân|bác|bãi|gò|phấn|trứng|bà con|thân|máy|chim|xe) \Z"
)
_NO_KIN_AFTER = re.compile(
    r" (?:trí|cục|cáo|phòng|ráp|xứ|sở|đạo|hồng|lúm|chất|chéo|số|đường|người|tàu|phố|chữ|dấu|sông|thuyền|chó|mèo|bò|gà|vật|mồi|tin|nợ|nghiện|bạc|mắt|tim)(?!\w)"
)


def is_kin(folded: str, hit: Hit) -> bool:
    """Is a family word no half of another one?"""
    form = hit.entry.form
    if form not in ("bố", "má", "cha", "mẹ", "con", "chồng"):
        return True
    return not (
        _NO_KIN_BEFORE.search(folded, max(0, hit.start - 7), hit.start)
        or _NO_KIN_AFTER.match(folded, hit.end)
    )


def counterparts(form: str, owner: Gender) -> frozenset[str]:
    """The words for somebody of a sex to whom another one is ``form``: to her "con trai" she is "mẹ"."""
    if owner not in (Gender.FEMALE, Gender.MALE):
        return _DAUGHTERS | _SONS if form in _MOTHERS | _FATHERS else frozenset()
    woman = owner is Gender.FEMALE
    if form in _HUSBANDS or form in _WIVES:
        other = _WIVES if form in _HUSBANDS else _HUSBANDS
        return other if woman == (form in _HUSBANDS) else frozenset()
    if form.startswith(_CHILDREN) and not _NO_CHILD.match(form):
        return _MOTHERS if woman else _FATHERS
    if form in _MOTHERS or form in _FATHERS:
        return _DAUGHTERS if woman else _SONS
    for relation, hers, his in ((_UNCLES, _NIECES, _NEPHEWS), (_BROTHERS | _SISTERS, _SISTERS, _BROTHERS)):
        if form in relation:
            return hers if woman else his
    return frozenset()


def of_two(folded: str, hit: Hit) -> bool:
    """Is a family word one half of a word for two, as in "vợ chồng" and "cha mẹ"?"""
    return bool(
        _PAIR_AFTER.match(folded, hit.end) or _PAIR_BEFORE.search(folded, max(0, hit.start - 6), hit.start)
    )

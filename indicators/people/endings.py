"""What the form of a name from abroad tells where no table knows the given name: Sokolova and Sokolov, Haruhiko and Tomoko.

East Slavic and Bulgarian family names, and those of peoples once ruled from Russia, are declined by sex; Malay and Arab names say son
or daughter of; Japanese given names of three morae and more end in words of their own. [K] grammar of these languages; of 52 office
holders and players of knowledge.csv whom it spoke about it was wrong for one, an Italian whose name is now among the exceptions (2026-11;
the Japanese of that table were looked at when the endings were written down).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from indicators.people.runs import plain

# a family name is declined from so many letters on: no Lev, no Eva
_LEAST = 5
_PAIR = 2
_WOMAN = re.compile(r"\w{2,}(?:ova|eva|skaya|skaia|ovna|evna|dottir|iene|aite)\Z")
_MAN = re.compile(r"\w{2,}(?:ov|ev|ovich|evich)\Z")
# Italian, Spanish and English words that end so
_NEITHER = frozenset(
    "cordova casanova canova terranova villanova vilanova supernova genova moldova geneva kiev esteva cueva nueva candreva".split()
)
# one mora after another
_MORA = r"(?:(?:[kgsztdnhbpmryfjw]|ky|gy|sh|ch|ts|ny|hy|by|py|my|ry)?[aiueo]|n(?![aiueoy]))"
_JAPANESE = re.compile(rf"{_MORA}+\Z")
_HE = re.compile(
    rf"{_MORA}+(?:hiko|suke|taro|jiro|chiro|shige|mitsu|nobu|hide|hisa|kazu|yasu|yoshi|roshi|toshi|keshi|sushi|ichi|hei|hito|taka|zo|[iuo]nji|[ei]ji|[uie]o)\Z"
)
_SHE = re.compile(rf"{_MORA}{{2,}}ko\Z")
# family names, where these stand first
_FAMILIES = frozenset("kaneko matsuo nagao nishio hisamitsu".split())


def by_form(key: Sequence[str], *, japanese: bool) -> float | None:  # noqa: PLR0911  a list of decisions reads best in order
    """The probability of a woman, by the form of the name; ``japanese``: the item tells of Japan."""
    words = [plain(word) for word in key]
    last = words[-1]
    if len(last) >= _LEAST and last not in _NEITHER and last.isalpha():
        if _WOMAN.match(last):
            return 0.97
        if _MAN.match(last):
            return 0.03
    if {"binti", "bint", "binte"}.intersection(words[1:]):
        return 0.98
    if {"bin", "ibn"}.intersection(words[1:]):
        return 0.02
    if japanese and len(words) == _PAIR and all(map(_JAPANESE.match, words)) and words[0] not in _FAMILIES:
        if _HE.match(words[0]):
            return 0.03
        if _SHE.match(words[0]):
            return 0.97
    return None

"""Text typed in the fonts of the 1990s (.VnTime, VNI-Times) becomes Unicode: offices still send it, old pages still hold it.

TCVN3 (ABC) and VNI put Vietnamese letters where Latin-1 has others, so such a text arrives as "Héi ®ång nh©n d©n" or
"Hoäi ñoàng nhaân daân". A text is taken for one of them only where most of its words become Vietnamese by it and hardly
one was before. Capitals of TCVN3 with tones come from a font of their own and arrive as small letters.

Tables checked letter by letter against viparse 0.1.31 (MIT), which agrees on all but VNI's "aú" (ẳ), that it does not know;
a table of 134 letters is less to keep than a beta package made for another purpose.
"""

from __future__ import annotations

import re

_SMALL = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
_TCVN3 = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦",
        _SMALL + "ĂÂĐÊÔƠƯ",
        strict=True,
    )
)
# what stands behind a letter, and the five tones
_TONES = dict(zip("øùûõï", ("\u0300", "\u0301", "\u0309", "\u0303", "\u0323"), strict=True))
_BREVE = dict(zip("êèéúüë", ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"), strict=True))
_HAT = dict(zip("âàáåãä", ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"), strict=True))
_ALONE = {"ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "ô": "ơ", "ö": "ư", "î": "ỵ"}


def _vni() -> dict[str, str]:
    import unicodedata  # noqa: PLC0415 - once, for the table

    found = dict(_ALONE)
    for letter in "aeiouyôö":
        for mark, tone in _TONES.items():
            found[letter + mark] = _ALONE.get(letter, letter) + tone
    for letter in "aeo":
        found |= {letter + mark: letter + "\u0302" + tone for mark, tone in _HAT.items()}
    found |= {"a" + mark: "a\u0306" + tone for mark, tone in _BREVE.items()}
    found |= {key.upper(): value.upper() for key, value in found.items()}
    # a capital followed by a small mark, as at the head of a sentence typed in haste
    found |= {
        key[0].upper() + key[1]: value[0].upper() + value[1:] for key, value in found.items() if len(key) == 2
    }
    return {key: unicodedata.normalize("NFC", value) for key, value in found.items()}


_VNI = _vni()
_VNI_SIGN = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_TCVN3_SIGN = re.compile("[" + "".join(map(re.escape, _TCVN3)) + "]")
_OWN = re.compile("[ăđơưĂĐƠƯ\u01a0-\u01b0\u1ea0-\u1ef9]")
_WORD = re.compile(r"[^\W\d_]+(?:[^\W\d_]|[\u00a0-\u00bf×÷])*|[\u00a1-\u00bf×÷][^\W\d_]+")
_MARKUP = re.compile(r"<(script|style)\b.*?(?:</\1>|\Z)|<[^<>]*>|&\w{1,8};", re.I | re.S)
_TONED = re.compile("[" + _SMALL + _SMALL.upper() + "]")
# letters that Vietnamese in Unicode has too say nothing: "có cô Tô" is one text in Unicode and another one in VNI
_STRANGE = re.compile(rf"[^\x00-\x7f{_SMALL}{_SMALL.upper()}]|[ae][^\x00-\x7f]|o[âêùõ]|[iuy][ùõ]", re.I)
_ONSET = r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?"
_CODA = r"(?:ch|ng|nh|[cmnptiuyo])?"
_SYLLABLE = re.compile(
    rf"{_ONSET}(?:[aeiouy]|[{_SMALL}]){{1,3}}{_CODA}",
    re.I,
)
# of the words that have a legacy sign; French and Spanish with accents stay far below
ENOUGH_WORDS, SHARE, MIXED, PLENTY = 4, 0.85, 0.02, 200
# of the same words, so many have what no word in Unicode has: 0.33 to 1.0 in 419 sentences of the catalogue, turned into
# TCVN3 and VNI; a paragraph in Unicode has none
STRANGE = 0.3


def repaired(text: str) -> str:
    """The text in Unicode where it is TCVN3 or VNI, else as it was. Markup in it is left alone."""
    if _OWN.search(text[:200_000]) and _mixed(text):
        return text
    words = _WORD.findall(_MARKUP.sub(" ", text[:200_000]))
    for sign, table in ((_VNI_SIGN, _VNI), (_TCVN3_SIGN, _TCVN3)):
        signed = [word for word in words if sign.search(word)]
        if len(signed) < ENOUGH_WORDS or len(signed) < 0.25 * len(words):
            continue
        if sum(bool(_STRANGE.search(word)) for word in signed) < STRANGE * len(signed):
            continue
        read = [_put(word, sign, table) for word in signed]
        if sum(bool(_SYLLABLE.fullmatch(word) and _TONED.search(word)) for word in read) >= SHARE * len(read):
            return _put(text, sign, table)
    return text


def lines(texts: list[str]) -> list[str]:
    """Paragraphs in Unicode: all of them where the text as a whole is legacy, else each that is by itself (a document
    whose letterhead was typed anew above old text).
    """
    whole = "\n".join(texts)
    if (found := repaired(whole)) != whole:
        return found.split("\n")
    return [repaired(text) for text in texts]


def _put(text: str, sign: re.Pattern[str], table: dict[str, str]) -> str:
    return sign.sub(lambda hit: table[hit.group()], text)


def _mixed(text: str) -> bool:
    """Whether the text has Vietnamese letters of its own, more than a stray one."""
    own = len(_OWN.findall(text[:200_000]))
    # a page's scripts may be a hundred times as long as its text
    return own > min(PLENTY, MIXED * len(text[:200_000]))

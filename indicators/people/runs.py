"""Runs of capitalised words: where names can be, found in one pass over the normal form."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from indicators.text import Document

# every capital letter a Vietnamese or foreign name can begin with
UPPER = "".join(
    chr(c) for c in (*range(0x41, 0x250), *range(0x1E00, 0x1F00)) if chr(c).isupper() and chr(c).isalpha()
)
# Chanel's is no part of what follows
_WORD = rf"(?:(?:al|el|ul|ad|as|ash)-)?[{UPPER}]\w*(?:(?!['’]s(?!\w))['’`-][^\W\d_]\w*)*"
# H., N.T.H., N.T.H, and initials of two letters: Kh., Tr.
_INITIALS = rf"(?:(?:[{UPPER}]\.){{1,5}}(?:[{UPPER}](?!\w))?|(?:T[rh]|[KPNC]h|Ng|Gi|Qu)\.)"
_TOKEN = rf"(?:{_INITIALS}|{_WORD})"
# small words inside names: foreign particles, and thị, văn as some papers print them
_PARTICLE = r"(?:de|da|di|van|von|der|den|bin|binti|ibn|al|el|del|dela|delos|de los|du|dos|das|do|della|ten|ter|zu|la|le|thị|văn)"
TOKEN = re.compile(_TOKEN)
# an initial may touch the word after it: J.Doe
_RUN = re.compile(rf"(?<![\w@#/]){_TOKEN}(?:(?: +(?:{_PARTICLE} +)?|(?<=[{UPPER}]\.)){_TOKEN})*")
# where a run can begin; the letter first, so that most places are passed over at once
_START = re.compile(rf"[{UPPER}aeu](?<![\w@#/].)(?:(?<=[{UPPER}])|[ldsh]{{1,2}}-)")
_PIECE = re.compile(rf"{_TOKEN}|{_PARTICLE}(?!\w)")
_INITIAL = re.compile(rf"(?:(?:[{UPPER}]\.)*[{UPPER}]\.?|(?:T[rh]|[KPNC]h|Ng|Gi|Qu)\.)\Z")
_GLUED = re.compile(
    r"[^\W\d_]+(?=-(?:Giám|Phó|Chủ|Trưởng|Bí|Tổng|Chánh|Hiệu|Viện|Cục|Vụ|Đại|Thượng|Trung|Thiếu|Nguyên|Cựu|Thứ|Bộ|Ủy|Ông|Bà)(?!\w))"
)
_ADDRESS = frozenset({"ông", "bà", "anh", "chị", "cô"})
_HYPHENED = re.compile(r" - ([A-Za-z][a-z]{1,6})(?![\w])")

_VOWELS = "aăâeêioôơuưyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx])?"
    rf"[{_VOWELS}]{{1,3}}(?:ng|nh|ch|[cmnpt])?\Z"
)


_UNMARKED = str.maketrans({"ø": "o", "ł": "l", "ß": "ss", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})


class Piece(NamedTuple):
    """One word of a run. ``low`` is its folded form."""

    start: int
    end: int
    text: str
    low: str


@functools.lru_cache(maxsize=1 << 14)
def is_syllable(low: str) -> bool:
    """Could this folded word be a Vietnamese syllable?"""
    return _SYLLABLE.match(low) is not None


@functools.lru_cache(maxsize=1 << 14)
def plain(word: str) -> str:
    """A folded word without its marks, as half of the press prints names from abroad: josé, jose."""
    bare = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    return bare.translate(_UNMARKED)


@functools.lru_cache(maxsize=1 << 14)
def is_initial(text: str) -> bool:
    """N.T.H., H. or H: a name withheld."""
    return _INITIAL.match(text) is not None


def find_runs(document: Document, hyphened: frozenset[str]) -> Iterator[list[Piece]]:
    """Runs in order; none crosses a line. After one of the surnames ``hyphened`` a spaced hyphen may be part of the
    name (Kim Jong - un), as some corpora and papers print it.
    """
    norm, folded = document.norm, document.folded
    last_end = 0
    for first in _START.finditer(norm):
        run = _RUN.match(norm, first.start()) if first.start() >= last_end else None
        if run is None:
            continue
        last_end = run.end()
        pieces: list[Piece] = []
        text = run.group()
        if " " not in text and "." not in text and "-" not in text:
            yield [Piece(run.start(), last_end, text, folded[run.start() : last_end])]
            continue
        for piece in _PIECE.finditer(norm, run.start(), run.end()):
            start, end = piece.span()
            word = piece.group()
            if len(pieces) > 1 and "-" in word and (glued := _GLUED.match(word)):
                # ông Nguyễn Văn Quý-Giám đốc ...
                end = last_end = start + glued.end()
                pieces.append(Piece(start, end, norm[start:end], folded[start:end]))
                break
            pieces.append(Piece(start, end, word, folded[start:end]))
        if len(pieces) > 1 and pieces[-2].low in hyphened and (len(pieces) == 2 or pieces[0].low in _ADDRESS):
            last, rest = pieces[-1], _HYPHENED.match(norm, last_end)
            # "Kim Anh - Lan" are two, "Park Soo - Hyun" is one
            capital = rest is not None and rest.group(1)[0].isupper()
            at_home = capital and is_syllable(last.low) and "oo" not in last.low
            if rest and len(last.text) > 2 and not at_home:
                last_end = rest.end()
                pieces[-1] = Piece(
                    last.start, last_end, norm[last.start : last_end], folded[last.start : last_end]
                )
        yield pieces

"""Runs of capitalised words: where names can be, found in one pass over the normal form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indicators.text import Document

_UP = "".join(
    chr(c) for c in (*range(0x41, 0x250), *range(0x1E00, 0x1F00)) if chr(c).isupper() and chr(c).isalpha()
)
_WORD = rf"[{_UP}]\w*(?:['’`-][^\W\d_]\w*)*"
_INITIALS = rf"(?:[{_UP}]\.){{1,5}}(?:[{_UP}](?!\w))?"
_TOKEN = rf"(?:{_INITIALS}|{_WORD})"
# small words inside names: foreign particles, and thị, văn as some papers print them
_PARTICLE = r"(?:de|da|di|van|von|der|den|bin|ibn|al|el|del|du|dos|das|la|le|thị|văn)"
TOKEN = re.compile(_TOKEN)
_RUN = re.compile(rf"(?<![\w@#/]){_TOKEN}(?: +(?:{_PARTICLE} +)?{_TOKEN})*")
_PIECE = re.compile(rf"{_TOKEN}|{_PARTICLE}")
_INITIAL = re.compile(rf"(?:[{_UP}]\.)*[{_UP}]\.?\Z")

_VOWELS = "aăâeêioôơuưyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx])?"
    rf"[{_VOWELS}]{{1,3}}(?:ng|nh|ch|[cmnpt])?\Z"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One word of a run. ``low`` is its folded form."""

    start: int
    end: int
    text: str
    low: str


def is_syllable(low: str) -> bool:
    """Could this folded word be a Vietnamese syllable?"""
    return _SYLLABLE.match(low) is not None


def is_initial(text: str) -> bool:
    """N.T.H., H. or H: a name withheld."""
    return _INITIAL.match(text) is not None


def find_runs(document: Document) -> Iterator[list[Piece]]:
    """Runs in order; none crosses a line."""
    norm, folded = document.norm, document.folded
    for run in _RUN.finditer(norm):
        pieces = []
        for piece in _PIECE.finditer(norm, run.start(), run.end()):
            start, end = piece.span()
            pieces.append(Piece(start, end, piece.group(), folded[start:end]))
        yield pieces

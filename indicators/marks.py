"""Where quotation marks open and close, so that everything that asks for words in marks gets the same answer.

The press mixes marks: a straight one closed by a curly one, a curly one by a single one, two single ones for a double
one, marks never closed, marks in marks. A pair never reaches over a blank line nor over more than ``_LONGEST`` characters.
"""

from __future__ import annotations

import re

_OPENING = re.compile("[“”\"«‘'„](?:(?<=')')?")
_DOUBLE = re.compile("[“”\"'](?:(?<=')'|(?<!'))")
_SINGLE = re.compile("['’]")
_BEFORE = " \n(:"
_LONGEST = 3000
# words marked inside marked words are few
_INNER = 60


def find_marks(norm: str) -> list[tuple[int, int, int]]:
    """Start and end of the marked words and the place of the closing mark, outermost pairs only, by start."""
    spans: list[tuple[int, int, int]] = []
    at = -1
    for hit in _OPENING.finditer(norm):
        if hit.start() < at or not _opens(norm, hit.start(), hit.end()):
            continue
        stop = norm.find("\n\n", hit.end(), hit.end() + _LONGEST)
        stop = min(len(norm), hit.end() + _LONGEST) if stop < 0 else stop
        end = _closing(norm, hit.end(), stop, hit.group())
        if end < 0:
            continue
        start, last = hit.end(), end
        while start < end and norm[start].isspace():
            start += 1
        while last > start and norm[last - 1] in " ,\n'":
            last -= 1
        if start < last:
            spans.append((start, last, end))
            # kể: "... mẹ nói: "Con ăn đi": what closes the words before opens the next ones
            reopens = norm[end - 2 : end + 1] == ': "' and _like_opening(norm, end, end + 1)
            at = end if reopens else end + 1
    return spans


def _opens(norm: str, at: int, end: int) -> bool:
    char, before, after = norm[at:end], norm[at - 1 : at], norm[end : end + 2]
    if char in "'‘":
        return before in ("", " ", "\n", "(", ":") and (after[:1].isalnum() or after[1:].isalnum())
    if char in ("”", "“", "''") and before not in ("", " ", "\n", "(", ":", "-", "–", "/"):
        return char == "“" and after[:1].isalnum()
    if char == "”":
        return after[:1].isupper()
    if char == '"' and before not in ("", " ", "\n", "(", ":", "-", "–", "/") and not after[:1].isalnum():
        # it closes what was never opened
        return False
    return after[:1] not in ("", ",", ".", ";")


def _closing(norm: str, start: int, stop: int, char: str) -> int:  # noqa: PLR0911  cases in order
    """Where the marks close again: at a closing mark, or at an opening one that stands like a closing one."""
    if char in "'‘":
        ends = (
            m.start()
            for m in _SINGLE.finditer(norm, start, stop)
            if not norm[m.end() : m.end() + 1].isalnum()
        )
        return next(ends, -1)
    if char == "«":
        return norm.find("»", start, stop)
    depth, first = 1, -1
    for hit in _DOUBLE.finditer(norm, start, stop):
        at, mark = hit.start(), hit.group()
        if mark == "''" and char != "''":
            continue
        if char == '"' == mark and depth == 1 and _nested(norm, at, stop):
            depth += 1
            continue
        if (mark == "“" or char == "“") and _like_opening(norm, at, hit.end()):
            line = norm.find("\n", start, at)
            if line >= 0:
                # a new quotation begins on a later line: the one before was never closed
                return line
            single = _lone_single(norm, start, at)
            if single >= 0:
                return single
            depth += 1
            continue
        first = at if first < 0 else first
        depth -= 1
        if not depth or ("\n" in norm[start:at] and mark == "“"):
            return at
    if first >= 0:
        return first
    line = norm.find("\n", start, stop)
    return line if line >= 0 else (-1 if char == '"' else stop)


def _nested(norm: str, at: int, stop: int) -> bool:
    """Straight marks that open inside straight ones: "... bán lại "hợp đồng" cho người khác"."""
    if not _like_opening(norm, at, at + 1):
        return False
    shut = norm.find('"', at + 1, min(stop, at + _INNER))
    line = norm.find("\n", at, stop)
    last = norm.find('"', shut + 1, line if line >= 0 else stop) if shut >= 0 else -1
    return last >= 0 and norm[shut - 1] not in _BEFORE and norm[last - 1] not in _BEFORE


def _like_opening(norm: str, at: int, end: int) -> bool:
    after = norm[end : end + 1]
    return norm[at - 1] in _BEFORE and (after.isalnum() or after in ("…", "("))


def _lone_single(norm: str, start: int, stop: int) -> int:
    """A single closing mark that no single mark opened: it closes the double one."""
    for hit in _SINGLE.finditer(norm, start, stop):
        at = hit.start()
        if norm[at + 1 : at + 2] in ("", " ", ",", ".") and norm[at - 1] != " ":
            opened = norm.rfind("‘", start, at) >= 0 or norm.rfind(" '", start, at) >= 0
            return -1 if opened else at
    return -1

"""Where one run of capitals holds two names, or one twice: told by its own words, before the vocabulary is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from indicators.people.runs import Piece, is_initial, is_syllable

# with which sentences begin, and no name goes on behind an initial
_NEXT = frozenset(
    "theo khi em chị ông bà cô sau trong tại tuy nhưng lúc sáng chiều tối đến hiện ngày vì cháu còn và thấy từ rồi nghe nếu trước biết".split()
)
# so many bearers make a word a usual given name, also where it heads firms and prizes
_PAIR = 2


def once(run: list[Piece]) -> list[Piece]:
    """Anna Bell Anna Bell, Bell Bell: captions glued to their text say a name twice."""
    if len(run) == 1:
        return run
    low = [piece.low for piece in run]
    for size in range(1, len(run) // 2 + 1):
        if low[:size] == low[size : 2 * size] and (size > 1 or not is_syllable(low[0])):
            return run[:size] + run[2 * size :]
    if len(run) == _PAIR + 1 and low[0] == low[-1] and not is_syllable(low[0]):
        return run[:-1]
    return run


def goes_on(part: list[Piece], piece: Piece) -> bool:
    """Jane Bell Vẻ đẹp ..., John Doe Nhật/Hàn: does a word of Vietnamese, marks and all, follow two that are none?"""
    return (
        not piece.text.isascii()
        and is_syllable(piece.low)
        and not any(is_syllable(one.low) or is_initial(one.text) for one in part[-2:])
    )


def _whole(part: list[Piece], family: Callable[[str], bool]) -> bool:
    """Th. Hoàng Văn An: an initial of two letters and its point, a blank, and a whole name?"""
    first = part[0]
    return (
        len(part) in (4, 5)
        and len(first.text) == _PAIR + 1
        and first.text.endswith(".")
        and first.end < part[1].start
        and family(part[1].low)
        and not any(is_initial(piece.text) or not is_syllable(piece.low) for piece in part[1:])
    )


def split_initials(part: list[Piece], family: Callable[[str], bool]) -> Iterable[list[Piece]]:
    """Parts of a run: in "chị H. Ông" a new sentence begins after the initial with its point."""
    at = 0
    for i in range(len(part) - 1):
        if part[i].text.endswith(".") and part[i + 1].low in _NEXT and part[i].end < part[i + 1].start:
            # "giao cấu với N. Theo Lợi, ..."
            yield part[at : i + 1]
            at = i + 2
            continue
        if i == at and _whole(part[i:], family):
            # "... cho chị Th. Hoàng Văn An khai": the next sentence
            yield part[at : i + 1]
            at = i + 1
            continue
        if (
            part[i].text.endswith(".")
            # bà De T.Phạm: no sentence begins without a blank
            and part[i].end < part[i + 1].start
            and not is_initial(part[i + 1].text)
            # George H.W. Bush, J.K. Rowling
            and is_syllable(part[i + 1].low)
            and (i == at or is_syllable(part[at].low) or is_initial(part[at].text))
            and ((len(part[i].text) <= 3 and i > 0) or len(part[i].text) > 3 or len(part) == 2)
        ):
            yield part[at : i + 1]
            at = i + 1
    if at < len(part):
        yield part[at:]

"""A PDF whose font has no letters with marks gives them from another font, behind the line: they are put back, or it is said."""

import pytest

from crawlers.readers import pdf

TORN = "N tài x xinh đ p gây tai n n ngã t ữ ế ẹ ạ ở ư"
WHOLE = "Nữ tài xế xinh đẹp gây tai nạn ở ngã tư. Ý ạ, à ơi, ở đây ai cũng biết."


class Page:
    """Letters at their places, listed as a font with few letters and its stand-in would draw them."""

    def __init__(self, *lines: str, torn: str = "ữếẹạở") -> None:
        placed = [
            (x, -20.0 * y, letter)
            for y, text in enumerate(lines)
            for x, letter in enumerate(text)
            if letter != " "
        ]
        self.letters = [p for p in placed if p[2] not in torn] + [p for p in placed if p[2] in torn]

    def count_chars(self) -> int:
        return len(self.letters)

    def get_text_range(self, at: int = 0, count: int = -1) -> str:
        if count == 1:
            return self.letters[at][2]
        return TORN

    def get_charbox(self, at: int, loose: bool = False) -> tuple[float, float, float, float]:
        x, y, _ = self.letters[at]
        return 6.0 * x, y, 6.0 * x + 5.5, y + 10


def test_letters_that_stand_alone_are_told_from_words_of_one_letter():
    assert pdf.torn(TORN)
    assert not pdf.torn(WHOLE)
    assert not pdf.torn("")


def test_torn_letters_are_put_back_where_they_stand():
    lines = ("Nữ tài xế xinh đẹp", "gây tai nạn ở ngã tư")
    assert pdf._page(Page(*lines)) == "\n".join(lines)


def test_what_cannot_be_put_together_is_refused_and_never_looks_clean():
    with pytest.raises(ValueError, match="torn"):
        pdf._page(Page("ữ ế ẹ ạ", "ữ ế ẹ ữ"))

"""What an office that sends its conventions as PDF would lose, and what a hostile file must not gain."""

from __future__ import annotations

import contextlib
import time

import pytest
from made_pdf import make_pdf

from crawlers.errors import TooLarge, Unparsable
from crawlers.readers import pdf

LINES = [
    "HƯƠNG ƯỚC THÔN ĐÔNG",
    "Điều 1. Nam, nữ trong thôn có quyền",
    "và nghĩa vụ ngang nhau.",
    "Điều 2. Con gái đi lấy chồng vẫn được",
]


def test_the_lines_of_a_page_are_paragraphs_again():
    found = pdf.read(make_pdf([LINES, ["2", "chia đất của cha mẹ."]]))
    assert found.text.splitlines() == [
        "HƯƠNG ƯỚC THÔN ĐÔNG",
        "Điều 1. Nam, nữ trong thôn có quyền và nghĩa vụ ngang nhau.",
        "Điều 2. Con gái đi lấy chồng vẫn được chia đất của cha mẹ.",
    ]
    assert found.empty_pages == 0


def test_a_page_of_pictures_has_no_text_and_says_so():
    found = pdf.read(make_pdf([[], LINES, []], packed=False))
    assert (len(found.pages), found.empty_pages) == (3, 2)
    assert "Điều 1" in found.text


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html>",
        b"%PDF-1.7",
        make_pdf([LINES])[:700],
        make_pdf([LINES]).replace(b"/Kids", b"/Kits"),
        b"%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 1 0 R >> endobj trailer << /Root 1 0 R >>",
    ],
)
def test_what_is_broken_is_refused_and_breaks_nothing(data):
    with contextlib.suppress(Unparsable):
        assert not pdf.read(data).text


def test_bounds_hold(monkeypatch):
    with pytest.raises(TooLarge, match="bytes"):
        pdf.read(b"%PDF-1.5" + b" " * pdf.MAX_BYTES)
    many = make_pdf([["một"]] * (pdf.MAX_PAGES + 1))
    with pytest.raises(TooLarge, match="pages"):
        pdf.read(many)


@pytest.mark.slow
def test_a_stream_that_unpacks_to_a_mountain_is_bounded():
    """A few hundred KB that unpack to 60 MB of drawing: refused by a bound, never taken for an empty convention."""
    page = make_pdf([["một hai ba bốn năm " * 20] * 40_000])
    assert len(page) < pdf.MAX_BYTES / 10
    began = time.monotonic()
    with pytest.raises((TooLarge, Unparsable)):
        pdf.read(page, seconds=10)
    assert time.monotonic() - began < 45


def test_a_reader_that_hangs_is_stopped(monkeypatch):
    with pytest.raises(TooLarge, match="seconds"):
        pdf.read(make_pdf([LINES]), seconds=0.01)


def test_a_system_that_refuses_a_bound_still_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    """macOS takes no bound on memory; every PDF was "the reader broke off" there."""
    resource = pytest.importorskip("resource")
    asked: list[int] = []

    def refuse(kind: int, _: tuple[int, int]) -> None:
        asked.append(kind)
        raise ValueError("current limit exceeds maximum limit")

    monkeypatch.setattr(resource, "setrlimit", refuse)
    pdf._limit()
    assert asked == [resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_CORE]

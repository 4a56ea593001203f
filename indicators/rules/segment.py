"""Word boundaries by a segmenter, for the few phrases whose syllables also occur across words.

"tiết lộ hàng loạt" holds the syllables of "lộ hàng" but not the word. Only sentences with such a phrase are segmented:
28 ms an article is too dear for all (held material, 2026).
"""

from __future__ import annotations

import functools

Span = tuple[int, int]


@functools.lru_cache(maxsize=512)
def word_spans(sentence: str) -> tuple[Span, ...]:
    """The words of a sentence as spans; where the segmenter changes letters, what could be aligned."""
    from underthesea import word_tokenize  # noqa: PLC0415  slow import, needed here only

    spans: list[Span] = []
    at = 0
    for word in word_tokenize(sentence, use_token_normalize=False):
        start = sentence.find(word, at)
        if start < 0:
            continue
        at = start + len(word)
        spans.append((start, at))
    return tuple(spans)


def whole_words(norm: str, sentence: Span, span: Span) -> bool:
    """Do words begin where the span begins and end where it ends?"""
    begin, end = sentence
    words = word_spans(norm[begin:end])
    starts = {start + begin for start, _ in words}
    ends = {stop + begin for _, stop in words}
    return span[0] in starts and span[1] in ends

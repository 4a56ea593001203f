"""What a broadcast says, from its subtitle file: lines in the order spoken, joined into paragraphs where nobody pauses."""

from __future__ import annotations

from pathlib import Path

import pysubs2

from crawlers import pagetext
from crawlers.errors import TooLarge, Unparsable

SUFFIXES = (".srt", ".vtt")
MAX_BYTES = 5_000_000
# a longer silence, in milliseconds, begins a new paragraph
PAUSE = 2_500


def read(path: Path) -> str:
    """The words, a paragraph a line, times and styles left out. Raises Unparsable, TooLarge."""
    try:
        with Path(path).open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise Unparsable(f"{path}: {error}", file=str(path), detail=str(error)) from error
    if len(data) > MAX_BYTES:
        raise TooLarge(f"{path}: more than {MAX_BYTES} bytes", url=str(path), limit=MAX_BYTES)
    return spoken(data, Path(path).suffix.lower().lstrip("."), str(path))


def spoken(data: bytes, form: str, name: str = "") -> str:
    """The words of a subtitle file's bytes; ``form``: srt or vtt. Raises Unparsable."""
    text = pagetext.decode(data).lstrip("\ufeff")
    try:
        # pysubs2 takes an .srt or .vtt apart with expressions that do not look back; markup goes with plaintext
        found = pysubs2.SSAFile.from_string(text, format_=form)
    except Exception as error:  # its errors are of many classes, and the file is a stranger's
        raise Unparsable(f"{name}: no {form}", file=name, detail=f"no {form}: {error}"[:200]) from error
    paragraphs: list[list[str]] = []
    last_end, above = None, list[str]()
    for event in sorted(found.events, key=lambda e: (e.start, e.end)):
        shown = [line for text in event.plaintext.splitlines() if (line := pagetext.line(text))]
        # live captions repeat the lines above while the next one runs in
        said = shown[_repeated(above, shown) :]
        above = shown or above
        if not said:
            continue
        if last_end is None or event.start - last_end > PAUSE:
            paragraphs.append([])
        paragraphs[-1] += said
        last_end = event.end
    if not paragraphs:
        raise Unparsable(f"{name}: no words", file=name, detail="no words")
    return "\n".join(" ".join(lines) for lines in paragraphs)


def _repeated(above: list[str], shown: list[str]) -> int:
    """How many lines at the head of ``shown`` are the last ones of what stood there before."""
    most = min(len(above), len(shown))
    return next((n for n in range(most, 0, -1) if above[-n:] == shown[:n]), 0)

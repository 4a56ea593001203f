"""Who presented a broadcast item: names of a rundown, which stand outside the text and have no place in it."""

from __future__ import annotations

from indicators.lexicon import load_lexicon
from indicators.model import Gender, Record
from indicators.text import Document
from indicators.who import read_people

# a sentence around the name, since the readers of people read texts
_FRAME = "{name} dẫn chương trình."
_LONGEST = 120


def sex_of_name(name: str) -> Gender:
    """What a name, with its honorific or title if any ("MC Lê Thị Mẫu", "chị Mẫu"), tells of the sex of its bearer."""
    text = " ".join(name.split())
    if not text or len(text) > _LONGEST:
        return Gender.UNKNOWN
    found = read_people(Document(Record(id="-", body=_FRAME.format(name=text))), load_lexicon()).people
    # two people in one cell are nobody's name
    return found[0].gender if len(found) == 1 else Gender.UNKNOWN

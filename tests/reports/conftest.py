"""What the tests of documents share: words in both languages, and a document read as its reader sees it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup, Tag

from auditor.words import Words


@pytest.fixture(params=["vi", "en"])
def words(request: pytest.FixtureRequest) -> Words:
    return Words(request.param)


@pytest.fixture
def vi() -> Words:
    return Words("vi")


class Page:
    """A page's tables, by what their cells say they are."""

    def __init__(self, html: str) -> None:
        self.soup = BeautifulSoup(html, "lxml")
        self.text = self.soup.get_text(" ", strip=True)

    def rows(self, scope: str) -> Iterator[dict[str, str]]:
        for row in self.soup.select(f"{scope} tbody tr:not(.objective)"):
            yield {str(cell["data-label"]): text(cell) for cell in row.select("td")}


def text(tag: Tag) -> str:
    """What a reader sees; titles of drawings are for listeners and left out."""
    return " ".join(s.strip() for s in tag.find_all(string=True) if not s.find_parent("svg") and s.strip())


@pytest.fixture
def page() -> type[Page]:
    return Page

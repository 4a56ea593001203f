"""The letter that asks for a document which has not come, and names that very document: the declaration of the level of use, or the form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from reports.figures import Words
from reports.files import write_text
from reports.papers.kinds import Issuer
from reports.papers.page import Page
from reports.wording import Wording


class Document(StrEnum):
    """What has not come. Who sent the one may still owe the other."""

    DECLARATION = "declaration"
    FORM = "form"


@dataclass(frozen=True, slots=True)
class Reminder:
    """Whom to remind of what. Days are ISO 8601; ``deadline`` "" where none is set: the letter then asks its writer.

    ``points``: the form has a place for points.
    """

    names: tuple[str, ...]
    issuer: Issuer
    day: str
    period: tuple[str, str]
    deadline: str = ""
    fictitious: bool = False
    document: Document = Document.FORM
    points: bool = False

    @property
    def declaration(self) -> bool:
        return self.document == Document.DECLARATION

    @property
    def about(self) -> str:
        """The key of the letter's subject."""
        return "papers.about.reminder.declaration" if self.declaration else "papers.about.reminder"


def write_reminder(reminder: Reminder, words: Words, path: Path) -> None:
    """The letter as .docx in the decree's form or, by the path's name, as .txt to paste. Raises WriteError."""
    if path.suffix.lower() == ".txt":
        write_text(path, "\n".join(_plain(reminder, words)) + "\n")
        return
    page = Page(Wording(words), words("papers.kind.reminder"), reminder.day)
    compose(page, reminder, words)
    page.save(path)


def compose(page: Page, reminder: Reminder, words: Words) -> None:
    """The letter, from head to signature."""
    issuer = reminder.issuer
    page.head(issuer, issuer.sign, words(reminder.about))
    page.dear(reminder.names)
    for text, prompt in _sentences(reminder, words):
        (page.prompt if prompt else page.say_that)(text)
    page.end()
    page.signed(issuer, [words("papers.copy.above"), *issuer.copies])


def _sentences(reminder: Reminder, words: Words) -> Iterator[tuple[str, bool]]:
    """Each paragraph, and whether it is a prompt for its writer."""
    say = Wording(words)
    issuer = reminder.issuer.plain
    if reminder.fictitious:
        yield words("report.fictitious"), True
    yield words("papers.ask.basis"), True
    period = say.period(reminder.period)
    told = {"issuer": issuer, "day": say.day(reminder.day), "period": period}
    if reminder.declaration:
        yield words("papers.reminder.declaration", **told), False
        yield words("papers.reminder.declaration.what"), False
    else:
        yield words("papers.reminder", **told), False
        yield words("papers.reminder.points" if reminder.points else "papers.reminder.what"), False
    # nobody can be asked to send by a day that is over: the writer sets another one
    past = bool(reminder.deadline) and reminder.deadline < reminder.day
    if reminder.deadline:
        key = "papers.reminder.deadline.past" if past else "papers.reminder.deadline"
        yield words(key, day=say.day(reminder.deadline)), False
    yield words("papers.ask.place" if reminder.deadline and not past else "papers.ask.deadline"), True
    if not reminder.declaration:
        yield words("papers.reminder.empties"), False
    yield words("papers.ask.contact"), True
    yield words("papers.thanks", issuer=issuer), False


def _plain(reminder: Reminder, words: Words) -> Iterator[str]:
    """The same to paste into a letter: head, addressees, paragraphs, and whose signature."""
    issuer = reminder.issuer
    yield from (*issuer.parent, *issuer.name, words("papers.number.letter", symbol=issuer.sign))
    yield words(reminder.about)
    yield from (words("papers.date", place=issuer.place), "")
    one = len(reminder.names) == 1
    yield words("papers.dear", name=reminder.names[0] if one else "")
    yield from () if one else (f"- {name};" for name in reminder.names)
    for text, prompt in _sentences(reminder, words):
        yield from ("", f"[{text}]" if prompt else text)
    yield from ("", *issuer.signature, words("papers.name"))

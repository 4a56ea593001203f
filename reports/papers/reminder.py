"""The letter that asks for a self-assessment which has not come: one letter, whoever finds out that it is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reports.figures import Words
from reports.files import write_text
from reports.papers.kinds import Issuer
from reports.papers.page import Page
from reports.wording import Wording


@dataclass(frozen=True, slots=True)
class Reminder:
    """Whom to remind of what. Days are ISO 8601; ``deadline`` "" where none is set: the letter then asks its writer."""

    names: tuple[str, ...]
    issuer: Issuer
    day: str
    period: tuple[str, str]
    deadline: str = ""
    fictitious: bool = False


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
    page.head(issuer, issuer.sign, words("papers.about.reminder"))
    page.dear(reminder.names)
    for text, prompt in _sentences(reminder, words):
        (page.prompt if prompt else page.say_that)(text)
    page.end()
    page.signed(issuer, [words("papers.copy.above"), *issuer.copies])


def _sentences(reminder: Reminder, words: Words) -> Iterator[tuple[str, bool]]:
    """Each paragraph, and whether it is a prompt for its writer."""
    say = Wording(words)
    first, last = map(say.day, reminder.period)
    issuer = reminder.issuer.plain
    if reminder.fictitious:
        yield words("report.fictitious"), True
    yield words("papers.ask.basis"), True
    period = words("report.period.value", first=first, last=last)
    yield words("papers.reminder", issuer=issuer, day=say.day(reminder.day), period=period), False
    yield words("papers.reminder.what"), False
    if reminder.deadline:
        yield words("papers.reminder.deadline", day=say.day(reminder.deadline)), False
    yield words("papers.ask.place" if reminder.deadline else "papers.ask.deadline"), True
    yield words("papers.reminder.empties"), False
    yield words("papers.ask.contact"), True
    yield words("papers.thanks", issuer=issuer), False


def _plain(reminder: Reminder, words: Words) -> Iterator[str]:
    """The same to paste into a letter: head, addressees, paragraphs, and whose signature."""
    issuer = reminder.issuer
    yield from (*issuer.parent, *issuer.name, words("papers.number", symbol=issuer.sign))
    yield words("papers.about.reminder")
    yield from (words("papers.date", place=issuer.place), "")
    one = len(reminder.names) == 1
    yield words("papers.dear", name=reminder.names[0] if one else "")
    yield from () if one else (f"- {name};" for name in reminder.names)
    for text, prompt in _sentences(reminder, words):
        yield from ("", f"[{text}]" if prompt else text)
    yield from ("", *issuer.signature, words("papers.name"))

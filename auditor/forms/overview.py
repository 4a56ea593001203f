"""Who has sent, who is late, who has not: a list that a department looks at every morning before the deadline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from auditor.forms.model import Answer, Sender
from auditor.forms.plan import CollectingPlan
from auditor.forms.records import Records
from auditor.forms.workbook import looks
from auditor.words import Words
from reports.books import whole_book

SENT, LATE, DRAFT, MISSING, OUT = "sent", "late", "draft", "missing", "out_of_scope"
STANDINGS = (SENT, LATE, DRAFT, MISSING, OUT)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one body stands. ``standing``: "late" where the first final form came after the deadline; ``revisions``: final
    forms received; ``received``: day of the one that counts; ``wrong``: its rows that could not be kept.
    """

    sender: Sender
    standing: str
    received: str = ""
    revisions: int = 0
    answered: int = 0
    wrong: int = 0
    reason: str = ""

    @property
    def amended(self) -> bool:
        return self.revisions > 1

    @property
    def waited_for(self) -> bool:
        """Is a final form still to come?"""
        return self.standing in (MISSING, DRAFT)


def standings(senders: Iterable[Sender], records: Records, plan: CollectingPlan) -> list[Standing]:
    """All bodies that are asked, in their order."""
    return [_standing(sender, records, plan) for sender in senders]


def _standing(sender: Sender, records: Records, plan: CollectingPlan) -> Standing:
    if out := records.excluded(sender.id):
        return Standing(sender, OUT, reason=out.reason)
    shown = records.shown(sender.id)
    if shown is None:
        return Standing(sender, MISSING)
    finals = [s for s in records.sent(sender.id) if not s.draft]
    standing = DRAFT
    if finals:
        # an amendment does not make a form late that was in time
        standing = LATE if plan.deadline and finals[0].received > plan.deadline else SENT
    return Standing(sender, standing, shown.received, len(finals), len(shown.answers), shown.wrong)


def counts(found: Iterable[Standing]) -> dict[str, int]:
    """How many stand where."""
    every = [one.standing for one in found]
    return {name: every.count(name) for name in STANDINGS}


def asked_of(number: Mapping[str, int]) -> int:
    """How many have to send: all but those out of scope, so that the parts beside it add up to it."""
    return sum(number[name] for name in STANDINGS if name != OUT)


def write_merged(path: Path, found: Sequence[Standing], records: Records, words: Words) -> int:
    """All answers of all bodies in one table, and who sent; returns the rows. Raises InputError, WriteError."""
    with whole_book(path) as book:
        style = looks(book)
        page = book.add_worksheet(words("form.sheet.merged"))
        columns = ("sender", "name", "status", "code", "self", "state", "evidence", "explanation")
        for at, (name, width) in enumerate(zip(columns, (16, 30, 16, 10, 9, 18, 40, 50), strict=True)):
            page.write_string(0, at, words(f"form.column.{name}"), style.head)
            page.set_column(at, at, width)
        row = 0
        for one in found:
            sent = records.shown(one.sender.id)
            # a body that need not send stands in no sum
            for answer in sent.answers if sent and one.standing != OUT else ():
                row += 1
                texts = _texts(one, answer, words)
                for at, name in enumerate(columns):
                    page.write_string(row, at, texts.get(name, "")[:32_000], style.locked)
                if answer.points is not None:
                    page.write_number(row, columns.index("self"), answer.points, style.locked)
        page.autofilter(0, 0, max(1, row), len(columns) - 1)
        page.freeze_panes(1, 0)
        _senders(book, style.head, style.locked, found, words)
    return row


def _texts(one: Standing, answer: Answer, words: Words) -> dict[str, str]:
    papers = (f"{p.text} (SHA-256 {p.sha256[:12]})" if p.sha256 else p.text for p in answer.papers)
    return {
        "sender": one.sender.id,
        "name": one.sender.name,
        "status": words(f"form.standing.{one.standing}"),
        "code": answer.code,
        "state": words(f"form.state.{answer.state}") if answer.state else "",
        "evidence": "\n".join(papers),
        "explanation": answer.explanation,
    }


def _senders(book: Any, head: Any, cell: Any, found: Sequence[Standing], words: Words) -> None:
    page = book.add_worksheet(words("form.sheet.senders"))
    columns = ("number", "sender", "name", "status", "received", "revisions", "answered", "reason")
    for at, (name, width) in enumerate(zip(columns, (5, 16, 40, 22, 12, 10, 10, 50), strict=True)):
        page.write_string(0, at, words(f"form.column.{name}"), head)
        page.set_column(at, at, width)
    for row, one in enumerate(found, 1):
        page.write_number(row, 0, row, cell)
        for at, text in enumerate(
            (one.sender.id, one.sender.name, standing_in_words(one, words), one.received), 1
        ):
            page.write_string(row, at, text, cell)
        page.write_number(row, 5, one.revisions, cell)
        page.write_number(row, 6, one.answered, cell)
        page.write_string(row, 7, one.reason, cell)


def standing_in_words(one: Standing, words: Words) -> str:
    """Where a body stands, and whether it amended its form."""
    text = words(f"form.standing.{one.standing}")
    return words("form.standing.amended", standing=text) if one.amended else text

"""Who decided what about a figure: the decisions of a workspace, filtered by what they are about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from auditor.calibration.questions import codebook
from auditor.decisions.ledger import decisions_of
from auditor.decisions.model import CODING, DENOMINATOR, KINDS, RULE, WORDING, Decision, holding
from auditor.errors import UsageError
from auditor.store import Store
from crawlers.discover import address_key
from crawlers.register import slug
from indicators.indexes import Edition
from indicators.rules.model import Rule

_KEY = 16


@dataclass(frozen=True, slots=True)
class Asked:
    """What is wanted: decisions that fit all that is given. ``about``: a line of the index, a rule, the address, number or
    key of an article; ``since``: ISO 8601 day; ``replaced``: those that a later word replaced, too.
    """

    kinds: tuple[str, ...] = ()
    who: str = ""
    outlet: str = ""
    about: str = ""
    since: str = ""
    replaced: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision, and whether it holds."""

    decision: Decision
    holds: bool


def entries(
    folder: Path, store: Store, asked: Asked, *, edition: Edition, rules: Iterable[Rule]
) -> list[Entry]:
    """The decisions asked for, oldest first. Raises UsageError for a kind or a subject that there is not."""
    if unknown := [kind for kind in asked.kinds if kind not in KINDS]:
        raise UsageError(detail=f"--kind {unknown[0]}? {', '.join(KINDS)}")
    every = decisions_of(folder, *asked.kinds, store=store)
    held = {one.key for one in holding(every)}
    fits = _Filter(store, asked, edition, {rule.id: rule for rule in rules}, every)
    found = [Entry(one, one.key in held) for one in every if fits(one)]
    return [entry for entry in found if asked.replaced or entry.holds]


class _Filter:
    """What one question means for a decision, worked out once."""

    def __init__(
        self, store: Store, asked: Asked, edition: Edition, rules: dict[str, Rule], every: Sequence[Decision]
    ) -> None:
        self._asked = asked
        self._items: set[str] = set()
        self._articles: set[int] = set()
        if asked.outlet:
            rows = store.rows(
                """SELECT id, text_sha256 FROM articles WHERE outlet = :outlet
                   UNION SELECT v.article, v.text_sha256 FROM versions v JOIN articles a ON a.id = v.article
                   WHERE a.outlet = :outlet""",
                {"outlet": asked.outlet},
            )
            self._items = {row["text_sha256"][:_KEY] for row in rows}
            self._articles = {row["id"] for row in rows}
        self._codes: set[str] = set()
        self._rules: set[str] = set()
        self._fields: set[str] = set()
        self._article: tuple[int, set[str]] | None = None
        if asked.about:
            self._means(store, asked.about, edition, rules, every)

    def _means(
        self, store: Store, about: str, edition: Edition, rules: dict[str, Rule], every: Sequence[Decision]
    ) -> None:
        if about in {entry.code for entry in edition.entries}:
            self._codes = {about}
            self._rules = {rule.id for rule in rules.values() if about in rule.indicators}
            self._fields = {
                name
                for question in codebook().questions
                if about in {line.code for line in question.indicators(edition)}
                for name in question.fields
            }
            return
        if about in rules or any(one.code == about for one in every):
            self._codes, self._rules = {about}, {about}
            return
        row = store.one(
            "SELECT id FROM articles WHERE url = ? OR key = ? OR CAST(id AS TEXT) = ? OR substr(text_sha256, 1, 16) = ?",
            (about, address_key(about), about, about[:_KEY]),
        )
        if row is None:
            raise UsageError(f"nothing called {about}", detail=f"--about {about}?")
        texts = store.rows(
            "SELECT text_sha256 FROM articles WHERE id = ? UNION SELECT text_sha256 FROM versions WHERE article = ?",
            (row["id"], row["id"]),
        )
        self._article = row["id"], {text["text_sha256"][:_KEY] for text in texts}

    def __call__(self, one: Decision) -> bool:
        asked = self._asked
        if asked.who and slug(asked.who) != slug(one.who):
            return False
        if asked.since and one.at < asked.since:
            return False
        return self._of_outlet(one) and self._about(one)

    def _of_outlet(self, one: Decision) -> bool:
        if not self._asked.outlet or one.kind == WORDING:
            # the words of the index are everybody's
            return True
        if one.kind == DENOMINATOR:
            return any(self._asked.outlet in one.detail.get(way, ()) for way in ("include", "exclude"))
        if one.outlet:
            return one.outlet == self._asked.outlet
        return one.item in self._items or (one.kind == CODING and one.subject[1] in self._articles)

    def _about(self, one: Decision) -> bool:
        if not self._asked.about:
            return True
        if self._article is not None:
            number, keys = self._article
            return one.item in keys or (one.kind == CODING and one.subject[1] == number)
        if one.kind == CODING:
            return bool(self._fields & set(one.detail.get("answers", {})))
        if one.kind == RULE or one.span is not None:
            return one.code in self._rules
        answers = one.detail.get("answers", ())
        return one.code in self._codes or any(a.get("code") in self._codes for a in answers)

"""What an objection is about, in words that quote nothing and lead to nobody who must stay unknown."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from auditor.quoting import shielded_texts, shields
from auditor.replies import model
from auditor.replies.model import Target
from auditor.store import Store
from auditor.words import Words
from indicators.indexes import Edition
from indicators.model import Analysis
from indicators.rules.model import Rule

KEY = 16


@dataclass(frozen=True, slots=True)
class Describer:
    """The words for a target, from the store's articles, the rules and the edition."""

    store: Store
    rules: Mapping[str, Rule]
    edition: Edition
    words: Words

    def about(self, target: Target) -> str:
        """One line."""
        words, lang = self.words, self.words.lang
        if target.kind == model.ADOPTION:
            return words("replies.about.adoption")
        if target.kind == model.FIGURE:
            line = next((i for i in self.edition if i.code == target.code), None)
            title = line.title[lang] if line else target.version
            return words("replies.about.figure", code=target.code, title=title)
        item = self.item(target.item)
        if target.kind == model.ITEM:
            return item
        rule = self.rules.get(target.code)
        title = rule.title.get(lang, rule.id) if rule else target.code
        return words("replies.about.finding", title=title, item=item)

    def item(self, key: str) -> str:
        """An article by its day and address; by its day and key where the address could tell whom to protect."""
        row = article_of(self.store, key)
        if row is None:
            return self.words("replies.about.gone", key=key[:8])
        day = "/".join(reversed(row["published"][:10].split("-"))) or "–"
        if self._protected(row["id"]) or not row["url"]:
            return self.words("replies.about.item.key", day=day, key=key[:8])
        return self.words("replies.about.item", day=day, url=row["url"])

    def _protected(self, article: int) -> bool:
        row = self.store.one(
            "SELECT json, text_sha256 FROM analyses WHERE article = ? ORDER BY id DESC", (article,)
        )
        if row is None:
            return True
        found = Analysis.from_dict(json.loads(row["json"]))
        return shields(found) or bool(shielded_texts(self.store, row["text_sha256"]))


def article_of(store: Store, key: str) -> sqlite3.Row | None:
    """The article that has, or had, the text of a key; None where there is none."""
    if len(key) != KEY or not key.isalnum():
        return None
    span = (key, key + "g")
    return store.one(
        "SELECT * FROM articles WHERE text_sha256 >= ? AND text_sha256 < ? ORDER BY id", span
    ) or store.one(
        """SELECT a.* FROM versions v JOIN articles a ON a.id = v.article
           WHERE v.text_sha256 >= ? AND v.text_sha256 < ? ORDER BY v.id""",
        span,
    )

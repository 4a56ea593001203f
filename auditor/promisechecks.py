"""Who checked a promise's figure: a human judgement, kept with all others (auditor.decisions), about that very figure.

``checked_by`` beside a figure in promises.yaml is how one writes it down with the figure; it is taken over into the register of
decisions, as the reader of papers in a table of adoption is. A figure that is changed afterwards is another one, and unchecked.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from auditor.decisions.ledger import decisions_of
from auditor.decisions.model import MAX_NAME, PROMISE, Decision, holding
from auditor.errors import InputError
from auditor.promises import Figure
from auditor.store import Store
from indicators.datafile import parse_yaml, read_text
from indicators.errors import IndicatorError

CHECKED, WITHDRAWN = "checked", "withdrawn"
_FIELDS = ("promise", "as_of", "source", "reached", "of", "value", "n", "scope")
_PARTS = 3


def fingerprint(figure: Figure) -> str:
    """Everything that was checked: the figure, its day and its source."""
    text = json.dumps([getattr(figure, name) for name in _FIELDS], ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def decision_of(figure: Figure, who: str, *, answer: str = CHECKED, reason: str = "") -> Decision:
    """Somebody's word on one figure."""
    mark = fingerprint(figure)
    return Decision(
        PROMISE, " ".join(who.split()), (figure.promise, figure.as_of, mark), answer,
        code=figure.promise, version=mark, reason=reason, detail={"scope": figure.scope},
    )  # fmt: skip


def check_of(one: Decision) -> str:
    """The fingerprint that a decision is about. Raises InputError where it is none of this kind."""
    right = len(one.subject) == _PARTS and one.subject[2] == one.version and one.subject[0] == one.code
    if not right or not one.who.strip() or one.answer not in (CHECKED, WITHDRAWN):
        raise InputError(PROMISE, detail=one.answer)
    return one.version


def decisions_in_file(file: Path) -> Sequence[Decision]:
    """What ``checked_by`` says beside figures; of a file that cannot be read nothing: ``auditor promises`` says what is wrong."""
    try:
        text = read_text(file)
        if "checked_by" not in text:
            return ()
        raw = parse_yaml(text, str(file)) or {}
        figures = [Figure(**one) for one in raw.get("figures", [])]
    except (IndicatorError, OSError, TypeError, AttributeError):
        return ()
    said = [f for f in figures if isinstance(f.checked_by, str) and f.checked_by.strip()]
    return [decision_of(figure, figure.checked_by[:MAX_NAME]) for figure in said]


def with_checks(figures: Iterable[Figure], folder: Path, store: Store | None = None) -> tuple[Figure, ...]:
    """The figures with who checked each, as the register of decisions has it."""
    made = holding(decisions_of(folder, PROMISE, store=store))
    by = {one.version: one.who for one in made if one.answer == CHECKED}
    return tuple(replace(figure, checked_by=by.get(fingerprint(figure), "")) for figure in figures)

"""Which bodies count as "cơ quan truyền thông" in the rate? The province says so, on a day, from a day on, and every rate prints it.

A choice is a decision like any other (auditor.decisions): kinds of the register, single bodies that count beside them, single
bodies that do not, each with its reason. Figures of an earlier year follow the choice that held on their day. Where none
holds, the kinds of ``auditor.toml`` count, as before there were choices.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from auditor.decisions.ledger import as_kept, decisions_of
from auditor.decisions.model import DENOMINATOR, MAX_REASON, Decision, holding
from auditor.errors import InputError
from auditor.store import Store
from auditor.words import Words
from auditor.workspace import Workspace, is_day
from crawlers.register import Outlet, Register, slug
from reports.small import SMALL

COUNTED, WITHDRAWN = "counted", "withdrawn"
MOST_SINGLE = 2000
MOST_NAME = 200


@dataclass(frozen=True, slots=True)
class Single:
    """One body that counts, or does not, whatever its kind; ``reason`` is never empty."""

    outlet: str
    reason: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Who counts from ``since`` to ``until`` ("": until further notice), both days included.

    ``kinds``: of the register (empty: all); ``listed``: no kind counts, only ``include``. ``decided``: the day of the decision,
    ``basis``: the paper it stands in, as the user typed it. A choice without ``since`` is no decision: it is what
    ``auditor.toml`` says. ``place``: a province that is part of the workspace's now and chose for itself, before or after.
    """

    kinds: tuple[str, ...] = ()
    listed: bool = False
    include: tuple[Single, ...] = ()
    exclude: tuple[Single, ...] = ()
    since: str = ""
    until: str = ""
    decided: str = ""
    basis: str = ""
    who: str = ""
    place: str = ""

    def counts(self, outlet: Outlet) -> bool:
        """Does the body count, wherever and whenever it is?"""
        if outlet.id in {one.outlet for one in self.exclude}:
            return False
        if outlet.id in {one.outlet for one in self.include}:
            return True
        return not self.listed and (not self.kinds or outlet.kind in self.kinds)

    @property
    def rule(self) -> tuple[object, ...]:
        """What decides who counts; two choices of one rule are no break."""
        return (
            frozenset(self.kinds),
            self.listed,
            frozenset(one.outlet for one in self.include),
            frozenset(one.outlet for one in self.exclude),
        )


def choices(workspace: Workspace, store: Store | None = None) -> tuple[Choice, ...]:
    """All choices that hold, by the day they begin. Raises StoreError."""
    made = holding(decisions_of(workspace.path, DENOMINATOR, store=store))
    found = as_kept(choice_of, (one for one in made if one.answer != WITHDRAWN))
    return tuple(sorted(found, key=lambda one: one.since))


def choice_on(
    workspace: Workspace, day: dt.date | str, store: Store | None = None, place: str = ""
) -> Choice:
    """The choice that holds on the day: the one that began last; without any, the kinds of ``auditor.toml``.

    ``place``: of a province that is part of the workspace's, its own choice where it made one.
    """
    on = str(day)
    held = [
        one
        for one in choices(workspace, store)
        if one.since <= on and (not one.until or on <= one.until) and slug(one.place) in ("", slug(place))
    ]
    # what a province chose for itself goes before what was chosen for all that it is part of now
    held.sort(key=lambda one: bool(one.place))
    return held[-1] if held else Choice(kinds=workspace.config.kinds)


def bodies_on(
    workspace: Workspace,
    register: Register,
    day: dt.date | str,
    province: str | None = None,
    *,
    store: Store | None = None,
    choice: Choice | None = None,
) -> tuple[Outlet, ...]:
    """The bodies that count on a day in the province (the workspace's, where none is named), by the choice of that day or the
    one given.
    """
    chosen = choice or choice_on(workspace, day, store, province or "")
    return tuple(o for o in register.on(day, province or workspace.config.province) if chosen.counts(o))


# --- as decisions -----------------------------------------------------------------------------------------------------


def decision_of(choice: Choice) -> Decision:
    """What is kept of a choice. Raises InputError for one that cannot be."""
    if problem := problem_of(choice):
        raise InputError(problem, file=f"--{problem}", detail=f"{problem}?")
    detail: dict[str, Any] = {
        "kinds": list(choice.kinds),
        "listed": choice.listed,
        "include": {one.outlet: one.reason for one in choice.include},
        "exclude": {one.outlet: one.reason for one in choice.exclude},
        "until": choice.until,
        "decided": choice.decided,
    }
    return Decision(
        DENOMINATOR,
        choice.who,
        _subject(choice),
        COUNTED,
        reason=choice.basis,
        code=choice.since,
        detail=detail,
    )


def withdrawal_of(choice: Choice, who: str, reason: str) -> Decision:
    """The word that takes a choice back, as if it had never been made."""
    return Decision(DENOMINATOR, who, _subject(choice), WITHDRAWN, reason=reason, code=choice.since)


def _subject(choice: Choice) -> tuple[str, str, str]:
    """A later choice of the same first day and place takes the place of an earlier one."""
    return DENOMINATOR, choice.since, choice.place


def choice_of(one: Decision) -> Choice:
    """Reads a decision back. Raises InputError where it is none of this kind (an export may come from anywhere)."""
    raw: Mapping[str, Any] = one.detail
    try:
        made = Choice(
            kinds=tuple(raw.get("kinds", ())),
            listed=bool(raw.get("listed", False)),
            include=tuple(Single(id, reason) for id, reason in raw.get("include", {}).items()),
            exclude=tuple(Single(id, reason) for id, reason in raw.get("exclude", {}).items()),
            since=str(one.subject[1]),
            until=raw.get("until", ""),
            decided=raw.get("decided", "") or (one.at[:10] if one.answer == WITHDRAWN else ""),
            basis=one.reason,
            who=one.who,
            place=str(one.subject[2]),
        )
    except (AttributeError, TypeError, IndexError) as error:
        raise InputError(str(error), detail=str(error)) from error
    if one.answer not in (COUNTED, WITHDRAWN) or (one.answer == COUNTED and problem_of(made)):
        raise InputError(DENOMINATOR, detail=problem_of(made) or one.answer)
    return made


def problem_of(choice: Choice) -> str:
    """The option that is wrong, or nothing."""
    singles = (*choice.include, *choice.exclude)
    if not all(isinstance(text, str) for one in singles for text in (one.outlet, one.reason)):
        return "include"
    both = {one.outlet for one in choice.include} & {one.outlet for one in choice.exclude}
    wrong = {
        "from": not is_day(choice.since),
        "to": bool(choice.until) and (not is_day(choice.until) or choice.until < choice.since),
        "on": not is_day(choice.decided),
        "by": not choice.who.strip() or len(choice.who) > MOST_NAME,
        "basis": not choice.basis.strip() or len(choice.basis) > MAX_REASON,
        "kind": not all(isinstance(kind, str) for kind in choice.kinds)
        or (choice.listed and bool(choice.kinds)),
        "include": bool(both) or len(singles) > MOST_SINGLE or (choice.listed and not choice.include),
        "exclude": choice.listed and bool(choice.exclude),
        "reason": not all(one.reason.strip() and len(one.reason) <= MAX_REASON for one in singles),
    }
    return next((name for name, there in wrong.items() if there), "")


# --- in words ---------------------------------------------------------------------------------------------------------


def _day(day: str) -> str:
    return dt.date.fromisoformat(day).strftime("%d/%m/%Y")


def rule_of(
    workspace: Workspace,
    words: Words,
    *,
    register: Register | None = None,
    store: Store | None = None,
    named: bool = True,
) -> str:
    """The rule of the denominator on the workspace's day, to be printed beside every rate.

    ``named``: with the single bodies, why, and who decided; without, how many they are, for readers who get no names.
    """
    config = workspace.config
    chosen = choice_on(workspace, config.day, store)
    kinds = "; ".join(words(f"kind.{kind}") for kind in chosen.kinds)
    key = "rate.denominator_kinds" if kinds else "rate.denominator_all"
    if chosen.listed:
        key = "rate.denominator_listed"
    rule = words(key, province=config.province, day=_day(config.day), kinds=kinds)
    if not chosen.since:
        return rule
    known = register or (workspace.register() if named and (chosen.include or chosen.exclude) else None)
    parts = [rule]
    for way, singles in (("include", chosen.include), ("exclude", chosen.exclude)):
        if singles and named and known is not None:
            told = "; ".join(f"{name_of(known, one.outlet, config.day)} ({one.reason})" for one in singles)
            parts.append(words(f"rate.denominator.{way}", names=told))
        elif singles:
            # these readers are outside the department, where a few are a name
            n = len(singles) if len(singles) >= SMALL else words("papers.some")
            parts.append(words(f"rate.denominator.{way}.count", n=n))
    parts.append(source_of(chosen, words, named=named))
    return " ".join(parts)


def source_of(chosen: Choice, words: Words, *, named: bool = True) -> str:
    """Who decided, when, on what ground, and for how long it holds."""
    held = (
        words("rate.denominator.until", day=_day(chosen.until))
        if chosen.until
        else words("rate.denominator.open")
    )
    return words(
        "rate.denominator.source" if named else "rate.denominator.source.unnamed",
        decided=_day(chosen.decided),
        who=chosen.who,
        basis=chosen.basis,
        since=_day(chosen.since),
        until=held,
    )


def name_of(register: Register, id: str, day: dt.date | str) -> str:
    """The body's name on the day; its id where the register lost it."""
    outlet = register.get(id)
    return outlet.name_on(dt.date.fromisoformat(str(day))) if outlet else id

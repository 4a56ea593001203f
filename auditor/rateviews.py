"""The same rate seen in the other ways that papers ask for: by product, by group, on an earlier register, and what a merger
left open.

N falls to one or two bodies where provinces merged, and a predecessor's application does not pass by itself: each view is
printed with its own k/N, and none replaces the rate on the register of the day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from auditor.adoption import Declared
from auditor.counted import Choice, bodies_on, choice_on
from auditor.errors import NothingToDo
from auditor.rate import FORMAL, PILOT
from auditor.territory import places
from auditor.workspace import Workspace
from crawlers.register import Outlet, Register
from reports.figures import ProductRate

# social pages are no product that a plan counts
PRODUCTS = ("print", "online", "radio", "tv")
# how long an application of a predecessor is shown as inherited until the successor has to have said something itself
INHERITED_MONTHS = 6


@dataclass(frozen=True, slots=True)
class Slice:
    """k of N in one group; ``key`` as in the register, ``missing`` are names of those that said nothing."""

    key: str
    applied: int
    counted: int
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Inherited:
    """A body without a word of its own, one of whose predecessors had applied the index: "kế thừa, chờ xác nhận"."""

    outlet: Outlet
    predecessor: Outlet
    level: int
    since: dt.date
    until: dt.date
    expired: bool


@dataclass(frozen=True, slots=True)
class Breaks:
    """Why two years of the series cannot be compared as they stand: bodies that ended or began, and bodies of both days that
    came in or went out since the province chose otherwise (``before``, ``after``; None where one rule held on both).
    """

    ended: tuple[Outlet, ...]
    begun: tuple[Outlet, ...]
    taken_in: tuple[Outlet, ...] = ()
    left_out: tuple[Outlet, ...] = ()
    before: Choice | None = None
    after: Choice | None = None

    def __bool__(self) -> bool:
        return bool(self.ended or self.begun or self.after)


def by_product(
    outlets: Sequence[Outlet], adoption: Mapping[str, Declared], day: dt.date, level: int = PILOT
) -> tuple[Slice, ...]:
    """Each product (print, online, radio, TV) counts with its body; a body of four products is in four slices."""
    return tuple(
        found
        for kind in PRODUCTS
        if (found := _slice(kind, [o for o in outlets if _has(o, kind, day)], adoption, day, level)).counted
    )


def by_group(
    outlets: Sequence[Outlet], adoption: Mapping[str, Declared], day: dt.date, level: int = PILOT
) -> tuple[Slice, ...]:
    """By whose body it is (party, government, women's union …); bodies without a known group stand under ""."""
    groups = sorted({outlet.group_on(day) for outlet in outlets}, key=lambda g: (g == "", g))
    return tuple(
        _slice(group, [o for o in outlets if o.group_on(day) == group], adoption, day, level)
        for group in groups
    )


def by_product_in_groups(
    outlets: Sequence[Outlet], adoption: Mapping[str, Declared], day: dt.date
) -> tuple[ProductRate, ...]:
    """Each product over all bodies that have it, then within every group of owners; pilot or more and formal, as declared."""
    found = []
    for product in PRODUCTS:
        bodies = [o for o in outlets if _has(o, product, day)]
        # the whole first, then its parts
        parts: dict[str | None, list[Outlet]] = {None: bodies}
        for group in sorted({o.group_on(day) for o in bodies}, key=lambda g: (g == "", g)):
            parts[group] = [o for o in bodies if o.group_on(day) == group]
        for name, some in parts.items():
            pilot, formal = (_slice(product, some, adoption, day, level).applied for level in (PILOT, FORMAL))
            if some:
                found.append(ProductRate(product, name, len(some), pilot, formal))
    return tuple(found)


def ladder(outlets: Sequence[Outlet], adoption: Mapping[str, Declared], day: dt.date) -> tuple[Slice, ...]:
    """Strict (formal and verified), middle (pilot or more and verified), lenient (pilot or more as declared).

    Verified at a level is a body whose papers suffice for that level, read by somebody who is named.
    """
    found = []
    for key, level, proven in (("strict", FORMAL, True), ("middle", PILOT, True), ("lenient", PILOT, False)):
        counted = _count(key, outlets, lambda o: adoption.get(o.id), day, level)
        if proven:
            rows = [adoption[o.id] for o in outlets if o.id in adoption]
            applied = sum(row.proves(level) for row in rows)
            counted = replace(counted, applied=applied)
        found.append(counted)
    return tuple(found)


def on_register_of(
    workspace: Workspace,
    register: Register,
    adoption: Mapping[str, Declared],
    base: dt.date,
    level: int = PILOT,
) -> Slice:
    """The bodies of an earlier day, each judged by what it, or what it became, does on the workspace's day.

    Counts the bodies of the province and of those that became part of it. Raises NothingToDo where there were none.
    """
    config = workspace.config
    day = dt.date.fromisoformat(config.day)
    bodies = {
        o.id: o for place in sorted(places(workspace)) for o in bodies_on(workspace, register, base, place)
    }.values()
    if not bodies:
        raise NothingToDo(f"no outlets on {base}", stage="rate", detail=f"{config.province} {base:%d/%m/%Y}")

    def standing(outlet: Outlet) -> Declared | None:
        """Its own word while it exists, else the highest of its successors."""
        if outlet.exists(day):
            return adoption.get(outlet.id)
        said = [adoption[o.id] for o in _became(register, outlet, day) if o.id in adoption]
        return max(said, key=lambda row: row.level or 0, default=None)

    return _count(base.isoformat(), bodies, standing, base, level)


def inherited(
    register: Register,
    outlets: Iterable[Outlet],
    adoption: Mapping[str, Declared],
    before: Mapping[str, Declared],
    day: dt.date,
) -> tuple[Inherited, ...]:
    """Bodies that said nothing themselves, with the predecessor that had applied; ``before``: all words ever said.

    They count as not applying until they confirm, which the report says.
    """
    found = []
    for outlet in outlets:
        own = adoption.get(outlet.id)
        # a word that begins later than the day was not said by then
        if own is not None and own.level is not None and own.date <= day.isoformat():
            continue
        for old, row in _who_spoke(register, outlet, before):
            direct = any(outlet.id in step.to for step in old.succession)
            # a body of two months in between that said nothing does not lengthen the term
            since = (outlet.valid_from or old.valid_to) if direct else (old.valid_to or outlet.valid_from)
            if not row.level or since is None:
                continue
            until = _months_later(since, INHERITED_MONTHS)
            found.append(Inherited(outlet, old, row.level, since, until, expired=day >= until))
    return tuple(found)


def _who_spoke(
    register: Register, outlet: Outlet, before: Mapping[str, Declared]
) -> list[tuple[Outlet, Declared]]:
    """Of everything that went into a body, the last in each line that said something itself."""
    found: list[tuple[Outlet, Declared]] = []
    seen = {outlet.id}
    wanted = list(register.predecessors(outlet.id))
    while wanted:
        old = wanted.pop(0)
        if old.id in seen:
            continue
        seen.add(old.id)
        row = before.get(old.id)
        if row is not None and row.level is not None:
            found.append((old, row))
        else:
            wanted += register.predecessors(old.id)
    return found


def breaks(workspace: Workspace, register: Register, base: dt.date) -> Breaks:
    """Bodies that ended or began between ``base`` and the workspace's day, in the province and what became part of it, and
    what another choice of the province changed.
    """
    day = dt.date.fromisoformat(workspace.config.day)
    choice = choice_on(workspace, base), choice_on(workspace, day)
    # a body of a place that joins later is no newcomer then
    existed, exist = (
        {o.id: o for place in places(workspace) for o in register.on(on, place)} for on in (base, day)
    )
    then, today = (
        {o.id for place in places(workspace) for o in bodies_on(workspace, register, on, place)}
        for on in (base, day)
    )
    both = existed.keys() & exist.keys()
    other = choice[0].rule != choice[1].rule or bool((then ^ today) & both)
    return Breaks(
        tuple(existed[id] for id in sorted(then - exist.keys())),
        tuple(exist[id] for id in sorted(today - existed.keys())),
        tuple(exist[id] for id in sorted((today - then) & both)),
        tuple(existed[id] for id in sorted((then - today) & both)),
        choice[0] if other else None,
        choice[1] if other else None,
    )


def _has(outlet: Outlet, kind: str, day: dt.date) -> bool:
    return any(channel.kind == kind and channel.holds(day) for channel in outlet.channels)


def _slice(
    key: str, outlets: Iterable[Outlet], adoption: Mapping[str, Declared], day: dt.date, level: int
) -> Slice:
    return _count(key, outlets, lambda o: adoption.get(o.id), day, level)


def _count(
    key: str,
    outlets: Iterable[Outlet],
    standing: Callable[[Outlet], Declared | None],
    day: dt.date,
    level: int,
) -> Slice:
    applied, counted, missing = 0, 0, []
    for outlet in outlets:
        row = standing(outlet)
        counted += 1
        if row is None or row.level is None:
            missing.append(outlet.name_on(day))
        else:
            applied += row.level >= level
    return Slice(key, applied, counted, tuple(missing))


def _became(register: Register, outlet: Outlet, day: dt.date) -> list[Outlet]:
    """What a body has become by the day, over any number of steps."""
    found: list[Outlet] = []
    seen: set[str] = set()
    wanted = [id for step in outlet.succession for id in step.to]
    while wanted:
        successor = register.get(wanted.pop())
        if successor is None or successor.id in seen:
            continue
        seen.add(successor.id)
        if successor.exists(day):
            found.append(successor)
        else:
            wanted += [id for step in successor.succession for id in step.to]
    return found


def _months_later(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    for last in (day.day, 30, 29, 28):
        try:
            return dt.date(year, month, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")  # pragma: no cover

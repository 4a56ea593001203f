"""Who is held against whom: a body against itself, and what became of several against all of them together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from auditor.change.parts import Unit
from auditor.counted import bodies_on
from auditor.territory import places
from auditor.workspace import Workspace
from crawlers.register import Register


def bodies(workspace: Workspace, register: Register, day: str, *, counted: bool = False) -> tuple[str, ...]:
    """Ids of the province's bodies on a day, with those of provinces that are part of it today. ``counted``: those that
    enter the rate of that day alone.
    """
    if counted:
        return tuple(o.id for place in places(workspace) for o in bodies_on(workspace, register, day, place))
    return tuple(o.id for place in places(workspace) for o in register.on(day, place))


def units(
    register: Register, before: Iterable[str], after: Iterable[str], day: str
) -> tuple[dict[str, str], Unit]:
    """The unit of every body of both years, and the units' names. A body that ended before ``day`` goes with what it became."""
    on = dt.date.fromisoformat(day)
    later = set(after)
    every = sorted({*before, *later})
    root = {id: id for id in every}

    def find(id: str) -> str:
        while root[id] != id:
            id = root[id]
        return id

    for id in every:
        outlet = register.get(id)
        if outlet is None or outlet.exists(on):
            continue
        for successor in _successors(register, id, later):
            root[find(id)] = find(successor)
    members: dict[str, list[str]] = {}
    for id in every:
        members.setdefault(find(id), []).append(id)
    names, merged = {}, set()
    for unit, ids in members.items():
        told = [id for id in ids if id in later] or ids
        found = [register.get(id) for id in told]
        names[unit] = " + ".join(o.name_on(on) for o in found if o) or unit
        if len(ids) > 1:
            merged.add(unit)
    return {id: find(id) for id in every}, Unit(names, frozenset(merged))


def _successors(register: Register, id: str, later: set[str]) -> list[str]:
    """What a body became, over any number of steps, among those of the later year."""
    found, seen = [], {id}
    wanted = [id]
    while wanted:
        outlet = register.get(wanted.pop())
        for step in outlet.succession if outlet else ():
            for successor in step.to:
                if successor in seen:
                    continue
                seen.add(successor)
                if successor in later:
                    found.append(successor)
                else:
                    wanted.append(successor)
    return found

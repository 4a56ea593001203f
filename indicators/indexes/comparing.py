"""What one edition asks that another does not: the table a head of department reads before signing a derived edition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from indicators.indexes.model import Edition, Indicator, Line

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
_UNCOMPARED = frozenset({"code", "confirmed_by", "confirmed_on"})


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference. ``what``: added, removed or changed; ``field`` and both values only where changed."""

    code: str
    what: str
    field: str = ""
    before: object = None
    after: object = None


def differences(before: Edition, after: Edition) -> tuple[Difference, ...]:
    """All of them, in the order of the later edition, what was removed last."""
    old = {entry.code: entry for entry in before.entries}
    new = {entry.code: entry for entry in after.entries}
    found: list[Difference] = []
    for code, entry in new.items():
        if code not in old:
            found.append(Difference(code, ADDED, after=entry.title["vi"]))
        else:
            found += _changed(old[code], entry)
    found += [Difference(c, REMOVED, before=e.title["vi"]) for c, e in old.items() if c not in new]
    return tuple(found)


def _changed(old: Line | Indicator, new: Line | Indicator) -> Iterator[Difference]:
    if type(old) is not type(new):
        yield Difference(new.code, CHANGED, "kind", type(old).__name__, type(new).__name__)
        return
    for field in fields(new):
        before, after = plain(getattr(old, field.name)), plain(getattr(new, field.name))
        if field.name not in _UNCOMPARED and before != after:
            yield Difference(new.code, CHANGED, field.name, before, after)


def plain(value: object) -> object:
    """A value as JSON takes it; the mappings of an edition are read-only views, which dataclasses.asdict cannot copy."""
    if hasattr(value, "__dataclass_fields__"):
        return {name: plain(getattr(value, name)) for name in value.__dataclass_fields__}
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    if isinstance(value, (set, frozenset)):
        return sorted(str(each) for each in value)
    return value if isinstance(value, (str, int, float, bool, type(None))) else str(value)

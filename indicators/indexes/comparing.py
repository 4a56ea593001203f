"""What one edition asks that another does not: the table a head of department reads before signing a derived edition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from indicators.indexes.model import CodeList, Edition, Indicator, Line, SheetField

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
Entry = Line | Indicator | CodeList | SheetField
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
    old, new = _entries(before), _entries(after)
    found: list[Difference] = []
    for code, entry in new.items():
        if code not in old:
            found.append(Difference(code, ADDED, after=entry.title["vi"]))
        else:
            found += _changed(code, old[code], entry)
    found += [Difference(c, REMOVED, before=e.title["vi"]) for c, e in old.items() if c not in new]
    return tuple(found)


def _entries(edition: Edition) -> dict[str, Entry]:
    """Everything with a code; tables and fields of a coding sheet have codes of their own, and so a word before them."""
    found: dict[str, Entry] = {entry.code: entry for entry in edition.entries}
    found |= {f"code_list {table.id}": table for table in edition.code_lists}
    return found | {f"code_sheet {field.code}": field for field in edition.code_sheet}


def _changed(code: str, old: Entry, new: Entry) -> Iterator[Difference]:
    if type(old) is not type(new):
        yield Difference(code, CHANGED, "kind", type(old).__name__, type(new).__name__)
        return
    for field in fields(new):
        before, after = plain(getattr(old, field.name)), plain(getattr(new, field.name))
        if field.name == "absent":
            # a field that one of the two has is told by its own name, not by its reason
            before, after = _both(before, after)
        if field.name not in _UNCOMPARED and before != after:
            yield Difference(code, CHANGED, field.name, before, after)


def _both(before: object, after: object) -> tuple[dict[str, object], dict[str, object]]:
    """Of two mappings, what stands under the keys of both."""
    old, new = (each if isinstance(each, dict) else {} for each in (before, after))
    return {k: v for k, v in old.items() if k in new}, {k: v for k, v in new.items() if k in old}


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

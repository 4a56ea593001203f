"""Two reports, figure by figure: which figure differs, where it stands, what it is now."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.proof.model import Difference, shown
from auditor.words import Words

# told apart by what they are, not by their place in a list
_NAMED: Mapping[str, tuple[str, ...]] = {
    "outlets": ("id",),
    "indicators": ("code",),
    "failures": ("outlet", "stage", "reason"),
    "sources": ("tag",),
    "last": ("issuer", "year"),
    "next": ("issuer", "year"),
    "articles": ("outlet",),
    "products": ("product", "group"),
    "failed": (),
    "skipped": (),
}
# when a report was made is no figure; what it was made from is compared by its own words
_LEFT_OUT = frozenset({"produced", "provenance", "lang", "schema", "circulation"})
# fields that older reports, or their milestones, do not have
_ADDED = frozenset(
    {"at_due", "national", "deadlines", "proven", "ladder", "measured", "products", "withheld", "merit"}
)
_PAIR = 2
_MISSING = object()


def figures(raw: Mapping[str, Any]) -> int:
    """How many values a report holds."""
    return sum(1 for _ in _leaves({k: v for k, v in raw.items() if k not in _LEFT_OUT}))


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, Mapping):
        for each in value.values():
            yield from _leaves(each)
    elif isinstance(value, list):
        for each in value:
            yield from _leaves(each)
    else:
        yield value


def compare(
    reported: Mapping[str, Any],
    now: Mapping[str, Any],
    words: Words,
    *,
    leave_out: frozenset[str] = frozenset(),
) -> list[Difference]:
    """Every value that differs, with its path in report.json and, for an outlet's figure, whose it is in words.

    ``leave_out``: top-level names that cannot be worked out here.
    """
    skipped = _LEFT_OUT | leave_out
    found: list[Difference] = []
    for name in dict.fromkeys([*reported, *now]):
        if name not in skipped:
            _walk(reported.get(name, _MISSING), now.get(name, _MISSING), name, name, "", found, words)
    return found


def _walk(old: Any, new: Any, path: str, name: str, what: str, found: list[Difference], words: Words) -> None:
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        what = _told(old, what)
        for key in dict.fromkeys([*old, *new]):
            _walk(old.get(key, _MISSING), new.get(key, _MISSING), f"{path}.{key}", key, what, found, words)
    elif isinstance(old, list) and isinstance(new, list):
        before, after = _by_name(old, name), _by_name(new, name)
        for key in dict.fromkeys([*before, *after]):
            _walk(
                before.get(key, _MISSING),
                after.get(key, _MISSING),
                f"{path}[{key}]",
                name,
                what,
                found,
                words,
            )
    elif name in _ADDED and old is _MISSING:
        # an older report claims nothing by what it does not have
        return
    elif path == "versions.signature":
        # which key signs is compared by its fingerprint, in whatever language it was said that there is none
        return
    elif old is _MISSING or new is _MISSING or type(old) is not type(new) or old != new:
        if isinstance(old, int | float) and isinstance(new, int | float) and old == new:
            return
        kind = "version" if path.startswith("versions") else "figure"
        whose = what or _field(re.split(r"[.\[]", path)[0], words)
        label = f"{whose} › {_field(name, words)}" if what or name != path else whose
        found.append(Difference(kind, path, _brief(old, words), _brief(new, words), label))


def _field(name: str, words: Words) -> str:
    keys = (f"{kind}.{name}" for kind in ("proof.field", "report.version"))
    return next((words(key) for key in keys if key in words), name)


def _told(value: Mapping[str, Any], what: str) -> str:
    """Whose figure: the outlet by name, the indicator by code."""
    if "indicators" in value and "adoption" in value:
        return str(value.get("name") or value.get("id") or "")
    if "code" in value and "outcome" in value:
        return f"{what} › {value['code']}" if what else str(value["code"])
    return what


def _brief(value: Any, words: Words) -> str:
    if value is _MISSING:
        return words("proof.absent")
    if isinstance(value, Mapping | list):
        return words("proof.present")
    return shown(value) if value is not None else words("proof.empty")


def _by_name(values: list[Any], name: str) -> dict[str, Any]:
    keys = _NAMED.get(name)
    found: dict[str, Any] = {}
    for at, value in enumerate(values):
        label = str(at)
        if keys and isinstance(value, Mapping):
            label = " ".join(str(value.get(key, "")) for key in keys).strip() or label
        elif keys == () and isinstance(value, list) and len(value) == _PAIR:
            label = str(value[0])
        # outlets of a public report have no name at all
        found[label if label not in found else f"{label}#{at}"] = value
    return found


def lines(given: Mapping[str, bytes], now: Mapping[str, bytes]) -> list[Difference]:
    """Tables of a data package against those that come out, line by line; the dictionary follows from them."""
    found: list[Difference] = []
    for name in sorted(given.keys() | now.keys()):
        if not name.startswith("data/"):
            continue
        old, new = (each.get(name, b"").decode("utf-8", "replace").split("\n") for each in (given, now))
        for at in range(max(len(old), len(new))):
            before, after = (each[at] if at < len(each) else "" for each in (old, new))
            if before != after:
                found.append(Difference("figure", f"{name}:{at + 1}", before, after))
    return found
